"""Planned events in a person's calendar, alerts in their feed (accounts.hooks): ids, numbers and the house's own names."""

from collections.abc import Sequence
from datetime import datetime

from accounts.hooks import CalendarEntry, FeedEntry
from accounts.models import Membership
from accounts.permissions import may
from monitoring.alerting.kinds import KINDS
from monitoring.models import Alert, PlannedEvent

MOST = 500
SEVERITIES = {1: "Critical", 2: "Major", 3: "Moderate", 4: "Minor"}


def planned(member: Membership, *, since: datetime, until: datetime) -> Sequence[CalendarEntry]:
    """See accounts.hooks.Calendar: those that touch this time."""
    if not may(member, "rules.see"):
        return []
    rows = PlannedEvent.objects.visible_to(member).filter(ends_at__gt=since, starts_at__lt=until)
    return [
        CalendarEntry(
            kind="planned_event",
            id=row.pk,
            title=row.name,
            brand=row.brand.name,
            path=f"/brands/{row.brand.slug}/events/",
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            changed_at=row.changed_at,
            sequence=row.version - 1,  # RFC 5545 3.8.7.4: it begins at 0
        )
        for row in rows.select_related("brand").order_by("starts_at", "id")[:MOST]
    ]


def alerts(member: Membership, *, most: int) -> Sequence[FeedEntry]:
    """See accounts.hooks.AlertFeed. An alert goes by its rule's name: its own sentence may hold words of posts and names."""
    if not may(member, "alerts.see"):
        return []
    rows = Alert.objects.visible_to(member).select_related("brand", "rule").order_by("-raised_at", "-id")
    return [
        FeedEntry(
            id=row.pk,
            title=f"{SEVERITIES[row.severity]}: {row.rule.name} ({row.brand.name})",
            text=_said(row),
            words=(row.brand.name, KINDS[row.kind].alert_name, SEVERITIES[row.severity]),
            path=f"/alerts/{row.pk}/",
            published_at=row.raised_at,
            # RFC 4287 4.2.15: a reader shows it anew once somebody has acknowledged or decided it.
            changed_at=max(filter(None, (row.raised_at, row.acknowledged_at, row.decided_at))),
        )
        for row in rows[:most]
    ]


def _said(row: Alert) -> str:
    parts = [KINDS[row.kind].alert_name]
    if row.seen is not None and KINDS[row.kind].counted:
        # Whose zone a feed is read in is not known: UTC, and it says so.
        parts.append(f"{row.seen:,} mentions from {row.window_start:%Y-%m-%d %H:%M} to {row.seen_until:%H:%M} UTC")
        if row.low is not None and row.high is not None:
            parts.append(f"expected {round(row.low)} to {round(row.high)}")
    state = {"open": "acknowledged" if row.acknowledged_at else "to decide", "dismissed": "dismissed"}
    return f"{', '.join(parts)}. Status: {state.get(row.status, 'in an incident')}."
