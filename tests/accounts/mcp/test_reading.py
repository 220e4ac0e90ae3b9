"""What assistants read: the API's rows, as far as the key reaches."""

from typing import Any
from uuid import uuid4

import pytest

from accounts.mcp.reading import READING
from tests.accounts.mcp.assistant import key_of, refusal, told
from tests.everything import Everything, make_everything
from tests.world import World


@pytest.fixture
def everything(world: World) -> Everything:
    return make_everything(world)


def _given(everything: Everything) -> dict[str, dict[str, Any]]:
    of = {"explain_alert": "open_alert", "read_mention": "mention", "read_incident": "incident", "read_plan": "plan"}
    return {tool: {"id": str(everything[name].pk)} for tool, name in of.items()} | {
        "brand_situation": {"brand": str(everything["brand"].pk)}
    }


@pytest.mark.parametrize("tool", [tool.name for tool in READING])
def test_each_answers_its_own_shape(everything: Everything, world: World, tool: str) -> None:
    """The client refuses what is not of the tool's output schema."""
    found = told(key_of(world.owner), tool, **_given(everything).get(tool, {}))
    assert found
    rows = [value for value in found.values() if isinstance(value, list) and value]
    assert rows or tool in {"read_mention", "explain_alert", "read_plan"}


def test_a_brands_situation_comes_in_one_call(everything: Everything, world: World) -> None:
    found = told(key_of(world.manager), "brand_situation", brand=str(world.alder.pk))
    assert found["brand"]["name"] == "Alder Coffee"
    assert [row["number"] for row in found["running_incidents"]] == [everything["incident"].number]
    assert [row["id"] for row in found["open_alerts"]] == [str(everything["open_alert"].pk)]
    assert [row["id"] for row in found["promised_updates"]] == [str(everything["incident"].pk)]
    due = [task["due_at"] for task in found["open_tasks"]]
    assert due == sorted(due)
    assert [row["gaps"] for row in found["sources"]] == [0]
    assert {row["name"] for row in found["team"]} == {"Ines Marten", "Priya Nair", "Clara Client"}
    assert found["left_out"] == []


def test_what_a_key_may_not_see_of_a_situation_is_named(everything: Everything, world: World) -> None:
    world.analyst.role = "client"
    world.analyst.save()
    found = told(
        key_of(world.owner, scopes=["read"], brands=[world.alder.pk]), "brand_situation", brand=str(world.alder.pk)
    )
    assert found["left_out"] == []


def test_nothing_of_another_brand_is_found(everything: Everything, world: World) -> None:
    for token in (key_of(world.other), key_of(world.owner, brands=[world.lumen.pk])):
        assert [row["name"] for row in told(token, "list_brands")["brands"]] == ["Lumen Air"]
        assert told(token, "list_alerts") == {"alerts": [], "next_cursor": None}
        assert told(token, "search_mentions", text="glass") == {"mentions": [], "next_cursor": None}
        for tool, given in _given(everything).items():
            assert "not_found" in refusal(token, tool, **given), tool


def test_a_key_without_read_gets_no_further_than_the_door(world: World) -> None:
    with pytest.raises(BaseException) as refused:  # the SDK's client wraps what the door says
        told(key_of(world.owner, scopes=["triage"]), "list_brands")
    assert refused.value is not None


def test_pages_go_on_and_the_feed_goes_on_from_its_position(everything: Everything, world: World) -> None:
    token = key_of(world.owner)
    first = told(token, "list_tasks", limit=2, incident=str(everything["incident"].pk))
    second = told(token, "list_tasks", limit=2, incident=str(everything["incident"].pk), cursor=first["next_cursor"])
    assert not {row["id"] for row in first["tasks"]} & {row["id"] for row in second["tasks"]}
    before = told(token, "what_changed", after="latest")
    assert before["events"] == []
    seen = told(token, "what_changed", after=0, action="brand.*")
    assert {event["action"] for event in seen["events"]} == {"brand.changed"}


def test_an_alert_is_explained_with_its_examples_and_without_those_that_are_gone(
    everything: Everything, world: World
) -> None:
    alert, mention = everything["open_alert"], everything["mention"]
    alert.explanation = {"seen": 12, "expected": 2.0, "examples": [str(uuid4()), str(mention.pk)]}
    alert.save()
    found = told(key_of(world.owner), "explain_alert", id=str(alert.pk))
    assert [row["id"] for row in found["examples"]] == [str(mention.pk)]
    assert (found["account"]["seen"], found["alert"]["expected"]) == (12, 2.0)
    assert "examples" not in found["account"]


@pytest.mark.parametrize(
    ("tool", "given", "words"),
    [
        ("read_mention", {"id": "no id"}, "id: "),
        ("list_alerts", {"severity": 9}, "severity: "),
        ("list_brands", {"limit": 0}, "limit: "),
        ("list_brands", {"everything": True}, "everything: "),
        ("search_mentions", {"matching": "((("}, "matching: "),
        ("list_alerts", {"cursor": "x.y"}, "cursor: "),
    ],
)
def test_what_is_amiss_is_named(everything: Everything, world: World, tool: str, given: Any, words: str) -> None:
    assert words in refusal(key_of(world.owner), tool, **given)
