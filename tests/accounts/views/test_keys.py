"""Keys by their pages: shown once, narrowed, given a new secret, ended at once."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import ApiKey
from accounts.services.api_keys import make_key
from accounts.services.machines import make_machine
from tests.markup import flat
from tests.world import World

KEYS = "/settings/keys/"


def _errors(answer: Any, field: str) -> list[str]:
    assert answer.status_code == 422
    return list(answer.context["form"].errors.get(field, []))


def _secret(answer: Any) -> str:
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    found = re.search(r'value="([^"]+)"[^>]*data-secret', answer.content.decode())
    assert found is not None
    return found[1]


def test_a_key_is_shown_once_works_and_ends_when_it_is_revoked(world: World) -> None:
    browser = world.browser(world.owner)
    secret = _secret(browser.post(f"{KEYS}new/", {"name": "Reports", "scopes": ["read"], "days": "30"}))
    row = ApiKey.objects.get()
    assert secret not in str(vars(row))
    listed = browser.get(KEYS).content.decode()
    assert "Reports" in listed
    assert secret not in listed
    program = Client(HTTP_HOST="north.localhost", headers={"authorization": f"Bearer {secret}"})
    assert program.get("/api/v1/me/").json()["role"] == "owner"
    browser.post(f"{KEYS}{row.pk}/revoke/")
    assert program.get("/api/v1/me/").status_code == 401
    assert "Revoked" in browser.get(KEYS).content.decode()


def test_a_key_without_scopes_a_name_or_an_end_is_refused_at_its_field(world: World) -> None:
    browser = world.browser(world.owner)
    good = {"name": "k", "scopes": ["read"], "days": "30"}
    for field, value in (("name", "  "), ("scopes", []), ("scopes", ["everything"]), ("days", "0"), ("days", "9999")):
        assert _errors(browser.post(f"{KEYS}new/", {**good, field: value}), field), field
    assert not ApiKey.objects.exists()


def test_another_agencys_key_is_not_there(world: World) -> None:
    browser = world.browser(world.rival_owner)
    browser.post(f"{KEYS}new/", {"name": "Theirs", "scopes": ["read"], "days": "30"})
    theirs = ApiKey.objects.get()
    world.enter()
    ours = world.browser(world.owner)
    assert "Theirs" not in ours.get(KEYS).content.decode()
    assert ours.post(f"{KEYS}{theirs.pk}/revoke/").status_code == 404
    assert ApiKey.objects.get().revoked_at is None


def test_a_key_is_made_for_a_machine_on_one_of_its_brands(world: World) -> None:
    machine = make_machine(world.owner, name="Zapier bridge", role="analyst", brands=[world.alder.pk])
    browser = world.browser(world.manager)
    assert "Zapier bridge" in browser.get(f"{KEYS}new/?machine={machine.pk}").content.decode()
    given = {"name": "k", "machine_id": str(machine.pk), "scopes": ["read"], "days": "30"}
    _secret(browser.post(f"{KEYS}new/", {**given, "brands": [str(world.alder.pk)]}))
    row = ApiKey.objects.get()
    assert (row.member_id, row.made_by_id, row.brand_ids) == (
        machine.pk, world.manager.user_id, [str(world.alder.pk)],
    )  # fmt: skip
    listed = flat(browser.get(KEYS).content.decode())
    assert "Zapier bridge" in listed and "Alder Coffee" in listed
    assert _errors(browser.post(f"{KEYS}new/", {**given, "scopes": ["plans"]}), "scopes")
    assert _errors(browser.post(f"{KEYS}new/", {**given, "brands": [str(world.lumen.pk)]}), "brands")


def test_of_a_brand_the_reader_is_not_on_the_list_names_nothing(world: World) -> None:
    make_key(
        world.owner, name="k", scopes=["read"], days=9, now=datetime.now(UTC), brands=[world.lumen.pk]
    )  # fmt: skip
    assert "Lumen Air" in world.browser(world.admin).get(KEYS).content.decode()
    assert "Lumen Air" not in world.browser(world.manager).get(KEYS).content.decode()


def test_a_new_secret_is_shown_once_and_the_old_one_works_on(world: World) -> None:
    row, old = make_key(world.owner, name="Board", scopes=["read"], days=9, now=datetime.now(UTC))
    browser = world.browser(world.owner)
    assert "Board" in browser.get(f"{KEYS}{row.pk}/rotate/").content.decode()
    new = _secret(browser.post(f"{KEYS}{row.pk}/rotate/", {"hours": "24", "days": ""}))
    for key in (old, new):
        program = Client(HTTP_HOST="north.localhost", headers={"authorization": f"Bearer {key}"})
        assert program.get("/api/v1/me/").status_code == 200
    listed = flat(browser.get(KEYS).content.decode())
    assert "The old secret works until" in listed and new not in listed
    assert _errors(browser.post(f"{KEYS}{row.pk}/rotate/", {"hours": "999"}), "hours")
    assert world.browser(world.admin).get(f"{KEYS}{row.pk}/rotate/").status_code == 404


@pytest.mark.parametrize(
    ("left", "says", "state"),
    [
        (timedelta(days=80), "in 80 days", "Active"),
        (timedelta(days=5, hours=23), "in 6 days", "Expires soon"),
        (timedelta(hours=3), "within a day", "Expires soon"),
    ],
)
def test_the_list_says_when_a_key_expires_and_from_where_it_was_used(
    world: World, left: timedelta, says: str, state: str
) -> None:
    row, _ = make_key(world.owner, name="Board", scopes=["read"], days=90, now=datetime.now(UTC))
    used = {"last_used_at": datetime.now(UTC), "last_used_ip": "203.0.113.9"}
    ApiKey.objects.filter(pk=row.pk).update(expires_at=datetime.now(UTC) + left, **used)
    listed = flat(world.browser(world.owner).get(KEYS).content.decode())
    assert says in listed and state in listed and "from 203.0.113.9" in listed
