"""Running an incident: its status, severity, lead, team, what belongs to it, and who may see it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from accounts.cleaning import clean_line
from accounts.errors import Conflict, Invalid
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from accounts.services.access_log import log
from incidents.models import (
    INCIDENT,
    RUNNING,
    SEVERITIES,
    Incident,
    IncidentMention,
    Milestone,
    Task,
    TeamPlace,
    TimelineEntry,
)
from incidents.services import (
    access,
    clocks,
    ending,
    joining,
    milestones,
    pace,
    people,
    plans,
    staffing,
    telling,
    timeline,
)
from monitoring.models import Alert, Mention
from playbooks.models import DUTIES, PlanVersion

__all__ = [
    "adopt_plan",
    "change_status",
    "confirm",
    "give_duty",
    "hand_over",
    "join_alert",
    "link_mentions",
    "release_incident",
    "rename",
    "set_severity",
    "unlink_mention",
]

_NEED_REASON = {"dismiss", "reopen"}
_NEWS = {"resolve": "is resolved", "reopen": "is open again", "dismiss": "was dismissed", "close": "is closed"}


@transaction.atomic
def change_status(
    *, member: Membership, incident: Incident, action: str, reason: str = "", waiver: str = "", now: datetime
) -> Incident:
    """Takes the incident along its graph: respond, stabilise, resolve, dismiss, reopen, close (confirm: see there; merging asks
    into which, and has a service of its own).

    Dismissing and reopening need a reason; closing needs a finished debrief. Resolving what still owes something is
    Conflict (`owed`, with the list in `data`) unless `waiver` says why it is left. A lost race is Conflict (`wrong_state`)
    with the current status and what is possible from it.
    """
    require(member, "incidents.run")
    if action not in INCIDENT.moves or action == "merge":
        raise Invalid.field("action", "There is no such step.", code="unknown_choice")
    if action == "confirm":
        return confirm(member=member, incident=incident, now=now)
    reason = clean_line("reason", reason, most=500, required=action in _NEED_REASON)
    incident = access.lock_writable(member, incident)
    if action == "close" and incident.status == "resolved":
        _refuse_without_debrief(incident)
    # From elsewhere move() refuses it below: a list of what is owed would be the wrong answer to that.
    ends = action in ending.ENDS and action in INCIDENT.actions_from(incident.status)
    if ends:
        ending.hold(incident)
    if ends and action != "dismiss":  # there was no incident, so it owes nothing
        ending.settled(incident=incident, member=member, waiver=waiver, now=now)
    # Read before the move: reopening empties them, and by them the tasks are found that ended with it.
    before, ended_at = incident.status, (incident.resolved_at, incident.closed_at)
    incident.status = move(Incident.objects.all(), incident.pk, INCIDENT, action, **_values(incident, action, now))
    incident.refresh_from_db()  # move() wrote the row alone
    _milestones(incident, action, now)
    payload = {"action": action, "from": before, "to": incident.status, "reason": reason}
    if action == "reopen":
        payload |= _restore(incident, member, ended_at, now)
    elif ends:
        ending.end(incident=incident, member=member, action=action, now=now)
    fact = timeline.Fact("status", payload)
    entry = timeline.append(incident=incident, actor=member, fact=fact, now=now)
    if action in _NEWS:
        title = f"#{incident.number} {incident.title} {_NEWS[action]}"
        telling.tell_team(incident, member, title, now, reason, of=entry.event)
    ending.tell_clients(incident, action, now, of=entry.event)
    _pace(incident, now)
    return incident


@transaction.atomic
def confirm(
    *, member: Membership, incident: Incident, plan_version: PlanVersion | None = None, now: datetime
) -> Incident:
    """A person says that what a rule opened in triage is an incident: they lead it, unless it was handed to somebody in triage
    already, and its plan goes to work."""
    require(member, "incidents.run")
    incident = access.lock_writable(member, incident)
    version = plans.published_version(member, plan_version, incident.brand) if plan_version else None
    promise = clocks.due(incident.brand, "update", incident.severity, now)
    incident.status = move(Incident.objects.all(), incident.pk, INCIDENT, "confirm", next_update_due_at=promise)
    incident.next_update_due_at = promise
    milestones.acknowledge(incident, None, now)
    joining.take_in_hand(member, incident, now=now)
    fact = timeline.Fact("status", {"action": "confirm", "from": "triage", "to": "open", "reason": ""})
    timeline.append(incident=incident, actor=member, fact=fact, now=now)
    staffing.staff_up(incident, member, now)
    if version is not None:
        plans.pin_plan(incident=incident, actor=member, version=version, now=now)
    return incident


@transaction.atomic
def adopt_plan(*, member: Membership, incident: Incident, plan_version: PlanVersion, now: datetime) -> list[Task]:
    """Pins a plan where the incident has none yet. Raises Conflict (`plan_pinned`, `wrong_state`)."""
    require(member, "incidents.run")
    incident = access.lock_writable(member, incident)
    _refuse_unless_running(incident)
    if incident.plan_version_id is not None:
        raise Conflict(f"This incident follows {incident.plan_version}.", code="plan_pinned")
    version = plans.published_version(member, plan_version, incident.brand)
    return plans.pin_plan(incident=incident, actor=member, version=version, now=now)


@transaction.atomic
def set_severity(*, member: Membership, incident: Incident, severity: int, reason: str, now: datetime) -> Incident:
    """Changes the severity, with the reason. A higher one brings the promised update forward, never a lower one back."""
    require(member, "incidents.run")
    if severity not in SEVERITIES:
        raise Invalid.field("severity", "Choose a severity from 1 to 4.", code="unknown_choice")
    reason = clean_line("reason", reason, most=500)
    incident = access.lock_writable(member, incident)
    _refuse_unless_running(incident)
    before = incident.severity
    if before == severity:
        raise Conflict(f"The severity is {SEVERITIES[severity]} already.", code="unchanged", data={"current": severity})
    incident.severity, incident.severity_reason = severity, reason
    promise = clocks.due(incident.brand, "update", severity, now)
    if incident.status != "triage":  # in triage nobody was promised anything yet
        incident.next_update_due_at = min(incident.next_update_due_at or promise, promise)
    incident.save(update_fields=["severity", "severity_reason", "next_update_due_at"])
    payload = {"from": before, "to": severity, "reason": reason, "next_update_due_at": incident.next_update_due_at}
    entry = timeline.append(incident=incident, actor=member, fact=timeline.Fact("severity", payload), now=now)
    if severity < before:  # 1 is the worst
        title = f"#{incident.number} {incident.title} is {SEVERITIES[severity]} now"
        news = telling.News("incident", title, reason)
        telling.tell(incident, _others(incident, member), news, now, of=entry.event)
    return incident


@transaction.atomic
def hand_over(*, member: Membership, incident: Incident, to: int, note: str = "", now: datetime) -> Incident:
    """Makes the person with user id `to` the lead, explicitly. They must see the brand and be able to run incidents."""
    require(member, "incidents.run")
    note = clean_line("note", note, most=500, required=False)
    incident = access.lock_writable(member, incident)
    chosen = people.able(incident.brand_id, to, "incidents.run", field="to")
    if incident.lead_id == to:
        raise Conflict(f"{chosen.user} leads this incident already.", code="unchanged", data={"current": to})
    _place(incident, "lead", to, now)  # before the lead is set: it finds the old one's tasks by it
    before = people.name_of(incident.lead_id)
    incident.lead_id = to
    incident.save(update_fields=["lead"])
    payload = {"from": before, "to": str(chosen.user), "to_user": to, "note": note}
    entry = timeline.append(incident=incident, actor=member, fact=timeline.Fact("lead", payload), now=now)
    title = f"You lead #{incident.number} {incident.title}"
    news = telling.News("incident", title, note)
    telling.tell(incident, [to] if to != member.user_id else [], news, now, of=entry.event)
    return incident


@transaction.atomic
def give_duty(*, member: Membership, incident: Incident, duty: str, to: int | None, now: datetime) -> TeamPlace | None:
    """Gives a duty to a person (None: to nobody; its open tasks fall to the lead). Leading is handed over, not given.

    Open tasks of the duty go along, but for those somebody else took.
    """
    require(member, "incidents.run")
    if duty not in DUTIES or duty == "lead":
        raise Invalid.field("duty", "Choose a duty other than lead.", code="unknown_choice")
    incident = access.lock_writable(member, incident)
    chosen = people.able(incident.brand_id, to, "tasks.do", field="to") if to is not None else None
    holder = TeamPlace.objects.filter(incident=incident, duty=duty).values_list("user_id", flat=True).first()
    place = _place(incident, duty, to, now)
    payload = {"duty": duty, "from": people.name_of(holder), "to": str(chosen.user) if chosen else "", "to_user": to}
    entry = timeline.append(incident=incident, actor=member, fact=timeline.Fact("duty", payload), now=now)
    if chosen is not None and to != member.user_id:
        title = f"You are {duty.replace('_', ' ')} in #{incident.number} {incident.title}"
        telling.tell(incident, [to], telling.News("incident", title), now, of=entry.event)
    return place


@transaction.atomic
def release_incident(*, member: Membership, incident: Incident, now: datetime) -> Incident:
    """Lets the client see the incident: its title, status, updates, and entries written for or released to them.

    A repeat changes nothing. Raises Conflict (`drill`) in a drill.
    """
    require(member, "timeline.release")
    incident = access.lock_writable(member, incident)
    timeline.refuse_in_drill(incident)
    if incident.released_to_client_at is None:
        incident.released_to_client_at = now
        incident.save(update_fields=["released_to_client_at"])
        fact = timeline.Fact("released", {"audience": "client"})
        entry = timeline.append(incident=incident, actor=member, fact=fact, now=now)
        title = f"{incident.brand}: {incident.title}"
        # An act of power: the agency's heads look for those in the access log, not in each incident's record.
        log("incident.released", agency=member.agency, actor=member.user, subject=title)
        news = telling.News("incident", title, "You can follow this now.", for_clients=True)
        telling.tell(incident, people.clients(people.on_brand(incident.brand_id)), news, now, of=entry.event)
    return incident


@transaction.atomic
def rename(*, member: Membership, incident: Incident, title: str, now: datetime) -> Incident:
    """Gives the incident another title."""
    require(member, "incidents.run")
    title = clean_line("title", title, most=200)
    incident = access.lock_writable(member, incident)
    if incident.title != title:
        payload = {"from": incident.title, "to": title}
        incident.title = title
        incident.save(update_fields=["title"])
        timeline.append(incident=incident, actor=member, fact=timeline.Fact("renamed", payload), now=now)
    return incident


@transaction.atomic
def join_alert(*, member: Membership, incident: Incident, alert: Alert, now: datetime) -> Incident:
    """A person puts an open alert into a running incident of the same brand."""
    require(member, "alerts.decide")
    incident = access.lock_writable(member, incident)
    _refuse_unless_running(incident)
    alert = access.lock_visible(member, alert)
    if alert.brand_id != incident.brand_id:
        raise Invalid.field("alert", "This alert is about another brand.", code="other_brand")
    if incident.is_drill:
        raise Invalid.field("incident", "A real alert can't join a drill.", code="drill")
    joining.take_alert(incident=incident, alert=alert, actor=member, action="join", now=now)
    return incident


@transaction.atomic
def link_mentions(*, member: Membership, incident: Incident, mention_ids: Sequence[UUID], now: datetime) -> int:
    """Links mentions of the incident's brand; those linked already stay. Returns how many are new."""
    require(member, "mentions.triage")
    incident = access.lock_writable(member, incident)
    rows = Mention.objects.visible_to(member).filter(pk__in=list(mention_ids), brand_id=incident.brand_id)
    mentions = list(rows.values_list("pk", flat=True))
    if len(mentions) != len(set(mention_ids)):  # an id given twice is one mention
        raise Invalid.field("mentions", "Some of these mentions belong to another brand.", code="unknown_mention")
    # Under the incident's lock nobody links meanwhile: the record counts just what is new.
    linked = set(incident.mentions.filter(mention_id__in=mentions).values_list("mention_id", flat=True))
    new = [pk for pk in mentions if pk not in linked]
    IncidentMention.objects.bulk_create(
        [IncidentMention(incident=incident, mention_id=pk, linked_by_id=member.user_id, linked_at=now) for pk in new]
    )
    if new:
        fact = timeline.Fact("mentions_linked", {"mentions": new, "count": len(new)})
        timeline.append(incident=incident, actor=member, fact=fact, now=now)
    return len(new)


@transaction.atomic
def unlink_mention(*, member: Membership, incident: Incident, mention: Mention, now: datetime) -> None:
    """Takes a mention out of the incident again; the record keeps that it was in."""
    require(member, "mentions.triage")
    incident = access.lock_writable(member, incident)
    gone, _ = incident.mentions.filter(mention_id=mention.pk).delete()
    if gone:
        fact = timeline.Fact("mention_unlinked", {"mention": mention.pk})
        timeline.append(incident=incident, actor=member, fact=fact, now=now)


def _values(incident: Incident, action: str, now: datetime) -> dict[str, Any]:
    if action == "resolve":
        return {"resolved_at": now, "next_update_due_at": None}  # kept, waived, or promised to nobody
    if action in ("close", "dismiss"):
        return {"closed_at": now, "next_update_due_at": None}
    if action == "reopen":
        # Without a promise anew no clock and no reminder of updates would ever run again.
        promise = clocks.due(incident.brand, "update", incident.severity, now)
        return {"resolved_at": None, "closed_at": None, "reopened_at": now, "next_update_due_at": promise}
    return {}


def _restore(
    incident: Incident, member: Membership, ended_at: Collection[datetime | None], now: datetime
) -> dict[str, Any]:
    """What ran before runs again; for the record: the promise, and each clock that was not met before."""
    ending.restore_tasks(incident, ended_at, now)
    staffed = TimelineEntry.objects.filter(incident=incident, kind="team_set").exists()
    if not staffed:  # dismissed in triage
        staffing.staff_up(incident, member, now)
    running = [clock for clock in clocks.clocks_of([incident])[incident.pk] if clock.state == "running"]
    due = {clock.kind: clock.due_at for clock in running if clock.kind != "update"}
    return {"next_update_due_at": incident.next_update_due_at, "clocks": due}


def _milestones(incident: Incident, action: str, now: datetime) -> None:
    # Whoever moves it has it in hand, if nobody had before: also by dismissing it in triage.
    milestones.acknowledge(incident, None, now)
    if action == "resolve":
        milestones.reach(incident, "resolved", now)
    elif action == "reopen":
        # It was not resolved after all; the record keeps that somebody thought so.
        Milestone.objects.filter(incident=incident, kind="resolved").delete()


def _pace(incident: Incident, now: datetime) -> None:
    """Feeds of a brand with a running incident are fetched as often as they may be."""
    running = Incident.objects.filter(brand_id=incident.brand_id, status__in=RUNNING).exists()
    if running:
        pace.quicken(incident, now)


def _place(incident: Incident, duty: str, to: int | None, now: datetime) -> TeamPlace | None:
    holder = TeamPlace.objects.filter(incident=incident, duty=duty).values_list("user_id", flat=True).first()
    owner = to or incident.lead_id
    theirs = Q(owner_id__in=[holder, incident.lead_id]) | Q(owner=None)
    open_tasks = Task.objects.filter(theirs, incident=incident, duty=duty, status__in=["todo", "doing"])
    # Only those whose owner changes: a form open on another task need not be read again.
    open_tasks.exclude(owner_id=owner).update(owner_id=owner, version=F("version") + 1)
    if to is None:
        TeamPlace.objects.filter(incident=incident, duty=duty).delete()
        return None
    place: TeamPlace = TeamPlace.objects.update_or_create(
        incident=incident, duty=duty, defaults={"user_id": to, "since": now}
    )[0]
    return place


def _others(incident: Incident, member: Membership) -> list[int]:
    team = list(TeamPlace.objects.filter(incident=incident).values_list("user_id", flat=True))
    return [user_id for user_id in {*team, incident.lead_id} if user_id and user_id != member.user_id]


def _refuse_unless_running(incident: Incident) -> None:
    if incident.status not in RUNNING:
        raise Conflict(
            f"This incident is {incident.status} now. Reopen it first.",
            code="wrong_state",
            data={"current": incident.status, "possible": INCIDENT.actions_from(incident.status)},
        )


def _refuse_without_debrief(incident: Incident) -> None:
    # Django raises for a reverse one-to-one without a row; its error is an AttributeError as well.
    debrief = getattr(incident, "debrief", None)
    if debrief is None or debrief.status != "finished":
        raise Conflict(
            "Finish the debrief, and the incident closes with it.",
            code="needs_debrief",
            data={"current": incident.status},
        )
