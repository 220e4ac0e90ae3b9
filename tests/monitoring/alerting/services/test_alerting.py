"""From counts to alerts that explain themselves."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import TestCase

from accounts.errors import Conflict, Invalid, NotFound
from monitoring.alerting import services as alerting
from monitoring.alerting.services import RuleDraft, raising
from monitoring.alerting.signals import alert_raised
from monitoring.feeds.models import Feed
from monitoring.inbox.services import ingestion
from monitoring.inbox.services.ingestion.counts import ensure_series
from monitoring.models import Alert, AlertRule, AlertRuleVersion, BucketCount, Mention, Post, SeriesState
from tests.loopback import Answer, Server
from tests.monitoring.ground import NOW, collect, entry, flow, minutes, publish, subscribe, watch
from tests.world import World

WEEKS = 14 * 288


def threshold(world: World, posts: int = 5, **more: Any) -> AlertRule:
    draft = RuleDraft(kind="threshold", name="Many", settings={"posts": posts, "minutes": 60}, **more)
    return alerting.save_rule(member=world.manager, brand=world.alder, draft=draft, now=NOW)


def history(brand: Any, upto: datetime, per_bucket: int = 1) -> None:
    """Two weeks of one mention each quarter of an hour."""
    start = int(upto.timestamp()) // 300 - WEEKS
    BucketCount.objects.bulk_create(
        BucketCount(
            brand=brand, starts_at=datetime.fromtimestamp((start + n) * 300, tz=UTC), total=per_bucket, quiet=per_bucket
        )
        for n in range(0, WEEKS, 3)
    )
    ensure_series(brand.pk, None)


def burst(world: World, server: Server, count: int, at: datetime, path: str = "/feed.json") -> None:
    """Posts of the last minutes before `at`, after a first fetch that brought none."""
    subscribe(world, publish(server, [entry("0", at=at - minutes(600))], path), now=at - minutes(20))
    flow(world, at - minutes(20))
    entries = [
        entry(f"b{n}", "Alder Coffee made me sick, terrible", at - timedelta(seconds=5 * n)) for n in range(count)
    ]
    publish(server, entries, path)
    flow(world, at)


def test_a_burst_raises_one_alert_that_explains_itself_in_numbers(world: World, server: Server) -> None:
    alerting.create_default_rules(member=world.manager, brand=world.alder, now=NOW)
    watch(world, "sick OR terrible", name="Complaints")
    history(world.alder, NOW - minutes(30))
    assert alerting.evaluate(world.north, now=NOW - minutes(20)).alerts == []
    burst(world, server, 60, NOW)
    heard: list[Any] = []

    def listener(alert_id: Any, **_: Any) -> None:
        heard.append(alert_id)

    alert_raised.connect(listener)
    try:
        with TestCase.captureOnCommitCallbacks(execute=True):
            raised = alerting.evaluate(world.north, now=NOW + minutes(0.5)).alerts
    finally:
        alert_raised.disconnect(listener)
    alert = Alert.objects.get()
    assert raised == heard == [alert.pk]
    assert alert.seen == 60
    assert alert.expected is not None and alert.low is not None and alert.high is not None
    assert alert.low <= alert.expected <= alert.high < 30
    assert alert.window_start < NOW <= alert.window_end
    assert alert.sentence.startswith("60 ")
    assert "expected" in alert.sentence
    assert "(since Tuesday" in alert.sentence
    account = alert.explanation
    assert account["seen"] == 60
    assert account["sources"][0]["name"] == "The forum"
    assert account["queries"][0] == {"name": "Complaints", "seen": 60, "expected": 0.0}
    assert {"sick", "terrible"} <= {word["name"] for word in account["words"]}
    examples = Mention.objects.filter(pk__in=account["examples"])
    assert len(examples) == 3
    assert alert.acknowledge_due_at is not None and alert.acknowledge_due_at > alert.raised_at


def test_the_same_burst_is_told_once(world: World, server: Server) -> None:
    threshold(world)
    burst(world, server, 8, NOW)
    assert len(alerting.evaluate(world.north, now=NOW).alerts) == 1
    assert alerting.evaluate(world.north, now=NOW + minutes(1)).alerts == []
    assert alerting.evaluate(world.north, now=NOW + minutes(6)).alerts == []
    assert Alert.objects.count() == 1


def test_a_higher_severity_breaks_the_cool_down(world: World, server: Server) -> None:
    rule = threshold(world)
    burst(world, server, 8, NOW)
    alerting.evaluate(world.north, now=NOW)
    assert alerting.evaluate(world.north, now=NOW + minutes(9)).alerts == []
    draft = RuleDraft(kind="threshold", name="Many", settings={"posts": 5, "minutes": 60}, severity=1)
    alerting.change_rule(member=world.manager, rule=rule, draft=draft, now=NOW + minutes(9))
    assert len(alerting.evaluate(world.north, now=NOW + minutes(10)).alerts) == 1


def test_a_first_fetch_raises_no_alert(world: World, server: Server) -> None:
    threshold(world)
    alerting.create_default_rules(member=world.manager, brand=world.alder, now=NOW)
    subscribe(world, publish(server, [entry(str(n), at=NOW - minutes(1)) for n in range(80)]))
    flow(world)
    assert Mention.objects.count() == 80
    assert alerting.evaluate(world.north, now=NOW).alerts == []
    assert alerting.evaluate(world.north, now=NOW + minutes(10)).alerts == []


def test_posts_that_come_late_still_raise_an_alert(world: World, server: Server) -> None:
    threshold(world)
    subscribe(world, publish(server, [entry("0", at=NOW - minutes(600))]), now=NOW - minutes(60))
    flow(world, NOW - minutes(60))
    alerting.evaluate(world.north, now=NOW)
    assert SeriesState.objects.get().last_bucket is not None
    publish(server, [entry(f"late{n}", at=NOW - minutes(40)) for n in range(8)])
    flow(world, NOW + minutes(1))
    assert SeriesState.objects.get().rewind_to is not None
    assert len(alerting.evaluate(world.north, now=NOW + minutes(2)).alerts) == 1
    assert SeriesState.objects.get().rewind_to is None


def test_state_after_late_posts_equals_the_state_had_they_come_in_time(world: World) -> None:
    threshold(world, posts=10_000)
    history(world.alder, NOW)
    row = BucketCount.objects.filter(starts_at__gt=NOW - minutes(60)).order_by("starts_at")[0]
    BucketCount.objects.filter(pk=row.pk).update(total=9)
    alerting.evaluate(world.north, now=NOW)
    in_time = bytes(SeriesState.objects.get().state)
    SeriesState.objects.update(state=b"", last_bucket=None, previous_state=None, previous_bucket=None)
    BucketCount.objects.filter(pk=row.pk).update(total=1)
    alerting.evaluate(world.north, now=NOW)
    assert bytes(SeriesState.objects.get().state) != in_time
    BucketCount.objects.filter(pk=row.pk).update(total=9)
    SeriesState.objects.update(rewind_to=row.starts_at)
    alerting.evaluate(world.north, now=NOW)
    assert bytes(SeriesState.objects.get().state) == in_time


def test_a_feed_that_fails_raises_silence_once_and_leaves_a_gap(world: World, server: Server) -> None:
    alerting.create_default_rules(member=world.manager, brand=world.alder, now=NOW)
    source = subscribe(world, publish(server, [entry("1", at=NOW)]))
    flow(world)
    server.answers["/feed.json"] = Answer(status=500)
    now = NOW
    for _ in range(8):
        now += minutes(16)
        collect(now)
    found = alerting.evaluate(world.north, now=now)
    alert = Alert.objects.get(pk=found.alerts[0])
    assert (alert.kind, found.silent) == ("silence", [source.pk])
    assert "The forum" in alert.sentence
    gap = source.gaps.get()
    assert gap.ends_at is None
    assert abs(gap.starts_at - NOW) < timedelta(seconds=5)
    assert alerting.evaluate(world.north, now=now + minutes(5)).alerts == []
    publish(server, [entry("1", at=NOW), entry("2", at=now)])
    collect(now + minutes(1440))
    alerting.evaluate(world.north, now=now + minutes(1441))
    source.refresh_from_db()
    assert source.silent_since is None
    assert source.gaps.get().ends_at is not None


def test_missing_data_is_not_zero(world: World, server: Server) -> None:
    threshold(world, posts=10_000)
    history(world.alder, NOW)
    source = subscribe(world, publish(server, []))
    flow(world)
    alerting.evaluate(world.north, now=NOW)
    before = bytes(SeriesState.objects.get().state)
    Feed.objects.update(status="broken", failing_since=NOW, last_success_at=NOW - minutes(2))
    alerting.evaluate(world.north, now=NOW + minutes(60))
    assert bytes(SeriesState.objects.get().state) == before
    assert source.gaps.get().ends_at is None


def test_rules_are_checked_and_kept_in_versions(world: World) -> None:
    rule = threshold(world)
    with pytest.raises(Invalid) as refused:
        alerting.save_rule(
            member=world.manager,
            brand=world.alder,
            draft=RuleDraft(kind="threshold", name="Odd", settings={"posts": 5, "minutes": 7}),
            now=NOW,
        )
    assert set(refused.value.fields) == {"minutes"}
    draft = RuleDraft(kind="spike", name="Many", settings={"sensitivity": "high"})
    changed = alerting.change_rule(member=world.manager, rule=rule, draft=draft, version=1, now=NOW)
    assert (changed.version, AlertRuleVersion.objects.filter(rule=rule).count()) == (2, 2)
    with pytest.raises(Conflict):
        alerting.change_rule(member=world.manager, rule=rule, draft=draft, version=1, now=NOW)
    with pytest.raises(NotFound):
        alerting.change_rule(member=world.other, rule=rule, draft=draft, now=NOW)


def test_an_alert_is_decided_once(world: World, server: Server) -> None:
    threshold(world)
    burst(world, server, 8, NOW)
    [pk] = alerting.evaluate(world.north, now=NOW).alerts
    alert = alerting.acknowledge(member=world.analyst, alert=pk, now=NOW)
    assert alerting.acknowledge(member=world.manager, alert=pk, now=NOW).acknowledged_by == world.analyst.user
    decided = alerting.mark_decided(
        alert=alert, action="dismiss", member=world.manager, now=NOW, outcome="noise", reason="A prank"
    )
    assert (decided.status, decided.outcome, decided.acknowledged_by) == ("dismissed", "noise", world.analyst.user)
    with pytest.raises(Conflict) as refused:
        alerting.mark_decided(alert=alert, action="open", member=world.manager, now=NOW)
    assert refused.value.data["current"] == "dismissed"
    with pytest.raises(NotFound):
        alerting.acknowledge(member=world.other, alert=pk, now=NOW)


def test_an_alert_nobody_took_in_hand_rings_again(world: World, server: Server) -> None:
    threshold(world)
    burst(world, server, 8, NOW)
    [pk] = alerting.evaluate(world.north, now=NOW).alerts
    assert alerting.ring_again(world.north, now=NOW + minutes(0.5)) == 0
    assert alerting.ring_again(world.north, now=NOW + minutes(2)) == 1
    assert alerting.mark_triaged(alert=pk, now=NOW)
    assert alerting.ring_again(world.north, now=NOW + minutes(2)) == 0


def test_a_listener_that_fails_stops_nobody(world: World, server: Server) -> None:
    threshold(world)
    burst(world, server, 8, NOW)

    def listener(**_: Any) -> None:
        raise RuntimeError("not today")

    alert_raised.connect(listener)
    try:
        with TestCase.captureOnCommitCallbacks(execute=True):
            assert len(alerting.evaluate(world.north, now=NOW).alerts) == 1
    finally:
        alert_raised.disconnect(listener)
    assert Alert.objects.count() == 1


def test_a_rule_that_fails_does_not_silence_the_others(world: World, server: Server, monkeypatch: Any) -> None:
    broken, sound = threshold(world), RuleDraft(kind="threshold", name="Sound", settings={"posts": 5, "minutes": 30})
    alerting.save_rule(member=world.manager, brand=world.alder, draft=sound, now=NOW)
    burst(world, server, 8, NOW)
    real = raising.explanation

    def explanation(rule: AlertRule, *found: Any) -> Any:
        if rule == broken:
            raise RuntimeError("not today")
        return real(rule, *found)

    monkeypatch.setattr(raising, "explanation", explanation)
    alerting.evaluate(world.north, now=NOW)
    assert Alert.objects.get().rule.name == "Sound"
    monkeypatch.undo()
    alerting.evaluate(world.north, now=NOW + minutes(1))
    assert Alert.objects.count() == 2


def test_another_agencys_counts_raise_nothing_here(world: World, server: Server) -> None:
    threshold(world)
    world.enter(world.rival)
    subscribe(world, publish(server, [entry("0")]), member=world.rival_owner, brand=world.rival_brand)
    world.enter()
    collect(NOW)
    publish(server, [entry(str(n), at=NOW) for n in range(1, 20)])
    collect(NOW + minutes(30))
    ingestion.ingest(world.rival, now=NOW + minutes(30))
    assert alerting.evaluate(world.north, now=NOW + minutes(30)).alerts == []
    assert not Post.objects.exists()


def test_a_silence_held_back_by_a_mute_is_told_once_when_it_ends(world: World, server: Server) -> None:
    draft = RuleDraft(kind="silence", name="Silence", persistence_minutes=30)
    rule = alerting.save_rule(member=world.manager, brand=world.alder, draft=draft, now=NOW)
    alerting.mute_rule(member=world.manager, rule=rule, until=NOW + minutes(120), now=NOW)
    source = subscribe(world, publish(server, []))
    flow(world)
    Feed.objects.update(status="broken", failing_since=NOW, last_success_at=NOW)
    assert alerting.evaluate(world.north, now=NOW + minutes(60)).silent == [source.pk]
    assert alerting.evaluate(world.north, now=NOW + minutes(119)).alerts == []
    [pk] = alerting.evaluate(world.north, now=NOW + minutes(120)).alerts
    assert Alert.objects.get(pk=pk).explanation["silent_sources"][0]["id"] == str(source.pk)
    assert alerting.evaluate(world.north, now=NOW + minutes(121)).alerts == []


def test_a_silence_must_last_as_long_as_its_rule_says(world: World, server: Server) -> None:
    draft = RuleDraft(kind="silence", name="Silence", persistence_minutes=30)
    alerting.save_rule(member=world.manager, brand=world.alder, draft=draft, now=NOW)
    subscribe(world, publish(server, []))
    flow(world)
    Feed.objects.update(status="broken", failing_since=NOW, last_success_at=NOW)
    assert alerting.evaluate(world.north, now=NOW + minutes(20)).alerts == []
    assert len(alerting.evaluate(world.north, now=NOW + minutes(31)).alerts) == 1
