"""What a back-test asks and answers, as data, with the sentences made of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from uuid import UUID

from accounts.brands.models import Brand
from monitoring.alerting.services import RuleDraft
from monitoring.models import Alert, PlannedEvent

HELD_WORDS = {
    "persisting": "not yet held long enough",
    "outside_schedule": "outside the schedule",
    "quiet_period": "already told of",
    "cool_down": "in the cool-down",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be tried: one setting or two side by side, each with the words it is called by.

    `days` 14 to 90. `incident_hours`: how long an incident opened by a firing is taken to last, 0 none. `at`: a moment to
    explain. `rule_id`: the saved rule it is about, whose real alerts are marked.
    """

    drafts: tuple[tuple[str, RuleDraft], ...]
    days: int = 30
    incident_hours: int = 4
    at: datetime | None = None
    rule_id: UUID | None = None
    zone: tzinfo | None = None  # of the sentences; None: the brand's


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """One moment a setting would have fired. `joined` "running": an incident really ran; "own": one it had opened."""

    at: datetime
    sentence: str
    severity: int
    joined: str = ""
    incident: str = ""  # which really ran
    events: tuple[str, ...] = ()  # planned events the window touches


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Why a setting did or did not fire at a moment."""

    at: datetime
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The chart: per step the highest hour in it, with what was expected of that hour; None where nothing is known."""

    step: timedelta
    starts: tuple[datetime, ...]
    moments: tuple[datetime, ...]  # the bucket in which each step's highest hour ended
    seen: tuple[int | None, ...]
    expected: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    negative: bool = False  # of negative mentions alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What one setting would have done. `held`: minutes in which a finding did not fire, by reason."""

    label: str
    draft: RuleDraft
    fired: tuple[Fired, ...]
    held: dict[str, int]
    days: float  # that could be judged
    moment: Moment | None = None
    matched: int | None = None  # mentions that met a rule over posts, or a filter
    read: int | None = None  # mentions such a rule was tried on
    steps: Steps | None = None

    @property
    def joined(self) -> int:
        """How many would have joined an incident."""
        return sum(1 for one in self.fired if one.joined)

    @property
    def sentence(self) -> str:
        """ "It would have fired 4 times in 30 days; 2 of them would have joined an open incident." """
        n, joined = len(self.fired), self.joined
        span = span_words(self.days)
        if not n:
            return f"It would not have fired in {span}."
        often = {1: "once", 2: "twice"}.get(n, f"{n} times")
        if not joined:
            return f"It would have fired {often} in {span}."
        which = "that one" if n == 1 else f"{joined} of them"
        return f"It would have fired {often} in {span}; {which} would have joined an open incident."

    @property
    def held_sentence(self) -> str:
        """What the quiet period, the cool-down and the schedule held back: "Held back: 3 h 20 min in the cool-down." """
        parts = [f"{minutes_words(n)} {HELD_WORDS[why]}" for why, n in sorted(self.held.items()) if why in HELD_WORDS]
        return f"Held back: {', '.join(parts)}." if parts else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTest:
    """A back-test's answer. `start` is where judged counts begin; `limits` say in words what it can't tell."""

    brand: Brand
    asked_days: int
    start: datetime
    end: datetime
    known_since: datetime | None
    tries: tuple[Tried, ...]
    gaps: tuple[tuple[datetime, datetime], ...] = ()
    events: Sequence[PlannedEvent] = ()
    alerts: Sequence[Alert] = ()
    incidents: tuple[tuple[datetime, datetime | None, str], ...] = ()
    limits: tuple[str, ...] = field(default=())

    @property
    def days(self) -> float:
        """Days it covers."""
        return (self.end - self.start) / timedelta(days=1)


def span_words(days: float) -> str:
    """ "30 days", "1 day", "14 hours"."""
    if days < 0.95:
        hours = max(1, round(days * 24))
        return "1 hour" if hours == 1 else f"{hours} hours"
    whole = round(days)
    return "1 day" if whole == 1 else f"{whole} days"


def minutes_words(minutes: int) -> str:
    """ "45 min", "3 h 20 min", "3 h"."""
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"
