"""Publishing by hand."""

import hashlib

import pytest

from incidents.publishers import HandOff, Piece, Publisher, Refused, publisher_for


def _piece(text: str, of: str = "") -> Piece:
    digest = hashlib.sha256((of or text).encode()).hexdigest()
    return Piece(reference="1", channel="social", title="T", text=text, text_sha256=digest)


@pytest.mark.parametrize("text", ["We are sorry.", "  ends kept \n", "“q” – ü 😀"])
def test_the_exact_text_is_given_to_a_person_who_confirms_where_it_stands(text: str) -> None:
    outcome = HandOff().publish(_piece(text))
    assert (outcome.text, outcome.url, outcome.needs_confirmation) == (text, "", True)
    assert outcome.instructions


def test_a_text_that_is_not_the_approved_one_is_refused() -> None:
    with pytest.raises(Refused):
        HandOff().publish(_piece("We are sorry!", of="We are sorry."))


def test_every_channel_goes_by_hand() -> None:
    publishers: list[Publisher] = [publisher_for(channel) for channel in ("social", "press", "web")]
    assert {publisher.name for publisher in publishers} == {"hand-off"}
