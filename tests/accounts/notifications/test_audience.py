"""Who may still read what they were told: asked again when it is sent, when it is shown, and at once where power changes."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail

from accounts.brands import services as brands
from accounts.errors import NotFound
from accounts.models import Membership, User
from accounts.notifications.models import Delivery, DeliveryAttempt, Notification, PushSubscription
from accounts.notifications.services import delivery, notifying, timing
from accounts.notifications.services.subjects import Subject
from accounts.notifications.services.timing import Times
from accounts.services import members
from tests.happened import happened
from tests.world import World

NIGHT = datetime(2026, 6, 1, 21, 30, tzinfo=UTC)  # 23:30 in Berlin
MORNING = datetime(2026, 6, 2, 5, 0, tzinfo=UTC)


def tell(world: World, *told: Membership, n: int = 0, ack: datetime | None = None) -> list[Notification]:
    return notifying.notify(
        [member.user_id for member in told], of=happened(), brand=world.alder, kind="incident", title=f"Counsel {n}", body="SECRET",
        path="/incidents/1/", dedupe=f"incident:{n}", now=NIGHT, severity=3, about=Subject("burst", uuid4()),
        ack_due_at=ack,
    )  # fmt: skip


def hold(world: World, *told: Membership) -> None:
    for member in told:
        timing.set_times(member, times=Times(quiet=True), now=NIGHT)


def sweep(world: World, now: datetime = MORNING) -> list[str]:
    return [delivery.deliver(pk, agency=world.north, now=now) for pk in delivery.due(now)]


def off_the_brand(world: World) -> None:
    """The analyst is on Alder no more."""
    places = [(world.manager.user_id, 1), (world.client.user_id, None)]
    brands.set_team(world.fresh(world.owner), world.alder, places=places)


def put_out(world: World) -> None:
    members.deactivate(world.owner, membership_id=world.analyst.pk)


def made_a_client(world: World) -> None:
    members.change_role(world.owner, membership_id=world.analyst.pk, role="client")


LOSSES = {
    off_the_brand: "Not sent: they are no longer on Alder Coffee.",
    put_out: "Not sent: they are no longer a member.",
    made_a_client: "Not sent: it is internal, and they are a client now.",
}


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.__name__)
def test_what_is_held_is_withdrawn_at_once_with_the_power_to_read_it(world: World, loss: Any) -> None:
    hold(world, world.analyst, world.manager)
    tell(world, world.analyst, world.manager)
    loss(world)
    row = Delivery.objects.get(notification__user_id=world.analyst.user_id)
    assert (row.status, row.last_error) == ("withdrawn", LOSSES[loss])
    assert sweep(world) == ["sent"]
    assert [letter.to for letter in mail.outbox] == [["ines@north.example"]]


@pytest.mark.parametrize("lost", ["place", "person", "brand", "role"])
def test_at_the_moment_of_sending_it_is_asked_again(world: World, lost: str) -> None:
    """Also where the power went by a way that withdrew nothing."""
    [told] = tell(world, world.analyst)
    if lost == "place":
        Membership.objects.filter(pk=world.analyst.pk).update(status="deactivated")
    elif lost == "person":
        User.objects.filter(pk=world.analyst.user_id).update(is_active=False)
    elif lost == "brand":
        world.alder.team.filter(user_id=world.analyst.user_id).delete()
    else:
        Membership.objects.filter(pk=world.analyst.pk).update(role="client")
    assert sweep(world) == ["withdrawn"]
    assert mail.outbox == []
    attempt = DeliveryAttempt.objects.get(delivery__notification=told)
    assert (attempt.ok, attempt.detail.startswith("Not sent: ")) == (False, True)
    assert sweep(world, MORNING + timedelta(days=1)) == []


def test_of_what_was_gathered_only_what_may_still_be_read_is_sent(world: World) -> None:
    hold(world, world.analyst)
    tell(world, world.analyst)
    notifying.notify(
        [world.analyst.user_id], of=happened(), brand=None, kind="source", title="A feed is silent", body="", path="/", dedupe="s", now=NIGHT
    )  # fmt: skip
    off_the_brand(world)
    assert sweep(world) == ["sent"]
    [letter] = mail.outbox
    assert "A feed is silent" in letter.subject
    assert "SECRET" not in str(letter.body)


@pytest.mark.parametrize("loss", [off_the_brand, made_a_client])
def test_lists_and_counts_forget_what_may_not_be_read_any_more(world: World, loss: Any) -> None:
    tell(world, world.analyst)
    browser = world.browser(world.analyst)
    assert b"Counsel 0" in browser.get("/notifications/").content
    world.enter()
    loss(world)
    member = world.fresh(world.analyst)
    assert not Notification.objects.visible_to(member).filter(user_id=member.user_id).exists()
    browser = world.browser(member)  # a lost role ends the log-in, too
    page = browser.get("/notifications/")
    assert (page.status_code, b"Counsel 0" in page.content) == (200, False)
    assert browser.get("/api/v1/notifications/").json()["results"] == []


def test_a_client_reads_what_was_written_for_clients(world: World) -> None:
    [told] = tell(world, world.client)
    assert not told.internal
    assert Notification.objects.visible_to(world.client).get() == told
    assert sweep(world) == ["sent"]


def test_owners_are_on_every_brand_and_go_on_hearing(world: World) -> None:
    tell(world, world.owner)
    off_the_brand(world)
    assert sweep(world) == ["sent"]


def test_a_mail_goes_to_the_address_the_person_has_now(world: World) -> None:
    hold(world, world.analyst)
    tell(world, world.analyst)
    User.objects.filter(pk=world.analyst.user_id).update(email="priya@new.example")
    assert sweep(world) == ["sent"]
    assert [letter.to for letter in mail.outbox] == [["priya@new.example"]]


def test_a_browser_is_woken_no_more_once_the_place_ended_and_not_again_with_it(world: World) -> None:
    row = PushSubscription.objects.create(user_id=world.analyst.user_id, endpoint_hash="x", sealed="", device="Phone")
    put_out(world)
    members.reactivate(world.owner, membership_id=world.analyst.pk)
    row.refresh_from_db()
    assert row.gone_at is not None


def test_a_browser_that_another_person_subscribes_since_does_not_get_the_firsts_news(world: World) -> None:
    row = PushSubscription.objects.create(user_id=world.analyst.user_id, endpoint_hash="x", sealed="", device="Desk")
    tell(world, world.analyst)
    PushSubscription.objects.filter(pk=row.pk).update(user_id=world.manager.user_id)
    pushed = Delivery.objects.get(channel="push")
    assert delivery.deliver(pushed.pk, agency=world.north, now=NIGHT) == "given_up"


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.__name__)
def test_the_page_of_somebody_who_left_wakes_the_next_at_once(world: World, loss: Any) -> None:
    [page] = tell(world, world.analyst, ack=NIGHT + timedelta(minutes=15))
    loss(world)
    page.refresh_from_db()
    assert page.escalated_at is not None
    woken = Notification.objects.get(user_id=world.manager.user_id)
    assert woken.body.startswith("Priya Nair is no longer available")
    assert woken.ack_due_at - woken.created_at == timedelta(minutes=15)


def test_the_acknowledge_link_of_somebody_off_the_brand_settles_nothing(world: World) -> None:
    [page] = tell(world, world.analyst, ack=NIGHT + timedelta(minutes=15))
    token = notifying.acknowledge_token(page)
    off_the_brand(world)
    with pytest.raises(NotFound):
        notifying.by_token(token)
