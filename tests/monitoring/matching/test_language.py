"""The language: what a text means, how it is printed and said, and how its errors point."""

from __future__ import annotations

import pickle
from random import Random

import pytest

from monitoring.matching import Problem, QueryError, limits, parse
from tests.monitoring.matching.generators import random_query

PRINTED = [
    ("nike shoes", "nike AND shoes"),
    ("nike shoes OR boots", "nike AND shoes OR boots"),
    ("nike (shoes OR boots)", "nike AND (shoes OR boots)"),
    ("((nike))", "nike"),
    ("(a b) c", "a AND b AND c"),
    ("a OR (b OR c)", "a OR b OR c"),
    ("nike -kids", "nike AND NOT kids"),
    ("nike –kids", "nike AND NOT kids"),
    ("nike NOT (kids OR toys)", "nike AND NOT (kids OR toys)"),
    ("a NOT b NEAR c", "a AND NOT b NEAR/5 c"),
    ("a NEAR/3 b NEAR c", "a NEAR/3 b NEAR/5 c"),
    ("a NEAR/3 (b NEAR c)", "a NEAR/3 (b NEAR/5 c)"),
    ("a NEAR/4f b", "a ONEAR/4 b"),
    ("“air max” „just do it“", '"air max" AND "just do it"'),
    ("nike\u00a0shoes", "nike AND shoes"),
    ("（nike OR adidas）", "nike OR adidas"),
    ('"air  max"~3', '"air max"~3'),
    ('"nike"~3', "nike"),
    ("co-op", '"co-op"'),
    ("Nike,", "Nike"),
    ("C++", '"c++"'),
    ("=Nike raw:NIKE", "=Nike AND =NIKE"),
    ('raw:"Exact Case"', '="Exact Case"'),
    ("Shoe*", "Shoe*"),
    ('"and" "OR"', '"and" AND "OR"'),
    ("lang:(en OR de) x", "(lang:en OR lang:de) AND x"),
    ("language:PT_br from:@Nike link:nike.com/x", 'lang:pt-br AND author:@nike AND url:"nike.com/x"'),
    ("site:https://www.Nike.com/", "site:nike.com"),
    ("followers:>10k likes:<=1,000", "followers:>10000 AND likes:<=1000"),
    ('source:"App Store"', 'source:"app store"'),
    ("東京 OR 삼성전자*", "東京 OR 삼성전자*"),
    ("10:30", '"10 30"'),
]


@pytest.mark.parametrize(("text", "canonical"), PRINTED)
def test_the_canonical_text_shows_how_a_query_was_read(text: str, canonical: str) -> None:
    assert parse(text).printed == canonical


@pytest.mark.parametrize("seed", range(20))
def test_the_canonical_text_parses_to_the_same_tree(seed: int) -> None:
    random = Random(seed)
    for _ in range(100):
        text = random_query(random)
        try:
            query = parse(text)
        except QueryError:
            continue
        again = parse(query.printed)
        assert again == query, text
        assert again.printed == query.printed, text


def test_queries_that_mean_the_same_words_are_equal() -> None:
    assert parse("Café") == parse('"CAFE"')
    assert parse("nike AND shoes") == parse("nike shoes")
    assert parse("nike OR shoes") != parse("nike shoes")


WORDS = [
    ("nike -kids", "posts that contain “nike” but not “kids”"),
    ("nike (shoes OR boots) NOT kids", "posts that contain “nike” and (“shoes” or “boots”) but not “kids”"),
    ('"air max" NEAR/3 nike', "posts that contain “air max” within 3 words of “nike”"),
    ("a ONEAR/2 b", "posts that contain “a” at most 2 words before “b”"),
    ("shoe* lang:en", "posts that contain a word beginning with “shoe” and are in the language en"),
    ("C++", "posts that contain “c++” with its symbols"),
    ("=Nike", "posts that contain exactly “Nike”, with its capitals and accents"),
    ("nike followers:>=10k", "posts that contain “nike” and are by somebody with at least 10,000 followers"),
    ("東京 -is:repost", "posts that contain “東京”, but none that are a repost"),
    ('"a b"~2', "posts that contain “a” and “b” with at most 2 other words among them"),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_a_query_is_said_in_plain_words(text: str, words: str) -> None:
    assert parse(text).in_words == words


# text, column, length, code, fix, a part of the message
ERRORS: list[tuple[str, int, int, str, str | None, str]] = [
    ("nike AND (shoes OR", 17, 2, "operator-needs-operand", None, "OR needs something after it"),
    ("nike AND", 6, 3, "operator-needs-operand", None, "AND needs something after it"),
    ("nike NOT", 6, 3, "operator-needs-operand", None, "NOT needs something after it"),
    ("OR nike", 1, 2, "operator-needs-operand", None, "OR needs something before it"),
    ("a AND OR b", 3, 3, "operator-needs-operand", None, "AND needs something after it"),
    ("(nike (shoes)", 1, 1, "unclosed-parenthesis", None, "never closed"),
    ("nike)", 5, 1, "unopened-parenthesis", "", "never opened"),
    ("nike ()", 6, 2, "empty-group", "", "nothing inside"),
    ('nike "air max', 6, 1, "unclosed-quote", None, "never closed"),
    ("   ", 1, 1, "empty", None, "nothing to search"),
    ("-nike", 1, 5, "no-positive-term", None, "only excludes"),
    ("nike OR -adidas", 9, 7, "no-positive-term", None, "this side of OR"),
    ("followrs:>10 nike", 1, 9, "unknown-field", "followers:", "did you mean followers?"),
    ("re:invent", 1, 3, "unknown-field", None, "put them in quotes"),
    ("has:imag", 1, 8, "unknown-value", "has:image", "has: knows"),
    ("lang: en", 1, 5, "field-value", None, "right after it"),
    ("followers:1000", 1, 14, "number-value", "followers:>=1000", "before the number"),
    ("followers:>many", 1, 15, "number-value", None, "a comparison and a number"),
    ("n*ke", 1, 4, "wildcard-place", None, "only end a word"),
    ("nike*store", 1, 10, "wildcard-place", "nike*", "only end a word"),
    ("ni* shoes", 1, 3, "wildcard-short", None, "at least 3 letters"),
    ("a NEAR/x b", 3, 6, "bad-distance", "NEAR/5", "a number of words"),
    ("a NEAR/500 b", 3, 8, "distance-too-large", "NEAR/100", "at most 100 words"),
    ("a NEAR (b c)", 9, 3, "near-operand", None, "NEAR works between"),
    ("a NEAR -b", 3, 4, "near-operand", None, "not a NOT"),
    ("a near/5 b", 3, 6, "operator-case", "NEAR/5", "in capitals"),
    ("nike && shoes", 6, 2, "foreign-operator", "AND", "write AND"),
    ("nike || shoes", 6, 2, "foreign-operator", "OR", "write OR"),
    ("+nike shoes", 1, 5, "foreign-operator", "nike", "+ is not needed"),
    ("roam~2", 1, 6, "fuzzy", "roam", "no fuzzy search"),
    ("nike - shoes", 6, 1, "lone-minus", None, "without a space"),
    ("https://nike.com/x", 1, 18, "address", None, "site:"),
    ("[nike TO shoes]", 1, 5, "bracket", None, "no meaning"),
    ("/ni.e/", 1, 6, "regular-expression", None, "regular expressions"),
    ("nike :-)", 6, 2, "nothing-to-find", None, "no letter"),
    ("nike !!!", 6, 3, "nothing-to-find", None, "no letter"),
    ("@nike's", 1, 7, "tag", "@nike", "a handle has"),
    ("= nike", 1, 1, "nothing-to-find", None, "no letter"),
    ("a\x00b", 2, 1, "control-character", "", "cannot be part"),
    ("a \ud83d b", 3, 1, "control-character", "", "cannot be part"),
    ('"C++ dev*"', 1, 10, "wildcard-place", None, "beside symbols"),
    ("title:lang:en", 1, 11, "field-value", None, "a word or a phrase"),
]


@pytest.mark.parametrize(("text", "column", "length", "code", "fix", "part"), ERRORS)
def test_an_error_points_at_its_place(
    text: str, column: int, length: int, code: str, fix: str | None, part: str
) -> None:
    problem = _problems(text)[0]
    assert (problem.column, problem.length, problem.code, problem.fix) == (column, length, code, fix)
    assert part in problem.message


def test_all_refused_operands_are_reported_at_once_in_order() -> None:
    problems = _problems("n*ke OR ab* OR has:x OR (adidas")
    assert [problem.code for problem in problems] == [
        "wildcard-place",
        "wildcard-short",
        "unknown-value",
        "unclosed-parenthesis",
    ]
    assert [problem.column for problem in problems] == [1, 9, 16, 25]


def test_an_error_reads_as_one_line_and_survives_another_process() -> None:
    with pytest.raises(QueryError) as caught:
        parse("nike AND (shoes OR")
    assert str(caught.value) == "column 17: OR needs something after it"
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems


@pytest.mark.parametrize(
    ("text", "code", "number"),
    [
        ("x" * (limits.QUERY_LENGTH + 1), "query-too-long", "20,000"),
        ("(" * (limits.QUERY_DEPTH + 1), "too-deep", "50"),
        (" OR ".join(["ab"] * (limits.QUERY_TERMS + 1)), "too-many-terms", "2,000"),
        (" OR ".join(["abc*"] * (limits.WILDCARDS + 1)), "too-many-wildcards", "100"),
        (f'"{"a " * (limits.PHRASE_WORDS + 1)}"', "phrase-too-long", "50"),
        (" NEAR ".join("a" * (limits.TREE_DEPTH + 1)), "too-deep", "100"),
        (f'"a b"~{limits.DISTANCE + 1}', "distance-too-large", "100"),
    ],
)
def test_a_limit_says_its_number(text: str, code: str, number: str) -> None:
    problem = _problems(text)[0]
    assert problem.code == code
    assert number in problem.message


def _problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(QueryError) as caught:
        parse(text)
    return caught.value.problems
