"""Alerts to decide: each card has what carries it, its picture, its examples, and every act in one tap."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Incident
from incidents.services.opening import Opening, open_incident
from monitoring.alerting.services import events
from monitoring.alerting.services.events import EventDraft
from monitoring.alerting.views import alert_list
from monitoring.alerting.views.alert_words import because, headline
from monitoring.insight.services.sparks import STEPS, sparks
from monitoring.models import Alert, CoverageGap
from tests.markup import flat
from tests.monitoring.scene import Scene, alert, large
from tests.world import World


@pytest.fixture
def scene(world: World) -> Scene:
    return large(world)


def running(world: World, scene: Scene) -> Incident:
    start = Opening(brand=world.alder, title="Glass splinters", severity=2, reason="Hurt")
    return open_incident(member=world.manager, opening=start, now=scene.now)


def test_a_card_says_what_carries_the_alert(world: World, scene: Scene) -> None:
    page = world.browser(world.analyst).get("/alerts/").content.decode()
    assert "186 mentions in 15 min. Expected 22 to 48." in page
    assert "Carried by “glass” 118 (usually 0), “splinter” 61 (usually 0) and The forum 140 (usually 20)." in page
    assert because(Alert(kind="spike", explanation={})) == ""


def test_a_cards_picture_ends_with_the_alerts_window_and_its_band(world: World, scene: Scene) -> None:
    found = sparks([Alert.objects.select_related("brand", "rule").get()])[scene.alert.pk]
    assert found.minutes == 15
    assert len(found.values) == len(found.high) == STEPS
    assert (found.low[-1], found.high[-1]) == (22.0, 48.0)
    assert found.values[-1] is not None and found.values[-1] > 100  # the crisis of the scene
    assert found.values[2] is not None and found.values[2] < 60
    assert all(low < high for low, high in zip(found.low, found.high, strict=True))


def test_a_picture_counts_the_posts_the_alert_is_of_whatever_its_sentence_says(world: World, scene: Scene) -> None:
    told = Alert.objects.select_related("brand", "rule").get()
    told.explanation, told.sentence = told.explanation | {"stream": "all"}, "A negative mention of somebody"
    every = sparks([told])[told.pk].values
    told.explanation, told.sentence = told.explanation | {"stream": "negative"}, "186 mentions"
    negative = sparks([told])[told.pk].values
    assert sum(n or 0 for n in every) > sum(n or 0 for n in negative) > 0


def test_what_nobody_saw_is_not_drawn_as_zero(world: World, scene: Scene) -> None:
    from monitoring.models import BucketCount

    end = scene.alert.window_end
    BucketCount.objects.filter(
        starts_at__gte=end - timedelta(minutes=240), starts_at__lt=end - timedelta(minutes=120)
    ).delete()
    for one in scene.sources:
        CoverageGap.objects.filter(source=one).delete()
        CoverageGap.objects.create(source=one, starts_at=end - timedelta(hours=12), reason="Out")
    found = sparks([Alert.objects.select_related("brand", "rule").get()])[scene.alert.pk]
    assert found.values[:8] == (None,) * 8
    assert None not in found.values[8:]


def test_examples_come_when_they_are_unfolded(world: World, scene: Scene) -> None:
    browser = world.browser(world.analyst)
    page = browser.get("/alerts/").content.decode()
    assert f'hx-get="/alerts/{scene.alert.pk}/examples/"' in page
    assert "glass splinter in my" not in page
    part = browser.get(f"/alerts/{scene.alert.pk}/examples/").content.decode()
    assert part.count('class="mention') >= 3
    assert world.browser(world.other).get(f"/alerts/{scene.alert.pk}/examples/").status_code == 404


def test_an_alert_joins_the_running_incident_from_the_list(world: World, scene: Scene) -> None:
    incident = running(world, scene)
    browser = world.browser(world.manager)
    page = browser.get("/alerts/").content.decode()
    assert f"Join #{incident.number}" in page
    assert f'value="{incident.pk}"' in page
    done = browser.post("/incidents/join/", {"alert": scene.alert.pk, "incident": incident.pk})
    assert done.status_code in (302, 303)
    scene.alert.refresh_from_db()
    assert scene.alert.status == "joined"
    again = browser.get("/alerts/").content.decode()
    assert "What was it?" in again
    assert (
        browser.post(f"/alerts/{scene.alert.pk}/outcome/", {"outcome": "crisis", "next": "/alerts/"}).url == "/alerts/"
    )
    scene.alert.refresh_from_db()
    assert scene.alert.outcome == "crisis"


def test_an_alert_is_dismissed_in_one_tap_on_what_it_was(world: World, scene: Scene) -> None:
    browser = world.browser(world.analyst)
    page = browser.get("/alerts/?brand=alder-coffee").content.decode()
    for outcome in ("noise", "known_campaign", "issue", "crisis"):
        assert f'name="outcome" value="{outcome}"' in page
    done = browser.post(
        f"/alerts/{scene.alert.pk}/dismiss/", {"outcome": "noise", "next": "/alerts/?brand=alder-coffee"}
    )
    assert (done.status_code, done.url) == (303, "/alerts/?brand=alder-coffee")
    scene.alert.refresh_from_db()
    assert (scene.alert.status, scene.alert.outcome) == ("dismissed", "noise")


def test_an_outcome_nobody_offers_changes_nothing(world: World, scene: Scene) -> None:
    browser = world.browser(world.analyst)
    browser.post(f"/alerts/{scene.alert.pk}/outcome/", {"outcome": "noise"})
    scene.alert.refresh_from_db()
    assert (scene.alert.status, scene.alert.outcome) == ("open", "")


def test_an_alert_in_a_planned_event_names_it_and_offers_the_known_campaign(world: World, scene: Scene) -> None:
    draft = EventDraft(
        name="Autumn launch",
        kind="launch",
        starts_at=scene.now - timedelta(hours=5),
        ends_at=scene.now + timedelta(hours=5),
    )
    events.add_event(member=world.manager, brand=world.alder, draft=draft, now=scene.now)
    answer = world.browser(world.analyst).get(f"/alerts/{scene.alert.pk}/")
    page = answer.content.decode()
    assert "During “<bdi>Autumn launch</bdi>”" in page
    assert "Dismiss as known campaign" in page
    assert answer.context["chart"]["spans"][0][2:] == ("Autumn launch", "event")
    overview = world.browser(world.analyst).get("/brands/alder-coffee/")
    assert [one[2] for one in overview.context["chart"]["spans"]] == ["Autumn launch"]
    assert [one["kind"] for one in overview.context["chart"]["marks"]] == ["alert"]


def test_a_client_has_no_alerts_page_and_a_reader_of_another_brand_no_cards(world: World, scene: Scene) -> None:
    assert world.browser(world.client).get("/alerts/").status_code == 403
    assert "186 mentions" not in world.browser(world.other).get("/alerts/").content.decode()


def test_the_list_asks_as_much_for_many_alerts_as_for_one(world: World, scene: Scene) -> None:
    browser = world.browser(world.analyst)
    browser.get("/alerts/")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get("/alerts/")
        return len(queries)

    before = asked()
    for n in range(12):
        alert(world, scene.rule, scene.now, window_start=scene.now - timedelta(hours=n + 1))
    assert asked() <= before + 1


def test_more_open_alerts_than_a_page_holds_are_counted_and_can_be_reached(
    world: World, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alert_list, "MOST_OPEN", 3)
    for n in range(4):
        alert(world, scene.rule, scene.now, window_start=scene.now - timedelta(hours=n + 1))
    browser = world.browser(world.analyst)
    first = browser.get("/alerts/?brand=alder-coffee")
    page = flat(first.content.decode())
    assert "3 of 5" in page
    assert first.context["open_count"] == 5
    rest = browser.get(f"/alerts/{first.context['open_next_url']}")
    shown = [row["alert"].pk for one in (first, rest) for row in one.context["open_rows"]]
    assert len(shown) == len(set(shown)) == 5
    page = flat(rest.content.decode())
    assert "2 of 5" in page
    assert "Back to the most urgent" in page
    assert 'data-live-src="/alerts/?brand=alder-coffee&amp;open=' in page
    assert rest.context["open_next_url"] == ""
    part = browser.get(f"/alerts/{first.context['here']}", headers={"HX-Request": "true"}).content.decode()
    assert "3 of 5" in flat(part)


def test_the_sentence_is_the_headline_where_a_count_says_too_little(world: World) -> None:
    said = Alert(kind="vip", seen=2, sentence="2 posts by @star (2,000,000 followers)")
    assert headline(said) == said.sentence
