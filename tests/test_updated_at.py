"""`updated_at` and `?updated_since=`: on every list of the API, moved by every way a row is written."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from accounts.api.throttling import MemberThrottle
from accounts.dated import Dated
from accounts.lifecycle import move
from incidents.learning.services import debriefs
from incidents.models import TASK, Debrief, PublicAnswer, Task
from incidents.speaking.services import approvals
from monitoring import rows as many
from monitoring.models import Mention, Post
from playbooks.models import Plan
from playbooks.services import plans
from tests.everything import Everything, make_everything
from tests.routes import rows
from tests.test_erasure import deleted, shown, told
from tests.world import World

OLD = datetime(2020, 1, 1, tzinfo=UTC)
# Lists that have neither, each for its reason.
EXCEPTED = {
    "accesslog": "append-only: `at` is it",
    "changelog": "what changed in the API, the same for everybody",
    "counts": "figures of a span, no rows",
    "entries": "append-only: `at` is it; a correction is an entry of its own",
    "events": "the record itself: followed by position",
    "notification_choices": "every kind and way there is, whether a row stands for it or not",
    "platforms": "a catalogue that comes with the software",
    "private_links": "one's own, one of each kind, shown whole",
    "removed": "what is gone",
    "search": "an answer to a text, over several kinds",
    "starters": "a catalogue that comes with the software",
    "updates": "append-only: `sent_at` is it",
    "waiting": "what waits now, reckoned from rows of several kinds",
    # Not lists: one thing each.
    "agency": "the agency of this host",
    "docs": "the description",
    "me": "who asks",
    "notification_times": "one's own settings",
    "schema": "the description",
}
PYTHON = [path for top in ("accounts", "monitoring", "incidents", "playbooks") for path in Path(top).rglob("*.py")]


@pytest.fixture
def everything(world: World, monkeypatch: pytest.MonkeyPatch) -> Everything:
    monkeypatch.setattr(MemberThrottle, "allow_request", lambda *_: True)
    return make_everything(world)


def _lists() -> list[str]:
    found = {row.path.split("/")[2] for row in rows() if row.is_api and row.host == "agency" and row.method == "GET"}
    whole = {row.path for row in rows() if row.method == "GET"}
    return sorted(name for name in found if f"api/v1/{name}/" in whole)


def _dated() -> list[type[Dated]]:
    return [model for model in apps.get_models() if issubclass(model, Dated)]


def _aged(found: Any) -> Any:
    """As if it had last been written long ago."""
    found.update(updated_at=OLD)
    return found.get()


def _time(of: datetime) -> str:
    return of.isoformat().replace("+00:00", "Z")


def test_every_list_shows_updated_at_and_filters_by_it_or_says_here_why_not(
    world: World, everything: Everything
) -> None:
    assert set(EXCEPTED) <= set(_lists())
    tomorrow = _time(timezone.now() + timedelta(days=1))
    for name in set(_lists()) - set(EXCEPTED):
        # What is one's own is the manager's.
        browser = world.browser(
            world.manager if name in ("notifications", "browsers", "exports", "link_readings") else world.owner
        )
        path = f"/api/v1/{name}/"
        whole = browser.get(path).json()["results"]
        assert whole, f"tests/everything.py makes none of {name}"
        assert {"updated_at"} <= set(whole[0]), name
        assert browser.get(path, {"updated_since": tomorrow}).json()["results"] == [], name
        since = max(row["updated_at"] for row in whole)
        found = browser.get(path, {"updated_since": since}).json()["results"]
        assert found and all(row["updated_at"] >= since for row in found), name
        refused = browser.get(path, {"updated_since": "2026-03-01T10:00"})
        assert refused.status_code == 400 and "updated_since" in refused.json()["errors"], name
        assert browser.get(path, {"updated_since": "soon"}).status_code == 400, name


def test_the_description_says_what_updated_since_means_and_how_to_overlap() -> None:
    paths: Any = SchemaGenerator().get_schema(request=None, public=True)["paths"]  # type: ignore[no-untyped-call]
    for name in set(_lists()) - set(EXCEPTED):
        parameters = {one["name"]: one for one in paths[f"/api/v1/{name}/"]["get"]["parameters"]}
        assert "a minute before" in parameters["updated_since"]["description"], name
    for name in set(EXCEPTED) & {path.split("/")[3] for path in paths}:
        told_of = {one["name"] for one in paths[f"/api/v1/{name}/"]["get"].get("parameters", ())}
        assert "updated_since" not in told_of, name


def test_every_way_to_write_a_row_of_a_list_stamps_it(world: World, everything: Everything) -> None:
    for model in _dated():
        made: Any = model._default_manager.first()
        assert made is not None, f"tests/everything.py makes no {model.__name__}"
        names = getattr(model, "changing", ()) or [field.name for field in model._meta.concrete_fields]
        field = next(one for one in names if one not in ("id", "updated_at", *getattr(model, "fixed", ())))
        rows_of: Any = model._default_manager.filter(pk=made.pk)
        column = model._meta.get_field(field).attname
        _aged(rows_of)
        rows_of.update(**{column: getattr(made, column)})
        assert rows_of.get().updated_at > OLD, model
        _aged(rows_of).save(update_fields=[field])
        assert rows_of.get().updated_at > OLD, model
        _aged(rows_of)
        many.update(model, (column,), [(made.pk, getattr(made, column))])
        assert rows_of.get().updated_at > OLD, model


def test_a_move_along_a_status_graph_stamps_the_row(world: World, everything: Everything) -> None:
    task = everything["task"]
    Task.objects.filter(pk=task.pk).update(updated_at=OLD)
    move(Task.objects.all(), task.pk, TASK, "start")
    assert Task.objects.get(pk=task.pk).updated_at > OLD


def test_sql_of_our_own_that_writes_a_dated_table_stamps_it() -> None:
    tables = {model._meta.db_table for model in _dated()}
    found = 0
    for path in PYTHON:
        if "migrations" in path.parts:
            continue
        for match in re.finditer(r"UPDATE ([a-z_]+)\b[^;]{0,120}", path.read_text(encoding="utf-8")):
            if match[1] in tables:
                found += 1
                assert "updated_at" in match[0], f"{path}: {match[0]}"
    assert found


def test_the_base_manager_which_stamps_nothing_is_used_only_where_that_is_known() -> None:
    using = {str(path) for path in PYTHON if "_base_manager" in path.read_text(encoding="utf-8")}
    # The first stamps by itself; a secret that is encrypted anew is the same secret.
    assert using == {"accounts/lifecycle.py", "accounts/services/rekeying.py"}


def test_an_edit_of_a_post_and_its_erasure_move_its_mentions(world: World, everything: Everything) -> None:
    source, now = everything["source"], timezone.now()
    told(world, source, shown(1), now)
    mention = Mention.objects.get(post__external_id="1", post__origin__startswith="rss:")
    Mention.objects.update(updated_at=OLD)
    told(world, source, shown(1, text="Other words"), now + timedelta(minutes=1))
    assert Post.objects.get(pk=mention.post_id).revision == 2
    assert Mention.objects.get(pk=mention.pk).updated_at > OLD
    assert Mention.objects.filter(updated_at=OLD).exists()  # of posts nobody edited
    Mention.objects.update(updated_at=OLD)
    told(world, source, deleted(1), now + timedelta(minutes=2))
    assert Mention.objects.get(pk=mention.pk).updated_at > OLD


def test_what_is_shown_inside_a_row_moves_the_row(world: World, everything: Everything) -> None:
    now = timezone.now()

    def moved(model: Any, pk: Any) -> bool:
        stood = bool(model.objects.get(pk=pk).updated_at > OLD)
        model.objects.filter(pk=pk).update(updated_at=OLD)
        return stood

    debrief, answer, plan = everything["debrief"], everything["answer"], everything["plan"]
    for row in (debrief, answer, plan):
        type(row).objects.filter(pk=row.pk).update(updated_at=OLD)
    lesson = debriefs.add_lesson(member=world.manager, debrief=debrief, text="Another", now=now)
    assert moved(Debrief, debrief.pk)
    debriefs.remove_lesson(member=world.manager, lesson=lesson, now=now)
    assert moved(Debrief, debrief.pk)
    approvals.ask_again(member=world.manager, approval=everything["approval"], now=now)
    assert moved(PublicAnswer, answer.pk)
    plans.retire(world.admin, everything["published"], now=now)
    assert moved(Plan, plan.pk)


def test_an_answer_to_a_change_shows_the_time_a_list_shows(world: World, everything: Everything) -> None:
    browser = world.browser(world.owner)
    acts = (
        ("mentions", everything["mention"].pk, "assign/", {"user_id": world.analyst.user_id}),
        ("tasks", everything["task"].pk, "start/", {}),
        ("incidents", everything["incident"].pk, "rename/", {"title": "Glass in jars"}),
        ("members", world.analyst.pk, "set_role/", {"role": "manager"}),
        ("webhooks", everything["webhook"].pk, "pause/", {}),
        ("plans", everything["plan"].pk, "archive/", {}),
        ("sources", everything["source"].pk, "pause/", {}),
    )
    for noun, pk, act, body in acts:
        answer = browser.post(f"/api/v1/{noun}/{pk}/{act}", body, content_type="application/json")
        assert answer.status_code == 200, (noun, answer.content)
        listed = {row["id"]: row for row in browser.get(f"/api/v1/{noun}/").json()["results"]}
        shown_there = listed.get(str(pk)) or listed[pk]
        assert answer.json()["updated_at"] == shown_there["updated_at"], noun
