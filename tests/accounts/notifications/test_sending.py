"""Sending to webhooks: all that is due, in order, each once; one that is silent, fails or is another process's holds up no other."""

import socket
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from accounts.events.catalogue import declare
from accounts.events.services import placing
from accounts.events.services.recording import About, event, record_all
from accounts.notifications.models import Delivery, DeliveryAttempt, WebhookEndpoint
from accounts.notifications.services import composing, sending, webhooks
from accounts.notifications.services.webhooks import Wanted
from tests.world import World

SENT = declare("sending.sent", "Something was sent in a test.", many=int)


def _happened(world: World, many: int) -> None:
    now = datetime.now(UTC)
    record_all(event(SENT, About(uuid4(), brand=world.alder), by=None, now=now, many=n) for n in range(many))
    placing.place_events()


def _add(world: World, url: str) -> WebhookEndpoint:
    return webhooks.add_webhook(world.owner, url=url, wanted=Wanted(actions=("sending.sent",)))[0]


def _statuses(row: WebhookEndpoint) -> list[str]:
    rows = Delivery.objects.filter(target=str(row.pk)).order_by("event_id")
    return list(rows.values_list("status", flat=True))


def test_all_that_is_due_is_sent_once_with_a_try_in_the_log(world: World, hook: Any) -> None:
    row = _add(world, hook.url)
    _happened(world, 25)
    assert sending.send_due() == 25
    assert sending.send_due() == 0
    assert _statuses(row) == ["sent"] * 25
    assert len({headers["webhook-id"] for headers, _ in hook.got}) == len(hook.got) == 25
    assert DeliveryAttempt.objects.filter(ok=True, status=200).count() == 25
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {1}


def test_few_are_sent_in_the_order_in_which_they_happened(world: World, hook: Any) -> None:
    _add(world, hook.url)
    _happened(world, 9)
    sending.send_due()
    happened = Delivery.objects.order_by("event__position").values_list("pk", flat=True)
    assert [headers["webhook-id"] for headers, _ in hook.got] == [f"msg_{pk.hex}" for pk in happened]


def test_one_that_does_not_answer_is_tried_once_and_the_rest_waits(world: World, hook: Any) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # and does not listen
        silent, other = _add(world, f"http://127.0.0.1:{nobody.getsockname()[1]}/in"), _add(world, hook.url)
        _happened(world, 5)
        assert sending.send_due() == 5
    assert _statuses(other) == ["sent"] * 5
    assert sorted(_statuses(silent)) == ["failed", *["queued"] * 4]
    waiting = Delivery.objects.filter(target=str(silent.pk), attempts=0)
    assert waiting.count() == 4
    assert not waiting.filter(next_try_at__lte=datetime.now(UTC) + timedelta(seconds=5)).exists()


def test_webhooks_that_fail_are_told_by_themselves(world: World, hook: Any) -> None:
    row = _add(world, hook.url)
    WebhookEndpoint.objects.filter(pk=row.pk).update(failing_since=datetime.now(UTC))
    _happened(world, 2)
    now = datetime.now(UTC)
    assert (sending.due(now, failing=False), sending.due(now, failing=True)) == (False, True)
    assert sending.send_due() == 0
    assert sending.send_due(failing=True) == 2
    row.refresh_from_db()
    assert row.state == "working"


def test_one_that_another_process_is_sending_to_is_left_to_it(world: World, hook: Any) -> None:
    row = _add(world, hook.url)
    _happened(world, 1)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [sending._LOCK, str(row.pk)])
        assert sending.send_due() == 0
    finally:
        other.close()  # as a process that is killed
    assert sending.send_due() == 1


def test_what_can_not_be_shown_fails_visibly_and_keeps_nothing_else_back(
    world: World, hook: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = _add(world, hook.url)
    _happened(world, 1)

    def fails(*_: Any) -> Any:
        raise RuntimeError("a row of before")

    with monkeypatch.context() as patch:
        patch.setattr(type(composing.hooks.shapes.answer), "shown", fails)
        assert sending.send_due() == 0
    assert "could not be shown" in Delivery.objects.get(target=str(row.pk)).last_error
    assert hook.got == []


def test_what_waits_for_a_webhook_that_was_removed_is_given_up(world: World, hook: Any) -> None:
    row = _add(world, hook.url)
    _happened(world, 2)
    WebhookEndpoint.objects.filter(pk=row.pk).update(is_active=False)
    assert sending.end_removed() == 2
    assert _statuses(row) == ["given_up"] * 2
    assert sending.send_due() == 0
