"""What a chart is given: the same figures drawn, in a table and in words; what still runs and what nobody saw is said."""

from datetime import timedelta

from monitoring.insight.services import figures
from monitoring.insight.views.charts import chart_of, known_besides
from monitoring.models import BucketCount
from tests.monitoring.ground import NOW
from tests.monitoring.scene import large, small
from tests.world import World


def test_the_table_holds_the_points_of_the_line_newest_first(world: World) -> None:
    for hours, total in ((1, 4), (3, 9)):
        starts = NOW.replace(minute=0, second=0, microsecond=0) - timedelta(hours=hours)
        BucketCount.objects.create(brand=world.alder, starts_at=starts, total=total, negative=2)
    series = figures.series(brand=world.alder, start=NOW - timedelta(hours=6), end=NOW, step=timedelta(hours=1))
    chart = chart_of(series, key="one", label="Mentions", summary="Few.")
    drawn = [n for _, n in chart["points"]]
    assert sorted(n for n in drawn if n) == [4, 9]
    assert [row[1] for row in chart["table"]["rows"]] == drawn[::-1]
    assert len(chart["point_labels"]) == len(drawn)
    assert chart["unit"] == "mentions per hour"


def test_a_time_in_which_a_source_was_missing_is_drawn_and_named(world: World) -> None:
    series = figures.series(brand=world.alder, start=NOW - timedelta(hours=6), end=NOW, step=timedelta(hours=1))
    gap = (NOW - timedelta(hours=3), NOW - timedelta(hours=2), "Forum missing")
    chart = chart_of(series, key="one", label="Mentions", summary="Few.", gaps=[gap])
    assert "Forum missing" in {words for _, _, words in chart["partial"]}
    assert "partly covered" in chart["partial_words"]


def test_alerts_and_planned_events_stand_in_the_legend_only_where_there_are_some(world: World) -> None:
    assert known_besides([], []) == {"spans": [], "marks": [], "span_kinds": [], "mark_kinds": []}
    scene = large(world)
    besides = known_besides([], [scene.alert])
    assert [mark["label"] for mark in besides["marks"]] == [f"alert: {scene.alert.sentence}"]
    assert [one["words"] for one in besides["mark_kinds"]] == ["alert raised"] and besides["span_kinds"] == []


def test_a_brands_page_shows_the_span_that_was_asked_for(world: World) -> None:
    small(world)
    browser = world.browser(world.manager)
    page = browser.get("/brands/alder-coffee/", {"span": "7d"})
    assert page.context["span_words"] == "7 d"
    assert [tab.label for tab in page.context["spans"] if tab.current] == ["7 d"]
    assert page.context["chart"]["label"] == "Mentions of Alder Coffee, last 7 d"
    assert browser.get("/brands/alder-coffee/", {"span": "a year"}).context["span_words"] == "24 h"
