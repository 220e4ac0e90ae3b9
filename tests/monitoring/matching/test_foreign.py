"""What other tools write is asked about, and translated with what was changed shown."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.matching import QueryError, parse
from monitoring.matching.foreign import doubts, problems_of, translated_from
from tests.monitoring.matching.generators import random_query

TRANSLATED = [
    ('("sailboat" or "boat") AND "racing"', '("sailboat" OR "boat") AND "racing"'),
    ("nike and shoes not kids", "nike AND shoes NOT kids"),
    ("nike near shoes", "nike NEAR shoes"),
    ("nike near/5 shoes", "nike NEAR/5 shoes"),
    ("nike w/5 shoes", "nike NEAR/5 shoes"),
    ("nike NEAR4 shoes", "nike NEAR/4 shoes"),
    ("nike,adidas,puma", "(nike OR adidas OR puma)"),
    ("nike\nadidas\nair max", 'nike OR adidas OR "air max"'),
    ("LANG(en OR fr) AND nike", "lang:(en OR fr) AND nike"),
    ("nike NOT SITE(a.com OR b.com)", "nike NOT site:(a.com OR b.com)"),
    ("BY_TWITTER(nike OR adidas) shoes", "author:(nike OR adidas) shoes"),
    ("atLeast3(nike) AND shoes", "(nike) AND shoes"),
    ("metaData.url:nike.com", "url:nike.com"),
    ("(air max)~5", '"air max"~5'),
    ("site:a.com site:b.com nike", "(site:a.com OR site:b.com) nike"),
    ("nike NOT site:x.com AND site:a.com Site:b.com", "nike NOT site:x.com AND (site:a.com OR Site:b.com)"),
    ("nike AND (shoes AND sentiment:x) OR puma", "nike AND (shoes ) OR puma"),
    ("country:gbr nike", "country:gb nike"),
    ("nik?", "nik*"),
    ("wom?n shoes", "wom* shoes"),
    ("'just do it' shoes", '"just do it" shoes'),
    ("nike AND engagementType:RETWEET", "nike AND is:repost"),
    ("nike AND sentiment:negative", "nike"),
    ("(a OR b) AND NOT sentiment:positive", "(a OR b)"),
    ("nike AND followers:[100 TO 5000]", "nike AND (followers:>=100 followers:<=5000)"),
    ("authorFollowers:[1000 TO *] AND nike", "followers:>=1000 AND nike"),
    ("sourcecountry:deu AND nike", "country:de AND nike"),
    ("hashtags:nike OR at_mentions:nike", "#nike OR @nike"),
    ("to:nike broken", "@nike broken"),
    ('content:"air max" AND intitle:nike', '"air max" AND title:nike'),
    ("subreddit:coffee AND nike", 'url:"reddit.com/r/coffee" AND nike'),
    ("{Nike}", '="Nike"'),
    ('++"BMW" !"NASA"', '="BMW" ="NASA"'),
    ("+nike && shoes", "nike AND shoes"),
    ("nike || adidas", "nike OR adidas"),
]


@pytest.mark.parametrize(("written", "ours"), TRANSLATED)
def test_what_vendors_write_is_translated_and_every_change_is_listed(written: str, ours: str) -> None:
    found = translated_from(written)
    assert (found.text, found.problems) == (ours, ())
    assert found.changes and all(change.was != change.now and change.why for change in found.changes)
    parse(found.text)
    assert doubts(found.text) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nike or adidas", "operator-case"),
        ("LANG(en)", "function"),
        ("foo(bar)", "function"),
        ("(a OR b)~5 c", "window"),
        ("a OR sentiment:negative", "field-elsewhere"),
        ("nike AND (shoes OR reach:[5 TO 9])", "field-elsewhere"),
    ],
)
def test_what_would_silently_mean_something_else_is_asked_about(text: str, code: str) -> None:
    assert [one.code for one in doubts(text)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "a OR sentiment:negative", "nike AND (shoes OR reach:5)", "nike AND NOT (recall AND sentiment:positive)", "nike -(recall rating:5)",
        "nike NOT (a (b reach:5))", "(sentiment:negative) OR b", "nike AND (sentiment:x)", "nike NOT nik?", "nike NOT (shoes wom?n)",
        "nike NOT atLeast3(nike)",
    ],
)  # fmt: skip
def test_what_would_find_less_if_it_were_rewritten_has_no_mend(text: str) -> None:
    """Beside an OR, alone in its group, or in what is left out: only a person can say what is meant."""
    found = translated_from(text)
    assert (found.text, found.changes) == (text, ())
    assert found.problems and {one.fix for one in found.problems} == {None}


@pytest.mark.parametrize(
    "text", ["nike NOT site:a.com AND site:b.com", "nike NOT lang:en lang:fr", "nike -lang:en lang:fr"]
)
def test_a_field_left_out_beside_the_same_field_is_our_own_language(text: str) -> None:
    assert doubts(text) == ()
    assert translated_from(text).text == text


@pytest.mark.parametrize(
    "text",
    ['rock "and" roll', "price 1,000", "Hello, world", "nike -kids", '"a, b and c"', "not", "Not OK", "co-op", "title:(a OR b)",
     "it's nike's", "nike AND (a OR b)", "NEAR", "C++ jobs", "followers:>1,000", 'url:"a?b"', "AT&T"],
)  # fmt: skip
def test_our_own_language_is_not_asked_about(text: str) -> None:
    assert doubts(text) == ()


@pytest.mark.parametrize("seed", range(5))
def test_no_query_of_ours_is_doubted_in_its_canonical_text(seed: int) -> None:
    random = Random(seed)
    for _ in range(60):
        try:
            printed = parse(random_query(random)).printed
        except QueryError:
            continue
        assert doubts(printed) == (), printed


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="abNOTRnear or/()[]{}:,;?!+~\"'\n5AND", max_size=60))
def test_any_text_is_answered_and_each_place_lies_in_it(text: str) -> None:
    _is_answered(text)


def _is_answered(text: str) -> None:
    """Each problem lies in the text; what is said to be translated can be read."""
    for problem in problems_of(text):
        assert 1 <= problem.column <= len(text) + 1 and problem.length >= 1
    found = translated_from(text)
    assert found.problems or parse(found.text)


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "text",
    [
        "a," * 10_000,
        "a\n" * 10_000,
        "(" * 10_000,
        "sentiment:x AND " * 1_200,
        "'a " * 6_000,
        "lang:en " * 2_500,
        "a?" * 9_000,
        f"({' AND '.join(['w'] * 40)})",
        f"({' AND '.join(['w'] * 4_000)}",
        "a, " * 6_600 + "a!",
        "'" + "a " * 9_900,
        "a\nb\nc" + " " * 19_000 + '"',
        "sentiment:[ " * 1_600,
        "a OR sentiment:x " * 1_100,
        '"a or b" ' * 2_200,
        "a~" + "1" * 19_000 + "!",
        "*" * 19_000 + "a",
    ],
    ids=lambda text: text[:12],
)
def test_the_longest_texts_are_answered(text: str) -> None:
    _is_answered(text)
    assert problems_of(text) or translated_from(text).problems or parse(text), "nothing was said of it"
