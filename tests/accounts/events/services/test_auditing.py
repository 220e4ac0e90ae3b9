"""The access log as events: each names its subject by id and, of a brand's own, the brand, whose people then see it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from accounts.brands import services as brands
from accounts.events.models import Event
from accounts.models import AccessLog, Invitation
from accounts.notifications.models import WebhookEndpoint
from accounts.notifications.services import webhooks
from accounts.services import api_keys, invitations, leaving, machines, members
from accounts.services.agencies import rename
from tests.world import World

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def _last(action: str) -> Event:
    found: Event = Event.objects.filter(action=action).latest("id")
    return found


def _contact(world: World) -> Any:
    fields = {"name": "Clara", "function": "Press", "email": "c@alder.example"}
    return brands.put_contact(world.manager, world.alder, contact_id=None, fields=fields, now=NOW)


def test_what_is_done_to_a_brand_is_seen_by_its_people_and_by_no_others(world: World) -> None:
    alder = world.alder
    contact = _contact(world)
    brands.remove_contact(world.manager, contact)
    places = [(world.manager.user_id, 1), (world.analyst.user_id, None)]
    brands.set_team(world.manager, alder, places=places)
    brands.archive_brand(world.owner, alder)
    brands.restore_brand(world.owner, alder)
    told = {row.action: (row.subject_id, row.brand_id) for row in Event.objects.all()}
    assert told == {
        "contact.created": (str(contact.pk), alder.pk),
        "contact.removed": (str(contact.pk), alder.pk),
        "brand.team_changed": (str(alder.pk), alder.pk),
        "brand.wake_order_changed": (str(alder.pk), alder.pk),
        "brand.archived": (str(alder.pk), alder.pk),
        "brand.restored": (str(alder.pk), alder.pk),
    }
    seen = {who: Event.objects.visible_to(world.fresh(getattr(world, who))).count() for who in ("owner", "manager")}
    assert seen == {"owner": 6, "manager": 6}
    for who in ("other", "client"):
        assert not Event.objects.visible_to(world.fresh(getattr(world, who))).exists()


def test_a_contact_that_is_not_there_leaves_no_entry(world: World) -> None:
    fields = {"name": "Clara", "function": "Press", "email": "c@alder.example"}
    with pytest.raises(brands.NotFound):
        brands.put_contact(world.manager, world.alder, contact_id=world.north.pk, fields=fields, now=NOW)
    assert not AccessLog.objects.exists()


def test_a_change_of_power_names_whom_it_was_about_to_those_on_every_brand_only(world: World) -> None:
    members.change_role(world.owner, membership_id=world.analyst.pk, role="manager")
    members.deactivate(world.owner, membership_id=world.analyst.pk)
    members.reactivate(world.owner, membership_id=world.analyst.pk)
    for action in ("member.role_changed", "member.deactivated", "member.reactivated"):
        assert _last(action).subject_id == str(world.analyst.pk)
    invitations.invite(world.owner, email="new@north.example", role="analyst", brand_ids=[], now=NOW)
    offer = Invitation.objects.get()
    invitations.revoke(world.owner, invitation_id=offer.pk, now=NOW)
    assert {_last(action).subject_id for action in ("member.invited", "member.invitation_withdrawn")} == {str(offer.pk)}
    rename(world.north, by=world.owner.user, name="Northwind", time_zone="UTC", require_mfa=False)
    assert _last("agency.settings_changed").subject_id == str(world.north.pk)
    assert Event.objects.visible_to(world.owner).exists()
    assert not Event.objects.visible_to(world.manager).exists()


def test_webhooks_keys_and_machines_are_named_by_their_ids(world: World) -> None:
    hook, _ = webhooks.add_webhook(world.owner, url="https://93.184.215.14/hook", wanted=webhooks.Wanted())
    leaving.pass_on(world.owner, membership_id=world.owner.pk, to=world.admin.user_id, kinds=["webhook"], now=NOW)
    webhooks.remove_webhook(world.owner, endpoint_id=hook.pk)
    machine = machines.make_machine(world.owner, name="Bridge", role="analyst", brands=[world.alder.pk])
    key, _ = api_keys.make_key(
        world.owner, name="Board", scopes=["read"], days=9, now=datetime.now(UTC), machine_id=machine.pk
    )
    api_keys.rotate_key(world.owner, key_id=key.pk, now=datetime.now(UTC))
    api_keys.revoke_key(world.owner, key_id=key.pk, now=NOW)
    machines.deactivate_machine(world.owner, machine_id=machine.pk, now=NOW)
    for subject, row, verbs in (
        ("webhook", hook, ("created", "passed_on", "removed")),
        ("key", key, ("created", "rotated", "revoked")),
        ("machine", machine, ("created", "deactivated")),
    ):
        assert {_last(f"{subject}.{verb}").subject_id for verb in verbs} == {str(row.pk)}
    assert WebhookEndpoint.objects.count() == 1
    assert set(Event.objects.values_list("visibility", flat=True)) == {"owners"}


def test_leaving_names_the_person(world: World) -> None:
    world.browser(world.manager).post("/leave/")
    assert _last("person.logged_out").subject_id == str(world.manager.user_id)
