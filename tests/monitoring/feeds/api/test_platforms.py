"""An integrator can build the form: every platform with its fields, and the API's description says what each takes."""

import json
from typing import Any

from accounts.api.description import described
from tests.monitoring.feeds.stand_in.connector import PolledSquare, PushedSquare
from tests.monitoring.feeds.stand_in.entering import known
from tests.world import World

__all__ = ["known"]


def test_platforms_are_listed_with_what_they_ask(world: World, known: Any) -> None:
    known(PolledSquare("x"))
    usual, square = world.browser(world.analyst).get("/api/v1/platforms/").json()
    assert (usual["platform"], usual["scope"], usual["history"], usual["replies"]) == ("rss", "public", True, False)
    assert usual["fields"][0]["name"] == "url" and usual["fields"][0]["required"] and usual["fields"][0]["in_key"]
    fields = {one["name"]: one for one in square["fields"]}
    assert {name: one["kind"] for name, one in fields.items()} == {
        "square": "text", "word": "secret", "wall": "choice", "depth": "number", "torn": "switch", "map": "url",
    }  # fmt: skip
    assert fields["wall"]["options"] == [
        {"value": "", "label": "All walls"},
        {"value": "north", "label": "The north wall"},
    ]
    assert (fields["depth"]["minimum"], fields["depth"]["maximum"], fields["depth"]["default"]) == (1, 500, 100)
    assert (fields["square"]["pattern"], fields["torn"]["default"], fields["map"]["default"]) == (
        "square:.+",
        False,
        None,
    )


def test_what_is_only_sent_to_us_has_no_history(world: World, known: Any) -> None:
    known(PushedSquare())
    told = world.browser(world.analyst).get("/api/v1/platforms/").json()
    assert [one["history"] for one in told] == [True, False]


def test_the_description_names_each_platforms_fields_and_no_secret_among_the_answers(world: World, known: Any) -> None:
    known(PolledSquare("x"))
    # Built anew, not as the process keeps it: the platforms it knows are others here.
    shapes = json.loads(json.dumps(described.__wrapped__()))["components"]["schemas"]
    sent, answered = shapes["SourceInRequest"]["properties"]["fields"], shapes["SourceOut"]["properties"]["fields"]
    assert [set(one["required"]) for one in sent["anyOf"]] == [{"url"}, {"square", "word"}]
    assert sent["anyOf"][1]["properties"]["word"]["writeOnly"] and not sent["anyOf"][1]["additionalProperties"]
    assert "word" not in answered["anyOf"][1]["properties"] and "password" not in answered["anyOf"][0]["properties"]
