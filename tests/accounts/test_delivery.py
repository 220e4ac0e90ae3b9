"""The hand-over from a service to a job."""

from typing import Any

import pytest
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.delivery import enqueue
from tests.world import World


def test_a_job_is_rung_after_the_commit_only(
    world: World, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(
        type(current_app._get_current_object()), "send_task", lambda _self, name, **kw: sent.append((name, kw["args"]))
    )
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            enqueue("accounts.jobs.create_agency", "x")
        assert sent == []
    assert sent == [("accounts.jobs.create_agency", ("x",))]


def test_a_broker_that_does_not_answer_is_no_failure_of_the_caller(
    world: World, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any, caplog: Any
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(type(current_app._get_current_object()), "send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        enqueue("accounts.jobs.create_agency", "x")
    assert "waits for the sweep" in caplog.text
