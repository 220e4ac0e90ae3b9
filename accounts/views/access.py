"""What acts for the agency without a browser, and the record of power: keys, webhooks, access log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import carried_out
from accounts.forms.people import KeyForm
from accounts.keyset import paginate
from accounts.models import AccessLog, ApiKey
from accounts.pages import MemberRequest, SettingsPage, page, show
from accounts.services import api_keys

ACTION_WORDS = {
    "login": "logged in",
    "agency.requested": "created the agency",
    "agency.created": "created the agency's database",
    "agency.settings": "changed the agency's settings",
    "agency.suspend": "suspended the agency",
    "agency.resume": "reactivated the agency",
    "agency.close": "closed the agency",
    "agency.taken": "claimed the agency created with their address,",
    "agency.never_confirmed": "closed, because nobody confirmed their address,",
    "member.invited": "invited",
    "member.invitation_resent": "resent the invitation of",
    "member.holdings_passed_on": "passed on what was held by",
    "member.invitation_revoked": "withdrew the invitation of",
    "member.joined": "joined",
    "member.role": "changed the role of",
    "member.deactivated": "deactivated",
    "member.reactivated": "let in again",
    "brand.created": "added the brand",
    "brand.edited": "changed the brand",
    "brand.archived": "archived the brand",
    "brand.restored": "restored the brand",
    "brand.team": "changed the team of",
    "login.failed": "a wrong password was given for",
    "login.limits_lifted": "lifted the log-in limits of",
    "account.password_changed": "changed the password of",
    "account.password_reset": "reset the password of",
    "account.password_set": "set the password of",
    "account.totp_activated": "switched on the second factor of",
    "account.totp_deactivated": "switched off the second factor of",
    "account.recovery_codes_generated": "created new recovery codes for",
    "account.email_added": "added an address to",
    "account.email_changed": "changed the address of",
    "account.email_deleted": "removed an address of",
    "account.email_confirmed": "confirmed an address of",
    "key.made": "made the API key",
    "key.revoked": "revoked the API key",
    "key.first_used": "first used the API key",
    "key.refused": "refused an invalid API key",
    "logout": "logged out",
    "session.ended": "ended other log-ins of",
    "brand.wake_order": "changed the order in which people are woken for",
    "contact.added": "added the contact",
    "contact.changed": "changed the contact",
    "contact.removed": "removed the contact",
    "mentions.exported": "exported mentions",
    "incident.released": "released to the client",
    "rule.switched_off": "switched off the rule",
    "rule.muted": "muted the rule",
    "source.removed": "removed the source",
    "query.removed": "removed the query",
    "webhook.added": "added a webhook to",
    "webhook.changed": "changed the webhook to",
    "webhook.paused": "paused the webhook to",
    "webhook.resumed": "reactivated the webhook to",
    "webhook.secret_changed": "changed the signing secret of the webhook to",
    "webhook.tested": "sent a test message to",
    "webhook.redelivered": "sent messages again to",
    "webhook.disabled": "disabled, after days of failures, the webhook to",
    "webhook.removed": "removed the webhook to",
    "webhook.passed_on": "passed on the webhook to",
}


@dataclass(frozen=True, kw_only=True)
class KeyList(SettingsPage):
    """Keys, each with its state."""

    rows: list[tuple[ApiKey, str]]


@dataclass(frozen=True, kw_only=True)
class KeyNew(SettingsPage):
    """The form of a new key."""

    form: KeyForm


@dataclass(frozen=True, kw_only=True)
class KeyMade(SettingsPage):
    """A key with its secret, shown once."""

    row: ApiKey
    secret: str


@dataclass(frozen=True, kw_only=True)
class AccessLogPage(SettingsPage):
    """Entries, each with its act and its details in words. `later`: not the newest are shown."""

    rows: Sequence[tuple[AccessLog, str, str]]
    next_token: str
    later: bool


@require_safe
@page("keys.manage")
def key_list(request: MemberRequest) -> HttpResponse:
    """The agency's API keys, revoked and expired ones too."""
    now = timezone.now()
    rows = [(key, _state(key, now)) for key in api_keys.keys_of(request.tenant)]
    return show(request, "accounts/key_list.html", KeyList(rows=rows))


def _state(key: ApiKey, now: datetime) -> str:
    if key.revoked_at:
        return "revoked"
    return "expired" if key.expires_at <= now else "active"


@never_cache
@require_http_methods(["GET", "POST"])
@page("keys.manage")
def key_new(request: MemberRequest) -> HttpResponse:
    """Makes a key and shows it this once."""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        given, now = form.cleaned_data, timezone.now()
        if carried_out(form, lambda: made.extend(api_keys.make_key(request.member, **given, now=now))):
            return show(request, "accounts/key_made.html", KeyMade(row=made[0], secret=made[1]))
    return show(request, "accounts/key_new.html", KeyNew(form=form), status=422 if form.errors else 200)


@require_POST
@page("keys.manage")
def key_revoke(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Ends a key at once."""
    api_keys.revoke_key(request.member, key_id=pk, now=timezone.now())
    messages.success(request, "The key is revoked")
    return redirect("keys")


@require_safe
@page("accesslog.see")
def access_log(request: MemberRequest) -> HttpResponse:
    """Who got in, and who changed whose power, newest first."""
    token = request.GET.get("cursor", "")
    found = paginate(AccessLog.objects.for_agency(request.tenant), order=("-at", "-id"), token=token, size=50)
    rows = [(row, ACTION_WORDS.get(row.action, row.action), _detail(row.detail)) for row in found.rows]
    shown = AccessLogPage(rows=rows, next_token=found.next_token, later=bool(token))
    return show(request, "accounts/access_log.html", shown)


def _detail(detail: dict[str, Any]) -> str:
    if set(detail) == {"from", "to"}:
        return f"from {detail['from']} to {detail['to']}"

    def words(value: Any) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

    return "; ".join(f"{name.replace('_', ' ')}: {words(value)}" for name, value in detail.items() if value != [])
