"""What is asked of whoever adds an article, and what they may paste."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, quote, unquote, urlsplit

from accounts.outside.failures import InvalidConfig
from monitoring.feeds.connectors.protocol import Named
from monitoring.feeds.connectors.spec import Spec, Text

PLATFORM: Final = "wikipedia"
_EDITION: Final = r"[a-z]{2,12}(?:-[a-z]{2,12}){0,2}"
_HOST: Final = re.compile(rf"({_EDITION})(?:\.m)?\.wikipedia\.org")
_FORBIDDEN: Final = re.compile(
    r"[#<>\[\]|{}\x00-\x1f]"
)  # in no title: https://en.wikipedia.org/wiki/Wikipedia:Page_name

SPEC: Final = Spec(
    platform=PLATFORM,
    name="Wikipedia article",
    about="Every edit of an article: what was added and removed, by whom and why, and whether it was reverted.",
    fields=(
        Text(
            name="article",
            label="Article",
            help="Its title, or its address. “Talk:” before a title watches the discussion of the article.",
            required=True,
            in_key=True,
            missing="Enter the title of an article.",
            most=500,
            example="Acme Corporation",
        ),
        Text(
            name="edition",
            label="Language",
            help="The beginning of the edition's address, like en or de.",
            in_key=True,
            most=40,
            example="en",
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """An article by its title, and the edition it is in."""

    article: str
    edition: str

    @property
    def host(self) -> str:
        """Of the edition; its revisions' numbers are unique there."""
        return f"{self.edition}.wikipedia.org"


def read(config: Mapping[str, object]) -> Settings:
    """The settings of a configuration that `tidy` made."""
    return Settings(str(config["article"]), str(config.get("edition") or "en"))


def tidy(config: Mapping[str, object]) -> dict[str, object]:
    """The title with blanks and a capital first letter, as articles are called. Raises InvalidConfig naming the field."""
    article, edition = str(config.get("article") or "").strip(), str(config.get("edition") or "").strip().lower()
    if "://" in article:
        pasted = recognise(article)
        if pasted is None:
            raise InvalidConfig("This is not the address of an article of Wikipedia.", field="article")
        article, edition = pasted["article"], edition or pasted["edition"]
    article = " ".join(article.replace("_", " ").split())
    if article and (_FORBIDDEN.search(article) or len(article.encode()) > 255):
        raise InvalidConfig("This is not the title of an article.", field="article")
    edition = edition or "en"
    if not re.fullmatch(_EDITION, edition):
        raise InvalidConfig("Enter the beginning of the edition's address, like en or de.", field="edition")
    return {**config, "article": article[:1].upper() + article[1:], "edition": edition}


def source_key(settings: Settings) -> str:
    """Capitals count in titles, but for the first."""
    return f"wikipedia {settings.edition} {settings.article}"


def address(settings: Settings) -> str:
    """The article."""
    return f"https://{settings.host}/wiki/{quote(settings.article.replace(' ', '_'), safe=':/()')}"


def recognise(text: str) -> dict[str, str] | None:
    """The address of an article, or of its history."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    host = _HOST.fullmatch((parts.hostname or "").lower())
    if parts.scheme not in ("http", "https") or not host or host[1] == "www":
        return None
    title = parse_qs(parts.query).get("title", [""])[0] if parts.path == "/w/index.php" else ""
    if parts.path.startswith("/wiki/"):
        title = unquote(parts.path.removeprefix("/wiki/"))
    title = " ".join(title.replace("_", " ").split())
    return {"article": title, "edition": host[1]} if title and not title.startswith("Special:") else None


def suggest(brand: Named) -> list[dict[str, str]]:
    """The article that is called like it, in its first languages."""
    if _FORBIDDEN.search(brand.name):
        return []
    return [{"article": brand.name, "edition": language} for language in [*brand.languages[:2]] or ["en"]]
