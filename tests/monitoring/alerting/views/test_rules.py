"""The pages of alert rules: every kind's form, how a rule holds back, muting in one tap, versions in words."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from monitoring.alerting import services as alerting
from monitoring.models import AlertRule
from monitoring.models.alerts import KINDS_TO_COME, RULE_KINDS
from tests.markup import flat
from tests.monitoring.arrivals import BAD, a_post, a_rule, a_source, arrive, judged
from tests.monitoring.ground import NOW
from tests.world import World

BASE = "/brands/alder-coffee/"
GIVEN: dict[str, dict[str, str]] = {
    "spike": {"sensitivity": "low", "minimum_posts": "5", "stream": "both", "quiet_hours": "8"},
    "threshold": {"posts": "50", "minutes": "60", "stream": "all"},
    "change": {"direction": "down", "percent": "40", "minutes": "60", "minimum_posts": "9", "stream": "negative"},
    "negative_share": {"share": "35", "minutes": "60", "minimum_posts": "9"},
    "drop": {"percent": "70", "minimum_expected": "30"},
    "silence": {"share": "20", "minimum_expected": "30"},
    "words": {"text": "splinters OR glass"},
    "vip": {"authors": "@bea\nCoffee Gate\n", "followers": "5000", "verified": "on"},
    "negative_post": {"below_posts_per_week": "4"},
    "returning_critic": {"days": "14"},
    "new_source": {"quiet_days": "60"},
}
SETTINGS: dict[str, dict[str, Any]] = {
    "spike": {"sensitivity": "low", "minimum_posts": 5, "streams": ["all", "negative"], "quiet_hours": 8},
    "threshold": {"posts": 50, "minutes": 60, "stream": "all"},
    "change": {"percent": -40.0, "minutes": 60, "minimum_posts": 9, "stream": "negative"},
    "negative_share": {"share": 0.35, "minutes": 60, "minimum_posts": 9},
    "drop": {"percent": 70.0, "minimum_expected": 30},
    "silence": {"share": 0.2, "minimum_expected": 30},
    "words": {"text": "splinters OR glass"},
    "vip": {"authors": ["@bea", "Coffee Gate"], "followers": 5000, "verified": True},
    "negative_post": {"below_posts_per_week": 4.0},
    "returning_critic": {"days": 14},
    "new_source": {"quiet_days": 60},
}
WORDS = {
    "change": "40 % fewer negative mentions in 60 minutes than in those before, of at least 9.",
    "negative_share": "35 % or more negative, of at least 9 mentions within 60 minutes.",
    "words": "Every mention that matches “splinters OR glass”.",
    "vip": "Every mention by @bea and 1 more, or anybody with 5,000 followers or more, or anybody verified.",
    "returning_critic": "A negative mention by somebody whose last one was 14 days ago or more.",
}


def common(**more: str) -> dict[str, str]:
    return {"severity": "2", "cool_down_minutes": "30", "is_active": "on", **more}


@pytest.mark.parametrize("kind", RULE_KINDS)
def test_each_kind_is_offered_made_shown_in_words_and_opens_as_it_was_saved(world: World, kind: str) -> None:
    browser = world.browser(world.manager)
    assert f"{BASE}rules/new/{kind}/" in flat(browser.get(f"{BASE}rules/").text)
    assert browser.get(f"{BASE}rules/new/{kind}/").status_code == 200
    answer = browser.post(f"{BASE}rules/new/{kind}/", common(name="It", **GIVEN[kind]))
    assert answer.status_code == 303, answer.text
    rule = AlertRule.objects.get()
    assert (rule.kind, rule.settings) == (kind, SETTINGS[kind])
    assert WORDS.get(kind, "") in flat(browser.get(f"{BASE}rules/").text)
    page = browser.get(f"{BASE}rules/{rule.pk}/")
    form = page.context["form"]
    again = {name: form[name].value() for name in (*GIVEN[kind], "name", "severity", "cool_down_minutes")}
    again = {name: "\n".join(value) if isinstance(value, list) else value for name, value in again.items()}
    assert browser.post(f"{BASE}rules/{rule.pk}/", {**again, "is_active": "on", "version": "1"}).status_code == 303
    rule.refresh_from_db()
    assert (rule.settings, rule.version) == (SETTINGS[kind], 1)


def test_a_share_is_compared_with_what_is_usual_or_with_a_number_or_both(world: World) -> None:
    browser = world.browser(world.manager)
    new = f"{BASE}rules/new/negative_share/"
    assert browser.get(new).context["form"]["above_usual"].value() is True
    given = common(minutes="60", minimum_posts="9")
    answer = browser.post(new, {**given, "name": "Nothing"})
    assert answer.status_code == 422 and 'id="id_share-error"' in answer.text
    assert browser.post(new, {**given, "name": "Usual", "above_usual": "on"}).status_code == 303
    assert browser.post(new, {**given, "name": "Both", "above_usual": "on", "share": "35"}).status_code == 303
    page = browser.get(f"{BASE}rules/").text
    assert "Negative more often than is usual for this brand, of at least 9 mentions within 60 minutes." in page
    assert "Negative more often than is usual for this brand, and 35 % or more, of at least 9 mentions" in page
    usual = AlertRule.objects.get(name="Usual")
    assert usual.settings == {"above_usual": True, "minutes": 60, "minimum_posts": 9}
    form = browser.get(f"{BASE}rules/{usual.pk}/").context["form"]
    assert (form["above_usual"].value(), form["share"].value()) == (True, None)
    old = a_rule(world, "negative_share", {"share": 0.35, "minutes": 60, "minimum_posts": 9}, name="Old")
    assert browser.get(f"{BASE}rules/{old.pk}/").context["form"]["above_usual"].value() is False


@pytest.mark.parametrize("kind", KINDS_TO_COME)
def test_a_kind_that_is_not_there_yet_is_not_offered(world: World, kind: str) -> None:
    browser = world.browser(world.manager)
    assert kind not in flat(browser.get(f"{BASE}rules/").text)
    assert browser.get(f"{BASE}rules/new/{kind}/").status_code == 404


def test_what_every_rule_may_have_is_kept_and_told_in_the_list(world: World) -> None:
    browser = world.browser(world.manager)
    more = {
        "name": "Many", "posts": "50", "minutes": "60", "stream": "all", "persistence_minutes": "10", "digest": "on",
        "filter": "recall", "tell": [str(world.analyst.user_id)], "on_days": ["0", "1", "2", "3", "4"], "starts": "09:00",
        "ends": "17:30", **common(),
    }  # fmt: skip
    assert browser.post(f"{BASE}rules/new/threshold/", more).status_code == 303
    rule = AlertRule.objects.get()
    assert rule.schedule == {"days": [0, 1, 2, 3, 4], "start": "09:00", "end": "17:30"}
    assert (rule.persistence_minutes, rule.digest, rule.filter) == (10, True, "recall")
    page = browser.get(f"{BASE}rules/").text
    name = world.analyst.user.name or world.analyst.user.email
    for words in ("must hold for 10 min", "Mon to Fri, 09:00 to 17:30", "in a digest", f"tells {name}", "recall"):
        assert words in page
    assert '<details class="more-settings" open>' in browser.get(f"{BASE}rules/{rule.pk}/").text


def test_a_refusal_stands_at_its_field_and_opens_what_hides_it(world: World) -> None:
    browser = world.browser(world.manager)
    given = common(name="Many", posts="5", minutes="60", stream="all", filter="(recall", starts="09:00")
    answer = browser.post(f"{BASE}rules/new/threshold/", given)
    assert answer.status_code == 422
    assert 'id="id_ends-error"' in answer.text and '<details class="more-settings" open>' in answer.text
    answer = browser.post(f"{BASE}rules/new/threshold/", {**given, "starts": ""})
    assert answer.status_code == 422 and 'id="id_filter-error"' in answer.text
    assert '<span class="query-bad">(</span>' in answer.text
    assert not AlertRule.objects.exists()


def test_a_rule_is_muted_in_one_tap_and_heard_again(world: World) -> None:
    browser = world.browser(world.manager)
    rule = a_rule(world, "threshold", {"posts": 5})
    path = f"{BASE}rules/{rule.pk}/"
    before = timezone.now()
    assert browser.post(f"{path}mute/", {"minutes": "240"})["Location"] == f"{BASE}rules/"
    rule.refresh_from_db()
    assert rule.muted_until is not None
    assert timedelta(hours=4) <= rule.muted_until - before < timedelta(hours=4, minutes=1)
    assert "Muted until" in flat(browser.get(f"{BASE}rules/").text)
    assert browser.post(f"{path}unmute/", {"next": path})["Location"] == path
    rule.refresh_from_db()
    assert rule.muted_until is None
    assert "Muted until" not in flat(browser.get(f"{BASE}rules/").text)


def test_a_mute_until_a_moment_is_read_on_the_readers_clock_and_one_without_end_is_refused(world: World) -> None:
    browser = world.browser(world.manager)
    rule = a_rule(world, "threshold", {"posts": 5})
    path = f"{BASE}rules/{rule.pk}/"
    for wrong in ({}, {"until": "2020-01-01T10:00"}, {"minutes": "7"}):
        browser.post(f"{path}mute/", wrong)
        rule.refresh_from_db()
        assert rule.muted_until is None
    with timezone.override(world.north.time_zone):
        moment = timezone.localtime(timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)
    browser.post(f"{path}mute/", {"until": f"{moment:%Y-%m-%dT%H:%M}"})
    rule.refresh_from_db()
    assert rule.muted_until == moment


def test_versions_say_who_changed_what(world: World) -> None:
    rule = a_rule(world, "spike", {"sensitivity": "normal"}, name="Volume")
    draft = alerting.RuleDraft(
        kind="spike", name="Volume", settings={"sensitivity": "high"}, severity=1,
        schedule={"days": [5, 6]}, tell=(world.analyst.user_id,),
    )  # fmt: skip
    alerting.change_rule(member=world.analyst, rule=rule, draft=draft, now=timezone.now())
    page = flat(world.browser(world.manager).get(f"{BASE}rules/{rule.pk}/").text)
    assert 'Sensitivity:<del dir="auto">normal</del><ins dir="auto">high</ins>' in page
    assert 'Severity:<del dir="auto">3</del><ins dir="auto">1</ins>' in page
    assert 'Hours:<del dir="auto">always</del><ins dir="auto">Sat, Sun</ins>' in page
    name = world.analyst.user.name or world.analyst.user.email
    assert f'Who is told:<del dir="auto">the brand&#x27;s first person</del><ins dir="auto">{name}</ins>' in page


def test_the_list_says_when_a_rule_last_told_and_asks_no_more_for_more_rules(
    world: World, django_assert_max_num_queries: Any
) -> None:
    browser = world.browser(world.manager)
    for n in range(2):
        a_rule(world, "threshold", {"posts": 5}, name=f"R{n}")
    assert "never told yet" in flat(browser.get(f"{BASE}rules/").text)
    with django_assert_max_num_queries(100) as few:
        browser.get(f"{BASE}rules/")
    for n in range(2, 12):
        a_rule(world, "threshold", {"posts": 5}, name=f"R{n}", tell=(world.analyst.user_id,))
    with django_assert_max_num_queries(len(few)):
        browser.get(f"{BASE}rules/")


def test_others_neither_see_nor_mute(world: World) -> None:
    rule = a_rule(world, "threshold", {"posts": 5})
    path = f"{BASE}rules/{rule.pk}/"
    assert world.browser(world.other).post(f"{path}mute/", {"minutes": "60"}).status_code == 404
    assert world.browser(world.client).post(f"{path}mute/", {"minutes": "60"}).status_code == 403


def test_the_alert_of_a_rule_over_posts_opens_with_who_wrote_it(world: World) -> None:
    a_rule(world, "vip", {"authors": ["bea"]}, name="Voices")
    a_rule(world, "new_source", name="Somewhere new")
    arrive(a_source(world), a_post(BAD, author_handle="bea", author_followers=9000))
    browser = world.browser(world.manager)
    for alert in judged(world, NOW + timedelta(minutes=1)):
        page = browser.get(f"/alerts/{alert.pk}/")
        assert page.status_code == 200
        assert "bea" in page.text and str(alert.rule) in page.text
    assert "First mention on The forum" in browser.get("/alerts/").text
