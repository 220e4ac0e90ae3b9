"""The inbox: what it shows to whom, what narrows it, what people do there."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.enrichment import enrich
from monitoring.models import Mention, MentionNote
from tests.incidents.scene import opened
from tests.markup import flat
from tests.monitoring.scene import mention, small, source
from tests.world import World


@pytest.fixture
def scene(world: World) -> Any:
    return small(world)


def test_the_inbox_shows_each_member_the_mentions_of_their_brands(world: World, scene: Any) -> None:
    page = world.browser(world.manager).get("/mentions/")
    assert page.status_code == 200
    assert "Batch 2216" in page.text
    assert "<mark>glass</mark>" in page.text.lower()
    assert "Batch 2216" not in world.browser(world.other).get("/mentions/").text
    assert world.browser(world.client).get("/mentions/").status_code == 403
    anonymous = type(world.browser(world.manager))(HTTP_HOST="north.localhost").get("/mentions/")
    assert anonymous.status_code == 302


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ({}, 6), ({"sentiment": "negative"}, 2), ({"sentiment": "unscored"}, 1), ({"status": "done"}, 0), ({"status": "all"}, 6),
        ({"assignee": "me"}, 0), ({"assignee": "none"}, 6), ({"span": "1h"}, 6), ({"q": "Ledger shoppers"}, 1),
        ({"q": "shoppers"}, 1), ({"brand": "alder-coffee"}, 6),
    ],
)  # fmt: skip
def test_each_filter_narrows_the_list(world: World, scene: Any, address: dict[str, str], count: int) -> None:
    page = world.browser(world.manager).get(f"/mentions/?{urlencode(address)}")
    assert page.text.count('class="mention-main"') == count


def test_query_and_source_narrow_too(world: World, scene: Any) -> None:
    other = source(world, "Other place", scene.now)
    mention(other, "Elsewhere", scene.now)
    browser = world.browser(world.manager)
    assert browser.get(f"/mentions/?source={other.pk}").text.count('class="mention-main"') == 1
    assert browser.get(f"/mentions/?query={scene.query.pk}").text.count('class="mention-main"') == 5


@pytest.mark.parametrize(
    "address",
    [
        "brand=lumen-air",
        "query=nonsense",
        "sentiment=angry",
        "assignee=root",
        "page=tampered",
        "since=yesterday",
        "q=%00",
    ],
)
def test_a_filter_that_can_not_be_used_is_left_out_and_named(world: World, scene: Any, address: str) -> None:
    page = world.browser(world.manager).get(f"/mentions/?{address}")
    assert page.status_code == 200
    assert "This filter was left out." in page.text


def test_older_mentions_are_a_page_further_without_repeats(world: World) -> None:
    made = small(world, 45)
    browser = world.browser(world.manager)
    first = browser.get("/mentions/")
    assert first.text.count('class="mention-main"') == 40
    second = browser.get("/mentions/" + first.context["next_url"])
    assert second.text.count('class="mention-main"') == 5
    assert str(made.mentions[0].pk) not in second.text


def test_the_number_of_queries_does_not_grow_with_the_rows(world: World) -> None:
    made = small(world, 3)
    browser = world.browser(world.manager)
    browser.get("/mentions/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get("/mentions/")
    for n in range(30):
        mention(made.sources[0], f"More of cold brew {n}", made.now - timedelta(hours=1))
    with CaptureQueriesContext(connection) as many:
        browser.get("/mentions/")
    assert len(many) == len(few)


def test_new_mentions_come_as_rows_after_the_newest(world: World, scene: Any) -> None:
    newest = scene.mentions[0]
    fresh = mention(scene.sources[0], "Just now", scene.now + timedelta(seconds=5))
    answer = world.browser(world.manager).get(f"/mentions/?after={newest.pk}", headers={"HX-Request": "true"})
    assert f'id="{fresh.pk}"' in answer.text
    assert "<html" not in answer.text
    assert f'id="{scene.mentions[-1].pk}"' not in answer.text


def test_a_mentions_page_shows_the_post_and_why_it_was_found(world: World, scene: Any) -> None:
    page = world.browser(world.manager).get(f"/mentions/{scene.mentions[0].pk}/")
    assert "<mark>cold brew</mark>" in page.text
    assert "Glass" in page.text and "Scored negative" in page.text and "by vader 3.3." in flat(page.text)
    assert world.browser(world.other).get(f"/mentions/{scene.mentions[0].pk}/").status_code == 404


def test_a_javascript_address_is_never_a_link(world: World, scene: Any) -> None:
    one = scene.mentions[0]
    one.post.url = "javascript:alert(1)"
    one.post.save()
    assert "javascript:" not in world.browser(world.manager).get(f"/mentions/{one.pk}/").text


def test_a_post_can_not_bring_markup(world: World, scene: Any) -> None:
    bad = mention(scene.sources[0], "<script>alert(1)</script><img src=x>", scene.now, title="<b>x")
    page = world.browser(world.manager).get(f"/mentions/{bad.pk}/").text
    assert "<script>alert" not in page and "<img src=x" not in page


def act(world: World, one: Mention, path: str, member: Any = None, htmx: bool = False, **data: Any) -> Any:
    browser = world.browser(member or world.manager)
    return browser.post(f"/mentions/{one.pk}/{path}/", data, headers={"HX-Request": "true"} if htmx else None)


def test_done_is_done_and_undo_brings_it_back(world: World, scene: Any) -> None:
    one, browser = scene.mentions[0], world.browser(world.manager)
    answer = browser.post(f"/mentions/{one.pk}/status/", {"action": "finish"})
    assert answer.status_code == 303
    one.refresh_from_db()
    assert one.status == "done"
    undo = next(iter(browser.session["undo_mentions"]))
    browser.post(f"/mentions/undo/{undo}/")
    one.refresh_from_db()
    assert one.status == "open"


def test_undo_puts_a_mention_back_to_work_where_it_was(world: World, scene: Any) -> None:
    one, browser = scene.mentions[0], world.browser(world.manager)
    browser.post(f"/mentions/{one.pk}/status/", {"action": "start"})
    browser.post(f"/mentions/{one.pk}/status/", {"action": "discard"})
    browser.post(f"/mentions/undo/{list(browser.session['undo_mentions'])[-1]}/")
    one.refresh_from_db()
    assert one.status == "in_progress"


def test_htmx_gets_the_pane_the_row_and_a_toast(world: World, scene: Any) -> None:
    answer = act(world, scene.mentions[0], "status", htmx=True, action="finish")
    assert answer.status_code == 200
    assert 'hx-swap-oob="true"' in answer.text and "Reopen" in answer.text
    assert "/mentions/undo/" in answer["HX-Trigger"]


def test_a_move_the_graph_does_not_know_says_what_is_the_case(world: World, scene: Any) -> None:
    assert act(world, scene.mentions[0], "status", htmx=True, action="reopen").status_code == 422
    assert act(world, scene.mentions[0], "status", htmx=True, action="explode").status_code == 422
    scene.mentions[0].refresh_from_db()
    assert scene.mentions[0].status == "open"


def test_only_people_of_the_brand_can_be_given_a_mention(world: World, scene: Any) -> None:
    one = scene.mentions[0]
    act(world, one, "assign", assignee=str(world.analyst.user_id))
    one.refresh_from_db()
    assert one.assignee_id == world.analyst.user_id
    answer = act(world, one, "assign", htmx=True, assignee=str(world.other.user_id))
    assert answer.status_code == 422 and "does not work on the brand" in answer.text
    act(world, one, "assign", assignee="me")
    one.refresh_from_db()
    assert one.assignee_id == world.manager.user_id


def test_a_correction_names_its_author(world: World, scene: Any) -> None:
    answer = act(world, scene.mentions[0], "sentiment", htmx=True, sentiment="positive")
    assert "Ines Marten</bdi> corrected it." in answer.text
    assert act(world, scene.mentions[0], "sentiment", htmx=True, sentiment="angry").status_code == 422


def test_a_correction_is_taken_back_to_what_the_machine_reads(world: World, scene: Any) -> None:
    one, browser = scene.mentions[0], world.browser(world.manager)
    answer = browser.post(f"/mentions/{one.pk}/sentiment/", {"sentiment": "positive"}, headers={"HX-Request": "true"})
    assert "/mentions/undo/" in answer["HX-Trigger"]
    browser.post(f"/mentions/undo/{list(browser.session['undo_mentions'])[-1]}/")
    one.refresh_from_db()
    found = enrich(one.post.title, one.post.text, declared=one.post.language).sentiment
    assert (one.sentiment, one.sentiment_by_id) == (found.label or "", None)
    assert one.sentiment_model == (f"{found.model} {found.version}" if found.label else "")


def test_a_correction_over_a_persons_goes_back_to_theirs(world: World, scene: Any) -> None:
    one, browser = scene.mentions[0], world.browser(world.manager)
    for word in ("negative", "positive"):
        browser.post(f"/mentions/{one.pk}/sentiment/", {"sentiment": word})
    browser.post(f"/mentions/undo/{list(browser.session['undo_mentions'])[-1]}/")
    one.refresh_from_db()
    assert (one.sentiment, one.sentiment_model) == ("negative", "person")
    assert act(world, one, "sentiment", htmx=True).status_code == 422  # nothing given is no taking back


def test_every_act_on_a_mention_has_a_key_and_every_key_is_listed(world: World, scene: Any) -> None:
    opened(world)
    page = world.browser(world.manager).get(f"/mentions/{scene.mentions[0].pk}/").text
    acts = re.search(r'<div class="post".*?<dl class="definition">', page, re.DOTALL)
    assert acts and re.findall(r"<button(?![^>]*data-key)[^>]*>", acts[0]) == []
    listed = set(re.findall(r"<kbd>([^<]+)</kbd>", page))
    used = {key for keys in re.findall(r'data-(?:bulk-)?key="([^"]+)"', page) for key in keys.split()}
    assert {*"etrwaion", "s1", "u"} <= used
    assert {part for key in used for part in key} <= listed


def test_a_mention_is_linked_to_the_running_incident_and_taken_out_again(world: World, scene: Any) -> None:
    incident, one, browser = opened(world), scene.mentions[0], world.browser(world.manager)
    page = browser.get(f"/mentions/{one.pk}/").text
    link = f"/incidents/{incident.number}/mentions/{one.pk}/link/"
    assert f'action="{link}"' in page
    answer = browser.post(link, {"next": f"/mentions/{one.pk}/"})
    assert (answer.status_code, answer["Location"]) == (303, f"/mentions/{one.pk}/")
    assert incident.mentions.filter(mention=one).exists()
    back = re.search(r'action="([^"]+)" data-undo', browser.get(f"/mentions/{one.pk}/").text)
    assert back
    browser.post(back[1], headers={"Referer": f"http://{world.manager.agency.slug}.localhost/mentions/"})
    assert not incident.mentions.filter(mention=one).exists()
    assert 'action="/incidents/' not in world.browser(world.client).get(f"/mentions/{one.pk}/").text


def test_an_empty_note_comes_back_with_its_error_and_nothing_is_kept(world: World, scene: Any) -> None:
    answer = act(world, scene.mentions[0], "note", text="  ")
    assert answer.status_code == 422 and "field-error" in answer.text
    assert not MentionNote.objects.exists()
    act(world, scene.mentions[0], "note", text="Call her back")
    assert MentionNote.objects.get().text == "Call her back"


def test_clients_and_people_of_other_brands_change_nothing(world: World, scene: Any) -> None:
    for member, status in ((world.client, 403), (world.other, 404)):
        assert act(world, scene.mentions[0], "status", member, action="finish").status_code == status
    scene.mentions[0].refresh_from_db()
    assert scene.mentions[0].status == "open"


def test_many_at_once_are_done_and_taken_back(world: World, scene: Any) -> None:
    browser, ids = world.browser(world.manager), [str(one.pk) for one in scene.mentions[:3]]
    answer = browser.post("/mentions/bulk/", {"mention": ids, "action": "finish", "next": "/mentions/?status=all"})
    assert (answer.status_code, answer["Location"]) == (303, "/mentions/?status=all")
    assert Mention.objects.filter(status="done").count() == 3
    browser.post(f"/mentions/undo/{list(browser.session['undo_mentions'])[-1]}/")
    assert Mention.objects.filter(status="done").count() == 0


def test_a_bulk_without_mentions_or_with_a_foreign_way_back_is_harmless(world: World, scene: Any) -> None:
    browser = world.browser(world.manager)
    answer = browser.post("/mentions/bulk/", {"action": "finish", "next": "//evil.example/"})
    assert answer["Location"] == "/mentions/"
    answer = browser.post("/mentions/bulk/", {"action": "finish", "mention": ["no-uuid"]})
    assert answer.status_code == 303
    assert Mention.objects.filter(status="done").count() == 0


@pytest.mark.parametrize("assignee", ["²", "-1", "root", "9" * 19, "9" * 5_000])
def test_a_mention_given_to_what_is_no_person_stays_where_it_was(world: World, scene: Any, assignee: str) -> None:
    one = scene.mentions[0]
    act(world, one, "assign", assignee=str(world.analyst.user_id))
    answer = act(world, one, "assign", htmx=True, assignee=assignee)
    assert answer.status_code == 422 and "work" in answer.text
    one.refresh_from_db()
    assert one.assignee_id == world.analyst.user_id
    api, as_json = world.browser(world.manager), {"content_type": "application/json"}
    sent = {"ids": [str(one.pk)], "action": "assign", "value": assignee}
    many = api.post("/api/v1/mentions/bulk/", sent, **as_json)
    assert many.status_code == 400 or str(one.pk) in many.json()["refused"]
    assert api.get("/api/v1/mentions/", {"assignee": assignee}).status_code in (200, 400)
