"""The log-in's way from the platform's host to an agency's: starts and ends in the same browser, serves once, within a minute."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.encryption import new_token, token_hash
from accounts.errors import Forbidden
from accounts.models import Agency, HandoffCode, Membership, User
from accounts.services.access_log import log
from accounts.services.agencies import origin_of
from accounts.services.second_factor import has_second_factor

STATE_COOKIE = "firebreak_state"
SECONDS = 60
# One sentence for every way it can fail: which of them it was helps only somebody who guesses.
_REFUSED = (
    "This log-in link is no longer valid, or was started in another browser. Start again from the agency's address."
)


def begin(agency: Agency, *, next_path: str) -> tuple[str, str]:
    """On the agency's host: a state for this browser's cookie, and the platform's address to go to."""
    state = new_token()
    # Only the hash travels: from a log or a history nobody can make the cookie.
    query = urlencode({"agency": agency.slug, "state": token_hash(state), "next": safe_path(next_path)})
    return state, f"{settings.PLATFORM_ORIGIN}/handoff/?{query}"


def safe_path(path: str) -> str:
    """The path if it stays on its host, else the start page."""
    # `//evil.example` and `/\evil.example` begin with a slash, too, and browsers take both for another host.
    good = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if good and len(path) <= 2000 else "/"


def issue(user: User, agency: Agency, *, state_hash: str, session: SessionBase, next_path: str, now: datetime) -> str:
    """On the platform's host, for a logged-in person with a place in the agency: the address that carries the code back.

    Raises Forbidden without a place, or where the agency requires two-factor log-in and the person has none.
    """
    member = Membership.objects.select_related("user").filter(agency=agency, user=user).first()
    if member is None or not member.is_active or agency.status not in {"active", "suspended"}:
        raise Forbidden(f"You're not a member of {agency.name}. Ask its owner for an invitation.", code="no_membership")
    code, host = new_token(), origin_of(agency)
    HandoffCode.objects.create(
        code_hash=token_hash(code),
        user=user,
        agency=agency,
        host=host,
        state_hash=state_hash[:64],  # from the address, so of any length
        session_hash=token_hash(session.session_key or ""),
        with_factor=has_second_factor(session),
        expires_at=now + timedelta(seconds=SECONDS),
    )
    return f"{host}/enter/callback/?{urlencode({'code': code, 'next': safe_path(next_path)})}"


def redeem(agency: Agency, *, code: str, state: str, now: datetime, ip: str | None) -> HandoffCode:
    """On the agency's host: the code as it was issued, and with it its person. Serves once. Raises Forbidden for anything amiss."""
    usable = HandoffCode.objects.filter(
        code_hash=token_hash(code),
        agency=agency,
        host=origin_of(agency),
        state_hash=token_hash(state),
        expires_at__gt=now,
    )
    # The state, which only the browser that began can bring back, keeps somebody from logging another person in to their
    # own account (https://www.rfc-editor.org/rfc/rfc6749#section-10.12). The guarded UPDATE lets one of two redeemers win.
    if not state or not usable.filter(used_at=None).update(used_at=now):
        raise Forbidden(_REFUSED, code="bad_handoff")
    row = HandoffCode.objects.select_related("user").get(code_hash=token_hash(code))
    member = Membership.objects.select_related("user").filter(agency=agency, user=row.user).first()
    # Asked again: they may have been put out while the code was on its way.
    if member is None or not member.is_active:
        raise Forbidden(_REFUSED, code="bad_handoff")
    log("login", agency=agency, actor=row.user, ip=ip, at=now, about=row.user_id)
    return row


def forget_old(now: datetime) -> int:
    """Deletes codes nobody can use any more; returns how many."""
    return HandoffCode.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()[0]
