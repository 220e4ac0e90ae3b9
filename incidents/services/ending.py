"""How an incident ends: what it still owes is done first, or left with a reason that the record keeps; what hangs on it ends
with it, whichever way it ends, and comes back when it is opened again.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from accounts.cleaning import clean_line
from accounts.errors import Conflict
from accounts.events.models import Event
from accounts.models import Membership
from incidents import hooks
from incidents.models import RUNNING, UNSAID, Incident, Milestone, PublicAnswer, Task, TimelineEntry
from incidents.services import joining, people, telling, timeline

MOST_SAID = 500
_OPEN = ("todo", "doing")
_UNSAID = (*UNSAID, "handed_off")  # it may stand in public, and nobody said where
_STANDING = {
    "draft": "is a draft",
    "approved": "is approved, not published",
    "handed_off": "was handed off; nobody confirmed where it was posted",
}
_SPOKEN_FOR = 1  # where people may be hurt, saying nothing in public is a decision, too
WORDS = {"resolve": "is resolved", "close": "is closed", "reopen": "is open again"}
ENDS = ("resolve", "close", "dismiss")
_WITHOUT = {
    "resolve": "The incident was resolved without it.",
    "close": "The incident was closed without it.",
    "dismiss": "The incident was dismissed.",
}


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing somebody still waits for. `kind`: task, update, answer, public_answer; `due_at`: of the update."""

    kind: str
    id: UUID | None
    text: str
    due_at: datetime | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is, whatever it is called meanwhile."""
        return self.kind, str(self.id or ""), self.due_at.isoformat() if self.due_at else ""

    def plain(self) -> dict[str, str | None]:
        """As the record and the API say it."""
        kind, pk, due = self.key
        return {"kind": kind, "id": pk or None, "due_at": due or None, "text": self.text}


def owed(incident: Incident) -> list[Owed]:
    """What is open: required tasks, the update the client was promised, answers begun, the answer with substance.

    What was left with a reason when it was resolved is not asked again.
    """
    unfinished = [*_tasks(incident), *_promise(incident), *_answers(incident), *_substance(incident)]
    left = set() if incident.status in RUNNING else _left(incident)
    return [one for one in unfinished if one.key not in left]


def settled(*, incident: Incident, member: Membership, waiver: str, now: datetime) -> None:
    """Refuses to end what owes something, unless `waiver` says why it is left; then the record says both.

    Raises Conflict (`owed`, with the list in `data`). Called by whoever ends it, under the incident's lock.
    """
    open_ones = owed(incident)
    if not open_ones:
        return
    reason = clean_line("waiver", waiver, most=MOST_SAID, required=False)
    items = [one.plain() for one in open_ones]
    if not reason:
        raise Conflict(_refusal(open_ones), code="owed", data={"current": incident.status, "owed": items})
    fact = timeline.Fact("waived", {"owed": items, "reason": reason})
    timeline.append(incident=incident, actor=member, fact=fact, now=now)


def hold(incident: Incident) -> None:
    """Locks what ends with an incident: its open tasks, answers that are not out, alerts nobody has in hand.

    The caller holds the incident's lock, and calls this before it writes to the record: whoever finishes a task or edits an
    answer meanwhile holds that row and waits for the record.
    """
    rows: tuple[Any, ...] = (
        Task.objects.filter(incident=incident, status__in=_OPEN),
        PublicAnswer.objects.filter(incident=incident, status__in=_UNSAID),
    )
    for one in rows:
        # Read, not only asked for: a query set is lazy, and would lock nothing.
        list(one.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    joining.lock_unseen(incident.pk)


def end(*, incident: Incident, member: Membership, action: str, now: datetime) -> None:
    """What hangs on an incident ends with it: tasks, questions to approvers, pages of its alerts. The caller did `hold` it.

    Called by whoever moves an incident to an end, in the same transaction, before the entry that says so.
    """
    _end_tasks(incident, member, action, now)
    joining.take_in_hand(member, incident, now=now)
    hooks.speaking.answer.end_questions(incident=incident, actor=member, now=now)


def _end_tasks(incident: Incident, member: Membership, action: str, now: datetime) -> None:
    """Nobody's list holds what nobody will do. Ended at the very moment the incident was: `restore_tasks` knows them by it."""
    rows = Task.objects.filter(incident=incident, status__in=_OPEN)
    ended = {"status": "skipped", "skip_reason": _WITHOUT[action], "finished_at": now, "finished_by_id": member.user_id}
    rows.update(**ended, version=F("version") + 1)  # the version: a form still open on it must not write over this


def restore_tasks(incident: Incident, ended_at: Collection[datetime | None], now: datetime) -> None:
    """What ended with the incident, when it was resolved or closed, is to be done again, once it is open again."""
    rows = Task.objects.filter(incident=incident, status="skipped", finished_at__in=[at for at in ended_at if at])
    # Nobody was late while it was over: what was left of the time is left again.
    due_at = F("due_at") + (now - F("finished_at"))
    again = {"status": "todo", "skip_reason": "", "finished_at": None, "finished_by": None}
    rows.update(**again, due_at=due_at, version=F("version") + 1)


def tell_clients(incident: Incident, action: str, now: datetime, *, of: Event) -> None:
    """A client who was let in is told when it ends, and when it did not end after all."""
    if action not in WORDS or incident.released_to_client_at is None:
        return
    title = f"{incident.brand}: {incident.title} {WORDS[action]}"
    news = telling.News("incident", title, for_clients=True)
    telling.tell(incident, people.clients(people.on_brand(incident.brand_id)), news, now, of=of)


def _refusal(open_ones: Sequence[Owed]) -> str:
    things = "1 thing is" if len(open_ones) == 1 else f"{len(open_ones)} things are"
    return f"{things} still open. Finish them first, or say why they are left undone."


def _tasks(incident: Incident) -> Iterable[Owed]:
    rows = Task.objects.filter(incident=incident, required=True, status__in=_OPEN).order_by("order")
    return [Owed("task", pk, f"Required task: {title}") for pk, title in rows.values_list("pk", "title")]


def _promise(incident: Incident) -> Iterable[Owed]:
    """Only a client who may read it was promised anything."""
    if incident.next_update_due_at is not None and incident.released_to_client_at is not None:
        yield Owed("update", None, "The client was promised another update", incident.next_update_due_at)


def _answers(incident: Incident) -> Iterable[Owed]:
    """Its own, and what was handed off in one that was merged into it: that one owes nothing any more, the text may stand."""
    here = Incident.objects.filter(Q(pk=incident.pk) | Q(merged_into=incident)).values("pk")
    rows = PublicAnswer.objects.filter(
        Q(incident=incident) | Q(status="handed_off"), incident__in=here, status__in=_UNSAID
    )
    for answer in rows.select_related("incident").prefetch_related("approvals__asked_of").order_by("drafted_at"):
        names = [str(one.asked_of) for one in answer.approvals.all() if one.status == "asked"]
        waits = f"waits for {', '.join(names)}" if names else "is in approval"
        of = "" if answer.incident_id == incident.pk else f" of #{answer.incident.number}"
        yield Owed("answer", answer.pk, f"“{answer.title}”{of} {_STANDING.get(answer.status, waits)}")


def _substance(incident: Incident) -> Iterable[Owed]:
    """Who spoke first and said that more would come, or had to speak at all, owes the answer itself."""
    if incident.is_drill:  # nobody outside waits for its word
        return
    reached = set(Milestone.objects.filter(incident=incident).values_list("kind", flat=True))
    if "answered" in reached:
        return
    if "published" in reached:
        yield Owed("public_answer", None, "Only a first public answer was given, no full answer")
    elif incident.severity == _SPOKEN_FOR:
        yield Owed("public_answer", None, "No public answer was given")


def _left(incident: Incident) -> set[tuple[str, str, str]]:
    """Keys of what was waived since it was last opened again."""
    entries = TimelineEntry.objects.filter(incident=incident, kind__in=["waived", "status"]).order_by("-seq")
    keys: set[tuple[str, str, str]] = set()
    for entry in entries:
        payload = entry.payload or {}  # None: erased
        if payload.get("action") == "reopen":
            break
        left = payload.get("owed") or []
        keys |= {(str(one["kind"]), str(one["id"] or ""), str(one["due_at"] or "")) for one in left}
    return keys
