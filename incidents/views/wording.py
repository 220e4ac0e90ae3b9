"""How an entry of the record reads on a page: icon, who did what, and the words that came with it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from incidents.models import SEVERITIES, TimelineEntry

P = Mapping[str, Any]
_STATUS = {
    "confirm": "confirmed the incident",
    "dismiss": "dismissed the incident",
    "respond": "began the response",
    "stabilise": "called it stabilised",
    "resolve": "resolved the incident",
    "close": "closed the incident",
    "reopen": "reopened the incident",
}


def _mentions(count: object) -> str:
    return f"{count} mention" if count == 1 else f"{count} mentions"


def _opened(p: P) -> tuple[str, str]:
    name = SEVERITIES.get(p.get("severity", 0), "")
    return f"opened the incident as {name}", f"Reason: {p.get('reason', '')}"


def _joined(p: P) -> tuple[str, str]:
    began = "opened it from an alert" if p.get("began_with") else "joined another alert"
    worse = p.get("suggested_severity")
    hint = f"\nIts rule suggests {SEVERITIES[worse]}." if worse in SEVERITIES else ""
    return began, f"{p.get('sentence', '')}{hint}"


def _update(p: P) -> tuple[str, str]:
    audience = "the client" if p.get("audience") == "client" else "the public"
    late = ", late" if p.get("late") else ""
    return f"sent {audience} an update{late}", str(p.get("text", "")) + _promise(p.get("next_due_at"))


def _promise(value: object) -> str:
    at = parse_datetime(value) if isinstance(value, str) else None
    return f"\nNext update by {_clock(at)}." if at else ""


def _clock(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{local:%H:%M} {local:%Z}"


def _duty(p: P) -> tuple[str, str]:
    duty = str(p.get("duty", "")).replace("_", " ")
    return (f"made {p['to']} {duty}", "") if p.get("to") else (f"took the duty {duty} from {p.get('from', '')}", "")


def _team(p: P) -> tuple[str, str]:
    places = p.get("team") or {}
    said = [f"{duty.replace('_', ' ').capitalize()}: {one.get('name', '')}" for duty, one in places.items()]
    return "set the team", " · ".join(said)


def _task(verb: str) -> Callable[[P], tuple[str, str]]:
    def say(p: P) -> tuple[str, str]:
        late = f"{p['late_minutes']} min late." if p.get("late_minutes") else ""
        who = f" to {p['to']}" if p.get("to") else ""
        return f"{verb} “{p.get('title', '')}”{who}", str(p.get("reason") or late)

    return say


def _answer(verb: str, body: str = "") -> Callable[[P], tuple[str, str]]:
    def say(p: P) -> tuple[str, str]:
        title = f" “{p['title']}”" if p.get("title") else ""
        return f"{verb}{title}", str(p.get(body) or "") if body else ""

    return say


def _asked(p: P) -> tuple[str, str]:
    return f"asked {', '.join(p.get('of') or []) or 'somebody'} to approve the public answer", ""


def _edited(p: P) -> tuple[str, str]:
    voided = p.get("voided") or 0
    said = f"This voided {voided} {'approval' if voided == 1 else 'approvals'}." if voided else ""
    return "changed the public answer", said


def _plain(what: str, body: str = "") -> Callable[[P], tuple[str, str]]:
    return lambda p: (what.format_map(_Known(p)), str(p.get(body) or "") if body else "")


class _Known(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


# kind → icon, words
_KINDS: dict[str, tuple[str, Callable[[P], tuple[str, str]]]] = {
    "opened": ("siren", _opened),
    "alert_joined": ("bell", _joined),
    "plan_pinned": ("book-open-check", _plain("put plan {plan}, version {version} to work", "")),
    "team_set": ("users", _team),
    "status": ("circle-dot", lambda p: (_STATUS.get(str(p.get("action")), "changed the status"), p.get("reason", ""))),
    "severity": ("arrow-up", lambda p: ("changed severity", f"Reason: {p.get('reason', '')}")),
    "lead": ("hand", _plain("handed the lead to {to}", "note")),
    "duty": ("user-cog", _duty),
    "renamed": ("pencil", _plain("renamed it to “{to}”")),
    "released": ("building-2", _plain("released the incident to the client")),
    "entry_released": ("send", _plain("released entry {entry} to the {audience}")),
    "note": ("message-square", _plain("noted", "text")),
    "correction": ("pencil", _plain("corrected", "text")),
    "mentions_linked": ("messages-square", lambda p: (f"linked {_mentions(p.get('count', 0))}", "")),
    "mention_unlinked": ("unlink", _plain("took a mention out")),
    "update_sent": ("building-2", _update),
    "task_taken": ("hand", _task("took")),
    "task_started": ("play", _task("began")),
    "task_done": ("circle-check", _task("finished")),
    "task_skipped": ("skip-forward", _task("skipped")),
    "task_reopened": ("rotate-ccw", _task("reopened")),
    "task_added": ("list-plus", _task("added the task")),
    "task_given": ("user-check", _task("gave")),
    "answer_drafted": ("megaphone", _answer("drafted the public answer", "text")),
    "answer_edited": ("pencil", _edited),
    "answer_handed_off": ("copy", _answer("took the approved text to post it")),
    "answer_published": ("globe", _answer("confirmed where the answer stands", "url")),
    "answer_withdrawn": ("undo-2", _answer("withdrew the public answer", "reason")),
    "approval_asked": ("send", _asked),
    "approval_given": ("circle-check", _answer("approved this exact public answer", "reason")),
    "approval_refused": ("circle-x", _answer("turned the public answer down", "reason")),
    "debrief_started": ("history", _plain("began the debrief")),
    "debrief_finished": ("history", _plain("finished the debrief with {lessons} lessons")),
    "debrief_reopened": ("history", _plain("took the debrief up again")),
    "lesson_added": ("lightbulb", _plain("added a lesson", "text")),
    "lesson_removed": ("lightbulb-off", _plain("took a lesson out", "text")),
    "change_proposed": ("git-pull-request", _plain("proposed a change to {plan}: {title}")),
}
DECISIONS = (
    "opened", "status", "severity", "lead", "approval_given", "approval_refused", "answer_published", "plan_pinned",
    "released", "task_skipped", "alert_joined",
)  # fmt: skip


def faces(entries: Iterable[TimelineEntry], *, corrected: Mapping[int, int], here: str) -> list[dict[str, Any]]:
    """Entries as the entry template wants them. `corrected`: number of an entry → of the one that corrects it."""
    return [_face(entry, corrected.get(entry.seq), here) for entry in entries]


def _face(entry: TimelineEntry, corrected_by: int | None, here: str) -> dict[str, Any]:
    payload: P = entry.payload or {}
    icon, say = _KINDS.get(entry.kind, ("circle-dot", _plain(entry.kind.replace("_", " "))))
    what, body = say(payload) if entry.payload is not None else ("did something that was erased since", "")
    levels = (payload.get("from"), payload.get("to")) if entry.kind == "severity" else (None, None)
    return {
        "key": str(entry.pk),
        "seq": entry.seq,
        "at": entry.at,
        "icon": icon,
        "who": entry.actor_label,
        "what": what,
        "body": body,
        "visibility": widest(entry),
        "severity_from": levels[0],
        "severity_to": levels[1],
        "corrects": _link(entry.corrects_seq, here),
        "corrected_by": _link(corrected_by, here),
        "can_correct": entry.kind in ("note", "correction"),
        "kind": entry.kind,
    }


def widest(entry: TimelineEntry) -> str:
    """Who may read it: as written, or as released since. Wants `releases` prefetched."""
    reach = {entry.visibility, *(release.audience for release in entry.releases.all())}
    return next(name for name in ("public", "client", "internal") if name in reach)


def _link(seq: int | None, here: str) -> dict[str, str] | None:
    return None if seq is None else {"url": f"{here}entries/{seq}/", "label": f"entry {seq}"}
