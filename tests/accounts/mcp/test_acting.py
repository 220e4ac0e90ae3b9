"""The careful acts: done through the API, recorded with the key's name; and what no assistant can do."""

from typing import Any
from uuid import uuid4

import pytest

from accounts.events.models import Event
from accounts.events.services import placing
from incidents.models import PublicAnswer, Task, TimelineEntry
from monitoring.models import Mention, MentionNote
from playbooks.models import ChangeProposal, PlanVersion
from tests.accounts.mcp.assistant import key_of, protocol_error, refusal, told
from tests.everything import Everything, make_everything
from tests.world import World


@pytest.fixture
def everything(world: World) -> Everything:
    return make_everything(world)


def _last(action: str) -> Event:
    placing.place_events()
    return Event.objects.filter(action=action).latest("position")


def test_each_act_is_recorded_as_done_by_the_key(everything: Everything, world: World) -> None:
    token, incident, mention = key_of(world.manager), str(everything["incident"].pk), str(everything["mention"].pk)
    plan, step = str(everything["plan"].pk), str(everything["part"].key)
    change = {"op": "change", "part": "step", "key": step, "fields": {"title": "Call the plant first"}}
    acts: list[tuple[str, dict[str, Any], str]] = [
        ("draft_answer", {"incident": incident, "channel": "social", "title": "First", "text": "We look into it."}, "answer.drafted"),
        ("add_note", {"on": "mention", "id": mention, "text": "Seen before"}, "mention.noted"),
        ("add_note", {"on": "incident", "id": incident, "text": "Called the plant"}, "incident.noted"),
        ("assign_mention", {"id": mention, "user_id": world.analyst.user_id}, "mention.assigned"),
        ("add_task", {"incident": incident, "title": "Ask the baker", "due_minutes": 30}, "task.added"),
        ("propose_change", {"plan": plan, "title": "Call first", "reason": "Faster", "changes": [change]}, "proposal.opened"),
    ]  # fmt: skip
    for tool, given, _ in acts:
        told(token, tool, **given)
    placing.place_events()
    rows = Event.objects.exclude(key_id=None).order_by("position")
    assert [(row.actor_kind, row.actor_id) for row in rows] == [("key", world.manager.user_id)] * len(acts)
    assert all("(by the key “Claude”)" in row.actor_label for row in rows)
    assert len(rows) == len(acts), [row.action for row in rows]


def test_what_an_act_makes_waits_for_people(everything: Everything, world: World) -> None:
    token, incident = key_of(world.owner), str(everything["incident"].pk)
    made = told(token, "draft_answer", incident=incident, channel="social", title="First", text="We look into it.")
    assert made["status"] == PublicAnswer.objects.get(pk=made["id"]).status == "draft"
    plan = everything["plan"]
    before = set(PlanVersion.objects.filter(plan=plan).values_list("pk", "status", "lock"))
    part = {"op": "add", "part": "section", "fields": {"title": "Allergies"}}
    proposed = told(token, "propose_change", plan=str(plan.pk), title="Allergies", changes=[part])
    assert ChangeProposal.objects.get(pk=proposed["id"]).status == "open"
    assert set(PlanVersion.objects.filter(plan=plan).values_list("pk", "status", "lock")) == before
    task = told(token, "add_task", incident=incident, title="Ask the baker", due_minutes=30)
    assert Task.objects.get(pk=task["id"]).status == "todo"


def test_a_note_stays_internal_whatever_is_asked(everything: Everything, world: World) -> None:
    token, incident = key_of(world.owner), str(everything["incident"].pk)
    told(token, "add_note", on="incident", id=incident, text="Between us")
    entry = TimelineEntry.objects.filter(incident_id=incident, kind="note").latest("seq")
    assert entry.visibility == "internal"
    assert "visibility: " in refusal(token, "add_note", on="incident", id=incident, text="To all", visibility="client")
    assert TimelineEntry.objects.filter(incident_id=incident).latest("seq") == entry


def test_an_act_that_is_tried_again_is_done_once(everything: Everything, world: World) -> None:
    token, mention = key_of(world.owner), str(everything["mention"].pk)
    given = {"on": "mention", "id": mention, "text": "Twice", "idempotency_key": "note-0001"}
    assert told(token, "add_note", **given) == told(token, "add_note", **given)
    assert MentionNote.objects.filter(mention_id=mention).count() == 1
    assert "idempotency_key_reused" in refusal(token, "add_note", **{**given, "text": "Another"})


@pytest.mark.parametrize(
    ("tool", "scope"),
    [("draft_answer", "incidents"), ("add_note", "triage"), ("assign_mention", "triage"), ("propose_change", "plans")],
)
def test_a_key_acts_within_its_scopes_only(everything: Everything, world: World, tool: str, scope: str) -> None:
    given: dict[str, Any] = {
        "draft_answer": {"incident": str(everything["incident"].pk), "title": "A", "text": "B", "channel": "web"},
        "add_note": {"on": "mention", "id": str(everything["mention"].pk), "text": "x"},
        "assign_mention": {"id": str(everything["mention"].pk), "user_id": None},
        "propose_change": {
            "plan": str(everything["plan"].pk),
            "title": "A",
            "changes": [{"op": "add", "part": "section", "fields": {"title": "B"}}],
        },
    }[tool]
    assert "(more_than_the_key)" in refusal(key_of(world.owner, scopes=["read"]), tool, **given)
    told(key_of(world.owner, scopes=["read", scope]), tool, **given)


def test_a_key_of_another_brands_member_acts_on_nothing_here(everything: Everything, world: World) -> None:
    token, mention = key_of(world.other), everything["mention"]
    assert "not_found" in refusal(token, "assign_mention", id=str(mention.pk), user_id=world.other.user_id)
    assert "unknown_id" in refusal(token, "add_task", incident=str(everything["incident"].pk), title="x", due_minutes=1)
    assert Mention.objects.get(pk=mention.pk).assignee_id is None


@pytest.mark.parametrize(
    "name", ["approve_answer", "publish_answer", "release_entry", "send_update", "acknowledge_alert", "_call"]
)
def test_there_is_no_tool_that_decides(world: World, name: str) -> None:
    said = protocol_error(key_of(world.owner), lambda client: client.call_tool(name, {"id": str(uuid4())}))
    assert "There is no tool" in said


def test_a_statement_of_the_plan_is_drafted_with_its_blanks_filled(everything: Everything, world: World) -> None:
    token, incident = key_of(world.owner), everything["incident"]
    plan = told(token, "read_plan", id=str(everything["plan"].pk))
    statement = next(row for row in plan["version"]["statements"] if row["slots"])
    kinds = {"time": "2026-03-01T14:30+01:00", "url": "https://alder.example/", "number": "12", "text": "a batch"}
    values = {slot["name"]: kinds[slot["type"]] for slot in statement["slots"]}
    made = told(
        token, "draft_answer", incident=str(incident.pk), channel="any", statement=statement["key"], values=values
    )
    assert made["status"] == "draft"
    assert "{{" not in made["text"]
