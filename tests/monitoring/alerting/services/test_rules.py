"""What a person may set of a rule, in versions; what is refused; muting; filters; who is told."""

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.models import Membership
from accounts.services.leaving import Held
from monitoring import detection
from monitoring.alerting import services as alerting
from monitoring.alerting.services import RuleDraft, backtesting
from monitoring.alerting.services.responsibilities import RulesThatName
from monitoring.inbox.services import queries
from monitoring.models import AlertRule, AlertRuleVersion
from monitoring.models.alerts import RULE_KINDS
from tests.monitoring.arrivals import BAD, GOOD, a_post, a_rule, a_source, arrive, judged
from tests.monitoring.ground import NOW, minutes, watch
from tests.races import until_somebody_waits
from tests.world import World

RIGHT: dict[str, dict[str, Any]] = {
    "spike": {"sensitivity": "high", "minimum_posts": 8, "streams": ["negative"], "quiet_hours": 6},
    "threshold": {"posts": 5, "minutes": 30, "stream": "negative"},
    "change": {"percent": -50, "minutes": 120, "minimum_posts": 9},
    "negative_share": {"share": 0.5, "minutes": 30, "minimum_posts": 9},
    "drop": {"percent": 70, "minimum_expected": 9},
    "silence": {"share": 0.2, "minimum_expected": 9},
    "negative_post": {"below_posts_per_week": 5},
    "vip": {"authors": ["@bea"], "followers": 10, "verified": True},
    "words": {"text": "glass OR splinters"},
    "new_source": {"quiet_days": 9},
    "returning_critic": {"days": 9},
}


@pytest.mark.parametrize("kind", RULE_KINDS)
def test_every_kind_is_kept_with_its_settings_and_read_back_as_the_detectors_rule(world: World, kind: str) -> None:
    rule = a_rule(world, kind, RIGHT[kind])
    made = alerting.rule_of(rule)
    for name, value in RIGHT[kind].items():
        wanted = tuple(value) if isinstance(value, list) else value
        assert name == "quiet_hours" or getattr(made, name) == wanted
    version = AlertRuleVersion.objects.get(rule=rule)
    assert version.settings.items() >= RIGHT[kind].items()
    assert (version.settings["kind"], version.by, version.number) == (kind, world.manager.user, 1)


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("spike", {"quiet_hours": 3}, "quiet_hours"),
        ("spike", {"streams": "all"}, "streams"),
        ("threshold", {}, "posts"),
        ("threshold", {"posts": True}, "posts"),
        ("change", {"percent": 0}, "percent"),
        ("change", {"percent": -101}, "percent"),
        ("change", {"percent": 10, "minutes": 725}, "minutes"),
        ("negative_share", {"share": 50}, "share"),
        ("negative_share", {"share": float("nan")}, "share"),
        ("negative_share", {}, "share"),
        ("negative_share", {"share": 0, "above_usual": True}, "share"),
        ("negative_share", {"above_usual": "yes"}, "above_usual"),
        ("drop", {"percent": 0}, "percent"),
        ("silence", {"posts": 1}, "settings"),
        ("vip", {}, "authors"),
        ("vip", {"authors": "bea"}, "authors"),
        ("vip", {"authors": ["x"] * 2 + [f"n{n}" for n in range(500)]}, "authors"),
        ("words", {"text": "  "}, "text"),
        ("words", {"text": "(glass"}, "text"),
        ("new_source", {"quiet_days": 0}, "quiet_days"),
        ("returning_critic", {"days": 400}, "days"),
        ("sentiment", {}, "kind"),
        ("narrative", {}, "kind"),
    ],
)
def test_settings_a_kind_cannot_take_are_refused_at_their_field(
    world: World, kind: str, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        a_rule(world, kind, given)
    assert set(refused.value.fields) == {field}
    assert not AlertRule.objects.exists()


def test_a_kind_that_waits_for_narratives_says_so(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        a_rule(world, "narrative")
    assert refused.value.code == "kind_not_available"
    assert "narratives" in refused.value.message


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"persistence_minutes": 1441}, "persistence_minutes"),
        ({"schedule": {"days": []}}, "schedule"),
        ({"schedule": {"days": [7]}}, "schedule"),
        ({"schedule": {"start": "25:00"}}, "schedule"),
        ({"schedule": {"from": "9"}}, "schedule"),
        ({"digest": True, "severity": 1}, "digest"),
        ({"digest": True, "may_open_incident": True}, "digest"),
        ({"filter": '"open'}, "filter"),
        ({"tell": (10**6,)}, "tell"),
        ({"tell": ("1",)}, "tell"),
    ],
)
def test_what_every_rule_has_is_checked_too(world: World, given: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        a_rule(world, "threshold", {"posts": 5}, **given)
    assert set(refused.value.fields) == {field}


def test_a_filters_problems_point_at_the_column(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        a_rule(world, "threshold", {"posts": 5}, filter="recall AND (glass")
    [problem] = refused.value.data["problems"]  # type: ignore[misc]
    assert problem["column"] == 12
    assert problem["code"]


@pytest.mark.parametrize("kind", ["spike", "drop", "silence"])
def test_a_kind_that_learns_what_is_usual_asks_for_a_query_instead_of_a_filter(world: World, kind: str) -> None:
    with pytest.raises(Invalid) as refused:
        a_rule(world, kind, filter="recall")
    assert refused.value.code == "filter_not_learned"


def test_a_text_saved_before_is_not_asked_about_again_until_it_is_changed(world: World) -> None:
    """As those who wrote it, and as whoever takes a leaver's place in it, or tries it on the past."""
    rule = a_rule(world, "words", {"text": "glass"}, tell=(world.analyst.user_id,))
    AlertRule.objects.filter(pk=rule.pk).update(settings={"text": "recall or refund"})
    counting = a_rule(world, "threshold", {"posts": 5}, tell=(world.analyst.user_id,))
    AlertRule.objects.filter(pk=counting.pk).update(filter="recall or refund")
    for each, changed in ((rule, {"settings": {"text": "recall and refund"}}), (counting, {"filter": "not a recall"})):
        each.refresh_from_db()
        held = Held(kind="rule", key=f"{each.pk}:{world.analyst.user_id}", title="", path="", brand="")
        RulesThatName().pass_on(world.owner, held, to=world.manager.user_id, now=NOW)
        each.refresh_from_db()
        assert each.tell == [world.manager.user_id]
        draft = backtesting.draft_of(each)
        wanted = backtesting.Wanted(drafts=(("As saved", draft),), rule_id=each.pk)
        assert backtesting.backtest(member=world.manager, brand=world.alder, wanted=wanted, now=NOW).tries
        with pytest.raises(Invalid) as refused:
            alerting.change_rule(member=world.manager, rule=each, draft=replace(draft, **changed), now=NOW)
        assert refused.value.data["problems"]


def test_only_people_of_the_brand_can_be_named(world: World) -> None:
    people = {one.user_id for one in alerting.people_for(world.alder.pk)}
    assert people == {one.user_id for one in (world.owner, world.admin, world.manager, world.analyst)}
    for stranger in (world.other, world.client, world.deactivated, world.rival_owner):
        with pytest.raises(Invalid) as refused:
            a_rule(world, "threshold", {"posts": 5}, tell=(stranger.user_id,))
        assert refused.value.code == "not_on_brand"
    rule = a_rule(world, "threshold", {"posts": 5}, tell=(world.analyst.user_id, world.owner.user_id))
    assert alerting.who_is_told(rule.tell, world.alder.pk) == [world.analyst.user_id, world.owner.user_id]
    Membership.objects.filter(pk=world.analyst.pk).update(status="deactivated")
    assert alerting.who_is_told(rule.tell, world.alder.pk) == [world.owner.user_id]


def test_the_policy_holds_all_that_was_set_in_the_brands_zone(world: World) -> None:
    rule = a_rule(
        world, "spike", {"quiet_hours": 5}, cool_down_minutes=30, persistence_minutes=10, severity=2,
        schedule={"days": [0, 4], "start": "09:00", "end": "17:30"},
    )  # fmt: skip
    policy = alerting.policy_of(rule)
    assert (policy.cool_down_minutes, policy.persistence_minutes, policy.quiet_period_hours) == (30, 10, 5.0)
    assert policy.schedule is not None
    assert str(policy.schedule.zone) == world.alder.time_zone
    assert policy.schedule.days == {0, 4}
    draft = RuleDraft(kind="spike", name="x", schedule={"days": [6]})
    assert alerting.policy_of(draft, world.alder).schedule is not None
    assert isinstance(alerting.rule_of(draft), detection.SpikeRule)


def test_saving_switching_and_muting_are_versions_and_saving_the_same_is_not(world: World) -> None:
    rule = a_rule(world, "threshold", {"posts": 5})
    same = RuleDraft(kind="threshold", name=rule.name, settings={"posts": 5})
    who: dict[str, Any] = {"member": world.analyst, "rule": rule}
    assert alerting.change_rule(**who, draft=same, now=NOW).version == 1
    alerting.mute_rule(**who, until=NOW + minutes(60), now=NOW)
    alerting.switch_rule(**who, on=False, now=NOW)
    alerting.switch_rule(**who, on=False, now=NOW)
    alerting.switch_rule(**who, on=True, now=NOW)
    assert alerting.unmute_rule(**who, now=NOW).version == 5
    told = list(AlertRuleVersion.objects.filter(rule=rule).order_by("number").values_list("settings", "by_id"))
    muted = [settings["muted_until"] for settings, _ in told]
    assert muted == [None, *[(NOW + minutes(60)).isoformat()] * 3, None]
    assert [settings["is_active"] for settings, _ in told] == [True, True, False, True, True]
    assert {by for _, by in told[1:]} == {world.analyst.user_id}
    draft = RuleDraft(kind="threshold", name=rule.name, settings={"posts": 6})
    with pytest.raises(Conflict):
        alerting.change_rule(**who, draft=draft, version=1, now=NOW)


def test_a_mute_has_an_end_and_needs_the_power_and_the_brand(world: World) -> None:
    rule = a_rule(world, "threshold", {"posts": 5})
    for until in (NOW, NOW - minutes(1), NOW + timedelta(days=91)):
        with pytest.raises(Invalid) as refused:
            alerting.mute_rule(member=world.manager, rule=rule, until=until, now=NOW)
        assert set(refused.value.fields) == {"until"}
    until = NOW + minutes(60)
    with pytest.raises(NotFound):
        alerting.mute_rule(member=world.other, rule=rule, until=until, now=NOW)
    with pytest.raises(Forbidden):
        alerting.unmute_rule(member=world.client, rule=rule, now=NOW)


def test_a_muted_rule_is_silent_until_its_end_and_editing_does_not_unmute_it(world: World) -> None:
    rule = a_rule(world, "threshold", {"posts": 2, "minutes": 60})
    alerting.mute_rule(member=world.manager, rule=rule, until=NOW + minutes(30), now=NOW)
    draft = RuleDraft(kind="threshold", name=rule.name, settings={"posts": 3, "minutes": 60})
    rule = alerting.change_rule(member=world.manager, rule=rule, draft=draft, now=NOW)
    assert rule.muted_until == NOW + minutes(30)
    arrive(a_source(world), *(a_post(GOOD) for _ in range(3)))
    assert judged(world, NOW + minutes(1)) == []
    [alert] = judged(world, NOW + minutes(30))
    assert (alert.rule_version, alert.seen) == (rule.version, 3)


def test_a_filter_counts_only_what_matches_from_the_first_minute_on(world: World) -> None:
    source = a_source(world)
    arrive(source, a_post("A recall, they say", NOW - minutes(20)), a_post(GOOD, NOW - minutes(20)))
    judged(world, NOW - minutes(10))
    a_rule(world, "threshold", {"posts": 3, "minutes": 60}, filter="recall")
    posts = [a_post(f"Recall {n}", NOW + minutes(1)) for n in range(1)]
    arrive(source, *posts, *(a_post(GOOD, NOW) for _ in range(9)), at=NOW + minutes(1))
    assert judged(world, NOW + minutes(2)) == []
    arrive(source, a_post("The recall grows", NOW + minutes(2)), at=NOW + minutes(2))
    [alert] = judged(world, NOW + minutes(3))
    assert alert.seen == 3
    assert alert.sentence.startswith("3 mentions matching “recall” in 60 min, the limit is 3 (")
    assert "recall" in {word["name"] for word in alert.explanation["words"]}
    assert alert.expected is None


def test_a_share_against_the_usual_is_learned_for_a_query_and_not_for_a_filter(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        a_rule(world, "negative_share", {"above_usual": True}, filter="coffee")
    assert refused.value.code == "filter_not_learned"
    made = alerting.rule_of(a_rule(world, "negative_share", {"above_usual": True}))
    assert made == detection.NegativeShareRule(share=0.0, above_usual=True)
    before = alerting.rule_of(a_rule(world, "negative_share", {"share": 0.5}, name="As it was"))
    assert before == detection.NegativeShareRule(share=0.5)


def test_an_alert_of_a_share_against_the_usual_says_both(world: World) -> None:
    a_rule(world, "negative_share", {"above_usual": True, "minutes": 60, "minimum_posts": 9})
    arrive(a_source(world), *(a_post(BAD, NOW - minutes(n)) for n in range(12)), a_post(GOOD))
    [alert] = judged(world, NOW + minutes(1))
    assert "92 % of all; 12 % is this brand's usual share" in alert.sentence
    assert alert.explanation["usual_share"] == pytest.approx(0.12, abs=0.01)


def test_a_filter_forgets_what_has_left_every_window(world: World) -> None:
    rule = a_rule(world, "negative_share", {"share": 0.5, "minutes": 60, "minimum_posts": 2}, filter="coffee")
    source = a_source(world)
    arrive(source, a_post(BAD), a_post(GOOD, NOW - minutes(3)))
    [alert] = judged(world, NOW + minutes(1))
    assert alert.sentence.startswith("1 negative mention matching “coffee” in 60 min, 50 % of all; the limit is 50 %")
    assert len(rule.memory.heard["counts"]) == 2
    judged(world, NOW + minutes(26 * 60))
    rule.memory.refresh_from_db()
    assert rule.memory.heard["counts"] == {}


def test_a_query_of_the_rule_is_named_in_its_sentence(world: World) -> None:
    query = watch(world, "Alder", name="Complaints")
    a_rule(world, "threshold", {"posts": 2}, query_id=query.pk)
    arrive(a_source(world), a_post(BAD), a_post(GOOD), queries=[query])
    [alert] = judged(world, NOW + minutes(1))
    assert alert.sentence.startswith("2 mentions of “Complaints” in 60 min")


def test_a_rule_keeps_its_query_after_that_was_stopped_and_no_other_rule_can_take_it(world: World) -> None:
    query = watch(world, "Alder", name="Complaints")
    rule = a_rule(world, "threshold", {"posts": 2}, query_id=query.pk, tell=(world.manager.user_id,))
    queries.remove_query(member=world.manager, query=query, now=NOW)
    draft = RuleDraft(**{**alerting.draft_of(rule), "cool_down_minutes": 5})
    rule = alerting.change_rule(member=world.manager, rule=rule, draft=draft, now=NOW)
    assert (rule.cool_down_minutes, rule.query_id) == (5, query.pk)
    held = Held(kind="rule", key=f"{rule.pk}:{world.manager.user_id}", title="", path="", brand="")
    RulesThatName().pass_on(world.owner, held, to=world.analyst.user_id, now=NOW)
    rule.refresh_from_db()
    assert rule.tell == [world.analyst.user_id]
    with pytest.raises(Invalid) as refused:
        a_rule(world, "threshold", {"posts": 2}, query_id=query.pk, name="Another")
    assert set(refused.value.fields) == {"query"}


def test_two_rules_of_one_name_at_the_same_moment_are_one_and_a_refusal_at_the_name(committed_world: World) -> None:
    world = committed_world
    refused: list[Any] = []

    def save() -> None:
        try:
            world.enter()
            alerting.save_rule(
                member=world.fresh(world.analyst), brand=world.alder,
                draft=RuleDraft(kind="threshold", name="Many", settings={"posts": 2}), now=NOW,
            )  # fmt: skip
        except Exception as error:
            refused.append(error)
        finally:
            connection.close()

    with transaction.atomic():
        a_rule(world, "threshold", {"posts": 2}, name="Many")
        second = threading.Thread(target=save)
        second.start()
        until_somebody_waits(second)
    second.join(30)
    assert [(type(one), one.code, set(one.fields)) for one in refused] == [(Invalid, "name_taken", {"name"})]
    assert AlertRule.objects.get().version == 1
