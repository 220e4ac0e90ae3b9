"""The back-test: what a rule would have done over past counts, before anybody saves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any

import numpy as np
import numpy.typing as npt

from monitoring.detection.evaluation import Evaluation
from monitoring.detection.findings import Finding, at
from monitoring.detection.firing import Memory, Outcome, Policy, decide
from monitoring.detection.judging import hot, judge
from monitoring.detection.kinds.declaring import CountRule, History
from monitoring.detection.past import HOUR_WINDOW, Past
from monitoring.detection.scan import scan
from monitoring.detection.state import BUCKET_SECONDS

DAY = 288
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
    past: Past = field(repr=False)

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


def survey(
    counts: Counts,
    start: datetime,
    *,
    negative: Counts | None = None,
    covered: Sequence[bool] | npt.NDArray[np.bool_] | None = None,
    zone: tzinfo = UTC,
    state: bytes | None = None,
) -> Past:
    """Judges closed 5-minute counts of one series from `start` (aware, on a bucket's border): the costly part of a replay.

    `covered` False marks buckets without data. `state` is the detector's state before `start`; without it the detector
    first has to learn, as a new brand's would.
    """
    n = len(counts)
    values = np.zeros((2, n))
    values[0] = counts
    if negative is not None:
        values[1] = negative
    present = np.ones(n, dtype=bool) if covered is None else np.asarray(covered, dtype=bool)
    first = int(start.timestamp()) // BUCKET_SECONDS
    e = scan(values, present, first, offsets(start, n, zone), paired=negative is not None, before=state)
    return Past(start, e, np.where(present, values, np.nan))


def tried(
    rule: CountRule,
    past: Past,
    *,
    policy: Policy | None = None,
    incident_minutes: int = 0,
) -> Replay:
    """What a rule would have done. A firing opens an incident of `incident_minutes` (0: none); later firings inside it are
    swallowed.

    Judges closed buckets only: in service the open bucket is judged too, which warns up to 5 minutes earlier.
    """
    e = past.evaluation
    findings = _findings(rule, e, past.counts)
    firings, outcomes = _fire(rule, policy or Policy(), findings, e, timedelta(minutes=incident_minutes))
    held: Counter[str] = Counter(o for o in outcomes if o not in ("fired", "nothing"))
    expected, low, high = e.band(HOUR_WINDOW)
    return Replay(
        past.start, tuple(firings), dict(held), tuple(outcomes), e.seen[0, HOUR_WINDOW], expected, low, high, e.score,
        e.learning, e.covered, past,
    )  # fmt: skip


def replay(
    rule: CountRule,
    counts: Counts,
    start: datetime,
    *,
    policy: Policy | None = None,
    incident_minutes: int = 0,
    **given: Any,
) -> Replay:
    """Runs one rule over past counts: `survey` (which takes the rest) and `tried` in one."""
    return tried(rule, survey(counts, start, **given), policy=policy, incident_minutes=incident_minutes)


def _findings(rule: CountRule, e: Evaluation, gaps: npt.NDArray[np.float64]) -> list[Finding | None]:
    """What the rule says of each bucket, asked where it may have something to say."""
    n = gaps.shape[1]
    findings: list[Finding | None] = [None] * n
    for t in np.flatnonzero(hot(rule, e)).tolist():
        past = slice(max(0, t + 1 - DAY), t + 1)
        findings[t] = judge(rule, e, t, History(gaps[0, past], gaps[1, past]))
    return findings


def _fire(
    rule: CountRule,
    policy: Policy,
    findings: list[Finding | None],
    e: Evaluation,
    incident: timedelta,
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
