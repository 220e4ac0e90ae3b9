"""From a starter to the next version that a lesson asked for."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from playbooks import starters
from playbooks.models import Plan, PlanVersion
from playbooks.services import content, drafts, editing, plans, proposals
from tests.world import World

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def plan(world: World) -> Plan:
    return plans.create_plan(world.admin, world.alder, name="Product harm", starter="product-harm", now=NOW)


def _draft(plan: Plan) -> PlanVersion:
    return plan.versions.get(status="draft")


def _publish(world: World, plan: Plan) -> PlanVersion:
    draft = _draft(plan)
    return plans.publish(world.admin, draft, change_note="", lock=draft.lock, now=NOW)


@pytest.mark.parametrize("starter", starters.ORDER)
def test_every_starter_becomes_a_plan_that_can_be_published(world: World, starter: str) -> None:
    plan = plans.create_plan(world.admin, world.alder, name="A plan", starter=starter, now=NOW)
    draft = _draft(plan)
    assert draft.steps.count() == len(starters.load(starter)["steps"])
    assert plans.missing_parts(draft) == []


def test_publishing_retires_the_version_before_and_numbers_go_on(world: World, plan: Plan) -> None:
    first = _publish(world, plan)
    draft = drafts.start_draft(world.manager, plan, now=NOW)
    second = plans.publish(world.admin, draft, change_note="Shorter", lock=draft.lock, now=NOW)
    first.refresh_from_db()
    assert (first.status, first.number) == ("retired", 1)
    assert (second.status, second.number) == ("published", 2)
    assert list(plans.published(world.alder)) == [second]


def test_a_plan_without_a_required_part_is_not_published_and_says_what_is_missing(world: World) -> None:
    plan = plans.create_plan(world.admin, world.alder, name="Empty", starter="", now=NOW)
    with pytest.raises(Invalid) as refused:
        _publish(world, plan)
    assert refused.value.code == "incomplete_plan"
    assert "a holding statement" in refused.value.message
    assert _draft(plan).number is None


def test_a_published_version_takes_no_edit(world: World, plan: Plan) -> None:
    version = _publish(world, plan)
    with pytest.raises(Conflict) as refused:
        editing.add_part(world.admin, version, part="section", fields={"title": "Late"}, lock=version.lock, now=NOW)
    assert refused.value.code == "wrong_state"


def test_the_second_of_two_editors_is_told_who_was_first_and_loses_nothing(world: World, plan: Plan) -> None:
    draft = _draft(plan)
    step = draft.steps.first()
    assert step is not None
    editing.change_part(
        world.manager,
        draft,
        editing.PartRead("step", step.key),
        fields={"title": "Ines's words"},
        lock=draft.lock,
        now=NOW,
    )
    with pytest.raises(Conflict) as refused:
        editing.change_part(
            world.admin, draft, editing.PartRead("step", step.key), fields={"title": "Adam's"}, lock=draft.lock, now=NOW
        )
    assert refused.value.code == "changed_since"
    assert refused.value.data["by"] == "Ines Marten"
    step.refresh_from_db()
    assert step.title == "Ines's words"


@pytest.mark.parametrize(
    ("part", "fields", "at"),
    [
        ("step", {"title": "Too early", "due_minutes": -5}, "due_minutes"),
        ("step", {"title": ""}, "title"),
        ("section", {"title": "x", "body": "a\x00b"}, "body"),
        ("statement", {"title": "x", "text": "{{when:date}}"}, "text"),
        ("trigger", {"name": "x", "query": '"unclosed'}, "query"),
        ("step", {"title": "x", "colour": "red"}, "colour"),
    ],
)
def test_a_bad_field_is_refused_at_its_place_and_nothing_changes(
    world: World, plan: Plan, part: str, fields: dict[str, Any], at: str
) -> None:
    draft = _draft(plan)
    before = content.content_of(draft)
    with pytest.raises(Invalid) as refused:
        editing.add_part(world.admin, draft, part=part, fields=fields, lock=draft.lock, now=NOW)
    assert list(refused.value.fields) == [at]
    assert content.content_of(draft) == before
    draft.refresh_from_db()
    assert draft.lock == 1


def test_reordering_names_every_part_once(world: World, plan: Plan) -> None:
    draft = _draft(plan)
    keys = [step.key for step in draft.steps.all()]
    lock = editing.reorder(world.admin, draft, part="step", keys=keys[::-1], lock=draft.lock, now=NOW)
    assert [step.key for step in draft.steps.all()] == keys[::-1]
    with pytest.raises(Invalid):
        editing.reorder(world.admin, draft, part="step", keys=keys[1:], lock=lock, now=NOW)


def test_a_lesson_becomes_a_draft_that_names_it(world: World, plan: Plan) -> None:
    first = _publish(world, plan)
    step = first.steps.first()
    assert step is not None
    lesson = uuid4()
    proposal = proposals.propose(
        world.manager,
        plan,
        title="Ask the plant earlier",
        reason="We lost 40 minutes",
        changes=[
            {"op": "change", "part": "step", "key": str(step.key), "fields": {"due_minutes": 7}},
            {"op": "add", "part": "step", "fields": {"title": "Call the plant", "phase": "triage"}},
        ],
        lesson_id=lesson,
        lesson_text="Nobody called the plant for 40 minutes",
        now=NOW,
    )
    shown = proposals.preview(proposal)
    assert [diff.change for diff in shown] == ["changed", "added"]
    draft = proposals.accept(world.admin, proposal, reason="Yes", now=NOW)
    assert draft.proposals.get().lesson_id == lesson
    second = plans.publish(world.admin, draft, change_note="Lesson", lock=draft.lock, now=NOW)
    changed = content.differences(first, second)
    assert {(diff.change, diff.title) for diff in changed} == {("changed", step.title), ("added", "Call the plant")}
    assert second.proposals.get().lesson_text == "Nobody called the plant for 40 minutes"


def test_a_decided_proposal_is_not_decided_again(world: World, plan: Plan) -> None:
    change = {"op": "add", "part": "section", "fields": {"title": "More"}}
    proposal = proposals.propose(
        world.manager, plan, title="More", reason="", changes=[change], lesson_id=None, lesson_text="", now=NOW
    )
    with pytest.raises(Invalid):
        proposals.reject(world.admin, proposal, reason="  ", now=NOW)
    proposals.reject(world.admin, proposal, reason="It is there already", now=NOW)
    with pytest.raises(Conflict) as refused:
        proposals.accept(world.admin, proposal, reason="", now=NOW)
    assert refused.value.data["current"] == "rejected"
    assert _draft(plan).sections.filter(title="More").count() == 0


def test_the_schema_holds_one_draft_and_one_published_version_a_plan(world: World, plan: Plan) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.create(plan=plan, created_by=world.admin.user)
    _publish(world, plan)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.create(plan=plan, created_by=world.admin.user, status="published", number=7)


def test_only_those_who_may_edit_and_publish(world: World, plan: Plan) -> None:
    draft = _draft(plan)
    with pytest.raises(Forbidden):
        drafts.start_draft(world.analyst, plan, now=NOW)
    with pytest.raises(Forbidden):
        plans.publish(world.manager, draft, change_note="", lock=draft.lock, now=NOW)
    with pytest.raises(NotFound):
        editing.add_part(world.other, draft, part="section", fields={"title": "x"}, lock=draft.lock, now=NOW)
