"""The templates as a whole: they hold without context, obey the content security policy, and are listed where builders look."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import lucide
import pytest
from django.template.loader import get_template, render_to_string
from django.utils import timezone

from tests.config import user_text
from tests.config.ui_samples import frame, gallery
from tests.markup import flat

CONFIG = Path(__file__).resolve().parents[2] / "config"
TEMPLATES = sorted((CONFIG / "templates").rglob("*.html"))
NAMES = [path.relative_to(CONFIG / "templates").as_posix() for path in TEMPLATES]


@pytest.fixture(autouse=True)
def _berlin() -> object:
    with timezone.override("Europe/Berlin"):
        yield


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("components/")])
def test_a_frame_holds_without_any_context(name: str) -> None:
    html = render_to_string(name, {})
    assert "<main" in html and html.count("<title>") == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_no_inline_code_or_style(name: str) -> None:
    source = (CONFIG / "templates" / name).read_text()
    source = re.sub(r"(?s)\{% comment %\}.*?\{% endcomment %\}|\{[%#].*?[%#]\}", "", source)
    assert not re.search(r"<style|\sstyle=|javascript:|\son[a-z]+=|hx-on|hx-vals='js", source)
    assert not re.search(r"<script(?![^>]*\ssrc=)", source)


def test_the_gallery_has_one_h1_and_every_landmark() -> None:
    html = render_to_string("components/gallery.html", gallery())
    assert html.count("<h1") == 1 and html.count("<main") == 1 and 'class="skip"' in html
    assert 'aria-label="Main"' in html and "No deadlines running" in html and "not known" in html


def test_ids_are_unique_on_a_page() -> None:
    ids = re.findall(r'\sid="([^"]+)"', render_to_string("components/gallery.html", gallery()))
    assert sorted(set(ids)) == sorted(ids)


def test_the_deadline_and_the_place_are_on_every_page_of_the_frame() -> None:
    html = render_to_string("base.html", frame())
    assert "Public answer, Alder Coffee" in html and 'aria-current="page"' in html
    assert "No deadlines running" in render_to_string("base.html", frame() | {"next_deadline": None})


def test_a_suspended_agency_says_why_on_every_page() -> None:
    agency = {"name": "Northwind", "status": "suspended", "suspended_reason": "Unpaid since 1 Nov."}
    assert "Unpaid since 1 Nov." in render_to_string("base.html", frame() | {"agency": agency})


def test_a_drill_is_on_the_page_and_in_its_title() -> None:
    html = flat(render_to_string("base.html", frame() | {"drill": {"speed": "×12"}}))
    assert "<title>DRILL · " in html and "Nothing leaves this room" in html


def test_a_public_page_has_no_script_and_no_mark_of_the_product() -> None:
    html = render_to_string("public.html", {"brand_name": "Alder Coffee", "published_by": "Alder Coffee"})
    assert "<script" not in html
    assert "Firebreak" not in re.sub(r'href="[^"]*"', "", html)


@pytest.mark.parametrize("code", [400, 403, 404, 409, 429, 500, 503])
def test_an_error_page_says_what_and_is_there_for_each_code(code: int) -> None:
    html = render_to_string(f"{code}.html", {"reference": "7f3a-19", "retry_after": 90})
    assert "<h1>" in html and "Reference 7f3a-19" in html and "!" not in re.sub(r"<!DOCTYPE html>", "", html)


def test_every_component_is_listed_for_builders_and_says_its_variables() -> None:
    index = (CONFIG / "templates" / "components" / "index.txt").read_text()
    tags_of = {
        "bar",
        "sparkline",
        "strip",
        "diff",
        "field",
        "error_summary",
        "clock",
        "deadline_bar",
        "severity",
        "sentiment",
    }
    for path in (CONFIG / "templates" / "components").glob("*.html"):
        listed = path.name in index or f"{{% {path.stem} " in index or path.stem in tags_of
        assert listed, f"{path.name} is not in index.txt"
        if path.stem != "gallery":
            assert re.search(r"\{# |\{% comment %\}", path.read_text().splitlines()[0]), path.name


def test_every_icon_named_in_a_template_exists() -> None:
    names: set[str] = set()
    for path in TEMPLATES:
        names |= set(re.findall(r'\{% icon "([a-z0-9-]+)"', path.read_text()))
        names |= set(re.findall(r'icon\|default:"([a-z0-9-]+)"', path.read_text()))
    assert len(names) > 20
    for name in names:
        assert lucide._load_icon(name) is not None


def test_vendored_files_are_the_published_ones() -> None:
    readme = (CONFIG / "static" / "vendor" / "README").read_text()
    for name, expected in re.findall(r"^(\S+\.js) .*\b([0-9a-f]{64})$", readme, re.MULTILINE):
        assert hashlib.sha256((CONFIG / "static" / "vendor" / name).read_bytes()).hexdigest() == expected
    assert readme.count(".js ") >= 2


def test_no_static_file_points_outside_or_at_a_missing_one() -> None:
    for path in (CONFIG / "static").rglob("*.css"):
        text = path.read_text()
        assert "@import" not in text and "http" not in text
        for target in re.findall(r'url\("([^"]+)"\)', text):
            assert (path.parent / target).resolve().is_file(), target


def test_every_template_compiles() -> None:
    assert NAMES
    for name in NAMES:
        assert get_template(name).origin.template_name == name


def test_no_page_loads_a_script_or_style_twice() -> None:
    """What the frame loads, no page loads again: the second copy would act on everything once more."""
    apps = [
        path
        for app in ("accounts", "incidents", "monitoring", "playbooks")
        for path in (CONFIG.parent / app).rglob("*.html")
    ]
    loaded = re.compile(r"""<(?:script|link)\b[^>]*\{% static ['"]([^'"]+)['"] %\}""")
    frame = {name for path in TEMPLATES for name in loaded.findall(path.read_text())}
    for path in apps:
        own = loaded.findall(path.read_text())
        assert not frame & set(own), f"{path.name} loads again what every page has"
        assert len(own) == len(set(own)), path.name


# ── words of either direction ────────────────────────────────────────────────────────────────────────────────────────

APPS = ("accounts", "config", "incidents", "monitoring", "playbooks")
ALL = [path for app in APPS for path in sorted((CONFIG.parent / app).rglob("templates/**/*.html"))]


def _short(path: Path) -> str:
    return path.as_posix().rsplit("/templates/", 1)[1]


@pytest.mark.parametrize("path", ALL, ids=_short)
def test_what_people_typed_is_kept_apart_from_the_words_around_it(path: Path) -> None:
    """A title from right to left reorders nothing. In text: `<bdi>` or `dir="auto"`; in an attribute, a title, an option:
    `|isolate`; a sentence of ours that names somebody: `|ordered`."""
    if _short(path) == "components/gallery.html":  # shows what it says itself
        return
    assert user_text.unguarded(path.read_text(), _short(path), user_text.typed_names()) == []


@pytest.mark.parametrize("path", ALL, ids=_short)
def test_a_field_to_write_in_takes_the_direction_of_what_is_written(path: Path) -> None:
    for name, attributes in user_text.writable(path.read_text()):
        assert 'dir="auto"' in attributes, f"<{name}{attributes[:80]}"


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("<p>{{ incident.title }} is open</p>", "incident.title"),
        ('<p title="{{ incident.title }}">x</p>', "incident.title"),
        ("<option>{{ brand.name }}</option>", "brand.name"),
        ("<title><bdi>{{ brand.name }}</bdi></title>", "brand.name"),
        ("{% block title %}{{ plan.name }}{% endblock %}", "plan.name"),
        ("{% if a %}<bdi>{{ b.name }}</bdi>{% else %}{{ b.note }}{% endif %}", "b.note"),
        ("<bdi>by</bdi> {{ task.owner }}", "task.owner"),
        ("<p>{{ alert.sentence|truncatechars:60 }}</p>", "alert.sentence|truncatechars:60"),
        ("<p>{% marked_text post.title found %}</p>", "marked_text"),
        ('<a href="{% url "x" one.pk %}" {% if a %}aria-label="Open {{ one.title }}"{% endif %}>x</a>', "one.title"),
    ],
)
def test_the_check_of_typed_words_sees_them_where_they_are_not_kept_apart(source: str, seen: str) -> None:
    assert user_text.unguarded(source, "x.html", user_text.typed_names()) == [seen]


@pytest.mark.parametrize(
    "source",
    [
        "<p><bdi>{{ incident.title }}</bdi> is open</p>",
        '<h1 class="a{% if b %} c{% endif %}" dir="auto">{{ incident.title }}</h1>',
        '<p title="{{ incident.title|isolate }}">x</p>',
        "<option>{{ brand.name|isolate }}</option>",
        '<a href="/x/{{ brand.name }}" data-name="{{ brand.name }}">x</a>',
        "<p>{{ alert.sentence|ordered }}</p>",
        "<p>{{ tasks.title|length }} {{ brand.name|initials }} #{{ incident.number }}</p>",
        "{# {{ brand.name }} #}{% comment %}{{ brand.name }}{% endcomment %}<!-- {{ brand.name }} -->",
        "<bdi>{% if a > b %}{{ a.name }}{% else %}{{ b.name }}{% endif %}</bdi>",
    ],
)
def test_the_check_of_typed_words_lets_pass_what_is_kept_apart(source: str) -> None:
    assert user_text.unguarded(source, "x.html", user_text.typed_names()) == []


def test_the_check_of_typed_words_takes_the_names_from_the_models() -> None:
    """A new field of text counts as typed by people, unless it is named as ours."""
    names = user_text.typed_names()
    assert {"title", "name", "note", "reason", "owner", "lead", "skip_reason", "change_note", "author"} <= names
    assert not {"slug", "key_hash", "text_sha256", "pk", "number"} & names


def test_no_template_line_is_longer_than_a_screen() -> None:
    """At most 160 characters, of which a formatter leaves few: it can't break a tag of Django's."""
    assert [_short(path) for path in ALL if any(len(line) > 160 for line in path.read_text().splitlines())] == []
