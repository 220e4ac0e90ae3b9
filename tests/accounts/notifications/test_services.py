"""News: told once, delivered at least once by real servers, tried again, acknowledged or passed on."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller

from accounts.bidi import isolate
from accounts.brands.models import Brand
from accounts.errors import Invalid, NotFound
from accounts.models import Membership
from accounts.notifications.models import Delivery, DeliveryAttempt, Notification
from accounts.notifications.services import choices, delivery, endpoints, escalation, message_text, notifying
from accounts.notifications.services.subjects import Subject
from tests.happened import happened
from tests.world import World

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
BURST = Subject("burst", UUID("01900000-0000-7000-8000-0000000000b1"))  # of a kind that nobody keeps


def _tell(
    world: World, *members: Membership, dedupe: str = "alert:1", ack: datetime | None = None
) -> list[Notification]:
    return notifying.notify(
        [member.user_id for member in members], of=happened(), brand=world.alder, kind="alert", title="186 mentions", body="Expected 22 to 48",
        path="/alerts/1/", dedupe=dedupe, now=NOW, severity=1, about=BURST, ack_due_at=ack,
    )  # fmt: skip


class _Mails:
    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.refuse = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuse:
            return self.refuse
        self.messages.append(envelope)
        return "250 OK"


@pytest.fixture
def smtp(settings: Any) -> Iterator[_Mails]:
    """A real SMTP server on loopback."""
    handler = _Mails()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield handler
    controller.stop()


def test_the_same_event_is_told_once(world: World) -> None:
    assert len(_tell(world, world.manager, world.analyst)) == 2
    assert _tell(world, world.manager, world.analyst) == []
    assert Delivery.objects.filter(channel="mail").count() == 2


def test_a_mail_goes_through_a_real_server_and_says_where_to_go(world: World, smtp: _Mails) -> None:
    _tell(world, world.manager, ack=NOW + timedelta(minutes=5))
    row = Delivery.objects.get(channel="mail")
    assert delivery.deliver(row.pk, agency=world.north, now=NOW) == "sent"
    envelope = smtp.messages[0]
    text = envelope.content.decode()
    assert envelope.rcpt_tos == ["ines@north.example"]
    assert "http://north.localhost:8000/alerts/1/" in text.replace("=\n", "")
    assert "/links/acknowledge/" in text
    assert DeliveryAttempt.objects.get(delivery=row).ok
    assert delivery.deliver(row.pk, agency=world.north, now=NOW) == ""
    assert len(smtp.messages) == 1


def test_a_title_with_line_breaks_injects_no_header(world: World, smtp: _Mails) -> None:
    notifying.notify(
        [world.manager.user_id], of=happened(), brand=world.alder, kind="alert", title="Hello\r\nBcc: evil@evil.example", body="x", path="/",
        dedupe="d", now=NOW,
    )  # fmt: skip
    delivery.deliver(Delivery.objects.get().pk, agency=world.north, now=NOW)
    head = smtp.messages[0].content.decode().split("\r\n\r\n")[0]
    assert not [line for line in head.splitlines() if line.startswith("Bcc:")]
    assert smtp.messages[0].rcpt_tos == ["ines@north.example"]


def test_what_fails_is_tried_again_later_and_given_up_visibly(world: World, smtp: _Mails) -> None:
    smtp.refuse = "451 not now"
    _tell(world, world.manager)
    row, now, waits = Delivery.objects.get(channel="mail"), NOW, []
    for _ in range(len(delivery.BACK_OFF)):
        assert delivery.deliver(row.pk, agency=world.north, now=now) == "failed"
        row.refresh_from_db()
        assert delivery.due(row.next_try_at - timedelta(seconds=1)) == []
        waits.append(row.next_try_at - now)
        now = row.next_try_at
    assert tuple(waits) == delivery.BACK_OFF
    assert delivery.deliver(row.pk, agency=world.north, now=now) == "given_up"
    row.refresh_from_db()
    assert "did not take it" in row.last_error
    assert DeliveryAttempt.objects.filter(delivery=row, ok=False).count() == len(delivery.BACK_OFF) + 1


def test_a_delivery_of_a_worker_that_died_is_taken_up_after_its_lease(world: World, smtp: _Mails) -> None:
    _tell(world, world.manager)
    row = Delivery.objects.get(channel="mail")
    Delivery.objects.filter(pk=row.pk).update(status="sending", lease_until=NOW + delivery.LEASE)
    assert delivery.deliver(row.pk, agency=world.north, now=NOW) == ""
    later = NOW + delivery.LEASE + timedelta(seconds=1)
    assert delivery.due(later) == [row.pk]
    assert delivery.deliver(row.pk, agency=world.north, now=later) == "sent"


def test_web_push_reaches_the_browsers_service_encrypted_and_signed(world: World, hook: Any) -> None:
    keys = {
        "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    }
    endpoints.subscribe(
        world.manager, subscription={"endpoint": hook.url, "keys": keys}, device="Phone", session_key=None
    )
    _tell(world, world.manager)
    row = Delivery.objects.get(channel="push")
    assert delivery.deliver(row.pk, agency=world.north, now=NOW) == "sent"
    headers, body = hook.got[0]
    headers = {name.lower(): value for name, value in headers.items()}
    assert headers["authorization"].startswith("vapid t=")
    assert headers["content-encoding"] == "aes128gcm"
    assert b"186 mentions" not in body


def test_with_all_the_browsers_one_may_have_each_may_come_again_and_no_other(
    world: World, hook: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoints, "MAX_BROWSERS", 2)

    def subscribe(browser: str) -> UUID:
        keys = {"p256dh": "p", "auth": "a"}
        given = {"endpoint": f"{hook.url}{browser}", "keys": keys}
        return endpoints.subscribe(world.manager, subscription=given, device=browser, session_key=None).pk

    first, _ = subscribe("one"), subscribe("two")
    assert subscribe("one") == first
    with pytest.raises(Invalid, match="At most 2 browsers"):
        subscribe("three")


def test_a_browser_that_unsubscribed_is_not_tried_again(world: World, hook: Any) -> None:
    keys = {
        "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    }
    row = endpoints.subscribe(
        world.manager, subscription={"endpoint": hook.url, "keys": keys}, device="Phone", session_key=None
    )
    _tell(world, world.manager)
    hook.answers[:] = [410]
    assert delivery.deliver(Delivery.objects.get(channel="push").pk, agency=world.north, now=NOW) == "given_up"
    row.refresh_from_db()
    assert row.gone_at == NOW


def test_a_client_chooses_among_what_a_client_is_told_of(world: World) -> None:
    assert [kind for kind, _, _ in choices.matrix(world.client)] == ["incident", "approval"]
    assert [kind for kind, _, _ in choices.matrix(world.analyst)] == list(choices.KINDS)


def test_choices_are_kept(world: World) -> None:
    choices.choose(world.manager, kind="alert", channel="mail", on=False)
    _tell(world, world.manager, world.analyst)
    assert [row.notification.user_id for row in Delivery.objects.filter(channel="mail")] == [world.analyst.user_id]


def test_a_page_nobody_acknowledged_goes_to_the_brands_second_person_once(world: World) -> None:
    _tell(world, world.manager, ack=NOW + timedelta(minutes=5))
    assert escalation.escalate(NOW + timedelta(minutes=4)) == 0
    assert escalation.escalate(NOW + timedelta(minutes=6)) == 1
    assert escalation.escalate(NOW + timedelta(minutes=6)) == 0
    second = Notification.objects.get(user_id=world.analyst.user_id)
    assert second.escalated_from.user_id == world.manager.user_id
    assert second.ack_due_at == NOW + timedelta(minutes=11)


def test_after_the_team_the_agencys_heads_are_woken(world: World) -> None:
    _tell(world, world.manager, ack=NOW + timedelta(minutes=5))
    escalation.escalate(NOW + timedelta(minutes=6))
    escalation.escalate(NOW + timedelta(minutes=12))
    assert set(Notification.objects.values_list("user_id", flat=True)) == {
        world.manager.user_id, world.analyst.user_id, world.owner.user_id, world.admin.user_id,
    }  # fmt: skip


def test_an_acknowledged_page_wakes_nobody_else(world: World) -> None:
    page = _tell(world, world.manager, ack=NOW + timedelta(minutes=5))[0]
    notifying.acknowledge(world.manager, page, now=NOW)
    assert escalation.escalate(NOW + timedelta(hours=1)) == 0


def test_what_was_done_elsewhere_wakes_nobody_else(world: World) -> None:
    _tell(world, world.manager, ack=NOW + timedelta(minutes=5))
    notifying.settle(BURST, now=NOW)
    assert escalation.escalate(NOW + timedelta(hours=1)) == 0


def test_what_somebody_took_in_hand_is_not_new_to_them_any_more(world: World) -> None:
    for member in (world.manager, world.analyst):
        _tell(world, member, ack=NOW + timedelta(minutes=5))
    notifying.settle(BURST, now=NOW, by=world.manager.user_id)
    rows = {row.user_id: row for row in Notification.objects.all()}
    assert rows[world.manager.user_id].read_at == NOW
    assert rows[world.analyst.user_id].read_at is None, "nobody read it to them"
    assert {row.acknowledged_at for row in rows.values()} == {NOW}


def test_nobody_acknowledges_for_another(world: World) -> None:
    page = _tell(world, world.manager)[0]
    with pytest.raises(NotFound):
        notifying.acknowledge(world.analyst, page, now=NOW)
    with pytest.raises(NotFound):
        notifying.acknowledge(world.owner, page, now=NOW)


def test_the_link_in_a_mail_acts_on_post_only(world: World) -> None:
    page = _tell(world, world.manager, ack=NOW + timedelta(minutes=5))[0]
    path = f"/links/acknowledge/{notifying.acknowledge_token(page)}/"
    from django.test import Client

    browser = Client(HTTP_HOST="north.localhost")
    assert browser.get(path).status_code == 200
    page.refresh_from_db()
    assert page.acknowledged_at is None
    assert browser.post(path).status_code < 400
    world.enter()
    page.refresh_from_db()
    assert page.acknowledged_at is not None
    assert browser.get(path[:-3] + "x/").status_code == 404
    assert Client(HTTP_HOST="rival.localhost").get(path).status_code == 404


def test_people_who_may_not_act_are_not_woken(world: World) -> None:
    from accounts.services import members

    assert notifying.people_to_page(world.alder) == [world.manager.user_id, world.analyst.user_id]
    members.deactivate(world.owner, membership_id=world.manager.pk)
    assert notifying.people_to_page(world.alder) == [world.analyst.user_id]
    assert set(notifying.people_to_page(world.lumen)) == {world.other.user_id}


def test_a_mail_keeps_titles_from_right_to_left_apart_from_the_words_around_them(world: World, smtp: _Mails) -> None:
    """Isolated on the way out only: what is stored, and what a machine is sent, is as it was typed."""
    title, body = "#12 شركة is resolved", "شركة (ABC) 123"
    Brand.objects.filter(pk=world.alder.pk).update(name="قهوة")
    notifying.notify(
        [world.manager.user_id], of=happened(), brand=world.alder, kind="alert", title=title, body=body, path="/", dedupe="d", now=NOW,
    )  # fmt: skip
    delivery.deliver(Delivery.objects.get(channel="mail").pk, agency=world.north, now=NOW)
    mail = message_from_bytes(smtp.messages[0].content, policy=policy.default)
    text = mail.get_content()
    assert mail["subject"].strip() == "[\u2068قهوة\u2069] #12 \u2068شركة\u2069 is resolved"
    assert text.startswith("#12 \u2068شركة\u2069 is resolved") and f"\n{body}\n" in text.replace("\r\n", "\n")
    row = Notification.objects.get()
    assert (row.title, row.body) == (title, body)
    assert message_text.push_of([row])["title"] == "#12 \u2068شركة\u2069 is resolved"


def test_a_subject_that_is_cut_keeps_no_half_of_an_isolate() -> None:
    subject = message_text.short(f"#1 {isolate(('شركة ' * 60).strip())} is resolved")
    assert subject.count("\u2068") == subject.count("\u2069") == 2
    assert subject.startswith("#1 \u2068") and subject.endswith("\u2069 is resolved")
    assert message_text.short("#1 Glass in a jar is resolved") == "#1 Glass in a jar is resolved"
