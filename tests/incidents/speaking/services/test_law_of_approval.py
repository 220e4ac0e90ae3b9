"""Law 5, whatever people press in whatever order: what goes out is a text to which somebody else said yes."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.errors import DomainError
from incidents.models import Approval, PublicAnswer
from incidents.services import timeline
from incidents.speaking.services import answers, approvals, questions
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World

_PEOPLE = ("analyst", "manager", "owner")
_TEXTS = ("We are sorry.", "We are very sorry.", "It was not us.")
_PRESS = st.one_of(
    st.tuples(st.just("again"), st.sampled_from(_PEOPLE), st.just("")),
    st.tuples(st.just("take_back"), st.sampled_from(_PEOPLE), st.just("")),
    st.tuples(st.just("edit"), st.sampled_from(_PEOPLE), st.sampled_from(_TEXTS)),
    st.tuples(st.just("ask"), st.sampled_from(_PEOPLE), st.sampled_from(_PEOPLE)),
    st.tuples(st.sampled_from(["yes", "no", "stale"]), st.sampled_from(_PEOPLE), st.just("")),
    st.tuples(st.just("hand_off"), st.sampled_from(_PEOPLE), st.just("")),
    st.tuples(st.just("confirm"), st.sampled_from(_PEOPLE), st.just("")),
)
# The straight way out; whatever else is pressed falls between its steps.
_WAY = [("ask", "analyst", "manager"), ("yes", "manager", ""), ("hand_off", "owner", ""), ("confirm", "owner", "")]
_NOISE = st.lists(_PRESS, max_size=3)
_PRESSES = st.tuples(*[_NOISE for _ in range(len(_WAY) + 1)]).map(
    lambda noise: [*noise[0], *[press for way, more in zip(_WAY, noise[1:], strict=True) for press in (way, *more)]]
)


class _Undo(Exception):
    pass


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(presses=_PRESSES)
def test_only_a_text_somebody_else_approved_ever_goes_out(world: World, presses: list[tuple[str, str, str]]) -> None:
    with pytest.raises(_Undo), transaction.atomic():
        incident = scene.opened(world)
        answer = answers.draft_free(
            member=world.analyst, incident=incident, channel="web", title="A", text=_TEXTS[0], now=after(1)
        )
        for minute, (action, who, what) in enumerate(presses, start=2):
            try:
                with transaction.atomic():
                    _press(world, answer, (action, getattr(world, who), what), minute)
            except DomainError:
                pass
            _holds(answer)
        assert timeline.verify(incident=incident) is None
        raise _Undo


def _press(world: World, answer: PublicAnswer, press: tuple[str, Any, str], minute: int) -> None:
    action, who, what = press
    answer.refresh_from_db()
    now = after(minute)
    if action == "edit":
        answers.edit(member=who, answer=answer, text=what, version=answer.version, now=now)
    elif action == "ask":
        approvals.ask(member=who, answer=answer, approvers=[getattr(world, what).user_id], now=now)
    elif action in ("again", "take_back"):
        for approval in Approval.objects.filter(answer=answer, status="asked"):
            if action == "again":
                approvals.ask_again(member=who, approval=approval, now=now)
            else:
                questions.withdraw_question(member=who, approval=approval, now=now)
    elif action == "hand_off":
        assert answers.hand_off(member=who, answer=answer, now=now).text == answer.text
    elif action == "confirm":
        answers.confirm(member=who, answer=answer, url="https://a.example/1", now=now)
    else:
        for approval in Approval.objects.filter(answer=answer, asked_of_id=who.user_id):
            read = "0" * 64 if action == "stale" else approval.text_sha256
            approvals.decide(member=who, approval=approval, yes=action != "no", text_sha256=read, reason="Why", now=now)


def _holds(answer: PublicAnswer) -> None:
    answer.refresh_from_db()
    assert answer.text_sha256 == answers.sha256(answer.text)
    if answer.status in ("approved", "handed_off", "published"):
        yes = Approval.objects.filter(answer=answer, status="approved", text_sha256=answer.text_sha256)
        approvers = set(yes.values_list("asked_of_id", flat=True))
        assert approvers, "nobody said yes to this text"
        wrote = set(answer.revisions.values_list("by_id", flat=True))
        assert {answer.drafted_by_id, answer.edited_by_id} <= wrote
        assert not approvers & wrote, "somebody approved words they had a hand in"
    if answer.status == "published":
        assert answer.publications.get().text_sha256 == answer.text_sha256


def test_an_approver_who_takes_the_approved_words_over_for_another_channel_keeps_their_yes(world: World) -> None:
    incident = scene.opened(world)
    words = {"incident": incident, "title": "First", "text": "We are sorry."}
    post = answers.draft_free(member=world.owner, channel="social", **words, now=after(1))
    [asked, second] = approvals.ask(
        member=world.analyst, answer=post, approvers=[world.manager.user_id, world.admin.user_id], now=after(2)
    )
    said = {"yes": True, "text_sha256": asked.text_sha256}
    approvals.decide(member=world.manager, approval=asked, **said, now=after(3))
    press = answers.draft_free(member=world.manager, channel="press", **words, now=after(4))
    answers.draft_free(member=world.admin, channel="web", **words, now=after(4))
    approvals.decide(member=world.admin, approval=second, **said, now=after(5))
    post.refresh_from_db()
    assert answers.hand_off(member=world.manager, answer=post, now=after(6)).text == "We are sorry."
    with pytest.raises(DomainError) as refused:  # whose words they are first is not forgotten by taking them over
        approvals.ask(member=world.manager, answer=press, approvers=[world.owner.user_id], now=after(7))
    assert refused.value.code == "own_text"


def test_who_once_drafted_a_holding_statement_as_its_plan_has_it_may_approve_it_elsewhere(world: World) -> None:
    version = scene.plan(world)
    statement = version.statements.get()
    type(statement).objects.filter(pk=statement.pk).update(text="We are looking into it.", slots=[])
    drafts = []
    for title, who in (("Before", world.manager), ("Now", world.analyst)):
        incident = scene.opened(world, title=title, plan_version=version)
        given = {"statement": statement, "values": {}, "channel": "social"}
        drafts.append(answers.draft_from(member=who, incident=incident, **given, now=after(1)))
    [asked] = approvals.ask(member=world.analyst, answer=drafts[1], approvers=[world.manager.user_id], now=after(2))
    yes = {"yes": True, "text_sha256": asked.text_sha256}
    approvals.decide(member=world.manager, approval=asked, **yes, now=after(3))
    assert answers.hand_off(member=world.owner, answer=drafts[1], now=after(4))
    with pytest.raises(DomainError):  # their own draft stays their own
        approvals.ask(member=world.analyst, answer=drafts[0], approvers=[world.manager.user_id], now=after(5))
