"""What the platform writes of itself: to an agency's heads, and to whom a key was made for; tried until it is taken."""

import smtplib
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import Letter
from accounts.services import agencies, api_keys, letters
from tests.world import World


def sent() -> list[Any]:
    """What the job sends now."""
    mail.outbox.clear()
    letters.send_due(timezone.now())
    return mail.outbox


def test_the_heads_are_told_of_a_suspension_and_of_its_end(world: World) -> None:
    connection.set_schema_to_public()
    agencies.suspend(world.north, by=world.operator, reason="Unpaid since October")
    assert mail.outbox == [], "no mail server is waited for while a page is asked for"
    told = sent()
    assert {to for letter in told for to in letter.to} == {world.owner.user.email, world.admin.user.email}
    assert all("is suspended" in letter.subject and "Unpaid since October" in letter.body for letter in told)
    agencies.resume(world.north, by=world.operator)
    assert {letter.subject for letter in sent()} == {f"{world.north.name} is open again"}
    assert sent() == []


def test_a_new_key_is_told_to_the_person_it_acts_for(world: World) -> None:
    row, key = api_keys.make_key(world.owner, name="Board", scopes=["read"], days=1, now=timezone.now())
    [letter] = sent()
    assert letter.to == [world.owner.user.email]
    assert "Board" in letter.body and row.prefix in letter.body and key not in letter.body


class Server(EmailBackend):
    """A mail server as a test wants it."""

    opened = 0
    away = False
    refused: tuple[str, ...] = ()

    def open(self) -> bool:
        Server.opened += 1
        if Server.away:
            raise ConnectionRefusedError("no server")
        return True

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            if message.to[0] in Server.refused:
                raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"no")})
            if message.to[0] == "dies@b.example":
                raise smtplib.SMTPServerDisconnected("gone")
        return int(super().send_messages(messages))


@pytest.fixture
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    for name, value in {"opened": 0, "away": False, "refused": ()}.items():
        monkeypatch.setattr(Server, name, value)
    return Server


def test_a_mail_server_that_is_down_is_asked_once_and_again_later(world: World, server: type[Server]) -> None:
    letters.write(["a@b.example", "c@b.example"], subject="Hello", text="Hello")
    now, server.away = timezone.now(), True
    assert letters.send_due(now) == 0
    assert (server.opened, mail.outbox) == (1, [])
    assert set(Letter.objects.values_list("attempts", "last_error")) == {(1, "ConnectionRefusedError")}
    server.away = False
    assert letters.send_due(now) == 0, "not at once"
    assert letters.send_due(now + timedelta(minutes=1)) == 2
    assert (server.opened, sorted(letter.to[0] for letter in mail.outbox)) == (2, ["a@b.example", "c@b.example"])
    assert letters.send_due(now + timedelta(days=1)) == 0


def test_an_address_that_is_refused_holds_up_no_other(world: World, server: type[Server]) -> None:
    letters.write(["no@b.example", "c@b.example"], subject="Hello", text="Hello")
    server.refused = ("no@b.example",)
    assert letters.send_due(timezone.now()) == 1
    assert Letter.objects.get(sent_at=None).last_error == "SMTPRecipientsRefused"


def test_a_server_that_goes_away_in_the_middle_is_not_asked_for_the_rest(world: World, server: type[Server]) -> None:
    letters.write(["a@b.example", "dies@b.example", "c@b.example"], subject="Hello", text="Hello")
    assert letters.send_due(timezone.now()) == 1
    assert Letter.objects.filter(sent_at=None, last_error="SMTPServerDisconnected").count() == 2


def test_a_letter_is_given_up_visibly(world: World, server: type[Server], caplog: Any) -> None:
    letters.write(["a@b.example"], subject="Hello", text="Hello")
    now, server.away = timezone.now(), True
    for _ in range(len(letters.BACK_OFF) + 1):
        now += timedelta(days=1)
        letters.send_due(now)
    assert Letter.objects.get().given_up_at == now
    assert "was given up" in caplog.text
    assert letters.forget_old(now + letters.KEPT) == 1


def test_a_letter_that_still_waits_is_not_forgotten(world: World) -> None:
    letters.write(["a@b.example"], subject="Hello", text="Hello")
    assert letters.forget_old(timezone.now() + timedelta(days=99)) == 0


def test_two_workers_send_each_letter_once(committed_world: World) -> None:
    connection.set_schema_to_public()
    letters.write([f"{n}@b.example" for n in range(20)], subject="Hello", text="Hello")
    barrier, counts, now = threading.Barrier(2), list[int](), timezone.now()

    def work() -> None:
        try:
            barrier.wait(10)
            counts.append(letters.send_due(now))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sum(counts) == len(mail.outbox) == 20


def test_the_link_of_a_sign_up_waits_encrypted_for_a_mail_server_that_is_away(world: World, client: Client) -> None:
    connection.set_schema_to_public()
    body = {
        "name": "Late",
        "slug": "late-desk",
        "person": "Lea",
        "email": "lea@late.example",
        "password": "a long one of mine",
    }
    assert client.post("/signup/", body, HTTP_HOST="localhost").status_code == 302
    assert mail.outbox == [], "no mail server is waited for while a page is asked for"
    row = Letter.objects.get(address="lea@late.example")
    assert row.is_sealed and "confirm" not in row.text
    [letter] = sent()
    assert "/accounts/confirm-email/" in letter.body
    row.refresh_from_db()
    assert row.text == "" and row.sent_at is not None


def test_a_sealed_letter_whose_key_is_gone_stops_no_other(world: World, settings: Any) -> None:
    letters.write(["one@late.example"], subject="One", text="a link", opens=True)
    settings.FIELD_KEYS = ["another key, and long enough to be one of them"]
    letters.write(["two@late.example"], subject="Two", text="a link", opens=True)
    assert [letter.subject for letter in sent()] == ["Two"]
    assert Letter.objects.get(subject="One").last_error == "Unavailable"
