"""A post as a connector hands it over, its fingerprint, and its way to and from JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Any, Final, Literal, Self, cast, get_args

from accounts.outside.plaintext import settled

Kind = Literal[
    "post",
    "comment",
    "reply",
    "repost",
    "quote",
    "article",
    "review",
    "video",
    "episode",
    "message",
]
PublishedFrom = Literal["source", "fetched", "clamped"]

KINDS: Final = frozenset(get_args(Kind))
# An entry changed in 9999 overflows where a page shows it in a zone ahead of UTC.
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2199
_TIMES: Final = ("published_at", "edited_at")
_TUPLES: Final = ("handles", "hashtags", "links")


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, sound or film the post points at. Its address is kept, the thing itself is never loaded."""

    url: str
    type: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What somebody published, as far as a connector can know it.

    `source` is the origin in which `external_id` is unique: (platform, source, external_id) names a post once.
    Texts are plain, without NUL or lone surrogates, and bounded. Times are aware UTC; one outside of the years 1900 to
    2199 becomes None, and none is ahead of the fetch that brought it.
    `published_at` None means the source gave no time; `published_from` then says "fetched", and the caller uses its
    own first-seen time. "clamped" means the source claimed the future; the claim stays in `raw["published"]`. So does
    a date that is not understood; `raw["zone_unknown"]` says that one was read as UTC for want of knowing its zone.
    `told` is what the tool it was exported from says of it (tool, sentiment, at).
    `rating` is out of five. `engagement` counts by name (likes, replies, shares, views…).
    `fingerprint` is of the visible text: equal means nothing a reader would notice changed.
    """

    platform: str
    source: str
    external_id: str
    url: str = ""
    canonical_url: str = ""
    kind: Kind = "post"
    author_external_id: str = ""
    author_handle: str = ""
    author_name: str = ""
    author_url: str = ""
    author_followers: int | None = None
    author_verified: bool | None = None
    title: str = ""
    text: str = ""
    language: str = ""
    published_at: datetime | None = None
    published_from: PublishedFrom = "source"
    edited_at: datetime | None = None
    in_reply_to: str = ""
    conversation: str = ""
    handles: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    rating: float | None = None
    engagement: Mapping[str, int] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)
    can_reply: bool = False
    can_reply_reason: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict)
    fingerprint: str = ""

    def __post_init__(self) -> None:
        if not self.external_id:
            raise ValueError("A post needs an external id.")
        if self.kind not in KINDS:
            raise ValueError(f"Unknown kind of post: {self.kind!r}.")
        for name in _TIMES:
            moment = getattr(self, name)
            if moment is not None and moment.tzinfo is None:
                raise ValueError(f"{name} needs a time zone.")
            if moment is not None and not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
                # No calendar of ours can show it, and no post is of then: a claim that is left out.
                object.__setattr__(self, name, None)
        if not self.fingerprint:
            object.__setattr__(self, "fingerprint", fingerprint(self.title, self.text))

    def to_json(self) -> dict[str, Any]:
        """A dict `json.dumps` takes as it is; empty fields are left out. `from_json` reads it back."""
        data: dict[str, Any] = {}
        for name in _NAMES:
            value = getattr(self, name)
            if value is None or value in ("", (), {}):
                continue
            if isinstance(value, datetime):
                value = value.astimezone(UTC).isoformat()
            elif name == "media":
                value = [{"url": one.url, "type": one.type, "alt": one.alt} for one in self.media]
            elif isinstance(value, tuple):
                value = list(value)
            elif isinstance(value, Mapping):
                value = dict(value)
            data[name] = value
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The post `to_json` wrote. Fields of a later version are ignored; ValueError when an identity is missing."""
        known: dict[str, Any] = {name: value for name, value in data.items() if name in _NAME_SET}
        for name in _TIMES:
            if known.get(name):
                known[name] = datetime.fromisoformat(cast(str, known[name]))
        for name in _TUPLES:
            if name in known:
                known[name] = tuple(known[name])
        if "media" in known:
            known["media"] = tuple(Media(**one) for one in known["media"])
        try:
            return cls(**known)
        except TypeError as error:
            raise ValueError(f"Not a stored post: {error}") from error


_NAMES: Final = tuple(one.name for one in fields(Post))
_NAME_SET: Final = frozenset(_NAMES)


def fingerprint(title: str, text: str) -> str:
    """32 hex characters naming the visible text; runs of white space count as one blank, counters and "5 minutes ago"
    as nothing."""
    visible = "\n".join(settled(" ".join(part.split())) for part in (title, text))
    return hashlib.sha256(visible.encode("utf-8", "replace")).hexdigest()[:32]
