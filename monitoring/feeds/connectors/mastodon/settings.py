"""What is asked of whoever adds a Mastodon source, and what they may paste."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from accounts.outside.failures import InvalidConfig
from monitoring.feeds.connectors.protocol import Named
from monitoring.feeds.connectors.spec import Choice, Option, Secret, Spec, Text

PLATFORM: Final = "mastodon"
LARGEST: Final = "mastodon.social"
HASHTAG, ACCOUNT, MENTIONS, SEARCH = "hashtag", "account", "mentions", "search"
_HOST: Final = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}(?::\d{1,5})?"
_ACCOUNT: Final = re.compile(rf"@?([\w.-]{{1,60}})@({_HOST})", re.IGNORECASE)
_HASHTAG: Final = re.compile(rf"#?(\w{{1,100}})@({_HOST})", re.IGNORECASE)
_PATH: Final = re.compile(r"/(?:tags/(\w{1,100})|@([\w.-]{1,60})(?:@([\w.:-]{1,200}))?)/?")
# An address with /@name may be anybody's: only these are known to speak Mastodon without asking them.
_SERVERS: Final = re.compile(
    r"(?:mastodon|mstdn|social|masto|toot|troet|pleroma|gts)\.|"
    r"(?:mas\.to|fosstodon\.org|hachyderm\.io|chaos\.social|infosec\.exchange|techhub\.social|norden\.social|piaille\.fr)\Z"
)
_NEEDS_TOKEN: Final = {MENTIONS: "Mentions of an account are shown to the account only: add its access token.",
                       SEARCH: "Search is for people who are logged in: add an access token."}  # fmt: skip

SPEC: Final = Spec(
    platform=PLATFORM,
    name="Mastodon",
    about="A hashtag, an account, mentions of your account, or a search on a Mastodon server.",
    fields=(
        Text(
            name="server",
            label="Server",
            help="The name of the server that is asked, like mastodon.social. It shows what its own people see.",
            required=True,
            in_key=True,
            missing="Enter the name of a server.",
            example="mastodon.social",
        ),
        Choice(
            name="watch",
            label="What to watch",
            options=(
                Option(value=HASHTAG, label="A hashtag"),
                Option(value=ACCOUNT, label="The posts of an account"),
                Option(value=MENTIONS, label="Mentions of your account (needs an access token)"),
                Option(value=SEARCH, label="A search (needs an access token)"),
            ),
            default=HASHTAG,
            in_key=True,
        ),
        Text(name="term", label="Hashtag, account or words", help="#acme, @acme or words. Mentions need none.", in_key=True),
        Secret(
            name="token",
            label="Access token",
            help="Of an application made on the server under Preferences → Development, with read:statuses, read:search and "
            "read:notifications.",
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """What to watch on which server; `term` without # or @."""

    server: str
    watch: str
    term: str


def read(config: Mapping[str, object]) -> Settings:
    """The settings of a configuration that `tidy` made."""
    return Settings(str(config["server"]), str(config.get("watch") or HASHTAG), str(config.get("term") or ""))


def tidy(config: Mapping[str, object]) -> dict[str, object]:
    """In Mastodon's own spelling. Raises InvalidConfig naming the field."""
    server = str(config.get("server") or "").strip().lower()
    term = " ".join(str(config.get("term") or "").split())
    watch = str(config.get("watch") or HASHTAG)
    if "//" in server:
        server = urlsplit(server).netloc
    if watch == ACCOUNT and not server and (named := _ACCOUNT.fullmatch(term)):
        server = named[2].lower()
    if server and not re.fullmatch(rf"{_HOST}|[\d.]+:\d+", server.rstrip("/")):
        raise InvalidConfig("This is not the name of a server: it looks like mastodon.social.", field="server")
    checked = {HASHTAG: _hashtag, ACCOUNT: _account}.get(watch)
    term = checked(term) if checked else term if watch == SEARCH else ""
    if watch == SEARCH and not term:
        raise InvalidConfig("Enter the words to look for.", field="term")
    return {**config, "server": server.rstrip("/"), "watch": watch, "term": term}


def _hashtag(term: str) -> str:
    if not (match := re.fullmatch(r"#?(\w{1,100})", term)) or match[1].isdigit():
        raise InvalidConfig("Enter one hashtag: a word without blanks, like #acme.", field="term")
    return match[1].casefold()


def _account(term: str) -> str:
    if not (match := re.fullmatch(rf"@?([\w.-]{{1,60}}(?:@{_HOST})?)", term, re.IGNORECASE)):
        raise InvalidConfig("Enter one account, like @acme or @acme@mastodon.social.", field="term")
    return match[1].casefold()


def needs_token(settings: Settings, secrets: Mapping[str, str]) -> InvalidConfig | None:
    """Why what is to be watched can't be without a token."""
    if settings.watch in _NEEDS_TOKEN and not secrets.get("token"):
        return InvalidConfig(_NEEDS_TOKEN[settings.watch], field="token")
    return None


def address(settings: Settings) -> str:
    """Where people see the same."""
    path = {
        HASHTAG: f"tags/{quote(settings.term)}",
        ACCOUNT: f"@{settings.term}",
        MENTIONS: "notifications/mentions",
        SEARCH: f"search?q={quote(settings.term)}",
    }
    return f"https://{settings.server}/{path[settings.watch]}"


def recognise(text: str) -> dict[str, str] | None:
    """#acme@server, @acme@server, and addresses of servers that are known by their names."""
    if text.startswith("#") and (tag := _HASHTAG.fullmatch(text)):
        return {"server": tag[2].lower(), "watch": HASHTAG, "term": tag[1]}
    if text.startswith("@") and (who := _ACCOUNT.fullmatch(text)):
        return {"server": who[2].lower(), "watch": ACCOUNT, "term": who[1]}
    parts = urlsplit(text)
    host = (parts.hostname or "").lower()
    match = _PATH.fullmatch(unquote(parts.path)) if parts.scheme in ("http", "https") and _SERVERS.match(host) else None
    if not match:
        return None
    if match[1]:
        return {"server": host, "watch": HASHTAG, "term": match[1]}
    return {"server": host, "watch": ACCOUNT, "term": f"{match[2]}@{match[3]}" if match[3] else match[2]}


def suggest(brand: Named) -> list[dict[str, str]]:
    """Its handles, or its name in one word, as hashtags on the largest server, which sees the most of the others."""
    words = [*brand.handles[:2], "".join(brand.name.split())]
    tags = {word.casefold(): word for word in words if word and word.replace("_", "").isalnum()}
    return [{"server": LARGEST, "watch": HASHTAG, "term": tag} for tag in tags.values()]
