"""What the scripts do: keys, dialogs, toasts, clocks, order, saving, charts, themes; under the strict policy, in a real browser."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.config.ui_browser import chromium, page, page_html, server
from tests.config.ui_samples import NOW, chart
from tests.config.ui_server import UiServer

__all__ = ["chromium", "page", "server"]
pytestmark = pytest.mark.browser
ROWS = '<div class="rows">{% for mention in rows %}{% include "components/mention.html" %}{% endfor %}</div><button type="button" data-key="e" id="done">Done</button>'


def show(server: UiServer, page: Page, content: str, **context: Any) -> None:
    html = page_html(content, **context)
    server.pages["/"] = lambda _: html
    page.goto("/")


def still(page: Page, moment: datetime) -> None:
    """The browser's time stands at `moment` and moves only by run_for."""
    page.clock.install(time=moment - timedelta(minutes=1))
    page.clock.pause_at(moment)


def posts(count: int) -> list[dict[str, Any]]:
    return [
        {"key": f"m{n}", "author": f"Author {n}", "url": f"#m{n}", "text": "Text", "selectable": True}
        for n in range(count)
    ]


TWO_FORMS = """<form method="post"><input type="hidden" name="what" value="team"><select name="place"><option value="">Not here</option>
<option value="2">Second</option></select><input type="checkbox" name="told"><textarea name="why"></textarea><button>Save</button></form>
<form method="post"><input type="hidden" name="what" value="contact"><input name="person"><input name="code" type="password"><button id="add">Add</button></form>"""


def test_what_is_typed_in_one_form_outlives_the_sending_of_another(page: Page, server: UiServer) -> None:
    show(server, page, TWO_FORMS)
    page.select_option("select", "2")
    page.check("[name=told]")
    page.fill("textarea", "She knows the plant")
    page.fill("[name=person]", "Dana")
    page.click("#add")
    page.wait_for_load_state()
    assert page.input_value("select") == "2" and page.is_checked("[name=told]")
    assert page.input_value("textarea") == "She knows the plant"
    assert page.input_value("[name=person]") == ""  # it was sent
    page.reload()
    assert page.input_value("select") == ""  # put back once, then forgotten


def test_j_and_k_move_x_selects_and_enter_opens(page: Page, server: UiServer) -> None:
    show(server, page, ROWS, rows=posts(3))
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#m1 .mention-author")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("x")
    expect(page.locator("#m0 [data-select]")).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**/#m0")


def test_keys_are_silent_in_fields_and_when_switched_off(page: Page, server: UiServer) -> None:
    show(server, page, ROWS + '<input class="input" id="field" aria-label="Text">', rows=posts(2))
    page.evaluate("document.getElementById('done').addEventListener('click', () => { document.title = 'pressed'; })")
    page.locator("#field").press("e")
    assert page.title() != "pressed"
    page.locator("#field").blur()
    page.keyboard.press("?")
    page.locator("[data-keys-switch]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    assert page.title() != "pressed"
    page.evaluate("localStorage.clear()")
    page.keyboard.press("e")
    assert page.title() == "pressed"


def test_g_then_a_letter_goes_to_a_page(page: Page, server: UiServer) -> None:
    show(server, page, "")
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url("**/#brands")
    assert page.url.endswith("/#brands")


def test_slash_goes_to_the_search(page: Page, server: UiServer) -> None:
    show(server, page, "")
    page.keyboard.press("/")
    expect(page.locator("[name=q]")).to_be_focused()


def test_ctrl_enter_sends_an_internal_note_and_never_a_wider_one(page: Page, server: UiServer) -> None:
    source = '<form data-note method="post" action="/note/">{% include "components/visibility_choice.html" with may_client=True %}<textarea name="text" aria-label="Note"></textarea></form>'
    server.posts["/note/"] = lambda *_: ("204 No Content", {}, "")
    show(server, page, source)
    page.get_by_text("Client", exact=True).click()
    page.locator("textarea").fill("Batch 2217")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Internal", exact=True).click()
    page.locator("textarea").focus()
    with page.expect_response("**/note/"):
        page.keyboard.press("Control+Enter")
    assert [data["visibility"] for _, _, data in server.received] == [["internal"]]


def test_a_dialog_takes_the_focus_and_gives_it_back(page: Page, server: UiServer) -> None:
    source = '{% button "Release…" type="button" data_dialog="release" %}{% dialog id="release" title="Release this note?" %}<div class="buttons">{% button "Keep internal" type="button" data_close=True %}{% button "Delete" kind="danger" type="button" %}</div>{% enddialog %}'
    show(server, page, source)
    opener = page.get_by_role("button", name="Release…")
    opener.press("Enter")
    expect(page.get_by_role("button", name="Keep internal")).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    opener.press("Enter")
    page.get_by_role("button", name="Keep internal").click()
    expect(opener).to_be_focused()


def test_a_disabled_button_keeps_focus_and_does_nothing(page: Page, server: UiServer) -> None:
    show(server, page, '<form method="post" action="/publish/">{% button "Publish" why="waiting for client" %}</form>')
    button = page.get_by_role("button", name="Publish: waiting for client")
    button.focus()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    assert server.received == []


def test_a_form_is_sent_once_however_often_it_is_pressed(page: Page, server: UiServer) -> None:
    server.posts["/once/"] = lambda *_: ("204 No Content", {}, "")
    show(server, page, '<form method="post" action="/once/">{% button "Dismiss" %}</form>')
    sent = """() => {
      let sent = 0;
      addEventListener('submit', (event) => { if (!event.defaultPrevented) sent += 1; });
      const button = document.querySelector('main .button');
      button.click(); button.click(); button.click();
      return sent;
    }"""
    assert page.evaluate(sent) == 1
    expect(page.locator("main .button")).to_have_attribute("aria-busy", "true")


def test_a_toast_leaves_after_10_s_but_waits_under_the_pointer(page: Page, server: UiServer) -> None:
    still(page, NOW)
    show(server, page, "")
    page.evaluate("firebreak.toast('3 mentions marked done', '/undo/7/')")
    toast = page.locator("[data-toasts] .toast")
    expect(toast).to_contain_text("3 mentions marked done")
    toast.hover()
    page.clock.run_for(30_000)
    expect(toast).to_be_visible()
    page.mouse.move(5, 5)
    page.clock.run_for(10_500)
    expect(toast).to_have_count(0)


def test_z_undoes_by_post_with_the_token_and_never_to_a_foreign_address(page: Page, server: UiServer) -> None:
    server.posts["/undo/7/"] = lambda *_: ("204 No Content", {}, "")
    show(server, page, "")
    page.evaluate("firebreak.toast('One', '//evil.example/'); firebreak.toast('Two', '/undo/7/')")
    assert page.locator("[data-toasts] [data-undo]").count() == 1
    with page.expect_request("**/undo/7/") as sent:
        page.keyboard.press("z")
    assert sent.value.method == "POST" and "csrfmiddlewaretoken" in (sent.value.post_data or "")


CLOCK = "{% clock item %}"


def test_a_clock_runs_to_soon_and_late_and_says_each_once(page: Page, server: UiServer) -> None:
    still(page, NOW)
    item = {
        "label": "Public answer",
        "due_at": NOW + timedelta(minutes=5, seconds=30),
        "started_at": NOW - timedelta(minutes=5),
    }
    show(server, page, CLOCK, item=item, next_deadline=None)
    page.evaluate(
        "window.heard = []; new MutationObserver(() => heard.push(document.querySelector('[data-say]').textContent)).observe(document.querySelector('[data-say]'), {childList: true})"
    )
    left = page.locator("main [data-left]")
    expect(left).to_have_text("05:30")
    page.clock.run_for(60_000)
    expect(page.locator("main .clock")).to_have_attribute("data-state", "soon")
    page.clock.run_for(280_000)
    expect(left).to_have_text("late 00:10")
    assert page.evaluate("heard") == ["Public answer: half of the time is used.", "Public answer is late."]


def test_clocks_go_by_the_servers_time_when_the_devices_is_wrong(page: Page, server: UiServer) -> None:
    still(page, NOW + timedelta(hours=3))
    show(server, page, CLOCK, item={"label": "Public answer", "due_at": NOW + timedelta(minutes=6)}, next_deadline=None)
    expect(page.locator("main [data-left]")).to_have_text("06:00")


def test_the_polite_voice_speaks_at_most_once_in_10_s(page: Page, server: UiServer) -> None:
    still(page, NOW)
    show(server, page, "")
    voice = page.locator("[data-say]")
    page.evaluate("firebreak.say('One.')")
    page.clock.run_for(100)
    expect(voice).to_have_text("One.")
    page.evaluate("firebreak.say('Two.'); firebreak.say('Three.'); firebreak.say('Two.')")
    page.clock.run_for(9000)
    expect(voice).to_have_text("One.")
    page.clock.run_for(1000)
    expect(voice).to_have_text("Two. Three.")


def test_utc_is_shown_to_the_keyboard(page: Page, server: UiServer) -> None:
    show(server, page, '<a href="#x" id="row">{% when now %}</a>')
    page.locator("#row").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("tooltip")).to_have_text("Tue 10 Nov 2026, 13:12:18 UTC")


def test_the_theme_is_kept_on_the_device(page: Page, server: UiServer) -> None:
    show(server, page, "")
    background = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(background) == "rgb(246, 246, 243)"
    page.locator(".side details summary").last.click()
    page.locator(".side [data-theme-choice][value=dark]").check(force=True)
    assert page.evaluate(background) == "rgb(18, 20, 23)"
    page.reload()
    assert page.evaluate(background) == "rgb(18, 20, 23)"


def test_a_chart_is_drawn_and_drawn_again_in_the_other_theme(page: Page, server: UiServer) -> None:
    show(server, page, '{% include "components/chart.html" with chart=chart %}', chart=chart())
    canvas = page.locator("canvas")
    expect(canvas).to_have_attribute("data-drawn", "rgb(26, 28, 31)")
    lines = "Chart.getChart(document.querySelector('canvas')).data.datasets.map((set) => set.label)"
    assert page.evaluate(lines) == ["expected, high", "expected, low", "expected", "mentions", "negative"]
    notes = (
        "Chart.getChart(document.querySelector('canvas')).options.plugins.annotation.annotations.map((one) => one.type)"
    )
    assert page.evaluate(notes) == ["line", "point", "label"] * 2
    page.emulate_media(color_scheme="dark")
    expect(canvas).to_have_attribute("data-drawn", "rgb(233, 235, 238)")
    page.get_by_text("Table", exact=True).click()
    expect(page.get_by_role("table")).to_contain_text("not known")


@pytest.mark.parametrize("missing", ["**/chart.umd.min.js", "**/chart-annotation.min.js"])
def test_a_chart_without_its_library_opens_the_table(page: Page, server: UiServer, missing: str) -> None:
    page.route(missing, lambda route: route.abort())
    show(server, page, '{% include "components/chart.html" with chart=chart %}', chart=chart())
    expect(page.get_by_role("table")).to_be_visible()
