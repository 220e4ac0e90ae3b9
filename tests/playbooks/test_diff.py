"""The readable difference."""

from hypothesis import given
from hypothesis import strategies as st

from playbooks.diff import compare, words


@given(st.text(), st.text())
def test_the_words_of_a_difference_rebuild_both_texts(before: str, after: str) -> None:
    parts = words(before, after)
    assert "".join(text for sign, text in parts if sign != "insert") == before
    assert "".join(text for sign, text in parts if sign != "delete") == after


def test_a_part_that_only_changed_places_is_moved_not_changed() -> None:
    parts = [(key, {"title": key}) for key in "abcd"]
    found = compare({"step": parts}, {"step": [parts[3], *parts[:3]]})
    assert [(diff.key, diff.change) for diff in found] == [("d", "moved")]


def test_a_part_that_changed_and_moved_says_both() -> None:
    before = [(key, {"title": key}) for key in "abcd"]
    after = [("d", {"title": "delta"}), *before[:3]]
    [diff] = compare({"step": before}, {"step": after})
    assert (diff.key, diff.change, diff.moved) == ("d", "changed", True)
    stayed = [*before[:3], after[0]]
    [diff] = compare({"step": before}, {"step": stayed})
    assert (diff.change, diff.moved) == ("changed", False)


def test_equal_versions_do_not_differ() -> None:
    parts = {"step": [("a", {"title": "a", "required": True})]}
    assert compare(parts, parts) == []
