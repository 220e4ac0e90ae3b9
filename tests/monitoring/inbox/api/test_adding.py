"""One post by API: its link read in the background, then added; or by hand."""

from typing import Any

from monitoring.inbox.services import adding
from monitoring.models import LinkReading, Mention
from tests.monitoring.ground import NOW
from tests.world import World

LINKS, MENTIONS = "/api/v1/link_readings/", "/api/v1/mentions/"


def _post(world: World, path: str, member: Any = None, **body: Any) -> Any:
    given = {"brand": str(world.alder.pk), **body}
    answer = world.browser(member or world.analyst).post(path, given, content_type="application/json")
    world.enter()
    return answer


def test_a_link_is_begun_watched_and_forgotten_by_nobody_else(world: World) -> None:
    made = _post(world, LINKS, url="https://forum.example/t/1")
    assert made.status_code == 202 and made.json()["status"] == "reading" and made.json()["facts"] is None
    LinkReading.objects.update(status="read", facts={"url": "https://forum.example/t/1", "title": "Alder", "text": "", "author": "",
        "author_url": "", "published_at": "", "site": ""})  # fmt: skip
    address = f"{LINKS}{made.json()['id']}/"
    assert world.browser(world.analyst).get(address).json()["facts"]["title"] == "Alder"
    for member in (world.manager, world.owner):
        assert world.browser(member).get(address).status_code == 404
        assert world.browser(member).get(LINKS).json()["results"] == []


def test_a_mention_is_added_and_the_second_time_said_with_the_first(world: World) -> None:
    given = {"url": "https://forum.example/t/1", "title": "Glass in my Alder Coffee", "author": "ina"}
    made = _post(world, MENTIONS, **given)
    assert made.status_code == 201 and made["Location"].endswith(f"{MENTIONS}{made.json()['id']}/")
    assert (made.json()["post"]["author"], made.json()["quiet"]) == ("ina", False)
    for path, body in ((MENTIONS, given), (LINKS, {"url": given["url"]})):
        again = _post(world, path, **body)
        assert (again.status_code, again.json()["code"], again.json()["data"]["mention"]) == (
            409,
            "mention_exists",
            made.json()["id"],
        )


def test_what_is_amiss_is_said_at_its_field(world: World) -> None:
    assert set(_post(world, MENTIONS).json()["errors"]) == {"text", "where"}
    assert set(_post(world, MENTIONS, text="x", where="moon").json()["errors"]) == {"where"}
    assert (
        "published_at" in _post(world, MENTIONS, text="x", where="letter", published_at="2026-01-01").json()["errors"]
    )
    assert set(_post(world, LINKS, url="http://10.0.0.1/").json()["errors"]) == {"url"}
    assert not Mention.objects.exists()


def test_who_is_not_on_the_brand_or_only_a_client_adds_nothing(world: World) -> None:
    given = {"text": "Dear Alder", "where": "letter"}
    assert _post(world, MENTIONS, world.other, **given).status_code == 404
    assert _post(world, MENTIONS, world.client, **given).status_code == 403
    assert not Mention.objects.exists() and adding.sweep(now=NOW) == 0
