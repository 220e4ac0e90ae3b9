"""Questions of lower rooms are answered once, and an unanswered one does not start."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from accounts import hooks
from accounts.hooks import Hook
from monitoring import hooks as monitoring_hooks
from monitoring.alerting import hooks as alerting_hooks
from monitoring.feeds import hooks as feeds_hooks
from monitoring.inbox import hooks as inbox_hooks
from playbooks import hooks as playbooks_hooks


@pytest.fixture
def question(monkeypatch: pytest.MonkeyPatch) -> Hook[str]:
    monkeypatch.setattr(Hook, "declared", [])
    return Hook[str]("who knows")


def test_what_the_apps_ask_is_answered_when_they_have_started() -> None:
    asked = (
        hooks.brands, hooks.shapes, hooks.frame, hooks.mailed_path, hooks.calendars, hooks.alert_feed, monitoring_hooks.incidents, feeds_hooks.taker, inbox_hooks.judge,
        alerting_hooks.pictures,
        playbooks_hooks.trigger_language
    )  # fmt: skip
    assert all(one in Hook.declared and one.filled for one in asked)
    hooks.refuse_unfilled()


def test_an_unanswered_question_is_named_and_refuses_to_start(question: Hook[str]) -> None:
    with pytest.raises(ImproperlyConfigured, match="who knows"):
        hooks.refuse_unfilled()
    with pytest.raises(ImproperlyConfigured, match="who knows"):
        question.answer  # noqa: B018


def test_a_question_has_one_answer(question: Hook[str]) -> None:
    question.fill("I")
    assert question.answer == "I"
    hooks.refuse_unfilled()
    with pytest.raises(ImproperlyConfigured, match="Two answers"):
        question.fill("I, too")
