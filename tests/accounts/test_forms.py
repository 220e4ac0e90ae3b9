"""What every form shares: a refusal stands at its field, lines are lists, zones are offered."""

import pytest
from django import forms

from accounts.errors import Conflict, Forbidden, Invalid
from accounts.forms import Lines, ZoneField, carried_out


class _Form(forms.Form):
    name = forms.CharField()
    words = Lines()
    zone = ZoneField()


def _valid() -> _Form:
    form = _Form({"name": "x", "words": " one \n\n two", "zone": "UTC"})
    assert form.is_valid()
    return form


def _refuse(error: Exception) -> None:
    raise error


def test_a_refusal_stands_at_the_field_it_names_else_above_the_form() -> None:
    at_field, above = _valid(), _valid()
    assert not carried_out(at_field, lambda: _refuse(Invalid.field("name", "Too odd.")))
    assert at_field.errors["name"] == ["Too odd."]
    assert not carried_out(above, lambda: _refuse(Conflict("Somebody was faster.")))
    assert above.non_field_errors() == ["Somebody was faster."]
    assert carried_out(_valid(), lambda: None)


def test_what_is_not_open_to_a_person_is_no_forms_matter() -> None:
    with pytest.raises(Forbidden):
        carried_out(_valid(), lambda: _refuse(Forbidden("No.")))


def test_lines_are_a_list_there_and_back() -> None:
    assert _valid().cleaned_data["words"] == ["one", "two"]
    assert ">\none\ntwo</textarea>" in str(_Form(initial={"words": ["one", "two"]})["words"])


def test_every_zone_is_offered_while_typing() -> None:
    shown = str(_Form()["zone"])
    assert 'value="Europe/Berlin"' in shown
    assert 'list="id_zone-zones"' in shown
    assert '<datalist id="id_zone-zones">' in shown
