"""The index: changes, equality of queries, snapshots, explanations; and against the reference."""

from __future__ import annotations

from random import Random
from uuid import UUID

import pytest

from monitoring.matching import Document, Matcher, QueryError, Span, evaluate, parse
from monitoring.matching.matcher.snapshot import FORMAT
from tests.monitoring.matching.differential import ENGINES, differences, random_queries
from tests.monitoring.matching.generators import random_document, random_query


@pytest.fixture(params=ENGINES)
def matcher(request: pytest.FixtureRequest) -> Matcher:
    return Matcher(request.param)


POST = Document("Nike’s new Air Max are on fire 🔥 https://shop.nike.com/air", title="Sneaker news", author="Ann Lee")


@pytest.mark.parametrize("seed", range(4))
def test_the_engine_equals_the_reference_on_every_operator(seed: int) -> None:
    wrong, matched = differences(10_000 + seed, queries=120, documents=80)
    assert not wrong, wrong[0]
    assert matched > 300


def test_adding_then_removing_leaves_no_trace(matcher: Matcher) -> None:
    random = Random(1)
    queries = random_queries(random, 300)
    for number, (_text, query) in enumerate(queries[:100]):
        matcher.add(number, query)
    before = (matcher.snapshot(), matcher.stats())
    for number, (_text, query) in enumerate(queries, 1_000):
        matcher.add(number, query)
    for number in range(1_000, 1_300):
        assert matcher.remove(number)
    assert (matcher.snapshot(), matcher.stats()) == before
    for number in range(100):
        matcher.remove(number)
    assert matcher.stats()[:4] == (0, 0, 0, 0.0)
    assert matcher.match(random_document(random)) == []


def test_the_order_of_adds_does_not_matter() -> None:
    random = Random(2)
    numbered = list(enumerate(query for _text, query in random_queries(random, 200)))
    posts = [random_document(random) for _ in range(100)]
    results = []
    for _ in range(3):
        random.shuffle(numbered)
        matcher = Matcher()
        for number, query in numbered:
            matcher.add(number, query)
        results.append([sorted(found, key=str) for found in matcher.match_batch(posts)])
    assert results[0] == results[1] == results[2]


def test_a_change_counts_from_the_next_post_on(matcher: Matcher) -> None:
    matcher.add("q", parse("nike"))
    assert matcher.match(POST) == ["q"]
    assert matcher.replace("q", parse("adidas"), version=2)
    assert matcher.match(POST) == []
    assert matcher.replace("q", parse("nike"), version=3)
    assert matcher.match(POST) == ["q"]
    assert matcher.remove("q")
    assert matcher.match(POST) == []


def test_an_older_version_never_displaces_a_newer_one(matcher: Matcher) -> None:
    matcher.add("q", parse("nike"), version=5)
    assert not matcher.replace("q", parse("adidas"), version=4)
    assert not matcher.remove("q", version=4)
    assert matcher.versions() == {"q": 5}
    assert matcher.match(POST) == ["q"]
    assert matcher.remove("q", version=5)
    assert not matcher.remove("q")


def test_adding_an_id_twice_is_an_error(matcher: Matcher) -> None:
    matcher.add("q", parse("nike"))
    with pytest.raises(ValueError, match="already"):
        matcher.add("q", parse("adidas"))


def test_equal_queries_share_one_program(matcher: Matcher) -> None:
    for number, text in enumerate(("nike OR adidas", "Adidas OR NIKE", "(nike) OR adidas")):
        matcher.add(number, parse(text))
    assert matcher.stats().queries == 3
    assert matcher.stats().programs == 1
    assert sorted(matcher.match(POST), key=str) == [0, 1, 2]
    matcher.remove(1)
    assert sorted(matcher.match(POST), key=str) == [0, 2]


def test_a_phrase_of_common_words_is_anchored_by_its_pair(matcher: Matcher) -> None:
    for number in range(200):
        matcher.add(number, parse(f'"the {chr(97 + number % 26)}{chr(97 + number // 26)}" OR "of the"'))
    assert matcher.stats().expected_candidates < 200 * 0.05


def test_the_compiled_engine_forgets_dropped_programs_and_stays_right() -> None:
    if "compiled" not in ENGINES:
        pytest.skip("numba is not installed")
    matcher = Matcher("compiled")
    matcher.add("kept", parse("nike NEAR/9 fire"))
    for number in range(12_000):
        matcher.add(number, parse(f"brand{number} nike"))
        matcher.remove(number)
    assert matcher.match(POST) == ["kept"]
    assert len(matcher.snapshot()) < 500


def test_either_engine_can_be_asked_for_and_no_other() -> None:
    assert Matcher("python").engine == "python"
    assert Matcher().engine == ENGINES[-1]
    with pytest.raises(ValueError, match="no engine"):
        Matcher("quantum")


def test_learned_frequencies_move_anchors_and_change_no_match(matcher: Matcher) -> None:
    matcher.add("q", parse("aardwords zebrafish"))
    posts = [Document(f"aardwords number{n}") for n in range(6_000)] + [Document("aardwords zebrafish")]
    before = matcher.match_batch(posts)
    assert matcher.rebalance() == 1
    assert matcher.match_batch(posts) == before
    assert before[-1] == ["q"]


def test_a_snapshot_matches_as_the_index_did(matcher: Matcher) -> None:
    random = Random(3)
    for number, (_text, query) in enumerate(random_queries(random, 300)):
        matcher.add((number, UUID(int=number)), query, version=number)
    posts = [random_document(random) for _ in range(100)]
    loaded = Matcher.load(matcher.snapshot(), matcher.engine)
    assert loaded.versions() == matcher.versions()
    assert loaded.snapshot() == matcher.snapshot()
    expected = [sorted(found, key=str) for found in matcher.match_batch(posts)]
    assert [sorted(found, key=str) for found in loaded.match_batch(posts)] == expected
    assert any(expected)


def test_a_damaged_or_foreign_snapshot_is_refused(matcher: Matcher) -> None:
    matcher.add(1, parse("nike"))
    data = matcher.snapshot()
    for wrong in (b"", data[:-1], data.replace(FORMAT, b"other-1"), data.replace(b"nike", b"nixe")):
        with pytest.raises(ValueError, match="damaged or of another version"):
            Matcher.load(wrong)


def test_a_snapshot_says_which_ids_it_cannot_carry(matcher: Matcher) -> None:
    matcher.add(frozenset({1}), parse("nike"))
    with pytest.raises(TypeError, match="frozenset"):
        matcher.snapshot()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("nike", ["Nike"]),
        ('"air max" OR adidas', ["Air Max"]),
        ("air NEAR/3 fire", ["Air", "fire"]),
        ("new OR sneaker", ["Sneaker", "new"]),
        ("🔥", ["🔥"]),
        ("site:nike.com", ["https://shop.nike.com/air"]),
        ("author:lee -adidas", ["Lee"]),
        ("title:news", ["news"]),
        ("adidas", []),
        ("nike lang:de", []),
    ],
)
def test_an_explanation_shows_what_made_a_query_match(query: str, shown: list[str]) -> None:
    spans = Matcher().explain(parse(query), POST)
    assert sorted(_shown(span, POST) for span in spans) == sorted(shown)


def test_explanations_show_signs_and_symbols_and_keep_to_the_original_characters() -> None:
    post = Document("Ｃ＋＋ by #BrandName, İSTANBUL Ni\u200bke")
    shown = {
        text: [_shown(span, post) for span in Matcher().explain(parse(text), post)]
        for text in ("C++", "#brandname", "istanbul", "nike", "c++ NEAR #brandname")
    }
    assert shown == {
        "C++": ["Ｃ＋＋"],
        "#brandname": ["#BrandName"],
        "istanbul": ["İSTANBUL"],
        "nike": ["Ni\u200bke"],
        "c++ NEAR #brandname": ["Ｃ＋＋", "#BrandName"],
    }


@pytest.mark.parametrize("seed", range(10))
def test_what_an_explanation_shows_contains_what_it_claims(seed: int) -> None:
    """A document of nothing but the shown ranges still satisfies a query of words alone."""
    random = Random(seed)
    checked = 0
    while checked < 20:
        words = random.choice(("{} OR {}", "{} {}", "{}")).format(
            random.choice(("nike", "shoe*", '"air max"', "東京", "C++", "#nike")), random.choice(("cafe", "a", "🔥"))
        )
        query, post = parse(words), random_document(random)
        spans = Matcher().explain(query, post)
        assert bool(spans) == evaluate(query, post)
        for span in spans:
            assert 0 <= span.start < span.end <= len(getattr(post, span.field))
        if spans:
            only = Document(
                " ; ".join(_shown(span, post) for span in spans if span.field == "text"),
                title=" ; ".join(_shown(span, post) for span in spans if span.field == "title"),
            )
            assert evaluate(query, only), (words, post)
            checked += 1


def test_any_query_explains_exactly_the_posts_it_matches_within_bounds() -> None:
    random = Random(5)
    for _ in range(300):
        try:
            query = parse(random_query(random))
        except QueryError:
            continue
        post = random_document(random)
        spans = Matcher().explain(query, post)
        assert evaluate(query, post) or spans == ()
        for span in spans:
            assert 0 <= span.start < span.end <= len(getattr(post, span.field))


def _shown(span: Span, post: Document) -> str:
    text: str = getattr(post, span.field)
    return text[span.start : span.end]
