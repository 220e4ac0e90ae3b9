"""The look back, as pages."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from incidents.learning.services import debriefs
from tests.incidents import scene
from tests.markup import flat
from tests.world import World


@pytest.fixture
def running(world: World) -> Any:
    """An incident that runs by a plan with a holding statement, released to the client."""
    from incidents.services import command

    incident = scene.opened(world, plan_version=scene.plan(world), now=timezone.now())
    return command.release_incident(member=world.manager, incident=incident, now=timezone.now())


def _resolved(world: World, running: Any) -> datetime:
    from incidents.services import command

    now = timezone.now() + timedelta(minutes=40)
    given = {"action": "resolve", "waiver": "The shop has it in hand", "now": now}
    command.change_status(member=world.manager, incident=running, **given)
    return now


def test_a_debrief_goes_from_resolved_to_a_proposed_change(world: World, running: Any) -> None:
    _resolved(world, running)
    browser = world.browser(world.manager)
    assert "Start debrief" in browser.get("/debriefs/").content.decode()
    began = browser.post(f"/incidents/{running.number}/debrief/")
    debrief, address = running.debrief, began.headers["Location"]
    page = flat(browser.get(address).content.decode())
    assert "took longest" in page and "not done, 10 min over when it was resolved" in page
    headers = {"X-Autosave": "true", "If-Match": '"1"'}
    saved = browser.post(f"{address}save/", {"what_happened": "Glass in one jar."}, headers=headers)
    assert saved.status_code == 200 and saved.headers["ETag"] == '"2"'
    lost = browser.post(f"{address}save/", {"what_happened": "Other"}, headers=headers)
    assert lost.status_code == 409 and "Somebody changed" in lost.json()["changed_by"]
    assert browser.post(f"{address}lessons/", {"text": ""}).status_code == 422
    assert browser.post(f"{address}lessons/", {"text": "Ring the plant first"}).status_code == 303
    lesson, step = debrief.lessons.get(), running.plan_version.steps.first()
    form = browser.get(f"/lessons/{lesson.pk}/propose/").content.decode()
    assert step.title in form
    propose, plan_id = f"/lessons/{lesson.pk}/propose/", running.plan_version.plan_id
    shown = browser.get(propose, {"plan": plan_id, "about": f"step:{step.key}"}).content.decode()
    assert f'value="{step.title}"' in shown
    change = {
        "plan": plan_id, "about": f"step:{step.key}", "title": "Ring first", "op": "change", "part_phase": step.phase,
        "part_title": step.title, "part_instructions": step.instructions, "part_duty": step.duty,
        "part_due_minutes": step.due_minutes, "part_required": "on" if step.required else "",
    }  # fmt: skip
    assert browser.post(propose, {**change, "about": ""}).status_code == 422
    assert browser.post(propose, change).status_code == 422
    assert browser.post(propose, {**change, "part_title": "Ring the plant"}).status_code == 303
    assert lesson.proposals.get().proposal.changes[0]["fields"] == {"title": "Ring the plant"}
    assert browser.post(f"{address}finish/").status_code == 303
    running.refresh_from_db()
    assert running.status == "closed"
    assert world.browser(world.client).get("/debriefs/").status_code == 403


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("statement", {"title": "Sorry", "text": "We are sorry since {{since:time}}.", "channel": "social", "language": "en"}),
        ("contact", {"function": "Plant manager", "name": "Ada", "reach": "+49 30 1", "when": "Always"}),
        ("trigger", {"name": "Shards", "query": "shard* OR splinter*", "why": "People say so"}),
        ("section", {"title": "What we learned", "body": "Ring **first**."}),
    ],
)  # fmt: skip
def test_a_lesson_may_ask_for_any_part_of_a_plan(world: World, running: Any, part: str, fields: dict[str, str]) -> None:
    _resolved(world, running)
    debrief = debriefs.start(member=world.manager, incident=running, now=timezone.now())
    lesson = debriefs.add_lesson(member=world.manager, debrief=debrief, text="Be ready", now=timezone.now())
    browser, propose = world.browser(world.manager), f"/lessons/{lesson.pk}/propose/"
    plan_id = running.plan_version.plan_id
    assert 'name="part_' in browser.get(propose, {"plan": plan_id, "about": f"{part}:new"}).content.decode()
    given = {f"part_{name}": value for name, value in fields.items()}
    sent = {"plan": plan_id, "about": f"{part}:new", "title": "Be ready", **given}
    assert browser.post(propose, sent).status_code == 303
    [change] = lesson.proposals.get().proposal.changes
    assert (change["op"], change["part"]) == ("add", part)
    assert {name: change["fields"][name] for name in fields} == fields
    if part == "trigger":
        broken = browser.post(propose, {**sent, "part_query": '"never closed'})
        assert broken.status_code == 422


@pytest.mark.parametrize("version", ["", "²", "-1", "9" * 5_000])
def test_a_look_back_saved_without_a_version_that_can_be_asks_for_a_reload(
    world: World, running: Any, version: str
) -> None:
    _resolved(world, running)
    browser = world.browser(world.manager)
    address = browser.post(f"/incidents/{running.number}/debrief/").headers["Location"]
    given = {"version": version, "what_happened": "It broke"}
    assert browser.post(f"{address}save/", given).status_code == 400
    auto = browser.post(f"{address}save/", given, headers={"X-Autosave": "true"})
    assert (auto.status_code, list(auto.json()["errors"])) == (400, ["version"])
