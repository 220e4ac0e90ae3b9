"""Texts in stored JSON are changed wherever they stand, and nothing else is."""

from accounts.services.erasing import each_text


def test_every_text_is_changed_and_names_numbers_and_shapes_stay() -> None:
    value = {"nina": ["by nina", 1, None, {"deep": "nina"}], "seen": True}
    assert each_text(value, lambda text: text.replace("nina", "…")) == {
        "nina": ["by …", 1, None, {"deep": "…"}],
        "seen": True,
    }
