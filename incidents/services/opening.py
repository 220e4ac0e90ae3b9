"""How an incident begins: by a person, or in triage by a rule whose owner said so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Min

from accounts.brands.models import Brand, BrandTeam
from accounts.errors import Conflict, Invalid
from accounts.models import Membership
from accounts.notifications.services import news
from accounts.permissions import may, require
from accounts.texts import line_of
from incidents.models import (
    SEVERITIES,
    Incident,
    IncidentAlert,
    IncidentMention,
    IncidentNumber,
    Milestone,
    Task,
    TeamPlace,
    TimelineHead,
)
from incidents.services import clocks, duties, hints, people, proposals, sight, timeline
from monitoring.models import Alert, Mention
from monitoring.services.alerting import mark_decided
from monitoring.services.collection import hurry
from playbooks.models import PlanVersion

DOUBLE_TAP = timedelta(seconds=30)
HURRY = timedelta(hours=2)  # prolonged every hour while the incident runs, so that it ends soon after it
MOST_MENTIONS, LINKED = 200, 20


@dataclass(frozen=True, slots=True)
class Opening:
    """What an incident begins with. `severity` 1 Critical … 4 Minor; `reason` says why that severity."""

    brand: Brand
    title: str
    severity: int
    reason: str
    plan_version: PlanVersion | None = None
    alert: Alert | None = None
    mention_ids: Sequence[UUID] = ()
    is_drill: bool = False


@transaction.atomic
def open_incident(*, member: Membership, opening: Opening, now: datetime) -> Incident:
    """Opens an incident with its plan's tasks, team, milestones and record, in one transaction under the brand's lock.

    A double tap opens one: Conflict (`already_open`) names the incident in `data` (id, number), where the alert is
    already in one, or where the same person opened one of the same title within 30 seconds.
    Raises Invalid by field, Conflict (`plan_not_published`, `wrong_state`).
    """
    require(member, "incidents.open")
    brand = sight.locked(member, opening.brand)
    if brand.status == "archived":
        raise Conflict(f"{brand} is archived. Restore it first.", code="wrong_state", data={"current": brand.status})
    opening = replace(_checked(member, opening), brand=brand)
    _refuse_double_tap(member, opening, now)
    return begin(actor=member, opening=opening, status="open", now=now)


def begin(*, actor: Membership | None, opening: Opening, status: str, now: datetime) -> Incident:
    """Writes the incident and all it begins with. The caller holds the brand's lock and has checked the opening."""
    person = actor is not None
    incident = Incident.objects.create(
        brand=opening.brand,
        number=_next_number(),
        title=opening.title,
        status=status,
        severity=opening.severity,
        severity_reason=opening.reason,
        opened_at=now,
        opened_by_id=actor.user_id if actor else None,
        next_update_due_at=clocks.due(opening.brand, "update", opening.severity, now) if person else None,
        is_drill=opening.is_drill,
    )
    TimelineHead.objects.create(incident=incident)
    mentions = _link(incident, _mention_ids(opening), actor, now)
    _first_milestones(incident, opening.alert, mentions, now)
    timeline.append(incident=incident, actor=actor, fact=_opened(incident, len(mentions)), now=now)
    if opening.alert is not None:
        take_alert(incident=incident, alert=opening.alert, actor=actor, action="open", now=now)
    if actor is not None:
        acknowledge(incident, opening.alert, now)
        staff_up(incident, actor, now)
        if opening.plan_version is not None:
            pin_plan(incident=incident, actor=actor, version=opening.plan_version, now=now)
        tell_team(incident, actor, f"Incident #{incident.number} is open: {incident.title}", now)
    until = now + HURRY
    transaction.on_commit(lambda: hurry(brand=incident.brand, until=until, now=now), robust=True)
    return incident


def _opened(incident: Incident, mentions: int) -> timeline.Fact:
    return timeline.Fact(
        "opened",
        {
            "title": incident.title,
            "severity": incident.severity,
            "reason": incident.severity_reason,
            "status": incident.status,
            "mentions": mentions,
            "drill": incident.is_drill,
        },
    )


def take_alert(*, incident: Incident, alert: Alert, actor: Membership | None, action: str, now: datetime) -> None:
    """Puts an open alert into the incident: `action` is "open" where it began with it, "join" where it ran already."""
    mark_decided(alert=alert, action=action, member=actor, now=now, outcome="", reason=f"Incident #{incident.number}")
    IncidentAlert.objects.create(incident=incident, alert=alert, joined_at=now)
    if actor is not None:
        news.settle(news.about_alert(alert.pk), now=now)
    fact = timeline.Fact(
        "alert_joined",
        {
            "alert": alert.pk,
            "began_with": action == "open",
            "sentence": alert.sentence,
            "severity": alert.severity,
            "seen": alert.seen,
            "expected": alert.expected,
            "raised_at": alert.raised_at,
            # Suggested, never set: the software does not raise a severity by itself.
            "suggested_severity": alert.severity if alert.severity < incident.severity else None,
        },
    )
    timeline.append(incident=incident, actor=actor, fact=fact, now=now)


def pin_plan(*, incident: Incident, actor: Membership, version: PlanVersion, now: datetime) -> list[Task]:
    """Pins the version and makes its steps the incident's tasks, due from `now`, owned by duty, else by the lead."""
    Incident.objects.filter(pk=incident.pk).update(plan_version=version)
    incident.plan_version = version
    owners = dict(TeamPlace.objects.filter(incident=incident).values_list("duty", "user_id"))
    first = Task.objects.filter(incident=incident).count()
    tasks = [
        Task(
            incident=incident,
            step=step,
            order=first + at,
            phase=step.phase,
            title=step.title,
            instructions=step.instructions,
            duty=step.duty,
            owner_id=owners.get(step.duty, incident.lead_id),
            due_at=now + timedelta(minutes=step.due_minutes),
            required=step.required,
        )
        for at, step in enumerate(version.steps.order_by("order"), start=1)
    ]
    Task.objects.bulk_create(tasks)
    payload = {"plan": version.plan.name, "version": version.number, "version_id": version.pk, "tasks": len(tasks)}
    timeline.append(incident=incident, actor=actor, fact=timeline.Fact("plan_pinned", payload), now=now)
    hints.changed(incident, "tasks", now)
    for owner in sorted({task.owner_id for task in tasks if task.owner_id and task.owner_id != actor.user_id}):
        own = [task for task in tasks if task.owner_id == owner]
        about = hints.News(
            kind="task",
            title=f"{len(own)} {'task' if len(own) == 1 else 'tasks'} for you in #{incident.number} {incident.title}",
            body="\n".join(task.title for task in own[:5]),
            dedupe=f"incident:{incident.pk}:tasks:{version.pk}",
        )
        hints.tell(incident, [owner], about, now)
    return tasks


def staff_up(incident: Incident, actor: Membership, now: datetime) -> None:
    """Makes whoever acts the lead where they may lead, and suggests the other duties from the brand's team."""
    around = people.on_brand(incident.brand_id)
    leaders = [one for one in around if may(one, "incidents.run")]
    lead = actor if may(actor, "incidents.run") else (leaders[0] if leaders else None)
    on_team = set(BrandTeam.objects.filter(brand_id=incident.brand_id).values_list("user_id", flat=True))
    team = [(one.user_id, one.role) for one in around if one.user_id in on_team and not one.is_client]
    incident.lead_id = lead.user_id if lead else None
    Incident.objects.filter(pk=incident.pk).update(lead_id=incident.lead_id)
    places = duties.places(incident.lead_id, team)
    TeamPlace.objects.bulk_create(
        [TeamPlace(incident=incident, user_id=user_id, duty=duty, since=now) for duty, user_id in places.items()]
    )
    names = {one.user_id: str(one.user) for one in around}
    payload = {"team": {duty: {"user": user_id, "name": names.get(user_id, "")} for duty, user_id in places.items()}}
    timeline.append(incident=incident, actor=actor, fact=timeline.Fact("team_set", payload), now=now)


def tell_team(incident: Incident, actor: Membership, title: str, now: datetime, body: str = "") -> None:
    """Tells the brand's team and whoever has a duty that an incident opened, changed course or ended; clients never."""
    team = set(BrandTeam.objects.filter(brand_id=incident.brand_id).values_list("user_id", flat=True))
    team |= set(TeamPlace.objects.filter(incident=incident).values_list("user_id", flat=True))
    staff = [user_id for user_id in people.staff(people.on_brand(incident.brand_id)) if user_id in team]
    last = TimelineHead.objects.filter(incident=incident).values_list("seq", flat=True).get()
    about = hints.News("incident", title, f"incident:{incident.pk}:entry:{last}", body=body)
    hints.tell(incident, [user_id for user_id in staff if user_id != actor.user_id], about, now)


def reach(incident: Incident, kind: str, at: datetime | None) -> None:
    """Notes when something happened for the first time; later times change nothing."""
    if at is not None:
        Milestone.objects.bulk_create([Milestone(incident=incident, kind=kind, at=at)], ignore_conflicts=True)


def acknowledge(incident: Incident, alert: Alert | None, now: datetime) -> None:
    """A person took it in hand: when they acknowledged the alert, else now."""
    reach(incident, "acknowledged", (alert.acknowledged_at if alert else None) or now)


def published_version(member: Membership, version: PlanVersion, brand: Brand) -> PlanVersion:
    """The version as it is now. Raises Invalid where it is another brand's, Conflict where it is not published."""
    found = (
        PlanVersion.objects.visible_to(member).select_related("plan").filter(pk=version.pk, plan__brand=brand).first()
    )
    if found is None:
        raise Invalid.field("plan_version", "This plan is not one of the brand's.", code="unknown_plan")
    if found.status != "published":
        raise Conflict(
            f"{found} is {found.status} now. Choose the published version.",
            code="plan_not_published",
            data={"current": found.status},
        )
    return found


def _checked(member: Membership, opening: Opening) -> Opening:
    if opening.severity not in SEVERITIES:
        raise Invalid.field("severity", "Choose a severity from 1 to 4.", code="unknown_choice")
    if len(opening.mention_ids) > MOST_MENTIONS:
        raise Invalid.field("mentions", f"Link {MOST_MENTIONS} mentions at most; more can join later.", code="too_many")
    version = opening.plan_version
    return replace(
        opening,
        title=line_of("title", opening.title, most=200),
        reason=line_of("reason", opening.reason, most=500),
        alert=_own_alert(member, opening) if opening.alert else None,
        plan_version=published_version(member, version, opening.brand) if version else None,
    )


def _own_alert(member: Membership, opening: Opening) -> Alert:
    require(member, "alerts.decide")
    assert opening.alert is not None
    alert = sight.locked(member, opening.alert)
    if alert.brand_id != opening.brand.pk:
        raise Invalid.field("alert", "This alert is about another brand.", code="other_brand")
    if opening.is_drill:
        raise Invalid.field("alert", "A real alert can't begin a drill.", code="drill")
    return alert


def _refuse_double_tap(member: Membership, opening: Opening, now: datetime) -> None:
    found: Incident | None
    if opening.alert is not None:
        found = Incident.objects.filter(alerts__alert=opening.alert).first()
    else:
        found = Incident.objects.filter(
            brand=opening.brand, title=opening.title, opened_by_id=member.user_id, opened_at__gt=now - DOUBLE_TAP
        ).first()
    if found is not None:
        raise Conflict(
            f"Incident #{found.number} is already open for this.",
            code="already_open",
            data={"incident": str(found.pk), "number": found.number, "current": found.status},
        )


def _next_number() -> int:
    IncidentNumber.objects.get_or_create(singleton=True)
    row = IncidentNumber.objects.select_for_update(no_key=True).get(singleton=True)
    row.last += 1
    row.save(update_fields=["last"])
    return int(row.last)


def _mention_ids(opening: Opening) -> Sequence[UUID]:
    """Those that were chosen; without a choice, the newest the alert is about."""
    if opening.mention_ids or opening.alert is None:
        return opening.mention_ids
    newest = proposals.about(opening.alert).order_by("-published_at", "-id")
    return list(newest.values_list("pk", flat=True)[:LINKED])


def _link(incident: Incident, ids: Sequence[UUID], actor: Membership | None, now: datetime) -> list[Mention]:
    mentions = list(Mention.objects.filter(pk__in=list(ids), brand_id=incident.brand_id)) if ids else []
    IncidentMention.objects.bulk_create(
        [
            IncidentMention(
                incident=incident, mention=mention, linked_by_id=actor.user_id if actor else None, linked_at=now
            )
            for mention in mentions
        ],
        ignore_conflicts=True,
    )
    return mentions


def _first_milestones(incident: Incident, alert: Alert | None, mentions: Sequence[Mention], now: datetime) -> None:
    times = [mention.published_at for mention in mentions]
    if alert is not None:
        first = proposals.about(alert).aggregate(first=Min("published_at"))["first"]
        times.append(first or alert.since or alert.window_start)
    reach(incident, "first_mention", min(times, default=None))
    reach(incident, "detected", alert.raised_at if alert else now)
