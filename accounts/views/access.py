"""What acts for the agency without a browser: API keys."""

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
from accounts.models import ApiKey
from accounts.pages import MemberRequest, SettingsPage, page, show
from accounts.services import api_keys


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
