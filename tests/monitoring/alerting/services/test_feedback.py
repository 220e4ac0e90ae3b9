"""What alerts turned out to be is said after the fact too, counted per rule, and leads to a change worth trying."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from monitoring.alerting import services as alerting
from monitoring.alerting.services import RuleDraft, feedback
from monitoring.models import Alert, AlertRule
from tests.world import World

NOW = datetime(2026, 11, 17, 14, 2, tzinfo=UTC)
HIGH = {"sensitivity": "high"}


def rule(world: World, name: str = "Unusual", **more: Any) -> AlertRule:
    draft = RuleDraft(**({"kind": "spike", "name": name, "settings": HIGH} | more))  # type: ignore[arg-type]
    return alerting.save_rule(member=world.manager, brand=world.alder, draft=draft, now=NOW)


def alerts(of: AlertRule, *outcomes: str, status: str = "dismissed", start: int = 0) -> list[Alert]:
    return [
        Alert.objects.create(
            brand=of.brand, rule=of, rule_version=of.version, kind=of.kind, severity=3, status=status, outcome=outcome,
            window_start=NOW - timedelta(hours=start + n + 1), window_end=NOW, raised_at=NOW, sentence="Many",
        )
        for n, outcome in enumerate(outcomes)
    ]  # fmt: skip


def quality(world: World, of: AlertRule) -> feedback.Quality:
    return feedback.quality_of(member=world.manager, rules=[of])[of.pk]


def test_an_alert_that_joined_an_incident_gets_its_outcome_later(world: World) -> None:
    [alert] = alerts(rule(world), "", status="joined")
    done = feedback.record_outcome(member=world.analyst, alert=alert, outcome="crisis", reason="It was real", now=NOW)
    assert (done.outcome, done.reason, done.status) == ("crisis", "It was real", "joined")
    again = feedback.record_outcome(member=world.manager, alert=alert, outcome="issue", now=NOW)
    assert (again.outcome, again.reason) == ("issue", "It was real")


def test_an_open_alert_is_dismissed_with_its_outcome_not_marked(world: World) -> None:
    [alert] = alerts(rule(world), "", status="open")
    with pytest.raises(Conflict):
        feedback.record_outcome(member=world.manager, alert=alert, outcome="noise", now=NOW)
    with pytest.raises(Invalid):
        feedback.record_outcome(member=world.manager, alert=alert, outcome="whatever", now=NOW)
    alert.refresh_from_db()
    assert alert.outcome == ""


def test_nobody_off_the_brand_says_what_an_alert_was(world: World) -> None:
    [alert] = alerts(rule(world), "", status="joined")
    for member, error in ((world.other, NotFound), (world.client, Forbidden)):
        with pytest.raises(error):
            feedback.record_outcome(member=member, alert=alert, outcome="noise", now=NOW)


def test_a_rules_precision_is_told_with_its_counts(world: World) -> None:
    watched = rule(world)
    assert quality(world, watched).sentence == "No alert of it has an outcome yet."
    alerts(watched, *["issue"] * 6, "crisis", "noise", "known_campaign", "")
    found = quality(world, watched)
    assert found.sentence == "7 of 9 alerts were worth it."
    assert found.precision == pytest.approx(7 / 9)
    assert (found.closed, found.open) == (9, 1)
    assert found.outcomes == {"crisis": 1, "issue": 6, "noise": 1, "known_campaign": 1}


def test_a_noisy_rule_gets_a_suggestion_that_can_be_taken_over(world: World) -> None:
    watched = rule(world, settings={"sensitivity": "high", "minimum_posts": 9})
    alerts(watched, *["noise"] * 7, "issue")
    found = quality(world, watched)
    assert found.suggestion is not None
    assert found.settings == {"sensitivity": "normal", "minimum_posts": 9}
    changed = feedback.adopt(member=world.analyst, rule=watched, version=1, now=NOW)
    assert (changed.settings, changed.version) == ({"sensitivity": "normal", "minimum_posts": 9}, 2)
    assert changed.name == "Unusual"
    fresh = quality(world, changed)
    assert (fresh.closed, fresh.before, fresh.suggestion) == (0, 8, None)
    with pytest.raises(Conflict):
        feedback.adopt(member=world.analyst, rule=changed, now=NOW)


def test_a_new_name_or_severity_keeps_what_is_known_of_a_rule(world: World) -> None:
    watched = rule(world)
    alerts(watched, "issue", "noise")
    draft = RuleDraft(kind="spike", name="Renamed", settings=HIGH, severity=1, cool_down_minutes=30)
    changed = alerting.change_rule(member=world.manager, rule=watched, draft=draft, now=NOW)
    alerts(changed, "issue", start=10)
    assert quality(world, changed).sentence == "2 of 3 alerts were worth it."


def test_known_campaigns_lead_to_planned_events_not_to_another_setting(world: World) -> None:
    watched = rule(world)
    alerts(watched, *["known_campaign"] * 6, "noise", "noise")
    found = quality(world, watched)
    assert found.settings is None
    assert found.suggestion is not None
    assert "planned events" in found.suggestion.why
    with pytest.raises(Conflict):
        feedback.adopt(member=world.manager, rule=watched, now=NOW)


def test_a_rule_over_posts_has_a_precision_and_no_setting_to_suggest(world: World) -> None:
    watched = rule(world, kind="vip", settings={"followers": 1000})
    alerts(watched, *["noise"] * 9)
    assert quality(world, watched).sentence == "0 of 9 alerts were worth it."
    assert quality(world, watched).suggestion is None


def test_many_rules_are_asked_about_at_once(world: World) -> None:
    rules = [rule(world, f"Rule {n}") for n in range(8)]
    for one in rules:
        alerts(one, "noise", "issue")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = feedback.quality_of(member=world.manager, rules=rules)
    assert len(found) == 8
    assert len(asked) <= 3
