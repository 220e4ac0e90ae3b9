"""What people write, at the services' door: what can't be kept or seen is refused at its field."""

import pytest

from accounts.errors import Invalid
from accounts.texts import is_blank, line_of, name_of, public_text, text_of

UNSEEN = ["", "  \n", "\u200b", "\u200b \ufeff\u2060", "\u00ad\u200e\u200f"]


@pytest.mark.parametrize("text", UNSEEN)
def test_what_shows_nothing_is_nothing(text: str) -> None:
    assert is_blank(text)
    for read in (text_of, line_of):
        with pytest.raises(Invalid) as refused:
            read("note", text, most=10)
        assert (refused.value.code, list(refused.value.fields)) == ("required", ["note"])


@pytest.mark.parametrize("text", ["a\x00b", "a\x07b", "a\ud800b"])
def test_what_no_record_holds_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        text_of("note", text)
    assert refused.value.code == "bad_characters"


def test_a_megabyte_is_too_long_and_says_how_long() -> None:
    with pytest.raises(Invalid, match="1,000,000 characters long; 20,000 is the most"):
        text_of("note", "x" * 1_000_000)


def test_a_line_has_no_breaks_for_a_mails_header_to_be_cut_at() -> None:
    assert line_of("title", "Glass\r\nBcc: all@alder.example", most=100) == "Glass Bcc: all@alder.example"


@pytest.mark.parametrize("name", ["\u200b", "Al\u200bder", "Al\u202eder", "Al\x00der", "x" * 101, "  "])
def test_a_name_is_what_is_seen(name: str) -> None:
    with pytest.raises(Invalid, match="A name has 1 to 100 visible characters"):
        name_of("name", name, most=100, what="A name")


def test_a_name_keeps_its_letters_and_single_spaces() -> None:
    assert name_of("name", "  Zoë   Ålesund ", most=100, what="A name") == "Zoë Ålesund"


def test_an_approver_sees_every_character_of_what_goes_public() -> None:
    with pytest.raises(Invalid) as refused:
        public_text("text", "No\u200bthing happened")
    assert (refused.value.code, refused.value.data["position"]) == ("hidden_characters", 3)
