"""A new alert on what ended a short while ago offers the incident again; incidents are named by what they are about."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.errors import Conflict
from incidents.models import Incident
from incidents.services import command
from incidents.services.reopening import candidate, reopen_with
from incidents.services.titles import suggested
from incidents.services.triage import triage
from monitoring.models import Alert, Query
from tests.incidents import scene
from tests.incidents.scene import NOW, after
from tests.world import World

WHY = {"words": [{"name": "glass", "seen": 9, "expected": 0}, {"name": "splinters", "seen": 7, "expected": 0}]}


def _ended(world: World, rule: Any, **more: Any) -> Incident:
    incident = scene.opened(world, alert=scene.alert(rule), now=after(-60), **more)
    return command.change_status(
        member=world.manager, incident=incident, action="resolve", waiver="Over", now=after(-15)
    )


def _about(alert: Alert, why: dict[str, Any]) -> Alert:
    alert.explanation = why
    alert.save(update_fields=["explanation"])
    return alert


def test_the_same_rule_or_the_same_words_offer_the_incident_again(world: World) -> None:
    rule = scene.rule(world)
    ended = _ended(world, rule)
    _about(ended.alerts.get().alert, WHY)
    assert candidate(member=world.manager, alert=scene.alert(rule, number=1)) == ended
    other = scene.rule(world, name="Another", kind="threshold")
    alert = scene.alert(other, number=2)
    assert candidate(member=world.manager, alert=alert) is None, "another matter"
    words = {"words": [{"name": "Splinters", "seen": 3, "expected": 0}]}
    assert candidate(member=world.manager, alert=_about(alert, words)) == ended


def test_what_ended_long_ago_on_another_brand_or_in_a_drill_is_not_offered(world: World) -> None:
    rule = scene.rule(world)
    ended, alert = _ended(world, rule), scene.alert(rule, number=1)
    elsewhere = scene.alert(scene.rule(world, world.lumen), number=2)
    assert candidate(member=world.owner, alert=elsewhere) is None
    Incident.objects.filter(pk=ended.pk).update(resolved_at=NOW - timedelta(days=2))
    assert candidate(member=world.manager, alert=alert) is None


def test_reopening_takes_the_alert_with_it_or_does_neither(world: World) -> None:
    rule = scene.rule(world)
    ended, alert = _ended(world, rule), scene.alert(rule, number=1)
    again = reopen_with(member=world.fresh(world.manager), incident=ended, alert=alert, now=after(1))
    assert again.status == "open" and again.alerts.filter(alert=alert).exists()
    assert "Another alert: 31 mentions" in again.entries.filter(kind="status").last().payload["reason"]
    with pytest.raises(Conflict):
        reopen_with(member=world.fresh(world.manager), incident=ended, alert=scene.alert(rule, number=2), now=after(2))


def test_an_incident_is_named_by_what_it_is_about(world: World) -> None:
    rule = scene.rule(world, name="Unusual volume", may_open_incident=True)
    alert = _about(scene.alert(rule), WHY)
    assert suggested(alert) == "Unusual volume: glass, splinters · Alder Coffee"
    made = triage(alert_id=alert.pk, now=NOW).incident
    assert made is not None and made.title == suggested(alert)
    query = Query.objects.create(brand=world.alder, name="Glass", text="glass")
    named = _about(scene.alert(scene.rule(world, name="Watched", query=query), number=1), WHY)
    assert suggested(named) == "Glass: splinters · Alder Coffee"
    long = _about(scene.alert(scene.rule(world, name="x" * 100), number=2), {"words": [{"name": "y" * 30}] * 3})
    assert len(suggested(long)) <= 200 and suggested(long).endswith(" · Alder Coffee")
