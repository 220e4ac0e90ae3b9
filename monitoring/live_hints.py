"""Hints for open pages. Topics "mentions" and "alerts"; kind "new" or "changed"; the key is the row's id, empty for many."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from accounts.notifications.models import LiveEvent
from accounts.notifications.services import live


def mentions_came(brands: Iterable[UUID], now: datetime) -> None:
    """Each of these brands has new mentions: one hint a brand, however many came."""
    live.hints([LiveEvent(brand_id=brand, topic="mentions", kind="new", at=now) for brand in sorted(brands)])


def mention_changed(brand: UUID, mention: UUID, now: datetime) -> None:
    """Somebody did something with a mention."""
    live.hints([LiveEvent(brand_id=brand, topic="mentions", kind="changed", subject=str(mention), at=now)])


def alert_raised(brand: UUID, alert: UUID, now: datetime) -> None:
    """There is a new alert."""
    live.hints([LiveEvent(brand_id=brand, topic="alerts", kind="new", subject=str(alert), at=now)])


def alert_changed(brand: UUID, alert: UUID, now: datetime) -> None:
    """An alert was acknowledged or decided."""
    alerts_changed({alert: brand}, now)


def alerts_changed(brands: Mapping[UUID, UUID], now: datetime) -> None:
    """Alerts were, each of the brand it maps to: one write for all their hints."""
    live.hints(
        [
            LiveEvent(brand_id=brand, topic="alerts", kind="changed", subject=str(alert), at=now)
            for alert, brand in brands.items()
        ]
    )
