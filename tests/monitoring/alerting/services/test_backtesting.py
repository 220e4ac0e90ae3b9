"""Before a rule is saved: what it would have done over the brand's past, and why it did not speak at a moment."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.errors import Forbidden, Invalid, NotFound
from incidents.models import Incident
from monitoring.alerting import services as alerting
from monitoring.alerting.services import RuleDraft, backtesting, events
from monitoring.alerting.services.backtesting import BackTest, Wanted, reading
from monitoring.alerting.services.events import EventDraft
from monitoring.detection import Fleet
from monitoring.inbox.services import queries
from monitoring.models import Alert, BucketCount, CoverageGap, Mention
from tests.monitoring.detection.traffic import DAY, brand
from tests.monitoring.scene import mention, source
from tests.world import World

NOW = datetime(2026, 11, 17, 14, 2, tzinfo=UTC)
TIP = int(NOW.timestamp()) // 300
HOUR = timedelta(hours=1)
SPIKE = RuleDraft(kind="spike", name="Unusual", settings={"sensitivity": "normal"})


def many(posts: int, **more: Any) -> RuleDraft:
    return RuleDraft(kind="threshold", name="Many", settings={"posts": posts, "minutes": 60}, **more)


def write(world: World, counts: Any, negative: Any = None, query: Any = None, quiet: bool = False) -> None:
    """Counts that end with the last closed bucket."""
    n = len(counts)
    bad = [0] * n if negative is None else negative
    BucketCount.objects.bulk_create(
        BucketCount(
            brand=world.alder, query=query, starts_at=datetime.fromtimestamp((TIP - n + t) * 300, tz=UTC),
            total=int(total), negative=int(bad[t]), quiet=int(total) if quiet else 0,
        )
        for t, total in enumerate(counts) if total
    )  # fmt: skip


def crisis(world: World, days: int = 40, ago: int = 5 * DAY) -> None:
    """Ordinary traffic with a crisis of six hours that began `ago` buckets before now."""
    made = brand(days=days, posts_per_day=250, crisis_at=days * DAY - ago)
    write(world, made.all_counts[0], made.negative_counts[0])


def tried(world: World, *drafts: RuleDraft, **more: Any) -> BackTest:
    wanted = Wanted(drafts=tuple((f"Setting {n}", one) for n, one in enumerate(drafts, 1)), **more)
    return backtesting.backtest(member=more.pop("member", world.manager), brand=world.alder, wanted=wanted, now=NOW)


def bursts(world: World, *hours_ago: float) -> None:
    """Sixty posts in five minutes at each of the hours ago; one every five minutes otherwise."""
    counts = [1] * (20 * DAY)
    for ago in hours_ago:
        counts[-round(ago * 12)] = 60
    write(world, counts)


def test_a_past_crisis_is_found_with_its_sentence_and_its_moment(world: World) -> None:
    crisis(world)
    found = tried(world, SPIKE)
    began = NOW - timedelta(minutes=5 * 5 * DAY)
    inside = [one for one in found.tries[0].fired if timedelta() < one.at - began < 6 * HOUR]
    assert [one.joined for one in inside] in ([""], ["", "own"])  # the second is more severe: both streams
    assert "mentions in" in inside[0].sentence
    assert "expected" in inside[0].sentence
    assert found.tries[0].sentence.startswith("It would have fired ")
    assert "in 30 days" in found.tries[0].sentence
    assert found.limits == ()


def test_nothing_is_written_and_nobody_is_told(world: World) -> None:
    crisis(world)
    with CaptureQueriesContext(connection) as asked:
        tried(world, SPIKE, many(40))
    assert not [one["sql"] for one in asked if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert not Alert.objects.exists()


def test_two_settings_stand_side_by_side_on_the_same_past(world: World) -> None:
    bursts(world, 30, 60, 100)
    found = tried(world, many(200), many(50))
    assert [len(one.fired) for one in found.tries] == [0, 3]
    assert [one.label for one in found.tries] == ["Setting 1", "Setting 2"]
    assert found.tries[0].sentence == "It would not have fired in 20 days."
    first, second = (one.steps for one in found.tries)
    assert first is not None and second is not None
    assert first.starts == second.starts
    assert max(n for n in second.seen if n is not None) >= 60


def test_what_an_incident_opened_by_it_would_have_swallowed_is_said(world: World) -> None:
    bursts(world, 30, 27, 20)
    alone = tried(world, many(50), incident_hours=0).tries[0]
    lasting = tried(world, many(50), incident_hours=6).tries[0]
    assert [one.joined for one in alone.fired] == ["", "", ""]
    assert [one.joined for one in lasting.fired] == ["", "own", ""]
    assert lasting.sentence == ("It would have fired 3 times in 20 days; 1 of them would have joined an open incident.")


def test_an_incident_that_really_ran_is_named(world: World) -> None:
    bursts(world, 30, 20)
    Incident.objects.create(
        brand=world.alder, number=47, title="Glass", severity=2, severity_reason="Hurt", opened_at=NOW - 31 * HOUR,
        resolved_at=NOW - 25 * HOUR,
    )  # fmt: skip
    Incident.objects.create(
        brand=world.alder, number=48, title="Drill", severity=2, severity_reason="Drill", opened_at=NOW - 31 * HOUR,
        is_drill=True,
    )  # fmt: skip
    fired = tried(world, many(50)).tries[0].fired
    assert [(one.joined, one.incident) for one in fired] == [("running", "#47 Glass"), ("", "")]


def test_what_the_cool_down_and_the_schedule_held_back_is_counted(world: World) -> None:
    bursts(world, 30)
    held = tried(world, many(50, cool_down_minutes=30)).tries[0]
    assert held.held["cool_down"] == 25
    assert "25 min in the cool-down" in held.held_sentence
    weekend = {"days": [5, 6], "start": "00:00", "end": "00:00"}
    outside = tried(world, many(50, schedule=weekend)).tries[0]
    assert outside.fired == ()
    assert outside.held == {"outside_schedule": 60}


def test_fewer_days_than_asked_for_are_said(world: World) -> None:
    write(world, [2] * (6 * DAY))
    found = tried(world, SPIKE, days=90)
    assert "Only 6 days of counts exist." in found.limits
    assert "In the first 3 days the detector was still learning what is usual." in found.limits
    assert found.tries[0].sentence == "It would not have fired in 6 days."
    assert tried(world, many(5), days=14).limits == ("Only 6 days of counts exist.",)


def test_a_brand_without_counts_is_told_so(world: World) -> None:
    found = tried(world, SPIKE, at=NOW - HOUR)
    assert found.limits == ("No counts exist yet: a setting can be tried once mentions were counted.",)
    assert found.tries[0].fired == ()
    assert found.tries[0].moment is not None


def test_posts_that_came_as_history_are_counted_and_named(world: World) -> None:
    write(world, [2] * (20 * DAY), quiet=True)
    assert any(
        "11,520 of 11,520 mentions came as the past of a new source" in one for one in tried(world, SPIKE).limits
    )


def test_a_gap_is_neither_zero_nor_judged(world: World) -> None:
    counts = [4] * (20 * DAY)
    counts[-200:-80] = [0] * 120
    write(world, counts)
    CoverageGap.objects.create(
        source=source(world, "Forum", NOW), starts_at=NOW - timedelta(minutes=1000),
        ends_at=NOW - timedelta(minutes=400), reason="It could not be read.",
    )  # fmt: skip
    drop = RuleDraft(kind="drop", name="Drop", settings={"percent": 50, "minimum_expected": 20})
    found = tried(world, drop, at=NOW - timedelta(minutes=700))
    assert found.tries[0].fired == ()
    assert "no data" in (found.tries[0].moment or pytest.fail()).sentence
    assert len(found.gaps) == 1
    assert found.gaps[0][1] - found.gaps[0][0] >= timedelta(hours=9)
    assert found.tries[0].days < 20
    assert tried(world, many(5)).tries[0].steps is not None


def test_why_it_did_not_fire_is_one_sentence_with_the_rules_numbers(world: World) -> None:
    bursts(world, 30)
    moment = tried(world, many(90), at=NOW - 29.5 * HOUR).tries[0].moment
    assert moment is not None
    assert moment.sentence == "Nothing met the rule: 71 mentions in 60 min, the limit is 90."


def test_a_planned_event_is_shown_and_named_where_a_firing_falls_into_it(world: World) -> None:
    bursts(world, 30, 90)
    draft = EventDraft(name="Launch", kind="launch", starts_at=NOW - 32 * HOUR, ends_at=NOW - 28 * HOUR)
    event = events.add_event(member=world.manager, brand=world.alder, draft=draft, now=NOW)
    found = tried(world, many(50))
    assert list(found.events) == [event]
    assert [one.events for one in found.tries[0].fired] == [(), ("Launch",)]


def test_real_alerts_of_the_rule_are_marked(world: World) -> None:
    bursts(world, 30)
    rule = alerting.save_rule(member=world.manager, brand=world.alder, draft=many(50), now=NOW)
    real = Alert.objects.create(
        brand=world.alder, rule=rule, rule_version=1, kind="threshold", severity=3, window_start=NOW - 31 * HOUR,
        window_end=NOW - 30 * HOUR, raised_at=NOW - 30 * HOUR, sentence="60 mentions in 60 min",
    )  # fmt: skip
    assert list(tried(world, backtesting.draft_of(rule), rule_id=rule.pk).alerts) == [real]
    assert list(tried(world, many(40)).alerts) == [], "a rule that is not saved yet has raised none"


def posts(world: World) -> list[Mention]:
    """A celebrity's post 50 hours ago and two an hour apart 10 hours ago, among ordinary ones, one an hour."""
    origin = source(world, "Forum", NOW)
    made = [mention(origin, "Coffee", NOW - n * HOUR, who=("", f"user{n}", 12)) for n in range(1, 100)]
    star = ("Star", "star", 2_000_000)
    return made + [
        mention(origin, "Glass splinter in it", NOW - ago * HOUR, "negative", who=star) for ago in (50, 10, 9.5)
    ]


def test_a_rule_over_posts_is_tried_on_stored_mentions(world: World) -> None:
    posts(world)
    vip = RuleDraft(kind="vip", name="Star", settings={"authors": ["@Star"]})
    found = tried(world, vip, at=NOW - 50 * HOUR).tries[0]
    assert [round((NOW - one.at) / HOUR, 2) for one in found.fired] == [50, 10, 9]
    assert found.held == {"cool_down": 30}
    assert found.matched == 3
    assert found.read == 102
    assert found.moment is not None
    assert found.moment.sentence == "It fired within half an hour of that moment."
    later = tried(world, vip, at=NOW - 30 * HOUR).tries[0].moment
    assert later is not None
    assert later.sentence == "None of the 1 mentions in that hour met the rule."


def test_words_and_returning_critics_are_heard_in_the_past_too(world: World) -> None:
    posts(world)
    words = RuleDraft(kind="words", name="Glass", settings={"text": "glass AND splinter*"})
    critic = RuleDraft(kind="returning_critic", name="Again", settings={"days": 1})
    found = tried(world, words, critic)
    assert [one.matched for one in found.tries] == [3, 1]
    assert "@star" in found.tries[1].fired[0].sentence


def test_a_filter_counts_only_what_it_matches(world: World) -> None:
    posts(world)
    write(world, [1] * (20 * DAY))
    found = tried(world, many(2, filter="splinter"), many(2))
    assert len(found.tries[0].fired) == 1
    assert found.tries[0].matched == 3
    assert len(found.tries[1].fired) >= 1
    assert any("3 stored mentions that match its filter" in one for one in found.limits)


def test_a_query_has_its_own_past(world: World) -> None:
    query = queries.save_query(member=world.manager, brand=world.alder, name="Glass", text="glass", now=NOW)
    bursts(world, 30)
    write(world, [2] * (20 * DAY), query=query)
    assert tried(world, many(50, query_id=query.pk)).tries[0].fired == ()
    other = queries.save_query(member=world.other, brand=world.lumen, name="Air", text="air", now=NOW)
    with pytest.raises(Invalid):
        tried(world, many(50, query_id=other.pk))


@pytest.mark.parametrize(
    ("more", "field"), [({"days": 7}, "days"), ({"days": 91}, "days"), ({"incident_hours": 200}, "incident_hours")]
)
def test_what_cannot_be_asked_is_refused_with_its_field(world: World, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        tried(world, SPIKE, **more)
    assert field in refused.value.fields


def test_an_impossible_setting_is_refused_like_on_saving(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        tried(world, many(0))
    assert "posts" in refused.value.fields


def test_nobody_off_the_brand_tries_anything_on_it(world: World) -> None:
    wanted = Wanted(drafts=(("It", SPIKE),))
    for member, error in ((world.other, NotFound), (world.client, Forbidden)):
        with pytest.raises(error):
            backtesting.backtest(member=member, brand=world.alder, wanted=wanted, now=NOW)


def test_ninety_days_of_two_settings_are_judged_once_and_bucket_by_bucket_never(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    crisis(world, days=104)
    keen = RuleDraft(kind="spike", name="Keen", settings={"sensitivity": "high"})
    judged: list[int] = []
    steps: list[int] = []
    step, judge_all = Fleet.step, reading.survey
    monkeypatch.setattr(Fleet, "step", lambda *given, **named: steps.append(1) or step(*given, **named))
    monkeypatch.setattr(reading, "survey", lambda *given, **named: judged.append(1) or judge_all(*given, **named))
    found = tried(world, SPIKE, keen, days=90)
    assert len(judged) == 1
    assert len(steps) < 90
    assert found.tries[1].fired
    assert found.tries[0].steps is not None
    assert len(found.tries[0].steps.starts) <= 400
