"""On a rule's page: what the setting would have done, beside another; why not; and what its alerts were."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from monitoring.alerting import services as alerting
from monitoring.models import AlertRule
from tests.monitoring.scene import Scene, alert, large
from tests.world import World

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def scene(world: World) -> Scene:
    return large(world)


def fields(**more: Any) -> dict[str, Any]:
    """The rule form as a browser sends it."""
    return {
        "name": "Anything unusual", "sensitivity": "high", "minimum_posts": 5, "stream": "both", "severity": "2",
        "cool_down_minutes": 60, "persistence_minutes": 0, "quiet_hours": 12, "is_active": "on", "try-days": "14",
        "try-incident_hours": "4",
    } | more  # fmt: skip


def url(world: World, tail: str) -> str:
    return f"/brands/{world.alder.slug}/rules/{tail}"


def test_the_page_of_a_rule_offers_to_try_it_on_the_past(world: World, scene: Scene) -> None:
    page = world.browser(world.analyst).get(url(world, f"{scene.rule.pk}/")).content.decode()
    assert "Try it on the past" in page
    assert f'formaction="{url(world, f"{scene.rule.pk}/try/")}"' in page
    assert "No alert of it has an outcome yet." in page
    new = world.browser(world.analyst).get(url(world, "new/threshold/")).content.decode()
    assert f'formaction="{url(world, "new/threshold/try/")}"' in new


def test_an_edited_rule_stands_beside_the_saved_one_on_the_same_axes(world: World, scene: Scene) -> None:
    asked = fields(**{"try-beside": "saved"})
    answer = world.browser(world.analyst).post(url(world, f"{scene.rule.pk}/try/"), asked, **HTMX)
    found = answer.context["found"]
    assert answer.status_code == 200
    assert [one.label for one in found.tries] == ["As edited", "As saved"]
    assert found.tries[0].fired
    charts = [one.chart for one in answer.context["tries"]]
    assert charts[0]["y_max"] == charts[1]["y_max"] >= max(n for _, n in charts[0]["points"] if n is not None)
    assert {"fired"} <= {mark["kind"] for mark in charts[0]["marks"]}
    assert "alert" in {mark["kind"] for mark in charts[0]["marks"]}
    page = answer.content.decode()
    assert "It would have fired" in page
    assert "<html" not in page
    assert AlertRule.objects.get(pk=scene.rule.pk).version == 1


def test_an_unchanged_rule_stands_alone(world: World, scene: Scene) -> None:
    asked = fields(sensitivity="normal", **{"try-beside": "saved"})
    answer = world.browser(world.analyst).post(url(world, f"{scene.rule.pk}/try/"), asked, **HTMX)
    assert [one.label for one in answer.context["found"].tries] == ["As saved"]


def test_a_new_rule_is_tried_before_it_exists_without_scripts_too(world: World, scene: Scene) -> None:
    asked = {"name": "Many", "posts": 20, "minutes": 60, "stream": "all", "severity": "3", "cool_down_minutes": 60}
    answer = world.browser(world.analyst).post(url(world, "new/threshold/try/"), asked | {"try-days": "14"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" in page
    assert "It would have fired" in page
    assert AlertRule.objects.count() == 1


def test_two_sensitivities_are_compared(world: World, scene: Scene) -> None:
    answer = world.browser(world.analyst).post(url(world, "new/spike/try/"), fields(**{"try-beside": "low"}), **HTMX)
    assert [one.label for one in answer.context["found"].tries] == ["This setting", "Sensitivity careful"]


def test_why_it_did_not_fire_is_said_for_a_moment_of_the_readers_clock(world: World, scene: Scene) -> None:
    at = timezone.localtime(scene.now - timedelta(days=2), ZoneInfo("Europe/Berlin"))
    answer = world.browser(world.analyst).get(
        url(world, f"{scene.rule.pk}/try/"), {"try-at": f"{at:%Y-%m-%dT%H:%M}"}, **HTMX
    )
    moment = answer.context["found"].tries[0].moment
    assert moment.at == at.replace(second=0, microsecond=0)
    assert "mentions in 60 min, expected" in moment.sentence
    assert moment.sentence.replace("'", "&#x27;") in answer.content.decode()


def test_what_is_wrong_with_a_setting_is_said_as_on_saving(world: World, scene: Scene) -> None:
    browser = world.browser(world.analyst)
    asked = {"name": "Many", "posts": 0, "minutes": 60, "stream": "all", "severity": "3", "cool_down_minutes": 60}
    answer = browser.post(url(world, "new/threshold/try/"), asked | {"try-days": "14"}, **HTMX)
    assert answer.status_code == 422
    assert "greater than or equal to 1" in answer.content.decode()
    odd = browser.post(url(world, "new/threshold/try/"), asked | {"posts": 5, "minutes": 7, "try-days": "14"}, **HTMX)
    assert odd.status_code == 422
    assert "multiple of 5" in odd.content.decode()


def test_a_suggestion_is_shown_beside_the_rule_and_taken_over(world: World, scene: Scene) -> None:
    noisy = alerting.save_rule(
        member=world.manager, brand=world.alder, now=scene.now,
        draft=alerting.RuleDraft(kind="spike", name="Keen", settings={"sensitivity": "high"}),
    )  # fmt: skip
    for n in range(8):
        start = scene.now - timedelta(days=n + 1)
        alert(world, noisy, scene.now, window_start=start, status="dismissed", outcome="noise" if n else "issue")
    browser = world.browser(world.analyst)
    page = browser.get(url(world, f"{noisy.pk}/")).content.decode()
    assert "1 of 8 alerts were worth it" in page
    assert "7 noise" in page
    beside = browser.get(url(world, f"{noisy.pk}/try/"), {"try-beside": "suggested"}, **HTMX)
    assert [one.label for one in beside.context["found"].tries] == ["As saved", "Suggested"]
    assert beside.context["found"].tries[1].draft.settings["sensitivity"] == "normal"
    done = browser.post(url(world, f"{noisy.pk}/adopt/"), {"version": "1"})
    assert done.status_code == 303
    noisy.refresh_from_db()
    assert (noisy.settings["sensitivity"], noisy.version) == ("normal", 2)
    again = browser.post(url(world, f"{noisy.pk}/adopt/"), {"version": "1"}, follow=True)
    assert "nothing to suggest" in again.content.decode()


def test_a_rule_of_another_brand_is_not_there(world: World, scene: Scene) -> None:
    browser = world.browser(world.other)
    assert browser.get(url(world, f"{scene.rule.pk}/try/")).status_code == 404
    assert world.browser(world.client).get(url(world, f"{scene.rule.pk}/try/")).status_code == 403
