"""What is asked of whoever adds a GitHub source, and what they may paste."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from accounts.outside.failures import InvalidConfig
from monitoring.feeds.connectors.spec import Choice, Option, Secret, Spec, Switch, Text

PLATFORM: Final = "github"
ISSUES, DISCUSSIONS, SEARCH = "issues", "discussions", "search"
_REPOSITORY: Final = r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[\w.-]{1,100}"
# Pages of GitHub itself where an account's name would stand.
_NO_ACCOUNT: Final = frozenset(
    {
        "about", "apps", "collections", "contact", "customer-stories", "enterprise", "explore", "features", "join", "login",
        "marketplace", "notifications", "orgs", "pricing", "readme", "search", "security", "settings", "site", "sponsors",
        "team", "topics", "trending", "users",
    }
)  # fmt: skip

SPEC: Final = Spec(
    platform=PLATFORM,
    name="GitHub",
    about="Issues, pull requests or discussions of a repository with their comments, or issues with words of your choice.",
    fields=(
        Text(
            name="repository",
            label="Repository",
            help="Its owner and name, or its address. A search may do without.",
            in_key=True,
            example="acme/blender",
        ),
        Choice(
            name="watch",
            label="What to watch",
            options=(
                Option(value=ISSUES, label="Issues, pull requests and comments of the repository"),
                Option(value=DISCUSSIONS, label="Discussions of the repository (needs an access token)"),
                Option(value=SEARCH, label="A search for issues"),
            ),
            default=ISSUES,
            in_key=True,
        ),
        Text(
            name="words",
            label="Words to look for",
            help="In titles and texts of issues, in the words of GitHub's own search. For a search only.",
            in_key=True,
        ),
        Switch(name="bots", label="Also what programs wrote", help="Robots that update and check code write much.", in_key=True),
        Secret(
            name="token",
            label="Access token",
            help="Of an account of yours, without any permission: 5,000 requests an hour instead of 60. The source is then your own.",
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """`repository` is owner/name, or "" for a search everywhere."""

    repository: str
    watch: str
    words: str
    bots: bool

    @property
    def title(self) -> str:
        """What people call it."""
        if self.watch == SEARCH:
            return f"“{self.words}” on GitHub" + (f", {self.repository}" if self.repository else "")
        return f"{self.repository} on GitHub" + (": discussions" if self.watch == DISCUSSIONS else "")


def read(config: Mapping[str, object]) -> Settings:
    """The settings of a configuration that `tidy` made."""
    return Settings(
        str(config.get("repository") or ""), str(config.get("watch") or ISSUES), str(config.get("words") or ""),
        config.get("bots") is True,
    )  # fmt: skip


def tidy(config: Mapping[str, object]) -> dict[str, object]:
    """The repository as owner/name. Raises InvalidConfig naming the field."""
    watch = str(config.get("watch") or ISSUES)
    repository = _repository(str(config.get("repository") or ""))
    words = " ".join(str(config.get("words") or "").split())
    if watch != SEARCH and not repository:
        raise InvalidConfig("Enter a repository, like acme/blender.", field="repository")
    if watch == SEARCH and not words:
        raise InvalidConfig("Enter the words to look for.", field="words")
    return {**config, "repository": repository, "watch": watch, "words": words if watch == SEARCH else ""}


def _repository(text: str) -> str:
    name = text.strip()
    if "//" in name:
        name = "/".join(urlsplit(name).path.strip("/").split("/")[:2])
    name = name.strip("/").removesuffix(".git")
    if name and not re.fullmatch(_REPOSITORY, name):
        raise InvalidConfig("This is not the name of a repository: it looks like acme/blender.", field="repository")
    return name


def source_key(settings: Settings) -> str:
    """Names of repositories mean the same in any capitals."""
    return f"github {settings.watch} {settings.repository.lower()} {int(settings.bots)} {settings.words.casefold()}"


def address(settings: Settings) -> str:
    """Where people see the same."""
    if settings.watch != SEARCH:
        return f"https://github.com/{settings.repository}/{settings.watch}"
    words = settings.words + (f" repo:{settings.repository}" if settings.repository else "")
    return f"https://github.com/search?{urlencode({'q': words, 'type': 'issues', 's': 'updated', 'o': 'desc'})}"


def recognise(text: str) -> dict[str, str] | None:
    """The address of a repository, of its issues, or of a search for issues. Of its releases there are feeds."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or (parts.hostname or "").removeprefix("www.") != "github.com":
        return None
    asked = parse_qs(parts.query)
    if parts.path.rstrip("/") == "/search" and asked.get("type", [""])[0].lower() == "issues" and asked.get("q"):
        return {"watch": SEARCH, "words": asked["q"][0]}
    match = re.fullmatch(rf"/({_REPOSITORY})(?:/(issues|pulls|discussions)?)?/?", parts.path)
    if not match or match[1].partition("/")[0].lower() in _NO_ACCOUNT:
        return None
    watch = DISCUSSIONS if match[2] == DISCUSSIONS else ISSUES
    return {"repository": match[1].removesuffix(".git"), "watch": watch}
