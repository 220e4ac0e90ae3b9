"""Accounts whose address nobody has confirmed: anybody may have made them, so they hold nothing and arm nobody.

They have no password: the one that was typed waits in the browser it was typed in. So trying to log in with it before says no
more than a wrong one does, and nobody learns in that way whether an address had an account before.
"""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.base import SessionBase

from accounts.models import User
from accounts.services.access_log import log_person

# In the session of the browser that typed the password: for whom, and the password's hash.
_CHOSEN_KEY, _VOIDED_KEY = "chosen_password", "voided_password"


def unconfirmed(email: str) -> User | None:
    """The account of this address, where the address was never confirmed."""
    user = User.objects.filter(email__iexact=email).first()
    addresses = list(EmailAddress.objects.filter(user=user).values_list("verified", flat=True)) if user else []
    return user if addresses and not any(addresses) else None


def has_account(email: str) -> bool:
    """Whether somebody can log in with this address: an account that nobody confirmed opens nothing to anybody."""
    return User.objects.filter(email__iexact=email.strip()).exists() and unconfirmed(email.strip()) is None


def typed_here(session: SessionBase, user: User | None, password: str) -> None:
    """Keeps in the browser's session what its person chose for this account; None: for nobody's, which looks the same."""
    # Hashed for nobody, too: Argon2 takes most of the answer's time, and would tell which it was.
    session[_CHOSEN_KEY] = [user.pk if user else None, make_password(password)]


def settle(session: SessionBase, user: User) -> None:
    """At the first confirmation: what was typed in this browser becomes the password; typed elsewhere, another is asked for."""
    session.pop(_VOIDED_KEY, None)
    if unconfirmed(user.email) is None:
        return
    pk, chosen = session.pop(_CHOSEN_KEY, None) or (None, "")
    if pk == user.pk:
        user.password = chosen
    else:
        user.set_unusable_password()
        session[_VOIDED_KEY] = user.pk
    user.save(update_fields=["password"])
    log_person("account.password_set", address=user.email, actor=user)


def wants_password(session: SessionBase) -> User | None:
    """Whose password is still to be chosen after the confirmation in this session just now; asked once."""
    pk: Any = session.pop(_VOIDED_KEY, None)
    return User.objects.filter(pk=pk).first() if pk else None
