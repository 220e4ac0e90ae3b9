"""Every kind of alert rule is declared in one module, and nobody else names one."""

import ast
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from monitoring.alerting import kinds
from monitoring.alerting.forms.rule_kinds import FORMS
from monitoring.alerting.kinds import KINDS, Kind
from monitoring.detection.kinds import COUNT_KINDS, POST_KINDS

ROOT = Path(settings.BASE_DIR)
NO_KIND = {"declaring", "fields", "values"}  # what the kinds' modules are made with
PLAIN_WORDS = {"change", "drop", "words"}  # they mean much else: looked for where something is called a kind alone
RULES = {rule.__name__ for rule in [*COUNT_KINDS.values(), *POST_KINDS.values()]}
# Who may name a kind, and why.
MAY = {
    "monitoring/alerting/services/silence.py": "watches the sources themselves, which no other kind of rule does",
    "config/demo/smoke.py": "asks the API from outside, and knows nothing of the code",
}


def _modules() -> dict[str, list[type[Kind[Any]]]]:
    found = {}
    for module in pkgutil.iter_modules(kinds.__path__):
        if module.name not in NO_KIND:
            names = vars(import_module(f"{kinds.__name__}.{module.name}"))
            found[module.name] = [
                one for one in names.values() if isinstance(one, type) and issubclass(one, Kind) and one is not Kind
            ]
    return found


def test_every_rule_of_the_detector_has_exactly_one_module_called_as_its_kind() -> None:
    declared = {name: [one.rule for one in found] for name, found in _modules().items()}
    assert {name: [kind.rule] for name, kind in KINDS.items()} == declared
    assert sorted(RULES) == sorted(kind.rule.__name__ for kind in KINDS.values())


def test_a_kind_is_judged_from_counts_or_from_posts_as_the_detector_has_it() -> None:
    assert {name for name, kind in KINDS.items() if not kind.of_posts} == {*COUNT_KINDS}
    assert {name for name, kind in KINDS.items() if kind.of_posts} == {*POST_KINDS}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_says_all_that_people_see_of_it(kind: Kind[Any]) -> None:
    assert all((kind.name, kind.about, kind.alert_name, kind.icon, kind.api))
    # The API's words name each setting, and each has a name in a rule's history.
    assert [name for name in kind.settings if name not in kind.api] == []
    assert set(kind.percents) <= set(kind.settings)
    assert set(kind.behind) <= set(kind.fields) <= set(FORMS[kind.key].base_fields)


def _named(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where a kind, or the detector's rule of one, is called by its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node.value in {*KINDS} - PLAIN_WORDS:
            yield node.lineno, str(node.value)
        elif isinstance(node, ast.Attribute | ast.Name | ast.alias):
            name = {ast.Attribute: "attr", ast.Name: "id", ast.alias: "name"}[type(node)]
            if getattr(node, name) in RULES:
                yield node.lineno, getattr(node, name)
        elif isinstance(node, ast.Compare) and ast.unparse(node.left).endswith("kind"):
            words = [one for side in node.comparators for one in ast.walk(side) if isinstance(one, ast.Constant)]
            yield from ((one.lineno, str(one.value)) for one in words if one.value in PLAIN_WORDS)
        elif isinstance(node, ast.keyword) and node.arg == "kind":
            words = [one for one in ast.walk(node.value) if isinstance(one, ast.Constant)]
            yield from ((one.lineno, str(one.value)) for one in words if one.value in PLAIN_WORDS)


def _sources() -> Iterator[tuple[str, Path]]:
    for package in ("accounts", "config", "incidents", "monitoring", "playbooks"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and not name.startswith(
                ("monitoring/detection/", "monitoring/alerting/kinds/")
            ):
                yield name, path


def test_nobody_but_a_kinds_own_module_and_the_detector_names_a_kind() -> None:
    found = {name: [*_named(ast.parse(path.read_text()))] for name, path in _sources()}
    naming = {name: places for name, places in found.items() if places}
    assert {name: places for name, places in naming.items() if name not in MAY} == {}
    assert set(MAY) <= set(naming), "one of those who may name a kind no longer does"


@pytest.mark.parametrize(
    "code",
    ["kind in ('spike',)", "f(isinstance(x, detection.DropRule))", "row.kind == 'change'", "make(kind='words')"],
)
def test_a_name_is_found_however_it_is_written(code: str) -> None:
    assert [*_named(ast.parse(code))]


@pytest.mark.parametrize("code", ["context['words']", "op == 'change'", "events.on('drop')"])
def test_plain_words_are_no_names_of_kinds(code: str) -> None:
    assert not [*_named(ast.parse(code))]
