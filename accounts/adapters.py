"""What allauth does our way: no self-made accounts without an agency or invitation, secrets encrypted, safe redirects."""

import logging
from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.encryption import decrypt, encrypt
from accounts.errors import Forbidden, Unavailable
from accounts.models import User
from accounts.services import known_browsers, letters, login_limits, unconfirmed
from accounts.services.access_log import log_person
from accounts.services.sessions import end_begun_from, end_by_password

logger = logging.getLogger(__name__)


def _ours(url: str) -> str:
    parts = urlsplit(url)
    return f"{settings.PLATFORM_ORIGIN}{parts.path}" + (f"?{parts.query}" if parts.query else "")


# Both are sent alike: how long a sign-up takes must not tell whether the address has an account.
AT_SIGN_UP = ("account/email/email_confirmation_signup", "account/email/account_already_exists")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the package ships no types
    """People come by founding an agency or by invitation: the open sign-up form is closed."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Wrong email address or password.",
        "incorrect_password": "This is not your current password.",
        "too_many_login_attempts": "Too many attempts for this address from here. Wait five minutes, then try again.",
        "too_many_anywhere": (
            "Too many attempts for this address, from many places. For the next hour you can only log in from a browser you have used before. Resetting your password lets you in from this one, too."
        ),
    }

    # While a notice of something done is written.
    _is_notice = False

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: see services/agencies and services/invitations."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """On the platform's own origin, whatever host and port the request named."""
        return _ours(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """On the platform's own origin, whatever host and port the request named."""
        return _ours(super().get_email_confirmation_url(request, emailconfirmation))

    def send_account_already_exists_mail(self, email: str) -> None:
        """To who has an account with an address that was given at a sign-up: what waits for them, and how to get in."""
        reset = f"{settings.PLATFORM_ORIGIN}{reverse('account_reset_password')}"
        context = {"home": f"{settings.PLATFORM_ORIGIN}/", "password_reset_url": reset, "days": settings.CONFIRM_DAYS}
        self.send_mail("account/email/account_already_exists", email, context)

    def logout(self, request: HttpRequest) -> None:
        """Ends the session, the hand-offs begun from it, and the log-ins on agencies' hosts that came of them."""
        if isinstance(request.user, User):
            end_begun_from(request.session, request.user, now=timezone.now())
            log_person("logout", address=request.user.email, actor=request.user, ip=self.get_client_ip(request))
        super().logout(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """By the address and where the try comes from: whoever knows an address must not lock its person out.

        A browser that logged in as this person before counts by itself. Not by host, as allauth does: each name of the
        platform gave fresh tries.
        """
        address = str(credentials.get("email", "")).lower()
        person = known_browsers.known(request, address)
        return login_limits.tries_key(address, known=person, place="" if person else ratelimit.get_ip(request))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts the try; for browsers that are not known also over all places, slowly, so that many places guess little."""
        super().pre_authenticate(request, **credentials)
        address = str(credentials.get("email", "")).lower()
        self._anywhere = None
        if known_browsers.known(request, address):
            return
        self._anywhere = login_limits.count_anywhere(request, address)
        if not self._anywhere:
            raise self.validation_error("too_many_anywhere")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """As the base; keeps in the browser that it knows the password of an account nobody confirmed yet (of a release before)."""
        user: Any = super().authenticate(request, **credentials)
        if user is not None and unconfirmed.unconfirmed(user.email) is not None:
            unconfirmed.typed_here(request.session, user, str(credentials.get("password", "")))
        return user

    def _rollback_login_failed_rl_usage(self) -> None:
        super()._rollback_login_failed_rl_usage()
        usage = getattr(self, "_anywhere", None)
        if usage:
            usage.rollback()

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """Notes in the browser that this person logged in with it."""
        response: HttpResponse = super().post_login(request, user, **more)
        known_browsers.note(request, user)
        return response

    def set_password(self, user: Any, password: str) -> None:
        """Ends what was opened with the one before. The browser in which it was chosen is known by the new one.

        Raises Forbidden for a machine, which has none.
        """
        if user.is_machine:
            raise Forbidden("A machine member has no password: nobody logs in as one.")
        with transaction.atomic():
            super().set_password(user, password)
            end_by_password(user, self.request.session, now=timezone.now())
        known_browsers.note(self.request, user)

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """Confirms it, with the password that was typed in this browser: one typed elsewhere never counts, who knows by whom."""
        unconfirmed.settle(request.session, email_address.user)
        return bool(super().confirm_email(request, email_address))

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        """As the base; where the password was voided, to choosing one, for the mail has shown whose address it is."""
        user = unconfirmed.wants_password(self.request.session)
        if user is None:
            return str(super().get_email_verification_redirect_url(email_address))
        # The library's own link of a forgotten password: whoever opened the mail may choose one.
        key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
        return _ours(super().get_reset_password_from_key_url(key))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Notes it where it concerns."""
        address = str(credentials.get("email", "")).lower()
        log_person("login.failed", address=address, ip=self.get_client_ip(request))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """As the base; notices and what a sign-up sends go as letters, which stop nothing and are tried again. Raises
        Unavailable where the mail server does not take what somebody asks for at a page that can be tried again.
        """
        if self._is_notice or template_prefix in AT_SIGN_UP:
            # What the library's own send_mail adds: rendering alone does not.
            given = {"request": self.request, "email": email, "current_site": get_current_site(self.request), **context}
            letter = self.render_mail(template_prefix, email, given)
            letters.write(letter.to, subject=letter.subject, text=str(letter.body), opens=not self._is_notice)
            return
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:  # every SMTPException is one, too
            logger.warning("an email of the log-in (%s) was not sent: %s", template_prefix, error)
            raise Unavailable(
                "The mail server isn't responding, so the email was not sent. Try again in a few minutes."
            ) from error

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """A change of how somebody gets in: in the access log of each of their agencies, and told to them by mail."""
        action = template_prefix.rsplit("/", 1)[-1]
        log_person(f"account.{action}", address=user.email, actor=user, ip=self.get_client_ip(self.request))
        self._is_notice = True
        try:
            super().send_notification_mail(template_prefix, user, context, email)
        finally:
            self._is_notice = False


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth keeps TOTP secrets and recovery seeds as given; here they are encrypted."""

    def encrypt(self, text: str) -> str:
        """Sealed with FIREBREAK_FIELD_KEYS."""
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret back."""
        value: Any = decrypt(encrypted_text)
        return str(value)
