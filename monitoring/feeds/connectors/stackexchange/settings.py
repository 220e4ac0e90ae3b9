"""What is asked of whoever adds a Stack Exchange source, and what they may paste."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from accounts.outside.failures import InvalidConfig
from monitoring.feeds.connectors.spec import Choice, Option, Secret, Spec, Text

PLATFORM: Final = "stackexchange"
QUESTIONS: Final = "questions"
MOST_TAGS: Final = 5
# Sites with a domain of their own; all others are a name of stackexchange.com.
_OWN_DOMAINS: Final = re.compile(
    r"(?:(?:meta|ru|es|pt|ja)\.)?stackoverflow\.com|(?:meta\.)?(?:superuser|serverfault|askubuntu)\.com|stackapps\.com|"
    r"(?:meta\.)?mathoverflow\.net|(?:[a-z0-9-]{1,63}\.){1,2}stackexchange\.com"
)
_TAG: Final = re.compile(r"[\w.+#-]{1,40}")

SPEC: Final = Spec(
    platform=PLATFORM,
    name="Stack Exchange",
    about="Questions with a tag or with words of your choice on Stack Overflow or one of its sister sites, with answers and comments.",
    fields=(
        Text(
            name="site",
            label="Site",
            help="One of the sites of Stack Exchange, like stackoverflow.com, superuser.com or travel.stackexchange.com.",
            required=True,
            in_key=True,
            missing="Enter the site to search.",
            example="stackoverflow.com",
        ),
        Text(
            name="tags",
            label="Tags",
            help="Up to five, with blanks between them. A question must have all of them.",
            in_key=True,
            example="acme-sdk",
        ),
        Text(
            name="query",
            label="Words to look for",
            help="The site's own search decides which questions they fit.",
            in_key=True,
        ),
        Choice(
            name="what",
            label="What to read",
            options=(
                Option(value="", label="Questions, answers and comments"),
                Option(value=QUESTIONS, label="Questions"),
            ),
            in_key=True,
        ),
        Secret(
            name="key",
            label="Key",
            help="Of an application registered at stackapps.com: 10,000 requests a day instead of 300. The source is then your own.",
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """Where and what to look for; `site` is a domain."""

    site: str
    tags: tuple[str, ...]
    query: str
    only_questions: bool

    @property
    def asked(self) -> dict[str, str]:
        """As a search takes it."""
        asked = {"tagged": ";".join(self.tags), "q": self.query}
        return {"site": self.site, **{name: value for name, value in asked.items() if value}}

    @property
    def said(self) -> str:
        """What people call it."""
        return " ".join([*(f"[{tag}]" for tag in self.tags), *([self.query] if self.query else [])])


def read(config: Mapping[str, object]) -> Settings:
    """The settings of a configuration that `tidy` made."""
    tags = tuple(str(config.get("tags") or "").split())
    return Settings(str(config["site"]), tags, str(config.get("query") or ""), config.get("what") == QUESTIONS)


def tidy(config: Mapping[str, object]) -> dict[str, object]:
    """The site's domain, tags in small letters and order. Raises InvalidConfig naming the field."""
    site = _site(str(config.get("site") or ""))
    tags = sorted(set(re.split(r"[\s;,\[\]]+", str(config.get("tags") or "").lower())) - {""})
    query = " ".join(str(config.get("query") or "").split())
    if odd := [tag for tag in tags if not _TAG.fullmatch(tag)]:
        raise InvalidConfig(f"“{odd[0]}” is no tag: letters, digits and + # - . only.", field="tags")
    if len(tags) > MOST_TAGS:
        raise InvalidConfig(f"At most {MOST_TAGS} tags.", field="tags")
    if not tags and not query:
        raise InvalidConfig("Enter a tag, or words to look for.", field="tags")
    return {**config, "site": site, "tags": " ".join(tags), "query": query}


def _site(text: str) -> str:
    host = text.strip().lower().rstrip("/")
    host = (urlsplit(host).hostname or "") if "//" in host else host
    host = host.removeprefix("www.")
    if not host or _OWN_DOMAINS.fullmatch(host):
        return host
    # The short names of the interface: stackoverflow, ru.stackoverflow, travel, travel.meta
    if re.fullmatch(r"(?:(?:meta|ru|es|pt|ja)\.)?[a-z0-9-]+(?:\.meta)?", host):
        for domain in (f"{host}.com", f"{host}.net", f"{host}.stackexchange.com"):
            if _OWN_DOMAINS.fullmatch(domain):
                return domain
    raise InvalidConfig("This is not a site of Stack Exchange: they look like travel.stackexchange.com.", field="site")


def source_key(settings: Settings) -> str:
    """The words in any capitals, the tags in any order."""
    what = QUESTIONS if settings.only_questions else ""
    return f"stackexchange {settings.site} {what} [{' '.join(settings.tags)}] {settings.query.casefold()}"


def address(settings: Settings) -> str:
    """Where people see the same."""
    if settings.tags and not settings.query:
        return f"https://{settings.site}/questions/tagged/{'+'.join(quote(tag, safe='') for tag in settings.tags)}"
    return f"https://{settings.site}/search?{urlencode({'q': settings.said, 'tab': 'newest'})}"


def recognise(text: str) -> dict[str, str] | None:
    """The page of a tag, or of a search, on one of the sites."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    site = (parts.hostname or "").removeprefix("www.")
    if parts.scheme not in ("http", "https") or not _OWN_DOMAINS.fullmatch(site):
        return None
    if match := re.fullmatch(r"/(?:questions|search)/tagged/([^/]{1,200})/?", parts.path):
        # A blank between two tags is written as a plus, a plus as %2b.
        return {"site": site, "tags": " ".join(unquote(tag) for tag in match[1].split("+") if tag)}
    if parts.path.rstrip("/") == "/search" and (words := parse_qs(parts.query).get("q", [""])[0].strip()):
        tags = re.findall(r"\[([\w.+#-]{1,40})\]", words)
        query = " ".join(re.sub(r"\[[\w.+#-]{1,40}\]", " ", words).split())
        found = {"site": site, "tags": " ".join(tags), "query": query}
        return {name: value for name, value in found.items() if value}
    return None
