"""A query for a source's own search: never narrower than the query, and what it cannot say is named.

The two made-up sources write as our language does, so that our evaluator can stand for their search.
"""

from __future__ import annotations

from random import Random

import pytest

from monitoring.matching import QueryError, evaluate, parse
from monitoring.matching.translate import Capabilities, translated
from tests.monitoring.matching.generators import random_document, random_query

WORDS = Capabilities(conjunction="AND", disjunction="OR", negation="NOT ")
PHRASES = Capabilities(
    disjunction="OR", negation="-", phrase='"{}"', prefix="*", tags=True, literal_symbols=True,
    fields={"lang": "lang:{}", "site": "site:{}"}, numbers={"followers>=": "followers:>={}"},
)  # fmt: skip
BARE = Capabilities()


def _lost(text: str, can: Capabilities) -> tuple[str, list[tuple[str, str]]]:
    found = translated(parse(text), can)
    return found.text, [(one.text, one.reason) for one in found.lost]


@pytest.mark.parametrize(
    ("text", "words", "phrases"),
    [
        ("nike shoes", ("nike AND shoes", []), ("nike shoes", [])),
        ("(nike OR reebok) -kids", ("(nike OR reebok) AND NOT kids", []), ("(nike OR reebok) -kids", [])),
        ('"air max"', ("air AND max", [('"air max"', "phrase")]), ('"air max"', [])),
        (
            "nike NEAR/3 broken",
            ("nike AND broken", [("nike NEAR/3 broken", "near")]),
            ("nike broken", [("nike NEAR/3 broken", "near")]),
        ),
        ("nike splinter*", ("nike", [("splinter*", "prefix")]), ("nike splinter*", [])),
        ("nike -splinter*", ("nike", [("NOT splinter*", "prefix")]), ("nike -splinter*", [])),
        ('nike -"air max"', ("nike", [('NOT "air max"', "phrase")]), ('nike -"air max"', [])),
        ("nike lang:de", ("nike", [("lang:de", "field")]), ("nike lang:de", [])),
        ("nike title:recall", ("nike", [("title:recall", "field")]), ("nike", [("title:recall", "field")])),
        ("nike followers:>=10", ("nike", [("followers:>=10", "number")]), ("nike followers:>=10", [])),
        ("nike followers:<10", ("nike", [("followers:<10", "number")]), ("nike", [("followers:<10", "number")])),
        ("#nike OR shoes", ("", [("#nike OR shoes", "tag")]), ("#nike OR shoes", [])),
        ("@nike shoes", ("shoes", [("@nike", "handle")]), ("shoes", [("@nike", "handle")])),
        ("=Nike", ("nike", [("=Nike", "exact")]), ("nike", [("=Nike", "exact")])),
        ("C++ jobs", ("c AND jobs", [('"c++"', "symbols")]), ('"c++" jobs', [])),
        ('"a b c"~2', ("a AND b AND c", [('"a b c"~2', "near")]), ("a b c", [('"a b c"~2', "near")])),
    ],
)
def test_what_can_be_said_is_said_and_the_rest_is_named(
    text: str, words: tuple[str, list[tuple[str, str]]], phrases: tuple[str, list[tuple[str, str]]]
) -> None:
    assert _lost(text, WORDS) == words
    assert _lost(text, PHRASES) == phrases


def test_what_is_lost_has_its_place_in_the_querys_text() -> None:
    text = "nike (broken NEAR/2 glass) lang:de"
    [near, lang] = translated(parse(text), WORDS).lost
    assert text[near.at[0] : near.at[1]] == "broken NEAR/2 glass"
    assert text[lang.at[0] : lang.at[1]] == "lang:de"


def test_a_source_is_never_asked_only_what_to_leave_out() -> None:
    found = translated(parse("followers:>10 -kids"), WORDS)
    assert (found.text, found.exact) == ("", False)
    assert [one.reason for one in found.lost] == ["number"]


def test_a_source_that_knows_words_alone_is_asked_for_words() -> None:
    assert _lost("nike shoes -kids", BARE) == ("nike shoes", [("NOT kids", "not")])
    assert _lost("nike OR shoes", BARE) == ("", [("nike OR shoes", "or")])


def test_a_sources_own_near_and_its_limits_are_used() -> None:
    near = Capabilities(conjunction="AND", near="{left} W/{distance} {right}")
    assert _lost("nike NEAR/3 broken", near) == ("nike W/3 broken", [])
    assert _lost("nike ONEAR/3 broken", near)[1] == [("nike ONEAR/3 broken", "near")]
    assert _lost('"air max" NEAR/3 broken', near)[0] == "air AND max AND broken"
    short = Capabilities(disjunction="OR", most_terms=2, longest=20)
    assert _lost("a1 OR b1 OR c1", short) == ("", [("a1 OR b1 OR c1", "too-many-terms")])
    assert _lost("abcdefghijk OR abcdefghijkl", short)[1] == [("abcdefghijk OR abcdefghijkl", "too-long")]


@pytest.mark.parametrize("can", [WORDS, PHRASES], ids=["words", "phrases"])
def test_a_source_finds_at_least_what_the_query_finds(can: Capabilities) -> None:
    random, asked, found, exact = Random(11), 0, 0, 0
    documents = [random_document(random) for _ in range(60)]
    for _ in range(400):
        try:
            query = parse(random_query(random))
        except QueryError:
            continue
        said = translated(query, can)
        if not said.text:
            assert said.lost
            continue
        source = parse(said.text)
        asked += 1
        exact += said.exact
        for document in documents:
            wanted, sent = evaluate(query, document), evaluate(source, document)
            assert sent or not wanted, f"{query.printed} asked as {said.text} loses {document}"
            assert not said.exact or sent == wanted, f"{query.printed} asked as {said.text} is not the same"
            found += wanted
    assert asked > 100 and exact > 5 and found > 500
