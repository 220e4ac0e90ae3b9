"""New things arrive without moving what is read; a lost connection is said and mended; order and drafts are saved without overwriting."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.config.ui_browser import chromium, page, page_html, server
from tests.config.ui_server import UiServer

__all__ = ["chromium", "page", "server"]
pytestmark = pytest.mark.browser
LIST = """{% include "components/live_pill.html" with for="incident:47/entry" one="entry" noun="entries" %}
<ol class="timeline" data-live="incident:47/entry" data-live-src="/entries/?after="><li id="e2"><a href="#e2">Second</a></li><li id="e1">First</li></ol>
<section id="row" data-live-row="task-7" data-live-src="/task/"><span>Open</span><input class="input" aria-label="Note"></section>
<p id="status" data-live-region="incident:47/status incident:47/severity" data-live-src="/status/">Open</p>"""


@pytest.fixture
def live(page: Page, server: UiServer) -> Page:
    """A page with a list and a row, its stream open."""
    html = page_html(LIST, events_url="/events/")
    server.pages["/"] = lambda _: html
    server.pages["/entries/"] = lambda _: '<li id="e4">Fourth</li><li id="e3">Third</li><li id="e2">Second again</li>'
    server.pages["/task/"] = lambda _: '<section id="row" data-live-row="task-7"><span>Done</span></section>'
    server.pages["/status/"] = lambda _: '<p id="status">Responding</p>'
    page.goto("/")
    assert server.opened.wait(8)
    return page


def test_new_entries_wait_behind_a_pill_while_somebody_reads(live: Page, server: UiServer) -> None:
    live.locator("#e2 a").focus()
    server.send(topic="incident:47", kind="entry", key="e3")
    server.send(topic="incident:47", kind="entry", key="e4")
    pill = live.get_by_role("button", name="2 new entries")
    expect(pill).to_be_visible()
    assert live.locator(".timeline li").all_inner_texts() == ["Second", "First"]
    pill.click()
    expect(live.locator(".timeline li")).to_have_text(["Fourth", "Third", "Second", "First"])
    expect(pill).to_be_hidden()
    assert "/entries/?after=e2" in server.asked


def test_new_entries_enter_alone_when_nothing_would_move_under_the_reader(live: Page, server: UiServer) -> None:
    server.send(topic="incident:47", kind="entry", key="e4")
    expect(live.locator(".timeline li")).to_have_text(["Fourth", "Third", "Second", "First"])
    expect(live.locator("[data-live-pill]")).to_be_hidden()


def test_what_one_wrote_oneself_is_no_news(live: Page, server: UiServer) -> None:
    live.locator("#e2 a").focus()
    server.send(topic="incident:47", kind="entry", key="e3")
    server.send(topic="incident:47", kind="entry", key="e4")
    expect(live.get_by_role("button", name="2 new entries")).to_be_visible()
    # The answer to one's own form brings the row, after the hint of it has come.
    live.evaluate(
        """() => {
          const list = document.querySelector(".timeline");
          list.insertAdjacentHTML("afterbegin", '<li id="e4">Mine</li>');
          list.dispatchEvent(new CustomEvent("htmx:oobAfterSwap", { bubbles: true }));
        }"""
    )
    expect(live.get_by_role("button", name="1 new entry")).to_be_visible()
    live.evaluate(
        """() => {
          const list = document.querySelector(".timeline");
          list.insertAdjacentHTML("afterbegin", '<li id="e3">Mine, too</li>');
          list.dispatchEvent(new CustomEvent("htmx:oobAfterSwap", { bubbles: true }));
        }"""
    )
    expect(live.locator("[data-live-pill]")).to_be_hidden()


def test_entries_that_fail_to_load_are_kept_behind_the_pill(live: Page, server: UiServer) -> None:
    live.locator("#e2 a").focus()
    live.route("**/entries/**", lambda route: route.abort())
    server.send(topic="incident:47", kind="entry", key="e4")
    pill = live.get_by_role("button", name="1 new entry")
    pill.click()
    expect(live.locator("[data-toasts]")).to_contain_text("did not load")
    expect(pill).to_be_visible()


def test_another_topic_moves_nothing(live: Page, server: UiServer) -> None:
    live.evaluate("document.addEventListener('firebreak:live', () => { document.title = 'heard'; })")
    server.send(topic="incident:99", kind="entry", key="e9", nav={"inbox": 41})
    expect(live.locator(".side [data-nav-count=inbox]")).to_have_text("41")
    assert live.title() == "heard" and live.locator(".timeline li").count() == 2


def test_a_changed_row_is_renewed_in_place_but_not_while_it_is_written_in(live: Page, server: UiServer) -> None:
    live.locator("#row input").fill("half a note")
    server.send(topic="incident:47", kind="task", key="task-7")
    server.send(topic="incident:99", kind="entry", key="e9", nav={"inbox": 40})
    expect(live.locator(".side [data-nav-count=inbox]")).to_have_text("40")
    expect(live.locator("#row input")).to_have_value("half a note")
    live.locator("#row input").fill("")
    live.locator("#e2 a").focus()
    expect(live.locator("#row")).to_have_text("Done")


def test_a_replayed_message_is_taken_once_and_never_sets_the_clock_back(live: Page, server: UiServer) -> None:
    live.locator("#e2 a").focus()
    before = live.evaluate("firebreak.now()")
    for _ in range(2):
        server.send(event_id="901", topic="incident:47", kind="entry", key="e3", t=1_000_000)
    server.send(event_id="902", topic="incident:47", kind="entry", key="e1", t=1_000_000)
    server.send(event_id="903", topic="incident:99", kind="entry", key="e9", nav={"inbox": 37})
    expect(live.locator(".side [data-nav-count=inbox]")).to_have_text("37")
    expect(live.get_by_role("button", name="1 new entry")).to_be_visible()
    assert live.evaluate("firebreak.now()") >= before


def test_a_region_is_renewed_by_the_kinds_it_names_only(live: Page, server: UiServer) -> None:
    server.send(topic="incident:47", kind="task", key="t1")
    server.send(topic="incident:99", kind="status", nav={"inbox": 36})
    expect(live.locator(".side [data-nav-count=inbox]")).to_have_text("36")
    assert "/status/" not in server.asked
    server.send(topic="incident:47", kind="severity", key="47")
    expect(live.locator("#status")).to_have_text("Responding")


def test_a_hint_without_a_key_claims_no_number(live: Page, server: UiServer) -> None:
    live.locator("#e2 a").focus()
    server.send(topic="incident:47", kind="entry", key="")
    expect(live.get_by_role("button", name="New entries")).to_be_visible()


def test_a_vanished_row_turns_grey_and_stays(live: Page, server: UiServer) -> None:
    server.send(topic="incident:47", kind="gone", key="e1")
    expect(live.locator("#e1")).to_have_class(re.compile("is-gone"))


def test_a_lost_connection_is_said_with_its_time_and_resumes_where_it_stopped(live: Page, server: UiServer) -> None:
    server.send(event_id="812", topic="incident:99", kind="entry", key="e9", nav={"inbox": 39})
    expect(live.locator(".side [data-nav-count=inbox]")).to_have_text("39")
    server.refuse_events = True
    server.cut()
    bar = live.locator("[data-offline]")
    expect(bar).to_contain_text(re.compile(r"Not live since \d\d:\d\d:\d\d CET\."))
    expect(bar).to_contain_text("Clocks keep running on your device.")
    server.refuse_events = False
    live.get_by_role("button", name="Try now").click()
    assert server.opened.wait(8)
    expect(bar).to_be_hidden()
    assert any(path == "/events/?last=812" for path in server.asked)


ORDER = """<form id="order" method="post" action="/order/">{% csrf_token %}<input type="hidden" name="order"></form>
<ol class="reorder rows" data-reorder="order">{% for key in keys %}<li class="row" data-key="{{ key }}"><span class="row-text">{{ key }}</span>{% include "components/reorder_handles.html" with name=key %}</li>{% endfor %}</ol>"""


@pytest.fixture
def ordered(page: Page, server: UiServer) -> Page:
    """Three rows that can be put in order."""
    html = page_html(ORDER, keys=["a", "b", "c"])
    server.pages["/"] = lambda _: html
    server.posts["/order/"] = lambda *_: ("204 No Content", {}, "")
    page.goto("/")
    return page


def order_sent(page: Page, act: Any) -> str:
    with page.expect_request("**/order/") as sent:
        act()
    body = sent.value.post_data or ""
    return re.search(r"order=([^&]*)", body).group(1).replace("%2C", ",")  # type: ignore[union-attr]


def test_rows_move_by_alt_and_arrow_and_keep_the_focus(ordered: Page) -> None:
    button = ordered.get_by_role("button", name="Move down: a")
    button.focus()
    assert order_sent(ordered, lambda: ordered.keyboard.press("Alt+ArrowDown")) == "b,a,c"
    expect(button).to_be_focused()


def test_rows_move_by_buttons_and_the_ends_say_that_they_are(ordered: Page) -> None:
    expect(ordered.get_by_role("button", name="Move up: a")).to_have_attribute("aria-disabled", "true")
    assert order_sent(ordered, lambda: ordered.get_by_role("button", name="Move up: c").click()) == "a,c,b"


def test_rows_move_by_dragging(ordered: Page) -> None:
    grip, last = ordered.locator("[data-grip]").first.bounding_box(), ordered.locator(".reorder li").last.bounding_box()
    assert grip and last
    ordered.mouse.move(grip["x"] + 8, grip["y"] + 8)
    ordered.mouse.down()
    ordered.mouse.move(last["x"] + 20, last["y"] + last["height"] - 3, steps=5)
    assert order_sent(ordered, ordered.mouse.up) == "b,c,a"


DRAFT = """<form id="draft" data-autosave data-version="7" method="post" action="/draft/">{% csrf_token %}
<input class="input" name="title" id="title" aria-label="Title" value="Product harm"><span class="save-state" data-save-state></span></form>"""


def draft(page: Page, server: UiServer, answer: Any) -> None:
    html = page_html(DRAFT)
    server.pages["/"] = lambda _: html
    server.posts["/draft/"] = answer
    page.goto("/")
    page.locator("#title").fill("Product harm, bottles")


def test_a_draft_saves_itself_with_the_version_it_started_from(page: Page, server: UiServer) -> None:
    draft(page, server, lambda *_: ("200 OK", {"ETag": '"8"'}, ""))
    expect(page.locator("[data-save-state]")).to_have_text(re.compile(r"^Saved \d\d:\d\d CET$"))
    page.locator("#title").fill("Product harm, cans")
    expect(page.locator("#draft")).to_have_attribute("data-dirty", "")
    assert [headers["if-match"] for _, headers, _ in server.received] == ['"7"', '"8"']


def test_a_draft_somebody_else_changed_is_not_overwritten_and_keeps_what_was_typed(
    page: Page, server: UiServer
) -> None:
    draft(
        page, server, lambda *_: ("412 Precondition Failed", {"X-Changed-By": "Tom Reyes changed this 20 s ago."}, "")
    )
    state = page.locator("[data-save-state]")
    expect(state).to_contain_text("Tom Reyes changed this 20 s ago. Nothing of yours is lost")
    expect(page.locator("#title")).to_have_value("Product harm, bottles")
    page.locator("#title").press("End")
    page.keyboard.type(" and more")
    page.clock.install()
    page.clock.run_for(3000)
    assert len(server.received) == 1


def test_a_mistake_in_a_draft_is_shown_at_its_field(page: Page, server: UiServer) -> None:
    draft(page, server, lambda *_: ("422 Unprocessable Entity", {}, '{"errors": {"title": ["Give it a title."]}}'))
    expect(page.get_by_text("Give it a title.")).to_be_visible()
    expect(page.locator("#title")).to_have_attribute("aria-invalid", "true")
