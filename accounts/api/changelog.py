"""What changed in the API that a client could trip over, the newest first."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when it came, what it concerns, and what a client has to do. `breaking`: whoever does nothing gets something else."""

    on: date
    about: str
    says: str
    breaking: bool = False


CHANGES = (
    Change(
        date(2026, 11, 30),
        "/api/v1/events/",
        "Planned events moved from /api/v1/events/ to /api/v1/planned_events/, with the same shapes. At /api/v1/events/ is now the record"
        " of what happened: a change feed by position, with ?wait= and a stream.",
        breaking=True,
    ),
)
