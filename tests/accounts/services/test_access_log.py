"""Powerful acts leave a row in the access log, each once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.brands import services as brands
from accounts.models import AccessLog
from accounts.services import api_keys
from incidents.services import command
from monitoring.alerting.services import rules
from monitoring.feeds.services import sources
from monitoring.inbox.services import exporting
from monitoring.inbox.services.mentions import Filters
from monitoring.inbox.services.queries import saving
from monitoring.models import Query
from tests.incidents import scene
from tests.world import World


def rows(action: str) -> list[Any]:
    return list(AccessLog.objects.filter(action=action))


def test_what_makes_a_brand_deaf_is_in_the_log(world: World) -> None:
    now, rule = timezone.now(), scene.rule(world)
    rules.mute_rule(member=world.manager, rule=rule, until=now + timedelta(hours=1), now=now)
    rules.unmute_rule(member=world.manager, rule=rule, now=now)
    for _ in range(2):
        rules.switch_rule(member=world.manager, rule=rule, on=False, now=now)
    given = sources.pasted("https://a.example/feed")
    source = sources.add_source(
        member=world.manager, brand=world.alder, given=given, name="A", everything=False, now=now
    )
    sources.remove_source(member=world.manager, source=source, now=now)
    query = Query.objects.create(brand=world.alder, name="Glass", text="glass")
    for _ in range(2):
        saving.remove_query(member=world.manager, query=query, now=now)
    for action, subject in (
        ("rule.muted", "Alder Coffee: Spike"),
        ("rule.switched_off", "Alder Coffee: Spike"),
        ("source.removed", "Alder Coffee: A"),
        ("query.removed", "Alder Coffee: Glass"),
    ):
        [row] = rows(action)
        assert (row.subject, row.actor_id, row.agency_id) == (subject, world.manager.user_id, world.north.pk)


def test_the_wake_order_and_contacts_are_in_the_log(world: World) -> None:
    people = [(world.manager.user_id, 2), (world.analyst.user_id, 1), (world.client.user_id, None)]
    for _ in range(2):
        brands.set_team(world.fresh(world.owner), world.alder, places=people)
    [row] = rows("brand.wake_order")
    assert row.detail["order"] == [str(world.analyst.user), str(world.manager.user)]
    given = {"name": "Ada", "function": "Counsel", "phone": "1", "email": "", "note": ""}
    contact = brands.put_contact(world.owner, world.alder, contact_id=None, fields=given, now=timezone.now())
    brands.put_contact(world.owner, world.alder, contact_id=contact.pk, fields=given, now=timezone.now())
    brands.remove_contact(world.owner, contact)
    assert [len(rows(f"contact.{word}")) for word in ("added", "changed", "removed")] == [1, 1, 1]


def test_releasing_an_incident_to_its_client_is_in_the_log(world: World) -> None:
    incident = scene.opened(world)
    for _ in range(2):
        command.release_incident(member=world.manager, incident=incident, now=scene.after(1))
    [row] = rows("incident.released")
    assert row.subject == "Alder Coffee: Glass in a jar"


def test_the_first_use_of_a_key_is_in_the_log(world: World) -> None:
    _, key = api_keys.make_key(world.owner, name="Board", scopes=["read"], days=1, now=timezone.now())
    for _ in range(2):
        bearer = {"Authorization": f"Bearer {key}"}
        assert Client().get("/api/v1/brands/", headers=bearer, HTTP_HOST="north.localhost").status_code == 200
    assert [row.subject for row in rows("key.first_used")] == ["Board"]


def test_taking_mentions_out_as_a_file_is_in_the_log(world: World) -> None:
    list(exporting.table(member=world.manager, filters=Filters()))
    [row] = rows("mentions.exported")
    assert row.actor_id == world.manager.user_id


def test_leaving_is_in_the_log(world: World) -> None:
    world.browser(world.manager).post("/leave/")
    [row] = rows("logout")
    assert (row.actor_id, row.agency_id) == (world.manager.user_id, world.north.pk)


def _try(key: str, ip: str) -> int:
    return (
        Client(REMOTE_ADDR=ip, HTTP_HOST="north.localhost", headers={"Authorization": f"Bearer {key}"})
        .get("/api/v1/me/")
        .status_code
    )


def test_unknown_keys_leave_one_entry_an_hour_for_each_place_they_are_tried_from(world: World) -> None:
    for number in range(9):
        assert _try(f"fb_guess{number}", "203.0.113.7") == 401
    assert _try("fb_guess", "203.0.113.8") == 401
    assert [(row.ip, row.actor, row.subject) for row in rows("key.refused")] == [
        ("203.0.113.7", None, ""),
        ("203.0.113.8", None, ""),
    ]


def test_a_revoked_key_that_is_tried_again_is_named_in_the_log_however_much_noise_there_is(world: World) -> None:
    row, key = api_keys.make_key(world.owner, name="Board", scopes=["read"], days=1, now=timezone.now())
    api_keys.revoke_key(world.owner, key_id=row.pk, now=timezone.now())
    _try("fb_noise", "203.0.113.7")
    for _ in range(3):
        assert _try(key, "203.0.113.7") == 401
    assert [entry.subject for entry in rows("key.refused")] == ["", "Board"]


def test_keys_tried_from_many_places_fill_no_table(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_keys, "REFUSALS", 5)
    for number in range(12):
        assert _try("fb_guess", f"203.0.113.{number}") == 401
        assert _try("fb_guess", f"2001:db8::{number:x}") == 401  # of one network: counted as one place
    assert len(rows("key.refused")) == 5
