"""What people write, at the services' door: what can't be kept or seen is refused at its field."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.cleaning import (
    clean_line,
    clean_name,
    clean_public_text,
    clean_text,
    find_invisible,
    is_blank,
    strip_bidi,
    whole_number,
)
from accounts.errors import Invalid

UNSEEN = ["\u3164", "\u2800 \u115f", "", "  \n", "\u200b", "\u200b \ufeff\u2060", "\u00ad\u200e\u200f"]


@pytest.mark.parametrize("text", UNSEEN)
def test_what_shows_nothing_is_nothing(text: str) -> None:
    assert is_blank(text)
    for read in (clean_text, clean_line):
        with pytest.raises(Invalid) as refused:
            read("note", text, most=10)
        assert (refused.value.code, list(refused.value.fields)) == ("required", ["note"])


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "a\ud800b"])
def test_what_no_record_holds_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean_text("note", text)
    assert refused.value.code == "bad_characters"


def test_a_megabyte_is_too_long_and_says_how_long() -> None:
    with pytest.raises(Invalid, match="1,000,000 characters long; 20,000 is the most"):
        clean_text("note", "x" * 1_000_000)


def test_a_line_has_no_breaks_for_a_mails_header_to_be_cut_at() -> None:
    assert clean_line("title", "Glass\r\nBcc: all@alder.example", most=100) == "Glass Bcc: all@alder.example"


@pytest.mark.parametrize("name", ["\u200b", "Al\u200bder", "Al\u202eder", "Al\x00der", "x" * 101, "  "])
def test_a_name_is_what_is_seen(name: str) -> None:
    with pytest.raises(Invalid, match="A name has 1 to 100 visible characters"):
        clean_name("name", name, most=100, what="A name")


def test_a_name_keeps_its_letters_and_single_spaces() -> None:
    assert clean_name("name", "  Zoë   Ålesund ", most=100, what="A name") == "Zoë Ålesund"


def test_an_approver_sees_every_character_of_what_goes_public() -> None:
    with pytest.raises(Invalid) as refused:
        clean_public_text("text", "No\u200bthing happened")
    assert (refused.value.code, refused.value.data["position"]) == ("hidden_characters", 3)
    assert "after “No” (ZERO WIDTH SPACE, U+200B)" in str(refused.value)


# Tags, marks of direction, joiners, fillers, variation selectors, invisible operators, separators, C1…: each alone in Latin text.
HIDING = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u2060\u2061"
    "\u2062\u2063\u2064\u2066\u2069\u206a\u206f\u2800\u3164\ufe00\ufe0e\ufe0f\ufeff\uffa0\ufff9\ufffb\x80\x85\x9f"
    "\U0001d173\U000e0001\U000e0041\U000e007f\U000e0100\U000e01ef"
)


@pytest.mark.parametrize("mark", HIDING, ids=lambda mark: f"U+{ord(mark):04X}")
def test_no_mark_that_shows_nothing_passes_into_a_public_text(mark: str) -> None:
    for text in (f"All{mark}fine", f"All {mark}fine", f"Well 5{mark} of 7"):
        with pytest.raises(Invalid) as refused:
            clean_public_text("text", text)
        assert refused.value.code == "hidden_characters"
        assert f"U+{ord(mark):04X}" in str(refused.value)


def test_words_hidden_in_tags_are_refused_behind_a_flag_too() -> None:
    tagged = "".join(chr(0xE0000 + ord(letter)) for letter in "WE LIED")
    for text in (f"All fine{tagged}", f"All fine \U0001f3f4{tagged}\U000e007f"):
        with pytest.raises(Invalid):
            clean_public_text("text", text)


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم", "کتاب\u200cها", "ه\u200d", "क्\u200dष", "ශ්\u200dරී", "র\u200d্য", "ഹ\u0d4d\u200d", "ភាសា\u200bខ្មែរ",
        "\U0001f469\u200d⚕\ufe0f", "\U0001f3f3\ufe0f\u200d\U0001f308", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f44d\U0001f3fd", "1\ufe0f\u20e3",
        "❤\ufe0f", "☎\ufe0e", "\U0001f469\U0001f3fd\u200d\U0001f692", "辻\U000e0100", "מה שלומך", "مرحبا",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    ],
)  # fmt: skip
def test_what_a_script_or_an_emoji_needs_passes_where_it_needs_it(text: str) -> None:
    assert clean_public_text("text", f"So: {text}, yes") == f"So: {text}, yes"
    assert clean_name("name", text, most=100, what="A name") == text


_NEEDED = {
    *"\u200b\u200c\u200d\ufe00\ufe01\ufe02\ufe0e\ufe0f\u180b\u180c\u180d\u180e\u180f",
    *map(chr, range(0xE0100, 0xE01F0)),
}
_NEEDED |= {chr(code) for code in range(0xE0020, 0xE0080)}  # the three flags only, see above


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
@settings(max_examples=400, deadline=None)
def test_what_passes_holds_no_control_format_or_separator_that_is_not_needed(text: str) -> None:
    if find_invisible(text) is None:
        rest = [one for one in text if one not in _NEEDED and one not in "\t\n"]
        bad = [one for one in rest if unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp")]
        # Number signs are format characters that can be seen.
        assert all("NUMBER" in unicodedata.name(one, "") or "SIGN" in unicodedata.name(one, "") or "MARK" in unicodedata.name(one, "")
                   or "END OF AYAH" in unicodedata.name(one, "") for one in bad), bad  # fmt: skip


@given(st.text("abcXYZ 019.,!?", min_size=1), st.sampled_from(HIDING), st.integers(0, 40))
@settings(max_examples=200, deadline=None)
def test_wherever_a_mark_is_put_in_latin_text_it_is_found_there(text: str, mark: str, at: int) -> None:
    at = min(at, len(text))
    assert find_invisible(text[:at] + mark + text[at:]) == at


@pytest.mark.parametrize("mark", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_a_title_does_not_turn_the_words_beside_it(mark: str) -> None:
    with pytest.raises(Invalid) as refused:
        clean_line("title", f"Glass{mark} jar", most=100)
    assert (refused.value.code, list(refused.value.fields)) == ("hidden_characters", ["title"])
    assert strip_bidi(f"Glass{mark} jar") == "Glass jar"


# A digit that is no number to int(), none, a sign, a point, another script's, spaces, an underscore, and more than int() reads.
NO_NUMBERS = ["", "²", "-1", "+1", "1.5", "٣", " 1", "1_000", "x", "9" * 5_000, "0" * 5_000 + "x"]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_whole_number_is_none(text: str) -> None:
    assert whole_number(text, most=2**63 - 1) is None


@pytest.mark.parametrize(
    ("text", "read"), [("0", None), ("1", 1), ("24", 24), ("0024", 24), ("25", None), ("0000019999", None)]
)
def test_a_whole_number_lies_within_its_bounds_however_many_zeros_lead_it(text: str, read: int | None) -> None:
    assert whole_number(text, least=1, most=24) == read
    assert whole_number("0" * 5_000 + text, least=1, most=24) == read
