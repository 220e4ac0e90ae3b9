"""Views of the inbox on the pages: saved from what one looks at, opened, changed, shared, and the inbox sifted by a text."""

from typing import Any

import pytest

from monitoring.inbox.services import sifting
from monitoring.models import SavedView
from tests.monitoring.scene import Scene, mention, small
from tests.world import World

LIST = "/mentions/views/"


@pytest.fixture
def scene(world: World) -> Scene:
    return small(world, 7)


def _save(browser: Any, **given: str) -> Any:
    return browser.post(LIST, {"name": "German", "status": "all", "text": "scherben", **given})


def test_a_text_sifts_the_inbox_and_is_marked(world: World, scene: Scene) -> None:
    mention(scene.sources[0], "A café in town", scene.now)
    page = (
        world.browser(world.analyst).get("/mentions/", {"matching": "cafe OR scherben -zanzibar", "status": "all"}).text
    )
    assert page.count('class="mention-main"') == 2
    assert "<mark>café</mark>" in page and "<mark>Scherben</mark>" in page
    assert "2 mentions" in page
    assert "Finds posts that contain" in page


def test_a_text_that_cannot_be_read_is_underlined_where_it_is_wrong(world: World, scene: Scene) -> None:
    page = world.browser(world.analyst).get("/mentions/", {"matching": "glass titel:x"}).text
    assert "Line 1, column 7:" in page and '<span class="query-bad">titel:</span>' in page
    assert "This filter was left out." in page


def test_a_page_that_read_enough_says_how_far_and_goes_on(
    world: World, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sifting, "MOST_READ", 3)
    browser = world.browser(world.analyst)
    page = browser.get("/mentions/", {"matching": "scherben", "status": "all"})
    assert "0 of 3 read, back to" in page.text
    assert page.context["next_url"]
    rest = browser.get(f"/mentions/{page.context['next_url']}")
    assert rest.text.count('class="mention-main"') == 1


def test_new_mentions_behind_the_pill_are_sifted_too(world: World, scene: Scene) -> None:
    rows = world.browser(world.analyst).get("/mentions/", {"matching": "scherben", "after": ""}).text
    assert rows.count('class="mention-main"') == 1


def test_what_one_looks_at_is_saved_and_opened_again(world: World, scene: Scene) -> None:
    browser = world.browser(world.analyst)
    answer = _save(browser, brand="alder-coffee", sentiment="negative", colour="red")
    view = SavedView.objects.get()
    assert (view.filters, view.text, view.brand, view.user) == (
        {"status": "all", "sentiment": "negative"}, "scherben", world.alder, world.analyst.user,
    )  # fmt: skip
    assert answer["Location"] == f"/mentions/?view={view.pk}&status=all&sentiment=negative&brand=alder-coffee"
    short = browser.get(f"/mentions/?view={view.pk}")
    assert short.context["asked"].raw["sentiment"] == "negative"
    chips = {chip["label"]: chip["url"] for chip in short.context["chips"]}
    assert f"view={view.pk}" in chips["Negative"] and "sentiment" not in chips["Negative"]
    assert "view=" not in chips["German"]
    assert f'href="/mentions/?view={view.pk}' in browser.get("/mentions/").text
    assert "German" not in world.browser(world.manager).get("/mentions/").text


def test_a_view_saved_before_its_text_was_asked_about_opens_sifted_as_before(world: World, scene: Scene) -> None:
    browser = world.browser(world.analyst)
    _save(browser)
    view = SavedView.objects.get()
    SavedView.objects.filter(pk=view.pk).update(text="scherben or glas")
    mention(scene.sources[0], "Scherben or Glas", scene.now)
    page = browser.get("/mentions/", {"view": str(view.pk)}).text
    assert "This filter was left out." not in page
    assert page.count('class="mention-main"') == 1
    assert "is searched as a word" not in browser.get(f"{LIST}{view.pk}/").text


def test_a_view_that_was_changed_in_the_inbox_is_saved_from_there(world: World, scene: Scene) -> None:
    browser = world.browser(world.analyst)
    _save(browser)
    view = SavedView.objects.get()
    assert "Change “German” to this" not in browser.get(f"/mentions/?view={view.pk}").text
    page = browser.get(f"/mentions/?view={view.pk}&status=all&sentiment=neutral").text
    assert "Change “German” to this" in page
    given = {"filters": "1", "name": "German", "text": "glass", "sentiment": "neutral", "version": "1"}
    assert browser.post(f"{LIST}{view.pk}/", given).status_code == 303
    view.refresh_from_db()
    assert (view.filters, view.text, view.version) == ({"sentiment": "neutral"}, "glass", 2)
    assert browser.post(f"{LIST}{view.pk}/", given).status_code == 422  # somebody else's version by now
    renamed = {"name": "Deutsch", "text": 'glass "', "version": "2"}
    answer = browser.post(f"{LIST}{view.pk}/", renamed)
    assert answer.status_code == 422 and "query-bad" in answer.text
    assert browser.post(f"{LIST}{view.pk}/", {**renamed, "text": ""})["Location"] == LIST
    view.refresh_from_db()
    assert (view.name, view.text, view.filters) == ("Deutsch", "", {"sentiment": "neutral"})


def test_the_inbox_opens_with_the_chosen_view_and_open_is_still_one_tap_away(world: World, scene: Scene) -> None:
    browser = world.browser(world.analyst)
    _save(browser, default="on")
    opened = browser.get("/mentions/")
    assert opened.context["view"].name == "German"
    assert opened.text.count('class="mention-main"') == 1
    assert 'href="/mentions/?status=open"' in opened.text
    every = browser.get("/mentions/?status=open")
    assert every.context["view"] is None and every.text.count('class="mention-main"') == 7
    assert world.browser(world.manager).get("/mentions/").context["view"] is None
    view = SavedView.objects.get()
    assert "Opens my inbox" in browser.get(LIST).text
    browser.post(f"{LIST}{view.pk}/default/", {"off": "1"})
    assert browser.get("/mentions/").context["view"] is None


def test_a_shared_view_is_the_teams(world: World, scene: Scene) -> None:
    browser = world.browser(world.analyst)
    assert _save(browser, shared="on").status_code == 422  # of which brand?
    assert _save(browser, shared="on", brand="alder-coffee").status_code == 303
    view = SavedView.objects.get()
    assert "German" in world.browser(world.manager).get(LIST).text
    stranger = world.browser(world.other)
    assert "German" not in stranger.get(LIST).text
    for tail in ("", "remove/", "default/"):
        assert stranger.post(f"{LIST}{view.pk}/{tail}", {"name": "x"}).status_code == 404
    assert "somebody else" in stranger.get(f"/mentions/?view={view.pk}").text
    world.browser(world.manager).post(f"{LIST}{view.pk}/remove/")
    assert not SavedView.objects.exists()
    assert world.browser(world.client).get(LIST).status_code == 403
