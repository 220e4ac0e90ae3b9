"""How an entry of the record reads on a page: icon, who did what, and the words that came with it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypedDict

from django.utils.dateparse import parse_datetime

from accounts.bidi import isolate, isolate_within
from accounts.formats import format_time
from accounts.models import Membership
from accounts.scoping import visible_related
from incidents.models import SEVERITIES, TimelineEntry

P = Mapping[str, Any]
_STATUS = {
    "confirm": "confirmed the incident",
    "dismiss": "dismissed the incident",
    "respond": "started the response",
    "stabilise": "marked it as stabilised",
    "resolve": "resolved the incident",
    "close": "closed the incident",
    "reopen": "reopened the incident",
    "merge": "merged the incident into #{into} {into_title}",
}


def _mentions(count: object) -> str:
    return f"{count} mention" if count == 1 else f"{count} mentions"


def _alerts(count: object) -> str:
    return "1 alert" if count == 1 else f"{count} alerts"


def _opened(p: P) -> tuple[str, str]:
    name = SEVERITIES.get(p.get("severity", 0), "")
    # isolate(): words that run right to left must not turn the sentence around them (UAX #9).
    return f"opened the incident as {name}", f"Reason: {isolate(p.get('reason', ''))}"


def _joined(p: P) -> tuple[str, str]:
    began = "opened it from an alert" if p.get("began_with") else "joined another alert"
    worse = p.get("suggested_severity")
    hint = f"\nIts rule suggests {SEVERITIES[worse]}." if worse in SEVERITIES else ""
    return began, f"{isolate_within(p.get('sentence', ''))}{hint}"


def _moved(p: P) -> tuple[str, str]:
    where = f"moved an alert to #{p['to']}" if p.get("to") else f"moved an alert here from #{p.get('from', '')}"
    return where, f"{isolate_within(p.get('sentence', ''))}\nReason: {isolate(p.get('reason', ''))}"


def _update(p: P) -> tuple[str, str]:
    late = ", late" if p.get("late") else ""
    said = f"sent the client an update{late}"
    if p.get("audience") == "public":  # of before: there was no page the public could read it on
        said = "wrote an update marked for the public; only the client could read it"
    elif p.get("drill"):
        said = f"wrote an update to the client{late}; a drill’s goes to nobody outside"
    return said, str(p.get("text", "")) + _promise(p.get("next_due_at"))


def _promise(value: object) -> str:
    at = parse_datetime(value) if isinstance(value, str) else None
    return f"\nNext update by {format_time(at)}." if at else ""


def _status(p: P) -> tuple[str, str]:
    said = _STATUS.get(str(p.get("action")), "changed the status").format_map(_Known(p))
    if p.get("action") == "merge":
        return said, "\n".join([f"Reason: {isolate(p.get('reason', ''))}", *_carried(p)])
    return said, str(p.get("reason", "")) + _promise(p.get("next_update_due_at"))


def _merged_in(p: P) -> tuple[str, str]:
    lines = [f"Reason: {isolate(p.get('reason', ''))}", *_carried(p)]
    return f"merged #{p.get('number', '')} {isolate(p.get('title', ''))} into this", "\n".join(lines) + _promise(
        p.get("next_update_due_at")
    )


def _carried(p: P) -> list[str]:
    """What went along with a merge, and what ended with it."""
    alerts, mentions = len(p.get("alerts") or []), p.get("mentions") or 0
    counted = [_alerts(alerts)] * bool(alerts) + [_mentions(mentions)] * bool(mentions)
    named = (("Tasks", "tasks"), ("Ended, as the same step is there", "ended_tasks"), ("Texts that ended", "answers"))
    lines = [f"{label}: {' · '.join(isolate(one) for one in p[key])}" for label, key in named if p.get(key)]
    return [f"With {' and '.join(counted)}."] * bool(counted) + lines


def _duty(p: P) -> tuple[str, str]:
    duty = str(p.get("duty", "")).replace("_", " ")
    return (
        (f"made {isolate(p['to'])} {duty}", "")
        if p.get("to")
        else (f"took the duty {duty} from {isolate(p.get('from', ''))}", "")
    )


def _team(p: P) -> tuple[str, str]:
    places = p.get("team") or {}
    said = [f"{duty.replace('_', ' ').capitalize()}: {isolate(one.get('name', ''))}" for duty, one in places.items()]
    return "set the team", " · ".join(said)


def _task(verb: str) -> Callable[[P], tuple[str, str]]:
    def say(p: P) -> tuple[str, str]:
        late = f"{p['late_minutes']} min late." if p.get("late_minutes") else ""
        who = f" to {isolate(p['to'])}" if p.get("to") else ""
        return f"{verb} “{isolate(p.get('title', ''))}”{who}", str(p.get("reason") or late)

    return say


def _changed_task(p: P) -> tuple[str, str]:
    before, to = p.get("from") or {}, p.get("to") or {}
    lines = []
    if "title" in to:
        lines.append(f"Now: {isolate(to['title'])}")
    if "due_at" in to:
        lines.append(f"Due{_by(to['due_at'])}, before{_by(before.get('due_at'))}")
    if "instructions" in to:
        lines.append("Other instructions")
    return f"changed the task “{isolate(before.get('title', p.get('title', '')))}”", "\n".join(
        [f"Reason: {isolate(p.get('reason', ''))}", *lines]
    )


def _answer(verb: str, body: str = "") -> Callable[[P], tuple[str, str]]:
    def say(p: P) -> tuple[str, str]:
        title = f" “{isolate(p['title'])}”" if p.get("title") else ""
        return f"{verb}{title}", str(p.get(body) or "") if body else ""

    return say


def _asked(p: P) -> tuple[str, str]:
    again = " again" if p.get("again") else ""
    return f"asked {_names(p)}{again} to approve the public answer", ""


def _names(p: P) -> str:
    return ", ".join(isolate(one) for one in p.get("of") or []) or "somebody"


def _ended_question(p: P) -> tuple[str, str]:
    names = _names(p)
    if p.get("left"):
        return f"ended the approval request to {names}, who can't decide any more", ""
    if p.get("over"):
        return f"ended the approval request to {names} with the incident", ""
    return f"withdrew the approval request to {names}", str(p.get("reason") or "")


def _edited(p: P) -> tuple[str, str]:
    voided = p.get("voided") or 0
    said = f"This voided {voided} {'approval' if voided == 1 else 'approvals'}." if voided else ""
    return "changed the public answer", said


def _waived(p: P) -> tuple[str, str]:
    left = [f"{isolate(one.get('text', ''))}{_by(one.get('due_at'))}" for one in p.get("owed") or []]
    return "left open items undone", "\n".join([f"Reason: {isolate(p.get('reason', ''))}", *left])


def _by(value: object) -> str:
    at = parse_datetime(value) if isinstance(value, str) else None
    return f" by {format_time(at)}" if at else ""


def _plain(what: str, body: str = "") -> Callable[[P], tuple[str, str]]:
    return lambda p: (what.format_map(_Known(p)), str(p.get(body) or "") if body else "")


class _Known(dict[str, object]):
    # What was written by earlier releases may lack a name that the sentence has now.
    def __getitem__(self, key: str) -> Any:
        value = self.get(key, "")
        return isolate(value) if isinstance(value, str) else value


# kind → icon, words
_KINDS: dict[str, tuple[str, Callable[[P], tuple[str, str]]]] = {
    "opened": ("siren", _opened),
    "alert_joined": ("bell", _joined),
    "alert_left": (
        "unlink",
        lambda p: (
            "removed an alert",
            f"{isolate_within(p.get('sentence', ''))}\nReason: {isolate(p.get('reason', ''))}",
        ),
    ),
    "alert_moved": ("arrow-left-right", _moved),
    "alerts_unanswered": (
        "bell",
        lambda p: (f"woke everybody three times for {_alerts(p.get('count', 0))}; nobody acknowledged", ""),
    ),
    "plan_pinned": ("book-open-check", _plain("started using plan {plan}, version {version}", "")),
    "team_set": ("users", _team),
    "status": ("circle-dot", _status),
    "merged_in": ("git-merge", _merged_in),
    "merged_on": ("git-merge", _plain("merged #{number}, into which this had gone, into #{into} {into_title}")),
    "waived": ("flag", _waived),
    "severity": ("arrow-up", lambda p: ("changed severity", f"Reason: {isolate(p.get('reason', ''))}")),
    "lead": ("hand", _plain("handed the lead to {to}", "note")),
    "duty": ("user-cog", _duty),
    "renamed": ("pencil", _plain("renamed it to “{to}”")),
    "released": ("building-2", _plain("released the incident to the client")),
    "entry_released": ("send", _plain("released entry {entry} to the {audience}")),
    "note": ("message-square", _plain("noted", "text")),
    "payload_erased": ("eraser", _plain("erased what entry {entry} said")),
    "correction": ("pencil", _plain("corrected", "text")),
    "mentions_linked": ("messages-square", lambda p: (f"linked {_mentions(p.get('count', 0))}", "")),
    "mention_unlinked": ("unlink", _plain("removed a mention")),
    "update_sent": ("building-2", _update),
    "task_taken": ("hand", _task("took")),
    "task_started": ("play", _task("began")),
    "task_done": ("circle-check", _task("finished")),
    "task_skipped": ("skip-forward", _task("skipped")),
    "task_reopened": ("rotate-ccw", _task("reopened")),
    "task_added": ("list-plus", _task("added the task")),
    "task_changed": ("pencil", _changed_task),
    "task_given": ("user-check", _task("gave")),
    "answer_drafted": ("megaphone", _answer("drafted the public answer", "text")),
    "answer_edited": ("pencil", _edited),
    "approval_withdrawn": ("undo-2", _ended_question),
    "approval_stands": ("check", lambda p: (f"used the approval of {_names(p)}", "")),
    "answer_handed_off": ("copy", _answer("took the approved text to post it")),
    "answer_published": ("globe", _answer("confirmed where the answer was posted", "url")),
    "answer_withdrawn": ("undo-2", _answer("withdrew the public answer", "reason")),
    "approval_asked": ("send", _asked),
    "approval_given": ("circle-check", _answer("approved this exact public answer", "reason")),
    "approval_refused": ("circle-x", _answer("asked for changes to the public answer", "reason")),
    "debrief_started": ("history", _plain("started the debrief")),
    "debrief_finished": ("history", _plain("finished the debrief with {lessons} lessons")),
    "debrief_reopened": ("history", _plain("reopened the debrief")),
    "lesson_added": ("lightbulb", _plain("added a lesson", "text")),
    "lesson_removed": ("lightbulb-off", _plain("removed a lesson", "text")),
    "change_proposed": ("git-pull-request", _plain("proposed a change to {plan}: {title}")),
}
DECISIONS = (
    "opened", "status", "severity", "lead", "approval_given", "approval_refused", "answer_published", "plan_pinned",
    "released", "task_skipped", "alert_joined", "alert_left", "alert_moved", "waived", "merged_in",
)  # fmt: skip


class EntryLink(TypedDict):
    """From an entry to one that it corrects, or that corrects it."""

    url: str
    label: str
    anchor: str


class Face(TypedDict):
    """An entry as incidents/entry.html shows it. `alert`, `other`: the alert and the incident it is about, by id and number."""

    key: str
    seq: int
    at: datetime
    icon: str
    who: str
    what: str
    body: str
    severity_from: object
    severity_to: object
    corrects: EntryLink | None
    corrected_by: EntryLink | None
    can_correct: bool
    kind: str
    alert: object
    other: object
    visibility: str


def faces(
    entries: Iterable[TimelineEntry], *, reader: Membership, corrected: Mapping[int, int], here: str
) -> list[Face]:
    """Entries as the entry template wants them. `corrected`: number of an entry → of the one that corrects it."""
    return [_face(entry, reader, corrected.get(entry.seq), here) for entry in entries]


def _face(entry: TimelineEntry, reader: Membership, corrected_by: int | None, here: str) -> Face:
    payload: P = entry.payload or {}
    # The record outlives the code: a kind it has no words for reads as its name.
    icon, say = _KINDS.get(entry.kind, ("circle-dot", _plain(entry.kind.replace("_", " "))))
    what, body = say(payload) if entry.payload is not None else ("did something that was erased since", "")
    icon = "git-merge" if payload.get("action") == "merge" else icon
    levels = (payload.get("from"), payload.get("to")) if entry.kind == "severity" else (None, None)
    return {
        "key": str(entry.pk),
        "seq": entry.seq,
        "at": entry.at,
        "icon": icon,
        "who": entry.actor_label,
        "what": what,
        "body": body,
        "severity_from": levels[0],
        "severity_to": levels[1],
        "corrects": _link(entry.corrects_seq, here),
        "corrected_by": _link(corrected_by, here),
        "can_correct": entry.kind in ("note", "correction", "update_sent"),
        "kind": entry.kind,
        "alert": payload.get("alert") if entry.kind.startswith("alert_") else None,
        "other": payload.get("into") or (payload.get("number") if entry.kind == "merged_in" else None),
        "visibility": widest(entry, reader),
    }


def widest(entry: TimelineEntry, reader: Membership) -> str:
    """Who may read it: as written, or as released since. Wants `releases` fetched prefetch_visible."""
    reach = {entry.visibility, *(release.audience for release in visible_related(entry.releases, reader))}
    return next(name for name in ("public", "client", "internal") if name in reach)


def _link(seq: int | None, here: str) -> EntryLink | None:
    return None if seq is None else {"url": f"{here}entries/{seq}/", "label": f"entry {seq}", "anchor": f"entry-{seq}"}
