"""Starter plans: written once with care, copied to a brand and changed there. One TOML file each, beside this one."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal, TypedDict, cast

Phase = Literal["triage", "respond", "stabilise", "resolve", "learn"]
Role = Literal["lead", "comms", "legal", "monitor", "scribe", "client_liaison"]
Channel = Literal["any", "social", "press", "web", "customer_care"]


class Level(TypedDict):
    """What a severity (1 Critical to 4 Minor) looks like, in words."""

    severity: int
    impact: str
    spread: str
    control: str


class Severity(TypedDict):
    """How to judge: `guidance` is Markdown, `levels` are ordered 1 to 4."""

    guidance: str
    levels: list[Level]


class Section(TypedDict):
    """A chapter of the plan; `body` is Markdown."""

    title: str
    body: str


class Step(TypedDict):
    """One instruction; `due_offset_minutes` counts from the incident's opening, `instructions` are Markdown."""

    key: str
    phase: Phase
    title: str
    role: Role
    due_offset_minutes: int
    required: bool
    instructions: str


class Slot(TypedDict):
    """A blank of a holding statement, written `{{name:type}}` in its text."""

    name: str
    type: Literal["text", "time", "url"]
    label: str
    required: bool
    example: str


class HoldingStatement(TypedDict):
    """A prepared first answer; `text` is Markdown with slots."""

    key: str
    title: str
    channel: Channel
    language: str
    text: str
    slots: list[Slot]


class Contact(TypedDict):
    """A role to be filled with a person: how they are reached, and when they are called."""

    role: str
    reached_by: str
    when: str


class Trigger(TypedDict):
    """Words that suggest this plan; `query` is in the query language, without the brand's own names."""

    name: str
    query: str
    min_severity: int
    why: str


class Starter(TypedDict):
    """A whole starter plan."""

    format: str
    key: str
    name: str
    kind: str
    summary: str
    do: list[str]
    dont: list[str]
    severity: Severity
    sections: list[Section]
    steps: list[Step]
    holding_statements: list[HoldingStatement]
    contacts: list[Contact]
    triggers: list[Trigger]


# In the order a person chooses from: the most frequent needs first.
ORDER = (
    "product-harm",
    "data-leak",
    "service-outage",
    "offensive-post",
    "employee-misconduct",
    "hijacked-account",
    "rumour-or-fake",
)


def load(key: str) -> Starter:
    """A fresh copy of the starter plan `key`. Raises KeyError if there is none."""
    if key not in ORDER:  # a file is opened by this name: ours alone
        raise KeyError(key)
    return cast(Starter, _stripped(tomllib.loads(_text(key))))


def load_all() -> list[Starter]:
    """Every starter plan, in `ORDER`."""
    return [load(key) for key in ORDER]


# The text, not what is read of it: whoever gets a starter may change it, and the next one must not see that.
@cache
def _text(key: str) -> str:
    return resources.files("playbooks.starters").joinpath(f"{key}.toml").read_text(encoding="utf-8")


def _stripped(value: Any) -> Any:
    # A multi-line string ends with the line break before its closing quotes; nobody means that.
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [_stripped(one) for one in value]
    if isinstance(value, dict):
        return {name: _stripped(one) for name, one in value.items()}
    return value
