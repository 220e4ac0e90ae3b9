"""The page and the endpoints by which two incidents become one, and how the merged one looks to each kind of person."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.notifications.models import Notification
from incidents.models import Approval, Incident, PublicAnswer
from incidents.services import command, merging
from incidents.speaking.services import answers, approvals
from incidents.speaking.services.approval_links import approval_link
from tests.incidents import scene
from tests.world import World

API = "/api/v1"


@pytest.fixture
def pair(world: World) -> tuple[Incident, Incident]:
    """The one that stays and the one that goes."""
    now = timezone.now()
    stays = scene.opened(world, title="Glass", now=now)
    return stays, scene.opened(world, title="Splinters", plan_version=scene.plan(world), now=now)


def _merged(world: World, pair: tuple[Incident, Incident], *, released: bool = False) -> tuple[Incident, Incident]:
    now, (stays, goes) = timezone.now(), pair
    if released:
        for one in pair:
            command.release_incident(member=world.manager, incident=one, now=now)
    merging.merge(member=world.manager, incident=goes, into=stays, reason="The same jar", now=now)
    return Incident.objects.get(pk=stays.pk), Incident.objects.get(pk=goes.pk)


def _post(browser: Client, path: str, body: Any = None) -> Any:
    return browser.post(f"{API}{path}", body or {}, content_type="application/json")


def test_the_rooms_menu_leads_to_a_page_that_says_first_what_it_does(world: World, pair: Any) -> None:
    stays, goes = pair
    browser = world.browser(world.manager)
    address = f"/incidents/{goes.number}/merge/"
    assert address in browser.get(f"/incidents/{goes.number}/").content.decode()
    page = browser.get(address).content.decode()
    for words in ("Moves", "4 open tasks", "Ends", "Stays here", "A merge can’t be undone", f"#{stays.number} Glass"):
        assert words in page
    part = browser.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<dialog" in part and "<html" not in part
    assert browser.post(address, {"into": str(stays.pk), "reason": ""}).status_code == 422
    done = browser.post(address, {"into": str(stays.pk), "reason": "The same jar"})
    assert (done.status_code, done["Location"]) == (303, f"/incidents/{stays.number}/")
    assert Incident.objects.get(pk=goes.pk).merged_into == stays
    assert browser.get(address).status_code == 409
    assert address not in browser.get(f"/incidents/{goes.number}/").content.decode()


def test_where_nothing_else_runs_or_the_client_could_not_follow_there_is_nothing_to_press(
    world: World, pair: Any
) -> None:
    stays, goes = pair
    browser = world.browser(world.manager)
    address = f"/incidents/{goes.number}/merge/"
    command.release_incident(member=world.manager, incident=goes, now=timezone.now())
    page = browser.get(address).content.decode()
    assert f"Release #{stays.number} to the client first" in page
    assert 'name="reason"' not in page
    command.change_status(member=world.manager, incident=stays, action="resolve", waiver="Over", now=timezone.now())
    assert "No other incident of this brand is running." in browser.get(address).content.decode()
    assert browser.post(address, {"into": str(stays.pk), "reason": "x"}).status_code == 422


def test_a_merged_room_is_read_only_and_leads_on(world: World, pair: Any) -> None:
    stays, goes = _merged(world, pair)
    for member in (world.manager, world.analyst, world.owner):
        page = world.browser(member).get(f"/incidents/{goes.number}/").content.decode()
        assert f'Merged into <a href="/incidents/{stays.number}/"><bdi>#{stays.number} Glass</bdi></a>' in page
        assert "Reason: The same jar" in page
        assert "room-merged" in page
        for act in ("status", "severity", "lead", "duty", "rename", "update", "merge", "tasks/new", "answers/new"):
            assert f"/incidents/{goes.number}/{act}/" not in page, act
        for words in ('id="composer"', "Arriving", "/finish/"):
            assert words not in page, words
        assert f"in #{stays.number}" in page, "the tasks that went along"
    room = world.browser(world.manager).get(f"/incidents/{stays.number}/").content.decode()
    assert f"from #{goes.number}" in room
    assert f'<a href="/incidents/{goes.number}/">Open #{goes.number}</a>' in room


def test_lists_search_and_the_admin_show_where_it_went(world: World, pair: Any) -> None:
    stays, _goes = _merged(world, pair)
    words = f"Merged into #{stays.number}"
    browser = world.browser(world.owner)
    assert words in browser.get("/incidents/?group=past").content.decode()
    assert words not in browser.get("/incidents/").content.decode()
    assert words in browser.get("/search/?q=Splinters").content.decode()
    assert words not in browser.get("/").content.decode(), "the desk is of what runs"
    assert "Splinters" in browser.get("/admin/incidents/incident/?status__exact=merged").content.decode()


def test_a_client_reads_where_it_goes_on(world: World, pair: Any) -> None:
    stays, goes = _merged(world, pair, released=True)
    browser = world.browser(world.client)
    assert f"Merged into #{stays.number}" in browser.get("/").content.decode()
    page = browser.get(f"/incidents/{goes.number}/").content.decode()
    assert "From now on you read about it under" in page
    assert f'<a href="/incidents/{stays.number}/">Glass</a>' in page
    assert "The same jar" not in page, "the reason is the team's"
    assert browser.get(f"/incidents/{goes.number}/merge/").status_code == 403
    staff = world.browser(world.manager).get(f"/incidents/{goes.number}/client/").content.decode()
    assert "From now on you read about it under" in staff


def test_nobody_but_who_runs_incidents_of_the_brand_merges_them(world: World, pair: Any) -> None:
    stays, goes = pair
    body = {"into": str(stays.pk), "reason": "x"}
    for member, page, program in (
        (world.analyst, 403, 403), (world.client, 403, 403), (world.other, 404, 404), (world.rival_owner, 404, 404),
    ):  # fmt: skip
        browser = world.browser(member)
        assert browser.post(f"/incidents/{goes.number}/merge/", body).status_code == page, member
        assert _post(browser, f"/incidents/{goes.pk}/merge/", body).status_code == program, member
    world.enter()
    assert not Incident.objects.filter(status="merged").exists()


def test_a_program_asks_what_it_would_do_and_does_it(world: World, pair: Any) -> None:
    stays, goes = pair
    browser = world.browser(world.manager)
    seen = browser.get(f"{API}/incidents/{goes.pk}/merge_outlook/").json()
    assert [(one["number"], one["why_not"]) for one in seen["choices"]] == [(stays.number, "")]
    assert any("4 open tasks" in line for line in seen["moves"])
    assert seen["ends"] and seen["stays"]
    done = _post(browser, f"/incidents/{goes.pk}/merge/", {"into": str(stays.pk), "reason": "The same jar"})
    assert (done.status_code, done.json()["status"], done.json()["merged_into"]) == (200, "merged", str(stays.pk))
    task = browser.get(f"{API}/tasks/?incident={stays.pk}").json()["results"][0]
    assert task["moved_from"] == str(goes.pk)
    listed = browser.get(f"{API}/incidents/?status=merged").json()["results"]
    assert [one["id"] for one in listed] == [str(goes.pk)]
    again = _post(browser, f"/incidents/{goes.pk}/merge/", {"into": str(stays.pk), "reason": "x"})
    assert (again.status_code, again["Content-Type"], again.json()["code"]) == (
        409, "application/problem+json", "wrong_state",
    )  # fmt: skip
    assert again.json()["data"]["into"] == str(stays.pk)
    opened = _post(browser, f"/incidents/{goes.pk}/set_status/", {"action": "reopen", "reason": "x"})
    assert (opened.status_code, opened.json()["data"]["current"]) == (409, "merged")
    status = _post(browser, f"/incidents/{stays.pk}/set_status/", {"action": "merge", "reason": "x"})
    assert status.status_code == 400


def test_a_program_is_refused_with_what_to_do(world: World, pair: Any) -> None:
    stays, goes = pair
    browser = world.browser(world.manager)
    address = f"/incidents/{goes.pk}/merge/"
    for body, field in (
        ({"into": str(stays.pk)}, "reason"),
        ({"into": str(goes.pk), "reason": "x"}, "into"),
        ({"into": "01900000-0000-7000-8000-000000000001", "reason": "x"}, "into"),
    ):
        answer = _post(browser, address, body)
        assert (answer.status_code in (400, 422), field in answer.json()["errors"]) == (True, True), answer.json()
    command.release_incident(member=world.manager, incident=goes, now=timezone.now())
    refused = _post(browser, address, {"into": str(stays.pk), "reason": "x"})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_released")
    assert f"Release #{stays.number} to the client first" in refused.json()["detail"]


@pytest.fixture
def asked(world: World, pair: Any) -> tuple[PublicAnswer, Approval]:
    now = timezone.now()
    words = {"channel": "social", "title": "First word", "text": "We look into it."}
    answer = answers.draft_free(member=world.analyst, incident=pair[1], **words, now=now)
    return answer, approvals.ask(member=world.analyst, answer=answer, approvers=[world.admin.user_id], now=now)[0]


def test_an_approvers_link_says_that_it_was_merged_and_where(world: World, pair: Any, asked: Any) -> None:
    _answer, approval = asked
    link = approval_link(approval)
    stays, goes = _merged(world, pair)
    page = Client(HTTP_HOST="north.localhost").get(link).content.decode()
    assert f"#{goes.number} was merged into #{stays.number} Glass." in page
    assert "Approve this text" not in page
    mine = world.browser(world.admin).get(f"/incidents/answers/{approval.answer_id}/approve/").content.decode()
    assert f"#{goes.number} was merged into #{stays.number} Glass." in mine
    assert Notification.objects.filter(user=world.admin.user, title__contains="No answer is needed").exists()


def test_a_text_that_ended_is_copied_as_a_draft_on_its_page_or_by_a_program(
    world: World, pair: Any, asked: Any
) -> None:
    answer, _approval = asked
    browser = world.browser(world.manager)
    address = f"/incidents/answers/{answer.pk}/"
    assert browser.post(f"{address}copy/").status_code == 409, "nothing was merged yet"
    stays, _goes = _merged(world, pair)
    page = browser.get(address).content.decode()
    assert f"Copy as a draft into #{stays.number}" in page
    assert "Edit…" not in page
    done = browser.post(f"{address}copy/")
    copy = PublicAnswer.objects.get(incident=stays)
    assert (done.status_code, done["Location"]) == (303, f"/incidents/answers/{copy.pk}/")
    program = _post(browser, f"/answers/{answer.pk}/copy/")
    assert (program.status_code, program.json()["id"], program.json()["status"]) == (201, str(copy.pk), "draft")
    assert browser.get(f"/incidents/answers/{copy.pk}/").status_code == 200


def test_what_was_handed_off_is_confirmed_from_the_merged_ones_page(world: World, pair: Any, asked: Any) -> None:
    answer, approval = asked
    yes: dict[str, Any] = {"yes": True, "text_sha256": approval.text_sha256, "now": timezone.now()}
    approvals.decide(member=world.admin, approval=approval, **yes)
    answers.hand_off(member=world.manager, answer=answer, now=timezone.now())
    _merged(world, pair)
    browser = world.browser(world.manager)
    page = browser.get(f"/incidents/answers/{answer.pk}/").content.decode()
    assert "If this text was posted before, say where" in page
    assert "Withdraw…" in page
    address = f"/incidents/answers/{answer.pk}/confirm/"
    assert browser.post(address, {"url": "https://x.example/1", "substantive": "on"}).status_code == 303
    answer.refresh_from_db()
    assert answer.status == "published"


def test_the_debrief_of_the_one_that_stays_covers_both(world: World, pair: Any) -> None:
    from incidents.learning.services import debriefs

    stays, goes = _merged(world, pair)
    now = timezone.now()
    command.change_status(member=world.manager, incident=stays, action="resolve", waiver="Done", now=now)
    debrief = debriefs.start(member=world.manager, incident=stays, now=now)
    browser = world.browser(world.manager)
    assert f"#{goes.number} Splinters" in browser.get(f"/debriefs/{debrief.pk}/").content.decode()
    wanting = browser.get("/debriefs/").content.decode()
    assert "Splinters" not in wanting
    refused = browser.post(f"/incidents/{goes.number}/debrief/")
    assert refused.status_code == 409


def test_a_published_text_of_a_merged_one_is_corrected_where_the_matter_goes_on(
    world: World, pair: Any, asked: Any
) -> None:
    answer, approval = asked
    yes: dict[str, Any] = {"yes": True, "text_sha256": approval.text_sha256, "now": timezone.now()}
    approvals.decide(member=world.admin, approval=approval, **yes)
    answers.hand_off(member=world.manager, answer=answer, now=timezone.now())
    answers.confirm(member=world.manager, answer=answer, url="https://x.example/1", now=timezone.now())
    stays, goes = _merged(world, pair)
    browser = world.browser(world.manager)
    draft = f"/incidents/{stays.number}/answers/new/?statement=own&corrects={answer.pk}"
    page = browser.get(f"/incidents/answers/{answer.pk}/").content.decode()
    assert "Correct it…" in page and draft.replace("&", "&amp;") in page
    assert f'value="Correction: {answer.title}"' in browser.get(draft).content.decode()
    assert f"/incidents/{goes.number}/answers/new/" not in page
