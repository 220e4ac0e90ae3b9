"""What the forms of answers and updates offer, and how they read what was typed."""

import pytest
from django.utils import timezone

from incidents.models import Incident
from incidents.speaking.forms.answers import AskForm, DecideForm, FreeForm, SlotsForm
from incidents.speaking.forms.updates import UpdateForm
from incidents.speaking.services.slots import Slot
from tests.incidents import scene
from tests.world import World


@pytest.fixture
def incident(world: World) -> Incident:
    made: Incident = scene.opened(world, plan_version=scene.plan(world))
    return made


def test_the_next_promise_is_typed_in_the_readers_zone(incident: Incident) -> None:
    with timezone.override("Asia/Tokyo"):
        form = UpdateForm({"audience": "client", "text": "x", "next_due_at": "2026-03-04T18:00"}, incident=incident)
        assert form.is_valid(), form.errors
    assert form.cleaned_data["next_due_at"].isoformat() == "2026-03-04T18:00:00+09:00"
    assert "audience" in UpdateForm({"audience": "internal", "text": "x"}, incident=incident).errors


SLOTS = (
    Slot(name="what", type="text", label="what happened", required=True),
    Slot(name="since", type="time", label="since", required=True),
    Slot(name="count", type="number", label="how many", required=False),
)


def test_each_blank_of_a_statement_is_a_field_and_times_carry_their_zone() -> None:
    data = {"channel": "social", "slots.what": "Glass", "slots.since": "2026-03-04T13:00"}
    with timezone.override("Europe/Berlin"):
        form = SlotsForm(data, slots=SLOTS, examples={"what": "a broken jar"})
        assert form.is_valid(), form.errors
    assert form.values() == {"what": "Glass", "since": "2026-03-04T13:00:00+01:00", "count": ""}
    assert [field.label for field in form.slot_fields()] == ["What happened", "Since", "How many"]
    assert form.fields["slots.what"].widget.attrs["placeholder"] == "a broken jar"


def test_a_blank_that_is_needed_is_refused_at_its_field() -> None:
    form = SlotsForm({"channel": "social", "slots.since": "soon"}, slots=SLOTS, examples={})
    assert set(form.errors) == {"slots.what", "slots.since"}


def test_approvers_are_chosen_among_those_offered_and_a_client_is_named_as_one(world: World) -> None:
    form = AskForm({"approvers": [world.client.user_id]}, candidates=[world.client, world.manager])
    assert form.is_valid(), form.errors
    assert form.cleaned_data["approvers"] == [world.client.user_id]
    labels = [label for _, label in form.fields["approvers"].choices]  # type: ignore[attr-defined]
    assert labels == ["Clara Client, client", "Ines Marten, manager"]
    assert "approvers" in AskForm({"approvers": [world.other.user_id]}, candidates=[world.manager]).errors
    assert "approvers" in AskForm({}, candidates=[world.manager]).errors


def test_a_decision_is_yes_or_no_to_a_named_text() -> None:
    assert DecideForm({"yes": "yes", "text_sha256": "a" * 64}).is_valid()
    assert set(DecideForm({"yes": "perhaps"}).errors) == {"yes", "text_sha256"}


def test_a_text_in_ones_own_words_says_where_it_goes() -> None:
    assert set(FreeForm({"channel": "pigeon"}).errors) == {"title", "channel", "text"}
