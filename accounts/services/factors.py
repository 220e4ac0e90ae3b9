"""Whether a session was opened with a second factor."""

from django.contrib.sessions.backends.base import SessionBase

# allauth's own list of how this session was authenticated.
METHODS_KEY = "account_authentication_methods"


def has_second_factor(session: SessionBase) -> bool:
    """True where a one-time password or a recovery code was given at this session's log-in."""
    return any(method.get("method") == "mfa" for method in session.get(METHODS_KEY, []))
