"""No row reaches an answer or a page but through `visible_to`: the walk over what could pass it by, and over what answers hold."""

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import get_resolver
from rest_framework import serializers

from accounts.api.nested import Nested
from accounts.api.throttling import MemberThrottle
from accounts.scoping import ScopedModel, visible_related
from tests.everything import make_everything
from tests.routes import address, rows
from tests.world import World

ROOT = Path(settings.BASE_DIR)
# A single row inside another: whoever sees the one sees the other.
CARRIED = {("MentionOut", "post"): "a post is reached through its mentions only"}
# What makes rows of a related manager; `visible_to` and `prefetch_visible` are the ways in.
READS = {
    "aggregate", "all", "annotate", "count", "earliest", "exclude", "exists", "filter", "first", "get", "in_bulk", "iterator",
    "last", "latest", "only", "order_by", "prefetch_related", "select_related", "values", "values_list",
}  # fmt: skip


def _scoped() -> list[type[ScopedModel]]:
    return [model for model in apps.get_models() if issubclass(model, ScopedModel)]


def _related_names() -> set[str]:
    """What the related rows of a row are called, where they are of an agency's schema."""
    fields = [one for model in _scoped() for one in model._meta.get_fields() if one.is_relation and one.auto_created]
    return {str(one.get_accessor_name()) for one in fields if one.get_accessor_name() and one.one_to_many}


def _shapes(base: type[Any]) -> Iterator[type[Any]]:
    for shape in base.__subclasses__():
        if shape.__module__.split(".")[0] in ("accounts", "monitoring", "playbooks", "incidents"):
            yield shape
        yield from _shapes(shape)


def _refused(shape: type[serializers.ModelSerializer[Any]]) -> list[str]:
    found = []
    for name, field in shape().fields.items():
        inner = getattr(field, "child", getattr(field, "child_relation", field))
        queryset = getattr(inner, "queryset", None)
        model = getattr(getattr(inner, "Meta", None), "model", None) or getattr(queryset, "model", None)
        if not (isinstance(model, type) and issubclass(model, ScopedModel)):
            continue
        if isinstance(field, serializers.ListSerializer | serializers.ManyRelatedField):
            if not isinstance(field, Nested):
                found.append(f"{shape.__name__}.{name}: nested rows are Nested(child=…)")
        elif isinstance(field, serializers.BaseSerializer) and (shape.__name__, name) not in CARRIED:
            found.append(f"{shape.__name__}.{name}: say in CARRIED why whoever sees the one sees the other")
    return found


def test_no_serializer_nests_rows_that_nobody_narrowed() -> None:
    get_resolver("config.urls").url_patterns  # noqa: B018  # reads every view, and with it every shape
    shapes = set(_shapes(serializers.ModelSerializer))
    assert len(shapes) > 15
    assert [line for shape in shapes for line in _refused(shape)] == []


def test_a_serializer_that_nests_rows_the_plain_way_is_refused() -> None:
    from incidents.models import PublicAnswer
    from incidents.speaking.api.serializers import ApprovalOut

    class Plain(serializers.ModelSerializer[PublicAnswer]):
        approvals = ApprovalOut(many=True)

        class Meta:
            model = PublicAnswer
            fields = ("id", "approvals", "publications")

    assert len(_refused(Plain)) == 2


def _passed_by(tree: ast.AST, related: set[str]) -> Iterator[str]:
    models = {model.__name__ for model in _scoped()}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        verb, of = node.func.attr, node.func.value
        if verb == "prefetch_related":
            named = [one.value for one in node.args if isinstance(one, ast.Constant)]
            yield from (f"{node.lineno}: prefetch_visible(member, {name!r})" for name in named)
        elif isinstance(of, ast.Attribute) and of.attr in related and verb in READS:
            yield f"{node.lineno}: visible_related(….{of.attr}, member), or .{of.attr}.visible_to(member)"
        elif verb in READS and (named := re.fullmatch(r"(\w+)\.objects", ast.unparse(of))) and named[1] in models:
            yield f"{node.lineno}: {named[1]}.objects.visible_to(member)"


def _doors() -> Iterator[Path]:
    for app in ("accounts", "monitoring", "playbooks", "incidents"):
        for room in ("views", "api", "templatetags"):
            yield from (ROOT / app / room).rglob("*.py")


def test_views_and_endpoints_read_no_related_row_past_the_wall() -> None:
    related = _related_names()
    assert {"approvals", "lessons", "releases", "team"} <= related
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in _doors()
        for line in _passed_by(ast.parse(path.read_text()), related)
    ]
    assert found == []


def test_the_walk_over_views_sees_what_it_is_for() -> None:
    text = (
        "answer.approvals.all()\nrows.prefetch_related('lessons')\nTask.objects.filter(x=1)\nbrand.team.visible_to(m)"
    )
    assert [line.split(":")[0] for line in _passed_by(ast.parse(text), _related_names())] == ["1", "2", "3"]


def test_templates_read_no_related_rows_themselves() -> None:
    pattern = re.compile(rf"\.(?:{'|'.join(sorted(_related_names()))})\.(?:all|count|first|last|exists)\b")
    found = [path.name for path in ROOT.glob("*/templates/**/*.html") if pattern.search(path.read_text())]
    assert found == []


def _with_ids(data: Any) -> Iterator[UUID]:
    if isinstance(data, dict):
        with suppress(ValueError):
            yield UUID(str(data.get("id")))
        data = list(data.values())
    if isinstance(data, list):
        for inner in data:
            yield from _with_ids(inner)


@pytest.mark.parametrize("who", ["admin", "manager", "analyst", "other", "client"])
def test_every_row_in_every_answer_is_one_its_reader_may_see(
    world: World, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    monkeypatch.setattr(MemberThrottle, "allow_request", lambda *_: True)
    everything, member = make_everything(world), getattr(world, who)
    # A post is reached through its mentions only.
    models = [model for model in _scoped() if model.__name__ != "Post"]
    there = {model: set(model.objects.values_list("pk", flat=True)) for model in models}
    fresh = world.fresh(member)
    may_see = {model: set(model.objects.visible_to(fresh).values_list("pk", flat=True)) for model in models}
    browser, hidden, seen = world.browser(member), [], 0
    read = [one for one in rows() if one.is_api and one.host == "agency" and one.method == "GET"]
    for row in read:
        answer = browser.get(address(row, everything))
        if answer.status_code != 200 or "json" not in answer["Content-Type"]:
            continue
        ids = set(_with_ids(answer.json()))
        for model in models:
            seen += len(ids & there[model])
            past = (ids & there[model]) - may_see[model]
            if past:
                hidden.append(f"{row.path}: {len(past)} of {model.__name__}")
    assert hidden == []
    assert seen > (0 if who == "other" else 3)


def test_related_rows_are_fetched_at_once_and_narrowed_or_asked_for_again(
    world: World, django_assert_num_queries: Any
) -> None:
    from incidents.models import PublicAnswer

    make_everything(world)
    client, manager = world.fresh(world.client), world.fresh(world.manager)
    fetched = PublicAnswer.objects.visible_to(manager).prefetch_visible(manager, "approvals__asked_of").get()
    with django_assert_num_queries(0):
        assert len(visible_related(fetched.approvals, manager)) == 1
    assert len(visible_related(fetched.approvals, client)) == 0, "fetched for one is not fetched for another"
    assert len(visible_related(fetched.approvals, None)) == 0
