"""What is named elsewhere is shown as the API's own list shows it, to whoever may see it there."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import hooks
from accounts.api import showing
from tests.everything import Everything, make_everything
from tests.world import World

# By kind: the list's address, and the row's name among everything there is.
SHOWN = {
    "brand": ("brands", "brand"),
    "event": ("events", "event"),
    "contact": ("contacts", "contact"),
    "source": ("sources", "source"),
    "query": ("queries", "query"),
    "backfill": ("backfills", "backfill"),
    "view": ("views", "view"),
    "mention": ("mentions", "mention"),
    "rule": ("rules", "rule"),
    "alert": ("alerts", "alert"),
    "planned_event": ("planned_events", "planned_event"),
    "plan": ("plans", "plan"),
    "plan_version": ("plan-versions", "version"),
    "proposal": ("proposals", "proposal"),
    "incident": ("incidents", "incident"),
    "task": ("tasks", "task"),
    "entry": ("entries", "entry"),
    "answer": ("answers", "answer"),
    "approval": ("approvals", "approval"),
    "update": ("updates", "update"),
    "debrief": ("debriefs", "debrief"),
    "lesson": ("lessons", "lesson"),
    "import": ("imports", "import"),
    "source_batch": ("source_batches", "source_batch"),
    "link_reading": ("link_readings", "link_reading"),
}


@pytest.fixture
def everything(world: World) -> Everything:
    return make_everything(world)


def _listed(world: World, member: Any, noun: str) -> dict[str, Any]:
    answer = world.browser(member).get(f"/api/v1/{noun}/?page_size=200")
    world.enter()
    return {row["id"]: row for row in answer.json()["results"]} if answer.status_code == 200 else {}


def _without_times_of_asking(shape: Any) -> Any:
    """A source's health is told as of now."""
    return {name: value for name, value in shape.items() if name != "health"} if isinstance(shape, dict) else shape


def test_every_kind_has_its_case() -> None:
    assert set(showing.kinds()) == set(SHOWN)


@pytest.mark.parametrize("kind", SHOWN)
def test_a_row_is_shown_as_its_list_shows_it_to_each_person(world: World, everything: Everything, kind: str) -> None:
    noun, name = SHOWN[kind]
    pk = str(everything[name].pk)
    for who in ("owner", "manager", "analyst", "other", "client"):
        listed = _listed(world, getattr(world, who), noun)
        shown = hooks.shapes.answer.shown(kind, [pk], world.fresh(getattr(world, who)))
        expected = {pk: listed[pk]} if pk in listed else {}
        assert [_without_times_of_asking(one) for one in shown.values()] == [
            _without_times_of_asking(one) for one in expected.values()
        ], who
        assert shown.keys() == expected.keys(), who


def test_what_a_key_may_not_read_is_not_shown_to_it(world: World, everything: Everything) -> None:
    pk = str(everything["mention"].pk)
    member = world.fresh(world.analyst)
    member.key_scopes = frozenset({"manage"})
    assert hooks.shapes.answer.shown("mention", [pk], member) == {}
    member.key_scopes = frozenset({"read"})
    assert list(hooks.shapes.answer.shown("mention", [pk], member)) == [pk]


def test_no_id_a_strange_id_and_a_strange_kind_show_nothing(world: World) -> None:
    shown = hooks.shapes.answer.shown
    assert shown("incident", [], world.owner) == {}
    assert shown("incident", ["17", "nothing", "01900000-0000-7000-8000-00000000000f"], world.owner) == {}
    assert shown("member", [str(world.analyst.pk)], world.owner) == {}


@pytest.mark.parametrize("kind", ["mention", "alert"])
def test_many_rows_cost_as_many_queries_as_one(world: World, everything: Everything, kind: str) -> None:
    from monitoring.models import Alert, Mention, Post

    mention, alert = everything["mention"], everything["alert"]
    for number in range(5):
        twin = Post.objects.get(pk=mention.post_id)
        twin.pk, twin.external_id, twin._state.adding = Post._meta.pk.get_default(), f"twin-{number}", True
        twin.save(force_insert=True)
        Mention.objects.create(
            post=twin, brand=mention.brand, source=mention.source, published_at=mention.published_at, first_seen_at=mention.first_seen_at,
        )  # fmt: skip
        raised = Alert.objects.get(pk=alert.pk)
        raised.pk, raised._state.adding = Alert._meta.pk.get_default(), True
        raised.window_start = raised.window_start.replace(year=2020 - number)
        raised.save(force_insert=True)
    ids = [str(pk) for pk in (Mention if kind == "mention" else Alert).objects.values_list("pk", flat=True)]
    assert len(ids) > 5
    counts = []
    for some in (ids[:1], ids):
        member = world.fresh(world.analyst)
        with CaptureQueriesContext(connection) as asked:
            assert len(hooks.shapes.answer.shown(kind, some, member)) == len(some)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_noun_that_two_apps_offer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = showing.kinds()["brand"]
    monkeypatch.setattr(showing, "_offered", [lambda: {"brand": taken}])
    with pytest.raises(ValueError, match="shown twice: brand"):
        showing.kinds()
