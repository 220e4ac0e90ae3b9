"""What acts for the agency without a browser, and the record of power: keys, webhooks, access log."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import carried_out
from accounts.forms.people import KeyForm, SignatureForm, WebhookForm
from accounts.keyset import slice_of
from accounts.models import AccessLog
from accounts.notifications.models import WebhookEndpoint
from accounts.notifications.services import endpoints
from accounts.notifications.services.choices import KINDS
from accounts.pages import MemberRequest, page, show
from accounts.services import keys

ACTION_WORDS = {
    "login": "logged in",
    "agency.requested": "founded the agency",
    "agency.created": "made the agency's rooms",
    "agency.settings": "changed the agency's settings",
    "agency.suspend": "suspended the agency",
    "agency.resume": "opened the agency again",
    "agency.close": "closed the agency",
    "member.invited": "invited",
    "member.invitation_revoked": "took back the invitation of",
    "member.joined": "joined",
    "member.role": "changed the role of",
    "member.deactivated": "deactivated",
    "member.reactivated": "let in again",
    "brand.team": "changed the team of",
    "key.made": "made the API key",
    "key.revoked": "revoked the API key",
    "webhook.added": "added a webhook to",
    "webhook.removed": "removed the webhook to",
}


@require_safe
@page("keys.manage")
def key_list(request: MemberRequest) -> HttpResponse:
    """The agency's API keys, revoked and expired ones too."""
    now = timezone.now()
    rows = [(key, _state(key, now)) for key in keys.keys_of(request.tenant)]
    return show(request, "accounts/key_list.html", {"active_nav": "settings", "rows": rows})


def _state(key: Any, now: Any) -> str:
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
        if carried_out(form, lambda: made.extend(keys.make_key(request.member, **given, now=now))):
            context = {"active_nav": "settings", "row": made[0], "secret": made[1]}
            return show(request, "accounts/key_made.html", context)
    context = {"active_nav": "settings", "form": form}
    return show(request, "accounts/key_new.html", context, status=422 if form.errors else 200)


@require_POST
@page("keys.manage")
def key_revoke(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Ends a key at once."""
    keys.revoke_key(request.member, key_id=pk, now=timezone.now())
    messages.success(request, "The key is revoked")
    return redirect("keys")


@require_safe
@page("webhooks.manage")
def webhook_list(request: MemberRequest) -> HttpResponse:
    """Where events are sent."""
    found = WebhookEndpoint.objects.visible_to(request.member).filter(is_active=True).order_by("-created_at")
    rows = [
        (row, ", ".join(KINDS.get(kind, kind) for kind in row.kinds) or "Everything")
        for row in found.select_related("created_by")
    ]
    return show(request, "accounts/webhook_list.html", {"active_nav": "settings", "rows": rows})


@never_cache
@require_http_methods(["GET", "POST"])
@page("webhooks.manage")
def webhook_new(request: MemberRequest) -> HttpResponse:
    """Adds an address and shows its signing secret this once."""
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        given = form.cleaned_data
        if carried_out(form, lambda: made.extend(endpoints.add_webhook(request.member, **given))):
            context = {"active_nav": "settings", "row": made[0], "secret": made[1]}
            return show(request, "accounts/webhook_made.html", context)
    context = {"active_nav": "settings", "form": form}
    return show(request, "accounts/webhook_new.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@page("webhooks.manage")
def webhook_verify(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Says whether a message was signed by this webhook: for whoever builds the receiver."""
    row = endpoints.webhook_of(request.member, pk)
    form, sent = SignatureForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        carried_out(
            form,
            lambda: sent.append(endpoints.check_signature(request.member, endpoint_id=pk, **given, now=timezone.now())),
        )
    context = {"active_nav": "settings", "form": form, "row": row, "sent_at": sent[0] if sent else None}
    return show(request, "accounts/webhook_verify.html", context, status=422 if form.errors else 200)


@require_POST
@page("webhooks.manage")
def webhook_remove(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Switches a webhook off for good."""
    endpoints.remove_webhook(request.member, endpoint_id=pk)
    messages.success(request, "The webhook is removed")
    return redirect("webhooks")


@require_safe
@page("accesslog.see")
def access_log(request: MemberRequest) -> HttpResponse:
    """Who got in, and who changed whose power, newest first."""
    token = request.GET.get("cursor", "")
    found = slice_of(AccessLog.objects.for_agency(request.tenant), order=("-at", "-id"), token=token, size=50)
    rows = [(row, ACTION_WORDS.get(row.action, row.action), _detail(row.detail)) for row in found.rows]
    context = {"active_nav": "settings", "rows": rows, "next_token": found.next_token, "later": bool(token)}
    return show(request, "accounts/access_log.html", context)


def _detail(detail: dict[str, Any]) -> str:
    if set(detail) == {"from", "to"}:
        return f"from {detail['from']} to {detail['to']}"

    def words(value: Any) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

    return "; ".join(f"{name.replace('_', ' ')}: {words(value)}" for name, value in detail.items() if value != [])
