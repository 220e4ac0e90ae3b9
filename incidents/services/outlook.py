"""What merging an incident into another would do, said before anybody presses: what moves, what ends, what stays."""

from dataclasses import dataclass
from datetime import datetime

from accounts.errors import DomainError
from accounts.formats import format_time
from accounts.models import Membership
from accounts.permissions import require
from incidents.models import RUNNING, SEVERITIES, UNSAID, Approval, Incident, PublicAnswer, Task
from incidents.services import access, carrying, clocks, merging


@dataclass(frozen=True, slots=True)
class Choice:
    """An incident it could go into: what changes there, or why it can't."""

    incident: Incident
    brings: tuple[str, ...] = ()
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where it could go, the worst and newest first, and sentences about what would become of it."""

    choices: list[Choice]
    moves: list[str]
    ends: list[str]
    stays: list[str]


def outlook(*, member: Membership, incident: Incident, now: datetime) -> Outlook:
    """For whoever may merge it. Eight queries, however many incidents run. Raises Conflict where it was merged already."""
    require(member, "incidents.run")
    incident = access.get_visible(member, incident)
    access.refuse_merged(incident)
    others = Incident.objects.visible_to(member).filter(
        brand=incident.brand_id, status__in=RUNNING, is_drill=incident.is_drill
    )
    rows = others.exclude(pk=incident.pk).select_related("brand").order_by("severity", "-opened_at")
    choices = [_choice(incident, one, now) for one in rows]
    return Outlook(choices, _moves(incident), _ends(incident), _stays(incident))


def _choice(source: Incident, target: Incident, now: datetime) -> Choice:
    # What merge() itself would say: a choice must not be offered here and refused there.
    try:
        merging.refuse(source, target)
    except DomainError as refusal:
        return Choice(target, why_not=refusal.message)
    brings = []
    if source.severity < target.severity:
        brings.append(f"becomes {SEVERITIES[source.severity]}")
    due_at = _next_update(source, target, now)
    if due_at is not None and due_at != target.next_update_due_at:
        brings.append(f"its next update is due {format_time(due_at)}")
    return Choice(target, tuple(brings))


def _next_update(source: Incident, target: Incident, now: datetime) -> datetime | None:
    """When it would be due: the earlier promise; a higher severity asks for one within its time, as `command.set_severity` does."""
    times = [target.next_update_due_at, carrying.promise(source, target)]
    if source.severity < target.severity and target.status != "triage":
        times.append(clocks.due(target.brand, "update", source.severity, now))
    return min((at for at in times if at is not None), default=None)


def _moves(incident: Incident) -> list[str]:
    alerts, mentions = incident.alerts.count(), incident.mentions.count()
    tasks = Task.objects.filter(incident=incident, status__in=carrying.OPEN).count()
    lines = []
    if alerts:
        lines.append(f"{_many(alerts, 'alert')}; whoever is being woken for them still is")
    if mentions:
        lines.append(_many(mentions, "linked mention"))
    if tasks:
        lines.append(
            f"{_many(tasks, 'open task')} with owners and due times; a step that the other one has too ends instead"
        )
    # Of itself: whether anything was promised at all, whichever it goes into.
    if carrying.promise(incident, incident) is not None:
        lines.append("The promised update: whichever of the two is due sooner")
    return [*lines, "The higher severity and the earlier start, from which response times are measured"]


def _ends(incident: Incident) -> list[str]:
    asked = Approval.objects.filter(answer__incident=incident, status="asked").count()
    unsaid = PublicAnswer.objects.filter(incident=incident, status__in=UNSAID).count()
    lines = ["Its clocks and reminders, and everybody’s duties in it"]
    if asked:
        lines.append(f"{_many(asked, 'question')} to approvers, who are told where it went")
    if unsaid:
        lines.append(f"{_many(unsaid, 'public answer')} not posted yet; afterwards each can be copied as a draft")
    return [*lines, "No debrief of its own is needed: the other one’s covers both"]


def _stays(incident: Incident) -> list[str]:
    lines = ["Its record, sealed as it is, with finished tasks and everything that was said"]
    posted = PublicAnswer.objects.filter(incident=incident, status="handed_off").count()
    if posted:
        lines.append(f"{_many(posted, 'text')} taken to be posted: where it was posted can still be confirmed")
    if incident.released_to_client_at is not None:
        lines.append("What the client could read; they are told under which title it goes on")
    return lines


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
