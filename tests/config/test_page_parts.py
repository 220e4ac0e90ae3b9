"""A template that others include says at its head what it takes, which is what it uses and what each include gives it."""

import pytest
from django.template import engines

from tests.config.page_calls import every_call, every_template
from tests.config.template_names import Include, names_of, takes, template_of

TEMPLATES = every_template()
INCLUDED = {include.template for name in TEMPLATES for include in names_of(name).includes}
# One that a view renders too has a dataclass that says it.
ONLY_INCLUDED = sorted(INCLUDED - {name for call in every_call() for name in call.templates})
SAYING = [name for name in TEMPLATES if takes(template_of(name)).said]


@pytest.mark.parametrize("name", ONLY_INCLUDED)
def test_a_template_that_is_only_included_says_what_it_takes(name: str) -> None:
    assert takes(template_of(name)).said, "begins with {# takes: a, b; may take: c #}"


@pytest.mark.parametrize("name", SAYING)
def test_what_a_template_says_it_takes_is_what_it_uses(name: str) -> None:
    said, used = takes(template_of(name)), names_of(name)
    assert said.needs - used.frame == used.needs
    assert said.may <= used.every


@pytest.mark.parametrize("name", TEMPLATES)
def test_an_include_gives_what_the_template_takes_and_nothing_else(name: str) -> None:
    for include in names_of(name).includes:
        said = takes(template_of(include.template))
        if said.said:
            assert said.needs - _reach(name, include) == set(), f"{include.template} goes without"
            assert include.given - said.needs - said.may == set(), f"{include.template} makes nothing of it"


def _reach(name: str, include: Include) -> set[str]:
    """What an included template finds: what it is given, and without `only` whatever is known where it stands."""
    around = set() if include.only else include.seen | names_of(name).every
    return around | include.given


@pytest.mark.parametrize(
    ("head", "needs", "may"),
    [
        ("{# takes: one, two; may take: three #}", "one two", "three"),
        ("{% load ui %}{# takes: one (first; may be empty), two {a, b}; in a list #}<ul>", "one two", ""),
        ("{% comment %}takes: one,\ntwo\nmay take: three + four; in a list{% endcomment %}", "one two", "three four"),
        ("{# takes: nothing #}", "", ""),
    ],
)
def test_what_a_template_takes_is_read_from_its_first_comment(head: str, needs: str, may: str) -> None:
    said = takes(engines["django"].from_string(head).template)
    assert (said.said, said.needs, said.may) == (True, set(needs.split()), set(may.split()))
