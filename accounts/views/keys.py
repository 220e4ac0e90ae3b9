"""API keys: which there are, a new one, a new secret, an end."""

import json
import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.brands.models import Brand
from accounts.errors import NotFound
from accounts.forms import carried_out
from accounts.forms.keys import KeyForm, RotationForm
from accounts.models import ApiKey, Membership
from accounts.pages import MemberRequest, SettingsPage, page, show
from accounts.services import api_keys, machines

SOON_DAYS = max(api_keys.WARNINGS)


@dataclass(frozen=True, kw_only=True)
class KeyRow:
    """A key as its list shows it. `state`: active, soon, expired, revoked; `left` says when it ends, in words."""

    key: ApiKey
    state: str
    left: str
    brands: str
    may_rotate: bool
    old_works: bool


@dataclass(frozen=True, kw_only=True)
class KeyList(SettingsPage):
    """Keys, each with its state. `assistants_at`: the address that an assistant connects to; `assistants_set`: its settings."""

    rows: list[KeyRow]
    assistants_at: str
    assistants_set: str


@dataclass(frozen=True, kw_only=True)
class KeyNew(SettingsPage):
    """The form of a new key."""

    form: KeyForm


@dataclass(frozen=True, kw_only=True)
class KeyRotate(SettingsPage):
    """The form of a new secret."""

    form: RotationForm
    row: ApiKey


@dataclass(frozen=True, kw_only=True)
class KeyMade(SettingsPage):
    """A key with its secret, shown once. `old_until`: when the secret before stops, after a rotation."""

    row: ApiKey
    secret: str
    old_until: datetime | None


def key_rows(member: Membership, keys: list[ApiKey], now: datetime) -> list[KeyRow]:
    """Keys as a page shows them."""
    wanted = {pk for key in keys for pk in key.brand_ids}
    names = {str(pk): name for pk, name in _brands(member).filter(pk__in=wanted).values_list("pk", "name")}
    return [
        KeyRow(
            key=key,
            state=_state(key, now),
            left=_left(key, now),
            # A brand the reader is not on has no name here.
            brands=", ".join(sorted(names.get(pk, "another brand") for pk in key.brand_ids)),
            may_rotate=api_keys.may_rotate(member, key),
            old_works=key.previous_until is not None and key.previous_until > now,
        )
        for key in keys
    ]


def _brands(member: Membership) -> QuerySet[Brand]:
    brands: QuerySet[Brand] = Brand.objects.visible_to(member).order_by("name")
    return brands


def _state(key: ApiKey, now: datetime) -> str:
    if key.revoked_at:
        return "revoked"
    if key.expires_at <= now:
        return "expired"
    return "soon" if _days(key, now) <= SOON_DAYS else "active"


def _days(key: ApiKey, now: datetime) -> int:
    return math.ceil((key.expires_at - now).total_seconds() / 86_400)


def _left(key: ApiKey, now: datetime) -> str:
    days = _days(key, now)
    return "within a day" if days <= 1 else f"in {days} days"


@require_safe
@page("keys.manage")
def key_list(request: MemberRequest) -> HttpResponse:
    """The keys one looks after, revoked and expired ones too."""
    rows = key_rows(request.member, api_keys.keys_of(request.member), timezone.now())
    address = request.build_absolute_uri(reverse("api-mcp"))
    shown = KeyList(rows=rows, assistants_at=address, assistants_set=_assistants_set(address))
    return show(request, "accounts/key_list.html", shown)


def _assistants_set(address: str) -> str:
    """What assistants' own settings take, in the form most of them share."""
    server = {"type": "http", "url": address, "headers": {"Authorization": "Bearer fb_…"}}
    return json.dumps({"mcpServers": {"firebreak": server}}, indent=2, ensure_ascii=False)


@never_cache
@require_http_methods(["GET", "POST"])
@page("keys.manage")
def key_new(request: MemberRequest) -> HttpResponse:
    """Makes a key and shows it this once. `?machine=`: for that machine."""
    own = [one for one in machines.machines_of(request.member) if one.is_active]
    form = KeyForm(
        request.POST or None,
        machines=[one for one in own if machines.looks_after(request.member, one)],
        brands=_brands(request.member).exclude(status="archived"),
        initial={"machine_id": request.GET.get("machine", "")},
    )
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        given, now = form.cleaned_data, timezone.now()
        if carried_out(form, lambda: made.extend(api_keys.make_key(request.member, **given, now=now))):
            # In this answer itself: a redirect would have to keep the secret somewhere.
            return show(request, "accounts/key_made.html", KeyMade(row=made[0], secret=made[1], old_until=None))
    return show(request, "accounts/key_new.html", KeyNew(form=form), status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@page("keys.manage")
def key_rotate(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Gives a key a new secret and shows it this once."""
    row = next((key for key in api_keys.keys_of(request.member) if key.pk == pk), None)
    if row is None or not api_keys.may_rotate(request.member, row):
        raise NotFound("There is no such key, or it is not yours.")
    form = RotationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        given, now = form.cleaned_data, timezone.now()
        if carried_out(form, lambda: made.extend(api_keys.rotate_key(request.member, key_id=pk, **given, now=now))):
            shown = KeyMade(row=made[0], secret=made[1], old_until=made[0].previous_until)
            return show(request, "accounts/key_made.html", shown)
    return show(request, "accounts/key_rotate.html", KeyRotate(form=form, row=row), status=422 if form.errors else 200)


@require_POST
@page("keys.manage")
def key_revoke(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Ends a key at once."""
    api_keys.revoke_key(request.member, key_id=pk, now=timezone.now())
    messages.success(request, "The key is revoked")
    return redirect("keys")
