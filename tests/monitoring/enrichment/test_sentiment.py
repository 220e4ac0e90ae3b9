import pytest

from monitoring.enrichment.sentiment import MODEL, score


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I hate this company, the worst service ever", "negative"),
        ("It burned my hand and I am furious!!! 😡", "negative"),
        ("The meeting is on Tuesday at noon", "neutral"),
        ("Great support, thank you so much, I love it", "positive"),
        ("It is not good", "negative"),
    ],
)
def test_english_is_scored_in_three_classes(text: str, label: str) -> None:
    found = score(text, "en")
    assert found.label == label
    assert found.score is not None
    assert (found.score < 0) is (label == "negative")
    assert (found.model, bool(found.version)) == (MODEL, True)


@pytest.mark.parametrize("language", ["de", "fr", "", "und", "eng"])
def test_other_languages_are_not_scored_and_never_neutral(language: str) -> None:
    found = score("I hate this", language)
    assert (found.label, found.score) == (None, None)


def test_blank_text_is_not_scored() -> None:
    assert score("  \n", "en").label is None


def test_a_long_text_is_the_mean_of_its_charged_sentences() -> None:
    neutral = "The meeting is on Tuesday at noon. " * 20
    mixed = score(f"I love it. {neutral} I hate it.", "en")
    assert mixed.label == "neutral" or abs(mixed.score or 0) < 0.1
    assert score(f"{neutral} I hate it.", "en").score == score("I hate it.", "en").score


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("but bad " * 125_000, "negative"),
        ("bad" * 300_000, "neutral"),
        ("😡" * 300_000, "neutral"),
        ("but " * 250_000, "neutral"),
    ],
    ids=["two words", "one long word", "signs", "one word"],
)
def test_a_megabyte_is_scored_and_ends(text: str, label: str) -> None:
    assert score(text, "en").label == label
