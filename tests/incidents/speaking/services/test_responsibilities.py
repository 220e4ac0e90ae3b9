"""What is asked of somebody who leaves, or can't answer any more."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.brands import services as brands
from accounts.brands.models import BrandTeam
from accounts.notifications.models import Notification
from accounts.services import leaving, members
from incidents.models import Approval, PublicAnswer
from incidents.speaking.services import answers, approvals
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World


def held(world: World, target: Any) -> set[str]:
    return {one.kind for one in leaving.holdings(world.owner, membership_id=target.pk).held}


def passed(world: World, target: Any, to: Any) -> leaving.Passed:
    return leaving.pass_on(world.owner, membership_id=target.pk, to=to.user_id, now=after(30))


@pytest.fixture
def asked(world: World) -> PublicAnswer:
    """An answer about which Adam and Olga are asked."""
    boss = world.fresh(world.manager)
    answer = answers.draft_free(
        member=boss, incident=scene.opened(world), channel="social", title="First", text="Sorry.", now=after(1)
    )
    approvals.ask(member=boss, answer=answer, approvers=[world.admin.user_id, world.owner.user_id], now=after(2))
    return answer


def test_a_question_before_they_leave_goes_to_the_other(world: World, asked: PublicAnswer) -> None:
    assert "approval" in held(world, world.admin)
    BrandTeam.objects.create(brand=world.alder, user=world.other.user)
    assert passed(world, world.admin, world.other).refused == ()
    open_now = Approval.objects.filter(answer=asked, status="asked").values_list("asked_of_id", flat=True)
    assert set(open_now) == {world.owner.user_id, world.other.user_id}


def _off_the_brand(world: World) -> None:
    brands.set_team(world.fresh(world.owner), world.alder, places=[(world.manager.user_id, 1)])


LOSSES: dict[str, Callable[[World], object]] = {
    "place": lambda world: members.deactivate(world.owner, membership_id=world.other.pk),
    "brand": _off_the_brand,
    "role": lambda world: members.change_role(world.owner, membership_id=world.other.pk, role="analyst"),
    "released to nobody": lambda world: members.change_role(world.owner, membership_id=world.other.pk, role="client"),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_an_approver_who_left_does_not_lock_the_answer(world: World, loss: str) -> None:
    BrandTeam.objects.create(brand=world.alder, user=world.other.user)
    boss = world.fresh(world.manager)
    answer = answers.draft_free(
        member=boss, incident=scene.opened(world), channel="social", title="First", text="Sorry.", now=after(1)
    )
    approvals.ask(member=boss, answer=answer, approvers=[world.other.user_id, world.owner.user_id], now=after(2))
    said = answer.approvals.get(asked_of=world.owner.user)
    approvals.decide(
        member=world.fresh(world.owner), approval=said, yes=True, text_sha256=answer.text_sha256, now=after(3)
    )
    LOSSES[loss](world)
    # Nobody's leaving approves a text: whoever asked is told, and goes on with the yes there is.
    assert PublicAnswer.objects.get(pk=answer.pk).status == "draft"
    assert Notification.objects.filter(user_id=boss.user_id, title__contains="can't decide").exists()
    approvals.ask(member=boss, answer=answer, approvers=[world.owner.user_id], now=after(4))
    assert PublicAnswer.objects.get(pk=answer.pk).status == "approved"


def test_who_may_still_answer_stays_asked(world: World, asked: PublicAnswer) -> None:
    members.change_role(world.owner, membership_id=world.admin.pk, role="owner")
    assert Approval.objects.filter(answer=asked, status="asked").count() == 2
