"""Two incidents of one brand become one: what moves, what ends, what stays, what is refused, and two at once."""

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.brands.models import BrandTeam
from accounts.errors import Conflict, DomainError, Forbidden, Invalid, NotFound
from accounts.notifications.models import Notification
from incidents.learning.services import debriefs
from incidents.models import Approval, Incident, IncidentAlert, Milestone, PublicAnswer, Publication
from incidents.services import checklist, clocks, command, ending, merging, reminders, timeline
from incidents.services.triage import triage
from incidents.speaking.services import answers, approvals, copies, questions, updates
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World


def two(world: World, **more: Any) -> tuple[Incident, Incident]:
    """The one that stays, and the one opened after it for the same matter, which goes into it."""
    stays = scene.opened(world, severity=3)
    goes = scene.opened(world, **{"title": "Splinters in a jar", "now": after(1), **more})
    Notification.objects.all().delete()
    return stays, goes


def merge(world: World, goes: Incident, into: Incident, minute: float = 10, **more: Any) -> Incident:
    given: dict[str, Any] = {"member": world.manager, "reason": "The same jar", "now": after(minute), **more}
    return merging.merge(incident=goes, into=into, **given)


def draft(world: World, incident: Incident, text: str = "Sorry.", minute: float = 2) -> PublicAnswer:
    words = {"channel": "social", "title": text[:20], "text": text}
    return answers.draft_free(member=world.analyst, incident=incident, **words, now=after(minute))


def approved(world: World, incident: Incident, text: str = "Sorry.") -> PublicAnswer:
    answer = draft(world, incident, text)
    [asked] = approvals.ask(member=world.analyst, answer=answer, approvers=[world.admin.user_id], now=after(3))
    yes: dict[str, Any] = {"yes": True, "text_sha256": asked.text_sha256, "now": after(4)}
    approvals.decide(member=world.admin, approval=asked, **yes)
    return answer


def told() -> dict[str, str]:
    rows = Notification.objects.filter(title__contains="merged").order_by("user__name")
    return {one.user.name: one.title for one in rows}


def test_both_records_say_it_and_hold_and_one_of_them_is_over(world: World) -> None:
    stays, goes = two(world)
    done = merge(world, goes, stays)
    goes.refresh_from_db()
    assert (done.status, goes.status, goes.merged_into, goes.closed_at) == ("merged", "merged", stays, after(10))
    assert (goes.next_update_due_at, goes.standing) == (None, f"Merged into #{stays.number}")
    closing, opening = goes.entries.order_by("-seq")[0], stays.entries.get(kind="merged_in")
    assert (closing.kind, closing.payload["into"], closing.payload["reason"]) == (
        "status",
        stays.number,
        "The same jar",
    )
    assert (closing.payload["from"], closing.payload["to"]) == ("open", "merged")
    assert (opening.payload["number"], opening.payload["reason"]) == (goes.number, "The same jar")
    assert timeline.verify(incident=goes) is None
    assert timeline.verify(incident=stays) is None
    assert Incident.objects.get(pk=stays.pk).status == "open"


def test_its_clocks_and_reminders_end(world: World) -> None:
    stays, goes = two(world, plan_version=scene.plan(world))
    done = merge(world, goes, stays)
    states = {one.state for one in clocks.clocks_of([done])[done.pk] if one.reached_at is None}
    assert states == {"held"}
    Notification.objects.all().delete()
    reminders.remind(now=after(60 * 24 * 3))
    assert not Notification.objects.filter(title__contains=f"#{goes.number}").exists()


def test_leads_duties_and_the_brands_team_hear_of_it_and_nobody_else(world: World) -> None:
    stays, goes = two(world)
    command.hand_over(member=world.manager, incident=goes, to=world.admin.user_id, now=after(2))
    BrandTeam.objects.create(brand=world.alder, user=world.other.user)
    command.give_duty(member=world.manager, incident=goes, duty="legal", to=world.other.user_id, now=after(3))
    Notification.objects.all().delete()
    merge(world, goes, stays)
    assert set(told()) == {"Adam Admin", "Priya Nair", "Tom Reyes"}, "but whoever did it, and no client"
    row = Notification.objects.filter(user=world.admin.user).get(title__contains="merged")
    assert row.title == f"#{goes.number} was merged into {stays}"
    assert row.path == f"/incidents/{stays.pk}/"
    assert "The same jar" in row.body


def test_the_higher_severity_stays_with_an_entry_that_says_why(world: World) -> None:
    stays, goes = two(world, severity=1)
    merge(world, goes, stays)
    stays.refresh_from_db()
    assert (stays.severity, stays.severity_reason) == (1, f"#{goes.number} was merged into this: The same jar")
    assert stays.entries.get(kind="severity").payload["to"] == 1
    mild = scene.opened(world, title="A hair", severity=4, now=after(11))
    merge(world, mild, stays, 12)
    stays.refresh_from_db()
    assert (stays.severity, stays.entries.filter(kind="severity").count()) == (1, 1)


def test_the_earlier_promise_stays_and_none_is_lost(world: World) -> None:
    stays, goes = two(world)
    for one, minute in ((stays, 300), (goes, 90)):
        command.release_incident(member=world.manager, incident=one, now=after(2))
        words = {"audience": "client", "text": f"We look into {one.title}.", "next_due_at": after(minute)}
        updates.send_update(member=world.manager, incident=one, **words, now=after(3))
    merge(world, goes, stays)
    stays.refresh_from_db()
    assert stays.next_update_due_at == after(90)
    assert "update" in {one.kind for one in ending.owed(stays)}
    later = scene.opened(world, title="A hair", severity=4, now=after(11))
    merge(world, later, stays, 12)
    stays.refresh_from_db()
    assert stays.next_update_due_at == after(90), "a later one changes nothing, nor one no client could read"


def test_what_the_client_follows_goes_only_where_they_can_see_it(world: World) -> None:
    stays, goes = two(world)
    command.release_incident(member=world.manager, incident=goes, now=after(2))
    Notification.objects.all().delete()
    with pytest.raises(Conflict) as refused:
        merge(world, goes, stays)
    assert refused.value.code == "not_released"
    assert f"Release #{stays.number} to the client first" in refused.value.message
    assert not Notification.objects.exists()
    command.release_incident(member=world.manager, incident=stays, now=after(3))
    Notification.objects.all().delete()
    merge(world, goes, stays)
    client = world.fresh(world.client)
    assert {one.standing for one in Incident.objects.visible_to(client)} == {"Open", f"Merged into #{stays.number}"}
    [row] = Notification.objects.filter(user=world.client.user)
    assert row.title == f"{stays.brand}: “{goes.title}” goes on under “{stays.title}”"


def test_an_internal_one_goes_into_what_the_client_reads_and_stays_unseen(world: World) -> None:
    stays, goes = two(world)
    command.release_incident(member=world.manager, incident=stays, now=after(2))
    Notification.objects.all().delete()
    merge(world, goes, stays)
    client = world.fresh(world.client)
    assert list(Incident.objects.visible_to(client)) == [stays]
    assert not stays.entries.visible_to(client).exists()
    assert not Notification.objects.filter(user=world.client.user).exists()


def test_questions_end_and_say_where_it_went(world: World) -> None:
    stays, goes = two(world)
    answer = draft(world, goes)
    approvals.ask(member=world.analyst, answer=answer, approvers=[world.admin.user_id], now=after(3))
    Notification.objects.all().delete()
    merge(world, goes, stays)
    asked = Approval.objects.get(answer=answer)
    assert (asked.status, asked.ended_because) == ("void", "merged")
    why = questions.why(Incident.objects.get(pk=goes.pk), "merged")
    assert why.startswith(f"#{goes.number} was merged into {stays}.")
    row = Notification.objects.get(user=world.admin.user, title__contains="Sorry")
    assert (row.title, row.body) == ("No answer is needed from you on “Sorry.”", why)
    with pytest.raises(Conflict):
        said: dict[str, Any] = {"yes": True, "text_sha256": asked.text_sha256, "now": after(11)}
        approvals.decide(member=world.admin, approval=asked, **said)
    assert timeline.verify(incident=goes) is None


def test_an_approved_text_is_not_published_any_more_but_drafted_anew_where_it_goes_on(world: World) -> None:
    stays, goes = two(world)
    answer = approved(world, goes)
    merge(world, goes, stays)
    answer.refresh_from_db()
    assert (answer.status, answer.approvals.get().ended_because) == ("withdrawn", "merged")
    entry = goes.entries.get(kind="answer_withdrawn")
    assert entry.payload["reason"] == f"Merged into #{stays.number}"
    with pytest.raises(Conflict):
        answers.hand_off(member=world.manager, answer=answer, now=after(11))
    copy = copies.copy_answer(member=world.manager, answer=answer, now=after(12))
    assert (copy.incident, copy.status, copy.text, copy.drafted_by) == (stays, "draft", "Sorry.", world.manager.user)
    assert copies.copy_answer(member=world.manager, answer=answer, now=after(13)) == copy, "once"
    for writer in (world.manager, world.analyst):
        with pytest.raises(Invalid) as own:
            approvals.ask(member=world.manager, answer=copy, approvers=[writer.user_id], now=after(14))
        assert own.value.code in ("own_text", "not_able")
    with pytest.raises(Conflict):
        copies.copy_answer(member=world.manager, answer=copy, now=after(15))
    assert timeline.verify(incident=goes) is None


def test_what_was_handed_off_can_still_be_confirmed_and_counts_where_it_goes_on(world: World) -> None:
    stays, goes = two(world)
    answer = approved(world, goes)
    answers.hand_off(member=world.manager, answer=answer, now=after(5))
    merge(world, goes, stays)
    answer.refresh_from_db()
    assert answer.status == "handed_off"
    answers.confirm(member=world.manager, answer=answer, url="https://x.example/1", now=after(20))
    assert Publication.objects.get(answer=answer).url == "https://x.example/1"
    for one in (stays, goes):
        reached = dict(Milestone.objects.filter(incident=one).values_list("kind", "at"))
        assert (reached["published"], reached["answered"]) == (after(20), after(20))
    assert timeline.verify(incident=goes) is None


def test_the_next_alert_of_the_matter_joins_the_one_that_stays(world: World) -> None:
    stays, goes = two(world)
    merge(world, goes, stays)
    alert = scene.alert(scene.rule(world))
    found = triage(alert_id=alert.pk, now=after(11))
    assert (found.outcome, found.incident) == ("joined", stays)


def test_what_had_gone_into_it_is_pointed_on_and_says_so(world: World) -> None:
    stays, goes = two(world)
    first = scene.opened(world, title="A first word", now=after(2))
    merge(world, first, goes, 5)
    merge(world, goes, stays)
    first.refresh_from_db()
    assert first.merged_into == stays
    entry = first.entries.order_by("-seq")[0]
    assert (entry.kind, entry.payload["number"], entry.payload["into"]) == ("merged_on", goes.number, stays.number)
    assert set(Incident.objects.filter(merged_into=stays)) == {first, goes}
    assert timeline.verify(incident=first) is None


def test_what_can_not_be_merged_says_why(world: World) -> None:
    stays, goes = two(world)
    drill = scene.opened(world, title="Practice", is_drill=True, now=after(2))
    foreign = scene.opened(world, title="Delays", brand=world.lumen, member=world.owner, now=after(2))
    for into, code in ((goes, "unchanged"), (drill, "drill"), (foreign, "other_brand")):
        with pytest.raises(Invalid) as refused:
            merge(world, goes, into, member=world.owner)
        assert (list(refused.value.fields), refused.value.code) == (["into"], code)
    with pytest.raises(Invalid) as bare:
        merge(world, goes, stays, reason=" ")
    assert list(bare.value.fields) == ["reason"]
    with pytest.raises(NotFound):
        merge(world, goes, foreign)
    for nobody in (world.analyst, world.client):
        with pytest.raises(Forbidden):
            merge(world, goes, stays, member=nobody)
    goes.refresh_from_db()
    assert (goes.status, goes.merged_into) == ("open", None)


def test_only_what_runs_is_merged_and_only_into_what_runs(world: World) -> None:
    stays, goes = two(world)
    over = scene.opened(world, title="Older", severity=4, now=after(2))
    command.change_status(member=world.manager, incident=over, action="resolve", waiver="Small", now=after(3))
    for pair in ((goes, over), (over, stays)):
        with pytest.raises(Conflict) as refused:
            merge(world, *pair)
        assert (refused.value.code, refused.value.data["current"]) == ("wrong_state", "resolved")
    proposed = scene.alert(scene.rule(world, world.lumen, name="May", may_open_incident=True))
    waits = triage(alert_id=proposed.pk, now=after(4)).incident
    real = scene.opened(world, title="Delays", brand=world.lumen, member=world.owner, now=after(5))
    assert waits is not None
    with pytest.raises(Conflict) as unconfirmed:
        merge(world, real, waits, member=world.owner)
    assert "Confirm it first" in unconfirmed.value.message
    merge(world, waits, real, member=world.owner)
    assert IncidentAlert.objects.get(alert=proposed).incident == real


def test_a_merged_one_is_not_merged_again_nor_into_nor_opened_again(world: World) -> None:
    stays, goes = two(world)
    other = scene.opened(world, title="A hair", now=after(2))
    merge(world, goes, stays)
    for pair in ((goes, other), (other, goes), (goes, stays)):
        with pytest.raises(Conflict) as refused:
            merge(world, *pair, minute=11)
        assert refused.value.data["into"] == str(stays.pk)
    with pytest.raises(Conflict) as again:
        command.change_status(member=world.manager, incident=goes, action="reopen", reason="Oh", now=after(12))
    assert (again.value.code, again.value.data["current"], again.value.data["possible"]) == (
        "wrong_state",
        "merged",
        [],
    )
    assert f"was merged into {stays}, and a merge can’t be undone" in again.value.message
    assert "open a new incident" in again.value.message


def test_nothing_is_written_on_it_any_more_but_what_keeps_the_record_true(world: World) -> None:
    stays, goes = two(world, plan_version=scene.plan(world))
    wrong = timeline.note(member=world.manager, incident=goes, text="Nobody is hurt", now=after(2))
    done = goes.tasks.first()
    assert done is not None
    checklist.finish(member=world.manager, task=done, now=after(3))
    merge(world, goes, stays)
    by: dict[str, Any] = {"member": world.manager, "now": after(11)}
    new = checklist.NewTask(title="Call", due_minutes=5)
    words = {"channel": "social", "title": "A", "text": "B"}
    acts = (
        lambda: timeline.note(incident=goes, text="Also", **by),
        lambda: timeline.release(entry=wrong, audience="client", **by),
        lambda: command.rename(incident=goes, title="Other", **by),
        lambda: command.hand_over(incident=goes, to=world.admin.user_id, **by),
        lambda: command.give_duty(incident=goes, duty="legal", to=None, **by),
        lambda: command.set_severity(incident=goes, severity=1, reason="Worse", **by),
        lambda: command.release_incident(incident=goes, **by),
        lambda: command.link_mentions(incident=goes, mention_ids=[], **by),
        lambda: command.adopt_plan(incident=goes, plan_version=goes.plan_version, **by),
        lambda: command.change_status(incident=goes, action="resolve", waiver="x", **by),
        lambda: updates.send_update(incident=goes, audience="client", text="More", next_due_at=None, **by),
        lambda: answers.draft_free(incident=goes, **words, **by),
        lambda: checklist.add(incident=goes, new=new, **by),
        lambda: checklist.reopen(task=done, **by),
        lambda: debriefs.start(incident=goes, **by),
    )
    before = goes.entries.count()
    for act in acts:
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.data.get("into") == str(stays.pk)
    assert goes.entries.count() == before
    timeline.correct(entry=wrong, text="Somebody is hurt", **by)
    assert goes.entries.order_by("-seq")[0].kind == "correction"
    assert timeline.verify(incident=goes) is None


def test_no_debrief_is_owed_for_it_and_a_begun_one_is_written_on_no_more(world: World) -> None:
    stays, goes = two(world)
    goes = command.change_status(member=world.manager, incident=goes, action="resolve", waiver="Done", now=after(2))
    begun = debriefs.start(member=world.manager, incident=goes, now=after(3))
    command.change_status(member=world.manager, incident=goes, action="reopen", reason="Not over", now=after(4))
    merge(world, goes, stays)
    assert debriefs.start(member=world.manager, incident=goes, now=after(11)) == begun
    by: dict[str, Any] = {"member": world.manager, "debrief": begun, "now": after(12)}
    for act in (
        lambda: debriefs.edit(texts={"went_well": "x"}, version=begun.version, **by),
        lambda: debriefs.add_lesson(text="x", **by),
        lambda: debriefs.finish(**by),
    ):
        with pytest.raises((Conflict, Invalid)):
            act()


def test_the_database_refuses_a_merged_one_without_where_and_one_into_itself(world: World) -> None:
    stays, goes = two(world)
    for change in (
        {"status": "merged"},
        {"merged_into": stays},
        {"status": "merged", "merged_into": goes},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Incident.objects.filter(pk=goes.pk).update(**change)


def _at_once(world: World, *acts: Any) -> list[str]:
    gate, failures = threading.Barrier(len(acts)), []

    def run(act: Any) -> None:
        try:
            connection.set_tenant(world.north)
            gate.wait(20)
            act()
        except DomainError as refusal:
            failures.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return failures


@pytest.mark.parametrize("round", range(3))
def test_two_merges_crosswise_at_once_are_one(committed_world: World, round: int) -> None:
    world = committed_world
    one, other = two(world)
    failures = _at_once(
        world,
        lambda: merge(world, one, other, member=world.fresh(world.manager)),
        lambda: merge(world, other, one, member=world.fresh(world.owner)),
    )
    assert failures == ["wrong_state"]
    assert sorted(Incident.objects.values_list("status", flat=True)) == ["merged", "open"]
    merged = Incident.objects.get(status="merged")
    assert merged.merged_into is not None and merged.merged_into.status == "open"
    for row in Incident.objects.all():
        assert timeline.verify(incident=row) is None


@pytest.mark.parametrize("round", range(3))
def test_a_merge_and_an_end_of_it_at_once_are_one_or_the_other(committed_world: World, round: int) -> None:
    world = committed_world
    stays, goes = two(world)
    end: dict[str, Any] = {"action": "resolve", "waiver": "Over", "now": after(10)}
    failures = _at_once(
        world,
        lambda: merge(world, goes, stays, member=world.fresh(world.manager)),
        lambda: command.change_status(member=world.fresh(world.owner), incident=goes, **end),
    )
    goes.refresh_from_db()
    assert failures == ["wrong_state"]
    assert goes.status in ("merged", "resolved")
    assert (goes.merged_into == stays) == (goes.status == "merged")
    assert timeline.verify(incident=goes) is None
    assert timeline.verify(incident=stays) is None


@pytest.mark.parametrize("round", range(3))
def test_nothing_goes_into_what_ended_a_moment_before(committed_world: World, round: int) -> None:
    world = committed_world
    stays, goes = two(world, plan_version=scene.plan(world))
    end: dict[str, Any] = {"action": "resolve", "waiver": "Over", "now": after(10)}
    failures = _at_once(
        world,
        lambda: merge(world, goes, stays, member=world.fresh(world.manager)),
        lambda: command.change_status(member=world.fresh(world.owner), incident=stays, **end),
    )
    stays.refresh_from_db()
    goes.refresh_from_db()
    assert stays.status == "resolved"
    assert (goes.status, failures) in (("merged", []), ("open", ["wrong_state"]))
    assert not stays.tasks.filter(status="todo").exists(), "what went along ended with it"
    assert goes.tasks.count() == (4 if failures else 0)
    assert timeline.verify(incident=goes) is None
    assert timeline.verify(incident=stays) is None
