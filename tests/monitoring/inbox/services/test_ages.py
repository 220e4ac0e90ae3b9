"""Old posts, late posts, and posts from the future: what each counts for, and what is said of it."""

from datetime import timedelta
from typing import Any

import pytest

from monitoring.feeds.models import Feed
from monitoring.feeds.services import sources
from monitoring.inbox.services.ingestion import bucket_of
from monitoring.models import Alert, BucketCount, CoverageGap, FreshMention, Mention, Source
from tests.loopback import Server
from tests.monitoring.arrivals import a_post, a_rule, a_source, arrive, judged
from tests.monitoring.ground import NOW, collect, entry, flow, minutes, publish, subscribe
from tests.world import World

HOUR = timedelta(hours=1)


def texts(count: int, at: Any, **more: Any) -> list[Any]:
    return [a_post(f"Text number {n} about Alder", at(n), author_name=f"Writer {n}", **more) for n in range(count)]


def notes(source: Source) -> str:
    return " ".join(sources.health(Source.objects.get(pk=source.pk), now=NOW).notes)


@pytest.mark.parametrize("hours", [2, 8, 20])
def test_posts_of_hours_before_are_judged_when_they_arrive_and_the_alert_says_so(world: World, hours: int) -> None:
    a_rule(world, "threshold", {"posts": 5, "minutes": 60, "stream": "all"})
    source = a_source(world)
    judged(world, NOW - minutes(1))
    arrive(source, *texts(12, lambda n: NOW - hours * HOUR - minutes(n)))
    alerts = judged(world, NOW)
    if hours == 2:
        assert not notes(source)
        return
    [alert] = alerts
    assert alert.seen == 12
    assert f"12 of the last {hours + 1} h arrived now" in alert.sentence
    assert alert.explanation["late"]["posts"] == 12
    assert len(alert.explanation["examples"]) == 3
    assert "12 posts of hours before first came" in notes(source)
    # Charts show them where they were published, and no sum counts them twice.
    assert sum(BucketCount.objects.filter(query=None).values_list("total", flat=True)) == 12
    assert BucketCount.objects.get(query=None, late__gt=0).starts_at == bucket_of(NOW)


def test_what_was_published_in_an_outage_of_days_is_judged_at_recovery(world: World, server: Server) -> None:
    a_rule(world, "threshold", {"posts": 5, "minutes": 60, "stream": "all"})
    subscribe(world, publish(server, [entry("1")]))
    flow(world)
    judged(world, NOW)
    back = NOW + timedelta(days=3)
    publish(server, [entry(f"away-{n}", f"What was said, {n}", NOW + timedelta(hours=3 * n)) for n in range(1, 20)])
    Feed.objects.update(next_fetch_at=back, failing_since=NOW + minutes(20))
    judged(world, back - minutes(1))
    assert CoverageGap.objects.get().ends_at is None
    flow(world, back)
    alerts = judged(world, back)
    assert [alert.seen for alert in alerts] == [19]
    assert "arrived now" in alerts[0].sentence
    assert not Mention.objects.filter(post__external_id__startswith="away", quiet=True).exists()


def test_posts_dated_ahead_are_judged_now(world: World) -> None:
    a_rule(world, "threshold", {"posts": 5, "minutes": 60, "stream": "all"})
    judged(world, NOW - minutes(1))
    arrive(a_source(world), *texts(12, lambda n: NOW + minutes(59)))
    assert [alert.seen for alert in judged(world, NOW)] == [12]
    assert set(Mention.objects.values_list("published_at", "post__published_from")) == {(NOW, "clamped")}


def test_a_post_of_last_year_is_history_whatever_its_name(world: World) -> None:
    a_rule(world, "words", {"text": "alder"})
    a_rule(world, "vip", {"authors": ["Writer 0"]})
    source = a_source(world)
    arrive(source, *texts(3, lambda n: NOW - timedelta(days=300 + n)))
    assert judged(world, NOW) == []
    assert not FreshMention.objects.exists()
    assert set(Mention.objects.values_list("quiet", flat=True)) == {True}
    assert "3 posts from long before" in notes(source)


def test_a_review_that_was_held_back_for_days_is_told_of_and_makes_no_volume(world: World) -> None:
    a_rule(world, "words", {"text": "alder"})
    a_rule(world, "threshold", {"posts": 1, "minutes": 60, "stream": "all"})
    arrive(a_source(world), *texts(1, lambda n: NOW - timedelta(days=3)))
    assert [alert.kind for alert in judged(world, NOW)] == ["words"]


@pytest.mark.parametrize("search", ["", "alder"])
def test_held_back_reviews_make_no_volume_with_a_filter_either(world: World, search: str) -> None:
    a_rule(world, "threshold", {"posts": 5, "minutes": 60, "stream": "all"}, filter=search)
    source = a_source(world)
    judged(world, NOW - minutes(1))
    arrive(source, *texts(12, lambda n: NOW - timedelta(days=3) - minutes(n)))
    assert judged(world, NOW) == []
    # Nor are they among the posts of an alert that others raise.
    arrive(source, *texts(6, lambda n: NOW - 8 * HOUR - minutes(n)), at=NOW + minutes(1))
    [alert] = judged(world, NOW + minutes(1))
    assert (alert.seen, alert.explanation["late"]["posts"]) == (6, 6)


def test_a_post_another_brand_has_is_as_old_for_this_one_as_a_new_one(world: World) -> None:
    """Each brand's own source fell silent and came back: what the other heard at once is late here all the same."""
    mine = a_source(world)
    theirs = a_source(world, "Their feed", brand=world.lumen)
    posts = texts(12, lambda n: NOW - 8 * HOUR - minutes(n))
    month = texts(1, lambda n: NOW - timedelta(days=30))
    arrive(theirs, *posts, at=NOW - 8 * HOUR)
    arrive(theirs, *month, at=NOW - timedelta(days=30))
    a_rule(world, "threshold", {"posts": 5, "minutes": 60, "stream": "all"})
    a_rule(world, "words", {"text": "alder"}, name="Words", cool_down_minutes=0)
    judged(world, NOW - minutes(1))
    arrive(mine, *posts, *month)
    alerts = {alert.kind: alert for alert in judged(world, NOW)}
    assert {kind: alert.seen for kind, alert in alerts.items()} == {"threshold": 12, "words": 12}
    assert "12 of the last 9 h arrived now" in alerts["threshold"].sentence
    assert Mention.objects.get(brand=world.alder, quiet=True).published_at == NOW - timedelta(days=30)


def test_an_archive_that_comes_at_once_is_history(world: World) -> None:
    a_rule(world, "words", {"text": "alder"})
    source = a_source(world)
    arrive(source, *texts(30, lambda n: NOW - timedelta(days=2) - minutes(n)), *texts(1, lambda n: NOW))
    [alert] = judged(world, NOW)
    assert alert.seen == 1
    assert Mention.objects.filter(quiet=True).count() == 30
    assert "30 posts from long before" in notes(source)


@pytest.mark.parametrize("dated", [True, False])
def test_what_came_before_under_other_names_wakes_nobody_and_is_said(world: World, dated: bool) -> None:
    a_rule(world, "words", {"text": "alder"})
    source = a_source(world)
    when = (lambda n: NOW - HOUR - minutes(5 * n + 1)) if dated else (lambda n: None)
    arrive(source, *texts(12, when), at=NOW - minutes(30))
    assert len(judged(world, NOW - minutes(30))) == 1
    arrive(source, *texts(12, when))
    assert Mention.objects.filter(quiet=True).count() == 12
    assert judged(world, NOW + HOUR) == []
    assert "12 posts came again under other names" in notes(source)


def test_one_text_by_many_people_is_a_campaign_and_loud(world: World) -> None:
    a_rule(world, "threshold", {"posts": 10, "minutes": 60, "stream": "all"})
    source = a_source(world)
    judged(world, NOW - minutes(31))
    arrive(
        source, *[a_post("Boycott Alder now", None, author_name=f"Writer {n}") for n in range(15)], at=NOW - minutes(30)
    )
    arrive(source, *[a_post("Boycott Alder now", None, author_name=f"Reader {n}") for n in range(15)])
    assert not Mention.objects.filter(quiet=True).exists()
    judged(world, NOW)
    alert = Alert.objects.latest("raised_at")
    assert "the same text" in alert.sentence
    assert alert.explanation["same_text"]["posts"] >= 15


def test_a_sources_own_history_is_noted_by_nobody(world: World, server: Server) -> None:
    source = subscribe(world, publish(server, [entry(str(n), at=NOW - timedelta(days=100 + n)) for n in range(30)]))
    flow(world)
    assert Mention.objects.filter(quiet=True).count() == 30
    assert not Source.objects.get(pk=source.pk).notes
    assert not collect(NOW)
