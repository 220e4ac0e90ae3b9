"""A page loads each script once: read from Django's own nodes, through what a template extends and includes."""

from functools import cache
from typing import Any

import pytest
from django.template import Node, Template, engines
from django.template.defaulttags import ForNode
from django.template.loader_tags import IncludeNode
from django.templatetags.static import StaticNode

from tests.config.page_calls import every_template
from tests.config.template_names import Reader, template_of

HEAD = "components/head.html"
TEMPLATES = every_template()


class Scripts(Reader):
    """Notes the scripts in the order in which the page names them. What stands in a loop is named twice."""

    def __init__(self, template: Template) -> None:
        self.found: list[str] = []
        super().__init__(template)

    def _node(self, node: Node, known: set[str]) -> None:
        if isinstance(node, StaticNode) and str(node.path.var).endswith(".js"):
            self.found.append(str(node.path.var))
        if isinstance(node, ForNode):
            self._list(node.nodelist_loop, known | set(node.loopvars) | {"forloop"})
        super()._node(node, known)

    def _include(self, node: IncludeNode, known: set[str]) -> None:
        super()._include(node, known)
        if isinstance(node.template.var, str):
            self.found += scripts_of(node.template.var)


@cache
def scripts_of(name: str) -> tuple[str, ...]:
    return tuple(Scripts(template_of(name)).found)


def _repeated(scripts: Any) -> set[str]:
    return {one for one in scripts if scripts.count(one) > 1}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_page_names_each_script_once(name: str) -> None:
    assert _repeated(scripts_of(name)) == set()


def test_only_the_head_names_the_scripts_of_every_page() -> None:
    """A part that htmx fetches would run them again on the page that has them."""
    with_head = {name for name in TEMPLATES if set(scripts_of(HEAD)) <= set(scripts_of(name))}
    assert "base.html" in with_head
    again = {name for name in TEMPLATES if name not in with_head and set(scripts_of(HEAD)) & set(scripts_of(name))}
    assert again == set()


@pytest.mark.parametrize(
    "source",
    [
        "{% load static %}<script src=\"{% static 'a.js' %}\"></script><script src=\"{% static 'a.js' %}\"></script>",
        "{% load static %}{% for one in rows %}<script src=\"{% static 'a.js' %}\"></script>{% endfor %}",
        "{% extends \"base.html\" %}{% load static %}{% block scripts %}{% static 'js/live.js' %}{% endblock %}",
        '{% extends "base.html" %}{% block content %}{% include "components/head.html" %}{% endblock %}',
    ],
)
def test_a_script_named_again_is_seen(source: str) -> None:
    assert _repeated(Scripts(engines["django"].from_string(source).template).found) != set()
