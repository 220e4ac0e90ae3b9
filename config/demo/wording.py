"""Composes a post's words from a small grammar kept as data in `texts/*.toml`.

A text holds `{slot}`s; each is replaced by one alternative of that name, itself expanded. Equal random states give
equal words.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Final, Literal, cast

from config.demo.cast import SiteKey

Tone = Literal["negative", "neutral", "positive"]
Parts = Mapping[str, Sequence[str]]

_SLOT: Final = re.compile(r"\{(\w+)\}")
_SPACES: Final = re.compile(r"\s{2,}")
# Letters of the four languages; a sentence may end in a figure, too.
_SENTENCE_START: Final = re.compile(r"(^|(?<=[a-zäöüßéñ0-9][.!?] ))([a-zäöüéñ])")
_DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of post: where it appears, its share of the mix, its ways of being worded."""

    key: str
    site: SiteKey
    tone: Tone
    language: str
    weight: float
    after: float
    since: float
    author: str
    ratings: tuple[int, ...]
    parts: Parts = field(repr=False)


def expand(parts: Parts, slot: str, rng: random.Random, depth: int = 0) -> str:
    """One wording of `slot`. Raises KeyError for an unknown slot, RecursionError for a grammar that feeds on itself."""
    if depth > _DEEPEST:
        raise RecursionError(f"The slot {slot!r} contains itself.")
    chosen = rng.choice(parts[slot])
    return _SLOT.sub(lambda match: expand(parts, match.group(1), rng, depth + 1), chosen)


def compose(parts: Parts, slot: str, rng: random.Random) -> str:
    """One wording of `slot`, with its spaces tidied and its sentences begun with a capital letter."""
    text = _SPACES.sub(" ", expand(parts, slot, rng)).strip()
    return _SENTENCE_START.sub(lambda match: match.group(1) + match.group(2).upper(), text)


@cache
def grammar(name: str) -> dict[str, Any]:
    """The parsed file `texts/<name>.toml`."""
    text = resources.files("config.demo").joinpath("texts", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def kinds(name: str, parts: Parts) -> tuple[Kind, ...]:
    """Every kind of post of a grammar, its own slots laid over `parts`."""
    all_kinds = []
    for key, raw in grammar(name)["kinds"].items():
        own = {slot: value for slot, value in raw.items() if slot not in {"rating"} and isinstance(value, list)}
        all_kinds.append(
            Kind(
                key=key,
                site=cast(SiteKey, raw["site"]),
                tone=cast(Tone, raw["tone"]),
                language=raw.get("language", "en"),
                weight=raw["weight"],
                after=raw.get("after", 0),
                since=raw.get("since", 0),
                author=raw.get("author", ""),
                ratings=tuple(raw.get("rating", ())),
                parts={**parts, **own},
            )
        )
    return tuple(all_kinds)
