"""Complaints in the trade's own words are read as complaints, and praise stays praise."""

from collections import Counter
from random import Random

import pytest

from config.demo.wording import compose, grammar, kinds
from monitoring.enrichment import enrich
from monitoring.enrichment.cues import LEAST, complaint
from monitoring.enrichment.sentiment import score

COMPLAINTS = (
    "One star, because zero is not possible. Horrible. Two small glass splinters in my bottle.",
    "One child hurt by a shard in a bottle. Please share this so that others know!",
    "I cut my lip on a splinter of glass, please share",
    "still waiting for my refund from March",
    "where is my bag? please help, it has been four days",
    "on hold for two hours with customer care, thanks for nothing",
    "charged my card, then charged me twice. Please fix this",
    "never flying with United again",
    "My parcel never arrived and nobody answers. Please help…",
    "we all got sick after the lunch bowl, sharing so you know",
    "engine fire on my flight, safe now",
    "The app keeps crashing, I can't log in, please solve",
    "No reply from support for a week. Hope you care about customers",
    "they leaked my data and want me to trust them",
    "stay away from this hotel",
)
PRAISE = (
    "Great support, thank you so much, I love it",
    "Best coffee in town, the staff are lovely",
    "So happy with the new bottle, it is beautiful",
    "Excellent: nobody got sick, the recall was handled wonderfully, impressive and kind people",
)
PLAIN = (
    "Please share the opening hours",
    "United flight 12 to Berlin, gate 4",
    "Customer care number?",
    "I want to play golf on Saturday",
)


@pytest.mark.parametrize("text", COMPLAINTS)
def test_a_complaint_is_negative_whatever_polite_words_stand_in_it(text: str) -> None:
    assert score(text, "en").label == "negative"


@pytest.mark.parametrize("text", PRAISE)
def test_praise_stays_positive(text: str) -> None:
    assert score(text, "en").label == "positive"


@pytest.mark.parametrize("text", PLAIN)
def test_words_that_ask_and_connect_are_no_praise(text: str) -> None:
    assert score(text, "en").label == "neutral"


def test_what_is_denied_does_not_complain() -> None:
    assert complaint("nobody got sick after lunch") == 0
    assert complaint("We got sick after lunch") < 0
    assert complaint("without any injuries") == 0
    assert complaint("I have never been charged twice") == 0
    assert complaint("She wasn't hospitalised") == 0
    assert complaint("Acme donates $1M to St. Mary's Children's Hospital") == 0
    assert complaint("The hospitality was lovely") == 0


@pytest.mark.parametrize(
    "text",
    [
        "Your cappuccino made me sick", "Domino food poisoning", "The Acme casino scam", "No! I got sick", "Not good, horrible",
        "I can't believe I got sick", "They don't care, charged twice", "My son was hospitalized", "He is in hospital since Monday",
        "never again",
    ],
)  # fmt: skip
def test_a_no_within_a_word_or_of_another_clause_denies_nothing(text: str) -> None:
    assert complaint(text) < 0


def test_each_term_counts_once_and_the_score_has_a_floor() -> None:
    once = complaint("splinters")
    assert complaint("splinters, splinters and splinters") == once
    assert complaint("horrible worst scam injured splinters on fire exploded boycott lawsuit shards") == LEAST
    assert complaint("A calm Tuesday") == 0


@pytest.mark.parametrize(
    "text",
    [
        "Ye company bahut kharab hai, paisa wapas karo",
        "bhai aaj delivery nahi aayi kya kar rahe ho tum",
        "Das Ding ist so bad, no support",
    ],
)
def test_what_only_looks_like_english_is_not_scored(text: str) -> None:
    found = enrich("", text)
    assert found.language.code != "en" and found.sentiment.label is None


def test_the_demos_crisis_is_not_called_praise() -> None:
    """Every English kind of post of the invented crisis that is a complaint, 40 wordings each, against its own label."""
    rng = Random(7)
    parts = {**grammar("quiet")["parts"], **grammar("crisis")["parts"]}
    seen: Counter[str | None] = Counter()
    for kind in kinds("crisis", parts):
        if kind.language == "en" and kind.tone == "negative":
            for _ in range(40):
                found = enrich(compose(kind.parts, "title", rng), compose(kind.parts, "text", rng))
                seen[found.sentiment.label] += 1
    assert seen["negative"] / seen.total() > 0.9
    assert seen["positive"] / seen.total() < 0.06
