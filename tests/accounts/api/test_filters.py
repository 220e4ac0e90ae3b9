"""Filters see only what the reader may: no id tells whether it is somebody's."""

from typing import Any

import django_filters
import pytest
from django.forms import ModelChoiceField
from django.urls import get_resolver
from uuid_utils.compat import uuid7

from accounts.api.filters import SeenFilters
from tests.everything import make_everything
from tests.routes import _walk
from tests.world import World


def _sets() -> list[tuple[str, Any]]:
    """Every list's filters, by its address."""
    found = []
    for path, pattern in _walk(get_resolver("config.urls").url_patterns):
        view = getattr(pattern.callback, "cls", None)
        if view is None or "list" not in (getattr(pattern.callback, "actions", None) or {}).values():
            continue
        if SeenFilters in getattr(view, "filter_backends", ()) and hasattr(view, "model"):
            filters = SeenFilters().get_filterset_class(view(), view.model.objects.none())
            found += [(path, filters)] if filters else []
    return found


def test_no_filter_looks_ids_up_in_a_table() -> None:
    sets = _sets()
    assert len(sets) > 15
    choices = (django_filters.ModelChoiceFilter, django_filters.ModelMultipleChoiceFilter)
    assert [
        f"{path}?{name}"
        for path, filters in sets
        for name, one in filters.base_filters.items()
        if isinstance(one, choices) or issubclass(one.field_class, ModelChoiceField)
    ] == []


def test_every_list_that_filters_does_it_by_our_base() -> None:
    for path, pattern in _walk(get_resolver("config.urls").url_patterns):
        for backend in getattr(getattr(pattern.callback, "cls", None), "filter_backends", ()):
            assert backend is SeenFilters, path


@pytest.mark.parametrize("who", ["client", "manager", "owner"])
def test_an_id_of_somebody_elses_and_one_of_nobody_answer_alike(world: World, who: str) -> None:
    make_everything(world)
    browser, foreign = world.browser(getattr(world, who)), world.rival_owner.user_id
    for path, filters in _sets():
        for name, one in filters.base_filters.items():
            if not name.endswith(
                ("brand", "incident", "lead", "owner", "asked_of", "query", "rule", "answer", "debrief")
            ):
                continue
            is_person = isinstance(one, django_filters.NumberFilter)
            there, nowhere = (foreign, 999_999) if is_person else (world.lumen.pk, uuid7())
            answers = [
                browser.get(f"/{path}", {name: value}, headers={"Request-Id": "one-for-both"})
                for value in (there, nowhere)
            ]
            assert answers[0].status_code == answers[1].status_code, (path, name)
            if who != "owner" or is_person:
                assert answers[0].content == answers[1].content, (path, name)


def test_a_filter_finds_what_it_names(world: World) -> None:
    everything = make_everything(world)
    browser = world.browser(world.manager)
    mine = browser.get("/api/v1/incidents/", {"lead": world.manager.user_id}).json()["results"]
    assert str(everything["incident"].pk) in {row["id"] for row in mine}
    ours = browser.get("/api/v1/incidents/", {"brand": world.alder.pk}).json()["results"]
    assert {row["brand"] for row in ours} == {str(world.alder.pk)}


@pytest.mark.parametrize("value", ["x", "0", "-1", "1.5", "9" * 30])
def test_what_is_no_id_is_refused_at_the_field(world: World, value: str) -> None:
    answer = world.browser(world.manager).get("/api/v1/incidents/", {"lead": value})
    assert answer.status_code == 400
    assert "lead" in answer.json()["errors"]
