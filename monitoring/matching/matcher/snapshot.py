"""An index as bytes: a header with a digest, then one JSON text of programs, anchors, ids and versions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Hashable, Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from monitoring.matching.matcher.anchors import Anchors
from monitoring.matching.matcher.program import Op, Program

__all__ = ["FORMAT", "Stored", "packed", "unpacked"]

# Raise the number whenever programs or the analyser change, so that an old snapshot is refused and compiled anew.
FORMAT = b"firebreak-matcher-2"


class Stored(NamedTuple):
    """One program with its anchors and its queries' (id, version)."""

    program: Program
    anchors: Anchors
    ids: list[tuple[Hashable, int]]


def packed(entries: Iterable[Stored]) -> bytes:
    """The bytes of a snapshot. Raises TypeError for an id that is no str, int, UUID or tuple of them."""
    rows = [
        [entry.program, entry.anchors.cost, entry.anchors.keys, [[_said(id), version] for id, version in entry.ids]]
        for entry in entries
    ]
    body = json.dumps(rows, separators=(",", ":"), default=_sorted).encode()
    return b"\n".join((FORMAT, hashlib.sha256(body).hexdigest().encode(), body))


def unpacked(data: bytes) -> Iterator[Stored]:
    """The entries of a snapshot. Raises ValueError when it is damaged or of another format."""
    head, _, rest = data.partition(b"\n")
    digest, _, body = rest.partition(b"\n")
    if head != FORMAT or hashlib.sha256(body).hexdigest().encode() != digest:
        raise ValueError("this snapshot is damaged or of another version; compile the queries anew")
    for program, cost, keys, ids in json.loads(body):
        yield Stored(_program(program), Anchors(cost, tuple(keys)), [(_id(said), version) for said, version in ids])


def _sorted(value: object) -> list[str]:
    if isinstance(value, frozenset):
        return sorted(value)  # a set of texts has another order in each process (PYTHONHASHSEED)
    raise TypeError(f"{type(value).__name__} cannot be stored")


def _program(row: list[Any]) -> Program:
    op = row[0]
    if op in (Op.AND, Op.OR):
        return (op, tuple([_program(child) for child in row[1]]))
    if op == Op.ANY:
        return (op, frozenset(row[1]))
    if op == Op.NOT:
        return (op, _program(row[1]))
    if op == Op.NEAR:
        return (op, _program(row[1]), _program(row[2]), row[3], row[4])
    if op in (Op.PARTS, Op.FIELD, Op.WINDOW):
        return tuple(_tuples(item) for item in row)
    return tuple(row)


def _tuples(item: Any) -> Any:
    return tuple(_tuples(each) for each in item) if isinstance(item, list) else item


def _said(id: Hashable) -> Any:
    """JSON for an id: plain for text and numbers, a list that begins with its kind for the rest."""
    if isinstance(id, str | int) and not isinstance(id, bool):
        return id
    if isinstance(id, UUID):
        return ["uuid", str(id)]
    if isinstance(id, tuple):
        return ["tuple", *(_said(each) for each in id)]
    raise TypeError(f"a snapshot cannot carry an id of type {type(id).__name__}")


def _id(said: Any) -> Hashable:
    if not isinstance(said, list):
        return said  # type: ignore[no-any-return]
    if said[0] == "uuid":
        return UUID(said[1])
    return tuple(_id(each) for each in said[1:])
