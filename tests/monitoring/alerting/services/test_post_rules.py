"""Rules over single posts: each new mention is judged once, by every rule it concerns."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.errors import Invalid
from monitoring.alerting import services as alerting
from monitoring.alerting.services import raising
from monitoring.models import Alert, AlertRule, FreshMention, Mention, RuleMemory
from tests.monitoring.arrivals import BAD, GOOD, a_post, a_rule, a_source, arrive, judged
from tests.monitoring.ground import NOW, minutes, watch
from tests.world import World

DAY = timedelta(days=1)


def test_a_post_by_somebody_on_the_list_is_told_with_who_and_how_far_it_carries(world: World) -> None:
    a_rule(world, "vip", {"authors": ["@CoffeeGate"]}, severity=2)
    arrive(a_source(world), a_post(GOOD), a_post(GOOD, author_handle="coffeegate", author_followers=120_000))
    [alert] = judged(world, NOW + minutes(1))
    assert alert.sentence == "1 mention by @coffeegate (120,000 followers) (Tuesday 15:02 CET)"
    assert (alert.kind, alert.severity, alert.seen) == ("vip", 2, 1)
    assert alert.explanation["authors"][0]["name"] == "coffeegate"
    assert alert.explanation["rarity"] == "the first this rule has reported"
    told = Mention.objects.get(pk=alert.explanation["examples"][0])
    assert told.post.author_handle == "coffeegate"


@pytest.mark.parametrize(
    ("asked", "post", "fires"),
    [
        ({"followers": 50_000}, {"author_followers": 50_000}, True),
        ({"followers": 50_000}, {"author_followers": 49_999}, False),
        ({"followers": 50_000}, {}, False),
        ({"verified": True}, {"author_verified": True}, True),
        ({"verified": True}, {"author_verified": False}, False),
        ({"authors": ["Bea Frost"]}, {"author_name": "bea  frost"}, True),
        ({"authors": ["Bea Frost"]}, {"author_name": "Bea"}, False),
    ],
)
def test_who_counts_as_important_is_the_list_the_followers_or_the_platforms_mark(
    world: World, asked: dict[str, Any], post: dict[str, Any], fires: bool
) -> None:
    a_rule(world, "vip", asked)
    arrive(a_source(world), a_post(GOOD, **post))
    assert bool(judged(world, NOW + minutes(1))) is fires


def test_words_are_told_once_for_all_posts_of_a_minute_and_again_after_the_cool_down(world: World) -> None:
    a_rule(world, "words", {"text": "splinters OR glass"})
    source = a_source(world)
    words = (a_post("Glass in my cup"), a_post("Splinters!", NOW + minutes(1)), a_post(GOOD))
    arrive(source, *words, at=NOW + minutes(1))
    [alert] = judged(world, NOW + minutes(1))
    assert alert.sentence == "2 mentions match “splinters OR glass” in 1 min (Tuesday 15:02 CET)"
    assert alert.explanation["detail"] == "“splinters OR glass”"
    arrive(source, a_post("More glass", NOW + minutes(5)), at=NOW + minutes(5))
    assert judged(world, NOW + minutes(6)) == []
    [later] = judged(world, NOW + minutes(62))
    assert (later.seen, later.window_start) == (1, NOW + minutes(5))
    assert judged(world, NOW + minutes(200)) == []


@pytest.mark.parametrize("text", ["splinters or glass", "is glass safe?"])
def test_a_words_rule_saved_before_its_words_were_asked_about_still_fires(world: World, text: str) -> None:
    rule = a_rule(world, "words", {"text": "glass"})
    AlertRule.objects.filter(pk=rule.pk).update(settings={"text": text})
    arrive(a_source(world), a_post("Is splinters or glass in a cup safe?"), a_post(GOOD))
    [alert] = judged(world, NOW + minutes(1))
    assert alert.seen == 1
    with pytest.raises(Invalid):
        a_rule(world, "words", {"text": text}, name="Written today")


def test_two_posts_of_one_moment_in_two_minutes_are_two_alerts(world: World) -> None:
    a_rule(world, "words", {"text": "glass"}, cool_down_minutes=0)
    source = a_source(world)
    for n in (1, 2):
        arrive(source, a_post("Glass again", NOW), at=NOW + minutes(n))
        assert len(judged(world, NOW + minutes(n))) == 1
    assert Alert.objects.count() == 2


def test_the_first_post_on_a_source_is_told_and_its_second_is_not(world: World) -> None:
    a_rule(world, "new_source", {"quiet_days": 30}, cool_down_minutes=0)
    old, new = a_source(world, "Old forum"), a_source(world, "New forum", "reddit")
    arrive(old, a_post(GOOD, NOW - 40 * DAY), at=NOW - 40 * DAY, quiet=True)
    assert judged(world, NOW - DAY) == []
    arrive(new, a_post(GOOD, platform="reddit"), a_post(GOOD, NOW + minutes(1), platform="reddit"))
    [alert] = judged(world, NOW + minutes(1))
    assert alert.sentence == "First mention on New forum: 1 mention (Tuesday 15:02 CET)"
    arrive(new, a_post(GOOD, NOW + minutes(2), platform="reddit"), a_post(GOOD, NOW + minutes(2)))
    assert judged(world, NOW + minutes(3)) == []
    arrive(old, a_post(GOOD, NOW + minutes(3)))
    [quiet] = judged(world, NOW + minutes(4))
    assert quiet.sentence.startswith("First mention in 40 days on Old forum: 1 mention")


def test_a_critic_who_comes_back_is_told_and_one_who_never_left_is_not(world: World) -> None:
    a_rule(world, "returning_critic", {"days": 7}, cool_down_minutes=0)
    source = a_source(world)
    arrive(source, a_post(BAD, NOW - 9 * DAY, author_handle="bea"), at=NOW - 9 * DAY, quiet=True)
    arrive(source, a_post(BAD, NOW - 2 * DAY, author_handle="tom"), at=NOW - 2 * DAY, quiet=True)
    arrive(source, a_post(BAD, author_handle="bea", platform="reddit"), a_post(GOOD, author_handle="bea"))
    arrive(source, a_post(BAD, author_handle="tom"), a_post(BAD, author_handle="new"))
    assert judged(world, NOW + minutes(1)) == []
    arrive(source, a_post(BAD, author_handle="bea"), a_post(BAD, NOW + minutes(1), author_handle="bea"))
    [alert] = judged(world, NOW + minutes(2))
    assert alert.sentence == "1 negative mention by @bea (negative before, 9 days earlier) (Tuesday 15:02 CET)"


def test_every_negative_post_of_a_quiet_brand_is_told(world: World) -> None:
    a_rule(world, "negative_post")
    source = a_source(world)
    arrive(source, a_post(GOOD), a_post(BAD))
    [alert] = judged(world, NOW + minutes(1))
    assert alert.sentence.startswith("1 negative mention, every one is reported while the brand is quiet")


def test_a_busy_brand_hears_nothing_of_single_negative_posts(world: World) -> None:
    a_rule(world, "negative_post")
    source = a_source(world)
    posts = [a_post(GOOD, NOW - DAY / 24 * n) for n in range(1, 97)]
    arrive(source, *posts, quiet=True)
    arrive(source, a_post(BAD))
    assert judged(world, NOW + minutes(1)) == []


def test_history_is_heard_by_no_rule(world: World) -> None:
    a_rule(world, "words", {"text": "glass"})
    a_rule(world, "vip", {"followers": 1})
    arrive(a_source(world), a_post("Glass", author_followers=9), quiet=True)
    assert not FreshMention.objects.exists()
    assert judged(world, NOW + minutes(1)) == []


def test_a_rule_hears_its_query_its_filter_and_its_brand_only(world: World) -> None:
    query = watch(world, "Alder")
    a_rule(world, "words", {"text": "glass"}, query_id=query.pk, filter="cup")
    arrive(a_source(world, brand=world.lumen), a_post("Glass in the cup"))
    source = a_source(world)
    arrive(source, a_post("Glass in the cup"), a_post("Glass"))
    arrive(source, a_post("Glass on the floor"), queries=[query])
    assert judged(world, NOW + minutes(1)) == []
    arrive(source, a_post("Glass in the cup, again"), queries=[query])
    assert len(judged(world, NOW + minutes(2))) == 1
    assert not FreshMention.objects.exists()


def test_what_could_not_be_told_is_told_a_minute_later(world: World, monkeypatch: Any) -> None:
    a_rule(world, "words", {"text": "glass"})
    arrive(a_source(world), a_post("Glass"))

    def explanation(*_: Any) -> Any:
        raise RuntimeError("not today")

    with monkeypatch.context() as broken:
        broken.setattr(raising, "explanation", explanation)
        assert judged(world, NOW + minutes(1)) == []
    assert len(judged(world, NOW + minutes(2))) == 1


def test_a_schedule_holds_posts_back_until_its_hours_and_a_mute_all_but_the_last_hours(world: World) -> None:
    hours = {"days": list(range(7)), "start": "17:00", "end": "20:00"}  # of Berlin: 16:00 UTC
    a_rule(world, "words", {"text": "glass"}, schedule=hours, name="Evenings")
    muted = a_rule(world, "words", {"text": "glass"}, name="Muted")
    alerting.mute_rule(member=world.manager, rule=muted, until=NOW + minutes(150), now=NOW)
    source = a_source(world)
    arrive(source, a_post("Glass"))
    assert judged(world, NOW + minutes(1)) == []
    [evening] = judged(world, NOW + minutes(119))
    assert (evening.rule.name, evening.seen) == ("Evenings", 1)
    arrive(source, a_post("Glass again", NOW + minutes(120)))
    assert judged(world, NOW + minutes(121)) == []
    later = {alert.rule.name: alert.seen for alert in judged(world, NOW + minutes(180))}
    assert later == {"Muted": 1, "Evenings": 1}


def test_persistence_gathers_posts_before_it_tells(world: World) -> None:
    a_rule(world, "words", {"text": "glass"}, persistence_minutes=10)
    source = a_source(world)
    arrive(source, a_post("Glass"))
    assert judged(world, NOW + minutes(1)) == []
    arrive(source, a_post("Glass again", NOW + minutes(4)))
    for minute in range(2, 11):
        assert judged(world, NOW + minutes(minute)) == []
    [alert] = judged(world, NOW + minutes(11))
    assert alert.seen == 2


def test_another_wording_forgets_what_the_old_one_heard(world: World) -> None:
    hours = {"days": [6], "start": "10:00", "end": "11:00"}
    rule = a_rule(world, "words", {"text": "glass"}, schedule=hours)
    arrive(a_source(world), a_post("Glass"))
    judged(world, NOW + minutes(1))
    assert RuleMemory.objects.get(rule=rule).heard["posts"]
    draft = alerting.RuleDraft(kind="words", name=rule.name, settings={"text": "smoke"})
    alerting.change_rule(member=world.manager, rule=rule, draft=draft, now=NOW)
    assert judged(world, NOW + minutes(2)) == []
    assert not RuleMemory.objects.get(rule=rule).heard.get("posts")


def test_a_thousand_posts_are_counted_and_some_are_named(world: World) -> None:
    a_rule(world, "words", {"text": "glass"})
    arrive(a_source(world), *(a_post("Glass", NOW - minutes(n / 100)) for n in range(450)))
    [alert] = judged(world, NOW + minutes(1))
    assert alert.seen == 450
    assert len(alert.explanation["examples"]) == 3


def test_posts_past_those_named_are_counted_until_they_are_themselves_held_too_long(world: World) -> None:
    """The rule rests from Tuesday 15:00 to Wednesday 17:00 of its brand: 26 hours, of which 24 are kept."""
    hours = {"days": [2], "start": "17:00", "end": "20:00"}
    a_rule(world, "words", {"text": "glass"}, schedule=hours)
    source = a_source(world)
    arrive(source, *(a_post("Glass", NOW - minutes(n / 100)) for n in range(260)))
    assert judged(world, NOW + minutes(1)) == []
    arrive(source, *(a_post("Glass", NOW + minutes(180 - n / 100)) for n in range(30)), at=NOW + minutes(180))
    assert judged(world, NOW + minutes(181)) == []
    assert judged(world, NOW + minutes(25 * 60)) == []
    [alert] = judged(world, NOW + minutes(26 * 60 + 5))
    assert alert.seen == 30


def test_a_critics_earlier_posts_are_found_by_name(world: World) -> None:
    """The names are looked up, not every negative mention there is: what is asked is what the index holds."""
    a_rule(world, "returning_critic")
    arrive(a_source(world), a_post(BAD, author_handle="bea"))
    with CaptureQueriesContext(connection) as caught:
        judged(world, NOW + minutes(1))
    [asked] = [query["sql"] for query in caught.captured_queries if "NULLIF" in query["sql"]]
    who = """COALESCE(NULLIF("monitoring_post"."author_handle", ''), "monitoring_post"."author")"""
    assert f"{who} IN (" in asked
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN SELECT id FROM monitoring_post WHERE {who} IN ('bea')")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "post_author" in plan
