"""What is asked of whoever adds a forum, and what they may paste."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from accounts.outside.failures import InvalidConfig
from monitoring.feeds.connectors.spec import Choice, Option, Secret, Spec, Text, Url

PLATFORM: Final = "discourse"
POSTS, CATEGORY, TOPIC, SEARCH = "posts", "category", "topic", "search"
# Other software has paths like these, too: only on hosts with such names they are taken for a forum of Discourse.
_FORUMS: Final = re.compile(
    r"(?:forums?|community|discuss|discourse|talk|meta)\.[\w.-]{1,200}|[\w-]{1,63}\.discourse\.group"
)
_SURELY: Final = re.compile(r"(?:discourse|discuss)\.[\w.-]{1,200}|meta\.discourse\.org|[\w-]{1,63}\.discourse\.group")
_PAGES: Final = re.compile(r"/(?:c|t|u|tag|latest|top|new|categories|search|posts)(?:[/.]|\Z)")

SPEC: Final = Spec(
    platform=PLATFORM,
    network=False,
    name="Discourse forum",
    about="New posts of a forum that runs on Discourse, of one of its categories or topics, or a search in it.",
    fields=(
        Url(
            name="forum",
            label="Address of the forum",
            help="Of its front page.",
            required=True,
            in_key=True,
            missing="Enter the address of the forum.",
            example="https://forum.example.org",
        ),
        Choice(
            name="watch",
            label="What to watch",
            options=(
                Option(value=POSTS, label="All new posts"),
                Option(value=CATEGORY, label="A category"),
                Option(value=TOPIC, label="A topic"),
                Option(value=SEARCH, label="A search"),
            ),
            default=POSTS,
            in_key=True,
        ),
        Text(
            name="term",
            label="Category, topic or words",
            help="A category's name in its address, or its number; a topic's number or address; words. All new posts need none.",
            in_key=True,
        ),
        Text(name="username", label="User name of the key", help="Only where the forum is not for everybody.", most=60),
        Secret(name="key", label="Key", help="Of the forum's own interface, made by its administrators, for reading."),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """`forum` is its address without a slash at the end."""

    forum: str
    watch: str
    term: str
    username: str

    @property
    def source(self) -> str:
        """In which its posts' numbers are unique."""
        parts = urlsplit(self.forum)
        return f"{parts.netloc}{parts.path}"


def read(config: Mapping[str, object]) -> Settings:
    """The settings of a configuration that `tidy` made."""
    return Settings(
        str(config["forum"]), str(config.get("watch") or POSTS), str(config.get("term") or ""), str(config.get("username") or "")
    )  # fmt: skip


def tidy(config: Mapping[str, object]) -> dict[str, object]:
    """The forum's front page, and the number or words of what is watched. Raises InvalidConfig naming the field."""
    forum = _front_page(str(config.get("forum") or ""))
    watch, term = str(config.get("watch") or POSTS), " ".join(str(config.get("term") or "").split())
    if watch == CATEGORY:
        term = _category(term)
    elif watch == TOPIC:
        term = _topic(term)
    elif watch == SEARCH and len(term) < 3:
        raise InvalidConfig("Enter words to look for, of at least three letters.", field="term")
    return {**config, "forum": forum, "watch": watch, "term": term if watch != POSTS else ""}


def _front_page(text: str) -> str:
    address = text.strip()
    if not address:
        return ""
    address = address if "://" in address else f"https://{address}"
    try:
        parts = urlsplit(address)
        host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or ""
    except ValueError:
        host = ""
    if not host or "@" in parts.netloc:
        raise InvalidConfig("This is not the address of a forum.", field="forum")
    page = _PAGES.search(parts.path)
    path = parts.path[: page.start()] if page else parts.path
    return f"{parts.scheme}://{host}{path.rstrip('/')}"


def _category(term: str) -> str:
    match = re.fullmatch(
        r"(?:\S{0,300}/c/)?(?:[\w%.-]{1,100}/){0,4}?([\w%.-]{1,100})(?:/(\d{1,9}))?(?:/l/\w{1,40})?/?", term
    )
    if not match:
        raise InvalidConfig("Enter one category, as its address calls it, like support.", field="term")
    return match[2] or match[1].casefold()


def _topic(term: str) -> str:
    """The number in `42`, `name/42/7` or an address with /t/ in it."""
    parts = re.split(r"[?#]", term.rpartition("/t/")[2], maxsplit=1)[0].strip("/").split("/")
    number = next((part for part in parts[:2] if re.fullmatch(r"\d{1,12}", part)), None)
    if number is None:
        raise InvalidConfig("Enter the number or the address of one topic.", field="term")
    return number


def source_key(settings: Settings) -> str:
    """A forum is the same by http and by https."""
    return f"discourse {settings.source} {settings.watch} {settings.term.casefold()}"


def address(settings: Settings) -> str:
    """Where people see the same."""
    if settings.watch == SEARCH:
        return f"{settings.forum}/search?{urlencode({'q': f'{settings.term} order:latest'})}"
    term = settings.term
    category = f"c/-/{term}" if term.isdecimal() else f"c/{term}"
    return f"{settings.forum}/" + {POSTS: "posts", CATEGORY: category, TOPIC: f"t/{term}"}[settings.watch]


def recognise(text: str) -> dict[str, str] | None:
    """Addresses of forums whose host's name tells what they run on."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    if parts.scheme not in ("http", "https") or not _FORUMS.fullmatch(host):
        return None
    forum = f"{parts.scheme}://{parts.netloc.lower()}"
    if re.fullmatch(r"/c/(?:[\w%.-]{1,100}/){1,3}\d{1,9}(?:/l/\w{1,40})?/?", parts.path):
        return {"forum": forum, "watch": CATEGORY, "term": _category(parts.path)}
    if re.fullmatch(r"/t/[\w%.-]{1,300}/\d{1,12}(?:/\d{1,9})?/?", parts.path):
        return {"forum": forum, "watch": TOPIC, "term": _topic(parts.path)}
    if parts.path == "/search" and (words := parse_qs(parts.query).get("q", [""])[0].strip()):
        return {"forum": forum, "watch": SEARCH, "term": words} if _SURELY.fullmatch(host) else None
    if _SURELY.fullmatch(host) and parts.path.rstrip("/") in ("", "/latest", "/posts"):
        return {"forum": forum, "watch": POSTS}
    return None
