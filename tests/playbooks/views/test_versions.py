"""Comparing, publishing and discarding, as pages."""

from typing import Any

import pytest

from accounts.brands.models import Brand
from playbooks.models import PlanVersion, Step
from playbooks.services import drafts, editing, plans
from tests.markup import flat
from tests.playbooks.conftest import NOW
from tests.world import World


def _change(world: World, draft: PlanVersion, **fields: Any) -> Step:
    step: Step = draft.steps.get(order=0)
    editing.change_part(world.manager, draft, editing.PartRead("step", step.key, step.revision), fields=fields, now=NOW)
    return step


def test_the_comparison_shows_words_with_signs_and_due_times_as_a_whole(
    world: World, second_draft: PlanVersion
) -> None:
    step = _change(world, second_draft, due_minutes=7, title="Read the first reports twice and note the facts")
    page = world.browser(world.analyst).get(f"/plans/{second_draft.plan_id}/compare/").content.decode()
    assert "1 change." in page
    assert f"start +{step.due_minutes} min</del>" in page and "start +7 min</ins>" in page
    assert "removed: " in page and "added: " in page  # said, not only coloured
    assert "Changed" in page


def test_any_two_versions_are_compared_but_only_of_this_plan(world: World, second_draft: PlanVersion) -> None:
    first = second_draft.based_on
    assert first is not None
    _change(world, second_draft, title="Other words")
    address = f"/plans/{first.plan_id}/compare/"
    browser = world.browser(world.analyst)
    turned = flat(browser.get(address, {"from": second_draft.pk, "to": first.pk}).content.decode())
    assert "the draft to version 1" in turned
    assert "No difference" in browser.get(address, {"from": first.pk, "to": first.pk}).content.decode()
    foreign = plans.create_plan(world.admin, world.lumen, name="Outage", starter="", now=NOW).versions.get()
    assert browser.get(address, {"from": foreign.pk, "to": first.pk}).status_code == 404


def test_publishing_asks_first_and_then_numbers_the_version(world: World, second_draft: PlanVersion) -> None:
    browser = world.browser(world.admin)
    address = f"/plans/versions/{second_draft.pk}/publish/"
    asked = browser.get(address, HTTP_HX_REQUEST="true").content.decode()
    assert "<dialog" in asked and "<html" not in asked
    assert "<html" in browser.get(address).content.decode()
    second_draft.refresh_from_db()
    assert second_draft.status == "draft"
    answer = browser.post(address, {"lock": second_draft.lock, "change_note": "Read again"})
    assert answer["Location"] == f"/plans/{second_draft.plan_id}/"
    second_draft.refresh_from_db()
    assert (second_draft.status, second_draft.number, second_draft.change_note) == ("published", 2, "Read again")


def test_publishing_while_the_brand_is_being_set_up_leads_back_to_setting_it_up(
    world: World, second_draft: PlanVersion
) -> None:
    Brand.objects.filter(pk=world.alder.pk).update(onboarding_step="plan")
    address = f"/plans/versions/{second_draft.pk}/publish/"
    answer = world.browser(world.admin).post(address, {"lock": second_draft.lock, "change_note": "Read"})
    assert answer["Location"] == "/brands/alder-coffee/onboarding/plan/"


def test_the_comparison_says_of_a_changed_step_that_it_moved_as_well(world: World, second_draft: PlanVersion) -> None:
    keys = list(second_draft.steps.order_by("order").values_list("key", flat=True))
    _change(world, second_draft, title="Other words")
    editing.reorder(world.manager, second_draft, part="step", before=keys, keys=[*keys[1:], keys[0]], now=NOW)
    page = world.browser(world.analyst).get(f"/plans/{second_draft.plan_id}/compare/").content.decode()
    assert "moved as well" in page
    found = world.browser(world.analyst).get(f"/api/v1/plan-versions/{second_draft.pk}/diff/").json()
    assert any(one["change"] == "changed" and one["moved"] for one in found["changes"])


def test_an_incomplete_plan_says_what_is_missing_and_stays_a_draft(world: World) -> None:
    plan = plans.create_plan(world.admin, world.alder, name="Empty", starter="", now=NOW)
    draft = plan.versions.get()
    browser = world.browser(world.admin)
    answer = browser.post(f"/plans/versions/{draft.pk}/publish/", {"lock": draft.lock, "change_note": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "a holding statement" in page and "a contact" in page
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_draft_that_changed_since_it_was_looked_at_is_looked_at_again(
    world: World, second_draft: PlanVersion
) -> None:
    lock = second_draft.lock
    _change(world, second_draft, title="Sneaked in")
    browser = world.browser(world.admin)
    address = f"/plans/versions/{second_draft.pk}/publish/"
    answer = browser.post(address, {"lock": lock, "change_note": "My note"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "was changed since you looked" in page and "My note" in page
    second_draft.refresh_from_db()
    assert second_draft.status == "draft"
    assert f'name="lock" value="{second_draft.lock}"' in page


def test_discarding_asks_first_and_never_takes_the_only_version(world: World, published: PlanVersion) -> None:
    draft = drafts.start_draft(world.manager, published.plan, now=NOW)
    browser = world.browser(world.manager)
    address = f"/plans/versions/{draft.pk}/discard/"
    assert "<dialog" in browser.get(address, HTTP_HX_REQUEST="true").content.decode()
    assert browser.post(address, {}).status_code == 400
    assert browser.post(address, {"lock": draft.lock}).status_code == 302
    assert not PlanVersion.objects.filter(pk=draft.pk).exists()
    only = plans.create_plan(world.admin, world.alder, name="Only", starter="", now=NOW).versions.get()
    assert browser.post(f"/plans/versions/{only.pk}/discard/", {"lock": only.lock}).status_code == 409


@pytest.mark.parametrize("verb", ["publish", "discard"])
def test_another_brands_draft_is_not_found(world: World, draft: PlanVersion, verb: str) -> None:
    browser = world.browser(world.other)
    expected = 403 if verb == "publish" else 404  # a manager publishes nothing anywhere
    assert browser.get(f"/plans/versions/{draft.pk}/{verb}/").status_code == expected
    assert browser.post(f"/plans/versions/{draft.pk}/{verb}/", {"lock": 1}).status_code == expected
