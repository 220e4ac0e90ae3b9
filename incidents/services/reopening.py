"""A new alert on what ended a short while ago: the incident is offered again, beside a new one. A person decides."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.models import Membership
from accounts.truncation import truncate_middle
from incidents.models import Incident, IncidentAlert
from incidents.services import access, command
from monitoring.alerting import services as alerting
from monitoring.models import Alert

RECENT = timedelta(hours=24)
LOOKED_AT = 5


def candidate(*, member: Membership, alert: Alert) -> Incident | None:
    """The brand's incident that ended last, within a day before the alert, and had an alert of the same rule, query or words."""
    ended_after = alert.raised_at - RECENT
    rows = Incident.objects.visible_to(member).filter(
        Q(resolved_at__gte=ended_after) | Q(closed_at__gte=ended_after),
        brand=alert.brand_id,
        status__in=["resolved", "closed"],
        is_drill=False,
    )
    incidents: list[Incident] = list(rows.order_by("-resolved_at", "-opened_at")[:LOOKED_AT])
    links = IncidentAlert.objects.filter(incident__in=incidents).select_related("alert__rule")
    alike = {link.incident_id for link in links if _same_matter(link.alert, alert)}
    return next((one for one in incidents if one.pk in alike), None)


@transaction.atomic
def reopen_with(*, member: Membership, incident: Incident, alert: Alert, now: datetime) -> Incident:
    """Opens the incident again because of the alert, which joins it: both, or neither. Raises Conflict (`wrong_state`)."""
    reason = truncate_middle(f"Another alert: {alerting.unnamed(alert)}", 500)
    incident, alert = access.lock_visible(member, incident), access.lock_visible(member, alert)
    incident = command.change_status(member=member, incident=incident, action="reopen", reason=reason, now=now)
    return command.join_alert(member=member, incident=incident, alert=alert, now=now)


def _same_matter(one: Alert, other: Alert) -> bool:
    if one.rule_id == other.rule_id:
        return True
    if one.rule.query_id is not None and one.rule.query_id == other.rule.query_id:
        return True
    return bool(_words(one) & _words(other))


def _words(alert: Alert) -> set[str]:
    return {str(word["name"]).casefold() for word in (alert.explanation or {}).get("words") or ()}
