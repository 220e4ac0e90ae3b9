"""A readable difference between two versions: parts added, removed, moved and changed, word by word. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Literal

Sign = Literal["equal", "insert", "delete"]
# White space is a word, too: the joined words are the text again, to the last blank.
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """One field: its words in order, each the same, inserted or deleted."""

    name: str
    parts: tuple[tuple[Sign, str], ...]


@dataclass(frozen=True, slots=True)
class PartDiff:
    """One part: what became of it, its title, and the fields that differ. A changed one may stand elsewhere as well."""

    kind: str
    key: str
    change: Literal["added", "removed", "changed", "moved"]
    title: str
    fields: tuple[FieldDiff, ...] = field(default=())
    moved: bool = False


def words(before: str, after: str) -> tuple[tuple[Sign, str], ...]:
    """The difference of two texts by words, runs joined."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    runs: list[tuple[Sign, str]] = []
    # difflib's autojunk passes over whatever is frequent in 200 words and more: each “the” and each blank.
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(("equal", "".join(old[a:b])))
        else:
            if b > a:
                runs.append(("delete", "".join(old[a:b])))
            if d > c:
                runs.append(("insert", "".join(new[c:d])))
    return tuple(runs)


Content = Mapping[str, Sequence[tuple[str, Mapping[str, Any]]]]


def compare(before: Content, after: Content) -> list[PartDiff]:
    """Two versions' contents, {kind: [(key, fields)] in order} → what changed, in the later one's order, removals last.

    A part counts as moved where the parts both versions share stand in another order around it.
    """
    parts: list[PartDiff] = []
    for kind in sorted({*before, *after}, key=lambda name: list(after).index(name) if name in after else 99):
        old, new = dict(before.get(kind, ())), dict(after.get(kind, ()))
        # Only among what both have: one part added at the top has moved nobody.
        moved = _moved([key for key in old if key in new], [key for key in new if key in old])
        for key, fields in new.items():
            if key not in old:
                parts.append(PartDiff(kind, key, "added", _title(fields), _fields({}, fields)))
            elif differing := _fields(old[key], fields):
                parts.append(PartDiff(kind, key, "changed", _title(fields), differing, moved=key in moved))
            elif key in moved:
                parts.append(PartDiff(kind, key, "moved", _title(fields), moved=True))
        parts += [
            PartDiff(kind, key, "removed", _title(old[key]), _fields(old[key], {})) for key in old if key not in new
        ]
    return parts


def _moved(old: list[str], new: list[str]) -> set[str]:
    # By common runs, not by place: a step taken to the front has moved, and not all those it went past.
    kept = SequenceMatcher(a=old, b=new, autojunk=False).get_matching_blocks()
    still = {key for block in kept for key in new[block.b : block.b + block.size]}
    return set(new) - still


def _title(fields: Mapping[str, Any]) -> str:
    return str(fields.get("title") or fields.get("function") or fields.get("name") or "")


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldDiff, ...]:
    names = [*after, *(name for name in before if name not in after)]
    changed = [name for name in names if before.get(name) != after.get(name)]
    return tuple(FieldDiff(name, words(_shown(before.get(name)), _shown(after.get(name)))) for name in changed)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(f"{slot.get('label') or slot.get('name')} ({slot.get('type')})" for slot in value)
    return str(value)
