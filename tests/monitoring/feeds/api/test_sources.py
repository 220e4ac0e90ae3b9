"""The API adds and changes what the page does: a platform with its fields, or an address as before; refusals under their field."""

from typing import Any

import pytest

from monitoring.feeds.models import Credential, Feed
from monitoring.models import Mention, Source
from tests.loopback import Server
from tests.monitoring.feeds.stand_in.connector import PolledSquare, PushedSquare, notice
from tests.monitoring.feeds.stand_in.entering import known
from tests.monitoring.fixtures import loopback_is_allowed
from tests.monitoring.ground import entry, flow, publish
from tests.world import World

__all__ = ["known", "loopback_is_allowed"]
API, SQUARE, WORD = "/api/v1/sources/", "square:market", "swordfish-9f2"
FIELDS = {"square": SQUARE, "word": WORD}


def post(world: World, path: str = API, **body: Any) -> Any:
    given = body if path != API else {"brand": str(world.alder.pk), "everything": True, **body}
    return world.browser(world.manager).post(path, given, content_type="application/json")


def patch(world: World, source: Source, **body: Any) -> Any:
    return world.browser(world.manager).patch(f"{API}{source.pk}/", body, content_type="application/json")


def made() -> Source:
    return Source.objects.get()


def test_a_platform_and_its_fields_become_a_source_whose_posts_are_mentions(world: World, known: Any) -> None:
    known(PolledSquare(WORD)).board = [notice("1", "Glass in the cold brew")]
    answer = post(world, platform="square", name="Square", fields={**FIELDS, "depth": 7, "torn": True, "wall": "north"})
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert told["platform"] == "square" and told["address"] == SQUARE
    assert told["fields"] == {"square": SQUARE, "depth": 7, "torn": True, "wall": "north"}
    assert [(one["field"], one["set_by"]) for one in told["secrets"]] == [("word", world.manager.user_id)]
    assert WORD not in answer.text
    world.enter()
    flow(world, Feed.objects.get().next_fetch_at)
    assert Mention.objects.get().post.text == "Glass in the cold brew"


def test_who_names_no_platform_means_an_address_and_gets_what_it_got_before(world: World, server: Server) -> None:
    address = publish(server, [entry("1")])
    for body in ({"address": address}, {"fields": {"url": address}}, {"platform": "rss", "fields": {"url": address}}):
        answer = post(world, **body)
        assert (answer.status_code, answer.json()["platform"], answer.json()["fields"]) == (
            201,
            "rss",
            {"url": address},
        )
    world.enter()
    assert Source.objects.count() == 1


@pytest.mark.parametrize("path", [API, f"{API}check/"])
@pytest.mark.parametrize(
    ("body", "code", "errors"),
    [
        ({"fields": {**FIELDS, "colour": "red", "hue": 1}}, "unknown_field", {"fields": {"colour": ["Unknown field."], "hue": ["Unknown field."]}}),
        ({"fields": {"square": SQUARE}}, "invalid", {"fields": {"word": ["Fill in: Word of the crier."]}}),
        ({"fields": {**FIELDS, "depth": "7"}}, "invalid", {"fields": {"depth": ["Enter a whole number."]}}),
        ({"fields": {**FIELDS, "word": "guess"}}, "auth_expired", {"fields": {"word": ["The crier does not know this word."]}}),
        ({"fields": [1]}, "invalid", {"fields": ["Send an object: each field of the platform by its name."]}),
        ({"platform": "rsss", "fields": FIELDS}, "unknown_platform", {"platform": ["Unknown platform. Known are: rss, square."]}),
        ({"address": SQUARE, "fields": FIELDS}, "invalid", {"address": ["Send an address or fields, not both."]}),
        ({"address": SQUARE, "platform": "rss"}, "invalid", {"address": ["Fill in: Word of the crier."]}),
        ({}, "invalid", {"address": ["Send an address, or a platform and its fields."]}),
    ],
)  # fmt: skip
def test_a_refusal_stands_under_its_field(
    world: World, known: Any, path: str, body: dict[str, Any], code: str, errors: dict[str, Any]
) -> None:
    known(PolledSquare(WORD))
    given = {"platform": "square", **body} if "fields" in body and "address" not in body else body
    answer = post(world, path, **given)
    assert (answer.status_code, answer.json()["code"], answer.json()["errors"]) == (400, code, errors)
    assert "guess" not in answer.text
    world.enter()
    assert not Source.objects.exists() and not Feed.objects.exists()


def test_what_is_sent_to_us_has_a_source_too(world: World, known: Any) -> None:
    known(PushedSquare(WORD))
    assert post(world, f"{API}check/", platform="square", fields=FIELDS).json()["samples"] == []
    assert post(world, platform="square", fields=FIELDS).status_code == 201


def test_fields_change_one_by_one_and_null_empties_one(world: World, known: Any) -> None:
    known(PolledSquare())
    post(world, platform="square", name="Square", fields={**FIELDS, "depth": 7, "torn": True})
    world.enter()
    source, feed = made(), Feed.objects.get()
    answer = patch(world, source, platform="square", fields={"torn": None, "depth": 9}).json()
    assert (answer["fields"], answer["name"]) == ({"square": SQUARE, "depth": 9}, "Square")
    assert Feed.objects.get().config == {"square": SQUARE, "depth": 9} and Feed.objects.get().pk == feed.pk
    assert patch(world, source, fields={"colour": "red"}).json()["errors"] == {"fields": {"colour": ["Unknown field."]}}
    refused = patch(world, source, platform="rss", fields={"url": "https://a.example/"})
    assert (refused.status_code, refused.json()["code"]) == (400, "platform_stays")


def test_a_secret_is_renewed_dropped_and_belongs_to_what_tells_its_feed_apart(world: World, known: Any) -> None:
    square = known(PolledSquare(WORD))
    square.asks_word = False
    post(world, platform="square", name="Square", fields=FIELDS)
    world.enter()
    source, first = made(), Credential.objects.get().sealed
    square.word = "halibut"
    assert patch(world, source, fields={"word": WORD}).json()["errors"] == {
        "fields": {"word": ["The crier does not know this word."]}
    }
    assert patch(world, source, fields={"word": "halibut"}).status_code == 200
    world.enter()
    assert Credential.objects.get().sealed != first
    refused = patch(world, source, fields={"wall": "north"})
    assert "fields" in refused.json()["errors"], "the stored word is not sent to another wall"
    square.word = ""
    assert patch(world, source, fields={"word": None}).json()["secrets"] == []
    world.enter()
    assert not Credential.objects.exists() and Feed.objects.get(pk=made().feed_id).private_to_id is None


def test_two_sources_of_a_brand_do_not_become_one(world: World, known: Any) -> None:
    known(PolledSquare())
    for name, wall in (("All", ""), ("North", "north")):
        post(world, platform="square", name=name, fields={"square": SQUARE, "wall": wall})
    world.enter()
    refused = patch(world, Source.objects.get(name="North"), fields={"wall": None}).json()
    assert (refused["code"], refused["errors"]) == (
        "source_exists", {"fields": {"square": ["Alder Coffee has this source already: All."]}},
    )  # fmt: skip
