"""The change feed: in the order acts became visible, only what is the caller's, at the same cost however narrow."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.events.models import Event, Keeping
from accounts.events.services import placing, reading
from accounts.events.services.recording import About, Actor, record
from accounts.services.api_keys import make_key
from tests.accounts.events.services.test_recording import TRIED
from tests.everything import make_everything
from tests.world import World

FEED = "/api/v1/events/"
NOW = timezone.now()


def wrote(many: int, *, brand: Any = None, visibility: str = "internal", by: Any = None, **more: Any) -> Event:
    """An event, not placed yet."""
    about = About(more.pop("id", None) or uuid4(), f"Trial {many}", brand=brand, **more)
    return record(TRIED, about, by=by, now=NOW, visibility=visibility, many=many)


def placed(world: World) -> None:
    world.enter()
    placing.place_events()


def asked(world: World, member: Any, query: str = "", *, key: str = "") -> Any:
    browser = Client(HTTP_HOST="north.localhost") if key else world.browser(member)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    answer = browser.get(f"{FEED}{query}", headers=headers)
    world.enter()
    return answer


def numbers(answer: Any) -> list[int]:
    """Of the trials on the page."""
    assert answer.status_code == 200, answer.content
    return [row["data"]["many"] for row in answer.json()["results"] if row["action"] == "trial.tried"]


@pytest.fixture
def start(world: World) -> int:
    """The position before the test's own events; a key is made that stays in the record before it."""
    placed(world)
    return reading.bounds()[1]


def _one_of_each(world: World) -> None:
    wrote(1, brand=world.alder)
    wrote(2, brand=world.lumen)
    wrote(3, brand=world.alder, visibility="client")
    wrote(4, visibility="internal")
    wrote(5, visibility="owners")
    wrote(6, brand=world.lumen, visibility="client")
    placed(world)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("owner", [1, 2, 3, 4, 5, 6]),
        ("admin", [1, 2, 3, 4, 5, 6]),
        ("manager", [1, 3, 4]),
        ("analyst", [1, 3, 4]),
        ("other", [2, 4, 6]),
        ("client", [3]),
    ],
)
def test_each_person_reads_what_is_theirs(world: World, start: int, who: str, sees: list[int]) -> None:
    _one_of_each(world)
    answer = asked(world, getattr(world, who), f"?after={start}")
    assert numbers(answer) == sees
    assert numbers(asked(world, getattr(world, who), "?order=newest")) == sees[::-1]
    assert answer.json()["position"] == start + 6
    assert answer.json()["more"] is False


@pytest.mark.parametrize(
    ("who", "scopes", "sees"),
    [
        ("owner", ["read"], [1, 2, 3, 4, 6]),
        ("owner", ["read", "manage"], [1, 2, 3, 4, 5, 6]),
        ("analyst", ["read"], [1, 3, 4]),
    ],
)
def test_a_key_reads_what_its_scopes_and_its_person_may(
    world: World, who: str, scopes: list[str], sees: list[int]
) -> None:
    world.owner.key_scopes = None
    member = getattr(world, who)
    _, key = make_key(world.fresh(world.owner), name="Follower", scopes=scopes, days=1, now=NOW)
    if who == "analyst":
        from accounts.models import ApiKey

        ApiKey.objects.update(member=member)
    placed(world)
    start = reading.bounds()[1]
    _one_of_each(world)
    assert numbers(asked(world, member, f"?after={start}", key=key)) == sees


def test_a_key_without_the_scope_reads_nothing(world: World) -> None:
    _, key = make_key(world.owner, name="Triage", scopes=["triage"], days=1, now=NOW)
    answer = asked(world, world.owner, key=key)
    assert (answer.status_code, answer.json()["code"]) == (403, "more_than_the_key")


def test_what_has_no_place_yet_is_not_shown_and_comes_in_the_order_of_places(world: World, start: int) -> None:
    late = wrote(1, brand=world.alder)
    wrote(2, brand=world.alder)
    assert numbers(asked(world, world.analyst, f"?after={start}")) == []
    # As where the first began earlier and became visible later; the two have the same time.
    Event.objects.exclude(pk=late.pk).filter(position=None).update(position=start + 1)
    first = asked(world, world.analyst, f"?after={start}")
    assert (numbers(first), first.json()["position"]) == ([2], start + 1)
    placed(world)
    assert numbers(world.browser(world.analyst).get(first.json()["next"])) == [1]


def test_whoever_follows_next_reads_everything_once(world: World, start: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "WINDOW", 4)
    for many in range(15):
        wrote(many, brand=world.lumen if many % 3 else world.alder)
    placed(world)
    address, found, empty = f"{FEED}?after={start}&page_size=2", list[int](), 0
    browser = world.browser(world.analyst)
    while True:
        answer = browser.get(address)
        found += numbers(answer)
        empty += not answer.json()["results"]
        address = answer.json()["next"]
        if not answer.json()["more"]:
            break
    assert found == [0, 3, 6, 9, 12]
    world.enter()
    wrote(99, brand=world.alder)
    placed(world)
    assert numbers(browser.get(address)) == [99]


def test_a_page_may_be_empty_and_say_that_there_is_more(
    world: World, start: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "WINDOW", 3)
    for many in range(5):
        wrote(many, brand=world.lumen)
    placed(world)
    page = asked(world, world.analyst, f"?after={start}").json()
    assert (page["results"], page["more"], page["position"]) == ([], True, start + 3)


def test_the_newest_first_goes_on_through_windows_that_hold_nothing(
    world: World, start: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading.newest, "__kwdefaults__", {"token": "", "size": 50, "window": 3, "turns": 1})
    wrote(1, brand=world.alder)
    for many in range(5):
        wrote(many, brand=world.lumen)
    wrote(2, brand=world.alder)
    placed(world)
    browser, address, found = world.browser(world.analyst), f"{FEED}?order=newest&action=trial.*", list[int]()
    while address:
        answer = browser.get(address)
        found += numbers(answer)
        address = answer.json()["next"]
    assert found == [2, 1]


def test_filters_narrow_and_unknown_ones_are_refused_by_name(world: World, start: int) -> None:
    thing, incident = uuid4(), uuid4()
    wrote(1, brand=world.alder, id=thing, by=world.analyst)
    wrote(2, brand=world.lumen, incident_id=incident, by=Actor("rule", "Spike"))
    wrote(3, drill=True)
    placed(world)
    for query, found in {
        "action=trial.tried": [1, 2, 3], "action=trial.*,key.created": [1, 2, 3], "action=key.created": [],
        f"brand={world.alder.pk}": [1], f"subject_kind=trial&subject={thing}": [1], "subject_kind=incident": [],
        f"incident={incident}": [2], f"actor={world.analyst.user_id}": [1], "actor_kind=rule": [2], "drill=true": [3],
        "drill=false": [1, 2], f"since={NOW + timedelta(minutes=1):%Y-%m-%dT%H:%M:%SZ}": [], "text=Trial 2": [2],
        f"until={NOW + timedelta(minutes=1):%Y-%m-%dT%H:%M:%SZ}": [1, 2, 3],
    }.items():  # fmt: skip
        assert numbers(asked(world, world.owner, f"?after={start}&{query}")) == found, query
    for query, field, code in (
        ("action=trial.tried,incident.exploded", "action", "unknown_action"),
        ("kind=trial", "kind", "unknown_parameter"),
        ("subject=1", "subject_kind", "invalid"),
        ("after=soon", "after", "invalid"),
        (f"after={start + 4}", "after", "position_ahead"),
        ("cursor=x", "cursor", "invalid"),
        ("order=newest&after=1", "after", "invalid"),
        ("wait=26", "wait", "invalid"),
        ("page_size=201", "page_size", "invalid"),
    ):
        answer = asked(world, world.owner, f"?{query}")
        assert (answer.status_code, answer.json()["code"], list(answer.json()["errors"])) == (400, code, [field]), query
    assert "“incident.exploded”" in asked(world, world.owner, "?action=incident.exploded").json()["detail"]


def test_a_position_whose_followers_are_no_longer_kept_is_gone(world: World, start: int) -> None:
    for many in range(3):
        wrote(many, brand=world.alder)
    placed(world)
    Keeping.objects.create(visibility="internal", pruned_through=start + 2)
    answer = asked(world, world.analyst, f"?after={start + 1}")
    assert (answer.status_code, answer.json()["code"], answer.json()["data"]) == (
        410,
        "position_gone",
        {"oldest": start + 3},
    )
    assert numbers(asked(world, world.analyst, f"?after={start + 2}")) == [2]
    # Nothing that a client could have seen is missing.
    assert asked(world, world.client, f"?after={start + 1}").status_code == 200


def test_from_now_on_begins_at_the_newest(world: World, start: int) -> None:
    wrote(1, brand=world.alder)
    placed(world)
    page = asked(world, world.analyst, "?after=latest").json()
    assert (page["results"], page["position"], page["more"]) == ([], start + 1, False)


def test_an_event_says_all_of_itself_and_the_address_to_owners_only(world: World, start: int) -> None:
    row = wrote(7, brand=world.alder, by=world.analyst, severity=2)
    Event.objects.filter(pk=row.pk).update(ip="203.0.113.7")
    placed(world)
    mine, owners = (asked(world, who, f"?after={start}").json()["results"][0] for who in (world.analyst, world.owner))
    assert (mine["ip"], owners["ip"]) == (None, "203.0.113.7")
    assert mine["subject"] == {"kind": "trial", "id": row.subject_id, "label": "Trial 7"}
    assert mine["actor"] == {
        "kind": "person", "id": world.analyst.user_id, "label": "Priya Nair", "key": None, "by_link": False,
    }  # fmt: skip
    assert (mine["data"], mine["severity"], mine["brand"]) == ({"many": 7}, 2, str(world.alder.pk))
    one = world.browser(world.analyst).get(f"{FEED}{row.pk}/")
    assert one.json() == mine
    assert world.browser(world.other).get(f"{FEED}{row.pk}/").status_code == 404


def test_the_subject_is_shown_as_its_own_address_shows_it_and_only_to_whom_it_does(world: World) -> None:
    everything = make_everything(world)
    alert = everything["alert"]
    placed(world)
    start = reading.bounds()[1]
    row = wrote(1, brand=world.alder)
    Event.objects.filter(pk=row.pk).update(subject_kind="alert", subject_id=str(alert.pk), visibility="client")
    placed(world)
    browser = world.browser(world.analyst)
    shown = browser.get(f"{FEED}?after={start}&expand=subject").json()["results"][0]["object"]
    assert shown == browser.get(f"/api/v1/alerts/{alert.pk}/").json()
    assert asked(world, world.client, f"?after={start}&expand=subject").json()["results"][0]["object"] is None


def test_a_page_costs_the_same_queries_however_many_events_are_on_it(world: World, start: int) -> None:
    from django.test.utils import CaptureQueriesContext

    counts = []
    for many in (1, 30):
        for number in range(many):
            wrote(number, brand=world.alder)
        placed(world)
        browser = world.browser(world.analyst)
        browser.get(f"{FEED}?after={start}")
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"{FEED}?after={start}&expand=subject")
        world.enter()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_description_knows_each_kind_and_leaves_none_untyped() -> None:
    from accounts.api.description import described
    from accounts.events.catalogue import actions

    document = described()
    union = document["components"]["schemas"]["EventOut"]
    assert set(union["discriminator"]["mapping"]) == {one.name for one in actions()} == set(document["webhooks"])
    for reference in union["discriminator"]["mapping"].values():
        shape = document["components"]["schemas"][reference.rpartition("/")[2]]
        assert shape["properties"]["data"]["additionalProperties"] is False
