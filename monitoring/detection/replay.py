"""The back-test: what a rule would have done over past counts, before anybody saves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

import numpy as np
import numpy.typing as npt

from monitoring.detection.evaluation import Evaluation
from monitoring.detection.findings import Finding, at
from monitoring.detection.firing import Memory, Outcome, Policy, decide
from monitoring.detection.judging import History, hot, judge
from monitoring.detection.rules import Rule, SpikeRule
from monitoring.detection.scan import scan
from monitoring.detection.state import BUCKET_SECONDS, WINDOWS

DAY = 288
HOUR_WINDOW = WINDOWS.index(12)
Counts = Sequence[float] | npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Firing:
    """One moment the rule would have fired. `swallowed_by` "incident": it would have joined the incident still
    open."""

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
    outcomes: tuple[Outcome, ...] = field(repr=False)
    seen: npt.NDArray[np.float32] = field(repr=False)  # posts in the last hour, all mentions
    expected: npt.NDArray[np.float32] = field(repr=False)  # posts expected in that hour, and the usual band
    low: npt.NDArray[np.float32] = field(repr=False)
    high: npt.NDArray[np.float32] = field(repr=False)
    score: npt.NDArray[np.float32] = field(repr=False)
    learning: npt.NDArray[np.bool_] = field(repr=False)
    covered: npt.NDArray[np.bool_] = field(repr=False)

    @property
    def alerts(self) -> tuple[Firing, ...]:
        """The firings no open incident would have swallowed."""
        return tuple(f for f in self.firings if not f.swallowed_by)


def offsets(start: datetime, buckets: int, zone: tzinfo) -> npt.NDArray[np.int64]:
    """Minutes from UTC of the zone at each bucket, looked up once per hour: shape (buckets,)."""
    first = int(start.timestamp()) // BUCKET_SECONDS
    hours = (first + np.arange(buckets)) // 12
    unique, inverse = np.unique(hours, return_inverse=True)
    looked_up = [datetime.fromtimestamp(int(h) * 3600, tz=UTC).astimezone(zone).utcoffset() for h in unique]
    minutes = np.array([round((o or timedelta()).total_seconds() / 60) for o in looked_up], dtype=np.int64)
    return minutes[inverse]


def replay(
    rule: Rule,
    counts: Counts,
    start: datetime,
    *,
    negative: Counts | None = None,
    covered: Sequence[bool] | npt.NDArray[np.bool_] | None = None,
    zone: tzinfo = UTC,
    policy: Policy | None = None,
    state: bytes | None = None,
    incident_minutes: int = 0,
) -> Replay:
    """Run a rule over closed 5-minute counts of one series from `start` (aware, on a bucket's border).

    `covered` False marks buckets without data. `state` is the detector's state before `start`; without it the rule
    first has to learn, as a new brand's would. A firing opens an incident of `incident_minutes` (0: none); later
    firings inside it are swallowed. Judges closed buckets only: in service the open bucket is judged too, which
    warns up to 5 minutes earlier.
    """
    n = len(counts)
    values = np.zeros((2, n))
    values[0] = counts
    if negative is not None:
        values[1] = negative
    present = np.ones(n, dtype=bool) if covered is None else np.asarray(covered, dtype=bool)
    first = int(start.timestamp()) // BUCKET_SECONDS
    e = scan(values, present, first, offsets(start, n, zone), paired=negative is not None, before=state)
    findings = _findings(rule, e, np.where(present, values, np.nan))
    firings, outcomes = _fire(rule, policy or Policy(), findings, e, timedelta(minutes=incident_minutes))
    held: Counter[str] = Counter(o for o in outcomes if o not in ("fired", "nothing"))
    expected, low, high = e.band(HOUR_WINDOW)
    return Replay(
        start, tuple(firings), dict(held), tuple(outcomes), e.seen[0, HOUR_WINDOW], expected, low, high, e.score,
        e.learning, e.covered,
    )  # fmt: skip


def _findings(rule: Rule, e: Evaluation, gaps: npt.NDArray[np.float64]) -> list[Finding | None]:
    """What the rule says of each bucket, asked where it may have something to say."""
    n = gaps.shape[1]
    found: list[Finding | None] = [None] * n
    for t in np.flatnonzero(hot(rule, e)).tolist():
        past = slice(max(0, t + 1 - DAY), t + 1)
        found[t] = judge(rule, e, t, History(gaps[0, past], gaps[1, past]))
    return found


def _fire(
    rule: Rule, policy: Policy, findings: list[Finding | None], e: Evaluation, incident: timedelta
) -> tuple[list[Firing], list[Outcome]]:
    memory = Memory()
    firings: list[Firing] = []
    outcomes: list[Outcome] = []
    open_until: datetime | None = None
    first = int(e.bucket[0]) if len(findings) else 0
    for t, finding in enumerate(findings):
        if finding is None and memory.hot_since is None:
            outcomes.append("nothing")
            continue
        now = at(first + t + 1)
        decision = decide(rule, policy, memory, finding, now)
        memory = decision.memory
        outcomes.append(decision.outcome)
        if decision.outcome == "fired" and decision.finding is not None:
            joined = open_until is not None and now < open_until
            if not joined:
                open_until = now + incident
            firings.append(Firing(now, decision.finding, decision.severity, "incident" if joined else ""))
    return firings, outcomes


def why_not(rule: Rule, result: Replay, moment: datetime) -> str:
    """Why the rule did not fire in the bucket that holds `moment` (aware), in one sentence."""
    place = int((moment - result.start).total_seconds()) // BUCKET_SECONDS
    if not 0 <= place < len(result.outcomes):
        return "That moment lies outside the counts replayed."
    if not result.covered[place]:
        return "There is no data for that moment: the rule does not judge what it cannot see."
    seen, low, high = result.seen[place], result.low[place], result.high[place]
    facts = f"{seen:.0f} mentions in 60 min, expected {low:.0f} to {high:.0f}"
    words: dict[Outcome, str] = {
        "fired": f"It fired: {facts}.",
        "persisting": f"It was unusual but had not yet held long enough: {facts}.",
        "outside_schedule": f"It was unusual but outside the rule's schedule: {facts}.",
        "muted": f"It was unusual but the rule was muted: {facts}.",
        "quiet_period": f"It was unusual, and the alert for it had already been raised: {facts}.",
        "cool_down": f"It was unusual but inside the cool-down of an earlier alert: {facts}.",
        "nothing": f"Nothing met the rule: {facts}.",
    }
    if result.outcomes[place] == "nothing" and isinstance(rule, SpikeRule) and seen < rule.minimum_posts:
        return f"Too few posts to alert on, the minimum is {rule.minimum_posts}: {facts}."
    return words[result.outcomes[place]]
