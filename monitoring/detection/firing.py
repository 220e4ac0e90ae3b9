"""When a finding becomes an alert: persistence, schedule, quiet period, cool-down, mute; and quiet hours of a person.

All decisions are functions of what is passed in: the remembered firing, the finding, and `now` (aware, UTC).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta, tzinfo
from typing import Literal

from monitoring.detection.findings import Finding
from monitoring.detection.kinds import AnyRule, PostRule, SpikeRule

Outcome = Literal[
    "fired",
    "nothing",
    "persisting",
    "outside_schedule",
    "muted",
    "quiet_period",
    "cool_down",
]
MOST_SEVERE, LEAST_SEVERE = 1, 4
# What breaks a cool-down besides a higher severity: so many times the pace of what was told, and so many times the posts.
FASTER, MORE = 5.0, 5
SHORT_MINUTES = 120
RISES = frozenset({"spike", "threshold", "change", "negative_share"})


@dataclass(frozen=True, slots=True)
class Schedule:
    """Weekly hours in one zone. `days`: 0 = Monday … 6 = Sunday, of the day the span begins; it may run past
    midnight."""

    zone: tzinfo
    days: frozenset[int] = frozenset(range(7))
    start: time = time(0, 0)
    end: time = time(0, 0)  # equal to start: the whole day

    def holds(self, now: datetime) -> bool:
        """Whether the aware moment lies inside."""
        local = now.astimezone(self.zone)
        clock, today = local.time().replace(tzinfo=None), local.weekday()
        if self.start < self.end:
            return today in self.days and self.start <= clock < self.end
        if self.start == self.end:
            return today in self.days
        return (today in self.days and clock >= self.start) or ((today - 1) % 7 in self.days and clock < self.end)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A person's local hours in which only findings at or above a severity reach them."""

    hours: Schedule
    still_at_severity: int = MOST_SEVERE  # this severity and more severe ones get through

    def holds_back(self, severity: int, now: datetime) -> bool:
        """Whether a notification of this severity waits."""
        return self.hours.holds(now) and severity > self.still_at_severity

    def deliver_at(self, severity: int, now: datetime) -> datetime:
        """When to deliver: `now`, or the end of the quiet hours, to the minute (at most eight days ahead)."""
        moment = now
        for _ in range(8 * 24 * 60):
            if not self.holds_back(severity, moment):
                return moment
            moment = moment.replace(second=0, microsecond=0) + timedelta(minutes=1)
        return moment


@dataclass(frozen=True, slots=True)
class Policy:
    """When a rule's finding may become an alert. Severity 1 is the most severe, 4 the least."""

    severity: int = 3
    cool_down_minutes: int = 60
    persistence_minutes: int = 0  # how long a finding must hold before it fires
    quiet_period_hours: float = 12.0  # spikes: none until so long has passed without one
    schedule: Schedule | None = None  # None: always
    muted_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """What must be kept between evaluations of one rule on one series. The default is a rule that never saw
    anything."""

    hot_since: datetime | None = None
    last_hot: datetime | None = None
    fired_at: datetime | None = None
    fired_severity: int = LEAST_SEVERE + 1
    fired_seen: int = 0  # posts of what was told; 0: not known
    fired_pace: float = 0.0  # posts a minute of it


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do now, and what to remember. `finding` and `severity` are set unless the outcome is "nothing"."""

    outcome: Outcome
    memory: Memory
    finding: Finding | None = None
    severity: int = LEAST_SEVERE + 1


def severity_of(policy: Policy, finding: Finding) -> int:
    """The rule's severity, one step more severe where both streams are unusual together."""
    return max(policy.severity - (1 if finding.both_streams else 0), MOST_SEVERE)


def pace(finding: Finding) -> float:
    """Posts a minute of its window; of a window of hours since most of them came, which is what began it."""
    begun = finding.window_start if finding.minutes <= SHORT_MINUTES else max(finding.since, finding.window_start)
    return finding.seen / max((finding.window_end - begun).total_seconds() / 60, 5.0)


def far_beyond(memory: Memory, finding: Finding) -> bool:
    """Whether a rise is so much more than the one told that it is news of its own."""
    risen = finding.kind in RISES and (finding.expected is None or finding.seen > finding.expected)
    known = memory.fired_seen > 0
    more = finding.seen >= MORE * memory.fired_seen and pace(finding) >= FASTER * memory.fired_pace
    return risen and known and more


def decide(rule: AnyRule, policy: Policy, memory: Memory, finding: Finding | None, now: datetime) -> Decision:
    """Whether a finding fires now. Call at every evaluation, with None where the rule found nothing.

    A firing needs: held for `persistence_minutes`, inside the schedule, not muted, and neither in the cool-down nor
    part of what has already fired (the quiet period of a spike; for other rules over counts, until it was gone for a
    cool-down); a more severe finding breaks the last two, and so does one of five times the pace and five times the posts of
    what was told. A rule over posts is given those it has not told yet, so that
    nothing of them has fired: it knows no quiet period. What the schedule or a mute held back fires when they end, if it
    still holds then.
    """
    if finding is None:
        return Decision("nothing", _cooled(policy, memory, now))
    severity = severity_of(policy, finding)
    before = memory
    memory = replace(_cooled(policy, memory, now), last_hot=now)
    if memory.hot_since is None:
        memory = replace(memory, hot_since=now)
    outcome = _outcome(rule, policy, before, memory, severity, now)
    if outcome in ("cool_down", "quiet_period") and far_beyond(memory, finding):
        outcome = "fired"
    if outcome == "fired":
        memory = replace(
            memory, fired_at=now, fired_severity=severity, fired_seen=finding.seen, fired_pace=pace(finding)
        )
    return Decision(outcome, memory, finding, severity)


def _cooled(policy: Policy, memory: Memory, now: datetime) -> Memory:
    """A finding that stopped for one closed bucket must persist anew."""
    if memory.last_hot is not None and now - memory.last_hot > timedelta(minutes=5):
        return replace(memory, hot_since=None)
    return memory


def _outcome(
    rule: AnyRule,
    policy: Policy,
    before: Memory,
    memory: Memory,
    severity: int,
    now: datetime,
) -> Outcome:
    if policy.muted_until is not None and now < policy.muted_until:
        return "muted"
    if policy.schedule is not None and not policy.schedule.holds(now):
        return "outside_schedule"
    if memory.hot_since is not None and now - memory.hot_since < timedelta(minutes=policy.persistence_minutes):
        return "persisting"
    if memory.fired_at is None or severity < memory.fired_severity:
        return "fired"
    if now - memory.fired_at < timedelta(minutes=policy.cool_down_minutes):
        return "cool_down"
    if isinstance(rule, PostRule):
        return "fired"
    # A spike is over when none was seen for the quiet period; any other finding when it was gone for a cool-down.
    hours = policy.quiet_period_hours if isinstance(rule, SpikeRule) else policy.cool_down_minutes / 60
    if before.last_hot is not None and now - before.last_hot <= timedelta(hours=hours):
        return "quiet_period"
    return "fired"
