"""What events of monitoring change on open pages. Topics "mentions" and "alerts"; the key is the row's id, empty for many.

Two changes of an alert have no event of their own, and hint by `without_event`: that everybody was woken for it once more (only the
first time is an event), and that it went along with an incident that was merged (the event is the incident's).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from accounts.events.models import Event
from accounts.notifications.models import LiveEvent
from accounts.notifications.services import live
from accounts.notifications.services.live import Shown

_CAME = {"mention.arrived", "mention.added"}
_NOTHING = {"mention.exported"}


def of_mention(event: Event) -> Iterable[Shown]:
    """New ones of a brand are one hint, however many came."""
    if event.action in _CAME:
        yield Shown("mentions", "new")
    elif event.action not in _NOTHING:
        yield Shown("mentions", key=event.subject_id)


def of_alert(event: Event) -> Iterable[Shown]:
    """A new alert, or one that was acknowledged, decided or waits for somebody."""
    yield Shown("alerts", "new" if event.action == "alert.raised" else "changed", event.subject_id)


def without_event(brands: Mapping[UUID, UUID], now: datetime) -> None:
    """These alerts changed, each of the brand it maps to: see the head."""
    rows = [
        LiveEvent(brand_id=brand, topic="alerts", kind="changed", subject=str(alert), at=now)
        for alert, brand in brands.items()
    ]
    if rows:
        live.hints(rows)
