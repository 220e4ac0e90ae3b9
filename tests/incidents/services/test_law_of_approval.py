"""Law 5, whatever people press in whatever order: what goes out is a text to which somebody else said yes."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.errors import DomainError
from incidents.models import Approval, PublicAnswer
from incidents.services import answers, approvals, timeline
from tests.incidents import scene
from tests.incidents.scene import after
from tests.world import World

_PEOPLE = ("analyst", "manager", "owner")
_TEXTS = ("We are sorry.", "We are very sorry.", "It was not us.")
_PRESS = st.one_of(
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
        assert not approvers & {answer.drafted_by_id, answer.edited_by_id}, "somebody approved their own text"
    if answer.status == "published":
        assert answer.publications.get().text_sha256 == answer.text_sha256
