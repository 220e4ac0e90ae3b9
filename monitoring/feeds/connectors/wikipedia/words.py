"""What an edit added and removed, from the table in which the software shows two revisions side by side. Pure."""

from __future__ import annotations

import re
from collections import deque
from typing import Final

from accounts.outside.plaintext import line, plain

MOST: Final = 1_500  # characters of either side
# Cells and marks are cut at their ends: a pattern from opening to end tries a thousand that never end in quadratic time.
_CELL: Final = re.compile(
    r'<td[^<>]{0,300}?\bclass="[^"<>]{0,200}?\bdiff-(added|deleted)line\b[^"<>]{0,200}"[^<>]{0,300}>'
)
_MARK: Final = re.compile(r"<(?:ins|del)\b[^<>]{0,200}>")
_END_OF_MARK: Final = re.compile(r"</(?:ins|del)>")
_LINK: Final = re.compile(r"\[\[(?:[^\[\]|]{0,300}\|)?([^\[\]|]{0,300})\]\]")
_SECTION: Final = re.compile(r"\A/\*\s*(.{0,300}?)\s*\*/\s*")


def changed(table: str) -> tuple[str, str]:
    """The words that were added, and those that were removed; of a line that was changed only what is new, or gone, in it."""
    sides: dict[str, list[str]] = {"added": [], "deleted": []}
    for piece in table[:1_000_000].split("</td>")[:-1]:
        begun = deque(_CELL.finditer(piece), maxlen=1)
        if not begun:
            continue
        side, cell = begun[0][1], piece[begun[0].end() :]
        marked = [words[mark.end() :] for words in _END_OF_MARK.split(cell)[:-1] if (mark := _MARK.search(words))]
        text = " … ".join(filter(None, map(_readable, marked))) if marked else _readable(cell)
        if text:
            sides[side].append(text)
    return _short("\n".join(sides["added"])), _short("\n".join(sides["deleted"]))


def reason(comment: str) -> str:
    """An edit's comment; the section it names stands before a colon."""
    section = _SECTION.match(comment)
    said = _readable(comment[section.end() :] if section else comment)
    named = line(section[1]) if section else ""
    return f"{named}: {said}" if named and said else named or said


def size(change: int | None) -> str:
    """How much longer or shorter the article became."""
    if change is None:
        return ""
    count = f"{abs(change):,} byte" + ("" if abs(change) == 1 else "s")
    return f"+{count}" if change > 0 else f"\N{MINUS SIGN}{count}" if change else "Same length"


def _readable(markup: str) -> str:
    """Without the commonest marks of the articles' own language."""
    return line(_LINK.sub(r"\1", plain(markup)).replace("'''", "").replace("''", ""), MOST * 2)


def _short(text: str) -> str:
    return text if len(text) <= MOST else f"{text[: MOST - 1].rstrip()}…"
