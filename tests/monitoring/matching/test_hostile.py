"""Hostile queries and posts: a clear error or an answer, with bounded work.

Work is counted in calls, which no load of the machine changes. What a regular expression does inside is not seen by that:
processor time, bounded generously, stands guard over it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from monitoring.matching import Document, Matcher, QueryError, limits, parse
from tests.monitoring.matching.differential import ENGINES

_LONGEST = limits.QUERY_LENGTH


@pytest.mark.parametrize(
    "text",
    [
        "(" * 65_536,
        "(" * _LONGEST,
        ")" * _LONGEST,
        "()" * (_LONGEST // 2),
        "a OR " * 10_000 + "a",
        "a OR " * 3_999 + "a",
        "a " * (_LONGEST // 2),
        "-" * _LONGEST,
        "NOT " * (_LONGEST // 4),
        '"' * _LONGEST,
        '"a" ' * (_LONGEST // 4),
        "a NEAR " * 2_000 + "a",
        "*" * _LONGEST,
        "a:" * (_LONGEST // 2),
        "=" * _LONGEST,
        "#" * _LONGEST,
        "\x00" * 100,
        "\ud800",
        "a" + "\u0301" * (_LONGEST - 1),
        "a" + "\u0f71\u0f72" * (_LONGEST // 2 - 1),
        "\u202e" * _LONGEST,
        "followers:>" + "9" * 10_000,
        "/" * _LONGEST,
        "a|" * (_LONGEST // 2),
        '"' + "a " * 9_000 + '"~5',
        "NEAR/" + "9" * 10_000,
        '"a b"~' + "9" * 10_000,
    ],
    ids=lambda text: f"{text[:12]!r} × {len(text)}",
)
def test_a_hostile_query_is_answered_in_bounded_time(text: str) -> None:
    try:
        query = parse(text)
        assert parse(query.printed) == query
        assert query.in_words
        Matcher().add(1, query)
    except QueryError as error:
        assert 1 <= len(error.problems) <= limits.PROBLEMS
        assert all(problem.column >= 1 and problem.length >= 1 and problem.message for problem in error.problems)


def test_the_largest_queries_the_limits_allow_are_carried() -> None:
    wide = parse(" OR ".join(f"w{n}" for n in range(limits.QUERY_TERMS)))
    deep = parse("(a OR b " * 49 + "c" + ")" * 49)
    chain = parse(" NEAR/100 ".join("a" * (limits.TREE_DEPTH)))
    matcher = Matcher()
    for number, query in enumerate((wide, deep, chain)):
        matcher.add(number, query)
        assert parse(query.printed) == query
    loaded = Matcher.load(matcher.snapshot())
    assert sorted(loaded.match(Document("w7 b " + "a " * 100)), key=str) == [0, 1, 2]


_HOSTILE_QUERIES = (
    "a NEAR/100 b",
    "a NEAR a NEAR a NEAR a NEAR a",
    '"a a a a a a a b"~100',
    '"a a a a a a a a a a b"',
    '"abc* a" NEAR abc*',
    "(a OR b) NEAR/100 (a OR c) NEAR/100 (b OR d)",
    "=A OR c++ OR #a OR @a",
    'url:"a b" OR site:a.b OR has:link',
    "東 NEAR 京",
)


@pytest.mark.parametrize(
    "text",
    [
        "a " * 40_000,
        "a b " * 25_000,
        "abcd " * 40_000,
        "東京" * 40_000,
        "🔥" * 200_000,
        "#a @a.a.a " * 8_000,
        "@a.a" + ".a" * 40_000,
        "https://a.b/ " * 15_000,
        "https://" + "a." * 500_000,
        "c" + "+" * 1_000_000,
        "e" + "\u0301" * 1_000_000,
        "a" + "\u0f71\u0f72\u05b0" * 333_000,
        "_" * 1_000_000,
        "a" + "_" * 1_000_000,
        "a_" * 200_000,
        "a'" * 40_000,
        "\u202e\u200d" * 500_000,
        "\x00\ud800" * 200_000,
        " " * 1_000_000,
        "ﷺ" * 50_000,
    ],
    ids=lambda text: f"{text[:12]!r} × {len(text)}",
)
def test_a_hostile_post_is_matched_in_bounded_time(text: str) -> None:
    matchers = [Matcher(engine) for engine in ENGINES]
    queries = [parse(query) for query in _HOSTILE_QUERIES]
    for matcher in matchers:
        for number, query in enumerate(queries):
            matcher.add(number, query)
    post = Document(text, title=text[:1_000])
    found = [sorted(matcher.match(post), key=str) for matcher in matchers]
    assert all(each == found[0] for each in found)


def test_a_post_of_a_megabyte_is_matched_and_explained_in_bounded_time() -> None:
    matcher = Matcher()
    query = parse("nike NEAR/20 (broken OR awful) NOT adidas")
    matcher.add(1, query)
    post = Document("the nike shoes are not bad, they are really just awful " * 18_200)
    assert matcher.match(post) == [1]
    assert len(matcher.explain(query, post)) == 36_400


def _work(act: Callable[[], object]) -> int:
    """How many functions are called, Python's and C's."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(before)
    return calls


def _read(text: str) -> None:
    try:
        query = parse(text)
        assert query.printed and query.in_words
    except QueryError as error:
        assert error.problems


@pytest.mark.parametrize(
    "piece",
    ["(", ")", "()", "-", "NOT ", '"', '"a" ', "a OR ", "a ", "a NEAR ", "*", "a:", "=", "#", "/", "a|", "\x00", "\ud800", "e\u0301", "\u202e", "東"],
    ids=ascii,
)  # fmt: skip
def test_reading_a_query_is_work_in_proportion_to_its_length(piece: str) -> None:
    part = piece * (_LONGEST // 4 // len(piece))
    _read(part)  # so that neither count holds what is computed once
    little, much = _work(lambda: _read(part)), _work(lambda: _read(part * 4))
    assert much <= 4.8 * little + 3_000
    assert much <= 100 * _LONGEST


@pytest.mark.parametrize("text", ["(" * 65_536, "a OR " * 10_000 + "a"], ids=["64 kB of parentheses", "10,000 ORs"])
def test_a_query_beyond_the_limit_is_refused_before_it_is_read(text: str) -> None:
    assert _work(lambda: _read(text)) < 200


@pytest.mark.parametrize(
    "piece",
    ["a ", "a b ", "abcd ", "東京", "🔥", "#a @a.a.a ", "@a.a", "https://a.b/ ", "c+", "e\u0301", "_", "a_", "a'", "\u202e\u200d", "\x00\ud800", " ", "ﷺ"],
    ids=ascii,
)  # fmt: skip
def test_matching_a_post_is_work_in_proportion_to_its_length(piece: str) -> None:
    matcher = Matcher("python")
    for number, query in enumerate(_HOSTILE_QUERIES):
        matcher.add(number, parse(query))
    short = piece * (6_000 // len(piece))
    matcher.match(Document(short))
    little, much = (_work(lambda text=text: matcher.match(Document(text))) for text in (short, short * 4))  # type: ignore[misc]
    assert much <= 4.8 * little + 5_000
    assert much <= 60 * 24_000


def test_a_post_of_a_megabyte_is_matched_with_bounded_work() -> None:
    matcher = Matcher("python")
    matcher.add(1, parse("nike NEAR/20 (broken OR awful) NOT adidas"))
    post = Document("the nike shoes are not bad, they are really just awful " * 18_200)
    assert len(post.text) > 1_000_000
    assert _work(lambda: matcher.match(post)) < 3 * len(post.text)
