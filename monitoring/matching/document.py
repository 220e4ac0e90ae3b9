"""What is matched: one post as the matcher sees it, and the places explained in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Document", "Span"]


@dataclass(frozen=True, slots=True)
class Document:
    """One post. Every field is text as the platform gave it; the analyser does the folding.

    `text` and `title` are searched by plain words. `lang` is a BCP 47 tag, `country` an ISO 3166-1 code.
    `followers` and `likes` are None when unknown; no comparison holds for an unknown number.
    `has` holds what `has:` and `is:` ask for ("image", "reply"…, see `language.fields`); a link, a hashtag
    or a mention found in the text is added without being said. `links` are addresses the platform gave
    beside the text; those written in the text and the post's own `url` are found anyway.
    """

    text: str
    title: str = ""
    author: str = ""
    author_handle: str = ""
    source: str = ""
    url: str = ""
    lang: str = ""
    country: str = ""
    followers: int | None = None
    likes: int | None = None
    has: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()


class Span(NamedTuple):
    """A range of characters of one original field of a document: `getattr(document, field)[start:end]`."""

    field: str
    start: int
    end: int
