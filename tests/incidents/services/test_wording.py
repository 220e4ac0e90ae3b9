"""The record in sentences."""

import re
from pathlib import Path
from typing import Any

import incidents.services
from incidents.models import TimelineEntry
from incidents.services import answers, approvals, checklist, command, debriefs, timeline, updates, wording
from tests.incidents import scene
from tests.incidents.scene import SLOTS, after
from tests.world import World


def test_every_kind_of_entry_the_services_write_has_its_sentence() -> None:
    folder = Path(incidents.services.__file__).parent
    source = "\n".join(path.read_text() for path in folder.glob("*.py") if path.name != "wording.py")
    written = set(re.findall(r'Fact\(\s*"([a-z_]+)"', source))
    written |= set(re.findall(r'_record\([^"]*?, "([a-z_]+)"', source))
    written |= {"approval_given", "approval_refused"}  # chosen in one expression
    assert written == set(wording.KINDS)


def test_a_whole_incident_reads_as_a_story(world: World) -> None:
    version = scene.plan(world)
    incident = scene.opened(world, plan_version=version, alert=scene.alert(scene.rule(world)), severity=3)
    who = {"member": world.manager, "incident": incident}
    command.set_severity(**who, severity=1, reason="Two hurt", now=after(1))
    command.hand_over(**who, to=world.admin.user_id, now=after(1))
    command.give_duty(**who, duty="legal", to=world.owner.user_id, now=after(1))
    command.release_incident(**who, now=after(2))
    task = incident.tasks.first()
    checklist.finish(member=world.analyst, task=task, now=after(9))
    answer = answers.draft_from(
        member=world.analyst, incident=incident, statement=version.statements.get(), values=SLOTS, now=after(3)
    )
    [asked] = approvals.ask(member=world.analyst, answer=answer, approvers=[world.manager.user_id], now=after(3))
    approvals.decide(member=world.manager, approval=asked, yes=True, text_sha256=asked.text_sha256, now=after(4))
    answers.hand_off(member=world.manager, answer=answer, now=after(4))
    answers.confirm(member=world.manager, answer=answer, url="https://a.example/1", now=after(5))
    updates.send_update(**who, audience="client", text="Soon", next_due_at=None, now=after(70))
    command.change_status(**who, action="resolve", now=after(80))
    debrief = debriefs.start(member=world.manager, incident=incident, now=after(90))
    debriefs.edit(member=world.manager, debrief=debrief, texts={"what_happened": "x"}, version=1, now=after(91))
    debriefs.finish(member=world.manager, debrief=debrief, now=after(92))
    assert [wording.sentence(entry) for entry in incident.entries.all()] == [
        "Ines Marten opened the incident at severity 3 Moderate",
        "Ines Marten began it with an alert (31 seen, 4.5 expected); its rule suggests severity 2 Major",
        "Ines Marten set the team: lead Ines Marten, comms Ines Marten, legal Ines Marten, "
        "monitor Priya Nair, scribe Priya Nair, client liaison Ines Marten",
        "Ines Marten put the plan Product harm, version 1, to work: 4 tasks",
        "Ines Marten changed the severity from 3 Moderate to 1 Critical",
        "Ines Marten handed the lead from Ines Marten to Adam Admin",
        "Ines Marten made Olga Owner legal",
        "Ines Marten released the incident to the client",
        "Priya Nair finished “Stop planned posts”, 4 minutes late",
        "Priya Nair drafted the answer “First word”",
        "Priya Nair asked Ines Marten to approve the answer",
        "Ines Marten approved the answer",
        "Ines Marten took the approved text to post it",
        "Ines Marten confirmed that the answer stands at https://a.example/1",
        "Ines Marten sent an update to the client, later than promised",
        "Ines Marten resolved the incident",
        "Ines Marten began the debrief",
        "Ines Marten finished the debrief with 0 lessons",
        "Ines Marten closed the incident",
    ]
    assert timeline.verify(incident=incident) is None


def test_an_erased_entry_says_that_it_was_erased_and_longer_text_is_its_body() -> None:
    def entry(kind: str, payload: Any) -> TimelineEntry:
        return TimelineEntry(kind=kind, actor_label="Ines", payload=payload)

    assert wording.sentence(entry("note", None)) == "Ines wrote an entry whose text was erased"
    assert wording.body(entry("note", None)) == ""
    assert wording.body(entry("note", {"text": "We called"})) == "We called"
    assert wording.body(entry("severity", {"from": 1, "to": 2, "reason": "A hoax"})) == "A hoax"
