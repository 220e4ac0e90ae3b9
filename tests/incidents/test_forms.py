"""What incidents' forms offer, to whom, and how they read what was typed."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.brands.models import Brand, BrandTeam
from incidents.forms.command import (
    DutyForm,
    GiveForm,
    LeadForm,
    PlanForm,
    SeverityForm,
    SkipForm,
    StatusForm,
    TaskForm,
)
from incidents.forms.listing import FilterForm
from incidents.forms.moving import MergeForm
from incidents.forms.opening import JoinForm, OpenForm
from incidents.forms.record import AudienceForm, NoteForm
from incidents.models import Incident
from incidents.services import command
from incidents.services.outlook import Choice
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
    resolved = command.change_status(
        member=world.manager, incident=incident, action="resolve", waiver="Done", now=after(5)
    )
    assert _offered(StatusForm(incident=resolved), "action") == ["reopen"]


def test_a_merge_form_names_each_incident_it_could_go_into_and_wants_a_reason(world: World, incident: Incident) -> None:
    with timezone.override("UTC"):
        form = MergeForm({"into": str(incident.pk), "reason": " "}, choices=[Choice(incident, ("becomes Critical",))])
        [(value, label)] = form.fields["into"].choices  # type: ignore[attr-defined]
        day = f"{incident.opened_at:%a} {incident.opened_at.day} {incident.opened_at:%b}"
    assert value == str(incident.pk)
    assert label.startswith(f"#{incident.number} Glass in a jar · Major, opened {day}")
    assert label.endswith(" · becomes Critical")
    assert list(form.errors) == ["reason"]
    assert list(MergeForm({"into": str(uuid4()), "reason": "x"}, choices=[]).errors) == ["into"]


def test_a_status_form_never_offers_to_merge(incident: Incident) -> None:
    assert "merge" not in _offered(StatusForm(incident=incident), "action")


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


def test_the_list_is_narrowed_by_what_can_be_read(world: World, incident: Incident) -> None:
    scene.opened(world, title="A fire drill", severity=3, is_drill=True)

    def titles(**data: str) -> set[str]:
        form = FilterForm(data, brands=list(Brand.objects.all()))
        form.is_valid()
        return {row.title for row in form.narrowed(Incident.objects.all(), world.owner)}

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
