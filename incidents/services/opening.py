"""How an incident begins: by a person, or in triage by a rule whose owner said so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.brands.models import Brand
from accounts.cleaning import clean_line
from accounts.errors import Conflict, Invalid
from accounts.models import Membership
from accounts.permissions import require
from incidents.models import SEVERITIES, Incident, IncidentMention, IncidentNumber, TimelineHead
from incidents.services import (
    access,
    clocks,
    joining,
    milestones,
    pace,
    plans,
    proposals,
    staffing,
    telling,
    timeline,
    titles,
)
from monitoring.models import Alert, Mention
from playbooks.models import PlanVersion

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
    brand = access.lock_visible(member, opening.brand)
    if brand.status == "archived":
        raise Conflict(f"{brand} is archived. Restore it first.", code="wrong_state", data={"current": brand.status})
    opening = replace(_checked(member, opening), brand=brand)  # as it is under the lock, whatever was read before
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
        # What a rule opened promises nobody anything: a person does, by confirming it.
        next_update_due_at=clocks.due(opening.brand, "update", opening.severity, now) if person else None,
        is_drill=opening.is_drill,
    )
    TimelineHead.objects.create(incident=incident)  # before the first entry, which takes its lock
    mentions = _link(incident, _mention_ids(opening), actor, now)
    milestones.begin(incident, opening.alert, mentions, now)
    opened = timeline.append(incident=incident, actor=actor, fact=_opened(incident, opening, len(mentions)), now=now)
    if opening.alert is not None:
        joining.take_alert(incident=incident, alert=opening.alert, actor=actor, action="open", now=now)
    # By a rule it is only in triage: whoever confirms it acknowledges it, and brings team and plan.
    if actor is not None:
        milestones.acknowledge(incident, opening.alert, now)
        staffing.staff_up(incident, actor, now)
        if opening.plan_version is not None:
            plans.pin_plan(incident=incident, actor=actor, version=opening.plan_version, now=now)
        title = f"Incident #{incident.number} is open: {incident.title}"
        telling.tell_team(incident, actor, title, now, of=opened.event)
    pace.quicken(incident, now)
    return incident


def _opened(incident: Incident, opening: Opening, mentions: int) -> timeline.Fact:
    return timeline.Fact(
        "opened",
        {
            "title": titles.recorded(incident.title, opening.alert),
            "severity": incident.severity,
            "reason": incident.severity_reason,
            "status": incident.status,
            "mentions": mentions,
            "drill": incident.is_drill,
        },
    )


def _checked(member: Membership, opening: Opening) -> Opening:
    if opening.severity not in SEVERITIES:
        raise Invalid.field("severity", "Choose a severity from 1 to 4.", code="unknown_choice")
    if len(opening.mention_ids) > MOST_MENTIONS:
        raise Invalid.field("mentions", f"Link {MOST_MENTIONS} mentions at most; more can join later.", code="too_many")
    chosen = set(opening.mention_ids)
    # Refused, not narrowed: quietly leaving some out would link less than somebody chose.
    seen = Mention.objects.visible_to(member).filter(pk__in=chosen, brand_id=opening.brand.pk)
    if chosen and seen.count() != len(chosen):
        raise Invalid.field("mentions", "Some of these mentions belong to another brand.", code="unknown_mention")
    version = opening.plan_version
    return replace(
        opening,
        title=clean_line("title", opening.title, most=200),
        reason=clean_line("reason", opening.reason, most=500),
        alert=_own_alert(member, opening) if opening.alert else None,
        plan_version=plans.published_version(member, version, opening.brand) if version else None,
    )


def _own_alert(member: Membership, opening: Opening) -> Alert:
    require(member, "alerts.decide")  # it settles the alert; a key may have the scope to open, and not this one
    assert opening.alert is not None
    alert = access.lock_visible(member, opening.alert)
    if alert.brand_id != opening.brand.pk:
        raise Invalid.field("alert", "This alert is about another brand.", code="other_brand")
    # What joins is settled: a real alert would count as dealt with by people who practise.
    if opening.is_drill:
        raise Invalid.field("alert", "A real alert can't begin a drill.", code="drill")
    return alert


def _refuse_double_tap(member: Membership, opening: Opening, now: datetime) -> None:
    incident: Incident | None
    if opening.alert is not None:
        incident = Incident.objects.filter(alerts__alert=opening.alert).first()
    else:
        incident = Incident.objects.filter(
            brand=opening.brand,
            title=opening.title,
            opened_by_id=member.user_id,
            opened_at__gt=now - timeline.DOUBLE_TAP,
        ).first()
    if incident is not None:
        raise Conflict(
            f"Incident #{incident.number} is already open for this.",
            code="already_open",
            data={"incident": str(incident.pk), "number": incident.number, "current": incident.status},
        )


def _next_number() -> int:
    # Of an agency's first two openings at once, the unique column lets one make it.
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
