"""What the demo's world publishes when: rhythm, crisis, calming, the same for the same seed."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from config.demo.cast import BRANDS
from config.demo.rhythm import crisis_rate, draw_count, quiet_rate
from config.demo.streams import Post
from config.demo.wording import compose, grammar, kinds
from config.demo.world import World

START = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def crisis_posts(world: World, now: datetime) -> list[Post]:
    return [post for post in world.visible(now) if "Oat Cold Brew" in post.text and post.published_at >= world.start]


def test_history_is_two_quiet_weeks_before_the_start() -> None:
    posts = World(START).visible(START)
    assert all(START - timedelta(days=14) <= post.published_at < START for post in posts)
    assert {(START - post.published_at).days for post in posts} == set(range(14))
    assert {post.brand for post in posts} == {*BRANDS, ""}
    assert not [post for post in posts if re.search(r"glass|splinter|recall", post.text)]


def test_history_has_a_daily_and_a_weekly_rhythm() -> None:
    posts = World(START).visible(START)
    by_hour = Counter(post.published_at.hour for post in posts)
    assert sum(by_hour[hour] for hour in range(17, 21)) > 5 * sum(by_hour[hour] for hour in range(1, 5))
    weekend = sum(post.published_at.weekday() >= 5 for post in posts) / 4
    assert weekend < 0.85 * sum(post.published_at.weekday() < 5 for post in posts) / 10


def test_the_rhythm_keeps_the_mean_of_a_day() -> None:
    monday = datetime(2026, 3, 2, tzinfo=UTC)
    assert sum(quiet_rate(48, monday + timedelta(hours=hour)) for hour in range(24)) == pytest.approx(48)


def test_the_same_start_and_seed_give_the_same_posts_whenever_they_are_asked() -> None:
    late = START + 40 * MINUTE
    asked_once, asked_often = World(START, 3), World(START, 3)
    for minute in range(0, 40, 7):
        asked_often.visible(START + minute * MINUTE)
    assert asked_once.visible(late) == asked_often.visible(late)
    assert World(START, 4).visible(late) != asked_once.visible(late)


def test_two_worlds_with_one_seed_but_different_starts_share_no_post_id() -> None:
    first, second = World(START), World(START + timedelta(hours=1))
    ids = {first.post_id(post) for post in first.visible(START)}
    assert len(ids) == len(first.visible(START))
    assert not ids & {second.post_id(post) for post in second.visible(START)}


def test_posts_appear_in_the_second_after_the_one_they_are_dated() -> None:
    world = World(START)
    newest = world.visible(START + 30 * MINUTE)[0]
    assert newest not in world.visible(newest.published_at + timedelta(milliseconds=999))
    assert newest in world.visible(newest.published_at + timedelta(seconds=1))


def test_quiet_talk_goes_on_in_real_time() -> None:
    world = World(START, crisis_at=0)
    before = len(world.visible(START))
    new = [post for post in world.visible(START + timedelta(hours=6)) if post.published_at >= START]
    assert before > 1500
    assert 15 < len(new) < 200


def test_the_crisis_breaks_when_it_should_and_builds_up() -> None:
    world = World(START, crisis_at=60)
    assert crisis_posts(world, START + MINUTE) == []
    after = {minute: len(crisis_posts(world, START + (1 + minute) * MINUTE)) for minute in (1, 5, 15, 30, 60)}
    assert after[1] >= 1
    assert after[5] >= 15
    assert after[1] < after[5] < after[15] < after[30] < after[60]
    first = min(post.published_at for post in crisis_posts(world, START + 30 * MINUTE))
    assert first == START + MINUTE


def test_the_crisis_comes_in_waves() -> None:
    rates = [crisis_rate("live", minute) for minute in range(120)]
    peaks = [
        minute for minute in range(1, 119) if rates[minute] > rates[minute - 1] and rates[minute] >= rates[minute + 1]
    ]
    assert len(peaks) >= 3


def test_the_crisis_is_mostly_negative_from_many_authors_in_varied_words() -> None:
    posts = crisis_posts(World(START), START + timedelta(hours=2))
    assert sum(post.tone == "negative" for post in posts) > 0.7 * len(posts)
    assert len({post.author for post in posts}) > 0.6 * len(posts)
    assert len({post.text for post in posts}) > 0.8 * len(posts)
    assert len({post.text for post in posts[-60:]}) >= 57
    assert {post.language for post in posts} == {"en", "de", "es", "fr"}


def test_a_journalist_a_retailer_and_a_defender_have_their_say_within_twenty_minutes() -> None:
    kinds_seen = {post.kind for post in World(START).visible(START + 20 * MINUTE)}
    assert {"comment_request", "retailer", "defends", "report", "one_star", "authority"} <= kinds_seen


def test_only_the_brand_in_crisis_is_in_crisis() -> None:
    world = World(START)
    busy = Counter(post.brand for post in world.visible(START + timedelta(hours=1)) if post.published_at >= START)
    assert busy["alder-coffee"] > 300
    assert all(busy[key] < 40 for key in BRANDS if key != "alder-coffee")


def test_talk_calms_and_softens_after_an_answer() -> None:
    answered, silent = World(START), World(START)
    answered.publish_answer("We are sorry. Lot 4471 is affected.", START + 30 * MINUTE)
    since, until = START + 45 * MINUTE, START + 90 * MINUTE
    calm = [post for post in crisis_posts(answered, until) if post.published_at >= since]
    loud = [post for post in crisis_posts(silent, until) if post.published_at >= since]
    assert len(calm) < 0.5 * len(loud)
    assert _negative_share(calm) < 0.7 * _negative_share(loud)
    assert any(post.kind == "thanks" for post in calm)


def _negative_share(posts: list[Post]) -> float:
    return sum(post.tone == "negative" for post in posts) / len(posts)


def test_an_answer_changes_nothing_that_was_already_published() -> None:
    world = World(START)
    before = world.visible(START + 30 * MINUTE)
    world.publish_answer("We are sorry.", START + 30 * MINUTE)
    assert world.visible(START + 30 * MINUTE) == before


@pytest.mark.parametrize("text", ["", "   \n", "x" * 20_001])
def test_an_empty_or_endless_answer_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="answer"):
        World(START).publish_answer(text, START)


def test_on_request_the_fast_crisis_is_there_at_once_dated_in_the_last_minutes() -> None:
    world = World(START, crisis_at=0, rate="fast")
    now = START + timedelta(seconds=20)
    assert crisis_posts(world, now + timedelta(hours=1)) == []
    history = set(World(START, crisis_at=0, rate="fast").visible(now))
    fresh = World(START, crisis_at=0, rate="fast")
    fresh.visible(now)
    fresh.begin_crisis(now)
    at_once = set(fresh.visible(now + timedelta(seconds=1))) - history
    assert len(at_once) > 100
    assert all(now - 5 * MINUTE <= post.published_at <= now for post in at_once)
    assert min(post.published_at for post in at_once) == now - 5 * MINUTE
    in_last_two = sum(post.published_at > now - 2 * MINUTE for post in at_once)
    assert in_last_two > sum(post.published_at <= now - 3 * MINUTE for post in at_once)


def test_a_crisis_begun_twice_is_one_crisis() -> None:
    world = World(START, crisis_at=0)
    first = world.begin_crisis(START + MINUTE)
    assert world.begin_crisis(START + 9 * MINUTE) == first


def test_a_world_continues_after_a_restart_with_the_same_posts() -> None:
    world = World(START, 5, crisis_at=0)
    world.begin_crisis(START + 2 * MINUTE)
    world.publish_answer("We are sorry.", START + 12 * MINUTE, title="Recall")
    later = START + 50 * MINUTE
    continued = World.from_state(world.state())
    assert continued.visible(later) == world.visible(later)
    assert continued.answers == world.answers
    assert continued.name == world.name


def test_an_automatic_crisis_with_an_answer_continues_after_a_restart() -> None:
    world = World(START, 5, crisis_at=60)
    world.publish_answer("We are sorry.", START + 12 * MINUTE)
    later = START + 50 * MINUTE
    assert World.from_state(world.state()).visible(later) == world.visible(later)


def test_a_feed_holds_at_most_the_last_two_weeks() -> None:
    world = World(START)
    later = START + timedelta(days=3)
    assert min(post.published_at for post in world.visible(later)) >= later - timedelta(days=14)


def test_a_start_without_a_zone_or_a_crisis_in_the_past_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        World(START.replace(tzinfo=None))
    with pytest.raises(ValueError, match="crisis_at"):
        World(START, crisis_at=-1)


@pytest.mark.parametrize("topic", BRANDS)
def test_every_wording_of_a_quiet_brand_can_be_filled(topic: str) -> None:
    quiet, rng = grammar("quiet"), random.Random(1)
    parts = {**quiet["parts"], **quiet["brands"][topic], "name": [BRANDS[topic].name]}
    for kind in kinds("quiet", parts):
        assert_all_alternatives_fill(kind.parts, rng)


def test_every_wording_of_the_crisis_can_be_filled() -> None:
    for kind in kinds("crisis", grammar("crisis")["parts"]):
        assert_all_alternatives_fill(kind.parts, random.Random(1))


def assert_all_alternatives_fill(parts: object, rng: random.Random) -> None:
    assert isinstance(parts, dict)
    for slot in ("title", "text"):
        for alternative in parts[slot]:
            words = compose({**parts, "only": [alternative]}, "only", rng)
            assert words
            assert not re.search(r"[{}]|  ", words)


def test_a_clumpy_draw_keeps_its_mean_and_spreads_wider() -> None:
    rng = random.Random(2)
    plain = [draw_count(5, rng) for _ in range(4000)]
    clumpy = [draw_count(5, rng, clumpy=True) for _ in range(4000)]
    assert sum(plain) / 4000 == pytest.approx(5, rel=0.05)
    assert sum(clumpy) / 4000 == pytest.approx(5, rel=0.05)
    assert sum((n - 5) ** 2 for n in clumpy) > 1.3 * sum((n - 5) ** 2 for n in plain)
