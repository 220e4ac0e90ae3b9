"""The first operator, from the command line."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.models import User
from accounts.services.agencies import new_person
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


def test_an_unconfirmed_accounts_password_does_not_become_an_operators(world: World, typed: Any) -> None:
    """Anybody may have signed up with this address."""
    stranger = new_person(email="ops@platform.example", name="Eve")
    stranger.set_password("a stranger chose this")  # as releases before kept it
    stranger.save()
    typed("nine horses in a stable")
    said = _run("Ops@platform.example", password_stdin=True)
    assert "as it was" not in said
    user = User.objects.get(email="ops@platform.example")
    assert (user.pk, user.is_operator) == (stranger.pk, True)
    assert user.check_password("nine horses in a stable")
    assert EmailAddress.objects.get(user=user).verified


def test_without_a_password_of_their_own_nobody_is_made_of_an_unconfirmed_account(world: World, typed: Any) -> None:
    new_person(email="ops@platform.example", name="Eve")
    typed("")
    with pytest.raises(CommandError, match="12 characters"):
        _run("ops@platform.example", password_stdin=True)
    assert not User.objects.get(email="ops@platform.example").is_operator


def test_a_weak_password_or_a_bad_address_makes_nobody(world: World, typed: Any) -> None:
    before = User.objects.count()
    typed("short")
    with pytest.raises(CommandError, match="12 characters"):
        _run("new@platform.example", password_stdin=True)
    typed("nine horses in a stable")
    with pytest.raises(CommandError, match="not a valid email address"):
        _run("nobody", password_stdin=True)
    assert User.objects.count() == before


def test_two_different_passwords_make_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["nine horses in a stable", "ten horses in a stable"])
    monkeypatch.setattr("accounts.management.commands.create_operator.getpass", lambda _: next(answers))
    with pytest.raises(CommandError, match=r"don.t match"):
        _run("new@platform.example")
    assert not User.objects.filter(email="new@platform.example").exists()
