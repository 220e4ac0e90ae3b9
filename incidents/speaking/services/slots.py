"""Filling the typed slots of a holding statement. Pure.

A slot stands in the text as {{name:type}}, as playbooks read it. Types: `text` (one line), `time` (ISO 8601 with its zone,
written in the brand's zone), `url` (http or https), `number`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from accounts.cleaning import clean_public_text
from accounts.errors import Invalid
from playbooks.parts import SLOT, statement_slots

MOST_TEXT, MOST_URL = 500, 2000


@dataclass(frozen=True, slots=True)
class Slot:
    """A blank: its name, its type, and whether it may stay empty."""

    name: str
    type: str
    required: bool = True
    label: str = ""


def slots_in(text: str, described: list[dict[str, Any]]) -> list[Slot]:
    """The slots of a text in order, each once; `described` ({"name", "label", "required"}) adds what the text can't say.

    Raises Invalid for a type there is not.
    """
    slots = statement_slots(text, described)
    return [Slot(one["name"], one["type"], bool(one["required"]), str(one["label"] or one["name"])) for one in slots]


def filled(text: str, slots: list[Slot], values: Mapping[str, str], zone: str) -> str:
    """The text with every slot filled. Raises Invalid naming each slot that is missing, unknown or ill-typed."""
    problems: dict[str, list[str]] = {}
    known = {slot.name: slot for slot in slots}
    for name in values:
        if name not in known:
            problems[f"slots.{name}"] = ["This statement has no such slot."]
    written: dict[str, str] = {}
    for slot in slots:
        try:
            written[slot.name] = _written(slot, values.get(slot.name, ""), zone)
        except Invalid as refusal:
            problems[f"slots.{slot.name}"] = [refusal.message]
    if problems:
        first = next(iter(problems))
        raise Invalid(f"{first.removeprefix('slots.')}: {problems[first][0]}", code="slots", fields=problems)
    # A function, not a string: re.sub would read a backslash in what was typed as a reference to a group.
    return SLOT.sub(lambda match: written[match[1]], text)


def http_url(field: str, value: str) -> str:
    """An http or https address with a host. Raises Invalid at `field` for any other, `javascript:` among them."""
    address = clean_public_text(field, value, most=MOST_URL)
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port  # urlsplit looks at a port only when it is read
    except ValueError:
        host = None
        parts = urlsplit("")
    # Browsers take a backslash for a slash (WHATWG URL): they would go to another host than the one read here.
    if parts.scheme not in ("http", "https") or not host or re.search(r"\s", address) or "\\" in address:
        raise Invalid.field(field, "Enter an address that starts with http:// or https://.", code="bad_url")
    # “https://brand.example@evil.example” reads like the brand's own address.
    if parts.username is not None or parts.password is not None:
        raise Invalid.field(field, "Leave user names and passwords out of the address.", code="bad_url")
    return address


def _written(slot: Slot, value: str, zone: str) -> str:
    if not isinstance(value, str):
        raise Invalid.field(slot.name, "Enter text.", code="ill_typed")
    if not value.strip():
        if slot.required:
            raise Invalid.field(slot.name, "Fill this in.", code="required")
        return ""
    return _TYPES[slot.type](slot.name, value.strip(), zone)


def _text(name: str, value: str, zone: str) -> str:
    line = clean_public_text(name, value, most=MOST_TEXT)
    # A blank in what fills a blank would go out unfilled.
    if "\n" in line or "{{" in line or "}}" in line:
        raise Invalid.field(name, "Write this in one line, without {{ or }}.", code="ill_typed")
    return line


def _time(name: str, value: str, zone: str) -> str:
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise Invalid.field(name, "Enter a date and time, like 2026-03-01T14:30+01:00.", code="ill_typed") from None
    if at.tzinfo is None:
        raise Invalid.field(name, "Include the time zone, like 2026-03-01T14:30+01:00.", code="no_zone")
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%H:%M} {local:%Z} on {local.day} {local:%B %Y}"


def _number(name: str, value: str, zone: str) -> str:
    try:
        # Many languages write 1 200, and what is pasted has a no-break space there.
        number = Decimal(value.replace("\u00a0", "").replace(" ", ""))
    except InvalidOperation:
        raise Invalid.field(name, "Enter a number, like 1200 or 4.5.", code="ill_typed") from None
    # Decimal reads “NaN” and “Infinity”, too, and 1e999 would be written out with all its noughts.
    if not number.is_finite() or abs(number) >= 10**15:
        raise Invalid.field(name, "Enter a number, like 1200 or 4.5.", code="ill_typed")
    return f"{number:,f}"


def _url(name: str, value: str, zone: str) -> str:
    return http_url(name, value)


_TYPES: dict[str, Callable[[str, str, str], str]] = {"text": _text, "time": _time, "number": _number, "url": _url}
