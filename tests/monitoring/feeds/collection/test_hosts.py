"""A host that refuses several feeds is left alone with all of them, then tried with one."""

from datetime import datetime, timedelta

import pytest

from accounts.outside.failures import Malformed, RateLimited, Transient
from monitoring.alerting.services import watch_sources
from monitoring.feeds import collection
from monitoring.feeds.collection import hosts
from monitoring.feeds.models import Feed, HostPause
from monitoring.feeds.services import sources
from monitoring.models import CoverageGap
from tests.loopback import Answer, Server
from tests.monitoring.ground import NOW, collect, minutes, publish, subscribe
from tests.world import World

HOST = "news.example"


def feeds(count: int, *, failing: int = 0, host: str = HOST) -> list[Feed]:
    rows = [
        Feed(
            platform="rss", url=f"https://{host}/{n}", source_key=f"{host}/{n}", host=host, next_fetch_at=NOW,
            last_attempt_at=NOW, failing_since=NOW if n < failing else None, error_code="transient" if n < failing else "",
        )
        for n in range(count)
    ]  # fmt: skip
    return Feed.objects.bulk_create(rows)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://News.Example/feed", "news.example"),
        ("http://news.example:8080/a", "news.example:8080"),
        ("https://news.example:notaport/", ""),
        ("nothing", ""),
    ],
)
def test_the_host_of_an_address(address: str, host: str) -> None:
    assert hosts.host_of(address) == host


@pytest.mark.django_db
def test_a_host_is_paused_when_several_of_its_feeds_and_most_of_them_fail() -> None:
    few = feeds(2, failing=2, host="small.example")
    assert hosts.refused(few[0], Transient("down"), NOW) is None
    many = feeds(10, failing=4)
    assert hosts.refused(many[0], Transient("down"), NOW) is None
    Feed.objects.filter(pk=many[5].pk).update(failing_since=NOW, error_code="rate_limited")
    assert hosts.refused(many[5], Malformed("odd"), NOW) is None
    pause = hosts.refused(many[5], RateLimited("slow down"), NOW)
    assert pause is not None
    assert pause.until == NOW + minutes(5)


@pytest.mark.django_db
def test_a_paused_host_is_asked_for_none_of_its_feeds_and_others_are() -> None:
    feeds(5)
    other = feeds(2, host="other.example")
    HostPause.objects.create(host=HOST, until=NOW + minutes(5), reason="slow down")
    assert {claim.feed_id for claim in collection.claim(NOW)} == {feed.pk for feed in other}


@pytest.mark.django_db
def test_after_the_pause_one_feed_is_tried_and_then_all() -> None:
    rows = feeds(5)
    HostPause.objects.create(host=HOST, until=NOW - minutes(1), reason="slow down")
    [probe] = collection.claim(NOW)
    assert collection.claim(NOW) == []
    hosts.answered(next(row for row in rows if row.pk == probe.feed_id))
    assert len(collection.claim(NOW)) == 4


@pytest.mark.django_db
def test_a_host_that_refuses_the_try_as_well_is_paused_for_longer_up_to_an_hour() -> None:
    [feed] = feeds(1)
    now, pauses = NOW, []
    HostPause.objects.create(host=HOST, until=NOW, reason="slow down")
    for _ in range(6):
        pause = hosts.refused(feed, Transient("down"), now)
        assert pause is not None
        assert hosts.refused(feed, Transient("down"), now) == pause  # those already under way add nothing
        pauses.append(pause.until - now)
        now = pause.until
    assert pauses == [minutes(10), minutes(20), minutes(40), *[timedelta(hours=1)] * 3]


@pytest.mark.django_db
def test_the_pause_lasts_as_long_as_the_other_side_asks() -> None:
    rows = feeds(3, failing=3)
    pause = hosts.refused(rows[0], RateLimited("slow down", reset_at=NOW + minutes(25)), NOW)
    assert pause is not None
    assert pause.until == NOW + minutes(25)


def test_feeds_of_a_real_host_that_answers_too_many_requests_are_left_alone_and_it_is_said(
    world: World, server: Server
) -> None:
    addresses = [publish(server, [], f"/{n}.json") for n in range(4)]
    rows = [subscribe(world, address) for address in addresses]
    collect()
    late = NOW + minutes(20)
    for n in range(3):
        server.answers[f"/{n}.json"] = Answer(status=429, headers={"Retry-After": "900"})
    Feed.objects.filter(url=addresses[3]).update(next_fetch_at=late + minutes(10))
    collect(late)
    pause = HostPause.objects.get()
    assert pause.until >= late + minutes(15)
    asked = len(server.asked)
    assert collect(late + minutes(10)) == []
    assert len(server.asked) == asked
    told = sources.health(rows[3], now=late + minutes(10))
    assert (told.state, "reading is paused until" in told.sentence) == ("late", True)
    again = late + minutes(30)
    assert len(collect(again)) == 1
    assert not HostPause.objects.exists() or HostPause.objects.get().times == 2


def test_the_gap_of_a_source_whose_host_is_left_alone_says_so(world: World, server: Server) -> None:
    source = subscribe(world, publish(server, []))
    collect()
    host = Feed.objects.get().host
    assert host == f"127.0.0.1:{server.port}"
    HostPause.objects.create(host=host, until=NOW + minutes(120), reason="slow down")
    watch_sources(NOW + minutes(60))
    assert CoverageGap.objects.get(source=source).reason == "Its host refused several requests, so reading is paused."


@pytest.mark.django_db
def test_hosts_nobody_asks_any_more_are_forgotten() -> None:
    HostPause.objects.create(host=HOST, until=NOW, reason="slow down")
    assert hosts.prune(NOW + timedelta(days=1)) == 0
    assert hosts.prune(NOW + timedelta(days=3)) == 1


def _turn(now: datetime) -> list[str]:
    return [Feed.objects.get(pk=one.feed_id).host for one in collection.claim(now)]


@pytest.mark.django_db
def test_feeds_of_a_host_that_lets_us_in_seldom_take_turns_whatever_name_it_goes_by() -> None:
    feeds(3, host="www.reddit.com")
    feeds(2, host="old.reddit.com")
    feeds(2, host="api.gdeltproject.org")
    feeds(2)
    Feed.objects.update(last_attempt_at=NOW - minutes(5))
    taken = _turn(NOW)
    assert sorted(one for one in taken if "reddit" not in one) == ["api.gdeltproject.org", HOST, HOST]
    assert len(taken) == 4
    held = Feed.objects.filter(lease_until__isnull=False)
    assert _turn(NOW + timedelta(seconds=1)) == []  # under way
    held.update(lease_until=None, last_attempt_at=NOW, next_fetch_at=NOW + minutes(30))
    assert _turn(NOW + timedelta(seconds=7)) == ["api.gdeltproject.org"]
    assert not any("reddit" in one for one in _turn(NOW + timedelta(seconds=60)))
    assert [one for one in _turn(NOW + timedelta(seconds=62)) if "reddit" in one]


@pytest.mark.django_db
def test_turns_go_to_who_waits_longest() -> None:
    rows = feeds(4, host="www.reddit.com")
    Feed.objects.update(last_attempt_at=NOW - minutes(5))
    seen = []
    for count in range(8):
        now = NOW + minutes(2 * count + 20)
        [taken] = collection.claim(now)
        seen.append(taken.feed_id)
        Feed.objects.filter(pk=taken.feed_id).update(
            lease_until=None, last_attempt_at=now, next_fetch_at=now + minutes(5)
        )
    assert sorted(seen[:4], key=str) == sorted((one.pk for one in rows), key=str) and seen[:4] == seen[4:]


@pytest.mark.django_db
def test_a_host_that_counts_by_our_address_is_left_alone_after_its_first_refusal_and_then_tried_with_one() -> None:
    rows = feeds(3, host="www.reddit.com")
    Feed.objects.update(last_attempt_at=NOW - minutes(5))
    assert hosts.refused(rows[0], Transient("down"), NOW) is None
    assert hosts.refused(rows[0], RateLimited("slow down", reset_at=NOW + minutes(20)), NOW) is not None
    assert _turn(NOW + minutes(19)) == []
    assert _turn(NOW + minutes(21)) == ["www.reddit.com"]


def test_a_source_that_waits_for_its_turn_says_so(world: World, server: Server) -> None:
    made = subscribe(world, publish(server, [], "/1.json"))
    collect()
    Feed.objects.update(host="www.reddit.com")
    told = sources.health(made, now=NOW + minutes(60))
    assert (told.state, "its feeds take turns" in told.sentence) == ("late", True)
    Feed.objects.update(host=HOST)
    assert sources.health(made, now=NOW + minutes(60)).sentence == "It should have been read by now."


def test_a_new_feed_knows_its_host_before_it_is_read(world: World, server: Server) -> None:
    subscribe(world, publish(server, [], "/1.json"))
    assert Feed.objects.get().host == f"127.0.0.1:{server.port}"
