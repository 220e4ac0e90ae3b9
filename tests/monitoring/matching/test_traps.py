"""The traps of reading text: each with what was decided, and why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitoring import matching
from monitoring.matching import Document, Matcher, evaluate, parse
from monitoring.matching.reference import Reading, matches
from tests.monitoring.matching.differential import ENGINES

_ROW = re.compile(r"\| `(.+?)` \| `(.+?)` \| (yes|no) \| (.+) \|")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\n")


def _read(cell: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else "\n", cell)


def _table() -> list[tuple[str, str, bool, str]]:
    """The rows of the README's tables: query, post, whether it is found, why."""
    lines = Path(matching.__file__).with_name("README.md").read_text("utf-8").splitlines()
    rows = [found.groups() for line in lines if (found := _ROW.fullmatch(line))]
    return [(_read(query), _read(text), found == "yes", why) for query, text, found, why in rows]


TRAPS = _table()


def test_the_table_is_whole() -> None:
    """Every trap MATCHING names, and each with its reason; a row that could not be read would silently hold nothing."""
    lines = Path(matching.__file__).with_name("README.md").read_text("utf-8").split("## Traps")[1].splitlines()
    rows = [line for line in lines if line.startswith("|") and not line.startswith(("| query", "|---"))]
    assert len(rows) == len(TRAPS) >= 98
    assert all(why for *_, why in TRAPS)
    assert len({(query, text) for query, text, *_ in TRAPS}) == len(TRAPS)


@pytest.mark.parametrize(("query", "text", "expected", "why"), TRAPS, ids=[f"{q} in {t}" for q, t, _e, _w in TRAPS])
def test_a_trap_is_read_as_decided(query: str, text: str, expected: bool, why: str) -> None:
    parsed, document = parse(query), Document(text)
    assert evaluate(parsed, document) is expected, why
    assert matches(parsed.tree, Reading(document)) is expected, why
    for engine in ENGINES:
        matcher = Matcher(engine)
        matcher.add("it", parsed)
        assert (matcher.match(document) == ["it"]) is expected, (why, engine)
    again = parse(parsed.printed)
    assert evaluate(again, document) is expected, f"printed as {parsed.printed}"


def test_no_phrase_and_no_near_joins_title_and_text() -> None:
    document = Document("max shoes", title="nike air")
    assert not evaluate(parse('"air max"'), document)
    assert not evaluate(parse("air NEAR/100 max"), document)
    assert evaluate(parse("air max title:nike"), document)


FIELDS = Document(
    "text",
    title="Big news about C++",
    author="Phil Knight",
    author_handle="@PhilK",
    source="App Store",
    url="https://www.nike.com/de/x",
    lang="pt_BR",
    country="DE",
    followers=1_000,
    has=frozenset({"image", "reply"}),
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("title:news", True),
        ('title:"news big"', False),
        ("title:new*", True),
        ("title:C++", True),
        ("title:C#", False),
        ("title:text", False),
        ("author:knight", True),
        ('author:"phil knight"', True),
        ('author:"knight philk"', False),
        ("author:philk", True),
        ("author:@philk", True),
        ("from:@phil", False),
        ('source:"app store"', True),
        ("source:app", False),
        ("site:nike.com", True),
        ("url:de", True),
        ("lang:pt", True),
        ("lang:pt-br", True),
        ("lang:pt-pt", False),
        ("country:de", True),
        ("followers:>=1000", True),
        ("followers:>1000", False),
        ("followers:=1000", True),
        ("likes:>=0", False),
        ("text NOT likes:>=0", True),
        ("has:image has:media", True),
        ("is:reply -is:repost", True),
        ("has:link", False),
        ("has:title", True),
    ],
)
def test_fields_compare_what_they_name(query: str, expected: bool) -> None:
    parsed = parse(query)
    assert evaluate(parsed, FIELDS) is expected
    for engine in ENGINES:
        matcher = Matcher(engine)
        matcher.add(1, parsed)
        assert (matcher.match(FIELDS) == [1]) is expected, engine
