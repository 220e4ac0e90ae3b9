"""The catalogue: every kind of thing that can happen, by name, with what its record says.

An app declares its own in its `catalogue.py` and records them in its services. From this one list come the filters of
webhooks, the description of the API, the page that explains them, and what a record refuses to say.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import UnionType
from typing import Any, Union, get_args, get_origin
from uuid import UUID

# What a value in a record may be: a type below, a list of one, one or None; or one of these words.
Shape = type | UnionType | tuple[str, ...] | Any
_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    UUID: {"type": "string", "format": "uuid"},
    datetime: {"type": "string", "format": "date-time"},
}
# Raised with each change of what a record of a kind says that a reader could trip over.
VERSION = 1


@dataclass(frozen=True, slots=True)
class Action:
    """One kind of event. `data`: by the API's own field names, what its record says beside whom it is about."""

    name: str  # "incident.opened": what it is about, and what happened to it
    says: str  # one sentence, for the page and the description
    data: Mapping[str, Shape] = field(default_factory=dict)
    version: int = VERSION

    @property
    def subject(self) -> str:
        """What it is about: the first half of its name."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Removal:
    """What an action takes away: a row of the API's noun `kind`, or (`erased`) what such a row said while it stays.

    It is the subject, or what a field of the data names: by its id, or (`numbered`) by its number in the incident.
    """

    kind: str
    field: str = ""
    erased: bool = False
    numbered: bool = False


_ACTIONS: dict[str, Action] = {}
_REMOVALS: dict[str, Removal] = {}


def declare(name: str, says: str, **data: Shape) -> Action:
    """Adds a kind to the catalogue. Raises ValueError where the name is taken or is not "subject.what_happened"."""
    subject, dot, what = name.partition(".")
    if not (dot and subject.replace("_", "").isalpha() and what.replace("_", "").isalpha() and name.islower()):
        raise ValueError(f"{name!r} is no name of an event: subject.what_happened")
    if name in _ACTIONS:
        raise ValueError(f"{name!r} is declared twice")
    for shape in data.values():
        schema_of(shape)
    _ACTIONS[name] = Action(name, says, data)
    return _ACTIONS[name]


def removes(action: Action, removal: Removal | None = None) -> Action:
    """After it, something is no longer in the API's lists, or has lost its words; its subject, where nothing else is said.

    Raises ValueError where the data has no such field.
    """
    entry = removal or Removal(action.subject)
    if entry.field and entry.field not in action.data:
        raise ValueError(f"{action.name} has no field {entry.field!r}")
    _REMOVALS[action.name] = entry
    return action


def removals() -> dict[str, Removal]:
    """By the name of the action."""
    return dict(_REMOVALS)


def actions() -> list[Action]:
    """All there are, by name."""
    return [_ACTIONS[name] for name in sorted(_ACTIONS)]


def action_of(name: str) -> Action | None:
    """The kind of this name."""
    return _ACTIONS.get(name)


def matching(pattern: str) -> list[Action]:
    """Those a filter names: "incident.opened", or all of a subject by "incident.*"."""
    subject, _, what = pattern.partition(".")
    if what == "*":
        return [one for one in actions() if one.subject == subject]
    action = action_of(pattern)
    return [action] if action else []


def schema_of(shape: Shape) -> dict[str, Any]:
    """The shape as JSON Schema (2020-12). Raises ValueError for one that has none."""
    if isinstance(shape, tuple):
        return {"type": "string", "enum": list(shape)}
    if get_origin(shape) is list:
        return {"type": "array", "items": schema_of(get_args(shape)[0])}
    if get_origin(shape) in (UnionType, Union) and type(None) in get_args(shape):
        inner = [one for one in get_args(shape) if one is not type(None)]
        if len(inner) == 1:
            return {"anyOf": [schema_of(inner[0]), {"type": "null"}]}
    if shape in _PLAIN:
        return dict(_PLAIN[shape])
    raise ValueError(f"{shape!r} is no shape of a record")


def said(action: Action, data: Mapping[str, object]) -> dict[str, Any]:
    """The data of a record, as JSON keeps it. Raises ValueError where it is not what the catalogue says."""
    if set(data) != set(action.data):
        missing, unknown = sorted(set(action.data) - set(data)), sorted(set(data) - set(action.data))
        raise ValueError(f"{action.name}: missing {missing}, unknown {unknown}")
    return {name: _plain(f"{action.name}.{name}", action.data[name], value) for name, value in data.items()}


def _plain(where: str, shape: Shape, value: object) -> object:
    if isinstance(shape, tuple):
        if value not in shape:
            raise ValueError(f"{where}: {value!r} is none of {', '.join(shape)}")
        return value
    if get_origin(shape) is list:
        return [_plain(where, get_args(shape)[0], one) for one in _each(where, value)]
    if get_origin(shape) in (UnionType, Union):
        inner = next(one for one in get_args(shape) if one is not type(None))
        return None if value is None else _plain(where, inner, value)
    if shape is UUID and isinstance(value, UUID | str):
        return str(UUID(str(value)))
    if shape is datetime and isinstance(value, datetime):
        return value.isoformat()
    if type(value) is not shape:  # not isinstance: True is an int
        raise ValueError(f"{where}: {value!r} is no {getattr(shape, '__name__', shape)}")
    return value


def _each(where: str, value: object) -> Iterator[object]:
    if not isinstance(value, list | tuple | set | frozenset):
        raise ValueError(f"{where}: {value!r} is no list")
    return iter(value)
