"""Pages of plans, as each kind of person."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from playbooks.models import Plan, PlanVersion
from playbooks.services import drafts, editing, plans, proposals
from tests.markup import flat
from tests.playbooks.conftest import NOW
from tests.world import World


def test_the_list_shows_the_plans_of_ones_brands_and_where_they_stand(
    world: World, published: PlanVersion, second_draft: PlanVersion
) -> None:
    plans.create_plan(world.admin, world.lumen, name="Outage", starter="", now=NOW)
    mine = world.browser(world.manager).get("/plans/").content.decode()
    assert "Product harm" in mine and "Outage" not in mine
    assert "Published" in mine and "Draft" in mine
    everything = world.browser(world.owner).get("/plans/").content.decode()
    assert "Product harm" in everything and "Outage" in everything
    one = world.browser(world.owner).get("/plans/?brand=lumen-air").content.decode()
    assert "Product harm" not in one and "Outage" in one


def test_the_list_costs_the_same_however_many_plans(world: World, alder_plan: Plan) -> None:
    browser = world.browser(world.admin)

    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            browser.get("/plans/")
        return len(context)

    queries()
    before = queries()
    for number in range(5):
        plans.create_plan(world.admin, world.alder, name=f"Plan {number}", starter="", now=NOW)
    assert queries() == before


@pytest.mark.parametrize(
    "path", ["/plans/{plan}/", "/plans/{plan}/versions/", "/plans/{plan}/compare/", "/plans/versions/{version}/"]
)
def test_reading_pages_by_person(world: World, published: PlanVersion, path: str) -> None:
    address = path.format(plan=published.plan_id, version=published.pk)
    for member, status in (
        (world.owner, 200),
        (world.manager, 200),
        (world.analyst, 200),
        (world.client, 403),
        (world.other, 404),
    ):
        assert world.browser(member).get(address).status_code == status, member
    assert world.browser(world.deactivated).get(address).status_code == 302
    assert world.browser(world.rival_owner).get(address).status_code == 404


@pytest.mark.parametrize(
    "path", ["/plans/{plan}/draft/", "/plans/versions/{version}/restore/", "/plans/versions/{version}/parts/section/"]
)
def test_editing_is_refused_to_who_may_not(world: World, published: PlanVersion, path: str) -> None:
    address = path.format(plan=published.plan_id, version=published.pk)
    assert world.browser(world.analyst).post(address, {"title": "x"}).status_code == 403
    assert world.browser(world.other).post(address, {"title": "x"}).status_code == 404
    assert published.plan.versions.count() == 1


def test_a_manager_edits_but_publishing_and_archiving_are_an_admins(world: World, draft: PlanVersion) -> None:
    browser = world.browser(world.manager)
    assert browser.get(f"/plans/{draft.plan_id}/edit/").status_code == 200
    assert browser.post(f"/plans/versions/{draft.pk}/publish/", {"lock": draft.lock}).status_code == 403
    assert browser.post(f"/plans/{draft.plan_id}/archive/").status_code == 403
    assert "Publish…" not in browser.get(f"/plans/{draft.plan_id}/edit/").content.decode()


def test_a_new_plan_begins_with_a_starters_text(world: World) -> None:
    browser = world.browser(world.manager)
    page = flat(browser.get("/plans/new/").content.decode())
    assert page.count('type="radio" id="starter-') == 8
    assert "Data leak" in page
    assert "Lumen Air" not in page  # a brand she is not on
    answer = browser.post("/plans/new/", {"brand": world.alder.pk, "starter": "data-leak", "name": ""})
    plan = Plan.objects.get(brand=world.alder)
    assert answer["Location"] == f"/plans/{plan.pk}/edit/"
    assert plan.name == "Data leak"


def test_who_sets_a_brand_up_comes_back_to_it_with_the_draft_made(world: World) -> None:
    browser = world.browser(world.manager)
    address = "/plans/new/?brand=alder-coffee&next=onboarding"
    assert 'href="/brands/alder-coffee/onboarding/plan/"' in browser.get(address).content.decode()
    answer = browser.post(address, {"brand": world.alder.pk, "starter": "data-leak", "name": ""})
    assert answer["Location"] == "/brands/alder-coffee/onboarding/plan/"
    shown = browser.get(answer["Location"]).content.decode()
    assert "1 draft waits to be published" in shown
    assert "“Data leak” is a draft" in shown
    for elsewhere in ("https://evil.example/", "//evil.example", "settings"):
        page = browser.get("/plans/new/", {"brand": "alder-coffee", "next": elsewhere}).content.decode()
        assert "evil" not in page
        assert 'href="/plans/"' in page


def test_a_name_that_is_taken_is_refused_at_its_field(world: World, alder_plan: Plan) -> None:
    data = {"brand": world.alder.pk, "starter": "", "name": "Product harm"}
    answer = world.browser(world.manager).post("/plans/new/", data)
    assert answer.status_code == 422
    assert "already has a plan with this name" in answer.content.decode()
    assert Plan.objects.count() == 1


def test_a_brand_one_is_not_on_can_not_be_chosen(world: World) -> None:
    answer = world.browser(world.manager).post("/plans/new/", {"brand": world.lumen.pk, "starter": "", "name": "x"})
    assert answer.status_code == 422
    assert not Plan.objects.exists()


def test_the_document_is_rendered_safely(world: World, draft: PlanVersion) -> None:
    bad = "<script>alert(1)</script> [x](javascript:alert(2)) ![p](https://evil.example/p.png)"
    editing.add_part(world.admin, draft, part="section", fields={"title": "<b>Bad</b>", "body": bad}, now=NOW)
    step = draft.steps.first()
    assert step is not None
    seen = editing.PartRead("step", step.key, step.revision)
    editing.change_part(world.admin, draft, seen, fields={"instructions": bad, "title": "<i>t</i>"}, now=NOW)
    for path in (f"/plans/{draft.plan_id}/", f"/plans/{draft.plan_id}/edit/", f"/plans/{draft.plan_id}/compare/"):
        page = world.browser(world.admin).get(path).content.decode()
        assert "<script>alert" not in page and 'href="javascript' not in page and "<b>Bad" not in page
        assert '<img src="https://evil' not in page and "<i>t</i>" not in page


def test_the_document_shows_slots_and_reads_triggers_out(world: World, published: PlanVersion) -> None:
    page = world.browser(world.analyst).get(f"/plans/{published.plan_id}/").content.decode()
    assert '<span class="slot"' in page
    assert "For posts that" in page
    assert "{{" not in page


def test_a_version_page_names_the_lessons_that_caused_it(world: World, published: PlanVersion) -> None:
    change = {"op": "add", "part": "section", "fields": {"title": "Night numbers"}}
    proposal = proposals.propose(
        world.manager,
        published.plan,
        title="Night numbers",
        reason="",
        changes=[change],
        lesson_id=uuid4(),
        lesson_text="Nobody had the night number",
        now=NOW,
    )
    draft = proposals.accept(world.admin, proposal, reason="", now=NOW)
    second = plans.publish(world.admin, draft, change_note="", lock=draft.lock, now=NOW)
    browser = world.browser(world.analyst)
    assert "Nobody had the night number" in browser.get(f"/plans/versions/{second.pk}/").content.decode()
    assert "Nobody had the night number" not in browser.get(f"/plans/versions/{published.pk}/").content.decode()
    assert "Nobody had the night number" in browser.get(f"/plans/{published.plan_id}/versions/").content.decode()


def test_an_archived_plan_leaves_the_list_and_comes_back(world: World, published: PlanVersion) -> None:
    browser = world.browser(world.admin)
    browser.post(f"/plans/{published.plan_id}/archive/")
    assert "Product harm" not in browser.get("/plans/?archived=0").content.decode().split("<main")[1].split("toasts")[0]
    assert "Product harm" in browser.get("/plans/?archived=1").content.decode()
    browser.post(f"/plans/{published.plan_id}/archive/", {"archived": "0"})
    assert "Product harm" in browser.get("/plans/").content.decode().split("<main")[1]


def test_beginning_a_draft_twice_leads_to_the_same_one(world: World, published: PlanVersion) -> None:
    browser = world.browser(world.manager)
    for _ in range(2):
        assert browser.post(f"/plans/{published.plan_id}/draft/").status_code == 302
    assert published.plan.versions.filter(status="draft").count() == 1


def test_restoring_a_retired_version_makes_its_text_the_draft(world: World, second_draft: PlanVersion) -> None:
    first = second_draft.based_on
    assert first is not None
    plans.publish(world.admin, second_draft, change_note="", lock=second_draft.lock, now=NOW)
    browser = world.browser(world.manager)
    browser.post(f"/plans/versions/{first.pk}/restore/")
    assert first.plan.versions.get(status="draft").based_on_id == first.pk
    assert browser.post(f"/plans/versions/{first.pk}/restore/").status_code == 409
    assert drafts.start_draft(world.manager, first.plan, now=NOW).based_on_id == first.pk
