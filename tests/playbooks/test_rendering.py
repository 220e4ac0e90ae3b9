"""What a plan's words may and may not become."""

import pytest

from playbooks.rendering import due_in_words, markdown, plain, query_in_words, with_slots


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        '[x](https://a.example "onmouseover=alert(1)")<b onclick="x">',
        "<iframe src=https://evil.example></iframe>",
        "[x]: javascript:alert(1)\n\n[x]",
        "`<svg onload=alert(1)>`",
    ],
)
def test_no_markdown_becomes_a_script(attack: str) -> None:
    html = markdown(attack)
    lowered = html.lower()
    assert "<script" not in lowered and "<iframe" not in lowered and "<svg" not in lowered and "<img" not in lowered
    assert 'href="javascript' not in lowered and 'href="data' not in lowered
    assert "<b " not in lowered


def test_pictures_become_links_so_that_nothing_remote_is_loaded() -> None:
    html = markdown("![The lot](https://cdn.example/lot.png)")
    assert "<img" not in html
    assert '<a href="https://cdn.example/lot.png"' in html and ">The lot</a>" in html


def test_headings_stay_below_the_pages_own() -> None:
    assert markdown("# Big\n\n### Small", heading=4).count("<h4>") == 2


def test_lists_tables_and_emphasis_are_kept() -> None:
    html = markdown("**now**\n\n- one\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    assert "<strong>now</strong>" in html and "<li>one</li>" in html and "<td>2</td>" in html


def test_slots_are_marked_by_their_labels_and_the_text_is_escaped() -> None:
    html = with_slots("<b>{{product:text}}</b>", [{"name": "product", "type": "text", "label": "Product & lot"}])
    assert html == '&lt;b&gt;<span class="slot" title="product: text">[Product &amp; lot]</span>&lt;/b&gt;'


def test_a_trigger_is_read_out_and_a_broken_one_is_not() -> None:
    assert "recall" in query_in_words("recall OR injured")
    assert query_in_words('"unclosed') == ""


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "at the start"),
        (8, "start +8 min"),
        (60, "start +1 h"),
        (75, "start +1 h 15 min"),
        (1440, "start +1 day"),
        (4320, "start +3 days"),
    ],
)
def test_due_times_read_as_people_say_them(minutes: int, words: str) -> None:
    assert due_in_words(minutes) == words


def test_a_preview_has_no_marks() -> None:
    assert plain("# Do\n- **Call** the `plant`\n> snake_case stays") == "Do Call the plant snake_case stays"
