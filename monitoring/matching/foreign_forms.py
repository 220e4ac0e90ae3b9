"""The forms other tools write, as data: each with its pattern, what it means, and how this language writes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from babel.core import get_global

from monitoring.matching import limits
from monitoring.matching.groups import groups
from monitoring.matching.language.fields import FIELDS

__all__ = ["FORMS", "Form"]

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Form:
    """`write` gives what to write instead ("": take it out), None where nobody can say; `only` may pass a place over.

    `group` is the part that is underlined and replaced; `over_quotes` forms contain quotes themselves. `widens`: what is written
    finds more, so that it must not be written where it is left out. No pattern may take more than linear time: it meets any text.
    """

    pattern: re.Pattern[str]
    code: str
    message: str
    write: Callable[[Match], str] | None = None
    only: Callable[[Match, str], bool] | None = None
    group: int = 0
    over_quotes: bool = False
    widens: bool = False


# Full-width parentheses, too: what East Asian keyboards type.
_EDGE = r"(?<![^\s()（）])"
_END = r"(?![^\s()（）])"
_WORD = r"[^\s()（）\"“”'’]+"
# Bounded: a bracket that is never closed would have the rest of the text read from each of its places.
_VALUE = rf"(?:\[[^\]]{{0,300}}\]|\([^()]{{0,300}}\)|\"[^\"]{{0,300}}\"|{_WORD})"
_RENAMED: Final = {
    "authorfollowers": "followers", "author_followers": "followers", "sourcecountry": "country", "source_country": "country",
    "authorcountry": "country", "intitle": "title", "headline": "title", "inurl": "url", "metadata.url": "url",
    "sitelang": "lang", "websites": "site", "blogname": "site",
}  # fmt: skip
_PLAIN_TEXT: Final = ("content", "text", "body", "ingress", "fulltext")
_ENGAGEMENT: Final = {
    "retweet": "is:repost",
    "repost": "is:repost",
    "quote": "is:quote",
    "reply": "is:reply",
    "comment": "is:reply",
}
_NOT_HERE: Final = (
    "sentiment", "reach", "engagement", "rating", "city", "continent", "region", "sourcetype", "pagetype", "contenttype", "gender",
    "impact", "virality", "score", "authorgender", "accounttype", "interest", "profession", "emotion",
)  # fmt: skip
_FUNCTIONS: Final = {
    "lang": "lang", "language": "lang", "site": "site", "domain": "site", "author": "author", "by_twitter": "author", "title": "title",
    "country": "country", "source": "source", "url": "url", "intitle": "title", "inurl": "url",
}  # fmt: skip
_THREE_LETTERS: Final = {
    code.lower(): countries[0].lower()
    # CLDR keeps ISO 3166-1's three letters among its aliases; some stand for several countries, thus for none.
    for code, countries in get_global("territory_aliases").items()
    if len(code) == 3 and code.isalpha() and len(countries) == 1 and len(countries[0]) == 2
}


def _named(names: tuple[str, ...] | dict[str, str]) -> str:
    # re takes the first alternative that fits: “author” would leave “followers” of “authorfollowers”.
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _range(match: Match) -> str:
    name = _RENAMED.get(match[1].lower(), match[1].lower())
    low, high = match[2], match[3]
    bounds = [f"{name}:>={low}"] * (low != "*") + [f"{name}:<={high}"] * (high != "*")
    return bounds[0] if len(bounds) == 1 else f"({' '.join(bounds)})" if bounds else ""


def _list(text: str) -> str:
    items = [item.strip() for item in re.split(r"[,\n;]", text) if item.strip()]
    return "(" + " OR ".join(f'"{item}"' if " " in item else item for item in items) + ")"


def _lines(match: Match) -> str:
    return _list(match[0])[1:-1]


def _window(match: Match) -> str:
    words = [word for word in re.split(r"\s+(?:AND\s+)?", match[1].strip()) if word]
    # Four digits are enough to be too many; int refuses more than 4,300.
    return f'"{" ".join(words)}"~{min(int(match[2][:4]), limits.DISTANCE)}'


def _distance(match: Match) -> str:
    return f"NEAR/{min(int(match[1][:4]), limits.DISTANCE)}"


_ELSEWHERE: Final = re.compile(rf"{_EDGE}(?:AND\s+)?(?:NOT\s+|-)?(?:{_named(_NOT_HERE)}):{_VALUE}(?:\s+AND\b)?", re.I)


def _among_ands(match: Match, text: str) -> bool:
    """Whether the query finds more without the place, never less: its group joins nothing by OR, is not left out as a whole, and
    holds something else."""
    around = groups(text)
    group = around.at(match.start())
    return not group.has_or and not group.is_negated and _holds_more(text, group.start, group.end)


@lru_cache(maxsize=200)
def _holds_more(text: str, start: int, end: int) -> bool:
    return (start, end) == (0, len(text)) or any(sign.isalnum() for sign in _ELSEWHERE.sub("", text[start:end]))


def _is_list(match: Match, text: str) -> bool:
    ends = match.end() == len(text) or text[match.end()] in " \t\r\n\f\v()（）"
    # One comma with a space behind it stands in most sentences: no list.
    return ends and (match[0].count(",") > 1 or ", " not in match[0])


def _is_lines(match: Match, text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    # Two lines are a query that was broken once.
    return len(lines) > 2 and re.search(r"\b(?:AND|OR|NOT|NEAR)\b", text) is None


# In this order: of two that overlap, the first is told (`doubts`).
FORMS: Final[tuple[Form, ...]] = (
    Form(
        re.compile(r"\A[^\"“”():,;]+\Z"), "line-list",
        "a list, one per line, would be searched as words that must all be there; any of them is written with OR", _lines,
        _is_lines,
    ),
    Form(
        re.compile(rf"{_EDGE}(?!\d+,\d{{3}}\b)[^\W_][\w&.'’-]*+(?:,[ ]?[^\W_][\w&.'’-]*+)++"), "comma-list",
        "a list with commas would be searched as one phrase; any of them is written with OR", lambda match: _list(match[0]),
        _is_list,
    ),
    Form(
        re.compile(rf"{_EDGE}({_named((*_RENAMED, 'followers', 'likes'))}):\[\s*(\d+|\*)\s+TO\s+(\d+|\*)\s*\]", re.I), "range",
        "a range is written with two comparisons", _range, lambda match, _: (match[2], match[3]) != ("*", "*"),
    ),
    Form(
        _ELSEWHERE, "field-elsewhere",
        "“{}” can't be asked in a query; it is left out, so that more is found. Tone and reach are filters of the inbox and of rules",
        lambda _: "", _among_ands, over_quotes=True,
    ),
    Form(
        re.compile(rf"{_EDGE}(?:{_named(_NOT_HERE)}):{_VALUE}", re.I), "field-elsewhere",
        "“{}” can't be asked in a query; tone and reach are filters of the inbox and of rules", over_quotes=True,
    ),
    Form(
        re.compile(rf"{_EDGE}engagementType:({_named(_ENGAGEMENT)})\b", re.I), "field-renamed", "“{}” is written with is:",
        lambda match: _ENGAGEMENT[match[1].lower()],
    ),
    Form(
        re.compile(rf"{_EDGE}hash_?tags?:[\"“]?#?(\w+)[\"”]?", re.I), "field-renamed", "“{}”: a hashtag is written with its sign",
        lambda match: f"#{match[1]}", over_quotes=True,
    ),
    Form(
        re.compile(rf"{_EDGE}(?:at_?mentions?|mentions?|to|@?handles?):[\"“]?@?(\w+)[\"”]?", re.I), "field-renamed",
        "“{}”: a handle is written with its sign", lambda match: f"@{match[1]}", over_quotes=True,
    ),
    Form(
        re.compile(rf"{_EDGE}subreddit:[\"“]?(?:r/)?(\w+)[\"”]?", re.I), "field-renamed", "“{}”: a subreddit is part of the address",
        lambda match: f'url:"reddit.com/r/{match[1]}"', over_quotes=True,
    ),
    Form(
        re.compile(rf"{_EDGE}({_named(_RENAMED)}):", re.I), "field-renamed", "“{}” has another name here",
        lambda match: f"{_RENAMED[match[1].lower()]}:",
    ),
    Form(
        re.compile(rf"{_EDGE}(?:{_named(_PLAIN_TEXT)}):(?=[\"“(\w])", re.I), "field-renamed", "“{}” is not needed: words are searched in the text",
        lambda _: "",
    ),
    Form(
        re.compile(r"\bcountry:([a-z]{3})\b", re.I), "country-code", "“{}”: countries are two letters, as in country:gb",
        lambda match: f"country:{_THREE_LETTERS[match[1].lower()]}", lambda match, _: match[1].lower() in _THREE_LETTERS,
    ),
    Form(
        re.compile(rf"(?<!\S)(?<!NOT\s)(site|lang|country|source):({_WORD})((?:\s+(?:AND\s+)?\1:{_WORD})+)", re.I), "never-both",
        "no post has both: any of them is written with OR",
        lambda match: f"({' OR '.join(re.findall(rf'{match[1]}:{_WORD}', match[0], re.I))})",
        lambda match, text: not groups(text).negates(match.start()),
    ),
    Form(
        re.compile(rf"{_EDGE}({_named(_FUNCTIONS)})\((?=\S)", re.I), "function", "“{}” is another tool's function; a field is written with a colon",
        lambda match: f"{_FUNCTIONS[match[1].lower()]}:(",
    ),
    Form(
        re.compile(rf"{_EDGE}atLeast\d*\(", re.I), "function", "how often a word must stand there can't be asked; once is enough here",
        lambda _: "(", widens=True,
    ),
    Form(
        re.compile(rf"{_EDGE}(?!AND\b|OR\b|NOT\b|O?NEAR\b)([A-Za-z_]{{2,}})\("), "function",
        "“{}…” looks like another tool's function and would be searched as a word; with a space it is the word", lambda match: f"{match[1]} (",
        lambda match, _: match[1].lower() not in FIELDS,
    ),
    Form(
        re.compile(r"\(\s*([^\W_]++(?:\s+(?:AND\s+)?(?!AND\b)[^\W_]++)++)\s*\)~(\d+)"), "window", "“{}”: words near each other are written in quotes", _window,
        lambda match, _: re.search(r"\bOR\b", match[1], re.IGNORECASE) is None,
    ),
    Form(re.compile(r"(?<=\))~\d+"), "window", "“{}” after a group can't be read; write NEAR between its parts"),
    Form(re.compile(rf"{_EDGE}(?:[wW]/|near/|near|NEAR)(\d+){_END}"), "operator-case", "“{}” is written NEAR/ and a number", _distance),
    Form(
        re.compile(rf"{_EDGE}(and|or|not|near|And|Or|Near){_END}"), "operator-case",
        "“{}” in small letters is searched as a word. As an operator it is written in capitals; the word itself in quotes",
        lambda match: match[1].upper(), lambda match, text: text.strip() != match[0],
    ),
    Form(
        re.compile(rf"{_EDGE}(?:!|\+\+|=)[\"“]([^\"“”]+)[\"”]"), "exact", "“{}”: an exact word is written with =", lambda match: f'="{match[1]}"',
        over_quotes=True,
    ),
    Form(re.compile(r"\{([^{}\"]+)\}"), "exact", "“{}”: an exact word is written with =", lambda match: f'="{match[1].strip()}"'),
    Form(
        re.compile(rf"{_EDGE}['‘](?=[^\s'‘’\"“”()]*[^\S\n])([^'‘’\"“”()\n]*+)['’]{_END}"), "single-quotes", "single quotes hold no phrase together; use double ones",
        lambda match: f'"{match[1].strip()}"',
    ),
    Form(
        re.compile(rf"{_EDGE}([^\W\d_]{{{limits.WILDCARD_LETTERS},}})\?[^\W_]*{_END}"), "wildcard-place",
        "“{}”: a ? is no wildcard here; a * at a word's end stands for any ending", lambda match: f"{match[1]}*",
        widens=True,
    ),
)  # fmt: skip
