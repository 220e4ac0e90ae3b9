"""What people and incidents do with an alert: acknowledge it, take it in hand, decide it."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django_tenants.utils import tenant_context

from accounts.errors import Invalid, NotFound
from accounts.events.services.recording import About, event, record, record_all
from accounts.lifecycle import move
from accounts.models import Agency
from accounts.notifications.services import notifying
from accounts.permissions import require
from monitoring import catalogue, live_hints
from monitoring.alerting.signals import alert_raised
from monitoring.models import ALERT, Alert, AlertRule
from monitoring.models.alerts import OUTCOMES

logger = logging.getLogger(__name__)
# An alert nobody took in hand for so long is rung again by the sweep.
UNATTENDED = timedelta(seconds=60)
_DECIDED = {
    "join": catalogue.ALERT_JOINED,
    "open": catalogue.ALERT_OPENED,
    "dismiss": catalogue.ALERT_DISMISSED,
}


def acknowledge(*, member: Any, alert: Alert | UUID, now: datetime) -> Alert:
    """Somebody has seen it and is on it: nobody is woken next. The first one counts; a repeat changes nothing.

    Raises NotFound, Forbidden.
    """
    require(member, "alerts.decide")
    pk = alert.pk if isinstance(alert, Alert) else alert
    seen = Alert.objects.visible_to(member).filter(pk=pk)
    with transaction.atomic():
        # One guarded UPDATE: of two taps at once the second finds nothing to change.
        changed = seen.filter(acknowledged_at=None).update(acknowledged_at=now, acknowledged_by_id=member.user_id)
        row: Alert | None = seen.select_related("brand", "rule").first()
        if row is None:
            raise NotFound("There is no such alert.")
        if changed:
            record(catalogue.ALERT_ACKNOWLEDGED, about(row, row.rule), by=member, now=now, rule=row.rule_id)
            _settle(row, now, member.user_id)
    return row


def acknowledge_all(*, member: Any, alerts: Collection[UUID], now: datetime) -> None:
    """The same for several alerts of one brand in one step, however many they are; those somebody has already stay theirs.

    Raises Forbidden.
    """
    require(member, "alerts.decide")
    seen = Alert.objects.visible_to(member).filter(pk__in=alerts, acknowledged_at=None)
    with transaction.atomic():
        # In order of keys: two people who take overlapping lists in hand would wait for each other.
        rows = list(seen.select_for_update(of=("self",), no_key=True).select_related("rule").order_by("pk"))
        brands: dict[UUID, UUID] = {row.pk: row.brand_id for row in rows}
        Alert.objects.filter(pk__in=list(brands)).update(acknowledged_at=now, acknowledged_by_id=member.user_id)
        record_all(
            event(catalogue.ALERT_ACKNOWLEDGED, about(row, row.rule), by=member, now=now, rule=row.rule_id)
            for row in rows
        )
        notifying.settle_all("alert", brands, now=now, by=member.user_id)
        for brand in sorted(set(brands.values())):
            notifying.settle_ended(brand, now=now)


def mark_decided(
    *, alert: Alert | UUID, action: str, member: Any | None, now: datetime, outcome: str = "", reason: str = ""
) -> Alert:
    """Moves an open alert: `join` (a running incident), `open` (one began with it), `dismiss`. Incidents calls this.

    `member` None: the software did, and somebody must still acknowledge it; a person's decision acknowledges it and ends its
    page. Raises Conflict where it is decided already, NotFound, Forbidden, Invalid (`outcome`).
    """
    if outcome and outcome not in OUTCOMES:
        raise Invalid.field("outcome", f"Choose one of: {', '.join(OUTCOMES)}.")
    pk = alert.pk if isinstance(alert, Alert) else alert
    rows = Alert.objects.all()
    values: dict[str, Any] = {"decided_at": now, "outcome": outcome, "reason": reason[:300]}
    # Coalesce keeps the first: whoever took it in hand before stays the one who did.
    values["triaged_at"] = Coalesce("triaged_at", Value(now))
    if member is not None:
        require(member, "alerts.decide")
        rows = rows.visible_to(member)
        values["decided_by_id"] = member.user_id
        # Dismissing answers its page as well, or the next person is woken for what is nothing.
        values["acknowledged_at"] = Coalesce("acknowledged_at", Value(now))
        values["acknowledged_by_id"] = Coalesce("acknowledged_by_id", Value(member.user_id))
    with transaction.atomic():
        move(rows, pk, ALERT, action, **values)
        row = _again(pk)
        says: dict[str, Any] = {"outcome": outcome} if action == "dismiss" else {}
        record(_DECIDED[action], about(row, row.rule), by=member, now=now, rule=row.rule_id, **says)
        if member is not None:
            _settle(row, now, member.user_id)
    return row


def mark_undecided(*, alert: Alert | UUID, member: Any, due_at: datetime | None, now: datetime) -> Alert:
    """Opens an alert again that was taken out of its incident: it is to be acknowledged by `due_at`. Incidents calls this.

    It stays taken in hand: no sweep lets it join again by itself. Raises Conflict, NotFound, Forbidden.
    """
    require(member, "alerts.decide")
    pk = alert.pk if isinstance(alert, Alert) else alert
    anew: dict[str, Any] = dict.fromkeys(("decided_at", "decided_by_id", "acknowledged_at", "acknowledged_by_id"))
    values = {
        **anew,
        "unanswered_at": None,
        "outcome": "",
        "reason": "",
        "triaged_at": now,
        "acknowledge_due_at": due_at,
    }
    with transaction.atomic():
        move(Alert.objects.visible_to(member), pk, ALERT, "undo", **values)
        row = _again(pk)
        record(catalogue.ALERT_UNDECIDED, about(row, row.rule), by=member, now=now, rule=row.rule_id)
    return row


def mark_moved(*, alerts: list[UUID], reason: str, now: datetime) -> None:
    """These alerts are in another incident from now on: `reason` names it. Incidents calls this, in its transaction."""
    for pk in alerts:
        Alert.objects.filter(pk=pk, status__in=["joined", "opened"]).update(reason=reason[:300])
        brand = Alert.objects.filter(pk=pk).values_list("brand_id", flat=True).first()
        if brand is not None:
            live_hints.without_event({pk: brand}, now)


def mark_triaged(*, alert: Alert | UUID, now: datetime) -> bool:
    """Incidents has taken the alert in hand (proposed, joined or told somebody). False where it had been already."""
    pk = alert.pk if isinstance(alert, Alert) else alert
    return bool(Alert.objects.filter(pk=pk, triaged_at=None).update(triaged_at=now))


def ring_again(agency: Agency, *, now: datetime) -> int:
    """The guarantee behind the doorbell: rings for open alerts nobody took in hand for a minute; returns how many."""
    with tenant_context(agency):
        waiting = list(
            Alert.objects.filter(status="open", triaged_at=None, raised_at__lt=now - UNATTENDED)
            .order_by("raised_at")
            .values_list("pk", flat=True)[:200]  # the oldest; a storm's rest is the next beat's
        )
        for pk in waiting:
            ring(agency, pk)
    return len(waiting)


def ring(agency: Agency, alert_id: UUID) -> None:
    """Tells whoever listens, in the alert's agency. What a listener raises is logged: the sweep rings again."""
    with tenant_context(agency):
        # `send` would stop at the first listener that fails, and the others never hear of the alert.
        for receiver, answer in alert_raised.send_robust(sender=Alert, alert_id=alert_id):
            if isinstance(answer, Exception):
                logger.error("%s failed on alert %s", receiver, alert_id, exc_info=answer)


def about(alert: Alert, rule: AlertRule) -> About:
    """An alert, for the record. It goes by its rule's name: its own sentence may hold words of posts."""
    return About(alert.pk, rule.name, brand=alert.brand_id, severity=alert.severity)


def _again(pk: UUID) -> Alert:
    alert: Alert = Alert.objects.select_related("brand", "rule").get(pk=pk)
    return alert


def _settle(alert: Alert, now: datetime, by: int) -> None:
    """Its page ends with it, and whatever else ended by it."""
    notifying.settle(notifying.about_alert(alert.pk), now=now, by=by)
    notifying.settle_ended(alert.brand_id, now=now)
