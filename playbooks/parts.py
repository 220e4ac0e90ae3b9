"""What a plan version is made of: the kinds of parts, their editable fields, and what each field takes."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from accounts.cleaning import is_blank
from accounts.errors import Invalid
from playbooks import hooks
from playbooks.models import DUTIES, PHASES, HoldingStatement, Part, PlanContact, PlanVersion, Section, Step, Trigger

CHANNELS = ("any", "social", "press", "web", "customer_care")
SLOT_TYPES = ("text", "time", "url", "number")
SLOT = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*:\s*([a-z]+)\s*\}\}")
LONGEST = 20_000  # characters of a body: a plan is read at the worst hour
MAX_DUE_MINUTES = 60 * 24 * 60  # 60 days


def _text(name: str, longest: int, *, needed: bool = True) -> Callable[[Any], str]:
    def take(value: Any) -> str:
        # Forms send line breaks as CRLF, programs as LF: the same text would be a change each time the other saves it.
        text = str(value if value is not None else "").replace("\r\n", "\n").strip()
        if needed and is_blank(text):
            raise Invalid.field(name, "This must not be empty.")
        if len(text) > longest:
            raise Invalid.field(name, f"This has {len(text):,} characters; at most {longest:,} fit.")
        if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise Invalid.field(name, "This has a character that can't be stored (NUL or half a surrogate pair).")
        return text

    return take


def _one_of(name: str, allowed: tuple[str, ...]) -> Callable[[Any], str]:
    def take(value: Any) -> str:
        if value not in allowed:
            raise Invalid.field(name, f"Choose among {', '.join(allowed)}.")
        return str(value)

    return take


def _due(value: Any) -> int:
    try:
        minutes = int(str(value).strip())
    except ValueError:
        raise Invalid.field("due_minutes", "Give whole minutes after the opening.") from None
    if minutes < 0:
        raise Invalid.field("due_minutes", "A step can't be due before the start. Use 0 or more.", code="negative_due")
    if minutes > MAX_DUE_MINUTES:
        raise Invalid.field("due_minutes", "A step is due within 60 days of the start.")
    return minutes


def _flag(value: Any) -> bool:
    return value is True or str(value).lower() in {"1", "true", "on", "yes"}  # a tick box says “on”


def _query(value: Any) -> str:
    text = _text("query", 4000)(value)
    problems = hooks.trigger_language.answer.problems(text)
    if problems:
        message, data = "; ".join(map(str, problems)), {"problems": [vars_of(one) for one in problems]}
        raise Invalid.field("query", message, code="bad_query", data=data)
    return text


def vars_of(problem: hooks.TriggerProblem) -> dict[str, Any]:
    """A query problem as plain data."""
    return {name: getattr(problem, name) for name in ("column", "length", "message", "code", "fix")}


def _slots(value: Any) -> list[dict[str, Any]]:
    """Descriptions of slots; what the text says wins over what is missing here (see `statement_slots`)."""
    if not isinstance(value, list):
        raise Invalid.field("slots", "Slots are a list.")
    kept = []
    for slot in value:
        if not isinstance(slot, dict) or slot.get("type") not in SLOT_TYPES:
            raise Invalid.field("slots", f"A slot has a name and a type among {', '.join(SLOT_TYPES)}.")
        kept.append(
            {
                "name": str(slot.get("name", ""))[:60],
                "type": slot["type"],
                "label": str(slot.get("label", ""))[:200],
                "required": _flag(slot.get("required", True)),
                "example": str(slot.get("example", ""))[:300],
            }
        )
    return kept


def statement_slots(text: str, described: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One description for each slot of the text, in its order: the given one, or a plain one. Raises Invalid for an unknown type."""
    known = {slot["name"]: slot for slot in described}
    slots: dict[str, dict[str, Any]] = {}
    for name, kind in SLOT.findall(text):
        if kind not in SLOT_TYPES:
            raise Invalid.field("text", f"“{{{{{name}:{kind}}}}}”: a slot's type is one of {', '.join(SLOT_TYPES)}.")
        plain = {"label": name.replace("_", " ").capitalize(), "required": True, "example": ""}
        slots[name] = {**plain, **known.get(name, {}), "name": name, "type": kind}
    return list(slots.values())


@dataclass(frozen=True)
class Kind:
    """A kind of part: its model, its relation on a version, the reader of each field, and the defaults of a new one."""

    name: str
    model: type[Part]
    relation: str
    readers: Mapping[str, Callable[[Any], Any]]
    defaults: Mapping[str, Any] = field(default_factory=dict)

    def rows_of(self, version: PlanVersion) -> Any:
        """The version's parts of this kind: its related manager, in order."""
        return getattr(version, self.relation)

    def read(self, fields: Mapping[str, Any], *, partial: bool) -> dict[str, Any]:
        """The fields, checked; all of them for a new part. Raises Invalid at the first that is amiss or unknown."""
        unknown = sorted(set(fields) - set(self.readers))
        if unknown:
            raise Invalid.field(unknown[0], f"A {self.name} has no “{unknown[0]}”.", code="unknown_field")
        # What was not said is read as None: its own reader says whether it may be missing.
        wanted = fields if partial else {**dict.fromkeys(self.readers), **self.defaults, **fields}
        read = {name: self.readers[name](value) for name, value in wanted.items()}
        # A blank that left the text must not be asked for in a crisis, and none that came be forgotten.
        if self.name == "statement" and "text" in read:
            read["slots"] = statement_slots(read["text"], read.get("slots", []))
        return read


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "section", Section, "sections", {"title": _text("title", 200), "body": _text("body", LONGEST, needed=False)}
        ),
        Kind(
            "step",
            Step,
            "steps",
            {
                "phase": _one_of("phase", PHASES),
                "title": _text("title", 200),
                "instructions": _text("instructions", LONGEST, needed=False),
                "duty": _one_of("duty", DUTIES),
                "due_minutes": _due,
                "required": _flag,
            },
            {"phase": "respond", "duty": "lead", "due_minutes": 60, "required": True},
        ),
        Kind(
            "statement",
            HoldingStatement,
            "statements",
            {
                "title": _text("title", 200),
                "channel": _one_of("channel", CHANNELS),
                "language": _text("language", 8),
                "text": _text("text", 5000),
                "slots": _slots,
            },
            {"channel": "any", "language": "en", "slots": []},
        ),
        Kind(
            "contact",
            PlanContact,
            "contacts",
            {
                "function": _text("function", 100),
                "name": _text("name", 100, needed=False),
                "reach": _text("reach", 200, needed=False),
                "when": _text("when", 300, needed=False),
            },
        ),
        Kind(
            "trigger",
            Trigger,
            "triggers",
            {"name": _text("name", 100), "query": _query, "why": _text("why", 300, needed=False)},
        ),
    )
}


def kind_of(name: str) -> Kind:
    """The kind of this name. Raises Invalid for an unknown one."""
    if name not in KINDS:
        raise Invalid.field("part", f"A plan is made of {', '.join(KINDS)}.")
    return KINDS[name]
