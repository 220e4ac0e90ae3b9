"""An incident does not end on what somebody still waits for, unless a person says why; the record keeps both."""

from pathlib import Path
from typing import Any

import pytest

from accounts.errors import Conflict
from accounts.notifications.models import Notification
from incidents.learning.services import debriefs, lookback
from incidents.models import Incident
from incidents.services import checklist, command, ending
from incidents.speaking.services import answers, approvals, updates
from tests.incidents import scene
from tests.incidents.scene import after
from tests.incidents.services.test_merging import approved, draft, merge, two
from tests.world import World


@pytest.fixture
def incident(world: World) -> Incident:
    return scene.opened(world, plan_version=scene.plan(world))


def _resolve(world: World, incident: Incident, **more: Any) -> Incident:
    given = {"member": world.fresh(world.manager), "action": "resolve", "now": after(60), **more}
    return command.change_status(incident=incident, **given)


def _owed(incident: Incident) -> list[str]:
    return [one.text for one in ending.owed(Incident.objects.get(pk=incident.pk))]


def _statement(world: World, incident: Incident) -> Any:
    values = {"statement": incident.plan_version.statements.get(), "values": scene.SLOTS, "channel": "social"}
    return answers.draft_from(member=world.analyst, incident=incident, **values, now=after(1))


def test_required_tasks_the_promise_and_what_was_begun_are_owed(world: World, incident: Incident) -> None:
    boss = world.fresh(world.manager)
    assert [one.split(":")[0] for one in _owed(incident)] == ["Required task"] * 3
    command.release_incident(member=boss, incident=incident, now=after(1))
    words = {"channel": "social", "title": "Sorry", "text": "We are sorry."}
    answer = answers.draft_free(member=boss, incident=incident, **words, now=after(1))
    assert _owed(incident)[-2:] == ["The client was promised another update", "“Sorry” is a draft"]
    approvals.ask(member=boss, answer=answer, approvers=[world.admin.user_id], now=after(2))
    assert _owed(incident)[-1] == "“Sorry” waits for Adam Admin"


def test_a_promise_nobody_outside_could_read_is_owed_to_nobody(world: World) -> None:
    assert _owed(scene.opened(world)) == []


def test_a_first_word_owes_the_answer_with_substance(world: World, incident: Incident) -> None:
    answer, boss = _statement(world, incident), world.fresh(world.manager)
    [asked] = approvals.ask(member=world.analyst, answer=answer, approvers=[boss.user_id], now=after(2))
    approvals.decide(member=boss, approval=asked, yes=True, text_sha256=asked.text_sha256, now=after(3))
    answers.hand_off(member=boss, answer=answer, now=after(4))
    answers.confirm(member=boss, answer=answer, url="https://social.example/1", now=after(5))
    assert _owed(incident)[-1] == "Only a first public answer was given, no full answer"


def test_a_critical_incident_owes_a_public_word_and_a_drill_none(world: World) -> None:
    assert _owed(scene.opened(world, severity=1)) == ["No public answer was given"]
    assert _owed(scene.opened(world, severity=1, is_drill=True, title="Practice")) == []


def test_it_is_not_resolved_on_what_it_owes_until_somebody_says_why(world: World, incident: Incident) -> None:
    for waiver in ("", "  "):
        with pytest.raises(Conflict) as refused:
            _resolve(world, incident, waiver=waiver)
        assert (refused.value.code, len(refused.value.data["owed"])) == ("owed", 3)
    incident.refresh_from_db()
    assert incident.status == "open" and "waived" not in scene.kinds(incident)
    done = _resolve(world, incident, waiver="The shop called everybody itself")
    assert (done.status, done.next_update_due_at) == ("resolved", None)
    left = incident.entries.get(kind="waived")
    assert left.visibility == "internal" and left.payload["reason"] == "The shop called everybody itself"
    assert next(one["text"] for one in left.payload["owed"]) == "Required task: Stop planned posts"


def test_what_owes_nothing_ends_in_one_tap(world: World, incident: Incident) -> None:
    for task in incident.tasks.filter(required=True):
        checklist.finish(member=world.manager, task=task, now=after(4))
    assert _resolve(world, incident).status == "resolved"
    assert "waived" not in scene.kinds(incident)


def test_open_tasks_end_with_it_and_are_back_when_it_is_open_again(world: World, incident: Incident) -> None:
    first = incident.tasks.first()
    checklist.skip(member=world.manager, task=first, reason="Stopped already", now=after(1))
    resolved = _resolve(world, incident, waiver="Over")
    assert set(incident.tasks.values_list("status", flat=True)) == {"skipped"}
    given = {"action": "reopen", "reason": "It goes on", "now": after(70)}
    command.change_status(member=world.manager, incident=resolved, **given)
    assert list(incident.tasks.values_list("status", "skip_reason")) == [
        ("skipped", "Stopped already"),
        *[("todo", "")] * 3,
    ]


def test_the_debrief_counts_what_was_not_done_and_stops_counting_at_the_end(world: World, incident: Incident) -> None:
    resolved = _resolve(world, incident, waiver="Over", now=after(20))
    found = [(one.kind, one.minutes) for one in lookback.deviations(incident=resolved, now=after(20))]
    assert found == [("undone", 15), ("undone", 10), ("undone", 0), ("undone", 0)]
    assert found == [(one.kind, one.minutes) for one in lookback.deviations(incident=resolved, now=after(9_000))]


def test_closing_asks_only_for_what_came_since(world: World, incident: Incident) -> None:
    boss = world.fresh(world.manager)
    command.release_incident(member=boss, incident=incident, now=after(1))
    look = debriefs.start(member=boss, incident=_resolve(world, incident, waiver="Over"), now=after(61))
    debriefs.edit(member=boss, debrief=look, texts={"what_happened": "Glass."}, version=1, now=after(62))
    more = {"audience": "client", "text": "The report comes", "next_due_at": after(300), "now": after(63)}
    updates.send_update(member=boss, incident=incident, **more)
    assert _owed(incident) == ["The client was promised another update"], "a new promise; the old one was left"
    words = {"channel": "social", "title": "Late", "text": "One more word."}
    answers.draft_free(member=boss, incident=incident, **words, now=after(64))
    with pytest.raises(Conflict) as refused:
        debriefs.finish(member=boss, debrief=look, now=after(65))
    assert [one["text"] for one in refused.value.data["owed"]] == [
        "The client was promised another update",
        "“Late” is a draft",
    ]
    assert debriefs.finish(member=boss, debrief=look, waiver="Not needed", now=after(66)).status == "finished"


def test_a_client_who_was_let_in_is_told_how_it_ended_and_nobody_else_outside(world: World) -> None:
    boss, inside, outside = (
        world.fresh(world.manager),
        scene.opened(world, title="Inside"),
        scene.opened(world, title="Shown"),
    )
    command.release_incident(member=boss, incident=outside, now=after(1))
    _resolve(world, inside)
    look = debriefs.start(member=boss, incident=_resolve(world, outside, waiver="Told by phone"), now=after(61))
    debriefs.edit(member=boss, debrief=look, texts={"what_happened": "Glass."}, version=1, now=after(62))
    debriefs.finish(member=boss, debrief=look, now=after(63))
    told = Notification.objects.filter(user=world.client.user).order_by("created_at").values_list("title", flat=True)
    assert list(told)[1:] == ["Alder Coffee: Shown is resolved", "Alder Coffee: Shown is closed"]


def test_nothing_moves_an_incident_but_the_services_that_see_to_its_end() -> None:
    room = Path(ending.__file__).parents[1]
    moving = {path.name for path in room.rglob("*.py") if "move(Incident." in path.read_text(encoding="utf-8")}
    assert moving <= {"command.py", "merging.py"}


def test_what_was_handed_off_in_a_merged_one_is_owed_where_the_matter_goes_on(world: World) -> None:
    stays, goes = two(world)
    answer = approved(world, goes)
    answers.hand_off(member=world.manager, answer=answer, now=after(5))
    draft(world, goes, "Never said")
    merge(world, goes, stays)
    said = f"“Sorry.” of #{goes.number} was handed off; nobody confirmed where it was posted"
    assert (_owed(stays), _owed(goes)[:1]) == ([said], [said.replace(f" of #{goes.number}", "")])
    with pytest.raises(Conflict) as refused:
        _resolve(world, stays)
    assert [one["text"] for one in refused.value.data["owed"]] == [said]
    answers.confirm(member=world.manager, answer=answer, url="https://x.example/1", now=after(20))
    assert _owed(stays) == []
    assert _resolve(world, stays).status == "resolved"
