"""The template tags: what they print, what they escape, and that they hold when something is missing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.template import Context, Template
from lucide import IconDoesNotExist

from config.templatetags import ui_svg
from tests.config.ui_samples import SampleForm
from tests.markup import flat

NOW = datetime(2026, 11, 10, 13, 12, 18, tzinfo=UTC)


def render(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context({"now": NOW, **context}))


def test_an_icon_is_decoration_unless_it_is_named() -> None:
    assert 'aria-hidden="true"' in render('{% icon "bell" %}')
    named = render('{% icon "bell" label=words %}', words='Alerts "<3"')
    assert 'role="img"' in named and 'aria-label="Alerts &quot;&lt;3&quot;"' in named and "aria-hidden" not in named


def test_an_unknown_icon_is_an_error_not_a_hole() -> None:
    with pytest.raises(IconDoesNotExist):
        render('{% icon "no-such-icon" %}')


def test_a_disabled_button_says_why_and_can_send_nothing() -> None:
    html = render('{% button "Publish" why="waiting for client" %}')
    assert 'aria-disabled="true"' in html and 'type="button"' in html and "Publish: waiting for client" in html


def test_a_buttons_attributes_are_written_with_dashes_and_escaped() -> None:
    html = render('{% button "Go" kind="primary" hx_post=url data_key="a" hidden=False %}', url='/x?"><script>')
    assert 'hx-post="/x?&quot;&gt;&lt;script&gt;"' in html and 'data-key="a"' in html and "hidden" not in html
    assert html.startswith('<button type="submit" class="button button-primary"')


def test_a_button_with_an_address_is_a_link() -> None:
    assert render('{% button "Plans" href="/p/" %}') == '<a class="button" href="/p/">Plans</a>'


@pytest.mark.parametrize(
    ("level", "word"),
    [(1, "Critical"), ("2", "Major"), (3, "Moderate"), (4, "Minor"), ("", "Not set"), (None, "Not set")],
)
def test_severity_is_always_a_shape_and_a_word(level: object, word: str) -> None:
    html = render("{% severity level word=False %}", level=level)
    assert word in html and 'class="shape"' in html


def test_an_unscored_sentiment_is_not_called_neutral() -> None:
    html = render('{% sentiment "" %}{% sentiment "negative" by="Ines" %}')
    assert "Not scored" in html and "Neutral" not in html and "Negative, by Ines" in html


def test_a_wrong_visibility_falls_back_to_internal() -> None:
    assert "Internal" in render('{% visibility "everyone" %}')


def test_marked_words_are_whole_any_case_and_the_rest_is_escaped() -> None:
    html = render("{% marked_text text found %}", text="<b>Glass</b> glasses, GLASS", found=["glass"])
    assert html == "&lt;b&gt;<mark>Glass</mark>&lt;/b&gt; glasses, <mark>GLASS</mark>"


def test_marked_spans_that_overlap_or_leave_the_text_are_left_out() -> None:
    assert render("{% marked_text 'abcdef' found %}", found=[[0, 2], [1, 3], [4, 99], [3, 3]]) == "<mark>ab</mark>cdef"
    assert render("{{ text|marked:None }}", text="a<b") == "a&lt;b"


def test_a_field_with_an_error_points_at_hint_and_error() -> None:
    form = SampleForm({"phone": "1", "due": "-5", "role": "lead", "lane": "legal"})
    html = render('{% field form.due hint="From the start." %}', form=form)
    assert 'aria-describedby="id_due-hint id_due-error"' in html and 'aria-invalid="true"' in html
    assert 'id="id_due-hint"' in html and 'id="id_due-error"' in html and 'value="-5"' in html


def test_a_sound_field_is_not_called_invalid() -> None:
    html = render("{% field form.phone %}", form=SampleForm())
    assert "aria-invalid" not in html and "aria-describedby" not in html and 'for="id_phone"' in html


def test_a_group_of_choices_is_a_fieldset_with_a_legend() -> None:
    html = flat(render("{% field form.lane %}", form=SampleForm()))
    assert (
        html.lstrip().startswith("<fieldset")
        and "<legend>Approval</legend>" in html
        and html.count('class="choice"') == 2
    )


def test_a_field_that_does_not_exist_prints_nothing() -> None:
    assert render("{% field form.nothing %}", form=SampleForm()).strip() == ""


def test_a_summary_comes_with_the_second_error_and_links_to_both() -> None:
    one = SampleForm({"phone": "1", "due": "-5", "role": "lead", "lane": "legal"})
    two = SampleForm({"phone": "1", "due": "-5", "role": "", "lane": "legal"})
    assert render("{% error_summary form %}", form=one).strip() == ""
    html = render("{% error_summary form %}", form=two)
    assert 'href="#id_due"' in html and 'href="#id_role"' in html and "2 things to fix" in html


def test_an_error_of_the_whole_form_is_shown_alone() -> None:
    class Whole(forms.Form):
        def clean(self) -> None:
            raise forms.ValidationError("This invitation was used.")

    assert "This invitation was used." in render("{% error_summary form %}", form=Whole({}))


def test_a_late_clock_says_so_in_words_and_a_met_one_how_long_it_took() -> None:
    due, start = NOW - timedelta(seconds=130), NOW - timedelta(minutes=17)
    late = render("{% clock item %}", item={"label": "Public answer", "due_at": due, "started_at": start})
    assert "late 02:10" in late and "was due" in late and 'data-state="late"' in late
    met = render(
        "{% clock item %}",
        item={"label": "Acknowledged", "due_at": due, "started_at": start, "state": "met", "taken": 180},
    )
    assert "Met, 3 min" in met and "data-clock" not in met


def test_a_clock_without_a_due_time_is_held_not_zero() -> None:
    html = render("{% clock item %}", item={"label": "Client approval"})
    assert "Held" in html and "00:00" not in html


def test_no_deadline_is_said_in_words() -> None:
    assert "No deadlines running" in render("{% deadline_bar None %}{% deadline_bar missing %}")


def test_a_figure_that_is_not_known_is_not_zero() -> None:
    html = render('{% include "components/stat.html" with label="Covered" value=None %}{{ nothing|duration }}')
    assert html.count("not known") == 2 and "0" not in html


def test_a_sparkline_breaks_where_nothing_is_known() -> None:
    figure = ui_svg.spark([1, 2, None, 4])
    assert figure.line.count("M") == 2 and len(figure.gaps) == 1
    assert ui_svg.spark([1, None]).end is None
    assert ui_svg.spark([]).line == ""


def test_a_sparkline_marks_an_end_above_its_expectation() -> None:
    assert ui_svg.spark([1, 9], [0, 0], [3, 3]).over
    assert not ui_svg.spark([1, 2], [0, 0], [3, 3]).over


def test_a_strip_draws_gap_sampling_and_no_connection_each_in_its_own_way() -> None:
    states = [
        {"state": name, "start": n / 5, "end": (n + 1) / 5}
        for n, name in enumerate(["covered", "late", "sampled", "gap", "none"])
    ]
    html = render("{% strip segments label='Bluesky' %}", segments=states)
    for sign in ("strip-covered", "strip-late", "url(#dots)", "url(#hatch-gap)", "strip-none", 'aria-label="Bluesky"'):
        assert sign in html


def test_a_diff_is_words_for_ears_too_and_escapes_its_text() -> None:
    html = render("{% diff parts %}", parts=[("=", "Ask <b>"), ("+", "now"), {"op": "delete", "text": "later"}])
    assert "Ask &lt;b&gt;" in html and "added: </span>now</ins>" in html and "removed: </span>later</del>" in html


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("success undo:/inbox/undo/7/", "/inbox/undo/7/"),
        ("undo://evil.example/", ""),
        ("undo:https://evil.example", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_undo_goes_to_an_own_path_only(tags: object, expected: str) -> None:
    assert render("{{ tags|undo_url }}", tags=tags) == expected


def test_crumbs_name_the_page_and_lead_back() -> None:
    html = flat(render('{% crumbs "Incidents" "/i/" "Alder Coffee" "/b/" "#47" %}'))
    assert 'aria-current="page">#47<' in html and "Back to Alder Coffee" in html and html.count('href="/i/"') == 1


def test_a_dialog_is_named_by_its_title() -> None:
    html = render('{% dialog id="release" title=words %}<p>Text</p>{% enddialog %}', words="Release <this>?")
    assert 'aria-labelledby="release-title"' in html and "Release &lt;this&gt;?" in html and "<p>Text</p>" in html


def test_plain_text_becomes_paragraphs_and_never_markup() -> None:
    assert (
        render("{% paragraph text %}", text="One\r\n\r\n<script>")
        == '<p dir="auto">One</p><p dir="auto">&lt;script&gt;</p>'
    )
