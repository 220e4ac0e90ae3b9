"""Monitoring's endpoints: the happy path of each, and what they refuse."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.services.api_keys import make_key
from monitoring.alerting import services as alerting
from monitoring.models import AlertRule, Mention, MentionNote, Query, Source
from tests.loopback import Answer, Server, serving
from tests.monitoring.scene import alert, mention, small, source
from tests.world import World

API = "/api/v1"
FEED = b'{"version": "https://jsonfeed.org/version/1.1", "title": "The forum", "items": [{"id": "1", "content_text": "Glass"}]}'


class Caller:
    """A member's log-in on the API."""

    def __init__(self, browser: Client) -> None:
        self.browser = browser

    def get(self, path: str, **query: Any) -> Any:
        return self.browser.get(f"{API}{path}", query)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.browser.post(f"{API}{path}", body or {}, content_type="application/json", headers=headers or None)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.browser.patch(f"{API}{path}", body, content_type="application/json", headers=headers or None)


@pytest.fixture
def scene(world: World) -> Any:
    return small(world)


@pytest.fixture
def api(world: World) -> Caller:
    return Caller(world.browser(world.manager))


@pytest.fixture
def stranger(world: World) -> Caller:
    return Caller(world.browser(world.other))


@pytest.fixture
def server(settings: Any) -> Any:
    settings.ALLOW_LOOPBACK_FEEDS = True
    with serving() as running:
        running.answers["/feed.json"] = Answer(body=FEED, headers={"Content-Type": "application/feed+json"})
        yield running


def errors(answer: Any, status: int = 400) -> set[str]:
    """The fields a refusal names."""
    assert answer.status_code == status, answer.content[:300]
    assert answer["Content-Type"].startswith("application/problem+json")
    return set(answer.json().get("errors") or answer.json().get("fields") or {})


# ── mentions ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_mentions_are_listed_filtered_and_paged(world: World, scene: Any, api: Caller) -> None:
    rows = api.get("/mentions/").json()["results"]
    assert [row["id"] for row in rows] == [str(one.pk) for one in scene.mentions]
    assert rows[0]["post"]["text"].startswith("Found a glass splinter")
    for query, count in (
        ({"sentiment": "negative"}, 2), ({"sentiment": "unscored"}, 1), ({"status": "done"}, 0), ({"assignee": "none"}, 6),
        ({"assignee": "me"}, 0), ({"query": scene.query.pk}, 5), ({"source": scene.sources[0].pk}, 6), ({"text": "shoppers"}, 1),
        ({"brand": world.alder.pk}, 6), ({"since": scene.mentions[1].published_at.isoformat()}, 2),
        ({"until": scene.mentions[1].published_at.isoformat()}, 4),
    ):  # fmt: skip
        assert len(api.get("/mentions/", **query).json()["results"]) == count, query


@pytest.mark.parametrize(
    "query", [{"sentiment": "angry"}, {"status": "gone"}, {"assignee": "root"}, {"brand": "x"}, {"since": "soon"}]
)
def test_a_filter_that_can_not_be_read_is_refused(scene: Any, api: Caller, query: dict[str, str]) -> None:
    assert api.get("/mentions/", **query).status_code == 400


def test_a_tampered_page_token_is_refused(scene: Any, api: Caller) -> None:
    assert api.get("/mentions/", cursor="tampered").status_code == 400


def test_a_mention_is_worked_on(world: World, scene: Any, api: Caller) -> None:
    path = f"/mentions/{scene.mentions[0].pk}"
    assert api.post(f"{path}/assign/", {"user_id": world.analyst.user_id}).json()["assignee"] == world.analyst.user_id
    assert api.post(f"{path}/assign/", {"user_id": None}).json()["assignee"] is None
    assert api.post(f"{path}/set_status/", {"action": "finish"}).json()["status"] == "done"
    corrected = api.post(f"{path}/correct_sentiment/", {"sentiment": "positive"}).json()
    assert (corrected["sentiment"], corrected["sentiment_by"]) == ("positive", world.manager.user_id)
    assert api.post(f"{path}/add_note/", {"text": "Call back"}).status_code == 201
    assert [note["text"] for note in api.get(f"{path}/notes/").json()] == ["Call back"]


def test_what_a_mention_does_not_allow_is_refused(world: World, scene: Any, api: Caller) -> None:
    path = f"/mentions/{scene.mentions[0].pk}"
    lost = api.post(f"{path}/set_status/", {"action": "reopen"})
    assert lost.status_code == 409 and lost.json()["data"]["current"] == "open"
    assert api.post(f"{path}/set_status/", {"action": "explode"}).status_code == 400
    assert api.post(f"{path}/assign/", {"user_id": world.other.user_id}).status_code == 400
    assert api.post(f"{path}/correct_sentiment/", {"sentiment": "angry"}).status_code == 400
    assert api.post(f"{path}/add_note/", {"text": " "}).status_code == 400
    assert not MentionNote.objects.exists()
    assert Mention.objects.get(pk=scene.mentions[0].pk).version == 1


def test_many_at_once_each_on_its_own(world: World, scene: Any, api: Caller) -> None:
    foreign = mention(source(world, "Elsewhere", scene.now, brand=world.lumen), "Lumen", scene.now)
    ids = [str(scene.mentions[0].pk), str(foreign.pk)]
    answer = api.post("/mentions/bulk/", {"ids": ids, "action": "status", "value": "finish"})
    assert answer.json()["done"] == [str(scene.mentions[0].pk)]
    assert set(answer.json()["refused"]) == {str(foreign.pk)}
    assert Mention.objects.get(pk=scene.mentions[0].pk).status == "done"
    api.post("/mentions/bulk/", {"ids": ids[:1], "action": "assign", "value": str(world.analyst.user_id)})
    assert Mention.objects.get(pk=scene.mentions[0].pk).assignee_id == world.analyst.user_id
    assert api.post("/mentions/bulk/", {"ids": ids, "action": "assign", "value": "root"}).status_code == 400
    assert api.post("/mentions/bulk/", {"ids": [], "action": "status"}).status_code == 400


def test_others_and_clients_get_nothing(world: World, scene: Any, stranger: Caller) -> None:
    path = f"/mentions/{scene.mentions[0].pk}/"
    assert stranger.get("/mentions/").json()["results"] == []
    assert stranger.get(path).status_code == 404
    assert stranger.post(f"{path}set_status/", {"action": "finish"}).status_code == 404
    client = Caller(world.browser(world.client))
    for room in ("mentions", "sources", "queries", "rules", "alerts"):
        assert client.get(f"/{room}/").status_code == 403
    assert Client(HTTP_HOST="north.localhost").get(f"{API}/mentions/").status_code == 401


def test_a_key_that_may_only_read_changes_nothing(world: World, scene: Any) -> None:
    _, key = make_key(world.owner, name="Reader", scopes=["read"], days=1, now=scene.now)
    reader = Caller(Client(HTTP_HOST="north.localhost", headers={"Authorization": f"Bearer {key}"}))
    assert reader.get("/mentions/").status_code == 200
    assert reader.post(f"/mentions/{scene.mentions[0].pk}/set_status/", {"action": "finish"}).status_code == 403


# ── sources ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_source_is_tried_added_changed_paused_and_removed(world: World, api: Caller, server: Server) -> None:
    address = server.url("/feed.json")
    tried = api.post("/sources/check/", {"address": address}).json()
    assert (tried["feed"], tried["title"], len(tried["samples"])) == (True, "The forum", 1)
    assert not Source.objects.exists()
    given = {"brand": str(world.alder.pk), "address": address, "everything": True}
    made = api.post("/sources/", given)
    assert made.status_code == 201 and made.json()["health"]["state"] == "waiting"
    path = f"/sources/{made.json()['id']}/"
    assert api.post("/sources/", given).json()["id"] == made.json()["id"]
    assert api.patch(path, {"name": "Forum"}).json()["name"] == "Forum"
    assert api.post(f"{path}pause/").json()["status"] == "paused"
    assert api.post(f"{path}pause/").status_code == 409
    assert api.post(f"{path}resume/").json()["status"] == "active"
    assert api.post(f"{path}remove/").json()["status"] == "removed"


@pytest.mark.parametrize(
    "address",
    ["", "ftp://example.com/x", "http://127.0.0.1/feed", "http://10.0.0.1/feed", "javascript:alert(1)", "x" * 2001],
)
def test_an_address_that_can_not_be_read_is_refused_at_its_field(api: Caller, address: str) -> None:
    assert "address" in api.post("/sources/check/", {"address": address}).content.decode()
    assert api.post("/sources/check/", {"address": address}).status_code == 400


def test_a_page_without_a_feed_is_refused(api: Caller, server: Server) -> None:
    server.answers["/page"] = Answer(body=b"<html><body>Hello</body></html>", headers={"Content-Type": "text/html"})
    answer = api.post("/sources/check/", {"address": server.url("/page")})
    assert answer.status_code == 400 and "address" in answer.text


def test_a_brand_one_is_not_on_gets_no_source(world: World, stranger: Caller, server: Server) -> None:
    given = {"brand": str(world.alder.pk), "address": server.url("/feed.json")}
    assert stranger.post("/sources/", given).status_code == 404
    assert not Source.objects.exists()


# ── queries ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_query_is_tried_saved_changed_and_stopped(world: World, scene: Any, api: Caller) -> None:
    tried = api.post("/queries/preview/", {"brand": str(world.alder.pk), "text": "shoppers"}).json()
    assert (tried["count"], tried["total"], len(tried["newest"])) == (1, 6, 1)
    made = api.post("/queries/", {"brand": str(world.alder.pk), "name": "Shoppers", "text": "shoppers"})
    assert (made.status_code, made.json()["version"]) == (201, 1)
    path = f"/queries/{made.json()['id']}/"
    assert api.patch(path, {"text": "x"}).status_code == 428
    tag = api.get(path)["ETag"]
    changed = api.patch(path, {"text": "shoppers OR glass"}, **{"If-Match": tag})
    assert changed.json()["version"] == 2
    assert api.patch(path, {"text": "other"}, **{"If-Match": tag}).status_code in (409, 412)
    assert [one["number"] for one in api.get(f"{path}versions/").json()] == [2, 1]
    assert api.post(f"{path}remove/").status_code == 204
    assert not Query.objects.get(pk=made.json()["id"]).is_active


def test_an_error_in_a_query_says_where(world: World, scene: Any, api: Caller) -> None:
    answer = api.post("/queries/", {"brand": str(world.alder.pk), "name": "Bad", "text": 'glass "unclosed'})
    assert answer.status_code == 400
    assert answer.json()["data"]["problems"][0]["column"] == 7
    assert api.post("/queries/", {"brand": str(world.alder.pk), "name": "Glass", "text": "glass"}).status_code == 400
    assert Query.objects.count() == 1


# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_rule_is_made_and_changed_in_versions(world: World, api: Caller) -> None:
    given = {
        "brand": str(world.alder.pk),
        "kind": "threshold",
        "name": "Many",
        "settings": {"posts": 50, "minutes": 60},
    }
    made = api.post("/rules/", given)
    assert (made.status_code, made.json()["version"]) == (201, 1)
    path = f"/rules/{made.json()['id']}/"
    assert api.patch(path, {"severity": 1}).status_code == 428
    changed = api.patch(path, {"severity": 1, "is_active": False}, **{"If-Match": api.get(path)["ETag"]}).json()
    assert (changed["severity"], changed["is_active"], changed["version"], changed["settings"]["posts"]) == (
        1,
        False,
        2,
        50,
    )


@pytest.mark.parametrize(
    ("kind", "settings"),
    [("threshold", {}), ("threshold", {"posts": 0}), ("threshold", {"posts": 5, "minutes": 7}), ("spike", {"sensitivity": "wild"}), ("spike", {"colour": 1}), ("none", {})],
)  # fmt: skip
def test_a_rule_that_can_not_be_is_refused(world: World, api: Caller, kind: str, settings: Any) -> None:
    given = {"brand": str(world.alder.pk), "kind": kind, "name": "Bad", "settings": settings}
    assert api.post("/rules/", given).status_code == 400
    assert not AlertRule.objects.exists()


# ── alerts and counts ────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_alert_is_read_acknowledged_and_dismissed_once(
    world: World, scene: Any, api: Caller, stranger: Caller
) -> None:
    draft = alerting.RuleDraft(kind="spike", name="Unusual")
    made = alert(
        world, alerting.save_rule(member=world.manager, brand=world.alder, draft=draft, now=scene.now), scene.now
    )
    path = f"/alerts/{made.pk}/"
    assert api.get("/alerts/", status="open").json()["results"][0]["explanation"]["rarity"] == "once in about 9 weeks"
    assert api.post(f"{path}acknowledge/").json()["acknowledged_by"] == world.manager.user_id
    assert api.post(f"{path}dismiss/", {"outcome": "boring"}).status_code == 400
    assert api.post(f"{path}dismiss/", {"outcome": "noise"}).json()["status"] == "dismissed"
    again = api.post(f"{path}dismiss/", {"outcome": "issue"})
    assert again.status_code == 409 and again.json()["data"]["current"] == "dismissed"
    assert stranger.get(path).status_code == 404
    assert stranger.post(f"{path}acknowledge/").status_code == 404


def test_counts_are_a_brands_own(world: World, api: Caller, stranger: Caller) -> None:
    from django.utils import timezone

    from monitoring.models import BucketCount

    BucketCount.objects.create(brand=world.alder, starts_at=timezone.now() - timedelta(hours=2), total=7, negative=3)
    rows = api.get("/counts/", brand=world.alder.pk).json()
    assert [(row["total"], row["negative"]) for row in rows] == [(7, 3)]
    assert api.get("/counts/", brand=world.alder.pk, hours=1).json() == []
    for query in ({}, {"brand": world.alder.pk, "hours": "many"}, {"brand": world.alder.pk, "hours": 0}):
        assert api.get("/counts/", **query).status_code in (400, 404)
    assert stranger.get("/counts/", brand=world.alder.pk).status_code == 404
