"""The plan pages in a real browser: autosave, conflict, order by keyboard, dialogs, no barrier in either theme."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from playbooks.models import Plan, PlanVersion, Step
from playbooks.services import drafts, editing, plans
from tests.browser import PageAs, assert_accessible, chromium, page_as, site
from tests.sampling import looks
from tests.world import World

__all__ = ["chromium", "page_as", "site"]
pytestmark = pytest.mark.browser
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def plan(committed_world: World) -> Plan:
    world = committed_world
    plan = plans.create_plan(world.admin, world.alder, name="Product harm", starter="product-harm", now=NOW)
    first = plan.versions.get()
    plans.publish(world.admin, first, change_note="First", lock=first.lock, now=NOW)
    draft = drafts.start_draft(world.manager, plan, now=NOW)
    _edit(world, draft, 0, title="Read the first reports twice", due_minutes=7)
    return plan


def _draft(plan: Plan) -> PlanVersion:
    return plan.versions.get(status="draft")


def _step(plan: Plan, place: int) -> Step:
    return list(_draft(plan).steps.order_by("order"))[place]


def _edit(world: World, draft: PlanVersion, place: int, **fields: object) -> None:
    step = list(draft.steps.order_by("order"))[place]
    seen = editing.PartRead("step", step.key, step.revision)
    editing.change_part(world.admin, draft, seen, fields=fields, now=datetime.now(UTC))


def test_an_edit_saves_itself_and_shows_in_its_row(committed_world: World, plan: Plan, page_as: PageAs) -> None:
    page = page_as(committed_world.manager)
    step = _step(plan, 1)
    page.goto(f"/plans/{plan.pk}/edit/")
    row = page.locator(f"#step-{step.key}")
    row.locator("summary").click()
    row.get_by_label("What to do").fill("Call the plant's night shift")
    row.get_by_label("Due, minutes after the start").fill("75")
    expect(row.locator("[data-save-state]")).to_contain_text("Saved")
    expect(row.locator("summary")).to_contain_text("Call the plant's night shift")
    expect(row.locator("summary")).to_contain_text("+1 h 15 min")
    saved = _step(plan, 1)
    assert (saved.title, saved.due_minutes) == ("Call the plant's night shift", 75)
    row.get_by_label("Due, minutes after the start").fill("-5")
    expect(row.locator(".field-error")).to_contain_text("can't be due before the start")
    assert _step(plan, 1).due_minutes == 75


def test_two_people_at_one_step_see_both_texts_and_choose(committed_world: World, plan: Plan, page_as: PageAs) -> None:
    page = page_as(committed_world.manager)
    step = _step(plan, 1)
    page.goto(f"/plans/{plan.pk}/edit/?open={step.key}")
    _edit(committed_world, _draft(plan), 1, title="Adam's words")
    row = page.locator(f"#step-{step.key}")
    row.get_by_label("What to do").fill("My words")
    state = row.locator("[data-save-state]")
    expect(state).to_contain_text("Adam Admin changed this")
    expect(state).to_contain_text("Nothing of yours is lost")
    expect(row.locator("[data-conflict]")).to_contain_text("Adam's words")
    expect(row.get_by_label("What to do")).to_have_value("My words")
    assert _step(plan, 1).title == "Adam's words"
    row.get_by_role("button", name="Overwrite with mine").click()
    expect(state).to_contain_text("Saved")
    assert _step(plan, 1).title == "My words"


def test_steps_are_put_in_order_by_keyboard_and_by_button(committed_world: World, plan: Plan, page_as: PageAs) -> None:
    page = page_as(committed_world.manager)
    keys = [str(step.key) for step in _draft(plan).steps.filter(phase="triage").order_by("order")]
    page.goto(f"/plans/{plan.pk}/edit/")
    row = page.locator(f"#step-{keys[0]}")
    row.locator("summary").focus()
    with page.expect_response("**/parts/step/order/"):
        page.keyboard.press("Alt+ArrowDown")
    after = [str(step.key) for step in _draft(plan).steps.filter(phase="triage").order_by("order")]
    assert after == [keys[1], keys[0], *keys[2:]]
    row.locator("summary").click()
    with page.expect_response("**/parts/step/order/") as second:
        row.locator('[data-move="-1"]').click()
    assert second.value.status == 200
    assert [str(step.key) for step in _draft(plan).steps.filter(phase="triage").order_by("order")] == keys


def test_a_removed_step_comes_back_by_undo_and_publishing_asks_in_a_dialog(
    committed_world: World, plan: Plan, page_as: PageAs
) -> None:
    page = page_as(committed_world.admin)
    step = _step(plan, 2)
    page.goto(f"/plans/{plan.pk}/edit/?open={step.key}")
    page.locator(f"#step-{step.key}").get_by_role("button", name="Remove").click()
    expect(page.locator(f"#step-{step.key}")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"#step-{step.key}")).to_be_visible()
    # The undo renews the head: until htmx has taken up its new link, that leads to a page of its own.
    publish = page.locator(".plan-wide").get_by_role("link", name="Publish…")
    page.wait_for_function(
        "link => link['htmx-internal-data'] && !document.querySelector('.htmx-request, .htmx-swapping')",
        arg=publish.element_handle(),
    )
    publish.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 change against version 1")
    assert_accessible(page)
    dialog.get_by_role("button", name="Publish version 2").click()
    expect(page.locator(".plan-head")).to_contain_text("Version 2")
    assert plan.versions.get(status="published").number == 2


@pytest.mark.parametrize(("width", "dark"), looks((1440, True), (390, False), (390, True), (1440, False)))
def test_the_pages_have_no_barrier(committed_world: World, plan: Plan, page_as: PageAs, width: int, dark: bool) -> None:
    page = page_as(committed_world.admin, width=width, dark=dark)
    step = _step(plan, 1)
    for path in (
        "/plans/",
        f"/plans/{plan.pk}/",
        f"/plans/{plan.pk}/edit/?open={step.key}",
        f"/plans/{plan.pk}/compare/",
    ):
        page.goto(path)
        assert_accessible(page)
