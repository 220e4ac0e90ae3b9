"""The back-test: what a rule would have done over past counts, before anybody saves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

import numpy as np
import numpy.typing as npt

from monitoring.detection.findings import Finding, at
from monitoring.detection.firing import Decision, Memory, Outcome, Policy, decide
from monitoring.detection.fleet import Fleet
from monitoring.detection.rules import History, Rule, SpikeRule, judge
from monitoring.detection.state import BUCKET_SECONDS

DAY = 288


@dataclass(frozen=True, slots=True)
class Firing:
    """One moment the rule would have fired. `swallowed_by` "incident": it would have joined the incident still open."""

    at: datetime  # end of the closed bucket that made it fire
    finding: Finding
    severity: int
    swallowed_by: str = ""  # "" or "incident"


@dataclass(frozen=True, slots=True)
class Replay:
    """The result of a back-test, with the band for the chart. Arrays have one value per bucket."""

    start: datetime
    firings: tuple[Firing, ...]
    held_back: dict[str, int]  # buckets in which a finding did not fire, by reason
    outcomes: tuple[Outcome, ...]
    seen: npt.NDArray[np.float64]  # posts in the last 15 minutes, all mentions
    expected: npt.NDArray[np.float64]
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    score: npt.NDArray[np.float64]
    learning: npt.NDArray[np.bool_] = field(repr=False)

    @property
    def alerts(self) -> tuple[Firing, ...]:
        """The firings no open incident would have swallowed."""
        return tuple(f for f in self.firings if not f.swallowed_by)


def offsets(start: datetime, buckets: int, zone: tzinfo) -> npt.NDArray[np.int64]:
    """Minutes from UTC of the zone at each bucket, looked up once per hour: shape (buckets,)."""
    first = int(start.timestamp()) // BUCKET_SECONDS
    hours = (first + np.arange(buckets)) // 12
    unique, inverse = np.unique(hours, return_inverse=True)
    looked_up = [
        datetime.fromtimestamp(int(h) * 3600, tz=UTC).astimezone(zone).utcoffset()
        for h in unique
    ]
    minutes = np.array(
        [round((o or timedelta()).total_seconds() / 60) for o in looked_up],
        dtype=np.int64,
    )
    return minutes[inverse]


def replay(
    rule: Rule,
    counts: Sequence[float] | npt.NDArray[np.float64],
    start: datetime,
    *,
    negative: Sequence[float] | npt.NDArray[np.float64] | None = None,
    covered: Sequence[bool] | npt.NDArray[np.bool_] | None = None,
    zone: tzinfo = UTC,
    policy: Policy | None = None,
    state: bytes | None = None,
    incident_minutes: int = 0,
) -> Replay:
    """Run a rule over closed 5-minute counts of one series from `start` (aware, on a bucket's border).

    `covered` False marks buckets without data. `state` is the detector's state before `start`; without it the rule first has
    to learn, as a new brand's would. A firing opens an incident of `incident_minutes` (0: none); later firings inside it
    are swallowed. Judges closed buckets only: in service the open bucket is judged too, which warns up to 5 minutes earlier.
    """
    values = np.asarray(counts, dtype=np.float64)
    negatives = None if negative is None else np.asarray(negative, dtype=np.float64)
    present = (
        np.ones(len(values), dtype=bool)
        if covered is None
        else np.asarray(covered, dtype=bool)
    )
    policy = policy or Policy()
    fleet = Fleet.from_bytes([state])
    first = int(start.timestamp()) // BUCKET_SECONDS
    shift = offsets(start, len(values), zone)
    gaps = np.where(present, values, np.nan)
    negative_gaps = np.where(present, 0.0 if negatives is None else negatives, np.nan)
    memory = Memory()
    outcomes: list[Outcome] = []
    firings: list[Firing] = []
    open_until = start
    band = np.zeros((4, len(values)))
    score = np.zeros(len(values))
    learning = np.zeros(len(values), dtype=bool)
    for t in range(len(values)):
        e = fleet.step(
            values[t], None if negatives is None else negatives[t], present[t : t + 1], (first + t) * BUCKET_SECONDS,
            offset_minutes=shift[t],
        )  # fmt: skip
        history = History(
            gaps[max(0, t + 1 - DAY) : t + 1],
            negative_gaps[max(0, t + 1 - DAY) : t + 1],
        )
        decision: Decision = decide(
            rule, policy, memory, judge(rule, e, 0, history), at(first + t + 1)
        )
        memory = decision.memory
        outcomes.append(decision.outcome)
        band[:, t] = (
            e.seen[0, 0, 0],
            e.expected[0, 0, 0],
            e.low[0, 0, 0],
            e.high[0, 0, 0],
        )
        score[t], learning[t] = e.score[0], e.learning[0]
        if decision.outcome == "fired" and decision.finding is not None:
            now = at(first + t + 1)
            joined = now < open_until
            if not joined:
                open_until = now + timedelta(minutes=incident_minutes)
            firings.append(
                Firing(
                    now,
                    decision.finding,
                    decision.severity,
                    "incident" if joined else "",
                )
            )
    held: dict[str, int] = {}
    for outcome in outcomes:
        if outcome not in ("fired", "nothing"):
            held[outcome] = held.get(outcome, 0) + 1
    return Replay(
        start,
        tuple(firings),
        held,
        tuple(outcomes),
        band[0],
        band[1],
        band[2],
        band[3],
        score,
        learning,
    )


def why_not(rule: Rule, result: Replay, moment: datetime) -> str:
    """Why the rule did not fire in the bucket that holds `moment` (aware), in one sentence."""
    place = int((moment - result.start).total_seconds()) // BUCKET_SECONDS
    if not 0 <= place < len(result.outcomes):
        return "That moment lies outside the counts replayed."
    seen, low, high = result.seen[place], result.low[place], result.high[place]
    facts = f"{seen:.0f} mentions in 15 min, expected {low:.0f} to {high:.0f}"
    words: dict[Outcome, str] = {
        "fired": f"It fired: {facts}.",
        "persisting": f"It was unusual but had not yet held long enough: {facts}.",
        "outside_schedule": f"It was unusual but outside the rule's schedule: {facts}.",
        "muted": f"It was unusual but the rule was muted: {facts}.",
        "quiet_period": f"It was unusual, and the alert for it had already been raised: {facts}.",
        "cool_down": f"It was unusual but inside the cool-down of an earlier alert: {facts}.",
        "nothing": f"Nothing met the rule: {facts}.",
    }
    if (
        result.outcomes[place] == "nothing"
        and isinstance(rule, SpikeRule)
        and seen < rule.minimum_posts
    ):
        return (
            f"Too few posts to alert on, the minimum is {rule.minimum_posts}: {facts}."
        )
    return words[result.outcomes[place]]
