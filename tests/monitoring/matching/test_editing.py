"""A query's text changed for the person: what they wrote stays, and what it means is what was asked for."""

from __future__ import annotations

import random

import pytest

from monitoring.matching import QueryError, parse
from monitoring.matching.editing import also, but_not, differences, excludes, looks_for, repaired, term_of
from monitoring.matching.language.tree import And, Not, Or
from tests.monitoring.matching.generators import random_query


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", '"air max"'),
        ("nike", 'nike OR "air max"'),
        ("nike OR reebok", 'nike OR reebok OR "air max"'),
        ("nike shoes", 'nike shoes OR "air max"'),
        ("nike -kids", '(nike OR "air max") -kids'),
        ("(nike OR reebok) -kids", '(nike OR reebok OR "air max") -kids'),
        ("((nike OR (reebok))) -kids -toys", '((nike OR (reebok)) OR "air max") -kids -toys'),
        ("nike nike -kids", '(nike nike OR "air max") -kids'),
        ("-kids  (nike\nOR reebok)", '-kids  (nike\nOR reebok OR "air max")'),
    ],
)
def test_one_more_name_goes_where_it_is_meant(text: str, expected: str) -> None:
    assert also(text, '"air max"') == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nike", 'nike -"air max"'),
        ("nike shoes", 'nike shoes -"air max"'),
        ("nike OR reebok", '(nike OR reebok) -"air max"'),
        ("(nike OR reebok)", '(nike OR reebok) -"air max"'),
        ("(nike OR reebok) -kids ", '(nike OR reebok) -kids -"air max"'),
    ],
)
def test_what_is_left_out_is_left_out_of_everything(text: str, expected: str) -> None:
    assert but_not(text, '"air max"') == expected


def test_any_query_means_what_it_meant_and_the_new_name() -> None:
    chance = random.Random(5)
    for _ in range(300):
        try:
            text = parse(random_query(chance)).printed
        except QueryError:
            continue
        tree, leaf = parse(text).tree, parse("zanzibar").tree
        more = parse(also(text, "zanzibar")).tree
        kept = [one for one in tree.children if isinstance(one, Not)] if isinstance(tree, And) else []
        assert leaf in (more.children if isinstance(more, Or) else _alternatives(more))
        assert all(one in more.children for one in kept if isinstance(more, And))
        less = parse(but_not(text, "zanzibar")).tree
        assert isinstance(less, And)
        assert Not(leaf) in less.children


def _alternatives(tree: object) -> list[object]:
    assert isinstance(tree, And)
    return [one for child in tree.children if isinstance(child, Or) for one in child.children]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nike AND (shoes OR", "nike AND (shoes"),
        ("nike AND (shoes", "nike AND (shoes)"),
        ('nike "air max', 'nike "air max"'),
        ("nike) shoes", "nike shoes"),
        ("titel:nike", "title:nike"),
        ("nike && shoes", "nike AND shoes"),
        ("nike NEAR/900 shoes", "nike NEAR/100 shoes"),
        ("-nike", None),
        ("ni*", None),
    ],
)
def test_a_mistake_is_mended_where_we_know_how(text: str, expected: str | None) -> None:
    with pytest.raises(QueryError) as refused:
        parse(text)
    assert repaired(text, refused.value.problems[0]) == expected


def test_a_name_the_query_finds_already_is_not_asked_for_again() -> None:
    query = parse('nike OR "just do it"')
    assert looks_for(query, '"Nike"')
    assert looks_for(query, '"Nike Air"')  # a post that says it says nike
    assert not looks_for(query, '"Air Jordan"')
    assert looks_for(parse("nike shoes"), '"Nike"')  # the word is there, with another
    assert excludes(parse("nike -(kids OR toys)"), "toys")
    assert not excludes(parse("nike -(kids OR toys)"), "nike")


def test_names_become_terms() -> None:
    assert [term_of(name) for name in (' The  "Alder" ', "@alder", "#alder", "@two words", "…", "", "C++")] == [
        '"The Alder"', "@alder", "#alder", '"@two words"', "", "", '"C++"',
    ]  # fmt: skip


def test_a_difference_is_told_by_words() -> None:
    assert differences("nike shoes", "nike boots -kids") == [
        ("equal", "nike "),
        ("delete", "shoes"),
        ("insert", "boots -kids"),
    ]
    before, after = "a b " * 4_000, "b a " * 4_000 + "end"
    parts = differences(before, after)  # long and repeated: still answered, and complete
    assert "".join(words for sign, words in parts if sign != "insert") == before
    assert "".join(words for sign, words in parts if sign != "delete") == after
