"""What views give their templates: a frozen dataclass each, whose fields are the names that the template asks for."""

from dataclasses import fields

import pytest
from django.template import engines

from tests.config.page_calls import Call, every_call
from tests.config.template_names import Reader, names_of

CALLS = every_call()
TYPED = [call for call in CALLS if call.typed and call.pages]
# Tags that write times ask for the page's moment, which a test may set.
MOMENT = {"now"}


def _of(call: Call) -> str:
    return f"{call.file}:{call.line}"


def test_a_view_hands_its_template_a_dataclass() -> None:
    """Also a tag its component. There is no exception: what a template is given has a name and a type."""
    assert [_of(call) for call in CALLS if not call.typed] == []


@pytest.mark.parametrize("call", TYPED, ids=_of)
def test_a_page_has_every_name_its_template_asks_for(call: Call) -> None:
    assert call.templates, "the template's name stands in the call, or in a variable of the same function"
    for page in call.pages:
        assert page.__dataclass_params__.frozen, page  # type: ignore[attr-defined]
        given = {field.name for field in fields(page)}
        for template in call.templates:
            assert names_of(template).needs - given == set(), f"{template} with {page.__name__}"


@pytest.mark.parametrize(
    "page", sorted({page for call in TYPED for page in call.pages}, key=str), ids=lambda p: p.__name__
)
def test_a_page_has_no_field_that_no_template_asks_for(page: type) -> None:
    asked = {name for call in TYPED if page in call.pages for one in call.templates for name in names_of(one).every}
    assert {field.name for field in fields(page)} - asked - MOMENT == set()


@pytest.mark.parametrize(
    ("source", "needs"),
    [
        ("{{ one.title|default:two }}{% if three and not four %}{{ five }}{% endif %}", "one two three four five"),
        (
            "{% for row in rows %}{{ row }}{{ forloop.counter }}{% empty %}{{ none_words }}{% endfor %}",
            "rows none_words",
        ),
        ("{% with one=two %}{{ one }}{% endwith %}{{ one }}", "two one"),
        ('{% url "profile" as way %}{{ way }}{% firstof one two as best %}{{ best }}', "one two"),
        (
            "{% load ui %}{% panel title note=one %}{{ two }}{% endpanel %}{% when at %}{% chip label %}",
            "title one two at label",
        ),
        ('{% include "components/stat.html" with label="Posts" %}', "value"),
        ('{% include "components/stat.html" with label="Posts" value=posts only %}', "posts"),
        (
            '{% extends "accounts/brand_frame.html" %}{% block part %}{{ own }}{% endblock %}',
            "brand brand_url tabs own",
        ),
        ('{% extends "base.html" %}{{ never_shown }}{% block title %}{{ one }}{% endblock %}', "one"),
        ("{# may take: one #}{{ one }}{{ two }}{{ member }}{% csrf_token %}", "two"),
    ],
)
def test_the_reader_of_templates_sees_every_name_that_comes_from_outside(source: str, needs: str) -> None:
    assert Reader(engines["django"].from_string(source).template).names.needs == set(needs.split())
