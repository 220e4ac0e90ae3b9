"""An alert that joined the wrong incident: taken out again, or moved to the right one. Both records say so."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.cleaning import clean_line
from accounts.errors import Conflict, Invalid
from accounts.models import Membership
from accounts.notifications.services import notifying
from accounts.permissions import require
from incidents.models import INCIDENT, RUNNING, Incident, IncidentAlert
from incidents.services import access, clocks, joining, paging, telling, timeline
from monitoring.alerting import services as alerting
from monitoring.models import Alert

MOST_SAID = 500


@transaction.atomic
def undo_join(*, member: Membership, incident: Incident, alert: Alert, reason: str, now: datetime) -> Alert:
    """Takes the alert out of a running incident: it is open again, its clock starts anew, and somebody is woken for it.

    Raises Invalid (`reason`), Conflict (`not_joined` where it is not in this incident, `wrong_state`).
    """
    require(member, "alerts.decide")
    reason = clean_line("reason", reason, most=MOST_SAID)
    incident = access.lock_visible(member, incident)
    refuse_unless_running(incident)
    alert = access.lock_visible(member, alert)
    gone, _ = IncidentAlert.objects.filter(incident=incident, alert=alert).delete()
    if not gone:
        raise _not_joined()
    digest = paging.waits_for_digest(alert)
    due_at = None if digest else clocks.acknowledge_due(incident.brand, alert.severity, now)
    alert = alerting.mark_undecided(alert=alert, member=member, due_at=due_at, now=now)
    settle_if_quiet(incident, now)
    fact = timeline.Fact("alert_left", {"alert": alert.pk, "sentence": alerting.unnamed(alert), "reason": reason})
    entry = timeline.append(incident=incident, actor=member, fact=fact, now=now)
    paging.page(
        alert,
        of=entry.event,
        brand=incident.brand,
        body=f"Removed from #{incident.number}: {reason}",
        path=f"/alerts/{alert.pk}/",
        now=now,
        digest=digest,
        again=f":out:{now.isoformat()}",  # its first page has the alert's own key, and is told once
    )
    return alert


@transaction.atomic
def move_alert(*, member: Membership, alert: Alert, to: Incident, reason: str, now: datetime) -> Incident:
    """Moves an alert from its incident into another running one of the same brand. Whoever moves it has it in hand.

    Raises Invalid (`reason`, `to`), Conflict (`not_joined`, `unchanged`, `wrong_state`).
    """
    require(member, "alerts.decide")
    reason = clean_line("reason", reason, most=MOST_SAID)
    source, target = locked_pair(member, source_of(member, alert), to)
    if source.pk == target.pk:
        raise Conflict(f"It is in #{target.number} already.", code="unchanged", data={"current": str(target.pk)})
    refuse_pair(source, target, field="to")
    alert = access.lock_visible(member, alert)
    # Which incident it is in was read before the locks: it may have been moved or taken out since.
    if not IncidentAlert.objects.filter(incident=source, alert=alert).update(incident=target, joined_at=now):
        raise _not_joined()
    alerting.acknowledge(member=member, alert=alert, now=now)
    alerting.mark_moved(alerts=[alert.pk], reason=f"Incident #{target.number}", now=now)
    settle_if_quiet(source, now)
    said = {"alert": alert.pk, "sentence": alerting.unnamed(alert), "reason": reason}
    for incident, more in ((source, {"to": target.number}), (target, {"from": source.number})):
        fact = timeline.Fact("alert_moved", said | more)
        entry = timeline.append(incident=incident, actor=member, fact=fact, now=now)
    title = f"An alert moved to #{target.number} {target.title}"
    news = telling.News("incident", title, f"{alert.sentence}\n{reason}")
    # Of the last entry, which is the target's own.
    telling.tell(target, [target.lead_id] if target.lead_id != member.user_id else [], news, now, of=entry.event)
    return target


def source_of(member: Membership, alert: Alert) -> Incident:
    """The incident an alert is in. Raises Conflict (`not_joined`) where it is in none the member may see."""
    incident: Incident | None = Incident.objects.visible_to(member).filter(alerts__alert=alert.pk).first()
    if incident is None:
        raise _not_joined()
    return incident


def locked_pair(member: Membership, one: Incident, other: Incident) -> tuple[Incident, Incident]:
    """Both under their locks, taken in the order of their ids. Raises NotFound."""
    rows: dict[UUID, Incident] = {}
    for pk in sorted({one.pk, other.pk}):  # else two moves crosswise wait for each other
        rows[pk] = access.lock_visible(member, Incident(pk=pk))
    return rows[one.pk], rows[other.pk]


def refuse_pair(source: Incident, target: Incident, *, field: str) -> None:
    """Raises Invalid at the field for another brand's, and where one is a drill; Conflict where the target does not run."""
    if source.brand_id != target.brand_id:
        raise Invalid.field(field, "This incident is about another brand.", code="other_brand")
    if source.is_drill != target.is_drill:
        raise Invalid.field(field, "A drill and a real incident stay apart.", code="drill")
    refuse_unless_running(target)


def refuse_unless_running(incident: Incident) -> None:
    """Raises Conflict (`wrong_state`)."""
    access.refuse_merged(incident)
    if incident.status not in RUNNING:
        raise Conflict(
            f"#{incident.number} is {incident.status} now.",
            code="wrong_state",
            data={"current": incident.status, "possible": INCIDENT.actions_from(incident.status)},
        )


def settle_if_quiet(incident: Incident, now: datetime) -> None:
    """Its pages end where nothing in it waits for anybody any more."""
    if not joining.KEEPER.waits(incident.pk):
        notifying.settle(joining.subject(incident.pk), now=now)


def _not_joined() -> Conflict:
    return Conflict("This alert is no longer in the incident.", code="not_joined")
