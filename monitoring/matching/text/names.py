"""Names and titles, found by parts of their words in any order: folded as posts are, so that accents and case never matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitoring.matching.text.folding import fold

__all__ = ["holds", "parts"]


def parts(typed: str) -> list[str]:
    """What somebody typed, piece by piece; each of them must be found."""
    # Quotes are habit from other searches; PostgreSQL's text takes no NUL.
    return fold(typed.replace('"', " ").replace("\x00", " ")).split()


def holds(sought: Sequence[str], texts: Iterable[str]) -> bool:
    """Whether each piece stands in one of the texts."""
    inside = fold("\n".join(texts))
    return all(piece in inside for piece in sought)
