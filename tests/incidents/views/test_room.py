"""The room, Home, the list and opening, as each kind of person sees them."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.brands.models import Brand
from tests.incidents import scene
from tests.markup import flat
from tests.world import World


@pytest.fixture
def running(world: World) -> Any:
    """An incident of Alder that runs by its plan."""
    return scene.opened(world, plan_version=scene.plan(world), now=timezone.now())


PEOPLE = ("owner", "admin", "manager", "analyst")


@pytest.mark.parametrize("who", PEOPLE)
def test_the_room_opens_for_everybody_who_works_on_the_brand(world: World, running: Any, who: str) -> None:
    page = world.browser(getattr(world, who)).get(reverse("incident", args=[running.number]))
    assert page.status_code == 200
    assert "Glass in a jar" in page.content.decode()
    assert "Stop planned posts" in page.content.decode()


def test_a_member_of_another_brand_finds_no_room(world: World, running: Any) -> None:
    assert world.browser(world.other).get(f"/incidents/{running.number}/").status_code == 404


@pytest.mark.parametrize("name", ["head", "clocks", "tasks", "answer", "mentions", "now"])
def test_each_part_is_fetched_alone(world: World, running: Any, name: str) -> None:
    page = world.browser(world.manager).get(
        f"/incidents/{running.number}/parts/{name}/", headers={"HX-Request": "true"}
    )
    assert page.status_code == 200
    assert "<html" not in page.content.decode()
    assert f"/incidents/{running.number}/parts/{name}/" in page.content.decode()


def test_the_address_of_news_leads_to_the_room(world: World, running: Any) -> None:
    page = world.browser(world.manager).get(f"/incidents/{running.pk}/")
    assert page.headers["Location"] == f"/incidents/{running.number}/"


@pytest.mark.parametrize("name", ["status", "severity", "lead", "duty", "rename", "release", "plan", "update"])
def test_each_act_asks_on_a_page_and_in_a_dialog(world: World, running: Any, name: str) -> None:
    browser, address = world.browser(world.manager), reverse(f"incident-{name}", args=[running.number])
    assert "<html" in browser.get(address).content.decode()
    dialog = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<dialog" in dialog and "<html" not in dialog
    assert world.browser(world.analyst).get(address).status_code == 403


def test_a_severity_without_a_reason_is_refused_at_its_field(world: World, running: Any) -> None:
    browser = world.browser(world.manager)
    answer = browser.post(f"/incidents/{running.number}/severity/", {"severity": "1", "reason": " "})
    assert answer.status_code == 422
    assert "id_reason-error" in answer.content.decode()
    running.refresh_from_db()
    assert running.severity == 2
    done = browser.post(f"/incidents/{running.number}/severity/", {"severity": "1", "reason": "National news"})
    assert done.status_code == 303
    running.refresh_from_db()
    assert running.severity == 1


def test_a_status_is_changed_and_the_timeline_says_so(world: World, running: Any) -> None:
    browser = world.browser(world.manager)
    assert browser.post(f"/incidents/{running.number}/status/", {"action": "respond"}).status_code == 303
    page = browser.get(f"/incidents/{running.number}/").content.decode()
    assert "started the response" in page


def test_the_lead_is_handed_over(world: World, running: Any) -> None:
    answer = world.browser(world.manager).post(
        f"/incidents/{running.number}/lead/", {"to": world.owner.user_id, "note": "Back at six"}
    )
    assert answer.status_code == 303
    running.refresh_from_db()
    assert running.lead_id == world.owner.user_id


def test_a_duty_is_given_and_the_title_changed(world: World, running: Any) -> None:
    browser = world.browser(world.manager)
    assert (
        browser.post(f"/incidents/{running.number}/duty/", {"duty": "legal", "to": world.analyst.user_id}).status_code
        == 303
    )
    assert running.team.get(duty="legal").user_id == world.analyst.user_id
    assert browser.post(f"/incidents/{running.number}/rename/", {"title": "Glass in two jars"}).status_code == 303
    running.refresh_from_db()
    assert running.title == "Glass in two jars"


def test_an_update_reaches_the_client_only_after_the_release(world: World, running: Any) -> None:
    browser, address = world.browser(world.manager), f"/incidents/{running.number}/update/"
    refused = browser.post(address, {"audience": "client", "text": "We look into it"})
    assert refused.status_code == 422
    assert "Release the incident to the client first" in refused.content.decode()
    assert browser.post(f"/incidents/{running.number}/release/").status_code == 303
    assert browser.post(address, {"audience": "client", "text": "We look into it"}).status_code == 303
    page = world.browser(world.client).get(f"/incidents/{running.number}/").content.decode()
    assert "We look into it" in page


def test_a_task_is_finished_put_back_skipped_and_given(world: World, running: Any) -> None:
    browser, task = world.browser(world.analyst), running.tasks.get(title="Stop planned posts")
    part = browser.post(f"/tasks/{task.pk}/finish/", headers={"HX-Request": "true"})
    assert part.status_code == 200 and 'id="tasks"' in part.content.decode()
    task.refresh_from_db()
    assert task.status == "done"
    assert browser.post(f"/tasks/{task.pk}/finish/", headers={"HX-Request": "true"}).status_code == 409
    assert browser.post(f"/tasks/{task.pk}/reopen/").status_code == 303
    assert browser.post(f"/tasks/{task.pk}/skip/", {"reason": ""}).status_code == 422
    assert browser.post(f"/tasks/{task.pk}/give/", {"to": world.manager.user_id}).status_code in (303, 422)
    assert browser.post(f"/tasks/{task.pk}/skip/", {"reason": "Nothing is planned"}).status_code == 303
    task.refresh_from_db()
    assert (task.status, task.skip_reason) == ("skipped", "Nothing is planned")
    assert browser.get(f"/tasks/{task.pk}/").status_code == 200


def test_a_task_nobody_foresaw_is_added(world: World, running: Any) -> None:
    given = {"title": "Ring the shop", "due_minutes": "15", "phase": "respond", "owner": ""}
    assert world.browser(world.analyst).post(f"/incidents/{running.number}/tasks/new/", given).status_code == 303
    assert running.tasks.filter(title="Ring the shop", step=None).exists()


def test_a_mention_is_linked_and_taken_out(world: World, running: Any) -> None:
    (mention,) = scene.mentions(world, ["Glass again"])
    browser = world.browser(world.analyst)
    part = browser.post(f"/incidents/{running.number}/mentions/{mention.pk}/link/", headers={"HX-Request": "true"})
    assert "Unlink" in part.content.decode()
    assert browser.post(f"/incidents/{running.number}/mentions/{mention.pk}/unlink/").status_code == 303
    assert not running.mentions.exists()


def test_a_drill_says_so_and_offers_nothing_that_leaves(world: World) -> None:
    drill = scene.opened(world, is_drill=True, now=timezone.now())
    page = flat(world.browser(world.manager).get(f"/incidents/{drill.number}/").content.decode())
    assert "DRILL · " in page
    assert "Release to client" not in page


def test_the_rooms_queries_do_not_grow_with_its_rows(
    world: World, running: Any, django_assert_max_num_queries: Any
) -> None:
    from incidents.services import checklist, timeline

    browser, address = world.browser(world.manager), f"/incidents/{running.number}/"
    browser.get(address)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as before:
        browser.get(address)
    for number in range(8):
        timeline.note(member=world.manager, incident=running, text=f"Note {number}", now=timezone.now())
        new = checklist.NewTask(title=f"Task {number}", due_minutes=5, owner=world.analyst.user_id)
        checklist.add(member=world.manager, incident=running, new=new, now=timezone.now())
    scene.mentions(world, [f"Glass {number}" for number in range(8)])
    with django_assert_max_num_queries(len(before) + 2):
        browser.get(address)


def test_a_room_without_a_plan_leads_to_one(world: World) -> None:
    incident = scene.opened(world, now=timezone.now())
    for name in ("now", "tasks"):
        page = world.browser(world.manager).get(f"/incidents/{incident.number}/parts/{name}/").content.decode()
        assert "Use a plan…" in page and f"/incidents/{incident.number}/plan/" in page


def test_the_next_step_of_an_incident_that_is_over_is_its_debrief(world: World) -> None:
    from incidents.services import command

    incident = scene.opened(world, now=timezone.now())
    command.change_status(member=world.manager, incident=incident, action="resolve", reason="Over", now=timezone.now())
    page = world.browser(world.manager).get(f"/incidents/{incident.number}/parts/now/").content.decode()
    assert f"/incidents/{incident.number}/debrief/" in page


def test_a_long_entry_is_folded_and_a_short_one_is_not(world: World) -> None:
    from incidents.services import timeline

    incident = scene.opened(world, now=timezone.now())
    for text in ("Short words", "Long words. " * 40):
        timeline.note(member=world.manager, incident=incident, text=text, visibility="internal", now=timezone.now())
    page = world.browser(world.manager).get(f"/incidents/{incident.number}/").content.decode()
    record = page[page.index('id="entries"') :]
    assert '<summary dir="auto">Long words.' in record and '<summary dir="auto">Short words' not in record
    assert '<p class="entry-body" dir="auto">Short words' in record


def test_a_tasks_instructions_are_read_as_markdown(world: World, running: Any) -> None:
    task = running.tasks.first()
    task.instructions = "Use *First words*."
    task.save()
    page = world.browser(world.manager).get(f"/tasks/{task.pk}/").content.decode()
    assert "<em>First words</em>" in page


def test_what_is_owed_is_listed_before_it_is_resolved_and_left_only_with_a_reason(world: World) -> None:
    incident = scene.opened(world, plan_version=scene.plan(world), now=timezone.now())
    browser, address = world.browser(world.manager), f"/incidents/{incident.number}/status/"
    page = browser.get(address).content.decode()
    assert "Still open: 3" in page and "Required task: Stop planned posts" in page
    refused = browser.post(address, {"action": "resolve", "waiver": ""})
    assert refused.status_code == 422 and "3 things are still open" in refused.content.decode()
    assert browser.post(address, {"action": "resolve", "waiver": "The shop did it"}).status_code == 303
    record = browser.get(f"/incidents/{incident.number}/?tab=timeline").content.decode()
    assert "left open items undone" in record and "The shop did it" in record


def test_an_update_before_the_release_keeps_its_text_and_offers_the_release(world: World) -> None:
    incident = scene.opened(world, now=timezone.now())
    browser, address = world.browser(world.manager), f"/incidents/{incident.number}/update/"
    given = {"audience": "client", "text": "We look into it"}
    refused = browser.post(address, given)
    page = refused.content.decode()
    assert refused.status_code == 422 and "We look into it" in page and 'name="release"' in page
    stale = browser.post(address, given | {"audience": "public"})
    assert stale.status_code == 422 and "There is no public page yet" in stale.content.decode()
    assert browser.post(address, given | {"release": "on"}).status_code == 303
    assert "We look into it" in world.browser(world.client).get(f"/incidents/{incident.number}/").content.decode()
    assert 'name="release"' not in browser.get(address).content.decode()


def test_an_alert_after_the_end_offers_to_reopen_beside_a_new_incident(world: World) -> None:
    from incidents.services import command

    rule = scene.rule(world)
    ended = scene.opened(world, alert=scene.alert(rule), now=scene.after(-60))
    command.change_status(member=world.manager, incident=ended, action="resolve", waiver="Over", now=scene.after(-15))
    alert, browser = scene.alert(rule, number=1), world.browser(world.manager)
    for page in (f"/alerts/{alert.pk}/plans/", f"/incidents/open/?alert={alert.pk}"):
        html = browser.get(page).content.decode()
        assert f"Reopen #{ended.number}" in html
    opening = browser.get(f"/api/v1/alert_plans/{alert.pk}/opening/").json()
    assert opening["reopen_candidate"]["id"] == str(ended.pk) and opening["title"] == "Spike · Alder Coffee"
    assert (
        f"Reopen #{ended.number}" not in world.browser(world.analyst).get(f"/alerts/{alert.pk}/plans/").content.decode()
    )
    given = {"alert": str(alert.pk), "incident": str(ended.pk)}
    assert browser.post("/incidents/reopen/", given).status_code == 303
    assert browser.post("/incidents/reopen/", given).status_code == 303, "a second tap leads there"
    ended.refresh_from_db()
    assert ended.status == "open" and ended.alerts.count() == 2


def test_the_room_has_its_curve_and_a_client_never(world: World) -> None:
    incident = scene.opened(world)
    browser, part = world.browser(world.manager), f"/incidents/{incident.number}/parts/curve/"
    assert f'hx-get="{part}"' in browser.get(f"/incidents/{incident.number}/").text
    page = browser.get(part).text
    assert "0 mentions in the last hour" in page and "not known yet" in page and "opened" in page
    assert world.browser(world.client).get(part).status_code == 404


def test_an_incident_of_an_archived_brand_says_so(world: World, running: Any) -> None:
    browser, address = world.browser(world.manager), f"/incidents/{running.number}/"
    assert "Brand archived" not in browser.get(address).content.decode()
    Brand.objects.filter(pk=world.alder.pk).update(status="archived")
    assert "Brand archived" in browser.get(address).content.decode()
