"""When a finding becomes an alert: once, at the right hour, again only when it is worse or new."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitoring.detection import (
    DropRule,
    Finding,
    Memory,
    Policy,
    QuietHours,
    Rule,
    Schedule,
    SpikeRule,
    ThresholdRule,
    decide,
)

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)  # a Tuesday
VIENNA = ZoneInfo("Europe/Vienna")


def found(*, both: bool = False) -> Finding:
    return Finding("spike", "all", NOON, NOON, 90, 10.0, 4.0, 17.0, NOON, both_streams=both)


def outcomes(rule: Rule, policy: Policy, moments: Sequence[tuple[int, Finding | None]]) -> list[str]:
    """Feed (minutes after noon, finding) one after another; the outcomes."""
    memory = Memory()
    said: list[str] = []
    for minutes, finding in moments:
        decision = decide(rule, policy, memory, finding, NOON + timedelta(minutes=minutes))
        memory = decision.memory
        said.append(decision.outcome)
    return said


def test_a_spike_fires_once_until_twelve_hours_have_passed_without_one() -> None:
    moments = [(0, found()), (5, found()), (90, found()), (91 + 12 * 60, found())]
    assert outcomes(SpikeRule(), Policy(), moments) == ["fired", "cool_down", "quiet_period", "fired"]


def test_the_quiet_period_is_a_setting() -> None:
    moments = [(0, found()), (250, found())]
    assert outcomes(SpikeRule(), Policy(quiet_period_hours=4), moments) == ["fired", "fired"]
    assert outcomes(SpikeRule(), Policy(quiet_period_hours=5), moments) == ["fired", "quiet_period"]


def test_another_rule_fires_again_once_it_was_gone_for_a_cool_down() -> None:
    moments = [(0, found()), (30, found()), (70, found()), (100, None), (135, found())]
    assert outcomes(ThresholdRule(5), Policy(), moments) == ["fired", "cool_down", "quiet_period", "nothing", "fired"]


def test_a_higher_severity_breaks_the_cool_down_and_the_same_one_does_not() -> None:
    moments = [(0, found()), (5, found(both=True)), (10, found(both=True))]
    assert outcomes(SpikeRule(), Policy(severity=3), moments) == ["fired", "fired", "cool_down"]


def test_both_streams_raise_the_severity_by_one_and_never_past_the_most_severe() -> None:
    assert decide(SpikeRule(), Policy(severity=3), Memory(), found(both=True), NOON).severity == 2
    assert decide(SpikeRule(), Policy(severity=1), Memory(), found(both=True), NOON).severity == 1


def test_persistence_waits_until_the_finding_has_held_and_starts_anew_after_a_break() -> None:
    policy = Policy(persistence_minutes=15)
    held = [(0, found()), (5, found()), (10, found()), (15, found())]
    assert outcomes(SpikeRule(), policy, held) == ["persisting", "persisting", "persisting", "fired"]
    broken = [(0, found()), (5, None), (10, None), (15, found()), (20, found())]
    assert outcomes(SpikeRule(), policy, broken)[-2:] == ["persisting", "persisting"]


def test_what_a_mute_held_back_fires_when_the_mute_ends_if_it_still_holds() -> None:
    policy = Policy(muted_until=NOON + timedelta(minutes=10))
    assert outcomes(SpikeRule(), policy, [(0, found()), (5, found()), (10, found())]) == ["muted", "muted", "fired"]


def test_a_schedule_counts_in_its_own_zone_and_may_run_past_midnight() -> None:
    nights = Schedule(VIENNA, days=frozenset({0}), start=time(22), end=time(6))
    assert nights.holds(datetime(2026, 3, 2, 21, 30, tzinfo=UTC))  # Monday 22:30 in Vienna
    assert nights.holds(datetime(2026, 3, 3, 4, 59, tzinfo=UTC))  # Tuesday 05:59, the span began on Monday
    assert not nights.holds(datetime(2026, 3, 3, 5, 0, tzinfo=UTC))
    assert not nights.holds(datetime(2026, 3, 3, 21, 30, tzinfo=UTC))
    office = Schedule(VIENNA, days=frozenset(range(5)), start=time(9), end=time(17))
    assert outcomes(SpikeRule(), Policy(schedule=office), [(0, found())]) == ["fired"]
    assert outcomes(SpikeRule(), Policy(schedule=office), [(6 * 60, found())]) == ["outside_schedule"]


@pytest.mark.parametrize(("severity", "waits"), [(1, False), (2, True), (4, True)])
def test_quiet_hours_hold_back_all_but_the_most_severe_until_they_end(severity: int, waits: bool) -> None:
    quiet = QuietHours(Schedule(VIENNA, start=time(22), end=time(7)))
    night = datetime(2026, 3, 3, 23, 12, 40, tzinfo=UTC)
    expected = datetime(2026, 3, 4, 6, 0, tzinfo=UTC) if waits else night
    assert quiet.deliver_at(severity, night) == expected
    assert quiet.deliver_at(severity, NOON) == NOON


def test_nothing_found_is_nothing() -> None:
    assert outcomes(SpikeRule(), Policy(), [(0, None)]) == ["nothing"]


def rise(seen: int, minutes: int) -> Finding:
    start = NOON - timedelta(minutes=minutes)
    return Finding("spike", "all", start, NOON, seen, 1.0, 0.0, 3.0, start)


def test_five_times_the_pace_and_five_times_the_posts_break_the_cool_down_once() -> None:
    moments = [(0, rise(6, 10)), (5, rise(14, 10)), (10, rise(171, 60)), (15, rise(300, 60)), (20, rise(300, 60))]
    assert outcomes(SpikeRule(), Policy(), moments) == ["fired", "cool_down", "cool_down", "fired", "cool_down"]


def test_a_handful_in_five_minutes_after_many_in_an_hour_breaks_nothing() -> None:
    assert outcomes(SpikeRule(), Policy(), [(0, rise(40, 60)), (5, rise(30, 5))]) == ["fired", "cool_down"]


def test_a_fall_never_breaks_its_cool_down_by_its_pace() -> None:
    fall = Finding("drop", "all", NOON - timedelta(hours=2), NOON, 2, 40.0, 30.0, 50.0, NOON)
    deep = Finding("drop", "all", NOON - timedelta(minutes=5), NOON, 30, 400.0, 300.0, 500.0, NOON)
    assert outcomes(DropRule(), Policy(), [(0, fall), (5, deep)]) == ["fired", "cool_down"]


def test_what_was_told_before_its_pace_was_noted_is_not_outdone() -> None:
    memory = Memory(last_hot=NOON, fired_at=NOON, fired_severity=3)
    assert decide(SpikeRule(), Policy(), memory, rise(900, 5), NOON + timedelta(minutes=5)).outcome == "cool_down"
