"""An alert as the subject of pages: it waits until somebody acknowledges it, whatever else becomes of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.events.services.recording import event, record_all
from accounts.models import Membership
from monitoring import catalogue, live_hints
from monitoring.alerting.services.decisions import about, acknowledge
from monitoring.models import Alert


class AlertKeeper:
    """Answers for alerts (accounts' Keeper)."""

    def waits(self, subject_id: UUID, *, lock: bool = False) -> bool:
        """Nobody acknowledged or dismissed it, and its brand is still worked for."""
        rows = Alert.objects.filter(pk=subject_id)
        if lock:
            # Not the brand's row, and no_key: whoever writes a row that refers to either need not wait.
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
    with transaction.atomic():
        waiting = Alert.objects.filter(pk__in=alert_ids, acknowledged_at=None)
        rows = list(waiting.select_for_update(of=("self",), no_key=True).select_related("rule").order_by("pk"))
        waiting.update(unanswered_at=now)
        record_all(
            event(catalogue.ALERT_UNANSWERED, about(alert, alert.rule), by=None, now=now, rule=alert.rule_id)
            for alert in rows
            if alert.unanswered_at is None  # as read before the update: a second round is no event
        )
        again = [alert for alert in rows if alert.unanswered_at is not None]
        live_hints.without_event({alert.pk: alert.brand_id for alert in again}, now)
