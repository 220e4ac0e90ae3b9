"""Each fact of a timeline is an event of the agency's record: none is forgotten, and none says what people wrote."""

import ast
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from accounts.events.catalogue import action_of
from accounts.events.models import Event
from incidents.catalogue import STATUS, TOLD, told_as
from incidents.learning.services import debriefs
from incidents.models import INCIDENT, TimelineEntry
from incidents.services import checklist, command, timeline
from incidents.speaking.services import answers, approvals, updates
from incidents.views.wording import _KINDS
from tests.incidents import scene
from tests.incidents.scene import NOW, after
from tests.world import World

ROOT = Path(settings.BASE_DIR) / "incidents"


def _facts() -> set[str]:
    """The kinds of facts that the services write, as their text names them."""
    found: set[str] = set()
    for path in ROOT.rglob("services/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {
                "Fact",
                "timeline.Fact",
                "_record",
                "_withdrawn",
            }:
                words = [one for given in node.args for one in ast.walk(given) if isinstance(one, ast.Constant)]
                found |= {one.value for one in words if isinstance(one.value, str) and one.value in _KINDS}
    return found


def test_every_fact_is_told_and_nothing_is_told_that_no_page_has_words_for() -> None:
    assert set(TOLD) | {"status"} == set(_KINDS)
    assert _facts() <= set(TOLD) | {"status"}
    assert len(_facts()) > 35


def test_every_move_of_an_incident_has_a_name_of_its_own() -> None:
    assert set(STATUS) == set(INCIDENT.moves)
    names = [one.action.name for one in [*STATUS.values(), *TOLD.values()]]
    assert len(names) == len(set(names))
    assert all(action_of(name) is not None for name in names)


def test_a_fact_nobody_declared_is_refused() -> None:
    with pytest.raises(KeyError):
        told_as("forgotten", {})


def _told(incident: Any) -> list[str]:
    rows = Event.objects.filter(incident_id=incident.pk).order_by("id")
    return [row.action for row in rows]


def test_a_whole_incident_is_told_act_by_act(world: World) -> None:
    incident = scene.opened(world)
    assert len(_told(incident)) == TimelineEntry.objects.filter(incident=incident).count()
    command.set_severity(member=world.manager, incident=incident, severity=1, reason="A child was hurt", now=after(1))
    task = checklist.add(
        member=world.manager,
        incident=incident,
        new=checklist.NewTask(title="Call the dairy", due_minutes=30),
        now=after(2),
    )
    checklist.reassign(member=world.manager, task=task, to=world.analyst.user_id, now=after(3))
    checklist.finish(member=world.analyst, task=task, now=after(4))
    timeline.note(member=world.analyst, incident=incident, text="They ring back", now=after(5))
    rows = {row.action: row for row in Event.objects.filter(incident_id=incident.pk)}
    severity, given, noted = rows["incident.severity_changed"], rows["task.given"], rows["incident.noted"]
    assert (severity.data, severity.severity, severity.subject_id) == ({"from": 2, "to": 1}, 1, str(incident.pk))
    assert (given.data, given.subject_kind, UUID(given.subject_id)) == (
        {"owner": world.analyst.user_id},
        "task",
        task.pk,
    )
    assert (given.actor_label, noted.actor_label, noted.brand_id) == ("Ines Marten", "Priya Nair", world.alder.pk)
    written = " ".join(f"{row.subject_label} {row.data}" for row in rows.values())
    assert not any(word in written for word in ("child", "dairy", "ring back", "Glass"))


def test_what_the_client_may_read_is_told_to_the_client_and_nothing_else(world: World) -> None:
    incident = scene.opened(world)
    updates.release_and_send(
        member=world.manager, incident=incident, text="We are on it", next_due_at=None, now=after(1)
    )
    seen = Event.objects.visible_to(world.client).values_list("action", flat=True)
    assert list(seen) == ["incident.update_sent"]
    assert Event.objects.visible_to(world.other).count() == 0
    assert Event.objects.visible_to(world.analyst).count() > 3


def test_a_drill_is_marked_as_one(world: World) -> None:
    drill = scene.opened(world, title="Practice", is_drill=True)
    assert set(Event.objects.filter(incident_id=drill.pk).values_list("drill", flat=True)) == {True}


def test_an_approval_names_who_is_asked_and_what_they_said(world: World) -> None:
    incident = scene.opened(world)
    answer = answers.draft_free(
        member=world.analyst,
        incident=incident,
        title="Recall",
        channel="web",
        text="We take it back.",
        now=after(1),
    )
    [asked] = approvals.ask(member=world.analyst, answer=answer, approvers=[world.manager.user_id], now=after(2))
    approvals.decide(
        member=world.manager, approval=asked, yes=True, text_sha256=answer.text_sha256, reason="", now=after(3)
    )
    rows = {row.action: row for row in Event.objects.filter(subject_id=str(answer.pk))}
    assert rows["answer.approval_asked"].data == {"sha256": answer.text_sha256, "asked": [world.manager.user_id]}
    assert rows["answer.approved"].data == {"sha256": answer.text_sha256, "approval": str(asked.pk)}
    assert not rows["answer.approved"].by_link


def test_writing_on_a_debrief_is_told_though_the_timeline_keeps_still(world: World) -> None:
    incident = scene.opened(world)
    command.change_status(member=world.manager, incident=incident, action="resolve", waiver="All is said", now=after(1))
    debrief = debriefs.start(member=world.manager, incident=incident, now=after(2))
    debriefs.edit(
        member=world.manager, debrief=debrief, texts={"what_happened": "Glass"}, version=debrief.version, now=after(3)
    )
    assert Event.objects.get(action="incident.debrief_edited").data == {"debrief": str(debrief.pk)}
    assert after(3) > NOW
