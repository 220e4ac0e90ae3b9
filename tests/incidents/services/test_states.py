"""Whatever people press in whatever order, an incident and its tasks keep to their graphs, and the record to its chain."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.errors import Conflict, DomainError, Invalid
from incidents.models import INCIDENT, RUNNING, TASK, Incident
from incidents.services import checklist, command, merging, timeline
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World

_ACTIONS = sorted(INCIDENT.moves)
_TASK_ACTIONS = sorted(TASK.moves)


class _Undo(Exception):
    pass


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(presses=st.lists(st.sampled_from(_ACTIONS), max_size=8))
def test_statuses_move_only_along_the_graph_and_every_move_is_recorded(world: World, presses: list[str]) -> None:
    with pytest.raises(_Undo), transaction.atomic():
        into, incident = scene.opened(world, title="Another jar"), scene.opened(world)
        expected = "open"
        for minute, action in enumerate(presses, start=1):
            expected = _press(world, (incident, into), action, expected, minute)
        assert Incident.objects.get(pk=incident.pk).status == expected
        moves = [entry.payload for entry in incident.entries.filter(kind="status")]
        assert [move["from"] for move in moves] == ["open", *[move["to"] for move in moves]][: len(moves)]
        assert timeline.verify(incident=incident) is None
        raise _Undo


def _press(world: World, pair: tuple[Any, Any], action: str, status: str, minute: int) -> str:
    sources, target = INCIDENT.moves[action]
    incident, into = pair
    given: dict[str, Any] = {"member": world.manager, "incident": incident, "reason": "Because", "now": after(minute)}
    try:
        if action == "merge":
            merging.merge(into=into, **given)
        else:
            command.change_status(action=action, **given)
    except Conflict as refusal:
        assert refusal.data["current"] == status
        assert status not in sources or action == "close", "a possible move was refused"
        return status
    assert status in sources
    return target


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(presses=st.lists(st.sampled_from(_TASK_ACTIONS), max_size=8))
def test_tasks_move_only_along_their_graph(world: World, presses: list[str]) -> None:
    with pytest.raises(_Undo), transaction.atomic():
        incident = scene.opened(world, plan_version=scene.plan(world))
        task = incident.tasks.first()
        status = "todo"
        for minute, action in enumerate(presses, start=1):
            more = {"reason": "Because"} if action == "skip" else {}
            sources, target = TASK.moves[action]
            try:
                getattr(checklist, action)(member=world.analyst, task=task, now=after(minute), **more)
            except DomainError as refusal:
                assert status not in sources
                assert refusal.data["current"] == status
            else:
                assert status in sources
                status = target
        task.refresh_from_db()
        assert task.status == status
        assert (task.finished_at is None) == (status in ("todo", "doing"))
        raise _Undo


def test_what_runs_is_what_neither_ended_nor_was_dismissed_nor_merged() -> None:
    assert set(RUNNING) == set(INCIDENT.statuses) - {"resolved", "closed", "dismissed", "merged"}


def test_nothing_leads_out_of_merged_and_a_status_alone_does_not_lead_there(world: World) -> None:
    assert INCIDENT.actions_from("merged") == []
    with pytest.raises(Invalid):
        command.change_status(
            member=world.manager, incident=scene.opened(world), action="merge", reason="x", now=after(1)
        )
