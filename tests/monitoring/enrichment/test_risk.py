import pytest

from monitoring.enrichment.risk import FLAGGED_FROM, fired, topics
from monitoring.enrichment.risk_words import TOPICS, VERSION, WORDS


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("I will boycott them from now on", "boycott"),
        ("Never buy again, take my business elsewhere", "boycott"),
        ("They face a class action over the battery", "legal"),
        ("Product recall after the toaster caught fire", "safety"),
        ("A data breach exposed thousands of accounts", "data breach"),
        ("That ad is plainly racist", "discrimination"),
        ("The app is down again, can't log in", "outage"),
        ("I’m furious. Shame on you", "anger"),
        ("Ich werde euch verklagen, Sammelklage läuft", "legal"),
        ("Rückruf: Lebensmittelvergiftung durch Salat", "safety"),
        ("Encore une fuite de données chez eux", "data breach"),
        ("La web no funciona desde ayer", "outage"),
    ],
)
def test_a_plain_case_of_each_topic_is_flagged(text: str, topic: str) -> None:
    assert topic in [found.name for found in topics(fired(text))]


def test_the_words_that_fired_are_shown_as_ranges() -> None:
    text = "Yesterday’s OUTAGES: “can’t log in” since noon"
    found = fired(text)
    assert [text[one.start : one.end] for one in found] == ["OUTAGES", "can’t log in"]
    assert [(one.term, one.topic) for one in found] == [("outage*", "outage"), ("can't log in", "outage")]


@pytest.mark.parametrize(
    "text",
    [
        "The meeting is on Tuesday",
        "I recall that evening fondly",
        "The player was injured before the break",
        "Harry Potter and the Deathly Hallows",
        "He died in 1999",
        "",
    ],
)
def test_everyday_text_is_not_flagged(text: str) -> None:
    assert topics(fired(text)) == ()


def test_weak_words_flag_together() -> None:
    assert topics(fired("burned")) == ()
    found = topics(fired("Two injured, one burned, smoke everywhere"))
    assert [one.name for one in found] == ["safety"]
    assert found[0].strength == round(1 - 0.65**3, 3)


def test_a_word_said_twice_counts_once() -> None:
    assert topics(fired("furious furious furious"))[0].strength == 0.6


def test_a_denial_halves_the_weight() -> None:
    assert topics(fired("This is not toxic")) == ()
    assert [one.weight for one in fired("there was no data breach")] == [0.45]


def test_strongest_topics_come_first() -> None:
    names = [one.name for one in topics(fired("furious about the racist boycott lawsuit, boykott, suing"))]
    assert names[-1] == "anger"
    assert set(names) == {"anger", "boycott", "discrimination", "legal"}


@pytest.mark.timeout(20)
def test_a_megabyte_and_a_word_flood_are_bounded() -> None:
    assert len(fired("outage " * 150_000)) == 40
    assert not fired("a" * 1_000_000)
    assert len(fired("can't log " * 100_000)) <= 40


def test_the_word_lists_are_well_formed() -> None:
    assert tuple(WORDS) == TOPICS
    assert VERSION
    for by_weight in WORDS.values():
        assert max(by_weight) >= FLAGGED_FROM
        for weight, terms in by_weight.items():
            assert 0 < weight < 1
            for term in terms:
                assert term == term.lower().strip()
                assert len(term.split()[0].rstrip("*")) >= (3 if term.split()[0].endswith("*") else 1)


def test_every_term_can_fire() -> None:
    for topic, by_weight in WORDS.items():
        for terms in by_weight.values():
            for term in terms:
                found = fired(f"xx {term.replace('*', '')} xx")
                assert topic in {one.topic for one in found}, term
