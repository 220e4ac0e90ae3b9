"""The query editor: what is written is tried, mended by a tap, tested on starred posts, run over what is stored, and never lost."""

from typing import Any

import pytest

from monitoring.inbox.services import backfilling, queries
from monitoring.models import Backfill, Mention, Query, QueryStar, QueryVersion
from tests.markup import flat
from tests.monitoring.scene import Scene, small
from tests.world import World

BASE = "/brands/alder-coffee/queries/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def scene(world: World) -> Scene:
    return small(world, 12)


def _page(scene: Scene) -> str:
    return f"{BASE}{scene.query.pk}/"


def test_each_mistake_is_shown_at_its_place_with_a_tap_that_mends_it(world: World, scene: Scene) -> None:
    browser = world.browser(world.analyst)
    page = browser.post(f"{BASE}try/", {"text": "glass\ntitel:recall"}, headers=HTMX).text
    assert "Line 2, column 1:" in page
    assert '<span class="query-bad">titel:</span>' in page
    assert 'name="fix"' in page and 'value="glass\ntitle:recall"' in page
    assert 'data-from="6" data-to="12"' in flat(page)
    answer = browser.post(f"{BASE}try/", {"text": "glass\ntitel:recall", "fix": "glass\ntitle:recall"}, headers=HTMX)
    assert '"text": "glass\\ntitle:recall"' in answer["HX-Trigger"]
    assert "query-bad" not in answer.text
    # Without a script the tap comes by the form: the page again, with the mended text, and nothing is saved.
    page = browser.post(_page(scene), {"name": "Glass", "text": "glass OR", "fix": "glass", "version": "1"}).text
    assert ">\nglass</textarea>" in page
    assert Query.objects.get().text == scene.query.text


def test_the_brands_names_are_one_tap_away_until_the_query_has_them(world: World, scene: Scene) -> None:
    world.alder.spellings, world.alder.exclusions = ["Alder Cofee"], ["alder tree"]
    world.alder.handles, world.alder.products = ["aldercoffee"], []
    world.alder.save()
    browser = world.browser(world.analyst)
    page = browser.post(f"{BASE}try/", {"text": "glass OR splinter"}, headers=HTMX).text
    for term in ("Alder Coffee", "Alder Cofee", "alder tree"):
        assert f"&quot;{term}&quot;" in page
    assert 'value="@aldercoffee"' in page
    given = {"text": "glass OR splinter", "leave": '"alder tree"'}
    answer = browser.post(f"{BASE}try/", given, headers=HTMX)
    assert '(glass OR splinter) -\\"alder tree\\"' in answer["HX-Trigger"]
    assert "Leave out <bdi>&quot;alder tree&quot;" not in answer.text
    page = browser.post(f"{BASE}new/", {"name": "New", "text": "glass", "add": '"Alder Cofee"'}).text
    assert "glass OR &quot;Alder Cofee&quot;</textarea>" in page
    assert 'value="New"' in page
    assert Query.objects.count() == 1


def test_a_broad_query_is_warned_of_and_a_cap_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    small(world, 24)
    browser = world.browser(world.analyst)
    page = browser.post(f"{BASE}try/", {"text": "brew OR glass OR alder OR coffee OR the OR a"}, headers=HTMX).text
    assert "This is broad." in page
    assert "% of everything stored" in page
    monkeypatch.setattr(queries.trying, "MOST_READ", 10)
    page = browser.post(f"{BASE}try/", {"text": "glass"}, headers=HTMX).text
    assert "24 posts are stored. The newest 10 were tried" in page


def test_the_newest_twenty_examples_are_there_and_marked(world: World) -> None:
    made = small(world, 46)
    page = world.browser(world.analyst).get(f"{BASE}{made.query.pk}/").text
    assert "Newest 20" in page and "14 more" in page
    assert page.count('class="mention-main"') == 20
    assert "<mark>" in page


def test_a_starred_post_guards_the_query_and_a_person_decides(world: World, scene: Scene) -> None:
    browser, one = world.browser(world.analyst), scene.mentions[0]
    star = {"mention": str(one.pk), "must": "yes", "text": scene.query.text}
    page = browser.post(f"{_page(scene)}star/", star, headers=HTMX).text
    assert "All 1 right" in page and 'aria-pressed="true"' in page
    given = {"name": "Glass", "text": "zanzibar", "version": "1"}
    tried = browser.post(f"{BASE}try/?query={scene.query.pk}", given, headers=HTMX).text
    assert "1 of 1 wrong" in tried and "Must match, and does not" in tried
    answer = browser.post(_page(scene), given)
    assert answer.status_code == 422
    assert "Save anyway" in answer.text and ">\nzanzibar</textarea>" in answer.text
    assert Query.objects.get().text == scene.query.text
    assert browser.post(_page(scene), {**given, "accept_failures": "on"}).status_code == 303
    assert Query.objects.get().text == "zanzibar"
    assert QueryStar.objects.count() == 1  # the star survives the change
    browser.post(f"{_page(scene)}star/", {**star, "must": "none"})
    assert not QueryStar.objects.exists()


def test_a_mention_can_be_put_into_a_test_set_from_its_own_page(world: World, scene: Scene) -> None:
    browser, one = world.browser(world.analyst), scene.mentions[3]
    assert f"/mentions/{one.pk}/stars/" in browser.get(f"/mentions/{one.pk}/").text
    given = {"query": str(scene.query.pk), "mention": str(one.pk), "must": "no"}
    assert browser.post(f"/mentions/{one.pk}/stars/", given).status_code == 303
    assert QueryStar.objects.get().must_match is False
    answer = browser.post(f"/mentions/{one.pk}/stars/", {**given, "must": "yes"}, headers=HTMX)
    assert "must match" in answer["HX-Trigger"]
    assert QueryStar.objects.get().must_match is True
    assert world.browser(world.other).get(f"/mentions/{one.pk}/stars/").status_code == 404
    assert world.browser(world.other).post(f"{_page(scene)}star/", given).status_code == 404


def test_versions_are_compared_by_words_and_restored_as_a_new_one(world: World, scene: Scene) -> None:
    for text in ("glass tea", "glass water"):
        edit = queries.Edit(name="Glass", text=text)
        queries.change_query(member=world.manager, query=scene.query, edit=edit, now=scene.now)
    browser = world.browser(world.analyst)
    page = flat(browser.get(f"{_page(scene)}versions/?from=2&to=3").text)
    assert '<del><span class="sr-only" dir="ltr">removed:</span>tea</del>' in page
    assert '<ins><span class="sr-only" dir="ltr">added:</span>water</ins>' in page
    assert browser.get(f"{_page(scene)}versions/?from=99&to=x").status_code == 200
    assert browser.post(f"{_page(scene)}versions/2/restore/").status_code == 303
    assert Query.objects.get().text == "glass tea"
    assert list(QueryVersion.objects.order_by("number").values_list("number", "by__email")) == [
        (1, world.manager.user.email), (2, world.manager.user.email), (3, world.manager.user.email), (4, world.analyst.user.email),
    ]  # fmt: skip
    assert browser.post(f"{_page(scene)}versions/9/restore/").status_code == 404


def test_a_restored_text_that_fails_the_test_set_asks_in_the_editor(world: World, scene: Scene) -> None:
    queries.star(
        member=world.analyst, query=scene.query, mention_id=scene.mentions[0].pk, must_match=True, now=scene.now
    )
    for text in ("zanzibar", "glass OR cold"):
        edit = queries.Edit(name="Glass", text=text, accept_failures=True)
        queries.change_query(member=world.manager, query=scene.query, edit=edit, now=scene.now)
    answer = world.browser(world.analyst).post(f"{_page(scene)}versions/2/restore/")
    assert answer.status_code == 422
    assert ">\nzanzibar</textarea>" in answer.text and "Save anyway" in answer.text
    assert Query.objects.get().version == 3


def _run(world: World, scene: Scene) -> Any:
    world.browser(world.analyst).post(f"{_page(scene)}backfills/", {"days": "30"})
    return Backfill.objects.get()


def test_a_run_over_what_is_stored_is_begun_watched_stopped_and_gone_on_with(world: World, scene: Scene) -> None:
    browser, row = world.browser(world.analyst), _run(world, scene)
    path = f"{_page(scene)}backfills/{row.pk}/"
    panel = browser.get(path, headers=HTMX).text
    assert f'hx-get="{path}"' in panel and "Counting what is stored" in panel
    assert f'action="{path}stop/"' in browser.get(_page(scene)).text
    browser.post(f"{path}stop/")
    assert "Stopped before the end" in browser.get(_page(scene)).text
    browser.post(f"{path}resume/")
    while backfilling.step(row.pk, now=scene.now):
        pass
    panel = browser.get(path, headers=HTMX).text
    assert "12 of 12 posts read" in panel and "Looking once more" in panel
    Backfill.objects.update(status="done")
    panel = browser.get(path, headers=HTMX).text
    assert "hx-get" not in panel and "Look again" in panel


def test_nobody_off_the_brand_touches_a_query(world: World, scene: Scene) -> None:
    row = _run(world, scene)
    browser = world.browser(world.other)
    for tail in ("versions/1/restore/", "backfills/", f"backfills/{row.pk}/stop/", f"backfills/{row.pk}/resume/"):
        assert browser.post(f"{_page(scene)}{tail}").status_code == 404
    assert browser.get(f"{_page(scene)}versions/").status_code == 404


def test_chosen_mentions_go_into_one_test_set_together(world: World, scene: Scene) -> None:
    browser = world.browser(world.analyst)
    assert 'formaction="/mentions/stars/"' in browser.get("/mentions/").text
    chosen = {"mention": [str(one.pk) for one in scene.mentions[:3]], "next": "/mentions/?status=all"}
    page = browser.post("/mentions/stars/", chosen).text
    assert page.count('name="mention"') == 3 and "Glass" in page
    given = {**chosen, "query": str(scene.query.pk), "must": "no"}
    assert browser.post("/mentions/stars/", given)["Location"] == f"{_page(scene)}#tests"
    assert QueryStar.objects.filter(must_match=False).count() == 3
    nothing = browser.post("/mentions/stars/", {"mention": ["7"], "next": "/mentions/?status=all"})
    assert nothing["Location"] == "/mentions/?status=all"
    stranger = world.browser(world.other).post("/mentions/stars/", given)
    assert stranger["Location"] == "/mentions/?status=all"
    assert QueryStar.objects.count() == 3


def test_what_found_the_brands_posts_is_not_called_broad_and_what_finds_other_brands_posts_is(world: World) -> None:
    made = small(world, 24)
    browser = world.browser(world.owner)
    everything = "brew OR glass OR alder OR coffee OR the OR a"
    assert "This is broad." in browser.post(f"{BASE}try/", {"text": everything}, headers=HTMX).text
    Query.objects.filter(pk=made.query.pk).update(text=everything)
    assert "This is broad." not in browser.post(f"{BASE}try/", {"text": everything}, headers=HTMX).text
    Mention.objects.filter(brand=world.alder).update(brand=world.lumen)
    page = browser.post(f"{BASE}try/", {"text": everything}, headers=HTMX).text
    assert "% of everything stored for your other brands" in page
    assert "This is broad." not in browser.post(f"{BASE}try/", {"text": "zeppelin"}, headers=HTMX).text


def test_a_pasted_query_is_shown_in_this_language_with_what_was_changed(world: World) -> None:
    """Several forms of another tool at once: one tap takes them all up."""
    browser = world.browser(world.analyst)
    page = browser.post("/brands/alder-coffee/queries/try/", {"text": "LANG(en OR de) and (glass or splinter?)"}).text
    assert "In this language it reads" in page and "lang:(en OR de) AND (glass OR splinter*)" in page
    assert "4 changes" in page and '<del dir="auto">LANG(</del>' in page
    single = browser.post("/brands/alder-coffee/queries/try/", {"text": "glass or splinter"}).text
    assert "In this language it reads" not in single and "Write OR" in single
