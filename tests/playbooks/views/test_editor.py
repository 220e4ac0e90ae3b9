"""The editor's requests: autosave, conflict, adding, removing with undo, order; with and without scripts."""

from typing import Any

import pytest

from playbooks.models import PlanVersion, Step
from playbooks.services import editing
from tests.playbooks.conftest import NOW
from tests.world import World

AUTOSAVE = {"HTTP_X_AUTOSAVE": "true", "HTTP_HX_REQUEST": "true"}


def _fields(step: Step, **changed: Any) -> dict[str, Any]:
    names = ("title", "instructions", "phase", "duty", "due_minutes")
    data = {name: getattr(step, name) for name in names} | ({"required": "on"} if step.required else {})
    return data | changed


def _address(draft: PlanVersion, step: Step) -> str:
    return f"/plans/versions/{draft.pk}/parts/step/{step.key}/"


@pytest.fixture
def step(draft: PlanVersion) -> Step:
    found = draft.steps.order_by("order").first()
    assert found is not None
    return found


def test_autosave_saves_a_part_and_answers_with_its_new_tag(world: World, draft: PlanVersion, step: Step) -> None:
    browser = world.browser(world.manager)
    headers = {**AUTOSAVE, "HTTP_IF_MATCH": f'"{step.revision}"'}
    answer = browser.post(_address(draft, step), _fields(step, title="New words"), **headers)
    assert answer.status_code == 200
    assert answer["ETag"] == f'"{step.revision + 1}"'
    step.refresh_from_db()
    assert step.title == "New words"
    assert step.edited_by == world.manager.user


def test_a_conflict_says_who_and_what_and_overwrites_nothing(world: World, draft: PlanVersion, step: Step) -> None:
    headers = {**AUTOSAVE, "HTTP_IF_MATCH": f'"{step.revision}"'}
    world.browser(world.manager).post(_address(draft, step), _fields(step, title="Hers"), **headers)
    answer = world.browser(world.admin).post(_address(draft, step), _fields(step, title="His"), **headers)
    assert answer.status_code == 409
    body = answer.json()
    assert body["changed_by"].startswith("Ines Marten changed this 1 s ago")
    assert body["theirs"]["title"] == "Hers"
    again = {**AUTOSAVE, "HTTP_IF_MATCH": f'"{body["revision"]}"'}
    assert (
        world.browser(world.admin).post(_address(draft, step), _fields(step, title="His"), **again).status_code == 200
    )


def test_a_negative_due_offset_is_refused_at_its_field(world: World, draft: PlanVersion, step: Step) -> None:
    headers = {**AUTOSAVE, "HTTP_IF_MATCH": f'"{step.revision}"'}
    browser = world.browser(world.manager)
    answer = browser.post(_address(draft, step), _fields(step, due_minutes="-5", title="x"), **headers)
    assert answer.status_code == 422
    assert answer.json()["errors"] == {"due_minutes": ["A step can't be due before the start. Use 0 or more."]}
    bare = browser.post(_address(draft, step), _fields(step, due_minutes="-5", seen=step.revision))
    assert bare.status_code == 422
    page = bare.content.decode()
    assert "due before the start" in page and 'aria-invalid="true"' in page
    step.refresh_from_db()
    assert step.title != "x"


def test_saving_works_without_scripts(world: World, draft: PlanVersion, step: Step) -> None:
    browser = world.browser(world.manager)
    data = _fields(step, title="By hand", seen=step.revision)
    assert browser.post(_address(draft, step), data).status_code == 302
    assert browser.post(_address(draft, step), data | {"title": "Late"}).status_code == 409
    step.refresh_from_db()
    assert step.title == "By hand"


def test_a_request_that_names_no_state_changes_nothing(world: World, draft: PlanVersion, step: Step) -> None:
    answer = world.browser(world.manager).post(_address(draft, step), _fields(step, title="x"), **AUTOSAVE)
    assert answer.status_code == 422
    step.refresh_from_db()
    assert step.title != "x"


@pytest.mark.parametrize(
    ("kind", "data", "error"),
    [
        ("section", {"title": ""}, "This field is required"),
        ("trigger", {"name": "n", "query": '"unclosed'}, "quote"),
        ("statement", {"title": "t", "text": "{{when:date}}", "channel": "any", "language": "en"}, "type is one of"),
        ("step", {"title": "t", "phase": "respond", "duty": "lead", "due_minutes": "soon"}, "whole number"),
    ],
)
def test_a_new_part_that_is_amiss_comes_back_with_its_words_and_the_reason(
    world: World, draft: PlanVersion, kind: str, data: dict[str, str], error: str
) -> None:
    answer = world.browser(world.manager).post(f"/plans/versions/{draft.pk}/parts/{kind}/", data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert error in page
    draft.refresh_from_db()
    assert draft.lock == 1


def test_a_part_is_added_removed_and_put_back(world: World, draft: PlanVersion) -> None:
    browser = world.browser(world.manager)
    answer = browser.post(f"/plans/versions/{draft.pk}/parts/section/", {"title": "Night shift", "body": "Call."})
    section = draft.sections.get(title="Night shift")
    assert answer["Location"] == f"/plans/{draft.plan_id}/edit/#section-{section.key}"
    address = f"/plans/versions/{draft.pk}/parts/section/{section.key}/"
    browser.post(f"{address}remove/", {"seen": section.revision})
    assert not draft.sections.filter(key=section.key).exists()
    page = browser.get(f"/plans/{draft.plan_id}/edit/").content.decode()
    assert f'action="{address}back/"' in page
    browser.post(f"{address}back/")
    assert draft.sections.get(key=section.key).title == "Night shift"
    assert world.browser(world.admin).post(f"{address}back/").status_code == 404


def test_the_order_of_a_phase_is_saved_and_its_form_knows_it(world: World, draft: PlanVersion) -> None:
    keys = [str(step.key) for step in draft.steps.filter(phase="triage").order_by("order")]
    turned = ",".join(keys[::-1])
    data = {"before": ",".join(keys), "order": turned, "list": "triage"}
    browser = world.browser(world.manager)
    answer = browser.post(f"/plans/versions/{draft.pk}/parts/step/order/", data, HTTP_HX_REQUEST="true")
    assert answer.status_code == 200
    assert f'name="before" value="{turned}"' in answer.content.decode()
    found = [str(step.key) for step in draft.steps.filter(phase="triage").order_by("order")]
    assert found == keys[::-1]
    late = browser.post(f"/plans/versions/{draft.pk}/parts/step/order/", data, HTTP_HX_REQUEST="true")
    assert late.status_code == 409
    odd = browser.post(f"/plans/versions/{draft.pk}/parts/step/order/", {"before": "x", "order": "y"})
    assert odd.status_code == 400


def test_the_summary_is_saved_under_the_mark_of_what_was_read(world: World, draft: PlanVersion) -> None:
    browser = world.browser(world.manager)
    mark = editing.summary_mark(draft.summary)
    address = f"/plans/versions/{draft.pk}/summary/"
    first = browser.post(address, {"summary": "One"}, **AUTOSAVE, HTTP_IF_MATCH=f'"{mark}"')
    assert first.status_code == 200
    stale = browser.post(address, {"summary": "Two"}, **AUTOSAVE, HTTP_IF_MATCH=f'"{mark}"')
    assert stale.status_code == 409
    second = browser.post(address, {"summary": "Two"}, **AUTOSAVE, HTTP_IF_MATCH=first["ETag"])
    assert second.status_code == 200
    draft.refresh_from_db()
    assert draft.summary == "Two"


def test_the_checks_say_what_is_missing_after_each_save(world: World, draft: PlanVersion) -> None:
    browser = world.browser(world.manager)
    address = f"/plans/versions/{draft.pk}/checks/"
    assert "Missing" not in browser.get(address).content.decode()
    for contact in draft.contacts.all():
        seen = editing.PartRead("contact", contact.key, contact.revision)
        editing.remove_part(world.manager, draft, seen, now=NOW)
    assert "Missing: a contact" in browser.get(address).content.decode()


def test_a_published_version_is_not_edited(world: World, published: PlanVersion) -> None:
    step = published.steps.first()
    assert step is not None
    answer = world.browser(world.admin).post(_address(published, step), _fields(step, seen=step.revision, title="x"))
    assert answer.status_code == 409
    step.refresh_from_db()
    assert step.title != "x"
    assert world.browser(world.admin).get(f"/plans/{published.plan_id}/edit/").status_code == 302


def test_an_unknown_kind_of_part_is_refused(world: World, draft: PlanVersion) -> None:
    assert world.browser(world.manager).post(f"/plans/versions/{draft.pk}/parts/poem/", {}).status_code == 400
