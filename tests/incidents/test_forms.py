"""What incidents' forms offer, to whom, and how they read what was typed."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.brands.models import Brand, BrandTeam
from incidents.forms.answers import AskForm, DecideForm, FreeForm, SlotsForm
from incidents.forms.command import (
    DutyForm,
    GiveForm,
    LeadForm,
    PlanForm,
    SeverityForm,
    SkipForm,
    StatusForm,
    TaskForm,
    UpdateForm,
)
from incidents.forms.debriefs import PartChangeForm, PlanChoice
from incidents.forms.listing import FilterForm
from incidents.forms.opening import JoinForm, OpenForm
from incidents.forms.record import AudienceForm, NoteForm
from incidents.models import Incident
from incidents.services import command
from incidents.services.slots import Slot
from playbooks.models import Plan
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World


@pytest.fixture
def incident(world: World) -> Incident:
    made: Incident = scene.opened(world, plan_version=scene.plan(world))
    return made


def _offered(form: Any, name: str) -> list[str]:
    return [str(value) for value, _ in form.fields[name].choices]


def test_a_status_form_offers_what_is_possible_from_here_and_never_closing(world: World, incident: Incident) -> None:
    assert _offered(StatusForm(incident=incident), "action") == ["respond", "stabilise", "resolve"]
    resolved = command.change_status(member=world.manager, incident=incident, action="resolve", now=after(5))
    assert _offered(StatusForm(incident=resolved), "action") == ["reopen"]


def test_a_severity_form_offers_the_other_three(incident: Incident) -> None:
    assert _offered(SeverityForm(incident=incident), "severity") == ["1", "3", "4"]
    assert list(SeverityForm({"severity": "2", "reason": "x"}, incident=incident).errors) == ["severity"]
    assert list(SeverityForm({"severity": "1", "reason": " "}, incident=incident).errors) == ["reason"]


def test_who_can_lead_are_the_brands_people_who_may_and_not_the_lead(world: World, incident: Incident) -> None:
    offered = _offered(LeadForm(incident=incident), "to")
    assert str(incident.lead_id) not in offered
    for member in (world.client, world.other, world.deactivated):
        assert str(member.user_id) not in offered
    BrandTeam.objects.create(brand=world.alder, user=world.other.user)
    form = LeadForm({"to": str(world.other.user_id)}, incident=incident)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["to"] == world.other.user_id


def test_a_duty_goes_to_somebody_on_the_brand_or_to_nobody(world: World, incident: Incident) -> None:
    form = DutyForm({"duty": "legal", "to": ""}, incident=incident)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["to"] is None
    assert "lead" not in _offered(form, "duty"), "leading is handed over, not assigned"
    assert list(DutyForm({"duty": "legal", "to": world.client.user_id}, incident=incident).errors) == ["to"]


def test_a_plan_is_one_of_the_brands_published_and_none_only_in_triage(world: World, incident: Incident) -> None:
    foreign = scene.plan(world, world.lumen)
    assert _offered(PlanForm(incident=incident), "plan") == [str(incident.plan_version_id)]
    assert list(PlanForm({"plan": foreign.pk}, incident=incident).errors) == ["plan"]
    incident.status = "triage"
    assert PlanForm({"plan": ""}, incident=incident).is_valid()
    Plan.objects.filter(brand=world.alder).update(is_archived=True)
    assert _offered(PlanForm(incident=incident), "plan") == [""]


def test_the_next_promise_is_typed_in_the_readers_zone(incident: Incident) -> None:
    with timezone.override("Asia/Tokyo"):
        form = UpdateForm({"audience": "client", "text": "x", "next_due_at": "2026-03-04T18:00"}, incident=incident)
        assert form.is_valid(), form.errors
    assert form.cleaned_data["next_due_at"].isoformat() == "2026-03-04T18:00:00+09:00"
    assert "audience" in UpdateForm({"audience": "internal", "text": "x"}, incident=incident).errors


def test_a_task_without_a_person_is_the_leads(world: World, incident: Incident) -> None:
    form = TaskForm({"title": "Call", "due_minutes": "5", "phase": "respond", "owner": ""}, incident=incident)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["owner"] is None
    late = TaskForm({"title": "Call", "due_minutes": "-1", "phase": "respond"}, incident=incident)
    assert list(late.errors) == ["due_minutes"]


def test_a_required_task_is_skipped_with_a_reason_only(incident: Incident) -> None:
    required, optional = incident.tasks.filter(required=True)[0], incident.tasks.filter(required=False)[0]
    assert list(SkipForm({"reason": ""}, task=required).errors) == ["reason"]
    assert SkipForm({"reason": ""}, task=optional).is_valid()
    assert SkipForm({"reason": "Nobody there"}, task=required).is_valid()


def test_a_task_is_given_to_somebody_else(incident: Incident) -> None:
    task = incident.tasks.exclude(owner=None)[0]
    assert str(task.owner_id) not in _offered(GiveForm(task=task), "to")


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
    assert "Nothing is different" in str(form.errors)


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


def test_the_list_is_narrowed_by_what_can_be_read(world: World, incident: Incident) -> None:
    scene.opened(world, title="A fire drill", severity=3, is_drill=True)

    def titles(**data: str) -> set[str]:
        form = FilterForm(data, brands=list(Brand.objects.all()))
        form.is_valid()
        return {row.title for row in form.narrowed(Incident.objects.all())}

    assert titles() == titles(severity="9", brand="nowhere", drills="perhaps") == {"Glass in a jar", "A fire drill"}
    assert titles(severity="3") == titles(drills="drill") == titles(q="FIRE") == {"A fire drill"}
    assert titles(drills="real", brand="alder-coffee") == {"Glass in a jar"}
    assert titles(brand="lumen-air") == set()


def test_an_incident_opens_for_an_offered_brand_with_or_without_a_plan(world: World, incident: Incident) -> None:
    version = incident.plan_version
    assert version is not None
    given = {"brand": "alder-coffee", "title": "Glass", "severity": "2", "reason": "Hurt", "plan": ""}

    def made(**changes: Any) -> OpenForm:
        return OpenForm({**given, **changes}, brands=[world.alder], versions=[(version, "Recall")])

    assert made().is_valid()
    assert made(plan=version.pk).is_valid()
    assert made(brand="lumen-air").errors == {"brand": ["Choose one of your brands."]}
    assert set(made(plan=uuid4(), severity="5", reason="").errors) == {"plan", "severity", "reason"}
    assert set(JoinForm({"alert": "x"}).errors) == {"alert", "incident"}


def test_a_note_is_internal_unless_somebody_says_otherwise() -> None:
    form = NoteForm({"text": "Called the shop"})
    assert form.is_valid()
    assert (form.cleaned_data["visibility"], form.cleaned_data["confirmed"]) == ("internal", False)
    assert "audience" in AudienceForm({"audience": "internal"}).errors, "a release is never taken back"
