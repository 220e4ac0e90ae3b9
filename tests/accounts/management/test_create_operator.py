"""The first operator, from the command line."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from tests.world import World


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    def give(*words: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(words) + "\n"))

    yield give


def _run(email: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("create_operator", email, stdout=out, **options)
    return out.getvalue()


def test_an_operator_can_log_in_at_once_and_is_told_what_comes_next(world: World, typed: Any) -> None:
    typed("nine horses in a stable")
    said = _run("Pat.Lee@platform.example", password_stdin=True)
    assert "/accounts/2fa/" in said
    assert "/admin/" in said
    user = User.objects.get(email="pat.lee@platform.example")
    assert user.is_operator
    assert EmailAddress.objects.get(user=user).verified
    browser = Client(HTTP_HOST="localhost")
    browser.post("/accounts/login/", {"login": user.email, "password": "nine horses in a stable"})
    # the second factor comes first
    assert browser.get("/admin/", follow=True).redirect_chain[-1][0] == "/accounts/2fa/"


def test_somebody_with_an_account_keeps_their_password(world: World, typed: Any) -> None:
    typed("another password entirely")
    said = _run("owner@north.example", password_stdin=True)
    assert "had an account" in said
    user = User.objects.get(email="owner@north.example")
    assert user.is_operator
    assert user.check_password("correct horse battery")


def test_a_weak_password_or_a_bad_address_makes_nobody(world: World, typed: Any) -> None:
    before = User.objects.count()
    typed("short")
    with pytest.raises(CommandError, match="12 characters"):
        _run("new@platform.example", password_stdin=True)
    typed("nine horses in a stable")
    with pytest.raises(CommandError, match="no e-mail address"):
        _run("nobody", password_stdin=True)
    assert User.objects.count() == before


def test_two_different_passwords_make_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["nine horses in a stable", "ten horses in a stable"])
    monkeypatch.setattr("accounts.management.commands.create_operator.getpass", lambda _: next(answers))
    with pytest.raises(CommandError, match="not the same"):
        _run("new@platform.example")
    assert not User.objects.filter(email="new@platform.example").exists()
