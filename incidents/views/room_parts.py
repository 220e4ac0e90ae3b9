"""What each part of the room shows. The room has all of them; live pages fetch one again by its name."""

from datetime import datetime

from django.db.models import QuerySet

from accounts.keyset import paginate
from accounts.models import Membership
from accounts.pages import joined
from accounts.permissions import may
from incidents import hooks
from incidents.models import INCIDENT, RUNNING, Incident, IncidentMention, PublicAnswer, Task, TeamPlace, TimelineEntry
from incidents.services import timeline
from incidents.services.curve import arriving, lately
from incidents.views.figures import clocks_of
from incidents.views.page_context import live, path_of, room_url
from incidents.views.room_pages import (
    AnswersPart,
    ClocksPart,
    EntriesPart,
    HeadPart,
    MentionsPart,
    Merge,
    NowPart,
    Phase,
    RecordFilter,
    RecordPart,
    TaskRow,
    TasksPart,
)
from incidents.views.wording import DECISIONS, Face, faces
from playbooks.models import PHASES

PAGE, NEWEST, LINKED = 40, 15, 50  # entries, arriving mentions, linked ones
SHOWN = (("all", "All"), ("decisions", "Decisions"), ("released", "Released"))


def can(member: Membership, incident: Incident, capability: str) -> bool:
    """Whether the room offers it: nothing is done any more in an incident that was merged."""
    return may(member, capability) and incident.merged_into_id is None


def _can_debrief(member: Membership, incident: Incident) -> bool:
    return may(member, "debriefs.write") and incident.status in ("resolved", "closed")


def _moves(incident: Incident) -> list[str]:
    # These have forms of their own: which plan, which debrief, which incident.
    return [name for name in INCIDENT.actions_from(incident.status) if name not in ("confirm", "close", "merge")]


def head(member: Membership, incident: Incident, now: datetime) -> HeadPart:
    """Title, status, team, what the member may do."""
    team = TeamPlace.objects.visible_to(member).filter(incident=incident).select_related("user").order_by("duty")
    can_run = can(member, incident, "incidents.run")
    return HeadPart(
        incident=incident,
        now=now,
        live_changed=live(incident, "changed"),
        stages=path_of(incident),
        team=list(team),
        merge=merge_of(member, incident),
        moves=_moves(incident),
        may_release=may(member, "timeline.release") and not incident.is_drill,
        can_update=can(member, incident, "updates.send"),
        can_run=can_run,
        can_merge=can_run and incident.status in RUNNING,
        can_debrief=_can_debrief(member, incident),
    )


def merge_of(member: Membership, incident: Incident) -> Merge | None:
    """Where it went, by whom, when and why, as its closing entry says; None for one that was not merged."""
    if incident.merged_into is None:
        return None
    closing = TimelineEntry.objects.visible_to(member).filter(incident=incident, kind="status", payload__action="merge")
    entry = closing.order_by("-seq").first()
    said = (entry.payload or {}) if entry else {}
    return Merge(
        into=incident.merged_into,
        who=entry.actor_label if entry else "",
        at=incident.closed_at,
        reason=str(said.get("reason", "")),
    )


def clocks(member: Membership, incident: Incident, now: datetime) -> ClocksPart:
    """The clocks of this incident."""
    rows = clocks_of([incident], member)[incident.pk]
    return ClocksPart(incident=incident, now=now, live_changed=live(incident, "changed"), clocks=rows)


def tasks(member: Membership, incident: Incident, now: datetime) -> TasksPart:
    """Open tasks by phase, late ones said so; done and skipped ones folded."""
    rows = list(
        Task.objects.visible_to(member)
        .filter(incident=incident)
        .select_related("owner", "moved_from")
        .order_by("order")
    )
    waiting = [task for task in rows if task.status in ("todo", "doing")]
    phases = [
        Phase(name=phase, tasks=[_task(task, incident) for task in waiting if task.phase == phase]) for phase in PHASES
    ]
    finished = [_task(task, incident) for task in rows if task.status in ("done", "skipped")]
    return TasksPart(
        incident=incident,
        now=now,
        live_changed=live(incident, "changed"),
        phases=[phase for phase in phases if phase.tasks],
        finished=sorted(finished, key=lambda one: one.task.finished_at or now, reverse=True),
        went_on=_went_on(member, incident),
        open_count=len(waiting),
        all_count=len(rows),
        late_count=sum(task.due_at < now for task in waiting),
        mine_count=sum(task.owner_id == member.user_id for task in waiting),
        can_do=can(member, incident, "tasks.do"),
        can_run=can(member, incident, "incidents.run"),
    )


def _went_on(member: Membership, incident: Incident) -> list[TaskRow]:
    """The tasks that went along when this was merged, wherever they are by now."""
    if incident.merged_into_id is None:
        return []
    rows = Task.objects.visible_to(member).filter(moved_from=incident).select_related("owner", "incident")
    return [_task(task, task.incident) for task in rows.order_by("incident__number", "order")]


def _task(task: Task, incident: Incident) -> TaskRow:
    return TaskRow(task=task, started_at=incident.opened_at, owner=str(task.owner) if task.owner else "")


def entries(member: Membership, incident: Incident, shown: str = "all") -> QuerySet[TimelineEntry]:
    """The record as this member may read it."""
    rows: QuerySet[TimelineEntry] = (
        TimelineEntry.objects.visible_to(member).filter(incident=incident).prefetch_visible(member, "releases")
    )
    if shown == "decisions":
        rows = rows.filter(kind__in=DECISIONS)
    # By the rule that lets a client read, so that both are the same.
    if shown == "released":
        rows = rows.filter(TimelineEntry.client_rule())
    return rows


def rows_of(member: Membership, incident: Incident, entries: list[TimelineEntry]) -> list[Face]:
    """Entries as the template wants them, corrections linked both ways: those the member may read."""
    later = timeline.corrected(member=member, entries=entries)
    corrected = {entry.seq: later[entry.pk] for entry in entries if entry.pk in later}
    return faces(entries, reader=member, corrected=corrected, here=room_url(incident))


def entries_part(member: Membership, incident: Incident, now: datetime, rows: list[TimelineEntry]) -> EntriesPart:
    """These entries, as they are added to a page that has others."""
    return EntriesPart(
        incident=incident,
        now=now,
        entries=rows_of(member, incident, rows),
        can_correct=may(member, "timeline.note"),
        can_release=can(member, incident, "timeline.release") and not incident.is_drill,
    )


def may_client(member: Membership, incident: Incident) -> bool:
    """Whether the member may write to the client."""
    return may(member, "timeline.release") and bool(incident.released_to_client_at)


def record(member: Membership, incident: Incident, now: datetime, *, token: str = "", shown: str = "all") -> RecordPart:
    """One page of the timeline, newest first, and the composer."""
    page = paginate(entries(member, incident, shown), order=("-seq",), token=token, size=PAGE)
    return joined(
        RecordPart,
        entries_part(member, incident, now, page.rows),
        live_new=live(incident, "new"),
        older=page.next_token,
        from_newest=not token,
        shown=shown,
        filters=[RecordFilter(key=key, label=label, current=key == shown) for key, label in SHOWN],
        can_note=can(member, incident, "timeline.note"),
        may_client=may_client(member, incident),
    )


def answers(member: Membership, incident: Incident, now: datetime) -> AnswersPart:
    """The public answers, the newest open one first, each with its approvals."""
    rows = PublicAnswer.objects.visible_to(member).filter(incident=incident).order_by("-drafted_at")
    public_answers = list(
        rows.prefetch_visible(member, "approvals__asked_of", "publications").select_related("edited_by")
    )
    standing = [one for one in public_answers if one.status != "withdrawn"]
    return AnswersPart(
        incident=incident,
        now=now,
        live_changed=live(incident, "changed"),
        answers=hooks.speaking.answer.cards(answers=standing, member=member),
        withdrawn=[one for one in public_answers if one.status == "withdrawn"],
        can_draft=can(member, incident, "answers.draft") and incident.status not in ("triage", "dismissed", "closed"),
        can_publish=may(member, "answers.publish") and not incident.is_drill,  # not can(): after a merge, too
    )


def mentions(member: Membership, incident: Incident, now: datetime, *, token: str = "") -> MentionsPart:
    """One page of the linked mentions, newest first, and the brand's newest ones that are not."""
    if not may(member, "mentions.see"):
        return MentionsPart(incident=incident, now=now)
    ended = incident.merged_into_id is not None  # what arrives is the matter of the incident it went into
    links = IncidentMention.objects.visible_to(member).filter(incident=incident)
    rows = paginate(
        links.select_related("mention__post", "mention__source"),
        order=("-mention__published_at", "-id"),
        token=token,
        size=LINKED,
    )
    linked = [link.mention for link in rows.rows]
    newest = arriving(member=member, incident=incident).select_related("post", "source")
    return MentionsPart(
        incident=incident,
        now=now,
        linked=linked,
        # Counted only where the page does not hold all of them.
        linked_count=links.count() if token or rows.next_token else len(linked),
        linked_older=rows.next_token,
        linked_from_newest=not token,
        newest=[] if ended else list(newest[:NEWEST]),
        lately=0 if ended else lately(member=member, incident=incident, now=now),
        arrives=not ended,
        can_link=can(member, incident, "mentions.triage"),
    )


def upcoming(member: Membership, incident: Incident, now: datetime) -> NowPart:
    """On the phone: the next step, what is held, the latest. Built of the other parts' reads."""
    rows = Task.objects.visible_to(member).filter(incident=incident, status__in=["todo", "doing"])
    due = list(rows.select_related("owner").order_by("due_at")[:20])
    mine = next((task for task in due if task.owner_id == member.user_id), None)
    waiting = PublicAnswer.objects.visible_to(member).filter(incident=incident, status="in_approval")
    asked = list(waiting.prefetch_visible(member, "approvals__asked_of").order_by("drafted_at")[:1])
    latest = list(entries(member, incident).order_by("-seq")[:5])
    return NowPart(
        incident=incident,
        now=now,
        live_any=live(incident),
        next_task=mine or (due[0] if due else None),
        next_is_mine=mine is not None,
        late_mine=[task for task in due if task.owner_id == member.user_id and task.due_at < now],
        held_answer=next(iter(hooks.speaking.answer.cards(answers=asked, member=member)), None),
        latest=rows_of(member, incident, latest),
        moves=_moves(incident),
        can_run=can(member, incident, "incidents.run"),
        can_debrief=_can_debrief(member, incident),
    )
