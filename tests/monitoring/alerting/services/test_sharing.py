"""A share of several agencies in one pass: as each alone, never on what has changed, and nobody waits for another."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django_tenants.utils import tenant_context

from accounts.models import Agency
from monitoring.alerting import services as alerting
from monitoring.alerting.services import RuleDraft, evaluating, series, sharing
from monitoring.detection import Fleet
from monitoring.models import Alert, AlertRule, BucketCount, CoverageGap, SeriesState
from tests.monitoring.alerting.services.test_alerting import history
from tests.monitoring.arrivals import BAD, GOOD, a_post, a_rule, a_source, arrive, judged
from tests.monitoring.feeds.collection.test_leases import at_once
from tests.monitoring.ground import NOW, minutes
from tests.world import World

Rows = list[tuple[Any, ...]]


@pytest.fixture
def both(world: World) -> World:
    """Two agencies with a fortnight each, a spike and a threshold rule; Alder is north's."""
    return watched(world)


def watched(world: World) -> World:
    a_rule(world, "spike", name="Unusual")
    a_rule(world, "threshold", {"posts": 9, "minutes": 60}, name="Many")
    history(world.alder, NOW - minutes(30))
    with tenant_context(world.rival):
        draft = RuleDraft(kind="spike", name="Unusual")
        alerting.save_rule(member=world.rival_owner, brand=world.rival_brand, draft=draft, now=NOW)
        history(world.rival_brand, NOW - minutes(30), per_bucket=3)
    return world


def share_of(world: World, now: datetime) -> sharing.Share:
    return alerting.evaluate_share([world.north, world.rival], now=now)


def states(agency: Agency) -> Rows:
    with tenant_context(agency):
        rows = SeriesState.objects.order_by("brand_id", "query_id").values_list(
            "brand_id", "query_id", "state", "last_bucket", "rewind_to", "previous_state", "previous_bucket"
        )
        return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows]


def alerts(agency: Agency) -> Rows:
    with tenant_context(agency):
        return list(Alert.objects.order_by("window_start").values_list("kind", "sentence", "window_start", "severity"))


def a_day_of_posts(world: World) -> Iterator[datetime]:
    """Evaluations of a few hours in which posts come in time, late, and in a burst."""
    source = a_source(world)
    for turn in range(9):
        now = NOW + minutes(7 * turn)
        late = now - minutes(95 if turn % 3 == 2 else 1)
        arrive(source, *(a_post(GOOD, late - timedelta(seconds=n)) for n in range(turn % 4)), at=now)
        if turn == 6:
            arrive(source, *(a_post(BAD, now - timedelta(seconds=n)) for n in range(60)), at=now)
        yield now


def test_a_share_leaves_what_each_agency_alone_would_have_left(both: World) -> None:
    with transaction.atomic():
        for now in a_day_of_posts(both):
            for agency in (both.north, both.rival):
                alerting.evaluate(agency, now=now)
        alone = [(states(agency), alerts(agency)) for agency in (both.north, both.rival)]
        transaction.set_rollback(True)
    for now in a_day_of_posts(both):
        share = share_of(both, now)
        assert ([agency for agency, _ in share.settled], share.alone) == ([both.north, both.rival], [])
    together = [(states(agency), alerts(agency)) for agency in (both.north, both.rival)]
    assert together == alone
    assert {kind for kind, *_ in alone[0][1]} == {"spike", "threshold"}


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many series each vectorised step took."""
    sizes: list[int] = []
    whole = Fleet.step

    def counted(self: Fleet, *given: Any, **more: Any) -> Any:
        sizes.append(self.size)
        return whole(self, *given, **more)

    monkeypatch.setattr(Fleet, "step", counted)
    return sizes


def test_the_series_of_all_agencies_are_one_vectorised_step(both: World, steps: list[int]) -> None:
    share_of(both, NOW)
    steps.clear()
    share_of(both, NOW + minutes(5))
    assert steps == [len(states(both.north)) + len(states(both.rival))]


def test_who_is_up_to_date_is_not_stepped_through_what_another_has_missed(both: World, steps: list[int]) -> None:
    source = a_source(both)
    share_of(both, NOW)
    arrive(source, *(a_post(GOOD, NOW - minutes(60)) for _ in range(3)))
    steps.clear()
    share_of(both, NOW + minutes(5))
    assert set(steps) == {1} and len(steps) > 12
    assert states(both.north)[0][3] == states(both.rival)[0][3]


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Any) -> None:
    """Something happens between the reading and the writing of the share."""
    whole = sharing.passes.run_all

    def late(*given: Any) -> None:
        monkeypatch.setattr(sharing.passes, "run_all", whole)
        whole(*given)
        act()

    monkeypatch.setattr(sharing.passes, "run_all", late)


@pytest.mark.parametrize("happens", ["new", "late", "gap", "zone", "rule", "judged"])
def test_what_changed_between_reading_and_writing_is_left_to_an_evaluation_of_its_own(
    both: World, monkeypatch: pytest.MonkeyPatch, happens: str
) -> None:
    source = a_source(both)
    share_of(both, NOW)
    before = states(both.north)
    after = NOW + minutes(5)

    def act() -> None:
        if happens == "new":  # in the bucket that the pass has just closed: no mark says so
            arrive(source, a_post(GOOD, NOW - minutes(0.5)), at=after)
        elif happens == "late":
            arrive(source, a_post(GOOD, NOW - minutes(30)), at=after)
        elif happens == "gap":
            CoverageGap.objects.create(source=source, starts_at=NOW - minutes(400), reason="It was out.")
        elif happens == "zone":
            type(both.alder).objects.filter(pk=both.alder.pk).update(time_zone="Asia/Tokyo")
        elif happens == "rule":
            draft = RuleDraft(kind="threshold", name="New", settings={"posts": 4, "minutes": 60})
            alerting.save_rule(member=both.owner, brand=both.lumen, draft=draft, now=NOW)
        else:
            alerting.evaluate(both.north, now=after)

    with monkeypatch.context() as patch:
        meanwhile(patch, act)
        share = share_of(both, after)
    assert share.alone == [both.north]
    assert [agency for agency, _ in share.settled] == [both.rival]
    if happens in ("gap", "zone", "rule"):
        assert set(before) <= set(states(both.north))
    alerting.evaluate(both.north, now=after)
    if happens == "new":
        [row] = SeriesState.objects.filter(brand=both.alder, query=None)
        counted = BucketCount.objects.get(brand=both.alder, starts_at=row.last_bucket)
        assert counted.total == 1 and row.rewind_to is None
        assert Fleet.from_bytes([bytes(row.state)]).last_buckets[0] == series.index_of(counted.starts_at)


def test_a_post_in_the_bucket_still_open_does_not_overtake_a_share(
    both: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = a_source(both)
    share_of(both, NOW)
    now = NOW + minutes(1)
    with monkeypatch.context() as patch:
        meanwhile(patch, lambda: arrive(source, *(a_post(BAD, now) for _ in range(30)), at=now))
        assert share_of(both, now).alone == []
    assert {alert.kind for alert in judged(both, now + minutes(1))} == {"spike", "threshold"}


def test_an_agency_that_fails_delays_only_itself(both: World, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = evaluating.silence.watch_sources

    def failing(now: datetime) -> Any:
        if connection.schema_name == both.north.schema_name:
            raise RuntimeError("not today")
        return whole(now)

    with monkeypatch.context() as patch:
        patch.setattr(evaluating.silence, "watch_sources", failing)
        share = share_of(both, NOW)
    assert share.alone == [both.north]
    assert [agency for agency, _ in share.settled] == [both.rival]
    assert states(both.rival)[0][3] is not None


def test_an_agency_that_cannot_even_be_read_delays_only_itself(both: World, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sharing.read_ahead

    def failing(agency: Agency, *, now: datetime) -> Any:
        if agency == both.north:
            raise RuntimeError("not today")
        return whole(agency, now=now)

    monkeypatch.setattr(sharing, "read_ahead", failing)
    share = share_of(both, NOW)
    assert (share.alone, [agency for agency, _ in share.settled]) == ([both.north], [both.rival])


def test_a_clock_set_back_into_the_bucket_before_still_judges_the_open_one_and_says_nothing(both: World) -> None:
    share_of(both, NOW + minutes(5))
    before = states(both.north)
    arrive(a_source(both), *(a_post(BAD, NOW - timedelta(seconds=n)) for n in range(20)), quiet=True)
    SeriesState.objects.update(rewind_to=None)
    [(_, found), _] = share_of(both, NOW - minutes(0.5)).settled
    assert (found.alerts, alerts(both.north)) == ([], [])
    assert states(both.north)[0][2] == before[0][2]
    groups = evaluating.read_ahead(both.north, now=NOW - minutes(0.5)).groups
    evaluating.passes.run_all(groups, series.index_of(NOW - minutes(0.5)) - 1)
    assert [bucket for group in groups for bucket, _ in group.judged] == [series.index_of(NOW - minutes(0.5))]


def test_series_that_break_the_pass_leave_every_agency_to_an_evaluation_of_its_own(
    both: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: Any) -> None:
        raise RuntimeError("not today")

    with monkeypatch.context() as patch:
        patch.setattr(sharing.passes, "run_all", failing)
        share = share_of(both, NOW)
    assert (share.settled, share.alone) == ([], [both.north, both.rival])
    assert states(both.north)[0][3] is None


def test_many_series_are_passed_over_in_several_pieces(both: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "MOST_CELLS", 0)
    pieces: list[int] = []
    whole = sharing.passes.run_all

    def counted(groups: Any, tip: int) -> None:
        pieces.append(len(groups))
        whole(groups, tip)

    monkeypatch.setattr(sharing.passes, "run_all", counted)
    share = share_of(both, NOW)
    assert [agency for agency, _ in share.settled] == [both.north, both.rival]
    # One for each agency (an evaluation that was passed over ahead makes none of its own), and the empty rest.
    assert pieces == [1, 1, 0]


def test_who_has_no_rule_has_nothing_to_judge_and_is_still_watched(world: World) -> None:
    AlertRule.objects.all().delete()
    share = share_of(world, NOW)
    assert [(agency, found.series) for agency, found in share.settled] == [(world.north, 0), (world.rival, 0)]


def test_shares_evaluations_and_arrivals_at_once_tell_each_burst_once(committed_world: World) -> None:
    world = watched(committed_world)
    with tenant_context(world.north):
        source = a_source(world)

    def work(n: int) -> None:
        for turn in range(4):
            now = NOW + minutes(3 * turn)
            if n == 0:
                arrive(source, *(a_post(BAD, now - timedelta(seconds=k)) for k in range(9)), at=now)
            elif n == 1:
                alerting.evaluate(world.north, now=now)
            else:
                with tenant_context(world.north):
                    share_of(world, now)

    at_once(4, work, world.north)
    share_of(world, NOW + minutes(12))
    alerting.evaluate(world.north, now=NOW + minutes(12))
    assert [kind for kind, *_ in alerts(world.north)].count("threshold") == 1
    with tenant_context(world.north):
        [row] = SeriesState.objects.filter(brand=world.alder, query=None)
        assert row.rewind_to is None and row.last_bucket is not None
        assert sum(BucketCount.objects.filter(quiet=0).values_list("total", flat=True)) == 36


def test_a_share_waits_for_nobody_who_holds_an_agencys_series(committed_world: World) -> None:
    world = watched(committed_world)
    share_of(world, NOW)

    def work(n: int) -> sharing.Share | None:
        return share_of(world, NOW + minutes(5))

    with tenant_context(world.north), transaction.atomic():
        list(SeriesState.objects.select_for_update())
        [share] = at_once(1, work, world.rival)
    assert share is not None
    assert (share.alone, [agency for agency, _ in share.settled]) == ([world.north], [world.rival])
