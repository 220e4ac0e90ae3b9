"""One chain for one subject: it goes on while the subject waits, three rounds long, and never ends in silence."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.brands import services as brands
from accounts.brands.models import Brand
from accounts.errors import NotFound
from accounts.models import Membership
from accounts.notifications.models import Notification
from accounts.notifications.services import escalation, notifying, subjects
from accounts.notifications.services.subjects import Subject
from tests.happened import happened
from tests.races import until_somebody_waits
from tests.world import World

NOW = datetime(2026, 3, 4, 13, 0, tzinfo=UTC)
MATTER = Subject("matter", UUID("01900000-0000-7000-8000-0000000000c1"))
OTHER = Subject("matter", UUID("01900000-0000-7000-8000-0000000000c2"))


class Matter:
    """Keeps what the tests are about."""

    def __init__(self) -> None:
        self.ended = False
        self.heard: list[str] = []

    def waits(self, subject_id: UUID, *, lock: bool = False) -> bool:
        return not self.ended

    def acknowledge(self, member: Membership, subject_id: UUID, *, now: datetime) -> None:
        self.heard.append(f"acknowledged by {member.user}")

    def unanswered(self, subject_id: UUID, *, now: datetime) -> None:
        self.heard.append("unanswered")


@pytest.fixture
def matter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Matter]:
    made = Matter()
    monkeypatch.setitem(subjects._KEEPERS, MATTER.kind, made)
    yield made


def page(world: World, *members: Membership, severity: int = 1, dedupe: str = "matter", minutes: int = 5) -> None:
    notifying.notify(
        [member.user_id for member in members], of=happened(), brand=world.alder, kind="alert", title="A burst", body="186", path="/",
        dedupe=dedupe, now=NOW, severity=severity, about=MATTER, ack_due_at=NOW + timedelta(minutes=minutes),
    )  # fmt: skip


def woken(minutes: float) -> list[str]:
    """Who is woken by the sweep so many minutes after NOW."""
    at = NOW + timedelta(minutes=minutes)
    escalation.escalate(at)
    return sorted(Notification.objects.filter(created_at=at).values_list("user__name", flat=True))


def test_two_people_of_one_page_are_one_chain(world: World, matter: Matter) -> None:
    page(world, world.admin, world.owner)
    assert woken(6) == ["Ines Marten"]
    assert woken(12) == ["Priya Nair"]


def test_a_page_ends_when_its_subject_ends_whoever_ended_it(world: World, matter: Matter) -> None:
    page(world, world.manager)
    matter.ended = True
    assert woken(6) == []
    assert Notification.objects.get().acknowledged_at == NOW + timedelta(minutes=6)


def test_a_chain_is_gone_through_three_times_and_ends_aloud(world: World, matter: Matter) -> None:
    page(world, world.manager)
    heads = ["Adam Admin", "Olga Owner"]
    rounds = [woken(6 + 6 * step) for step in range(9)]
    assert rounds[:8] == [
        ["Priya Nair"],
        heads,
        ["Ines Marten"],
        ["Priya Nair"],
        heads,
        ["Ines Marten"],
        ["Priya Nair"],
        heads,
    ]
    assert rounds[8] == heads
    assert {row.title for row in Notification.objects.filter(ack_due_at=None)} == {"Nobody acknowledged: A burst"}
    assert matter.heard == ["unanswered"]
    assert woken(600) == []


def test_who_left_meanwhile_is_not_woken_in_the_next_round(world: World, matter: Matter) -> None:
    page(world, world.manager)
    woken(6), woken(12)
    brands.set_team(world.fresh(world.owner), world.alder, places=[(world.analyst.user_id, 1)])
    assert woken(18) == ["Priya Nair"]


def test_one_acknowledgement_ends_every_page_of_the_subject(world: World, matter: Matter) -> None:
    page(world, world.manager)
    woken(6)
    notifying.acknowledge(
        world.analyst, Notification.objects.get(user=world.analyst.user), now=NOW + timedelta(minutes=7)
    )
    assert not Notification.objects.filter(acknowledged_at=None).exists()
    assert matter.heard == ["acknowledged by Priya Nair"]
    assert woken(20) == []


def test_of_two_who_were_asked_the_one_who_stays_is_enough_for_now(world: World, matter: Matter) -> None:
    notifying.notify(
        [world.manager.user_id, world.owner.user_id], of=happened(), brand=world.alder, kind="alert", title="t", body="", path="/", dedupe="d",
        now=timezone.now(), severity=1, about=MATTER, ack_due_at=timezone.now() + timedelta(minutes=5),
    )  # fmt: skip
    brands.set_team(world.fresh(world.owner), world.alder, places=[(world.analyst.user_id, 1)])
    assert Notification.objects.count() == 2


def test_who_is_off_the_brand_acknowledges_nothing_and_the_page_goes_on(world: World, matter: Matter) -> None:
    page(world, world.manager)
    brands.set_team(world.fresh(world.owner), world.alder, places=[(world.analyst.user_id, 1)])
    with pytest.raises(NotFound):
        notifying.acknowledge(world.fresh(world.manager), Notification.objects.get(user=world.manager.user), now=NOW)
    assert matter.heard == []
    assert Notification.objects.get(user=world.analyst.user).escalated_from.user == world.manager.user


def test_a_more_severe_page_of_the_same_subject_sets_the_pace(world: World, matter: Matter) -> None:
    page(world, world.manager, severity=3, dedupe="mild", minutes=60)
    page(world, world.manager, severity=1, dedupe="grave", minutes=5)
    assert woken(6) == ["Priya Nair"]
    assert Notification.objects.get(user=world.analyst.user).severity == 1


@pytest.mark.parametrize("severity", [2, 1])
def test_a_page_after_a_chain_that_ended_has_its_own_chain(world: World, matter: Matter, severity: int) -> None:
    """A milder one was passed on to nobody, for the unanswered one set the pace; an equal one began in the last round."""
    page(world, world.manager)
    for minutes in range(6, 60, 6):
        woken(minutes)
    assert matter.heard == ["unanswered"]
    notifying.notify(
        [world.manager.user_id], of=happened(), brand=world.alder, kind="alert", title="Another", body="", path="/", dedupe="another",
        now=NOW + timedelta(minutes=90), severity=severity, about=MATTER, ack_due_at=NOW + timedelta(minutes=95),
    )  # fmt: skip
    heads = ["Adam Admin", "Olga Owner"]
    rounds = [woken(96 + 6 * step) for step in range(9)]
    assert rounds[:3] == [["Priya Nair"], heads, ["Ines Marten"]]
    assert rounds[8] == heads
    assert matter.heard == ["unanswered", "unanswered"]
    assert woken(900) == []


def test_who_leaves_with_a_milder_page_wakes_the_next_after_a_chain_that_ended(world: World, matter: Matter) -> None:
    page(world, world.manager)
    for minutes in range(6, 60, 6):
        woken(minutes)
    page(world, world.manager, severity=3, dedupe="mild", minutes=10_000_000)
    brands.set_team(world.fresh(world.owner), world.alder, places=[(world.analyst.user_id, 1)])
    assert Notification.objects.get(severity=3, user=world.analyst.user).escalated_from.user == world.manager.user


def test_many_late_pages_of_one_matter_hold_up_no_other(
    world: World, matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(escalation, "MOST", 1)
    page(world, world.manager, severity=1, dedupe="runs", minutes=600)
    for n in range(3):
        page(world, world.manager, severity=3, dedupe=f"late:{n}", minutes=1)
    notifying.notify(
        [world.manager.user_id], of=happened(), brand=world.alder, kind="alert", title="Other", body="", path="/", dedupe="other", now=NOW,
        severity=2, about=OTHER, ack_due_at=NOW + timedelta(minutes=5),
    )  # fmt: skip
    assert woken(6) == ["Priya Nair"]


class Locked:
    """A keeper that locks a row of its own, as those of alerts and incidents do."""

    def __init__(self, brand_id: UUID) -> None:
        self.brand_id = brand_id

    def waits(self, subject_id: UUID, *, lock: bool = False) -> bool:
        return Brand.objects.select_for_update().filter(pk=self.brand_id).exists()

    def acknowledge(self, member: Membership, subject_id: UUID, *, now: datetime) -> None:
        self.waits(subject_id, lock=True)

    def unanswered(self, subject_id: UUID, *, now: datetime) -> None: ...


def test_who_acknowledges_while_somebody_leaves_is_not_in_their_way(
    committed_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both lock the matter first, then its pages; the other way round the database ended one of the two."""
    world = committed_world
    monkeypatch.setitem(subjects._KEEPERS, MATTER.kind, Locked(world.lumen.pk))
    page(world, world.manager, world.owner)
    failed: list[Exception] = []

    def leave() -> None:
        try:
            world.enter()
            world.alder.team.filter(user=world.manager.user).delete()
            with transaction.atomic():
                escalation.pass_on_from(world.north, [world.manager.user_id], now=NOW)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        subjects._KEEPERS[MATTER.kind].waits(MATTER.id, lock=True)
        leaving = threading.Thread(target=leave)
        leaving.start()
        until_somebody_waits(leaving)
        notifying.settle(MATTER, now=NOW)
    leaving.join(30)
    assert failed == []
    world.enter()
    assert not Notification.objects.filter(acknowledged_at=None).exists()


def test_a_page_without_a_subject_or_in_a_digest_is_refused(world: World) -> None:
    told = {"brand": None, "kind": "alert", "title": "t", "body": "", "path": "/", "dedupe": "d", "now": NOW}
    with pytest.raises(ValueError, match="about something"):
        notifying.notify([1], of=happened(), ack_due_at=NOW, **told)
    with pytest.raises(ValueError, match="digest"):
        notifying.notify([1], of=happened(), ack_due_at=NOW, digest=True, about=MATTER, **told)
