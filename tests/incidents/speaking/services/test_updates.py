"""Status updates and the promise of the next one."""

from datetime import datetime
from typing import Any

import pytest

from accounts.errors import Conflict, DomainError, Forbidden, Invalid
from accounts.notifications.models import Notification
from incidents.models import Incident, StatusUpdate
from incidents.services import command, timeline
from incidents.speaking.services import updates
from incidents.views.wording import faces
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World


@pytest.fixture
def incident(world: World) -> Incident:
    made = scene.opened(world)
    return command.release_incident(member=world.manager, incident=made, now=after(1))


def _send(world: World, incident: Incident, **more: Any) -> StatusUpdate:
    values = {"audience": "client", "text": "We have found it", "next_due_at": after(120), "now": after(30), **more}
    return updates.send_update(member=more.pop("member", world.manager), incident=incident, **values)


def test_an_update_reaches_the_client_and_moves_the_promise(world: World, incident: Incident) -> None:
    update = _send(world, incident)
    incident.refresh_from_db()
    assert incident.next_update_due_at == after(120)
    assert Notification.objects.get(dedupe=f"update:{update.pk}").user == world.client.user
    entry = incident.entries.get(kind="update_sent")
    assert (entry.visibility, entry.payload["late"]) == ("client", False)
    assert StatusUpdate.objects.visible_to(world.fresh(world.client)).get() == update


def test_a_late_update_says_so_in_the_record(world: World, incident: Incident) -> None:
    _send(world, incident, now=after(300), next_due_at=None)
    assert incident.entries.get(kind="update_sent").payload["late"] is True
    incident.refresh_from_db()
    assert incident.next_update_due_at is None


def test_nothing_goes_to_a_client_before_the_release(world: World) -> None:
    private = scene.opened(world)
    with pytest.raises(Conflict) as refused:
        _send(world, private)
    assert refused.value.code == "not_released"
    assert not StatusUpdate.objects.exists()


def test_a_drills_update_is_kept_and_reaches_nobody_outside(world: World) -> None:
    drill = scene.opened(world, is_drill=True)
    update = _send(world, drill)
    assert not Notification.objects.filter(user=world.client.user).exists()
    assert drill.entries.get(kind="update_sent").visibility == "internal"
    assert not StatusUpdate.objects.visible_to(world.fresh(world.client)).filter(pk=update.pk).exists()


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("audience", {"audience": "internal"}),
        ("text", {"text": ""}),
        ("text", {"text": "x" * 6000}),
        ("next_due_at", {"next_due_at": after(29)}),
        ("next_due_at", {"next_due_at": datetime(2027, 1, 1)}),
    ],
)
def test_a_bad_update_is_named_at_its_field(
    world: World, incident: Incident, field: str, change: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as refused:
        _send(world, incident, **change)
    assert list(refused.value.fields) == [field]


def test_only_those_who_may_send_updates_do(world: World, incident: Incident) -> None:
    with pytest.raises(Forbidden):
        updates.send_update(
            member=world.analyst, incident=incident, audience="client", text="x", next_due_at=None, now=after(2)
        )
    with pytest.raises(DomainError):
        updates.send_update(
            member=world.other, incident=incident, audience="client", text="x", next_due_at=None, now=after(2)
        )


def test_the_next_promise_is_suggested_by_the_brands_target(world: World, incident: Incident) -> None:
    assert updates.suggested_promise(incident=incident, now=after(0)) == after(240)
    type(world.alder).objects.filter(pk=world.alder.pk).update(targets={"update": {"2": 45}})
    incident = Incident.objects.get(pk=incident.pk)
    assert updates.suggested_promise(incident=incident, now=after(0)) == after(45)


def test_a_double_tap_sends_one_update(world: World, incident: Incident) -> None:
    _send(world, incident)
    with pytest.raises(Conflict) as refused:
        _send(world, incident, now=after(30.1))
    assert refused.value.code == "already_sent"
    _send(world, incident, now=after(60))
    assert StatusUpdate.objects.count() == 2


def test_nothing_is_told_to_a_public_that_can_read_it_nowhere(world: World, incident: Incident) -> None:
    entry = timeline.note(member=world.manager, incident=incident, text="The plant stopped", now=after(2))
    before, promised = incident.entries.count(), Incident.objects.get(pk=incident.pk).next_update_due_at
    acts: list[Any] = [
        lambda: _send(world, incident, audience="public"),
        lambda: timeline.note(member=world.manager, incident=incident, text="a", visibility="public", now=after(3)),
        lambda: timeline.release(member=world.manager, entry=entry, audience="public", now=after(3)),
    ]
    for act in acts:
        with pytest.raises(Invalid) as refused:
            act()
        assert refused.value.code == "no_public_page"
    assert incident.entries.count() == before and not StatusUpdate.objects.exists()
    assert Incident.objects.get(pk=incident.pk).next_update_due_at == promised


def test_the_first_update_may_let_the_client_in_both_or_neither(world: World) -> None:
    private, given = scene.opened(world), {"text": "We have found it", "now": after(5)}
    with pytest.raises(Invalid):
        updates.release_and_send(member=world.manager, incident=private, next_due_at=after(1), **given)
    private.refresh_from_db()
    assert private.released_to_client_at is None
    sent = updates.release_and_send(member=world.manager, incident=private, next_due_at=after(60), **given)
    assert list(StatusUpdate.objects.visible_to(world.fresh(world.client))) == [sent]


def test_a_drills_update_says_in_the_record_that_it_reached_nobody(world: World) -> None:
    drill = scene.opened(world, is_drill=True)
    _send(world, drill)
    [face] = faces(drill.entries.filter(kind="update_sent"), reader=world.manager, corrected={}, here="/")
    assert "nobody outside" in face["what"]
