"""What the schema of plans states by itself, whoever writes."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import Conflict
from accounts.lifecycle import move
from playbooks.models import (
    PROPOSAL,
    VERSION,
    HoldingStatement,
    Part,
    Plan,
    PlanContact,
    PlanVersion,
    Section,
    Step,
    Trigger,
)
from tests.world import World


def _refused(write: Callable[[], Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        write()


def _version(world: World, plan: Plan, status: str = "draft", number: int | None = None) -> PlanVersion:
    return PlanVersion.objects.create(plan=plan, status=status, number=number, created_by=world.manager.user)


@pytest.fixture
def plan(world: World) -> Plan:
    return Plan.objects.create(brand=world.alder, name="Recall", kind="own")


def test_a_plans_name_is_its_brands_own(world: World, plan: Plan) -> None:
    _refused(lambda: Plan.objects.create(brand=world.alder, name="Recall", kind="own"), "plan_name_once")
    Plan.objects.create(brand=world.lumen, name="Recall", kind="own")


def test_a_plan_has_one_draft_and_one_published_version_at_most(world: World, plan: Plan) -> None:
    _version(world, plan)
    _refused(lambda: _version(world, plan), "planversion_one_draft")
    _version(world, plan, "published", 2)
    _refused(lambda: _version(world, plan, "published", 3), "planversion_one_published")
    _version(world, plan, "retired", 1)
    _version(world, plan, "retired", 4)
    _refused(lambda: _version(world, plan, "retired", 4), "planversion_number_once")


def test_a_version_has_a_number_exactly_when_it_is_no_draft(world: World, plan: Plan) -> None:
    _refused(lambda: _version(world, plan, "draft", 1), "planversion_number_iff_published")
    _refused(lambda: _version(world, plan, "published"), "planversion_number_iff_published")
    _refused(lambda: _version(world, plan, "retired"), "planversion_number_iff_published")


PARTS: list[tuple[type[Part], dict[str, Any], str]] = [
    (Section, {"title": "Before"}, "section_key_once"),
    (Step, {"title": "Call", "phase": "triage", "duty": "lead", "due_minutes": 5}, "step_key_once"),
    (HoldingStatement, {"title": "First", "text": "We know."}, "statement_key_once"),
    (PlanContact, {"function": "Lawyer"}, "plancontact_key_once"),
    (Trigger, {"name": "Glass", "query": "glass"}, "trigger_key_once"),
]


@pytest.mark.parametrize(("model", "fields", "constraint"), PARTS)
def test_a_part_is_in_a_version_once_and_keeps_its_key_in_the_next(
    world: World, plan: Plan, model: Any, fields: dict[str, Any], constraint: str
) -> None:
    draft, key = _version(world, plan), uuid4()
    model.objects.create(version=draft, key=key, order=1, **fields)
    _refused(lambda: model.objects.create(version=draft, key=key, order=2, **fields), constraint)
    PlanVersion.objects.filter(pk=draft.pk).update(status="published", number=1)
    model.objects.create(version=_version(world, plan), key=key, order=1, **fields)
    assert model.objects.visible_to(world.fresh(world.manager)).filter(key=key).count() == 2
    assert not model.objects.visible_to(world.fresh(world.other)).exists()


@pytest.mark.parametrize(("model", "fields", "constraint"), PARTS)
def test_a_part_has_the_status_of_its_version_whatever_code_says(
    world: World, plan: Plan, model: Any, fields: dict[str, Any], constraint: str
) -> None:
    version = _version(world, plan)
    part = model.objects.create(version=version, order=1, **fields)
    for status in ("published", "retired"):
        PlanVersion.objects.filter(pk=version.pk).update(status=status, number=1)
        part.refresh_from_db()
        assert part.version_status == status
    of_its_version = f"{model._meta.db_table}_of_its_version"
    _refused(lambda: model.objects.filter(pk=part.pk).update(version_status="draft"), of_its_version)
    _refused(lambda: model.objects.create(version=version, order=2, **fields), of_its_version)


def test_a_due_time_before_the_start_is_refused_by_the_schema(world: World, plan: Plan) -> None:
    fields = {"title": "Call", "phase": "triage", "duty": "lead", "due_minutes": -5}
    _refused(lambda: Step.objects.create(version=_version(world, plan), order=1, **fields), "due_minutes")


def test_a_retired_version_comes_back_by_no_move(world: World, plan: Plan) -> None:
    version = _version(world, plan, "retired", 1)
    assert not list(VERSION.actions_from("retired"))
    with pytest.raises(Conflict):
        move(PlanVersion.objects.all(), version.pk, VERSION, "publish")


def test_a_rejected_proposal_stays_rejected_and_an_accepted_one_may_open_again() -> None:
    assert not list(PROPOSAL.actions_from("rejected"))
    assert list(PROPOSAL.actions_from("accepted")) == ["reopen"]


def test_a_version_says_which_it_is(world: World, plan: Plan) -> None:
    assert str(_version(world, plan)) == "Recall, draft"
    assert str(_version(world, plan, "published", 3)) == "Recall v3"
