"""The analyser: folding, words, and the way back to the original."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.matching import Document, Matcher, limits, parse
from monitoring.matching.text import exact, exact_mapped, fold, fold_mapped, host_and_parents, places, tags, words
from tests.monitoring.matching.differential import ENGINES

# Characters that combine, vanish, expand or have a case, beside plain ones.
_ODD = (
    "aAiIİıßẞéе́ЁйŁæﬁＡ①™®½ªがｶﾞ한ㅎㅏᄒ\u1161\u11abকো\u09c7\u09beमि๎กี่🔥👍🏽🇩🇪❤\ufe0f\u200b\u200d\u00ad\u202eـمُ ’'_-#@.+1"
)
texts = st.text(st.one_of(st.sampled_from(_ODD), st.characters()), max_size=40)


@given(texts)
@settings(max_examples=500, deadline=None)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts)
@settings(max_examples=500, deadline=None)
def test_folding_piece_by_piece_is_folding_the_whole(text: str) -> None:
    mapped = fold_mapped(text)
    assert mapped.text == fold(text)
    assert exact_mapped(text).text == exact(text)
    assert len(mapped.starts) == len(mapped.ends) == len(mapped.text)
    assert all(0 <= start < end <= len(text) for start, end in zip(mapped.starts, mapped.ends, strict=True))


@given(texts)
@settings(max_examples=500, deadline=None)
def test_fast_words_are_the_words_with_places(text: str) -> None:
    assert words(fold(text)) == [place.word for place in places(fold_mapped(text))]


@given(texts)
@settings(max_examples=300, deadline=None)
def test_canonically_equal_texts_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(st.sampled_from("abcXYZ019 _-'`#@.\n"), max_size=40))
@settings(max_examples=500, deadline=None)
def test_plain_text_is_read_by_the_same_rules_as_any_other(text: str) -> None:
    beside = words(fold(f"{text} é"))
    assert [*words(fold(text)), "e"] == beside
    assert tags(fold(text)) == tags(fold(f"{text} é"))


def test_every_word_of_its_own_is_read_again_as_itself() -> None:
    text = "Café co-op Nike’s 東京 삼성 กรุงเทพ 🔥🇩🇪 x_y हिन्दी مُحَمَّد Ёлка"
    for word in words(fold(text)):
        assert words(fold(word)) == [word]


@pytest.mark.parametrize("apostrophe", "'’‘ʼʹ`´")
def test_every_apostrophe_people_type_ends_a_name_alike(apostrophe: str) -> None:
    assert words(fold(f"Nike{apostrophe}s l{apostrophe}Oréal")) == ["nike", "l", "oreal"]
    assert [place.word for place in places(fold_mapped(f"Nike{apostrophe}s é"))] == ["nike", "e"]
    for engine in ENGINES:
        matcher = Matcher(engine)
        matcher.add(1, parse(f'"Nike{apostrophe}s shoes"'))
        assert matcher.match(Document(f"nike{apostrophe}s shoes")) == [1]
        assert matcher.match(Document("Nike shoes")) == [1]


def test_a_host_gives_its_parents_and_nonsense_gives_none() -> None:
    assert host_and_parents("https://user@Shop.Nike.com:8080/x?y#z") == ["shop.nike.com", "nike.com", "com"]
    assert host_and_parents("https://") == []
    assert host_and_parents(f"https://{'a.' * 200}com") == []


def test_storms_of_marks_fold_in_linear_time() -> None:
    storm = "a" + "\u0f71\u0f72\u05b0\u3099" * 100_000
    folded = fold(storm)
    assert len(folded) <= 3 + limits.MARKS_IN_A_ROW
