"""A difference as rows of a page: grouped as the plan reads, choices and due times in words, the lesson beside."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypedDict

from accounts.cleaning import whole_number
from playbooks.diff import FieldDiff, PartDiff, Sign
from playbooks.forms import label_of
from playbooks.models import PHASES, ChangeProposal
from playbooks.rendering import due_in_words

GROUPS = {
    "summary": "What this plan is for",
    "statement": "Holding statements",
    "contact": "Contacts",
    "section": "Guidance",
    "trigger": "When it is proposed",
}
FIELDS = {
    "body": "",  # the part's own text, which needs no label
    "instructions": "",
    "text": "",
    "due_minutes": "Due",
    "duty": "Who",
    "phase": "Phase",
    "required": "Required",
    "reach": "How to reach them",
    "when": "When to call",
    "query": "Query",
    "why": "Why these words",
    "slots": "Blanks",
}
_WHOLE: dict[str, Callable[[str], str]] = {
    "due_minutes": lambda text: text if (minutes := whole_number(text)) is None else due_in_words(minutes),
    "duty": label_of,
    "phase": label_of,
    "channel": label_of,
    # A name or a number is another one, not the old one with words changed.
    "name": str,
    "reach": str,
    "language": str,
}
_TITLES = {"title", "function"}


class Changed(TypedDict):
    """A field's words before and after."""

    label: str
    parts: Sequence[tuple[Sign, str]]


class ChangeRow(TypedDict):
    """One part that differs; `why`: the lesson it comes from."""

    kind: str
    title: str
    title_parts: Sequence[tuple[Sign, str]]
    parts: Sequence[tuple[Sign, str]]
    facts: Sequence[Changed]
    why: str


class ChangeGroup(TypedDict):
    """What differs in one part of the plan."""

    title: str
    rows: list[ChangeRow]


def lesson_notes(proposals: Sequence[ChangeProposal]) -> dict[tuple[str, str], str]:
    """{(kind, key or title of what is added): the lesson's words}, for the rows of a comparison."""
    notes = {}
    for proposal in proposals:
        for change in proposal.changes:
            fields = change.get("fields") or {}
            title = str(fields.get("title") or fields.get("name") or fields.get("function") or "")
            notes[change["part"], change.get("key") or title] = f"Lesson: “{proposal.lesson_text}”"
    return notes


def change_groups(
    parts: Sequence[PartDiff], phase_of: dict[str, str], notes: dict[tuple[str, str], str]
) -> list[ChangeGroup]:
    """Groups in the order the plan reads: steps by phase, then the rest; empty groups left out."""
    by_group: dict[str, list[ChangeRow]] = {}
    for part in parts:
        name = phase_of.get(part.key, "respond") if part.kind == "step" else part.kind
        # What a proposal adds gets its key when it is accepted: until then it goes by its title.
        note = notes.get((part.kind, part.key)) or notes.get((part.kind, part.title), "")
        by_group.setdefault(name, []).append(_row(part, note))
    # GROUPS has the summary again; dict.fromkeys keeps it at its first place.
    order = ["summary", *PHASES, *GROUPS]
    titles = {phase: label_of(phase) for phase in PHASES} | GROUPS
    return [{"title": titles[name], "rows": by_group[name]} for name in dict.fromkeys(order) if name in by_group]


def _row(part: PartDiff, why: str) -> ChangeRow:
    title_parts: tuple[tuple[Sign, str], ...] = ()
    text: tuple[tuple[Sign, str], ...] = ()
    facts: list[Changed] = []
    for field in part.fields:
        worded = _worded(field)
        if field.name in _TITLES:
            title_parts = worded.parts
        elif FIELDS.get(field.name) == "" and not text:
            text = worded.parts
        elif part.change != "removed" and _says_something(worded):
            facts.append({"label": FIELDS.get(field.name) or label_of(field.name), "parts": worded.parts})
    if part.moved and part.change == "changed":
        facts.append({"label": "Place", "parts": (("equal", "moved as well"),)})
    return {
        "kind": part.change,
        "title": part.title,
        "title_parts": title_parts if part.change == "changed" else (),
        "parts": text,
        "facts": [{"label": "", "parts": [("equal", _in_one_line(facts))]}]
        if part.change == "added" and facts
        else facts,
        "why": why,
    }


def _in_one_line(facts: Sequence[Changed]) -> str:
    """What an added part is besides its text: "Phase Triage · Who Lead · Due start +8 min"."""
    words = [(fact["label"], "".join(text for _, text in fact["parts"])) for fact in facts]
    return " · ".join(f"{label}: {text}" for label, text in words)


def _says_something(field: FieldDiff) -> bool:
    return any(text.strip() for _, text in field.parts)


def _worded(field: FieldDiff) -> FieldDiff:
    """Choices and due times change as a whole: `start +15 min` to `start +8 min`, not 15 to 8."""
    words = _WHOLE.get(field.name)
    if words is None:
        return field
    before = "".join(text for sign, text in field.parts if sign != "insert")
    after = "".join(text for sign, text in field.parts if sign != "delete")
    sides: list[tuple[Sign, str]] = [("delete", words(before))] if before else []
    if after:
        sides += [("equal", " "), ("insert", words(after))] if before else [("insert", words(after))]
    return replace(field, parts=tuple(sides))
