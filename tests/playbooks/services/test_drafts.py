"""Drafts over several versions: what a new one copies, whose plans are touched, and two who publish at once."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from accounts.errors import Conflict, DomainError, Invalid, NotFound
from playbooks.models import PlanVersion
from playbooks.services import drafts, editing, plans, proposals
from tests.playbooks.conftest import NOW
from tests.world import World


def _second(world: World, published: PlanVersion) -> PlanVersion:
    """Version 2, published with another summary than version 1."""
    draft = drafts.start_draft(world.manager, published.plan, now=NOW)
    lock = editing.set_summary(world.manager, draft, summary="The second", lock=draft.lock, now=NOW)
    return plans.publish(world.admin, draft, change_note="", lock=lock, now=NOW)


def test_a_third_draft_is_a_copy_of_the_newest_version_not_of_the_first(world: World, published: PlanVersion) -> None:
    second = _second(world, published)
    third = drafts.start_draft(world.manager, published.plan, now=NOW)
    assert (third.based_on_id, third.summary) == (second.pk, "The second")


def test_of_a_plan_that_was_retired_the_newest_version_is_copied(world: World, published: PlanVersion) -> None:
    second = _second(world, published)
    plans.retire(world.admin, second, now=NOW)
    assert drafts.start_draft(world.manager, published.plan, now=NOW).based_on_id == second.pk


def test_an_archived_plan_is_proposed_no_more(world: World, published: PlanVersion) -> None:
    assert list(plans.published(world.alder)) == [published]
    plans.archive(world.admin, published.plan, now=NOW)
    assert list(plans.published(world.alder)) == []
    plans.archive(world.admin, published.plan, archived=False, now=NOW)
    assert list(plans.published(world.alder)) == [published]


def _acts(world: World, member: Any, version: PlanVersion) -> list[Callable[[], object]]:
    return [
        lambda: drafts.start_draft(member, version.plan, now=NOW),
        lambda: editing.set_summary(member, version, summary="Mine", lock=version.lock, now=NOW),
        lambda: editing.reorder(member, version, part="step", keys=[], lock=version.lock, now=NOW),
        lambda: drafts.discard(member, version, lock=version.lock, now=NOW),
        lambda: plans.publish(member, version, change_note="", lock=version.lock, now=NOW),
        lambda: plans.archive(member, version.plan, now=NOW),
    ]


def test_plans_of_brands_somebody_is_not_on_are_beyond_every_act(world: World, draft: PlanVersion) -> None:
    before = PlanVersion.objects.values().get(pk=draft.pk)
    for act in _acts(world, world.other, draft):
        with pytest.raises(DomainError):
            act()
    assert PlanVersion.objects.values().get(pk=draft.pk) == before
    # Of these, the ones the other may do on brands of their own are refused by the brand alone.
    with pytest.raises(NotFound):
        drafts.start_draft(world.other, draft.plan, now=NOW)


def test_an_order_that_names_a_part_twice_is_refused(world: World, draft: PlanVersion) -> None:
    keys = list(draft.steps.order_by("order").values_list("key", flat=True))
    twice = [*keys[:-1], keys[0]]
    for wrong in (twice, [*keys, keys[0]], keys[:-1]):
        with pytest.raises(Invalid):
            editing.reorder(world.manager, draft, part="step", keys=wrong, lock=draft.lock, now=NOW)
    assert list(draft.steps.order_by("order").values_list("key", flat=True)) == keys


def test_two_publishers_at_once_publish_one_version(committed_world: World) -> None:
    world = committed_world
    plan = plans.create_plan(world.admin, world.alder, name="Race", starter="product-harm", now=NOW)
    draft = plan.versions.get()
    barrier, outcomes = Barrier(2), list[str]()

    def publish() -> None:
        world.enter()
        barrier.wait()
        try:
            plans.publish(world.admin, draft, change_note="", lock=draft.lock, now=NOW)
            outcomes.append("done")
        except Conflict as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    threads = [Thread(target=publish) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "wrong_state"]
    assert list(plan.versions.values_list("number", "status")) == [(1, "published")]
    assert proposals.latest_version(plan).number == 1
