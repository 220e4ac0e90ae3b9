"""The record in sentences, for pages, mails and exports. Pure: an entry's kind, actor and payload in, plain text out."""

from collections.abc import Callable, Mapping
from typing import Any

from incidents.models import SEVERITIES, TimelineEntry
from playbooks.models import DUTIES

Payload = Mapping[str, Any]


def sentence(entry: TimelineEntry) -> str:
    """What happened, in one sentence that begins with who did it. Longer text of the payload is left to `body`."""
    if entry.payload is None:
        return f"{entry.actor_label} wrote an entry whose text was erased"
    said = _SAID.get(entry.kind, entry.kind.replace("_", " "))
    return f"{entry.actor_label} {said if isinstance(said, str) else said(entry.payload)}"


def body(entry: TimelineEntry) -> str:
    """The longer text of an entry: a note, a correction, an update, an answer's wording, a reason. Often empty."""
    payload = entry.payload or {}
    return str(payload.get("text") or payload.get("reason") or payload.get("sentence") or payload.get("note") or "")


def _severity(number: Any) -> str:
    return f"{number} {SEVERITIES.get(number, '')}".strip()


def _named(verb: str, key: str = "title") -> Callable[[Payload], str]:
    return lambda p: f"{verb} “{p.get(key, '')}”"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _opened(p: Payload) -> str:
    what = "a drill" if p.get("drill") else "the incident"
    return f"opened {what} at severity {_severity(p['severity'])}{' in triage' if p['status'] == 'triage' else ''}"


def _alert(p: Payload) -> str:
    seen = f" ({p['seen']} seen, {p['expected']} expected)" if p.get("seen") is not None and p.get("expected") else ""
    hint = f"; its rule suggests severity {_severity(p['suggested_severity'])}" if p.get("suggested_severity") else ""
    return ("began it with an alert" if p.get("began_with") else "put another alert in") + seen + hint


def _team(p: Payload) -> str:
    # Not in the payload's own order: the database keeps keys in another.
    places = [(duty, p["team"][duty]["name"]) for duty in DUTIES if duty in p["team"]]
    duties = ", ".join(f"{duty.replace('_', ' ')} {name}" for duty, name in places)
    return f"set the team: {duties}" if duties else "found nobody for the team"


_STEPS = {
    "confirm": "confirmed the incident",
    "dismiss": "dismissed the incident",
    "respond": "moved the incident to responding",
    "stabilise": "moved the incident to stabilised",
    "resolve": "resolved the incident",
    "close": "closed the incident",
    "reopen": "reopened the incident",
}


def _duty(p: Payload) -> str:
    duty = str(p["duty"]).replace("_", " ")
    return f"made {p['to']} {duty}" if p["to"] else f"took {duty} from {p['from'] or 'nobody'}"


def _given(p: Payload) -> str:
    before = f" from {p['from']}" if p["from"] else ""
    return f"gave “{p['title']}”{before} to {p['to']}"


def _done(p: Payload) -> str:
    return f"finished “{p['title']}”" + (f", {p['late_minutes']} minutes late" if p["late_minutes"] else "")


def _update(p: Payload) -> str:
    return f"sent an update to the {p['audience']}" + (", later than promised" if p["late"] else "")


def _edited(p: Payload) -> str:
    voided = _count(p["voided"], "approval is", "approvals are") + " void" if p["voided"] else ""
    return "changed the answer" + (f"; {voided}" if voided else "")


_SAID: dict[str, str | Callable[[Payload], str]] = {
    "opened": _opened,
    "alert_joined": _alert,
    "team_set": _team,
    "plan_pinned": lambda p: (
        f"put the plan {p['plan']}, version {p['version']}, to work: {_count(p['tasks'], 'task', 'tasks')}"
    ),
    "status": lambda p: _STEPS[p["action"]],
    "severity": lambda p: f"changed the severity from {_severity(p['from'])} to {_severity(p['to'])}",
    "lead": lambda p: f"handed the lead{' from ' + p['from'] if p['from'] else ''} to {p['to']}",
    "duty": _duty,
    "released": "released the incident to the client",
    "renamed": lambda p: f"renamed the incident from “{p['from']}” to “{p['to']}”",
    "mentions_linked": lambda p: f"linked {_count(p['count'], 'mention', 'mentions')}",
    "mention_unlinked": "took a mention out",
    "note": "wrote a note",
    "correction": "corrected an entry",
    "entry_released": lambda p: f"released entry {p['entry']} to the {p['audience']}",
    "update_sent": _update,
    "task_taken": _named("took"),
    "task_started": _named("began"),
    "task_done": _done,
    "task_skipped": _named("skipped"),
    "task_reopened": _named("put back"),
    "task_added": _named("added the task"),
    "task_given": _given,
    "answer_drafted": _named("drafted the answer"),
    "answer_edited": _edited,
    "answer_handed_off": "took the approved text to post it",
    "answer_published": lambda p: f"confirmed that the answer stands at {p['url']}",
    "answer_withdrawn": "withdrew the answer",
    "approval_asked": lambda p: f"asked {', '.join(p['of'])} to approve the answer",
    "approval_given": "approved the answer",
    "approval_refused": "turned the answer down",
    "debrief_started": "began the debrief",
    "debrief_finished": lambda p: f"finished the debrief with {_count(p['lessons'], 'lesson', 'lessons')}",
    "debrief_reopened": "took the debrief back",
    "lesson_added": "added a lesson",
    "lesson_removed": "took a lesson out",
    "change_proposed": lambda p: f"proposed “{p['title']}” for the plan {p['plan']}",
}
KINDS = tuple(_SAID)
