"""The fields a query can name, what each compares, and other languages' names for them."""

from __future__ import annotations

import difflib

from monitoring.matching.text import fold

__all__ = [
    "ALIASES",
    "FACT_FIELDS",
    "FIELDS",
    "FLAGS",
    "NUMBER_FIELDS",
    "OPERATORS",
    "TEXT_FIELDS",
    "fact_value",
    "nearest",
]

TEXT_FIELDS = ("title", "author", "url")  # words and phrases inside
FACT_FIELDS = ("lang", "source", "site", "has", "is", "country")  # the whole value
NUMBER_FIELDS = ("followers", "likes")
FIELDS = (*TEXT_FIELDS, *FACT_FIELDS, *NUMBER_FIELDS, "raw")
OPERATORS = (">=", "<=", ">", "<", "=")

FLAGS = {
    "has": ("link", "image", "video", "audio", "media", "hashtag", "mention", "place", "poll", "title"),
    "is": ("reply", "repost", "quote", "review", "verified", "sponsored", "edited", "sensitive"),
}
ALIASES = {
    "language": "lang",
    "from": "author",
    "by": "author",
    "domain": "site",
    "host": "site",
    "link": "url",
    "links": "url",
    "headline": "title",
    "platform": "source",
    "exact": "raw",
}
_FLAG_ALIASES = {
    "links": "link",
    "images": "image",
    "videos": "video",
    "hashtags": "hashtag",
    "mentions": "mention",
    "retweet": "repost",
    "geo": "place",
}


def nearest(name: str, known: tuple[str, ...]) -> str | None:
    """The known name most like this one, if any is."""
    # Cut, since difflib takes the square of the length, and anything may stand before a colon.
    close = difflib.get_close_matches(name[:40].lower(), known, n=1, cutoff=0.6)
    return close[0] if close else None


def fact_value(name: str, written: str) -> str:
    """The value as it is compared: folded, spaces joined; without `www.` for a site."""
    value = " ".join(fold(written).split())
    if name == "site":
        return value.removeprefix("https://").removeprefix("http://").rstrip("/").removeprefix("www.").strip(".")
    if name in FLAGS:
        return _FLAG_ALIASES.get(value, value)
    # Systems name a locale pt_BR, BCP 47 the language pt-BR.
    return value.replace("_", "-") if name == "lang" else value
