"""A brand is called quiet by its figures, not because no alert of it is open."""

from datetime import UTC, datetime
from typing import Any

from django.template.loader import render_to_string

from incidents.views.brand_overview import brand_rows
from monitoring.alerting import services as alerting
from monitoring.insight.services.pulse import pulses
from monitoring.models import BucketCount
from tests.monitoring.alerting.services.test_alerting import history
from tests.monitoring.ground import NOW, minutes
from tests.world import World


def _known(world: World) -> None:
    alerting.create_default_rules(member=world.manager, brand=world.alder, now=NOW)
    history(world.alder, NOW - minutes(70))
    alerting.evaluate(world.north, now=NOW - minutes(62))


def _posts(world: World, total: int, negative: int = 0, **more: int) -> None:
    at = datetime.fromtimestamp((int(NOW.timestamp()) // 300 - 2) * 300, tz=UTC)
    BucketCount.objects.update_or_create(
        brand=world.alder, query=None, starts_at=at, defaults={"total": total, "negative": negative, **more}
    )


def _shown(world: World) -> str:
    row: dict[str, Any] = {"brands": brand_rows(world.manager, [world.alder], NOW), "now": NOW}
    return render_to_string("incidents/home_desk.html", row)


def test_an_hour_within_the_usual_is_quiet(world: World) -> None:
    _known(world)
    _posts(world, 4)
    found = pulses([world.alder, world.lumen], now=NOW)
    assert found[world.alder.pk].state == "quiet"
    assert found[world.lumen.pk].state == "unknown", "nothing is known of it, so nothing is called quiet"
    assert "Quiet" in _shown(world)


def test_a_spike_without_an_open_alert_is_not_quiet(world: World) -> None:
    _known(world)
    _posts(world, 171, 106)
    found = pulses([world.alder], now=NOW)[world.alder.pk]
    assert (found.state, found.seen, found.negative) == ("unusual", 171, False)
    assert found.high < 20
    page = _shown(world)
    assert "Unusual" in page and "171 in the last hour" in page and "Quiet" not in page


def test_a_burst_that_came_late_is_not_quiet_and_history_is(world: World) -> None:
    _known(world)
    _posts(world, 4, late=60, late_negative=30)
    found = pulses([world.alder], now=NOW)[world.alder.pk]
    assert (found.state, found.seen) == ("unusual", 64)
    _posts(world, 174, 170, quiet=170, late=0, late_negative=0)
    assert pulses([world.alder], now=NOW)[world.alder.pk].seen == 4


def test_a_turn_of_tone_is_not_quiet_either(world: World) -> None:
    _known(world)
    _posts(world, 7, 7)
    found = pulses([world.alder], now=NOW)[world.alder.pk]
    assert (found.state, found.seen, found.negative) == ("unusual", 7, True)
