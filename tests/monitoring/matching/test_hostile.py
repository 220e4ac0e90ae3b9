"""Hostile queries and posts: a clear error or an answer, in bounded time."""

from __future__ import annotations

import time

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
    began = time.perf_counter()
    try:
        query = parse(text)
        assert parse(query.printed) == query
        assert query.in_words
        Matcher().add(1, query)
    except QueryError as error:
        assert 1 <= len(error.problems) <= limits.PROBLEMS
        assert all(problem.column >= 1 and problem.length >= 1 and problem.message for problem in error.problems)
    assert time.perf_counter() - began < 3


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
    began = time.perf_counter()
    found = [sorted(matcher.match(post), key=str) for matcher in matchers]
    assert time.perf_counter() - began < 40
    assert all(each == found[0] for each in found)


def test_a_post_of_a_megabyte_is_matched_and_explained_in_bounded_time() -> None:
    matcher = Matcher()
    query = parse("nike NEAR/20 (broken OR awful) NOT adidas")
    matcher.add(1, query)
    post = Document("the nike shoes are not bad, they are really just awful " * 18_000)
    began = time.perf_counter()
    assert matcher.match(post) == [1]
    assert len(matcher.explain(query, post)) == 36_000
    assert time.perf_counter() - began < 20
