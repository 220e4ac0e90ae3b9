"""What allauth does our way: no self-made accounts without an agency or invitation, secrets encrypted, safe redirects."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from accounts.sealing import seal, unseal
from accounts.services.handoff import end_session


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the package ships no types
    """People come by founding an agency or by invitation: the open sign-up form is closed."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "This address and this password do not belong together.",
        "incorrect_password": "This is not your password.",
        "too_many_login_attempts": "Too many tries with this address. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: see services/signup and services/invitations."""
        return False

    def logout(self, request: HttpRequest) -> None:
        """Ends the session, and the hand-offs begun from it."""
        end_session(request.session)
        super().logout(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """By the address alone. allauth puts the host name before it: each name of the platform gave fresh tries."""
        return str(credentials.get("email", "")).lower()


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth keeps TOTP secrets and recovery seeds as given; here they are encrypted."""

    def encrypt(self, text: str) -> str:
        """Sealed with FIREBREAK_FIELD_KEYS."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret back."""
        value: Any = unseal(encrypted_text)
        return str(value)
