"""Applications: registered by who answers for the agency, connected by people, ended at once."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.errors import Forbidden, Invalid, NotFound
from accounts.models import AccessLog, ApiKey, ApplicationToken
from accounts.services import applications
from accounts.services.api_keys import keys_of, revoke_key, rotate_key
from accounts.services.members import deactivate
from tests.accounts.connected import connected
from tests.world import World

NOW = datetime.now(UTC)


def test_only_who_answers_for_the_agency_registers_and_ends(world: World) -> None:
    made = applications.register(world.admin, name="Claude", redirect_uris=["https://tool.example/back"])
    assert [one.pk for one in applications.applications_of(world.owner)] == [made.pk]
    for who in (world.manager, world.analyst, world.client):
        with pytest.raises(Forbidden):
            applications.register(who, name="x", redirect_uris=["https://tool.example/back"])
        with pytest.raises(Forbidden):
            applications.end_application(who, application_id=made.pk, now=NOW)
        with pytest.raises(Forbidden):
            applications.connections_to(who, made, now=NOW)
    with pytest.raises(NotFound):
        applications.end_application(world.rival_owner, application_id=made.pk, now=NOW)


@pytest.mark.parametrize(
    "address",
    [
        "http://tool.example/back",
        "tool.example/back",
        "https:///back",
        "https://tool.example/back#part",
        "https://user@tool.example/back",
        "javascript:alert(1)",
        "cursor://back",
        "https://tool.example/b ack",
        "https://tool.example\\@evil.example/",
        "http://127.0.0.1.evil.example/",
        "https://tool.example:port/",
        "",
    ],
)
def test_an_address_that_is_not_safe_is_refused(world: World, address: str) -> None:
    with pytest.raises(Invalid) as refused:
        applications.register(world.owner, name="x", redirect_uris=[address])
    assert "redirect_uris" in refused.value.fields


def test_addresses_of_ones_own_machine_are_taken_as_they_stand(world: World) -> None:
    given = ["http://127.0.0.1:33418/", "http://localhost/back", "http://[::1]:1/x", "https://tool.example/back?a=b"]
    assert applications.register(world.owner, name="x", redirect_uris=given).redirect_uris == given


def test_ending_an_application_disconnects_everybody(world: World) -> None:
    one = connected(world, world.manager)
    two = connected(world, world.analyst, application=one.application)
    assert [row.member for row in applications.connections_to(world.owner, one.application, now=NOW)] == [
        world.analyst,
        world.manager,
    ]
    applications.end_application(world.owner, application_id=one.application.pk, now=NOW)
    applications.end_application(world.owner, application_id=one.application.pk, now=NOW)
    assert (one.status(), two.status(), one.refreshed().status_code) == (401, 401, 401)
    assert not ApplicationToken.objects.exists()
    assert AccessLog.objects.filter(action="application.ended").count() == 1


def test_one_ends_ones_own_and_who_answers_for_the_agency_anybodys(world: World) -> None:
    mine = connected(world, world.manager)
    with pytest.raises(NotFound):
        applications.disconnect(world.analyst, connection_id=mine.row.pk, now=NOW)
    with pytest.raises(NotFound):
        applications.disconnect(world.rival_owner, connection_id=mine.row.pk, now=NOW)
    assert [row.pk for row in applications.connections_of(world.manager, now=NOW)] == [mine.row.pk]
    assert applications.connections_of(world.analyst, now=NOW) == []
    applications.disconnect(world.manager, connection_id=mine.row.pk, now=NOW)
    assert mine.status() == 401
    assert applications.connections_of(world.manager, now=NOW) == []
    other = connected(world, world.analyst, application=mine.application)
    applications.disconnect(world.owner, connection_id=other.row.pk, now=NOW)
    assert other.status() == 401
    assert AccessLog.objects.filter(action="application.disconnected").count() == 2


def test_a_connection_is_no_key(world: World) -> None:
    row = connected(world, world.owner).row
    assert keys_of(world.owner) == []
    with pytest.raises(NotFound):
        rotate_key(world.owner, key_id=row.pk, now=NOW)
    with pytest.raises(NotFound):
        revoke_key(world.owner, key_id=row.pk, now=NOW)


def test_what_has_ended_is_listed_no_more(world: World) -> None:
    one = connected(world, world.manager)
    ApiKey.objects.filter(pk=one.row.pk).update(expires_at=NOW - timedelta(seconds=1))
    assert applications.connections_of(world.manager, now=NOW) == []
    assert one.status() == 401
    assert one.refreshed().status_code == 400


def test_it_ends_with_the_place(world: World) -> None:
    one = connected(world, world.manager)
    deactivate(world.owner, membership_id=world.manager.pk)
    assert one.status() == 401
    assert one.refreshed().status_code == 400
