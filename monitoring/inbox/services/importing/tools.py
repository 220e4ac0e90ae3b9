"""Exports of other listening tools, known by their columns. No tool publishes what its files look like: these are guesses, copied
from files that were seen, and a person confirms them before anything is read in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# What a row can tell: the name of the field, and what a person is asked for.
FIELDS: Mapping[str, str] = {
    "text": "Text",
    "text_else": "Text, where that is empty",
    "title": "Title",
    "url": "Link",
    "author": "Author",
    "author_handle": "Author's handle",
    "author_url": "Author's page",
    "published_at": "Date",
    "published_time": "Time, in a column of its own",
    "external_id": "Id",
    "kind": "Kind",
    "language": "Language",
    "followers": "Followers",
    "likes": "Likes",
    "comments": "Comments",
    "shares": "Shares",
    "views": "Views",
    "reach": "Reach",
    "sentiment": "Sentiment, as the tool has it",
}
COUNTERS = ("likes", "comments", "shares", "views", "reach")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One tool. `marks`: columns that tell it, so many of them at least; `fields`: ours, by what its columns were called, the best first."""

    key: str
    name: str
    marks: frozenset[str]
    least: int
    fields: Mapping[str, tuple[str, ...]]
    zone: str = ""  # of its times, where it is known
    kinds: Mapping[str, str] = field(default_factory=dict)


TOOLS = (
    Tool(
        key="brandwatch", name="Brandwatch", zone="UTC", least=3,
        marks=frozenset({
            "query id", "query name", "page type", "resource id", "mention id", "thread entry type", "full text",
            "content source name", "snippet", "impact",
        }),
        fields={
            "text": ("full text", "snippet"), "text_else": ("snippet",), "title": ("title",),
            "url": ("original url", "url"), "author": ("full name", "author"), "author_handle": ("author",),
            "published_at": ("date",), "external_id": ("resource id", "mention id"), "kind": ("thread entry type",),
            "language": ("language",), "followers": ("x followers", "twitter followers"), "likes": ("likes", "x likes"),
            "comments": ("comments", "x replies", "twitter reply count"), "shares": ("shares", "x reposts", "twitter retweets"),
            "reach": ("reach (new)", "reach"), "sentiment": ("sentiment",),
        },
        kinds={"reply": "reply", "share": "repost", "comment": "comment", "post": "post"},
    ),
    Tool(
        key="meltwater", name="Meltwater", least=3,
        marks=frozenset({
            "hit sentence", "opening text", "influencer", "input name", "desktop reach", "mobile reach", "ave", "key phrases",
            "twitter screen name", "national viewership",
        }),
        fields={
            "text": ("hit sentence", "opening text"), "text_else": ("opening text",), "title": ("headline",), "url": ("url",),
            "author": ("influencer",), "author_handle": ("twitter screen name",), "author_url": ("user profile url",),
            "published_at": ("date",), "published_time": ("time",), "external_id": ("tweet id", "twitter id"),
            "language": ("language",), "followers": ("twitter followers",), "likes": ("likes",),
            "comments": ("comments", "replies"), "shares": ("shares",), "views": ("views", "estimated views"),
            "reach": ("reach",), "sentiment": ("sentiment",),
        },
    ),
    Tool(
        key="talkwalker", name="Talkwalker", least=3,
        marks=frozenset({
            "title_snippet", "content_snippet", "root_url", "domain_url", "host_url", "post_type", "source_type", "indexed",
            "extra_author_attributes.name", "extra_source_attributes.name",
        }),
        fields={
            "text": ("content_snippet", "content"), "text_else": ("content",), "title": ("title_snippet", "title"),
            "url": ("url",), "author": ("extra_author_attributes.name",),
            "author_handle": ("extra_author_attributes.short_name",), "author_url": ("extra_author_attributes.url",),
            "published_at": ("published",), "language": ("lang",), "likes": ("article_extended_attributes.twitter_likes",
            "article_extended_attributes.facebook_likes"), "shares": ("article_extended_attributes.twitter_shares",),
            "reach": ("reach",), "sentiment": ("sentiment",),
        },
    ),
    Tool(
        key="pulsar", name="Pulsar", least=4,
        marks=frozenset({"search", "application", "parent", "content", "domain"}),
        fields={
            "text": ("content",), "title": ("title",), "url": ("url",), "published_at": ("date",), "external_id": ("id",),
            "language": ("language",), "author": ("author", "source"),
        },
    ),
    Tool(
        key="brand24", name="Brand24", least=3,
        marks=frozenset({"hrs", "category", "tags", "source"}),
        fields={
            "text": ("content",), "title": ("title",), "url": ("source",), "published_at": ("date",),
            "published_time": ("hrs",), "external_id": ("id",), "sentiment": ("sentiment",), "author": ("author",),
        },
    ),
)  # fmt: skip
BY_KEY = {tool.key: tool for tool in TOOLS}
# Columns of files that were made by hand, or by a tool that we don't know.
_USUAL: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "content", "full text", "message", "body", "post", "comment", "review", "snippet"),
    "title": ("title", "headline", "subject"),
    "url": ("url", "link", "permalink", "address"),
    "author": ("author", "author name", "name", "user", "by"),
    "author_handle": ("handle", "username", "author handle", "screen name"),
    "published_at": ("date", "published", "published at", "created at", "created", "timestamp", "time"),
    "external_id": ("id", "post id", "external id"),
    "language": ("language", "lang"),
    "followers": ("followers",),
    "likes": ("likes",),
    "comments": ("comments", "replies"),
    "shares": ("shares", "reposts", "retweets"),
    "views": ("views", "impressions"),
    "reach": ("reach",),
    "sentiment": ("sentiment",),
}


def plain_name(name: str) -> str:
    """A column's name as it is compared: case and spaces do not count."""
    return " ".join(name.replace("\ufeff", "").casefold().split())


KNOWN_COLUMNS = frozenset(
    {mark for tool in TOOLS for mark in tool.marks}
    | {name for tool in TOOLS for names in tool.fields.values() for name in names}
    | {name for names in _USUAL.values() for name in names}
)


def recognised(columns: Iterable[str]) -> Tool | None:
    """Whose export this is; None for a file of nobody's we know."""
    there = {plain_name(name) for name in columns}
    hits = [tool for tool in TOOLS if len(tool.marks & there) >= tool.least]
    return max(hits, key=lambda tool: len(tool.marks & there) / len(tool.marks), default=None)


def guessed(columns: Iterable[str], tool: Tool | None) -> dict[str, str]:
    """Which column is which of our fields, as far as its name tells."""
    by_name: dict[str, str] = {}
    for name in columns:
        by_name.setdefault(plain_name(name), name)
    mapping: dict[str, str] = {}
    for one, names in (tool.fields if tool else _USUAL).items():
        column = next((by_name[name] for name in names if name in by_name), None)
        if column is not None and (one != "text_else" or column != mapping.get("text")):
            mapping[one] = column
    # Handle and name out of one column say the same twice.
    if mapping.get("author") == mapping.get("author_handle"):
        mapping.pop("author", None)
    return mapping
