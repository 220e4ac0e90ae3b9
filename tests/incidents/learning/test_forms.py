"""How a lesson becomes the change of a plan, as it is typed."""

from typing import Any
from uuid import uuid4

import pytest

from incidents.learning.forms import PartChangeForm, PlanChoice
from incidents.models import Incident
from playbooks.models import Plan
from tests.incidents import scene
from tests.world import World


@pytest.fixture
def incident(world: World) -> Incident:
    made: Incident = scene.opened(world, plan_version=scene.plan(world))
    return made


STEP = {
    "phase": "triage", "title": "Call", "instructions": "The plant.", "duty": "lead", "due_minutes": 15, "required": True,
}  # fmt: skip


AS_IT_IS = {f"part_{name}": "on" if value is True else str(value) for name, value in STEP.items()}


def _step_form(current: dict[str, Any] | None = STEP, **given: str) -> PartChangeForm:
    return PartChangeForm({"title": "Sooner", "op": "change", **given}, kind="step", key="k1", current=current)


def test_a_changed_part_names_only_what_is_to_be_different() -> None:
    form = _step_form(**{**AS_IT_IS, "part_due_minutes": "5"})
    assert form.is_valid(), form.errors
    assert form.change() == {"op": "change", "part": "step", "key": "k1", "fields": {"due_minutes": 5}}


def test_a_change_of_nothing_is_refused_whatever_ends_its_lines_have() -> None:
    lines = {**STEP, "instructions": "The plant.\nThe shop."}
    form = _step_form(lines, **{**AS_IT_IS, "part_instructions": "The plant.\r\nThe shop."})
    assert not form.is_valid()
    assert "Nothing has changed yet" in str(form.errors)


def test_a_removed_part_takes_no_fields_along() -> None:
    form = _step_form(op="remove")
    assert form.is_valid(), form.errors
    assert form.change() == {"op": "remove", "part": "step", "key": "k1", "fields": {}}


def test_a_new_part_has_all_that_its_kind_needs() -> None:
    assert set(_step_form(None).errors) == {"part_title", "part_phase", "part_duty", "part_due_minutes"}
    form = _step_form(None, **AS_IT_IS)
    assert form.is_valid(), form.errors
    assert form.change() == {"op": "add", "part": "step", "key": None, "fields": STEP}


def test_the_blanks_of_a_changed_statement_keep_what_is_said_of_them() -> None:
    slots = [{"name": "since", "type": "time", "label": "Since when", "required": True, "example": ""}]
    current = {"title": "First", "text": "Since {{since:time}}.", "channel": "any", "language": "en", "slots": slots}
    given = {"title": "x", "op": "change", "part_title": "First", "part_channel": "any", "part_language": "en"}
    form = PartChangeForm(
        {**given, "part_text": "We know since {{since:time}}."}, kind="statement", key="k", current=current
    )
    assert form.is_valid(), form.errors
    assert form.change()["fields"] == {"text": "We know since {{since:time}}.", "slots": slots}


def test_a_lesson_goes_into_a_part_of_a_plan_that_was_offered(incident: Incident) -> None:
    plan = Plan.objects.get()
    parts = {"step": [("k1", STEP)], "contact": [("k2", {"function": "Counsel", "name": "Ada"})]}
    choice = PlanChoice({"plan": plan.pk, "about": "contact:new"}, plans=[plan], parts=parts)
    assert choice.is_valid()
    offered = {key: words for _, group in choice.fields["about"].choices for key, words in group}  # type: ignore[attr-defined]
    assert (offered["step:k1"], offered["contact:k2"]) == ("Call", "Counsel, Ada")
    assert offered["statement:new"] == "A new holding statement"
    assert set(PlanChoice({"plan": uuid4(), "about": "step:k9"}, plans=[plan], parts=parts).errors) == {"plan", "about"}
