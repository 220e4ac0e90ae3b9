"""One pass for all of an agency's rules: how many queries it takes, how soon it tells, and what no accident makes it repeat."""

import random
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import tenant_context

from monitoring.alerting import services as alerting
from monitoring.alerting.services import evaluating
from monitoring.models import Alert, AlertRule, FreshMention
from tests.monitoring.alerting.services.test_alerting import history
from tests.monitoring.alerting.services.test_rules import RIGHT
from tests.monitoring.arrivals import BAD, GOOD, a_post, a_rule, a_source, arrive, judged
from tests.monitoring.feeds.collection.test_leases import at_once
from tests.monitoring.ground import NOW, minutes
from tests.world import World

DAY = timedelta(days=1)


def queries_of(world: World, now: datetime) -> int:
    with CaptureQueriesContext(connection) as caught:
        alerting.evaluate(world.north, now=now)
    return len(caught)


def rules_of_every_kind(world: World, times: int) -> None:
    for n in range(times):
        for kind, settings in RIGHT.items():
            far = {"cool_down_minutes": 60 + n, "name": f"{kind} {n}", "filter": ""}
            if kind in ("threshold", "change", "negative_share", "words"):
                far["filter"] = f"wordnobodyuses{n}"
            a_rule(world, kind, settings, **far)


def test_ten_times_the_rules_ask_the_database_no_more(world: World) -> None:
    source = a_source(world)
    arrive(source, a_post(GOOD), quiet=True)
    history(world.alder, NOW)
    rules_of_every_kind(world, 1)
    alerting.evaluate(world.north, now=NOW)
    arrive(source, *(a_post(GOOD, author_handle=f"a{n}") for n in range(3)))
    judged(world, NOW + minutes(1))
    arrive(source, *(a_post(GOOD, author_handle=f"b{n}") for n in range(3)))
    few = queries_of(world, NOW + minutes(2))
    for rule in AlertRule.objects.all():
        AlertRule.objects.filter(pk=rule.pk).update(name=f"old {rule.name}")
    rules_of_every_kind(world, 10)
    judged(world, NOW + minutes(21))
    arrive(source, *(a_post(GOOD, NOW + minutes(21), author_handle=f"c{n}") for n in range(3)), at=NOW + minutes(21))
    assert not Alert.objects.exists()
    assert queries_of(world, NOW + minutes(22)) <= few


@pytest.mark.parametrize("kind", ["threshold", "words", "spike"])
def test_what_crosses_a_rule_is_an_alert_at_the_next_minute_whenever_it_is_stored(world: World, kind: str) -> None:
    given = {"threshold": {"posts": 30}, "words": {"text": "terrible"}, "spike": {}}[kind]
    rule, source = a_rule(world, kind, given), a_source(world)
    history(world.alder, NOW - minutes(30))
    judged(world, NOW - minutes(10))
    stored = NOW + timedelta(seconds=random.Random(kind).uniform(0, 300))
    arrive(source, *(a_post(BAD, stored - timedelta(seconds=n)) for n in range(30)), at=stored)
    beat = NOW.replace(second=0) + minutes((stored - NOW.replace(second=0)) // minutes(1) + 1)
    [alert] = judged(world, beat)
    assert alert.rule == rule
    assert alert.raised_at - stored <= timedelta(seconds=60)


def test_a_sudden_change_a_share_and_a_fall_are_told_in_their_own_numbers(world: World) -> None:
    a_rule(world, "change", {"percent": 200, "minutes": 60, "minimum_posts": 5}, name="Up")
    a_rule(world, "negative_share", {"share": 0.5, "minutes": 60, "minimum_posts": 5}, name="Share")
    source = a_source(world)
    arrive(source, *(a_post(GOOD, NOW - minutes(80 + n)) for n in range(2)), at=NOW - minutes(75))
    judged(world, NOW - minutes(70))
    arrive(source, *(a_post(BAD, NOW - minutes(n)) for n in range(6)), *(a_post(GOOD, NOW) for _ in range(3)))
    said = {alert.rule.name: alert.sentence for alert in judged(world, NOW + minutes(1))}
    assert said["Up"].startswith("9 mentions in 60 min, 2 in the 60 min before; the limit is a change of 200 %")
    assert said["Share"].startswith("6 negative mentions in 60 min, 67 % of all; the limit is 50 %")
    a_rule(world, "change", {"percent": -80, "minutes": 60, "minimum_posts": 5}, name="Down")
    fell = [alert for minute in range(5, 72, 3) for alert in judged(world, NOW + minutes(minute))]
    [down] = fell
    assert (down.rule.name, down.seen) == ("Down", 0)


def test_both_streams_together_propose_a_graver_severity(world: World) -> None:
    a_rule(world, "spike", severity=3)
    history(world.alder, NOW - minutes(30), per_bucket=2)
    judged(world, NOW - minutes(10))
    arrive(a_source(world), *(a_post(BAD, NOW - timedelta(seconds=n)) for n in range(90)))
    [alert] = judged(world, NOW + minutes(1))
    assert alert.explanation["both_streams"]
    assert alert.severity == 2


def test_an_evaluation_that_dies_leaves_everything_to_the_next(world: World, monkeypatch: Any) -> None:
    a_rule(world, "words", {"text": "glass"})
    a_rule(world, "threshold", {"posts": 2})
    arrive(a_source(world), a_post("Glass"), a_post("Glass"))

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(evaluating, "keep", killed)
        with pytest.raises(KeyboardInterrupt):
            alerting.evaluate(world.north, now=NOW + minutes(1))
    assert not Alert.objects.exists()
    assert FreshMention.objects.count() == 2
    assert {alert.kind for alert in judged(world, NOW + minutes(2))} == {"words", "threshold"}
    assert judged(world, NOW + minutes(3)) == []


def test_evaluations_and_arrivals_at_once_tell_each_post_once(committed_world: World) -> None:
    world = committed_world
    a_rule(world, "words", {"text": "glass"}, cool_down_minutes=0)
    a_rule(world, "threshold", {"posts": 3}, name="Many")
    sources = [a_source(world, f"Forum {n}") for n in range(2)]

    def work(n: int) -> None:
        for turn in range(4):
            now = NOW + minutes(turn)
            if n < 2:
                arrive(sources[n], a_post("Glass", now), at=now)
            else:
                alerting.evaluate(world.north, now=now)

    at_once(5, work, world.north)
    with tenant_context(world.north):
        alerting.evaluate(world.north, now=NOW + minutes(5))
        assert not FreshMention.objects.exists()
        assert sum(Alert.objects.filter(kind="words").values_list("seen", flat=True)) == 8
        assert Alert.objects.filter(kind="threshold").count() == 1


def test_a_clock_set_back_repeats_no_alert(world: World) -> None:
    a_rule(world, "threshold", {"posts": 3})
    a_rule(world, "words", {"text": "glass"})
    arrive(a_source(world), *(a_post("Glass", NOW - minutes(1)) for _ in range(3)))
    assert len(judged(world, NOW)) == 2
    for now in (NOW - minutes(40), NOW - minutes(1), NOW, NOW + minutes(1)):
        assert judged(world, now) == []


def test_a_clock_that_was_ahead_loses_no_alert(world: World) -> None:
    a_rule(world, "threshold", {"posts": 3})
    a_rule(world, "words", {"text": "glass"})
    source = a_source(world)
    arrive(source, a_post("Glass", NOW - minutes(1)))
    judged(world, NOW - minutes(30))
    assert [alert.kind for alert in judged(world, NOW + DAY)] == []
    later = NOW + minutes(70)
    arrive(source, *(a_post("Glass", later) for _ in range(3)), at=later)
    assert {alert.kind for alert in judged(world, later + minutes(1))} == {"threshold", "words"}


def test_an_alert_told_by_a_clock_ahead_holds_back_for_one_cool_down_of_the_right_one(world: World) -> None:
    a_rule(world, "words", {"text": "glass"})
    source = a_source(world)
    arrive(source, a_post("Glass", NOW))
    assert len(judged(world, NOW + DAY)) == 1
    arrive(source, a_post("Glass", NOW + minutes(2)))
    assert judged(world, NOW + minutes(3)) == []
    assert len(judged(world, NOW + minutes(64))) == 1


def test_a_new_brand_begins_with_three_rules_and_keeps_its_own(world: World) -> None:
    a_rule(world, "spike", {"sensitivity": "low"}, name="Mine")
    made = alerting.create_default_rules(member=world.manager, brand=world.alder, now=NOW)
    assert {rule.kind for rule in made} == {"silence", "negative_post"}
    assert alerting.create_default_rules(member=world.manager, brand=world.alder, now=NOW) == []
    assert AlertRule.objects.get(kind="spike").settings == {"sensitivity": "low"}


def test_a_drop_says_which_sources_bring_less_than_usual(world: World) -> None:
    a_rule(world, "drop", {"percent": 60, "minimum_expected": 20})
    source = a_source(world, "Busy forum")
    start = NOW - timedelta(days=5)
    every = [start + minutes(5 * n) for n in range(5 * 288 - 30)]
    arrive(source, *(a_post(GOOD, at) for at in every), quiet=True)
    fell = [alert for minute in range(0, 31, 5) for alert in judged(world, NOW + minutes(minute))]
    [alert] = fell
    assert alert.expected is not None and alert.seen is not None and alert.seen < 0.4 * alert.expected
    assert alert.explanation["sources"][0]["name"] == "Busy forum"
    assert alert.explanation["authors"] == []


def test_rules_of_an_archived_brand_wake_nobody(world: World) -> None:
    rule = a_rule(world, "threshold", {"posts": 3, "minutes": 60, "stream": "all"})
    arrive(a_source(world), *(a_post(GOOD, author_handle=f"a{n}") for n in range(5)))
    type(world.alder).objects.filter(pk=world.alder.pk).update(status="archived")
    assert alerting.evaluate(world.north, now=NOW + minutes(1)).alerts == []
    assert evaluating.read_ahead(world.north, now=NOW + minutes(1)).groups == []
    type(world.alder).objects.filter(pk=world.alder.pk).update(status="active")
    [raised] = alerting.evaluate(world.north, now=NOW + minutes(2)).alerts
    assert Alert.objects.get(pk=raised).rule == rule


def test_a_fault_of_the_database_is_not_taken_for_data_that_changed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_rule(world, "threshold", {"posts": 3, "minutes": 60, "stream": "all"})

    def away(*_: Any) -> Any:
        raise OperationalError("the connection is gone") from None

    monkeypatch.setattr(evaluating, "_rows", away)
    ahead = evaluating.Ahead([], {})
    with pytest.raises(OperationalError), tenant_context(world.north):
        evaluating.evaluate(world.north, now=NOW, ahead=ahead)
