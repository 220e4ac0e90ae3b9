"""The forms of plans carry words to the services and refusals back."""

import pytest
from django import forms

from accounts.errors import Invalid
from playbooks.forms import (
    PART_FORMS,
    DecisionForm,
    LockForm,
    NewPlanForm,
    PublishForm,
    StepForm,
    label_of,
    put_errors,
)
from playbooks.parts import KINDS

STEP = {"title": "Call", "phase": "triage", "duty": "lead", "due_minutes": "5"}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_part_has_a_form_whose_fields_the_kind_can_read(kind: str) -> None:
    assert set(PART_FORMS[kind].base_fields) <= set(KINDS[kind].readers)
    assert set(PART_FORMS) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_form_and_its_kind_agree_on_how_long_a_text_may_be(kind: str) -> None:
    for name, field in PART_FORMS[kind].base_fields.items():
        if isinstance(field, forms.CharField) and field.max_length:
            assert KINDS[kind].read({name: "x" * field.max_length}, partial=True)[name]
            with pytest.raises(Invalid):
                KINDS[kind].read({name: "x" * (field.max_length + 1)}, partial=True)


def test_a_step_is_read_as_typed() -> None:
    form = StepForm(STEP)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due_minutes"] == 5
    assert form.cleaned_data["required"] is False, "an empty box is not sent"


@pytest.mark.parametrize(("name", "value"), [("title", ""), ("phase", "later"), ("duty", ""), ("due_minutes", "soon")])
def test_a_step_is_refused_at_the_field_that_is_amiss(name: str, value: str) -> None:
    assert list(StepForm({**STEP, name: value}).errors) == [name]


def test_choices_read_as_words() -> None:
    assert [label_of(name) for name in ("client_liaison", "any", "stabilise")] == [
        "Client liaison",
        "Any channel",
        "Stabilise",
    ]


def test_a_new_plan_is_for_one_of_the_brands_offered_and_may_begin_empty() -> None:
    def made(**data: str) -> NewPlanForm:
        return NewPlanForm(data, brands=[("alder", "Alder Coffee")], starters=[("data-leak", "Data leak")])

    assert made(brand="alder", starter="").is_valid()
    assert made(brand="alder", starter="data-leak").is_valid()
    assert list(made(brand="lumen").errors) == ["brand"]
    assert list(made(brand="alder", starter="flood").errors) == ["starter"]


def test_publishing_names_the_state_that_was_looked_at() -> None:
    assert PublishForm({"lock": "3"}).is_valid()
    assert "lock" in PublishForm({"change_note": "x"}).errors
    assert "lock" in LockForm({"lock": "the newest"}).errors


def test_a_rejection_wants_its_reason() -> None:
    assert "next debrief" in DecisionForm({"reason": " "}).errors["reason"][0]


def test_a_refusal_stands_at_its_field_or_at_the_head() -> None:
    form = StepForm(STEP)
    put_errors(form, Invalid.field("due_minutes", "Too late."))
    assert form.errors == {"due_minutes": ["Too late."]}
    form = StepForm(STEP)
    put_errors(form, Invalid.field("slots", "Not here."))
    assert list(form.errors) == ["__all__"]
