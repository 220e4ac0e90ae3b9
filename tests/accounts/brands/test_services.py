"""Brands: names, teams, contacts."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.brands import services
from accounts.brands.models import Brand, BrandTeam
from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.models import AccessLog
from accounts.services import leaving
from tests.races import until_somebody_waits
from tests.world import World

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_a_new_brand_has_its_maker_on_the_team_and_an_address_of_its_own(world: World) -> None:
    first = services.add_brand(world.admin, name="Fable Toys")
    second = services.add_brand(world.admin, name="Fable-Toys")
    assert (first.slug, second.slug) == ("fable-toys", "fable-toys-2")
    assert BrandTeam.objects.get(brand=first).user == world.admin.user


@pytest.mark.parametrize("name", ["", " ", "x" * 101, "a\u200bb", "Alder Coffee"])
def test_a_bad_name_is_refused_at_its_field(world: World, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        services.add_brand(world.admin, name=name)
    assert list(refused.value.fields) == ["name"]


def test_the_second_of_two_editors_is_told(world: World) -> None:
    services.edit_brand(world.admin, world.alder, version=1, fields={"handles": ["@alder", "alder", " "]})
    assert Brand.objects.get(pk=world.alder.pk).handles == ["alder"]
    with pytest.raises(Conflict) as refused:
        services.edit_brand(world.manager, world.alder, version=1, fields={"handles": []})
    assert refused.value.data == {"version": 2}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "Mars/Base"), ("targets", {"acknowledge": {"1": 0}}), ("targets", {"acknowledge": {"9": 5}}),
        ("spellings", "one"), ("spellings", ["x"] * 1 + [str(n) for n in range(40)]), ("colour", "red"),
    ],
)  # fmt: skip
def test_a_bad_setting_is_refused_at_its_field(world: World, field: str, value: Any) -> None:
    with pytest.raises(Invalid) as refused:
        services.edit_brand(world.admin, world.alder, version=1, fields={field: value})
    assert list(refused.value.fields) == [field]
    assert Brand.objects.get(pk=world.alder.pk).version == 1


def test_a_team_is_set_whole_and_written_to_the_access_log(world: World) -> None:
    places = [(world.analyst.user_id, 1), (world.other.user_id, 2), (world.client.user_id, None)]
    services.set_team(world.manager, world.alder, places=places)
    assert {(row.user_id, row.page_order) for row in BrandTeam.objects.filter(brand=world.alder)} == set(places)
    entry = AccessLog.objects.get(action="brand.team")
    assert entry.detail == {"joined": ["Tom Reyes"], "left": ["Ines Marten"]}


def test_a_team_takes_no_strangers_and_wakes_no_client(world: World) -> None:
    for places in (
        [(world.rival_owner.user_id, 1)],
        [(world.deactivated.user_id, 1)],
        [(world.client.user_id, 1)],
        [(world.analyst.user_id, 1), (world.manager.user_id, 1)],
        [(world.analyst.user_id, 1), (world.analyst.user_id, 2)],
    ):
        with pytest.raises(Invalid) as refused:
            services.set_team(world.admin, world.alder, places=places)
        assert list(refused.value.fields) == ["team"]


def test_who_joins_while_a_place_is_passed_on_stays_on_the_team(committed_world: World) -> None:
    """The team is written whole: read before the lock, it put out whoever had joined meanwhile."""
    world = committed_world
    failed: list[Exception] = []

    def pass_on() -> None:
        try:
            world.enter()
            leaving.pass_on(world.fresh(world.owner), membership_id=world.manager.pk, to=world.analyst.user_id, now=NOW)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        now_on = [(world.manager.user_id, 1), (world.analyst.user_id, 2), (world.other.user_id, 3)]
        services.set_team(world.owner, world.alder, places=now_on)
        passing = threading.Thread(target=pass_on)
        passing.start()
        until_somebody_waits(passing)
    passing.join(30)
    assert failed == []
    world.enter()
    orders = dict(BrandTeam.objects.filter(brand=world.alder).values_list("user_id", "page_order"))
    assert orders == {world.manager.user_id: None, world.analyst.user_id: 1, world.other.user_id: 3}


def test_a_contact_can_be_reached(world: World) -> None:
    with pytest.raises(Invalid):
        services.put_contact(
            world.manager, world.alder, contact_id=None, fields={"name": "C", "function": "F"}, now=NOW
        )
    made = services.put_contact(
        world.manager, world.alder, contact_id=None, fields={"name": "C", "function": "F", "phone": "0555"}, now=NOW
    )
    assert made.confirmed_at == NOW


@pytest.mark.parametrize("name", ["Fable Toys", "Fable-Toys"])
def test_two_brands_made_at_the_same_moment_share_neither_name_nor_address(committed_world: World, name: str) -> None:
    """A name that is taken is refused; two names that make one address are two brands."""
    world = committed_world
    failed: list[Any] = []

    def add() -> None:
        try:
            world.enter()
            services.add_brand(world.fresh(world.owner), name=name)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        services.add_brand(world.admin, name="Fable Toys")
        adding = threading.Thread(target=add)
        adding.start()
        until_somebody_waits(adding)
    adding.join(30)
    made = dict(Brand.objects.filter(slug__startswith="fable").values_list("name", "slug"))
    if name == "Fable Toys":
        assert [one.code for one in failed] == ["name_taken"]
        assert made == {"Fable Toys": "fable-toys"}
    else:
        assert failed == []
        assert made == {"Fable Toys": "fable-toys", "Fable-Toys": "fable-toys-2"}


def test_only_the_brands_own_people_change_it(world: World) -> None:
    with pytest.raises(NotFound):
        services.edit_brand(world.other, world.alder, version=1, fields={"handles": []})
    with pytest.raises(Forbidden):
        services.edit_brand(world.analyst, world.alder, version=1, fields={"handles": []})
    with pytest.raises(Forbidden):
        services.add_brand(world.manager, name="Mine")
