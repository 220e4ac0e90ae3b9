"""What somebody holds: listed in one act, by page and API, before or after they leave; passed on, or said why not."""

from datetime import UTC, datetime
from typing import Any

import pytest

from accounts.brands.models import BrandTeam
from accounts.errors import Forbidden, Invalid, NotFound
from accounts.models import AccessLog, Invitation
from accounts.notifications.models import WebhookEndpoint
from accounts.services import invitations, leaving, members
from tests.accounts.api.test_frame import key_client
from tests.world import World

NOW = datetime.now(UTC)


def orders(world: World) -> dict[int, int | None]:
    return dict(BrandTeam.objects.filter(brand=world.alder).values_list("user_id", "page_order"))


def test_a_place_in_the_paging_order_is_listed_and_passed_on(world: World) -> None:
    found = leaving.holdings(world.owner, membership_id=world.manager.pk)
    assert [(one.kind, one.title) for one in found.held] == [("page_order", "Woken first for Alder Coffee")]
    members.deactivate(world.owner, membership_id=world.manager.pk)
    passed = leaving.pass_on(world.owner, membership_id=world.manager.pk, to=world.other.user_id, now=NOW)
    assert (len(passed.done), passed.refused) == (1, ())
    assert orders(world) == {world.other.user_id: 1, world.analyst.user_id: 2, world.client.user_id: None}


def test_who_has_a_later_place_moves_up(world: World) -> None:
    leaving.pass_on(world.owner, membership_id=world.manager.pk, to=world.analyst.user_id, now=NOW)
    assert (orders(world)[world.analyst.user_id], orders(world)[world.manager.user_id]) == (1, None)


def test_only_some_kinds_go_where_some_are_named(world: World) -> None:
    passed = leaving.pass_on(
        world.owner, membership_id=world.manager.pk, to=world.analyst.user_id, kinds=["mention"], now=NOW
    )
    assert (passed.done, passed.refused) == ((), ())
    assert orders(world)[world.manager.user_id] == 1


def test_nothing_goes_to_a_client_a_stranger_or_the_leaver(world: World) -> None:
    for to in (world.client.user_id, world.rival_owner.user_id, world.deactivated.user_id, world.manager.user_id, 0):
        with pytest.raises(Invalid) as refused:
            leaving.pass_on(world.owner, membership_id=world.manager.pk, to=to, now=NOW)
        assert list(refused.value.fields) == ["to"]
    with pytest.raises(Invalid):
        leaving.pass_on(world.owner, membership_id=world.manager.pk, to=world.other.user_id, kinds=["soul"], now=NOW)


def test_only_who_manages_places_reads_and_passes_on(world: World) -> None:
    with pytest.raises(Forbidden):
        leaving.holdings(world.manager, membership_id=world.analyst.pk)
    with pytest.raises(NotFound):
        leaving.holdings(world.owner, membership_id=world.rival_owner.pk)


def test_deactivating_leads_to_what_they_hold(world: World) -> None:
    browser, page = world.browser(world.owner), f"/settings/members/{world.manager.pk}/holdings/"
    answer = browser.post(f"/settings/members/{world.manager.pk}/deactivate/")
    assert answer["Location"] == page
    shown = browser.get(page).content.decode()
    assert "Woken first for Alder Coffee" in shown
    assert "has left" in shown
    team = browser.get("/brands/alder-coffee/settings/team/").content.decode()
    assert "Has left" in team
    assert browser.post(page, {"to": "", "kinds": ["page_order"]}).status_code == 422
    answer = browser.post(page, {"to": str(world.other.user_id), "kinds": ["page_order"]})
    assert answer["Location"] == page
    assert "Nothing waits for them" in browser.get(page).content.decode()
    assert "Has left" not in browser.get("/brands/alder-coffee/settings/team/").content.decode()


def test_by_the_api_as_well(world: World) -> None:
    api: Any = key_client(world, world.owner, ["read", "manage"])
    path = f"/api/v1/members/{world.manager.pk}/"
    listed = api.get(f"{path}holdings/").json()
    assert [one["kind"] for one in listed["held"]] == ["page_order"]
    assert set(listed["kinds"]) == {"page_order"}
    passed = api.post(f"{path}pass_on/", {"to": world.other.user_id}, content_type="application/json").json()
    assert ([one["kind"] for one in passed["done"]], passed["refused"]) == (["page_order"], [])


def test_a_webhook_is_listed_as_its_makers_and_passed_on_to_who_may_look_after_it(world: World) -> None:
    row = WebhookEndpoint.objects.create(url="https://hooks.example/x", sealed_secret="x", created_by=world.admin.user)
    members.deactivate(world.owner, membership_id=world.admin.pk)
    found = leaving.holdings(world.owner, membership_id=world.admin.pk)
    assert [(one.kind, one.title) for one in found.held] == [("webhook", "Webhook to hooks.example")]
    passed = leaving.pass_on(world.owner, membership_id=world.admin.pk, to=world.manager.user_id, now=NOW)
    assert [type(error) for _, error in passed.refused] == [Forbidden]
    passed = leaving.pass_on(world.owner, membership_id=world.admin.pk, to=world.owner.user_id, now=NOW)
    assert len(passed.done) == 1
    row.refresh_from_db()
    assert (row.created_by, row.is_active) == (world.owner.user, True)
    assert AccessLog.objects.get(action="webhook.passed_on").detail == {"to": world.owner.user.email}


def test_who_becomes_a_client_is_woken_no_more(world: World) -> None:
    members.change_role(world.owner, membership_id=world.manager.pk, role="client")
    assert orders(world) == {world.manager.user_id: None, world.analyst.user_id: 2, world.client.user_id: None}


def test_offers_of_places_end_with_the_power_to_make_them(world: World) -> None:
    made = invitations.invite(world.admin, email="new@north.example", role="analyst", brand_ids=[], now=NOW)
    members.change_role(world.owner, membership_id=world.admin.pk, role="manager")
    assert Invitation.objects.get(pk=made.pk).revoked_at is not None
