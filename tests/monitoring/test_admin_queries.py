"""Queries and what stands beside them in the agency's admin."""

from typing import Any

import pytest

from monitoring.inbox.services import backfilling, queries, saved_views
from monitoring.models import Backfill, Query, SavedView
from tests.monitoring.scene import Scene, small
from tests.monitoring.test_admin import path, run
from tests.world import World

INLINE = {"versions-TOTAL_FORMS": 0, "versions-INITIAL_FORMS": 0}


@pytest.fixture
def scene(world: World) -> Scene:
    return small(world)


def _change(world: World, scene: Scene, text: str) -> Any:
    page = path(Query, "change", scene.query.pk)
    return world.browser(world.owner).post(page, {"name": "Glass", "text": text, **INLINE}, follow=True)


def test_a_mistake_is_underlined_with_its_column_and_its_fix(world: World, scene: Scene) -> None:
    page = _change(world, scene, "glass titel:<b>").text
    assert "Column 7, 6 long: there is no field titel" in page
    assert "Did you mean title:?" in page
    assert "<code>glass <u>titel:</u>&lt;b&gt;</code>" in page
    assert "Write what to look for" in _change(world, scene, "  ").text or Query.objects.get().version == 1
    assert Query.objects.get().version == 1


def test_a_text_that_fails_the_test_set_is_not_accepted_here(world: World, scene: Scene) -> None:
    one = scene.mentions[0]
    queries.star(member=world.analyst, query=scene.query, mention_id=one.pk, must_match=True, now=scene.now)
    assert "of the 1 in the test set wrong" in _change(world, scene, "zanzibar").text
    assert Query.objects.get().version == 1


def test_runs_are_stopped_and_views_removed_and_another_persons_own_is_not_there(world: World, scene: Scene) -> None:
    row = backfilling.start_backfill(member=world.analyst, query=scene.query, now=scene.now)
    run(world, Backfill, "stop", row)
    assert Backfill.objects.get().status == "cancelled"
    own = saved_views.ViewDraft(name="Mine alone", text="glass")
    shared = saved_views.ViewDraft(name="Everybody's", brand=world.alder, shared=True)
    for draft in (own, shared):
        saved_views.save_view(member=world.analyst, draft=draft, now=scene.now)
    page = world.browser(world.owner).get(path(SavedView)).text
    assert "Everybody" in page and "Mine alone" not in page
    run(world, SavedView, "remove", *SavedView.objects.all())
    assert SavedView.objects.get().name == "Mine alone"
