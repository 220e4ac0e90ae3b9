"""A body means what it says, at every depth."""

from typing import Any

import pytest
from rest_framework import serializers

from accounts.api.strict import faults
from accounts.brands.models import BrandTeam, Contact
from tests.accounts.api.test_frame import key_client
from tests.world import World


class Place(serializers.Serializer[Any]):
    who = serializers.IntegerField()
    lead = serializers.BooleanField(default=False)


class Body(serializers.Serializer[Any]):
    name = serializers.CharField(required=False)
    share = serializers.FloatField(required=False)
    places = Place(many=True, required=False)
    first = Place(required=False)
    days = serializers.ListField(child=serializers.IntegerField(), required=False)
    chosen = serializers.DictField(child=serializers.CharField(), required=False)
    one = serializers.UUIDField(required=False)


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({"nome": "x"}, {"nome": ["Unknown field."]}),
        ({"name": 4}, {"name": ["Send text."]}),
        ({"name": True}, {"name": ["Send text."]}),
        ({"share": "0.5"}, {"share": ["Send a number."]}),
        ({"share": True}, {"share": ["Send a number."]}),
        ({"first": {"who": 1, "leader": True}}, {"first": {"leader": ["Unknown field."]}}),
        ({"first": {"who": "1"}}, {"first": {"who": ["Send a whole number."]}}),
        ({"places": [{"who": 1}, {"who": 2, "lead": "yes"}]}, {"places": {1: {"lead": ["Send true or false."]}}}),
        ({"first": {"who": 1}, "chosen": {"a": 1}}, {"chosen": {"a": ["Send text."]}}),
        ({"one": 7}, {"one": ["Send an id as text."]}),
        ({"days": [1, True]}, {"days": {1: ["Send a whole number."]}}),
    ],
)
def test_what_a_body_gets_wrong_is_named_where_it_stands(data: dict[str, Any], where: dict[str, Any]) -> None:
    assert faults(Body(), data) == where


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": "x", "share": 1},
        {"name": None},
        {"places": []},
        {"first": {"who": 1, "lead": False}},
        {"days": "x"},
    ],
)
def test_what_is_right_or_the_serializers_own_matter_passes(data: dict[str, Any]) -> None:
    assert faults(Body(), data) == {}


def test_a_misspelt_field_of_a_nested_row_costs_nobody_their_place(world: World) -> None:
    api = key_client(world, world.owner, ["read", "manage"])
    before = list(BrandTeam.objects.order_by("pk").values_list("user_id", "page_order"))
    body = {"team": [{"user_id": world.owner.user_id, "pageorder": 1}]}
    answer = api.put(f"/api/v1/brands/{world.alder.pk}/team/", body, content_type="application/json")
    if answer.status_code == 405:
        answer = api.post(f"/api/v1/brands/{world.alder.pk}/set_team/", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_field")
    assert answer.json()["errors"] == {"team": {"0": {"pageorder": ["Unknown field."]}}}
    assert list(BrandTeam.objects.order_by("pk").values_list("user_id", "page_order")) == before


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        ('{"name": "a", "name": "b"}', {}, 400),
        ('{"name": NaN}', {}, 400),
        ('{"name": "a"}', {"Content-Encoding": "gzip"}, 415),
        ("\xff\xfe", {}, 400),
    ],
)
def test_a_body_that_can_be_read_in_two_ways_is_refused(
    world: World, body: str, headers: dict[str, str], status: int
) -> None:
    api = key_client(world, world.owner, ["read", "manage"])
    raw = body.encode("latin-1")
    answer = api.post("/api/v1/brands/", raw, content_type="application/json", headers=headers)
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("address", "body", "field"),
    [
        ("notification_times/", {"quiett": True}, "quiett"),
        ("me/", {"nome": "Olga"}, "nome"),
        ("agency/", {"nome": "North"}, "nome"),
        ("contacts/{contact}/", {"brand": "01900000-0000-7000-8000-00000000000a"}, "brand"),
    ],
)
def test_a_change_takes_no_field_that_it_would_leave_as_it_is(
    world: World, address: str, body: dict[str, Any], field: str
) -> None:
    contact = Contact.objects.create(brand=world.alder, name="C", function="Press", phone="+43 1 23")
    path = f"/api/v1/{address.format(contact=contact.pk)}"
    answer = world.browser(world.owner).patch(path, body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"], list(answer.json()["errors"])) == (400, "unknown_field", [field])
