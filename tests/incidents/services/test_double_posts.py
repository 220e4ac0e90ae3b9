"""Sent twice, written once: a lost answer invites the same press again, and the record can't be cleaned."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import connection

from incidents.models import Task, TimelineEntry
from incidents.services import checklist, timeline
from incidents.services.checklist import NewTask
from monitoring.inbox.services.mentions import add_note
from monitoring.models import MentionNote
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World

TASK = NewTask(title="Ring the shop", due_minutes=30)


def test_the_same_note_within_half_a_minute_is_one(world: World) -> None:
    incident = scene.opened(world)
    first = timeline.note(member=world.manager, incident=incident, text="Rang the shop", now=after(2))
    again = timeline.note(member=world.manager, incident=incident, text="Rang the shop ", now=after(2.3))
    assert again.pk == first.pk and TimelineEntry.objects.filter(kind="note").count() == 1


def test_later_or_by_somebody_else_or_for_others_it_is_another(world: World) -> None:
    incident = scene.opened(world)
    write: Callable[..., Any] = timeline.note
    write(member=world.manager, incident=incident, text="Rang the shop", now=after(2))
    write(member=world.analyst, incident=incident, text="Rang the shop", now=after(2.1))
    write(member=world.manager, incident=incident, text="Rang the shop", visibility="client", now=after(2.2))
    write(member=world.manager, incident=incident, text="Rang the shop", now=after(4))
    assert TimelineEntry.objects.filter(kind="note").count() == 4


def test_corrections_tasks_lessons_and_notes_of_mentions_are_one_too(world: World) -> None:
    incident = scene.opened(world)
    note = timeline.note(member=world.manager, incident=incident, text="Three hurt", now=after(1))
    before = Task.objects.filter(incident=incident).count()
    [mention] = scene.mentions(world, ["Glass in my coffee"])
    for moment in (2, 2.2):
        timeline.correct(member=world.manager, entry=note, text="Two hurt", now=after(moment))
        checklist.add(member=world.manager, incident=incident, new=TASK, now=after(moment))
        add_note(member=world.manager, mention=mention, text="Answered by phone", now=after(moment))
    assert TimelineEntry.objects.filter(kind="correction").count() == 1
    assert Task.objects.filter(incident=incident).count() == before + 1
    assert TimelineEntry.objects.filter(kind="task_added").count() == 1
    assert MentionNote.objects.count() == 1


def test_two_presses_at_once_write_one_note(committed_world: World) -> None:
    world = committed_world
    incident = scene.opened(world)
    together, failed = threading.Barrier(2), []

    def press() -> None:
        try:
            world.enter()
            together.wait(10)
            timeline.note(member=world.manager, incident=incident, text="Rang the shop", now=after(2))
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == [] and TimelineEntry.objects.filter(kind="note").count() == 1


def test_a_task_of_the_same_title_that_asks_for_something_else_is_another(world: World) -> None:
    incident = scene.opened(world)
    before = Task.objects.filter(incident=incident).count()
    given: list[dict[str, Any]] = [
        {}, {"due_minutes": 60}, {"owner": world.analyst.user_id}, {"duty": "legal"}, {"instructions": "Ask for Ann"},
        {"phase": "stabilise"}, {"required": True}, {},
    ]  # fmt: skip
    made = [
        checklist.add(member=world.manager, incident=incident, new=replace(TASK, **more), now=after(2))
        for more in given
    ]
    assert made[-1] == made[0]
    assert Task.objects.filter(incident=incident).count() == before + len(given) - 1
