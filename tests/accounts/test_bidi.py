"""What people typed beside our words: isolated where it turns the direction, byte for byte the same where it does not."""

import pytest

from accounts.bidi import isolate, isolate_within

MARKS = {0x2068: "[", 0x2069: "]"}


def _seen(text: str) -> str:
    return text.translate(MARKS)


@pytest.mark.parametrize(
    "text", ["", "Glass in a jar", "Müller & Söhne (2)", "Ёлка", "株式会社", "née 😀 👩‍💻", "£5 – “so”"]
)
def test_a_text_from_left_to_right_stays_what_it_is(text: str) -> None:
    assert isolate(text) == text == isolate_within(text)


def test_a_title_from_right_to_left_is_one_thing_of_its_own_direction() -> None:
    assert _seen(f"#12 {isolate('شركة (ABC) 123')} is resolved") == "#12 [شركة (ABC) 123] is resolved"
    assert _seen(isolate("שלום")) == "[שלום]"


@pytest.mark.parametrize("mark", ["\u202a", "\u202b", "\u202d", "\u202e", "\u200f", "\u061c", "\u2067"])
def test_a_mark_of_direction_reaches_no_further_than_its_text(mark: str) -> None:
    isolated = isolate(f"Tom {mark}Reyes")
    assert isolated[0] == "\u2068" and isolated[-1] == "\u2069"
    # each isolate that is begun in it ends in it
    assert sum(char in "\u2066\u2067\u2068" for char in isolated) == isolated.count("\u2069")


def test_nobody_ends_an_isolate_that_is_not_theirs() -> None:
    assert _seen(isolate("Tom\u2069 شركة")) == "[Tom شركة]"
    assert isolate("\u2067شركة") == "\u2068\u2067شركة\u2069\u2069"


def test_each_line_is_isolated_by_itself_because_no_isolate_reaches_over_a_paragraph() -> None:
    assert _seen(isolate("شركة\nLine two\nשלום")) == "[شركة]\nLine two\n[שלום]"


@pytest.mark.parametrize(
    ("sentence", "seen"),
    [
        ("#12 شركة is resolved", "#12 [شركة] is resolved"),
        ("#12 شركة بن لادن, 3 of 5 open", "#12 [شركة بن لادن], 3 of 5 open"),
        ("شركة: 3 mentions", "[شركة]: 3 mentions"),
        ("שלום asked شركة", "[שלום] asked [شركة]"),
        ("مستوى3 is at work", "[مستوى3] is at work"),
        ("Tom \u202eseyeR said so", "Tom seyeR said so"),
        (f"{isolate('شركة 3')}: 3 of 5, שלום", "[شركة 3]: 3 of 5, [שלום]"),
    ],
)
def test_a_sentence_known_only_whole_keeps_its_own_words_in_order(sentence: str, seen: str) -> None:
    assert _seen(isolate_within(sentence)) == seen
    assert isolate_within(isolate_within(sentence)) == isolate_within(sentence)
