"""What is asked of whoever adds a search of GDELT. Nothing that is pasted means it: there are better ways to read the news."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from accounts.outside.failures import InvalidConfig
from monitoring.feeds.connectors.spec import Choice, Option, Spec, Switch, Text

PLATFORM: Final = "gdelt"
API: Final = "https://api.gdeltproject.org/api/v2/doc/doc"
SHORTEST: Final = 3  # letters of a word; shorter ones it refuses
DOUBT: Final = (
    "GDELT is overloaded since July 2026 and often refuses even a first request: take it as an extra, beside feeds of the sites "
    "that matter."
)
_LANGUAGES: Final = (
    ("", "All languages"), ("english", "English"), ("german", "German"), ("french", "French"), ("spanish", "Spanish"),
    ("italian", "Italian"), ("dutch", "Dutch"), ("polish", "Polish"), ("portuguese", "Portuguese"), ("swedish", "Swedish"),
    ("danish", "Danish"), ("norwegian", "Norwegian"), ("czech", "Czech"), ("turkish", "Turkish"), ("ukrainian", "Ukrainian"),
    ("russian", "Russian"), ("arabic", "Arabic"), ("chinese", "Chinese"), ("japanese", "Japanese"), ("korean", "Korean"),
)  # fmt: skip

SPEC: Final = Spec(
    platform=PLATFORM,
    name="GDELT news search (unreliable)",
    about="Headlines of news sites of the world with words of your choice. Often refuses to answer: an extra, no more.",
    fields=(
        Text(
            name="query",
            label="Words to look for",
            help="All of them must be in an article. “Exact phrases” stand in quotes; (one OR other); -word leaves articles with it out.",
            required=True,
            in_key=True,
            missing="Enter the words to look for.",
            most=250,
        ),
        Choice(
            name="language",
            label="Language",
            options=tuple(Option(value=value, label=label) for value, label in _LANGUAGES),
            in_key=True,
        ),
        Switch(
            name="accepted",
            label="Read it though it often refuses",
            help="Its interface is overloaded since July 2026: expect hours without an answer, each shown as a gap in coverage.",
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """What to look for, as its search takes it."""

    query: str
    language: str

    @property
    def said(self) -> str:
        """The words, with the language."""
        return f"{self.query} sourcelang:{self.language}" if self.language else self.query


def read(config: Mapping[str, object]) -> Settings:
    """The settings of a configuration that `tidy` made."""
    return Settings(str(config["query"]), str(config.get("language") or ""))


def tidy(config: Mapping[str, object]) -> dict[str, object]:
    """With single blanks and straight quotes. Raises InvalidConfig naming the field."""
    query = " ".join(re.sub(r"[\u201c\u201d\u201e\u00ab\u00bb]", '"', str(config.get("query") or "")).split())
    if query.count('"') % 2:
        raise InvalidConfig("A quote is missing: an exact phrase stands between two.", field="query")
    if " OR " in query and not re.search(r"\([^()]* OR [^()]*\)", query):
        raise InvalidConfig("Words with OR between them stand in brackets: (one OR other).", field="query")
    words = re.findall(r"[^\s\"()]+", re.sub(r"\bOR\b", " ", query))
    short = [word for word in words if len(word.lstrip("-")) < SHORTEST and '"' not in query]
    if short:
        raise InvalidConfig(
            f"“{short[0]}” is too short: GDELT looks for words of three letters and more.", field="query"
        )
    if query and not any(not word.startswith("-") for word in words):
        raise InvalidConfig("Enter at least one word that articles must have.", field="query")
    if query and config.get("accepted") is not True:
        raise InvalidConfig(f"Switch this on to use it all the same. {DOUBT}", field="accepted")
    return {**config, "query": query}


def source_key(settings: Settings) -> str:
    """The words in any capitals, but for OR."""
    query = re.sub(r"\bOR\b|[^\s]+", lambda word: word[0] if word[0] == "OR" else word[0].casefold(), settings.query)
    return f"gdelt {settings.language} {query}"


def address(settings: Settings) -> str:
    """The same search as a page."""
    return f"{API}?{urlencode({'query': settings.said, 'mode': 'artlist', 'sort': 'datedesc'})}"
