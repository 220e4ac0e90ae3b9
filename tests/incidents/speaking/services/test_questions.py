"""Questions to approvers: to whom, asked anew, taken back, overtaken; and everybody who was asked hears of it."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from accounts.errors import Conflict, DomainError, Forbidden, Invalid
from accounts.notifications.models import Delivery, Notification
from incidents.models import Approval, PublicAnswer
from incidents.services import command, timeline
from incidents.speaking.services import answers, approval_links, approvals, copies, questions, reminders
from incidents.speaking.services.approval_links import approval_link
from tests.incidents import scene
from tests.incidents.scene import after
from tests.incidents.services.test_merging import draft, merge, two
from tests.world import World


def _draft(world: World, text: str = "Sorry.", by: Any = None) -> PublicAnswer:
    incident = scene.opened(world, title=f"Matter {PublicAnswer.objects.count()}")
    return answers.draft_free(
        member=by or world.analyst, incident=incident, channel="social", title="First", text=text, now=after(1)
    )


def _ask(world: World, answer: PublicAnswer, *whom: Any, minute: float = 2) -> list[Approval]:
    found = approvals.ask(
        member=world.analyst, answer=answer, approvers=[one.user_id for one in whom], now=after(minute)
    )
    Delivery.objects.all().delete()
    Notification.objects.all().delete()
    return found


def _say(who: Any, approval: Approval, yes: bool = True) -> None:
    approvals.decide(
        member=who, approval=approval, yes=yes, reason="" if yes else "Too soon", text_sha256=approval.text_sha256, now=after(3)
    )  # fmt: skip


def _told() -> list[tuple[str, str]]:
    return [(one.user.name, one.title) for one in Notification.objects.order_by("created_at", "user__name")]


def _state(row: Any) -> str:
    row.refresh_from_db()
    return str(row.status)


def _edit(who: Any, answer: PublicAnswer, text: str, minute: float = 2) -> PublicAnswer:
    answer.refresh_from_db()
    return answers.edit(member=who, answer=answer, text=text, version=answer.version, now=after(minute))


def test_whoever_wrote_any_part_of_a_text_is_not_asked(world: World) -> None:
    answer = _draft(world, "zero", by=world.owner)
    _edit(world.manager, answer, "The manager's words")
    _edit(world.analyst, answer, "tmp")
    _edit(world.analyst, answer, "The manager's words")
    for wrote in (world.manager, world.owner):
        with pytest.raises(Invalid) as refused:
            _ask(world, answer, wrote)
        assert refused.value.code == "own_text"
    _edit(world.analyst, answer, "The manager's words.")
    with pytest.raises(Invalid):
        _ask(world, answer, world.manager)
    assert _ask(world, answer, world.admin)


def test_words_taken_over_into_another_answer_are_still_their_writers(world: World) -> None:
    _draft(world, "Words of the manager", by=world.manager)
    with pytest.raises(Invalid) as refused:
        _ask(world, _draft(world, "Words of the manager"), world.manager)
    assert refused.value.code == "own_text"


def test_a_writer_who_was_asked_all_the_same_decides_nothing(world: World) -> None:
    answer = _draft(world)
    [approval] = _ask(world, answer, world.manager)
    answer.revisions.create(number=9, text="x", text_sha256="x", by=world.manager.user, at=after(2))
    with pytest.raises(Forbidden) as refused:
        _say(world.manager, approval)
    assert refused.value.code == "own_text"
    Approval.objects.filter(pk=approval.pk).update(status="approved")
    PublicAnswer.objects.filter(pk=answer.pk).update(status="approved")
    with pytest.raises(Conflict) as unapproved:
        answers.hand_off(member=world.owner, answer=answer, now=after(4))
    assert unapproved.value.code == "not_approved_text"


def test_an_edit_and_a_yes_at_once_never_leave_a_writers_yes(committed_world: World) -> None:
    world = committed_world
    answer = _draft(world)
    [approval] = _ask(world, answer, world.manager)
    gate = threading.Barrier(2)

    def run(act: Any) -> None:
        try:
            connection.set_tenant(world.north)
            gate.wait(20)
            act()
        except DomainError:
            pass
        finally:
            connection.close()

    acts = (
        lambda: _edit(world.fresh(world.manager), answer, "The manager's words"),
        lambda: _say(world.fresh(world.manager), approval),
    )
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (_state(answer), _state(approval)) == ("draft", "void")


def test_after_a_link_ran_out_asking_again_sends_a_new_one(world: World) -> None:
    answer = _draft(world)
    [old] = _ask(world, answer, world.admin)
    late = after(2) + timedelta(days=8)
    [new] = approvals.ask(member=world.analyst, answer=answer, approvers=[world.admin.user_id], now=late)
    assert (_state(old), old.ended_because, _state(new)) == ("void", "asked_again", "asked")
    assert Delivery.objects.filter(channel="mail").exists()
    token = approval_link(new).split("/")[-2]
    assert approval_links.by_link(token=token, now=late).approval == new


def test_send_again_asks_the_same_person_anew_once(world: World) -> None:
    answer = _draft(world)
    [old] = _ask(world, answer, world.admin)
    new = approvals.ask_again(member=world.manager, approval=old, now=after(5))
    assert (new.asked_of, new.due_at, _state(old)) == (world.admin.user, after(35), "void")
    assert [name for name, _ in _told()] == ["Adam Admin"]
    with pytest.raises(Conflict):
        approvals.ask_again(member=world.manager, approval=old, now=after(6))
    assert timeline.verify(incident=answer.incident) is None


def test_who_holds_a_link_that_ran_out_asks_for_a_new_one(world: World) -> None:
    [approval] = _ask(world, _draft(world), world.admin)
    token = approval_link(approval).split("/")[-2]
    for _ in range(2):
        approvals.request_again(token=token, now=after(2) + timedelta(days=8))
    assert _told() == [(name, "Adam Admin needs a new link for “First”") for name in ("Ines Marten", "Priya Nair")]


def test_who_said_yes_and_who_is_still_asked_hear_that_the_words_changed(world: World) -> None:
    answer = _draft(world)
    first, _ = _ask(world, answer, world.owner, world.admin)
    _say(world.owner, first)
    Notification.objects.all().delete()
    _edit(world.manager, answer, "Very sorry.", minute=4)
    assert dict(_told()) == {
        "Olga Owner": "Your approval of “First” no longer counts",
        "Adam Admin": "No answer is needed from you on “First”",
    }


def test_a_client_who_was_asked_hears_it_too(world: World) -> None:
    answer = _draft(world)
    command.release_incident(member=world.manager, incident=answer.incident, now=after(2))
    _ask(world, answer, world.client)
    _edit(world.manager, answer, "Very sorry.", minute=4)
    assert _told() == [("Clara Client", "No answer is needed from you on “First”")]


def test_after_one_no_the_others_hear_of_it_without_its_reason(world: World) -> None:
    answer = _draft(world)
    first, second, third = _ask(world, answer, world.manager, world.admin, world.owner)
    _say(world.manager, first)
    Notification.objects.all().delete()
    _say(world.owner, third, yes=False)
    assert (_state(second), second.ended_because) == ("void", "refused")
    told = dict(_told())
    assert {"Ines Marten", "Adam Admin"} <= set(told)
    others = Notification.objects.filter(user__in=[world.admin.user, world.manager.user])
    assert not any("Too soon" in one.body + one.title for one in others)


def test_a_question_is_taken_back_and_the_yes_of_the_others_approves(world: World) -> None:
    answer = _draft(world)
    first, second = _ask(world, answer, world.owner, world.admin)
    _say(world.owner, first)
    questions.withdraw_question(member=world.analyst, approval=second, reason="On holiday", now=after(4))
    assert (_state(answer), _state(second), second.ended_because) == ("approved", "void", "withdrawn")
    assert ("Adam Admin", "No answer is needed from you on “First”") in _told()
    assert timeline.verify(incident=answer.incident) is None
    with pytest.raises(Conflict):
        questions.withdraw_question(member=world.analyst, approval=second, now=after(5))


def test_the_only_question_taken_back_leaves_a_draft(world: World) -> None:
    answer = _draft(world)
    [only] = _ask(world, answer, world.owner)
    questions.withdraw_question(member=world.analyst, approval=only, now=after(4))
    assert _state(answer) == "draft"


def test_leaving_approves_nothing_and_the_yes_there_is_can_be_gone_on_with(world: World) -> None:
    answer = _draft(world)
    first, second = _ask(world, answer, world.owner, world.admin)
    _say(world.owner, first)
    Notification.objects.all().delete()
    assert questions.end_questions_of(user_id=world.admin.user_id, now=after(4)) == 1
    assert questions.end_questions_of(user_id=world.admin.user_id, now=after(4)) == 0
    assert (_state(answer), _state(second), second.ended_because) == ("draft", "void", "left")
    assert ("Priya Nair", "Adam Admin can't decide on “First” any more") in _told()
    assert approvals.ask(member=world.analyst, answer=answer, approvers=[world.owner.user_id], now=after(5)) == []
    assert _state(answer) == "approved"
    assert timeline.verify(incident=answer.incident) is None


def test_somebody_else_is_asked_instead_in_one_entry_of_the_record(world: World) -> None:
    answer = _draft(world)
    [old] = _ask(world, answer, world.admin)
    new = approvals.ask_instead(member=world.analyst, approval=old, to=world.owner.user_id, now=after(4))
    assert (new.asked_of, _state(old), _state(answer)) == (world.owner.user, "void", "in_approval")
    entry = answer.incident.entries.get(kind="approval_asked", seq=answer.incident.entries.count())
    assert len(entry.payload["rows"]) == 2 and not entry.payload["again"]
    assert timeline.verify(incident=answer.incident) is None
    with pytest.raises(Conflict):
        approvals.ask_instead(member=world.analyst, approval=new, to=world.owner.user_id, now=after(5))


def test_a_no_is_not_gone_on_over(world: World) -> None:
    answer = _draft(world)
    first, second = _ask(world, answer, world.owner, world.admin)
    _say(world.owner, first)
    _say(world.admin, second, yes=False)
    with pytest.raises(Invalid) as refused:
        approvals.ask(member=world.analyst, answer=answer, approvers=[world.owner.user_id], now=after(5))
    assert refused.value.code == "turned_down"
    assert _state(answer) == "draft"


def test_an_incident_that_ends_asks_nobody_for_anything(world: World) -> None:
    answer = _draft(world)
    [approval] = _ask(world, answer, world.admin)
    assert questions.lapse_all(incident=answer.incident, now=after(4)) == 1
    assert questions.lapse_all(incident=answer.incident, now=after(4)) == 0
    assert (_state(answer), _state(approval), approval.ended_because) == ("draft", "void", "incident_ended")
    assert timeline.verify(incident=answer.incident) is None


@pytest.mark.parametrize("status", ["closed", "dismissed"])
def test_nothing_is_asked_decided_or_handed_off_in_an_incident_that_is_over(world: World, status: str) -> None:
    answer, other = _draft(world), _draft(world)
    [approval] = _ask(world, answer, world.admin)
    [given] = _ask(world, other, world.admin)
    _say(world.admin, given)
    for one in (answer, other):
        type(one.incident).objects.filter(pk=one.incident_id).update(status=status)
    for act in (
        lambda: _ask(world, answer, world.owner),
        lambda: _say(world.admin, approval),
        lambda: answers.hand_off(member=world.manager, answer=other, now=after(5)),
    ):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "wrong_state"


def test_a_client_is_asked_once_it_is_released_and_until_then_the_reason_is_said(world: World) -> None:
    answer = _draft(world)

    def why() -> str:
        people = approvals.candidates(member=world.analyst, answer=answer)
        return next(one.why_not for one in people if one.member.user_id == world.client.user_id)

    assert why() == "is the client: release the incident to the client first"
    command.release_incident(member=world.manager, incident=answer.incident, now=after(2))
    assert why() == ""


def test_what_is_still_asked_in_an_incident_that_ended_before_ends_did_is_ended_by_the_sweep(world: World) -> None:
    answer = _draft(world)
    [asked] = _ask(world, answer, world.admin)
    type(answer.incident).objects.filter(pk=answer.incident_id).update(status="closed")
    assert reminders.remind(now=after(600)) == 0
    assert (_state(asked), _state(answer)) == ("void", "draft")
    assert [title for _, title in _told()] == ["No answer is needed from you on “First”"]
    assert questions.lapse_left(now=after(601)) == 0
    assert timeline.verify(incident=answer.incident) is None


def test_a_no_is_not_passed_over_by_asking_somebody_else(world: World) -> None:
    answer = _draft(world)
    [first] = _ask(world, answer, world.manager)
    _say(world.manager, first, yes=False)
    with pytest.raises(Invalid) as refused:
        _ask(world, answer, world.admin)
    assert refused.value.code == "turned_down"
    again, other = _ask(world, answer, world.manager, world.admin)
    with pytest.raises(Invalid) as instead:
        approvals.ask_instead(member=world.analyst, approval=again, to=world.owner.user_id, now=after(4))
    assert instead.value.code == "turned_down"
    # The question to whoever said no is taken back while another is open: the last yes does not approve over the no.
    questions.withdraw_question(member=world.analyst, approval=again, now=after(5))
    _say(world.admin, other)
    assert (_state(other), _state(answer)) == ("approved", "draft")
    told = Notification.objects.get(title="Adam Admin approved “First”")
    assert told.body == "Ines Marten asked for a change of these words. Change them, or ask Ines Marten again."
    [last] = _ask(world, answer, world.manager, minute=6)
    _say(world.manager, last)
    assert _state(answer) == "approved"
    assert timeline.verify(incident=answer.incident) is None


def _said(who: Any, answer: PublicAnswer, world: World, minute: float, *, yes: bool) -> None:
    [asked] = _ask(world, answer, who, minute=minute)
    _say(who, asked, yes=yes)


def test_a_no_to_these_words_is_not_passed_over_by_a_merge_and_a_copy(world: World) -> None:
    stays, goes = two(world)
    answer = draft(world, goes)
    _said(world.admin, answer, world, 3, yes=False)
    merge(world, goes, stays)
    answer.refresh_from_db()
    copy = copies.copy_answer(member=world.owner, answer=answer, now=after(12))
    assert [one.asked_of for one in questions.standing_refusals(copy)] == [world.admin.user]
    with pytest.raises(Invalid) as refused:
        _ask(world, copy, world.manager, minute=13)
    assert refused.value.code == "turned_down"
    assert len(_ask(world, copy, world.manager, world.admin, minute=14)) == 2
    _edit(world.owner, copy, "Sorry, all.", minute=15)
    copy.refresh_from_db()
    assert questions.standing_refusals(copy) == []
    assert _ask(world, copy, world.manager, minute=16)


def test_who_said_yes_after_their_no_before_the_merge_turned_nothing_down(world: World) -> None:
    stays, goes = two(world)
    answer = draft(world, goes)
    _said(world.admin, answer, world, 3, yes=False)
    _said(world.admin, answer, world, 4, yes=True)
    merge(world, goes, stays)
    answer.refresh_from_db()
    copy = copies.copy_answer(member=world.owner, answer=answer, now=after(12))
    assert questions.standing_refusals(copy) == []
    assert _ask(world, copy, world.manager, minute=13)
