"""Whether a session was opened with a second factor."""

from typing import Any
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.sessions.backends.base import SessionBase

# allauth's own list of how this session was authenticated.
METHODS_KEY = "account_authentication_methods"
# On an agency's host: whether the log-in it came from gave one (the hand-off brings it).
GIVEN_KEY = "second_factor"
# Where somebody was going who was sent to give or set up a second factor: {"name", "url"}, for the pages on the way.
GOAL_KEY = "second_factor_for"


def has_second_factor(session: SessionBase) -> bool:
    """True where a one-time password or a recovery code was given at this session's log-in, or at the one it came from."""
    return session.get(GIVEN_KEY) is True or any(
        method.get("method") == "mfa" for method in session.get(METHODS_KEY, [])
    )


def has_set_up(user: Any) -> bool:
    """True where this person has a second factor, given at this log-in or not."""
    return bool(is_mfa_enabled(user))


def ask_for_factor(session: SessionBase, user: Any, *, goal: str, url: str, path: str) -> str:
    """Where to send somebody whose session lacks it: to give their code and go on to `path`, or to set a factor up.

    The way from there is longer than a hand-off lives: it goes on at `url`, from the start.
    """
    session[GOAL_KEY] = {"name": goal, "url": url}
    if has_set_up(user):
        return f"/accounts/2fa/reauthenticate/?{urlencode({'next': path})}"
    return "/accounts/2fa/"
