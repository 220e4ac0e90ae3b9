"""Whose words they are: of an answer, and of those it took over from another."""

from typing import Any

import pytest

from accounts.errors import Conflict, Forbidden, Invalid
from accounts.models import Membership
from incidents.models import Approval, PublicAnswer
from incidents.speaking.services import answers, approvals, copies, revisions
from tests.incidents.scene import after
from tests.incidents.services.test_merging import draft, merge, two
from tests.world import World


def _edit(answer: PublicAnswer, text: str, by: Membership, minute: float) -> PublicAnswer:
    answer.refresh_from_db()
    return answers.edit(member=by, answer=answer, text=text, version=answer.version, now=after(minute))


def _copied(world: World, answer: PublicAnswer) -> PublicAnswer:
    return copies.copy_answer(member=world.owner, answer=answer, now=after(12))


def _refused(world: World, answer: PublicAnswer, who: Membership) -> str:
    given: dict[str, Any] = {"approvers": [who.user_id], "now": after(20)}
    with pytest.raises(Invalid) as refused:
        approvals.ask(member=world.analyst, answer=answer, **given)
    return refused.value.code


def test_who_wrote_what_was_copied_after_a_merge_approves_it_not_even_once_it_is_edited(world: World) -> None:
    stays, goes = two(world)
    answer = draft(world, goes, "Sorry.")
    _edit(answer, "Sorry, all.", world.manager, 3)
    merge(world, goes, stays)
    answer.refresh_from_db()
    copy = _edit(_copied(world, answer), "Sorry, all", world.owner, 13)
    assert revisions.writers(copy) == {world.analyst.user_id, world.manager.user_id, world.owner.user_id}
    assert _refused(world, copy, world.manager) == "own_text"
    [asked] = approvals.ask(member=world.analyst, answer=copy, approvers=[world.admin.user_id], now=after(21))
    Approval.objects.filter(pk=asked.pk).update(asked_of=world.manager.user)
    with pytest.raises(Forbidden) as own:
        said: dict[str, Any] = {"yes": True, "text_sha256": asked.text_sha256, "now": after(22)}
        approvals.decide(member=world.manager, approval=Approval.objects.get(pk=asked.pk), **said)
    assert own.value.code == "own_text"


def test_who_had_a_hand_in_it_before_the_last_edit_there_wrote_some_of_the_copy_too(world: World) -> None:
    stays, goes = two(world)
    answer = _edit(draft(world, goes, "Sorry."), "Sorry, all.", world.admin, 3)
    _edit(answer, "Sorry, all of you.", world.admin, 4)
    merge(world, goes, stays)
    answer.refresh_from_db()
    copy = copies.copy_answer(member=world.owner, answer=answer, now=after(12))
    assert world.analyst.user_id in revisions.writers(copy), "the first words were theirs"


def test_what_was_written_elsewhere_after_words_were_taken_over_makes_nobody_a_writer_here(world: World) -> None:
    stays, goes = two(world)
    first, second = draft(world, goes, "Sorry."), answers.draft_free(
        member=world.owner, incident=stays, channel="web", title="Same", text="Sorry.", now=after(3)
    )  # fmt: skip
    _edit(first, "Sorry, all.", world.manager, 4)
    _edit(second, "Sorry then.", world.owner, 5)
    assert revisions.writers(second) == {world.analyst.user_id, world.owner.user_id}


def test_what_somebody_withdrew_before_the_merge_is_not_copied(world: World) -> None:
    stays, goes = two(world)
    wrong, kept = draft(world, goes, "Wrong."), draft(world, goes, "Right.")
    answers.withdraw(member=world.analyst, answer=wrong, reason="It is not true", now=after(5))
    merge(world, goes, stays)
    for one in (wrong, kept):
        one.refresh_from_db()
    with pytest.raises(Conflict) as refused:
        _copied(world, wrong)
    assert (refused.value.code, refused.value.data["current"]) == ("wrong_state", "withdrawn")
    assert _copied(world, kept).incident == stays
