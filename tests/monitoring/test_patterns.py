"""Every regular expression of monitoring on texts made of its own pieces, repeated: work grows with the text, not with its square.

A stranger's text meets them, in process, and `re` lets nothing else run meanwhile. Steps inside `re` can't be counted, so growth is
measured: processor time of a text eight times as long, never against a clock's limit. Eight, since a square then takes 64 times as
long and a busy machine's noise lies far from the bound between; twice (2 against 4) was once too near for it.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import product
from pathlib import Path
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from time import thread_time
from types import ModuleType
from typing import Any

import pytest

import monitoring

# Patterns that meet nothing longer: dates are cut, and an address or a name in a form is bounded before it is looked at.
BOUNDED = {"monitoring.feeds.connectors.rss.dates": 100, "monitoring.feeds.connectors.rss.presets": 2_000}
LONGEST = 6_000
SIZES = (4, 8, 12, 16, 20, 24, 32, 64, 128, 512, LONGEST)
WORTH_A_LOOK = 0.004  # seconds; what takes less at the longest is not looked at more closely
TIMES = 8
GROWTH = 20  # of a text eight times as long: 8 where work is linear, 64 where it is a square
_CLASSES = {"DIGIT": "7", "SPACE": " ", "WORD": "a", "NOT_DIGIT": "a", "NOT_SPACE": "a", "NOT_WORD": "!"}


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(monitoring.__path__, "monitoring."):
        # The compiled matcher takes no pattern of its own, and not every machine has its compiler.
        if ".migrations" not in found.name and ".native." not in found.name:
            yield importlib.import_module(found.name)


def _held(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """The patterns in a module's value, a few levels deep."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _held(one, depth + 1)
    elif depth < 3 and isinstance(value, dict):
        for one in value.values():
            yield from _held(one, depth + 1)
    elif depth < 3 and is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _held(getattr(value, one.name), depth + 1)


def _written(module: ModuleType) -> Iterator[re.Pattern[Any]]:
    """Those that are written where they are used: `re.sub("…", …)`."""
    for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            first, room = node.args[0], node.func.value
            if isinstance(room, ast.Name) and room.id == "re" and isinstance(first, ast.Constant):
                yield re.compile(first.value)


def _patterns() -> dict[tuple[Any, int], tuple[re.Pattern[Any], str]]:
    found: dict[tuple[Any, int], tuple[re.Pattern[Any], str]] = {}
    for module in _modules():
        for value in list(vars(module).values()):
            for pattern in _held(value):
                found.setdefault((pattern.pattern, pattern.flags), (pattern, module.__name__))
        for pattern in _written(module):
            found.setdefault((pattern.pattern, pattern.flags), (pattern, module.__name__))
    return found


def _pieces(tree: Any, said: list[str]) -> str:
    """A text the tree matches; every part of it that repeats, and every run of letters, is put in `said`."""
    whole = ""
    for kind, value in tree:
        whole += _piece(kind, value, said)
    return whole


def _piece(kind: Any, value: Any, said: list[str]) -> str:
    if kind is kinds.LITERAL:
        return chr(value)
    if kind is kinds.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if kind is kinds.ANY:
        return "a"
    if kind is kinds.IN:
        said.extend(_members(value))
        return _members(value)[0]
    if kind is kinds.BRANCH:
        branches = [_pieces(branch, said) for branch in value[1]]
        said.extend(branches[:3])
        return branches[0]
    if kind is kinds.SUBPATTERN:
        return _pieces(value[-1], said)
    if kind is kinds.ATOMIC_GROUP:
        return _pieces(value, said)
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        inner = _pieces(value[2], said)
        said.append(inner)
        return inner * max(1, min(int(value[0]), 4))
    return ""  # a place, a look around, or something again


def _members(choice: Any) -> list[str]:
    first = choice[0]
    if first[0] is kinds.NEGATE:
        out = {chr(value) for kind, value in choice if kind is kinds.LITERAL}
        names = [str(value).removeprefix("CATEGORY_") for kind, value in choice if kind is kinds.CATEGORY]
        return [
            one
            for one in ("a", " ", "7", "-", "\u00e9")
            if one not in out and not any(_CLASSES[n] == one for n in names)
        ][:3] or ["!"]
    found = []
    for kind, value in choice[:3]:
        if kind is kinds.LITERAL:
            found.append(chr(value))
        elif kind is kinds.RANGE:
            found.append(chr(value[0]))
        elif kind is kinds.CATEGORY:
            found.append(_CLASSES[str(value).removeprefix("CATEGORY_")])
    return found


def _texts(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """(what stands first, what is repeated): made of what the pattern itself is made of."""
    raw = pattern.pattern
    said: list[str] = [" ", "a"]
    whole = _pieces(
        parser.parse(raw if isinstance(raw, str) else raw.decode("latin-1"), pattern.flags & ~re.LOCALE), said
    )
    units = list(dict.fromkeys(one for one in [*said, whole, whole[:-1], whole[: len(whole) // 2]] if one))[:10]
    pairs = [f"{one}{other}" for one, other in product(units[:5], units[:5]) if one != other]
    starts = list(dict.fromkeys(["", whole[: len(whole) // 2], whole[: max(1, len(whole) - 1)], whole[:1]]))
    return list(product(starts, dict.fromkeys([*units, *pairs])))


def _time(pattern: re.Pattern[Any], text: str, tries: int = 1) -> float:
    subject: Any = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    best = float("inf")
    for _ in range(tries):
        began = thread_time()
        for _match in pattern.finditer(subject):
            pass
        best = min(best, thread_time() - began)
    return best


def _outgrows(pattern: re.Pattern[Any], start: str, unit: str, longest: int) -> str:
    """How much the work outgrew the text, in words; "" where it did not."""
    for size in SIZES:
        count = min(size, longest) // len(unit) if size > 64 else size
        if not count or count * len(unit) > longest:
            break
        text = f"{start}{unit * count}\x01"
        if _time(pattern, text) < WORTH_A_LOOK:
            continue
        part = _time(pattern, f"{start}{unit * (count // TIMES)}\x01", 5)
        whole = _time(pattern, text, 3)
        if whole > GROWTH * part:
            return f"{start!r} + {unit!r} * {count}: {1000 * part:.2f} -> {1000 * whole:.1f} ms"
    return ""


PATTERNS = _patterns()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("module", sorted({module for _, module in PATTERNS.values()}))
def test_no_pattern_takes_more_than_its_share_for_a_longer_text(module: str) -> None:
    longest = BOUNDED.get(module, LONGEST)
    for pattern, where in PATTERNS.values():
        if where == module:
            for start, unit in _texts(pattern):
                assert not _outgrows(pattern, start, unit, longest), pattern.pattern


@pytest.mark.parametrize(
    ("pattern", "start", "unit"),
    [
        (r"\s*submitted by", "", " "),
        (r"<([a-z]\w*)[^<>]*>", "<", "a"),
        (r"\((?:\s+(?:AND\s+)?[A-Z]+)+\)", "(", " AND"),
        (r"'[^']*\s[^']*'", "'", "a "),
        (r"[~^]\d*\.?\d*$", "~", "7"),
    ],
)
def test_a_pattern_that_does_is_found(pattern: str, start: str, unit: str) -> None:
    found = re.compile(pattern)
    assert _outgrows(found, start, unit, LONGEST)
    assert any(_outgrows(found, *text, LONGEST) for text in _texts(found))
