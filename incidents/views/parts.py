"""What each part of the room shows. The room has all of them; live pages fetch one again by its name."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.keyset import slice_of
from accounts.models import Membership
from accounts.permissions import may
from incidents.models import INCIDENT, Incident, IncidentMention, PublicAnswer, Task, TeamPlace, TimelineEntry
from incidents.views.figures import clocks_of
from incidents.views.finding import path_of, room_url
from incidents.views.wording import DECISIONS, faces
from monitoring.models import Mention
from playbooks.models import PHASES

PAGE, NEWEST = 40, 15
SHOWN = (("all", "All"), ("decisions", "Decisions"), ("released", "Released"))
_APPROVAL = {"asked": "waiting", "approved": "approved", "rejected": "refused", "void": "voided"}


def _acts(member: Membership, incident: Incident) -> dict[str, Any]:
    """How the member may move this incident on."""
    return {
        "can_run": may(member, "incidents.run"),
        "can_debrief": may(member, "debriefs.write") and incident.status in ("resolved", "closed"),
        "moves": [name for name in INCIDENT.actions_from(incident.status) if name not in ("confirm", "close")],
    }


def head(member: Membership, incident: Incident, now: datetime) -> dict[str, Any]:
    """Title, status, team, what the member may do."""
    team = TeamPlace.objects.filter(incident=incident).select_related("user").order_by("duty")
    return {
        "stages": path_of(incident),
        "team": list(team),
        "can_release": may(member, "timeline.release") and not incident.is_drill,
        "can_update": may(member, "updates.send"),
        **_acts(member, incident),
    }


def clocks(member: Membership, incident: Incident, now: datetime) -> dict[str, Any]:
    """The clocks of this incident."""
    return {"clocks": clocks_of([incident], member)[incident.pk]}


def tasks(member: Membership, incident: Incident, now: datetime) -> dict[str, Any]:
    """Open tasks by phase, late ones said so; done and skipped ones folded."""
    rows = list(Task.objects.visible_to(member).filter(incident=incident).select_related("owner").order_by("order"))
    waiting = [task for task in rows if task.status in ("todo", "doing")]
    phases = [
        {"name": phase, "tasks": [_task(task, incident) for task in waiting if task.phase == phase]} for phase in PHASES
    ]
    finished = [_task(task, incident) for task in rows if task.status in ("done", "skipped")]
    return {
        "phases": [phase for phase in phases if phase["tasks"]],
        "finished": sorted(finished, key=lambda one: one["task"].finished_at or now, reverse=True),
        "open_count": len(waiting),
        "all_count": len(rows),
        "late_count": sum(task.due_at < now for task in waiting),
        "mine_count": sum(task.owner_id == member.user_id for task in waiting),
        "can_do": may(member, "tasks.do"),
        "can_run": may(member, "incidents.run"),
    }


def _task(task: Task, incident: Incident) -> dict[str, Any]:
    return {"task": task, "started_at": incident.opened_at, "owner": str(task.owner) if task.owner else ""}


def entries(member: Membership, incident: Incident, shown: str = "all") -> QuerySet[TimelineEntry]:
    """The record as this member may read it."""
    rows: QuerySet[TimelineEntry] = TimelineEntry.objects.visible_to(member).filter(incident=incident)
    if shown == "decisions":
        rows = rows.filter(kind__in=DECISIONS)
    if shown == "released":
        rows = rows.filter(TimelineEntry.client_rule())
    return rows.prefetch_related("releases")


def rows_of(incident: Incident, found: list[TimelineEntry]) -> list[dict[str, Any]]:
    """Entries as the template wants them, corrections linked both ways."""
    seqs = [entry.seq for entry in found]
    later = TimelineEntry.objects.filter(incident=incident, corrects_seq__in=seqs).order_by("seq")
    corrected = {of: seq for of, seq in later.values_list("corrects_seq", "seq") if of is not None}
    return faces(found, corrected=corrected, here=room_url(incident))


def record(
    member: Membership, incident: Incident, now: datetime, *, token: str = "", shown: str = "all"
) -> dict[str, Any]:
    """One page of the timeline, newest first, and the composer."""
    found = slice_of(entries(member, incident, shown), order=("-seq",), token=token, size=PAGE)
    return {
        "entries": rows_of(incident, found.rows),
        "older": found.next_token,
        "from_newest": not token,
        "shown": shown,
        "filters": [{"key": key, "label": label, "current": key == shown} for key, label in SHOWN],
        "can_note": may(member, "timeline.note"),
        "can_release": may(member, "timeline.release") and not incident.is_drill,
        "may_client": may(member, "timeline.release") and bool(incident.released_to_client_at),
    }


def answers(member: Membership, incident: Incident, now: datetime) -> dict[str, Any]:
    """The public answers, the newest open one first, each with its approvals."""
    rows = PublicAnswer.objects.visible_to(member).filter(incident=incident).order_by("-drafted_at")
    found = list(rows.prefetch_related("approvals__asked_of", "publications").select_related("edited_by"))
    return {
        "answers": [answer_face(one, member) for one in found if one.status != "withdrawn"],
        "withdrawn": [one for one in found if one.status == "withdrawn"],
        "can_draft": may(member, "answers.draft") and incident.status not in ("triage", "dismissed", "closed"),
        "can_publish": may(member, "answers.publish") and not incident.is_drill,
    }


def answer_face(answer: PublicAnswer, member: Membership) -> dict[str, Any]:
    """An answer with its approvals as the approval component wants them, and what keeps it from being published."""
    asked = sorted(answer.approvals.all(), key=lambda one: one.asked_at)
    if member.is_client:  # what the team said to one another stays inside
        asked = [one for one in asked if one.asked_of_id == member.user_id]
    waiting = [one for one in asked if one.status == "asked"]
    return {
        "answer": answer,
        "hash": f"{answer.text_sha256[:4]}…{answer.text_sha256[-2:]}",
        "approvals": [_approval(one) for one in asked if one.status != "void"],
        "voided": sum(one.status == "void" for one in asked),
        "mine": next((one for one in waiting if one.asked_of_id == member.user_id), None),
        "waiting_for": ", ".join(str(one.asked_of) for one in waiting),
        "publications": list(answer.publications.all()),
        "yes": sum(one.status == "approved" for one in asked),
        "asked": sum(one.status in ("asked", "approved") for one in asked),
    }


def _approval(one: Any) -> dict[str, Any]:
    return {
        "person": str(one.asked_of),
        "state": _APPROVAL[one.status],
        "asked_at": one.asked_at,
        "decided_at": one.decided_at,
        "due_at": one.due_at,
        "comment": one.reason,
    }


def mentions(member: Membership, incident: Incident, now: datetime) -> dict[str, Any]:
    """Linked mentions, and the brand's newest ones that are not."""
    if not may(member, "mentions.see"):
        return {"linked": [], "newest": [], "linked_count": 0}
    links = IncidentMention.objects.visible_to(member).filter(incident=incident)
    rows = links.select_related("mention__post", "mention__source").order_by("-mention__published_at")[:50]
    linked = [link.mention for link in rows]
    newest = Mention.objects.visible_to(member).filter(brand=incident.brand_id)
    newest = newest.exclude(pk__in=links.values("mention_id")).select_related("post", "source")
    return {
        "linked": linked,
        "linked_count": links.count() if len(linked) == 50 else len(linked),
        "newest": list(newest.order_by("-published_at", "-id")[:NEWEST]),
        "can_link": may(member, "mentions.triage"),
    }


def upcoming(member: Membership, incident: Incident, now: datetime) -> dict[str, Any]:
    """On the phone: the next step, what is held, the latest. Built of the other parts' reads."""
    rows = Task.objects.visible_to(member).filter(incident=incident, status__in=["todo", "doing"])
    due = list(rows.select_related("owner").order_by("due_at")[:20])
    mine = next((task for task in due if task.owner_id == member.user_id), None)
    waiting = PublicAnswer.objects.visible_to(member).filter(incident=incident, status="in_approval")
    asked = list(waiting.prefetch_related("approvals__asked_of").order_by("drafted_at")[:1])
    latest = list(entries(member, incident).order_by("-seq")[:5])
    return {
        "next_task": mine or (due[0] if due else None),
        "next_is_mine": mine is not None,
        "late_mine": [task for task in due if task.owner_id == member.user_id and task.due_at < now],
        "held_answer": answer_face(asked[0], member) if asked else None,
        "latest": rows_of(incident, latest),
        **_acts(member, incident),
    }


PARTS = {
    "head": head,
    "clocks": clocks,
    "tasks": tasks,
    "answer": answers,
    "mentions": mentions,
    "now": upcoming,
}
