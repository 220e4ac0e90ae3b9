"""Quiet hours and digests: what waits, what comes through, and that nothing of it is lost or sent twice."""

import threading
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import connection

from accounts.errors import Invalid
from accounts.models import Membership, User
from accounts.notifications.channels import ChannelError
from accounts.notifications.models import Delivery, DeliveryAttempt, Notification
from accounts.notifications.services import choices, delivery, escalation, message_text, notifying, timing
from accounts.notifications.services.subjects import Subject
from accounts.notifications.services.timing import Times
from tests.happened import happened
from tests.world import World

# Northwind is in Berlin: 23:30 there, in the night from Monday to Tuesday.
NIGHT = datetime(2026, 6, 1, 21, 30, tzinfo=UTC)
MORNING = datetime(2026, 6, 2, 5, 0, tzinfo=UTC)
QUIET = Times(quiet=True)
BURST = Subject("burst", UUID("01900000-0000-7000-8000-0000000000b1"))  # of a kind that nobody keeps


def tell(
    world: World, *members: Membership, n: int = 0, severity: int | None = 3, now: datetime = NIGHT, **more: Any
) -> list[Notification]:
    return notifying.notify(
        [member.user_id for member in members], of=happened(), brand=world.alder, kind=more.pop("kind", "alert"), title=f"Burst {n}.",
        body="186 mentions", path=f"/alerts/{n}/", dedupe=f"burst:{n}", now=now, severity=severity,
        about=BURST, **more,
    )  # fmt: skip


def sweep(world: World, now: datetime) -> list[str]:
    return [delivery.deliver(pk, agency=world.north, now=now) for pk in delivery.due(now)]


def test_what_is_told_in_quiet_hours_stands_in_the_list_at_once_and_comes_as_one_mail_at_their_end(
    world: World,
) -> None:
    timing.set_times(world.manager, times=QUIET, now=NIGHT)
    for n in range(3):
        [row] = tell(world, world.manager, n=n, now=NIGHT + timedelta(minutes=n))
        assert row.held_until == MORNING
    assert sweep(world, MORNING - timedelta(minutes=1)) == []
    assert sweep(world, MORNING) == ["sent", "", ""]
    [letter] = mail.outbox
    assert letter.to == ["ines@north.example"]
    assert letter.subject == "3 notifications waited for you"
    text = str(letter.body)
    places = [text.index(f"{n + 1}. [Alder Coffee] Burst {n}.") for n in range(3)]
    assert places == sorted(places)
    assert "Moderate · 23:30 CEST on 1 June" in text
    assert "http://north.localhost:8000/alerts/2/" in text
    assert DeliveryAttempt.objects.filter(ok=True).count() == 3
    assert sweep(world, MORNING + timedelta(hours=1)) == []


def test_critical_news_comes_at_any_hour(world: World) -> None:
    timing.set_times(world.manager, times=QUIET, now=NIGHT)
    [row] = tell(world, world.manager, severity=1, ack_due_at=NIGHT + timedelta(minutes=5))
    assert row.held_until is None
    assert sweep(world, NIGHT) == ["sent"]


def test_a_person_may_let_major_news_through_as_well(world: World) -> None:
    timing.set_times(world.manager, times=Times(quiet=True, through=2), now=NIGHT)
    assert tell(world, world.manager, n=1, severity=2)[0].held_until is None
    assert tell(world, world.manager, n=2, severity=3)[0].held_until == MORNING


def test_each_person_has_their_own_hours_in_their_own_zone(world: World) -> None:
    User.objects.filter(pk=world.analyst.user_id).update(time_zone="America/New_York")
    for member in (world.manager, world.analyst):
        timing.set_times(world.fresh(member), times=QUIET, now=NIGHT)
    held = {row.user_id: row.held_until for row in tell(world, world.manager, world.analyst, world.owner)}
    assert held == {world.manager.user_id: MORNING, world.analyst.user_id: None, world.owner.user_id: None}


def test_one_thing_that_waited_is_told_as_itself(world: World) -> None:
    timing.set_times(world.manager, times=QUIET, now=NIGHT)
    tell(world, world.manager)
    sweep(world, MORNING)
    assert mail.outbox[0].subject == "[Alder Coffee] Burst 0."


def test_what_was_read_on_a_page_meanwhile_is_not_mailed(world: World) -> None:
    timing.set_times(world.manager, times=QUIET, now=NIGHT)
    read, _ = tell(world, world.manager, n=1)[0], tell(world, world.manager, n=2)
    notifying.mark_read(world.manager, now=NIGHT, ids=[read.pk])
    sweep(world, MORNING)
    assert [letter.subject for letter in mail.outbox] == ["[Alder Coffee] Burst 2."]
    assert Delivery.objects.get(notification=read).status == "not_needed"
    assert sweep(world, MORNING + timedelta(hours=1)) == []


def test_a_page_held_back_keeps_its_clock_and_goes_to_whoever_is_awake(world: World) -> None:
    for sleeper in (world.manager, world.analyst):
        timing.set_times(sleeper, times=QUIET, now=NIGHT)
    tell(world, world.manager, severity=2, ack_due_at=NIGHT + timedelta(minutes=15))
    assert sweep(world, NIGHT + timedelta(minutes=16)) == []
    assert escalation.escalate(NIGHT + timedelta(minutes=16)) == 1
    assert Notification.objects.filter(user_id=world.analyst.user_id).exists()
    assert escalation.escalate(NIGHT + timedelta(minutes=40)) == 2  # both heads, who are awake
    assert len(sweep(world, NIGHT + timedelta(minutes=40))) == 2


def test_those_in_quiet_hours_are_asked_last(world: World) -> None:
    timing.set_times(world.manager, times=QUIET, now=NIGHT)
    people = notifying.people_to_page(world.alder)
    assert people == [world.manager.user_id, world.analyst.user_id]
    assert timing.awake_first(people, severity=2, now=NIGHT) == people[::-1]
    assert timing.awake_first(people, severity=1, now=NIGHT) == people
    assert timing.awake_first(people, severity=2, now=MORNING) == people


def test_a_digest_gathers_what_is_not_urgent_until_its_time(world: World) -> None:
    noon = datetime(2026, 6, 1, 10, 20, tzinfo=UTC)
    timing.set_times(world.analyst, times=Times(digest="daily", digest_at=time(8)), now=noon)
    for n in range(2):
        tell(world, world.manager, world.analyst, n=n, now=noon, digest=True)
    tell(world, world.manager, n=7, now=noon)
    assert sweep(world, noon) == ["sent"]
    hour = noon + timedelta(minutes=40)
    assert sweep(world, hour) == ["sent", ""]
    next_day = datetime(2026, 6, 2, 6, 0, tzinfo=UTC)
    assert sweep(world, next_day - timedelta(minutes=1)) == []
    assert sweep(world, next_day) == ["sent", ""]
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["ines@north.example"], "[Alder Coffee] Burst 7."),
        (["ines@north.example"], "Digest: 2 notifications"),
        (["priya@north.example"], "Digest: 2 notifications"),
    ]


def test_a_page_is_never_left_to_a_digest(world: World) -> None:
    with pytest.raises(ValueError, match="page"):
        tell(world, world.manager, digest=True, ack_due_at=NIGHT)


def test_a_digest_whose_worker_died_is_sent_whole_by_the_next(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    timing.set_times(world.manager, times=QUIET, now=NIGHT)
    for n in range(2):
        tell(world, world.manager, n=n)

    def killed(**_: Any) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("accounts.notifications.channels.mail.send", killed)
        with pytest.raises(KeyboardInterrupt):
            sweep(world, MORNING)
    assert sweep(world, MORNING + timedelta(seconds=30)) == []
    assert sweep(world, MORNING + delivery.LEASE + timedelta(seconds=1)) == ["sent", ""]
    assert mail.outbox[0].subject == "2 notifications waited for you"


def test_a_digest_that_was_refused_is_tried_again_whole(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    timing.set_times(world.manager, times=QUIET, now=NIGHT)
    for n in range(2):
        tell(world, world.manager, n=n)

    def refused(**_: Any) -> str:
        raise ChannelError("The mail server did not take it.")

    with monkeypatch.context() as patch:
        patch.setattr("accounts.notifications.channels.mail.send", refused)
        assert sweep(world, MORNING) == ["failed", ""]
    assert DeliveryAttempt.objects.filter(ok=False).count() == 2
    assert sweep(world, MORNING + delivery.BACK_OFF[0]) == ["sent", ""]
    assert "Burst 0." in str(mail.outbox[0].body)
    assert "Burst 1." in str(mail.outbox[0].body)


def test_a_page_that_waited_can_be_acknowledged_from_the_gathered_mail(world: World) -> None:
    timing.set_times(world.manager, times=QUIET, now=NIGHT)
    tell(world, world.manager, n=1, severity=2, ack_due_at=NIGHT + timedelta(minutes=15))
    tell(world, world.manager, n=2)
    sweep(world, MORNING)
    assert str(mail.outbox[0].body).count("/links/acknowledge/") == 1


def test_ending_ones_quiet_hours_lets_come_what_they_held(world: World) -> None:
    timing.set_times(world.manager, times=QUIET, now=NIGHT)
    [row] = tell(world, world.manager)
    timing.set_times(world.manager, times=Times(quiet=True, quiet_end=time(9)), now=NIGHT)
    row.refresh_from_db()
    assert row.held_until == MORNING + timedelta(hours=2)
    timing.set_times(world.manager, times=Times(), now=NIGHT)
    assert sweep(world, NIGHT) == ["sent"]
    row.refresh_from_db()
    assert row.held_until is None


def test_nothing_is_held_for_whom_nothing_comes(world: World) -> None:
    timing.set_times(world.manager, times=QUIET, now=NIGHT)
    for way in choices.PERSONAL:
        choices.choose(world.manager, kind="alert", channel=way, on=False)
    assert tell(world, world.manager)[0].held_until is None


def test_times_are_kept_and_wrong_ones_refused_at_their_field(world: World) -> None:
    assert timing.times_of(world.manager) == Times()
    chosen = Times(
        quiet=True, quiet_start=time(20, 30), quiet_days=(5, 6), through=2, digest="daily", digest_at=time(7)
    )
    assert timing.set_times(world.manager, times=chosen, now=NIGHT) == chosen
    assert timing.times_of(world.manager) == chosen
    assert timing.times_of(world.analyst) == Times()
    for wrong, field in (
        (Times(quiet=True, quiet_days=()), "quiet_days"),
        (Times(quiet=True, quiet_days=(7,)), "quiet_days"),
        (Times(quiet=True, quiet_start=time(7), quiet_end=time(7)), "quiet_end"),
        (Times(through=4), "through"),
        (Times(digest="weekly"), "digest"),
    ):
        with pytest.raises(Invalid) as refused:
            timing.set_times(world.manager, times=wrong, now=NIGHT)
        assert list(refused.value.fields) == [field]
    assert timing.times_of(world.manager) == chosen


def test_a_push_of_what_waited_names_the_first_and_counts_the_rest(world: World) -> None:
    rows = [tell(world, world.manager, n=n)[0] for n in range(5)]
    message = message_text.push_of(rows)
    assert message["title"] == "5 notifications waited for you"
    assert message["body"].splitlines()[0] == "[Alder Coffee] Burst 0."
    assert message["body"].endswith("and 2 more")
    assert message["path"] == "/notifications/"
    assert message_text.push_of(rows[:1])["path"] == "/alerts/0/"


def test_workers_that_come_at_once_send_what_waited_once(committed_world: World) -> None:
    world = committed_world
    world.enter()
    timing.set_times(world.manager, times=QUIET, now=NIGHT)
    for n in range(4):
        tell(world, world.manager, n=n)
    ids, barrier, found = delivery.due(MORNING), threading.Barrier(4), list[str]()

    def work(pk: Any) -> None:
        try:
            world.enter()
            barrier.wait(10)
            found.append(delivery.deliver(pk, agency=world.north, now=MORNING))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(pk,)) for pk in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(found) == ["", "", "", "sent"]
    assert [letter.subject for letter in mail.outbox] == ["4 notifications waited for you"]
