"""An alert as the subject of pages: it waits until somebody acknowledges it, whatever else becomes of it."""

from datetime import datetime
from uuid import UUID

from accounts.models import Membership
from monitoring import hints
from monitoring.alerting.services.decisions import acknowledge
from monitoring.models import Alert


class AlertKeeper:
    """Answers for alerts (accounts' Keeper)."""

    def waits(self, subject_id: UUID, *, lock: bool = False) -> bool:
        """Nobody acknowledged or dismissed it, and its brand is still worked for."""
        rows = Alert.objects.filter(pk=subject_id)
        if lock:
            rows = rows.select_for_update(of=("self",), no_key=True)
        alert = rows.select_related("brand").first()
        if alert is None or alert.brand.status == "archived":
            return False
        return alert.acknowledged_at is None and alert.status != "dismissed"

    def acknowledge(self, member: Membership, subject_id: UUID, *, now: datetime) -> None:
        """The alert is acknowledged by them."""
        acknowledge(member=member, alert=subject_id, now=now)

    def unanswered(self, subject_id: UUID, *, now: datetime) -> None:
        """The alert says so from now on."""
        said_unanswered([subject_id], now=now)


KEEPER = AlertKeeper()


def said_unanswered(alert_ids: list[UUID], *, now: datetime) -> None:
    """Everybody was woken for these, and nobody acknowledged."""
    rows = Alert.objects.filter(pk__in=alert_ids, acknowledged_at=None)
    rows.update(unanswered_at=now)
    for alert in rows.select_related("brand"):
        hints.alert_changed(alert.brand_id, alert.pk, now)
