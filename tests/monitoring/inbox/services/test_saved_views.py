"""Saved views: whose they are, what they hold, and that their text says what the matcher says."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from monitoring.inbox.services import mentions, queries, saved_views, sifting
from monitoring.inbox.services.saved_views import ViewDraft
from monitoring.matching import parse
from monitoring.models import Mention, SavedView
from tests.monitoring.ground import NOW
from tests.monitoring.scene import Scene, mention, small
from tests.races import until_somebody_waits
from tests.world import World


@pytest.fixture
def scene(world: World) -> Scene:
    return small(world, 6)


def _save(world: World, scene: Scene, who: Any = None, **given: Any) -> SavedView:
    draft = ViewDraft(**{"name": "Broken glass", "text": "glass -thing", **given})
    return saved_views.save_view(member=who or world.analyst, draft=draft, now=scene.now)


def test_ones_own_view_is_nobody_elses_not_even_the_owners(world: World, scene: Scene) -> None:
    view = _save(world, scene)
    assert [one.pk for one in saved_views.views_of(world.analyst)] == [view.pk]
    for member in (world.owner, world.manager, world.other):
        assert not saved_views.views_of(member).exists()
        with pytest.raises(NotFound):
            saved_views.view_of(member, view.pk)
        with pytest.raises(NotFound):
            saved_views.remove_view(member=member, view=view, now=scene.now)
        with pytest.raises(NotFound):
            saved_views.set_default(member=member, view=view)
    with pytest.raises(Forbidden):
        saved_views.views_of(world.client)


def test_a_shared_view_is_of_everybody_on_its_brand_and_of_nobody_else(world: World, scene: Scene) -> None:
    view = _save(world, scene, brand=world.alder, shared=True)
    for member in (world.manager, world.analyst, world.owner):
        assert saved_views.view_of(member, view.pk) == view
    assert not saved_views.views_of(world.other).exists()
    draft = ViewDraft(name="Shards", brand=world.alder, shared=True, text="shard")
    changed = saved_views.change_view(member=world.manager, view=view, draft=draft, version=1, now=scene.now)
    assert (changed.name, changed.version) == ("Shards", 2)
    with pytest.raises(Conflict):
        saved_views.change_view(member=world.analyst, view=view, draft=draft, version=1, now=scene.now)
    with pytest.raises(Invalid):
        own = ViewDraft(name="Mine now", brand=world.alder)
        saved_views.change_view(member=world.analyst, view=view, draft=own, now=scene.now)


def test_a_view_of_a_brand_one_is_no_longer_on_is_gone(world: World, scene: Scene) -> None:
    _save(world, scene, world.other, brand=world.lumen)
    assert saved_views.views_of(world.other).count() == 1
    with pytest.raises(NotFound):
        _save(world, scene, world.other, name="x", brand=world.alder)
    SavedView.objects.update(brand=world.alder)
    assert not saved_views.views_of(world.other).exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"text": 'glass "'}, "text"),
        ({"text": "-glass"}, "text"),
        ({"shared": True}, "shared"),
        ({"filters": {"colour": "red"}}, "filters"),
        ({"filters": {"status": "gone"}}, "filters"),
        ({"filters": {"assignee": "somebody"}}, "filters"),
        ({"filters": {"since": "yesterday"}}, "filters"),
        ({"filters": {"query": "7"}}, "filters"),
        ({"filters": {"q": "a\0"}}, "filters"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(world: World, scene: Scene, given: Any, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        _save(world, scene, **given)
    assert set(refused.value.fields) == {field}
    assert not SavedView.objects.exists()


def test_an_error_in_a_views_text_has_its_place(world: World, scene: Scene) -> None:
    with pytest.raises(Invalid) as refused:
        _save(world, scene, text="glass AND (shard OR")
    [problem] = refused.value.data["problems"]  # type: ignore[misc]
    assert (problem["column"], problem["length"], problem["code"]) == (18, 2, "operator-needs-operand")


def test_a_view_saved_before_its_text_was_asked_about_keeps_its_text_under_a_new_name(
    world: World, scene: Scene
) -> None:
    view = _save(world, scene)
    SavedView.objects.filter(pk=view.pk).update(text="glass or shard")
    draft = ViewDraft(name="Renamed", text="glass or shard")
    assert saved_views.change_view(member=world.analyst, view=view, draft=draft, now=scene.now).name == "Renamed"
    with pytest.raises(Invalid) as refused:
        draft = ViewDraft(name="Renamed", text="glass or shards")
        saved_views.change_view(member=world.analyst, view=view, draft=draft, now=scene.now)
    assert [one["code"] for one in refused.value.data["problems"]] == ["operator-case"]  # type: ignore[misc,attr-defined]


def test_names_are_used_once_by_each_person_and_each_brand(world: World, scene: Scene) -> None:
    _save(world, scene)
    _save(world, scene, world.manager)
    _save(world, scene, brand=world.alder, shared=True)
    for more in ({}, {"brand": world.alder, "shared": True}):
        with pytest.raises(Invalid) as refused:
            _save(world, scene, **more)
        assert refused.value.code == "name_taken"


def test_one_view_opens_the_inbox_and_only_for_who_chose_it(world: World, scene: Scene) -> None:
    first = _save(world, scene, brand=world.alder, shared=True)
    second = _save(world, scene, name="Second")
    saved_views.set_default(member=world.manager, view=first)
    for view in (first, second):
        saved_views.set_default(member=world.analyst, view=view)
        assert saved_views.default_of(world.analyst) == view
    assert saved_views.default_of(world.manager) == first
    saved_views.set_default(member=world.analyst, view=None)
    assert saved_views.default_of(world.analyst) is None
    assert saved_views.default_of(world.manager) == first
    saved_views.remove_view(member=world.analyst, view=first, now=scene.now)
    assert saved_views.default_of(world.manager) is None


def test_a_views_filters_mean_what_the_inboxs_mean(world: World, scene: Scene) -> None:
    given = {"sentiment": "negative", "assignee": "me", "span": "24h", "status": "all"}
    view = _save(world, scene, brand=world.alder, shared=True, filters=given)
    found = saved_views.filters_of(member=world.manager, view=view, now=scene.now)
    assert (found.brand, found.assignee, found.status) == (world.alder.pk, world.manager.user_id, "")
    assert found.since == scene.now - timedelta(hours=24)
    bare = _save(world, scene, name="Bare")
    assert saved_views.filters_of(member=world.analyst, view=bare, now=scene.now).status == "open"


def _rows(world: World) -> Any:
    return mentions.listed(member=world.analyst)


def test_what_a_text_sifts_is_what_the_evaluator_says(world: World, scene: Scene) -> None:
    """Accents, apostrophes, scripts without spaces: the database's own search would leave these out."""
    for text in ("Nice CAFÉ", "東京都のコーヒー", "Alder’s glass", "C++ and glass", "cafeteria"):
        mention(scene.sources[0], text, scene.now)
    for text in ("cafe", "東京", "alder NEAR/1 glass", "C++", "glass -brew", "lang:de", "followers:>1000"):
        every = [one.pk for one in _rows(world) if queries.matches(text, one)]
        found = sifting.sift(_rows(world), parse(text), order=mentions.ORDER, size=50)
        assert [one.pk for one in found.rows] == every
        assert every


def test_pages_of_a_sifted_list_miss_nothing_and_repeat_nothing(world: World, scene: Scene) -> None:
    Mention.objects.all().delete()
    for n in range(61):
        text = "glass" if n % 3 == 0 else "tea"
        mention(scene.sources[0], text, scene.now - timedelta(minutes=n // 2))
    seen: list[Any] = []
    token, pages = "", 0
    while True:
        page = sifting.sift(_rows(world), parse("glass"), order=mentions.ORDER, token=token, size=5)
        seen += page.rows
        token, pages = page.next_token, pages + 1
        if not token:
            break
    assert pages == 5
    assert [one.pk for one in seen] == [one.pk for one in _rows(world) if one.post.text == "glass"]


def test_a_page_reads_so_much_and_says_how_far_it_came(
    world: World, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    Mention.objects.all().delete()
    monkeypatch.setattr(sifting, "MOST_READ", 10)
    monkeypatch.setattr(sifting, "_FIRST", 4)
    made = [mention(scene.sources[0], "tea", scene.now - timedelta(minutes=n)) for n in range(12)]
    made.append(mention(scene.sources[0], "glass", scene.now - timedelta(minutes=99)))
    first = sifting.sift(_rows(world), parse("glass"), order=mentions.ORDER, size=5)
    assert (first.rows, first.read, first.until) == ([], 10, made[9].published_at)
    rest = sifting.sift(_rows(world), parse("glass"), order=mentions.ORDER, token=first.next_token, size=5)
    assert ([one.pk for one in rest.rows], rest.next_token, rest.read) == ([made[12].pk], "", 3)


def _beside(world: World, work: Callable[[], object]) -> tuple[threading.Thread, list[Any]]:
    failed: list[Any] = []

    def run() -> None:
        try:
            world.enter()
            work()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, failed


def _shared(world: World, name: str) -> SavedView:
    draft = ViewDraft(name=name, brand=world.alder, shared=True)
    return saved_views.save_view(member=world.manager, draft=draft, now=NOW)


def test_two_members_who_swap_their_defaults_do_not_wait_for_each_other(committed_world: World) -> None:
    world = committed_world
    first, second = sorted((_shared(world, name) for name in ("One", "Two")), key=lambda view: view.pk)
    saved_views.set_default(member=world.manager, view=second)
    saved_views.set_default(member=world.analyst, view=first)
    analyst = world.fresh(world.analyst)
    with transaction.atomic():
        # Who waits for the one view must not hold the other meanwhile.
        SavedView.objects.select_for_update().get(pk=first.pk)
        other, failed = _beside(world, lambda: saved_views.set_default(member=analyst, view=second))
        until_somebody_waits(other)
        saved_views.set_default(member=world.manager, view=first)
    other.join(30)
    assert failed == []
    assert saved_views.default_of(world.fresh(world.manager)) == first
    assert saved_views.default_of(world.fresh(world.analyst)) == second


def test_a_view_renamed_to_a_name_that_is_given_at_the_same_moment_is_refused_at_its_name(
    committed_world: World,
) -> None:
    world = committed_world
    view = _shared(world, "One")
    draft = ViewDraft(name="Two", brand=world.alder, shared=True)
    analyst = world.fresh(world.analyst)
    with transaction.atomic():
        _shared(world, "Two")
        other, refused = _beside(
            world, lambda: saved_views.change_view(member=analyst, view=view, draft=draft, now=NOW)
        )
        until_somebody_waits(other)
    other.join(30)
    assert [(one.code, set(one.fields)) for one in refused] == [("name_taken", {"name"})]
