"""Keys and machine members by the API, and what the records say of what a key did."""

from datetime import UTC, datetime
from typing import Any

from django.test import Client

from accounts.events.models import Event
from accounts.models import AccessLog, ApiKey, Membership
from accounts.services.api_keys import make_key
from accounts.services.machines import make_machine
from incidents.models import Incident, Task, TimelineEntry
from tests.world import World


def _send(client: Client, path: str, body: Any = None, method: str = "post") -> Any:
    return getattr(client, method)(f"/api/v1/{path}", body or {}, content_type="application/json")


def _with(key: str) -> Client:
    return Client(HTTP_HOST="north.localhost", headers={"Authorization": f"Bearer {key}"})


def test_a_machine_is_made_given_a_key_changed_and_ended(world: World) -> None:
    browser = world.browser(world.manager)
    given = {"name": "Zapier bridge", "role": "analyst", "brands": [str(world.alder.pk)]}
    made = _send(browser, "machines/", given)
    assert (made.status_code, made.json()["brands"]) == (201, given["brands"])
    pk = made.json()["id"]
    body = {"name": "k", "scopes": ["read"], "machine_id": pk, "brands": given["brands"]}
    key = _send(browser, "keys/", body)
    assert (key.status_code, key.json()["is_machine"], key.json()["brands"]) == (201, True, given["brands"])
    program = _with(key.json()["key"])
    assert program.get("/api/v1/me/").json()["name"] == "Zapier bridge"
    rotated = _send(browser, f"keys/{key.json()['id']}/rotate/", {"hours": 0, "days": 30})
    assert (rotated.status_code, program.get("/api/v1/me/").status_code) == (200, 401)
    assert _send(browser, f"machines/{pk}/", {"name": "Bridge"}, "patch").json()["name"] == "Bridge"
    assert [one["name"] for one in browser.get("/api/v1/machines/").json()["results"]] == ["Bridge"]
    assert _send(browser, f"machines/{pk}/deactivate/").status_code == 204
    assert _with(rotated.json()["key"]).get("/api/v1/me/").status_code == 401
    assert _send(browser, f"machines/{pk}/reactivate/").status_code == 204


def test_of_a_machines_brands_everybody_is_shown_their_own(world: World) -> None:
    make_machine(world.owner, name="Wide", role="analyst", brands=[world.alder.pk, world.lumen.pk])
    [shown] = world.browser(world.analyst).get("/api/v1/machines/").json()["results"]
    assert shown["brands"] == [str(world.alder.pk)]
    [shown] = world.browser(world.owner).get("/api/v1/machines/").json()["results"]
    assert len(shown["brands"]) == 2


def test_another_agencys_machines_are_not_there(world: World) -> None:
    machine = make_machine(world.owner, name="Ours", role="analyst", brands=[world.alder.pk])
    rival = world.browser(world.rival_owner)
    assert rival.get("/api/v1/machines/").json()["results"] == []
    assert _send(rival, f"machines/{machine.pk}/deactivate/").status_code == 404
    assert _send(rival, "keys/", {"name": "k", "scopes": ["read"], "machine_id": machine.pk}).status_code == 400


def test_no_key_makes_changes_or_ends_a_key_or_a_machine(world: World) -> None:
    machine = make_machine(world.owner, name="Bridge", role="manager", brands=[world.alder.pk])
    now = datetime.now(UTC)
    row, key = make_key(world.owner, name="k", scopes=["manage", "read"], days=9, now=now, machine_id=machine.pk)
    _, owners = make_key(world.owner, name="o", scopes=["manage", "read"], days=9, now=now)
    for program in (_with(key), _with(owners)):
        for path in ("keys/", f"keys/{row.pk}/rotate/", f"keys/{row.pk}/revoke/", "machines/"):
            assert _send(program, path, {"name": "x", "scopes": ["read"]}).status_code == 403
        assert _send(program, f"machines/{machine.pk}/", {"name": "x"}, "patch").status_code == 403
    assert ApiKey.objects.filter(revoked_at=None).count() == 2


def _opened(world: World, program: Client) -> Incident:
    body = {"brand": str(world.alder.pk), "title": "Glass in a bag", "severity": 2, "reason": "Photos of it"}
    answer = _send(program, "incidents/", body)
    assert answer.status_code == 201, answer.content
    return Incident.objects.get(pk=answer.json()["id"])


def test_every_record_of_what_a_persons_key_did_names_the_key(world: World) -> None:
    _, key = make_key(world.owner, name="Zapier", scopes=["incidents", "manage", "read"], days=9, now=datetime.now(UTC))
    program, row = _with(key), ApiKey.objects.get()
    incident = _opened(world, program)
    contact = {"brand": str(world.alder.pk), "name": "Clara", "function": "Press", "email": "c@alder.example"}
    assert _send(program, "contacts/", contact).status_code == 201
    said = TimelineEntry.objects.filter(incident=incident).first()
    assert said is not None and said.actor_label == "Olga Owner (by the key “Zapier”)"
    logged = AccessLog.objects.get(action="contact.added")
    assert logged.actor_label == "Olga Owner <owner@north.example> (by the key “Zapier”)"
    told = Event.objects.filter(action__in=["contact.created"]).get()
    assert (told.actor_kind, told.key_id) == ("key", row.pk)


def test_every_record_of_what_a_machine_did_names_it_and_its_key(world: World) -> None:
    machine = make_machine(world.owner, name="Zapier bridge", role="manager", brands=[world.alder.pk])
    scopes = ["incidents", "manage", "read"]
    row, key = make_key(world.owner, name="K1", scopes=scopes, days=9, now=datetime.now(UTC), machine_id=machine.pk)
    program = _with(key)
    incident = _opened(world, program)
    contact = {"brand": str(world.alder.pk), "name": "Clara", "function": "Press", "email": "c@alder.example"}
    assert _send(program, "contacts/", contact).status_code == 201
    said = TimelineEntry.objects.filter(incident=incident).first()
    assert said is not None
    assert (said.actor_label, said.actor_id) == ("Zapier bridge (by the key “K1”)", machine.user_id)
    assert AccessLog.objects.get(action="contact.added").actor_label == "Zapier bridge (by the key “K1”)"
    told = Event.objects.get(action="contact.created")
    assert (told.actor_kind, told.key_id, told.actor_id) == ("key", row.pk, machine.user_id)


def test_a_machine_leads_nothing_and_owns_no_task(world: World) -> None:
    machine = make_machine(world.owner, name="Bridge", role="manager", brands=[world.alder.pk])
    _, key = make_key(
        world.owner, name="k", scopes=["incidents", "read"], days=9, now=datetime.now(UTC), machine_id=machine.pk
    )
    program = _with(key)
    incident = _opened(world, program)
    assert incident.lead_id == world.manager.user_id
    made = _send(program, "tasks/", {"incident": str(incident.pk), "title": "Call the plant", "due_minutes": 30})
    assert made.status_code == 201, made.content
    assert Task.objects.get().owner_id == world.manager.user_id
    refused = _send(program, f"tasks/{made.json()['id']}/take/")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_a_person")
    hand = _send(program, f"incidents/{incident.pk}/hand_over/", {"to": machine.user_id})
    assert hand.status_code == 400
    incident.refresh_from_db()
    assert incident.lead_id == world.manager.user_id
    assert not Membership.objects.filter(pk=machine.pk).exists()
