"""Lists of sources by API: begun, watched line by line, stopped, gone on with; feeds out as OPML."""

from typing import Any

from monitoring.feeds.services import batches
from monitoring.models import Source, SourceBatch
from tests.loopback import Server
from tests.monitoring.fixtures import loopback_is_allowed
from tests.monitoring.ground import NOW, publish, subscribe
from tests.world import World

__all__ = ["loopback_is_allowed"]
BATCHES = "/api/v1/source_batches/"


def _post(world: World, path: str, member: Any = None, **body: Any) -> Any:
    answer = world.browser(member or world.manager).post(path, body, content_type="application/json")
    world.enter()
    return answer


def test_a_list_is_begun_and_watched(world: World, server: Server) -> None:
    text = f"{publish(server, [])}\nhttp://10.0.0.1/feed"
    made = _post(world, BATCHES, brand=str(world.alder.pk), text=text, everything=True)
    assert (made.status_code, made.json()["status"], made.json()["total"]) == (202, "working", 2)
    address = f"{BATCHES}{made.json()['id']}/"
    while batches.step(made.json()["id"], now=NOW):
        pass
    browser = world.browser(world.analyst)
    now = browser.get(address).json()
    assert (now["status"], now["added"], now["refused"]) == ("done", 1, 1)
    first, second = browser.get(f"{address}lines/").json()["results"]
    world.enter()
    assert first["source"] == str(Source.objects.get().pk) and first["platform"] == "rss"
    assert (second["result"], second["code"], second["source"]) == ("refused", "blocked_address", None)
    assert browser.get(f"{BATCHES}?brand={world.alder.pk}&status=done").json()["results"][0]["id"] == made.json()["id"]


def test_it_is_stopped_and_goes_on(world: World) -> None:
    made = _post(world, BATCHES, brand=str(world.alder.pk), text="https://a.example/feed").json()
    address = f"{BATCHES}{made['id']}/"
    assert _post(world, f"{address}stop/").json()["status"] == "stopped"
    assert _post(world, f"{address}stop/").status_code == 409
    assert _post(world, f"{address}resume/").status_code == 202


def test_what_is_amiss_is_said_at_its_field(world: World) -> None:
    brand = str(world.alder.pk)
    assert set(_post(world, BATCHES).json()["errors"]) == {"brand", "text"}
    long = _post(world, BATCHES, brand=brand, text="a.example\n" + "x" * 2_001)
    assert (long.status_code, long.json()["code"], long.json()["data"]["line"]) == (400, "too_long", 2)
    assert set(long.json()["errors"]) == {"text"}
    assert _post(world, BATCHES, world.other, brand=brand, text="a.example").status_code == 404
    assert _post(world, BATCHES, world.client, brand=brand, text="a.example").status_code == 403
    assert not SourceBatch.objects.exists()


def test_a_brands_feeds_are_read_as_opml(world: World, server: Server) -> None:
    address = publish(server, [])
    subscribe(world, address)
    answer = world.browser(world.manager).get(f"/api/v1/sources/opml/?brand={world.alder.pk}")
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/x-opml")
    assert f'xmlUrl="{address}"' in answer.text
    assert world.browser(world.other).get(f"/api/v1/sources/opml/?brand={world.alder.pk}").status_code == 404
    assert "brand" in world.browser(world.manager).get("/api/v1/sources/opml/").json()["errors"]


def test_what_is_not_watched_is_read_and_a_suggestion_is_what_check_takes(world: World) -> None:
    address = f"/api/v1/sources/unwatched/?brand={world.alder.pk}"
    found = {one["platform"]: one for one in world.browser(world.analyst).get(address).json()["results"]}
    suggestion = found["hackernews"]["suggestions"][0]
    assert suggestion["fields"] == {"query": '"Alder Coffee"'} and suggestion["address"].startswith("https://")
    assert world.browser(world.other).get(address).status_code == 404
