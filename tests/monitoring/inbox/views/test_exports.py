"""The page of one's exports: begun from the inbox, with progress, a download, and why one is refused."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.brands.models import BrandTeam
from monitoring.inbox.services import bulk_exports
from monitoring.models import Export
from tests.markup import flat
from tests.monitoring.scene import small
from tests.world import World

LIST = "/mentions/exports/"


@pytest.fixture
def scene(world: World) -> Any:
    return small(world)


def _done(world: World) -> Export:
    world.enter()
    export: Export = Export.objects.get()
    bulk_exports.step(export.pk, now=timezone.now())
    return export


def test_the_inbox_offers_an_export_of_what_it_shows(world: World, scene: Any) -> None:
    browser = world.browser(world.analyst)
    page = flat(browser.get("/mentions/?sentiment=negative").content.decode())
    assert 'action="/mentions/exports/?sentiment=negative"' in page and "Export all as NDJSON" in page
    answer = browser.post(f"{LIST}?sentiment=negative")
    assert (answer.status_code, answer["Location"]) == (303, LIST)
    world.enter()
    assert Export.objects.get().filters["sentiment"] == "negative"


def test_one_that_is_written_shows_how_far_it_is_and_then_its_file(world: World, scene: Any) -> None:
    browser = world.browser(world.analyst)
    browser.post(LIST)
    assert "Writing the file" in flat(browser.get(LIST).content.decode())
    export = _done(world)
    base = f"{LIST}{export.pk}/"
    panel = flat(browser.get(base, headers={"HX-Request": "true"}).content.decode())
    assert "Ready" in panel and f'href="{base}file/"' in panel and "hx-get" not in panel
    assert browser.get(base)["Location"] == LIST
    answer = browser.get(f"{base}file/")
    assert answer["Content-Type"] == "application/x-ndjson"
    assert len(b"".join(answer.streaming_content).splitlines()) == Export.objects.get().written


def test_a_second_one_and_a_stop_are_answered_on_the_page(world: World, scene: Any) -> None:
    browser = world.browser(world.analyst)
    browser.post(LIST)
    assert "still being written" in flat(browser.post(LIST, follow=True).content.decode())
    world.enter()
    stop = f"{LIST}{Export.objects.get().pk}/stop/"
    assert "Stopped before the end" in flat(browser.post(stop, follow=True).content.decode())
    assert "is cancelled now" in flat(browser.post(stop, follow=True).content.decode())


def test_a_file_of_a_brand_one_lost_or_of_last_month_is_refused_in_words(world: World, scene: Any) -> None:
    browser = world.browser(world.analyst)
    browser.post(LIST)
    path = f"{LIST}{_done(world).pk}/file/"
    BrandTeam.objects.filter(user=world.analyst.user).delete()
    assert "no longer have access" in flat(browser.get(path, follow=True).content.decode())
    world.enter()
    bulk_exports.sweep(now=timezone.now() + timedelta(days=8))
    assert "is gone" in flat(browser.get(path, follow=True).content.decode())


def test_somebody_elses_is_not_there(world: World, scene: Any) -> None:
    world.browser(world.analyst).post(LIST)
    world.enter()
    base = f"{LIST}{Export.objects.get().pk}/"
    browser = world.browser(world.owner)
    assert "No exports" in flat(browser.get(LIST).content.decode())
    assert browser.get(base).status_code == browser.get(f"{base}file/").status_code == 404
    assert browser.post(f"{base}stop/").status_code == 404
