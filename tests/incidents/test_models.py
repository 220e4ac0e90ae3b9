"""What the schema itself refuses."""

from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.services.grants import grant_statements, serving_role
from incidents.models import (
    AnswerRevision,
    Approval,
    Incident,
    PublicAnswer,
    Publication,
    Release,
    StatusUpdate,
    TimelineEntry,
)
from incidents.services import command, timeline
from incidents.speaking.services import answers, approvals, updates
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World


@pytest.fixture
def granted(world: World) -> World:
    """The agency's schema with the rights every agency gets when it is founded (rolled back with the test)."""
    with connection.cursor() as cursor:
        for statement in grant_statements(world.north.schema_name, serving_role()):
            cursor.execute(statement)
    return world


def _refused(sql: str) -> str:
    """The SQLSTATE with which the database refuses a statement."""
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return str(getattr(refused.value.__cause__, "sqlstate", ""))


@pytest.mark.parametrize("model", [TimelineEntry, Release, StatusUpdate, Publication, AnswerRevision])
def test_the_database_refuses_to_change_or_remove_what_is_append_only(granted: World, model: Any) -> None:
    table = model._meta.db_table
    denied = "42501"
    assert _refused(f"UPDATE {table} SET id = id") == denied
    assert _refused(f"DELETE FROM {table}") == denied
    assert _refused(f"TRUNCATE {table}") == denied


def test_of_an_approval_the_database_lets_only_what_became_of_it_change(granted: World) -> None:
    table = Approval._meta.db_table
    for statement in (
        f"UPDATE {table} SET text_sha256 = 'x'",
        f"UPDATE {table} SET asked_of_id = 1",
        f"UPDATE {table} SET status = 'approved', asked_at = now()",
        f"DELETE FROM {table}",
        f"TRUNCATE {table}",
    ):
        assert _refused(statement) == "42501", statement
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET told_late = NULL")


def test_an_answer_is_approved_edited_and_published_under_those_rights(granted: World) -> None:
    world = granted
    incident = scene.opened(world)
    answer = answers.draft_free(
        member=world.analyst, incident=incident, channel="web", title="A", text="One", now=after(1)
    )
    ask = {"member": world.analyst, "answer": answer, "approvers": [world.manager.user_id]}
    approvals.ask(**ask, now=after(2))
    answers.edit(member=world.analyst, answer=answer, text="Two", version=1, now=after(3))
    [asked] = approvals.ask(**ask, now=after(4))
    again = approvals.ask_again(member=world.analyst, approval=asked, now=after(5))
    approvals.decide(member=world.manager, approval=again, yes=True, text_sha256=again.text_sha256, now=after(6))
    answers.hand_off(member=world.manager, answer=answer, now=after(7))
    answers.confirm(member=world.manager, answer=answer, url="https://a.example/1", now=after(8))
    assert timeline.verify(incident=incident) is None


def test_the_record_is_written_under_those_rights(granted: World) -> None:
    world = granted
    incident = scene.opened(world, plan_version=scene.plan(world))
    command.release_incident(member=world.manager, incident=incident, now=after(1))
    entry = timeline.note(member=world.manager, incident=incident, text="We called them", now=after(2))
    timeline.release(member=world.manager, entry=entry, audience="client", now=after(3))
    timeline.correct(member=world.manager, entry=entry, text="They called us", now=after(4))
    updates.send_update(
        member=world.manager, incident=incident, audience="client", text="At work", next_due_at=after(90), now=after(5)
    )
    assert timeline.verify(incident=incident) is None


def test_a_drills_answer_cannot_be_handed_off_whatever_code_asks(world: World) -> None:
    drill = scene.opened(world, is_drill=True)
    answer = answers.draft_free(
        member=world.manager, incident=drill, channel="social", title="A", text="Words", now=after(1)
    )
    for status in ("handed_off", "published"):
        with pytest.raises(IntegrityError), transaction.atomic():
            PublicAnswer.objects.filter(pk=answer.pk).update(status=status)


def test_a_drill_cannot_be_released_whatever_code_asks(world: World) -> None:
    drill = scene.opened(world, is_drill=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=drill.pk).update(released_to_client_at=after(1))


def test_a_severity_outside_one_to_four_is_refused(world: World) -> None:
    incident = scene.opened(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(severity=5)


def test_a_client_sees_only_what_was_released_and_what_they_were_asked(world: World) -> None:
    incident = scene.opened(world)
    secret = timeline.note(member=world.manager, incident=incident, text="Between us", now=after(1))
    told = timeline.note(member=world.manager, incident=incident, text="For you", visibility="client", now=after(1))
    asked, unasked = (
        answers.draft_free(member=world.analyst, incident=incident, channel="social", title=t, text=t, now=after(2))
        for t in ("Asked", "Not asked")
    )

    def seen() -> tuple[Any, ...]:
        client = world.fresh(world.client)
        return tuple(
            {row.pk for row in model.objects.visible_to(client)} for model in (Incident, TimelineEntry, PublicAnswer)
        )

    assert seen() == (set(), set(), set()), "nothing before the release"
    command.release_incident(member=world.manager, incident=incident, now=after(3))
    assert seen() == ({incident.pk}, {told.pk}, set())
    [mine] = approvals.ask(member=world.analyst, answer=asked, approvers=[world.client.user_id], now=after(4))
    approvals.ask(member=world.analyst, answer=unasked, approvers=[world.manager.user_id], now=after(4))
    assert seen()[2] == {asked.pk}
    assert [row.pk for row in type(mine).objects.visible_to(world.fresh(world.client))] == [mine.pk]
    timeline.release(member=world.manager, entry=secret, audience="client", now=after(5))
    assert seen()[1] == {told.pk, secret.pk}


def test_no_status_graph_has_a_status_nothing_leads_to(world: World) -> None:
    from incidents.models import ANSWER, APPROVAL, DEBRIEF, INCIDENT, TASK

    for graph in (INCIDENT, TASK, ANSWER, APPROVAL, DEBRIEF):
        assert graph.reachable() == set(graph.statuses)
