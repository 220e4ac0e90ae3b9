"""What waits for a member across all their brands, by deadline, in a few queries however many brands there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from accounts.hooks import FrameFacts, NextDeadline
from accounts.models import Membership
from accounts.permissions import may
from incidents.models import RUNNING, Approval, Incident, Task
from monitoring.models import Alert, Source
from playbooks.models import ChangeProposal

# How long the desk goes on asking for the promised update of a resolved incident.
STALE = timedelta(hours=24)
# Lists are cut: an alert in somebody's hands must not hide one that nobody has.
ALERTS_FIRST = (F("acknowledged_at").asc(nulls_first=True), "acknowledge_due_at", "raised_at")
KINDS = ("alert", "triage", "approval", "task", "update", "source", "proposal")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits. `due_at` None: no deadline. `started_at` is when its clock began."""

    kind: str  # one of KINDS
    id: UUID
    title: str
    brand_id: UUID
    brand: str
    url: str
    due_at: datetime | None = None
    started_at: datetime | None = None
    severity: int | None = None
    mine: bool = True  # False: anybody's on the brand
    is_drill: bool = False

    def late(self, now: datetime) -> bool:
        """Whether its deadline has passed."""
        return self.due_at is not None and self.due_at < now


def waiting(*, member: Membership, now: datetime, most: int = 100) -> list[Waiting]:
    """Everything that waits for the member, earliest deadline first, things without one last; `most` of each kind.

    Alerts to decide and incidents in triage of their brands, approvals asked of them, their open tasks, promised
    updates they may send, blind sources, and changes of plans they decide on.
    """
    return _waiting(member, (*_SOURCES, *_UNDATED), most, now)


def _waiting(member: Membership, sources: tuple[Any, ...], most: int, now: datetime) -> list[Waiting]:
    pending: list[Waiting] = []
    for capability, rows in sources:
        if may(member, capability):
            pending.extend(rows(member, most, now))
    return sorted(pending, key=lambda one: (one.due_at is None, one.due_at or now, one.severity or 9, one.title))


def counts(*, member: Membership) -> dict[str, int]:
    """How many open alerts and running incidents the member sees: the navigation's counts."""
    made = {}
    if may(member, "alerts.see"):
        made["alerts"] = Alert.objects.visible_to(member).filter(status="open").count()
    if may(member, "incidents.see"):
        made["incidents"] = Incident.objects.visible_to(member).filter(status__in=RUNNING).count()
    return made


def frame_facts(member: Membership) -> FrameFacts:
    """For every page (accounts.hooks.frame): the member's next deadline, the navigation's counts, where the header's search leads."""
    now = timezone.now()
    pending = _waiting(member, _SOURCES, 1, now)  # of each kind the first will do: this runs on every page
    if member.is_client:  # no deadline of theirs, but one that runs for them
        pending = sorted([*pending, *_promised_to(member)], key=lambda one: (one.due_at is None, one.due_at or now))
    first = next((deadline for one in pending if (deadline := _deadline(one))), None)
    return FrameFacts(search_url="/search/", counts=counts(member=member), next_deadline=first)


def _deadline(one: Waiting) -> NextDeadline | None:
    if one.due_at is None:
        return None
    return {
        "label": one.title,
        "url": one.url,
        "due_at": one.due_at,
        "brand": one.brand,
        "started_at": one.started_at,
        "drill": one.is_drill,
    }


def _alerts(member: Membership, most: int, now: datetime) -> Iterator[Waiting]:
    rows = Alert.objects.visible_to(member).filter(status="open").select_related("brand")
    for alert in rows.order_by(*ALERTS_FIRST)[:most]:
        yield Waiting(
            kind="alert",
            id=alert.pk,
            title=alert.sentence,
            brand_id=alert.brand_id,
            brand=alert.brand.name,
            url=f"/alerts/{alert.pk}/",
            due_at=None if alert.acknowledged_at else alert.acknowledge_due_at,
            started_at=alert.raised_at,
            severity=alert.severity,
            mine=False,
        )


def _triage(member: Membership, most: int, now: datetime) -> Iterator[Waiting]:
    rows = Incident.objects.visible_to(member).filter(status="triage").select_related("brand")
    for incident in rows.order_by("opened_at")[:most]:
        yield _of_incident(incident, "triage", f"Confirm or dismiss #{incident.number} {incident.title}", None)


def _approvals(member: Membership, most: int, now: datetime) -> Iterator[Waiting]:
    rows = Approval.objects.visible_to(member).filter(status="asked", asked_of_id=member.user_id)
    for approval in rows.select_related("answer__incident__brand").order_by("due_at")[:most]:
        incident = approval.answer.incident
        yield Waiting(
            kind="approval",
            id=approval.pk,
            title=f"Your approval of “{approval.answer.title}”",
            brand_id=incident.brand_id,
            brand=incident.brand.name,
            url=f"/incidents/{incident.pk}/answers/{approval.answer_id}/",
            due_at=approval.due_at,
            started_at=approval.asked_at,
            severity=incident.severity,
            is_drill=incident.is_drill,
        )


def _tasks(member: Membership, most: int, now: datetime) -> Iterator[Waiting]:
    rows = Task.objects.visible_to(member).filter(
        owner_id=member.user_id, status__in=["todo", "doing"], incident__status__in=RUNNING
    )
    for task in rows.select_related("incident__brand").order_by("due_at")[:most]:
        incident = task.incident
        yield Waiting(
            kind="task",
            id=task.pk,
            title=task.title,
            brand_id=incident.brand_id,
            brand=incident.brand.name,
            url=f"/incidents/{incident.pk}/#task-{task.pk}",
            due_at=task.due_at,
            started_at=incident.opened_at,
            severity=incident.severity,
            is_drill=incident.is_drill,
        )


def _updates(member: Membership, most: int, now: datetime) -> Iterator[Waiting]:
    rows = Incident.objects.visible_to(member).filter(next_update_due_at__isnull=False)
    # Resolving and closing clear it, but the final update of a resolved one may promise another. One that was left
    # unkept for a day is the debrief's matter: nobody waits for it any more.
    kept = Q(status="resolved", next_update_due_at__gte=now - STALE)
    rows = rows.filter(Q(status__in=RUNNING) | kept).exclude(status="triage")
    for incident in rows.select_related("brand").order_by("next_update_due_at")[:most]:
        title = f"Promised update on #{incident.number} {incident.title}"
        yield _of_incident(
            incident, "update", title, incident.next_update_due_at, mine=incident.lead_id == member.user_id
        )


def _promised_to(member: Membership) -> Iterator[Waiting]:
    """The next update a client was promised, of the incidents they may see."""
    rows = Incident.objects.visible_to(member).filter(next_update_due_at__isnull=False).select_related("brand")
    for incident in rows.order_by("next_update_due_at")[:1]:
        yield _of_incident(incident, "update", f"Next update on {incident.title}", incident.next_update_due_at)


def _sources(member: Membership, most: int, now: datetime) -> Iterator[Waiting]:
    rows = Source.objects.visible_to(member).filter(status="active", silent_since__isnull=False)
    for source in rows.select_related("brand").order_by("silent_since")[:most]:
        yield Waiting(
            kind="source",
            id=source.pk,
            title=f"Blind: {source.name}",
            brand_id=source.brand_id,
            brand=source.brand.name,
            url=f"/brands/{source.brand.slug}/sources/",
            started_at=source.silent_since,
            mine=False,
        )


def _proposals(member: Membership, most: int, now: datetime) -> Iterator[Waiting]:
    rows = ChangeProposal.objects.visible_to(member).filter(status="open").select_related("plan__brand")
    for proposal in rows.order_by("proposed_at")[:most]:
        brand = proposal.plan.brand
        yield Waiting(
            kind="proposal",
            id=proposal.pk,
            title=f"Proposed for {proposal.plan.name}: {proposal.title}",
            brand_id=brand.pk,
            brand=brand.name,
            url=f"/plans/proposals/{proposal.pk}/",
            started_at=proposal.proposed_at,
            mine=False,
        )


def _of_incident(incident: Incident, kind: str, title: str, due_at: datetime | None, *, mine: bool = False) -> Waiting:
    return Waiting(
        kind=kind,
        id=incident.pk,
        title=title,
        brand_id=incident.brand_id,
        brand=incident.brand.name,
        url=f"/incidents/{incident.pk}/",
        due_at=due_at,
        started_at=incident.opened_at,
        severity=incident.severity,
        mine=mine,
        is_drill=incident.is_drill,
    )


# Which capability makes which things wait for a member.
_SOURCES = (
    ("alerts.decide", _alerts),
    ("incidents.run", _triage),
    ("answers.approve", _approvals),
    ("tasks.do", _tasks),
    ("updates.send", _updates),
    ("sources.edit", _sources),
)
# What has no deadline ever: not asked about where only the next one is shown.
_UNDATED = (("plans.publish", _proposals),)
