"""The agency's own systems that are told of events: where, of what, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.brands.models import Brand
from accounts.events.catalogue import Action, action_of
from accounts.forms import carried_out
from accounts.forms.people import SignatureForm
from accounts.forms.webhooks import SecretForm, SpanForm, WebhookForm
from accounts.keyset import paginate
from accounts.notifications.models import Delivery, WebhookEndpoint
from accounts.notifications.services import webhooks
from accounts.pages import MemberRequest, SettingsPage, page, show
from accounts.scoping import visible_related

_SEVERITY = {1: "critical", 2: "major or worse", 3: "moderate or worse", 4: "minor or worse"}
PAGE = 30


@dataclass(frozen=True, kw_only=True)
class Row:
    """One webhook with what it is told of, in words."""

    row: WebhookEndpoint
    told: str


@dataclass(frozen=True, kw_only=True)
class WebhookList(SettingsPage):
    """All of them."""

    rows: list[Row]


@dataclass(frozen=True, kw_only=True)
class WebhookNew(SettingsPage):
    """The form of a new one."""

    form: WebhookForm


@dataclass(frozen=True, kw_only=True)
class WebhookMade(SettingsPage):
    """One with its signing secret, shown once."""

    row: WebhookEndpoint
    secret: str
    title: str = "Your new webhook"


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One delivery with the kind of its event and its last try."""

    row: Delivery
    action: Action | None
    tries: list[Any]


@dataclass(frozen=True, kw_only=True)
class WebhookPage(SettingsPage):
    """One webhook: how it does, what it is told, its log. `later`: not the newest deliveries are shown."""

    row: WebhookEndpoint
    told: str
    form: WebhookForm
    sent: Sequence[Sent]
    next_token: str
    later: bool
    secret_form: SecretForm = field(default_factory=SecretForm)
    span_form: SpanForm = field(default_factory=SpanForm)


@dataclass(frozen=True, kw_only=True)
class WebhookVerify(SettingsPage):
    """A signature to check; `sent_at`: when the message was signed, once it is known to be ours."""

    form: SignatureForm
    row: WebhookEndpoint
    sent_at: datetime | None


def _told(row: WebhookEndpoint, brands: dict[str, str]) -> str:
    subjects = sorted({one.partition(".")[0].replace("_", " ") for one in row.actions})
    parts = [", ".join(subjects) if subjects else "everything but changes of power"]
    if row.brands:
        parts.append("of " + ", ".join(brands.get(one, "a brand that is gone") for one in row.brands))
    if row.severity:
        parts.append(_SEVERITY[row.severity])
    if row.drills:
        parts.append("drills, too")
    words = "; ".join(parts)
    return words[:1].upper() + words[1:]


def _brands(request: MemberRequest) -> list[Brand]:
    return list(Brand.objects.visible_to(request.member).order_by("name"))


def _names(brands: list[Brand]) -> dict[str, str]:
    return {str(one.pk): one.name for one in brands}


@require_safe
@page("webhooks.manage")
def webhook_list(request: MemberRequest) -> HttpResponse:
    """Where events are sent."""
    endpoints = WebhookEndpoint.objects.visible_to(request.member).filter(is_active=True).order_by("-created_at")
    names = _names(_brands(request))
    rows = [Row(row=row, told=_told(row, names)) for row in endpoints.select_related("created_by")]
    return show(request, "accounts/webhook_list.html", WebhookList(rows=rows))


@never_cache
@require_http_methods(["GET", "POST"])
@page("webhooks.manage")
def webhook_new(request: MemberRequest) -> HttpResponse:
    """Adds an address and shows its signing secret this once."""
    form = WebhookForm(request.POST or None, brands=_brands(request))
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        if carried_out(form, lambda: made.extend(webhooks.add_webhook(request.member, **form.given()))):
            # In this answer itself: a redirect would have to keep the secret somewhere.
            return show(request, "accounts/webhook_made.html", WebhookMade(row=made[0], secret=made[1]))
    return show(request, "accounts/webhook_new.html", WebhookNew(form=form), status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@page("webhooks.manage")
def webhook_page(request: MemberRequest, pk: UUID) -> HttpResponse:
    """How it does, what it is told, and its log; a POST changes what it is told."""
    row, brands = webhooks.webhook_of(request.member, pk), _brands(request)
    form = WebhookForm(request.POST or None, brands=brands, row=row)
    act = webhooks.change_webhook
    if request.method == "POST" and form.is_valid():
        given = form.given()
        if carried_out(form, lambda: act(request.member, endpoint_id=pk, **given)):
            messages.success(request, "Saved")
            return redirect("webhook", pk)
    return _page(request, row, form, brands)


def _page(
    request: MemberRequest, row: WebhookEndpoint, form: WebhookForm, brands: list[Brand], **forms: Any
) -> HttpResponse:
    token = request.GET.get("cursor", "")
    log = webhooks.deliveries_of(request.member, row.pk)
    deliveries = paginate(log, order=("-created_at", "-id"), token=token, size=PAGE)
    sent = [
        Sent(
            row=one,
            action=action_of(one.event.action) if one.event else None,
            tries=sorted(visible_related(one.tries, request.member), key=lambda tried: tried.at, reverse=True),
        )
        for one in deliveries.rows
    ]
    shown = WebhookPage(
        row=row,
        told=_told(row, _names(brands)),
        form=form,
        sent=sent,
        next_token=deliveries.next_token,
        later=bool(token),
        **forms,
    )
    # Three forms share the page, and one of them was sent.
    refused = form.errors or any(one.errors for one in forms.values())
    return show(request, "accounts/webhook.html", shown, status=422 if refused else 200)


@require_POST
@page("webhooks.manage")
def webhook_pause(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Tells it nothing for now."""
    webhooks.pause_webhook(request.member, endpoint_id=pk, now=timezone.now())
    messages.success(request, "Paused. What happens meanwhile waits")
    return redirect("webhook", pk)


@require_POST
@page("webhooks.manage")
def webhook_resume(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Goes on, with what it missed or without."""
    skip = request.POST.get("skip") == "yes"
    webhooks.resume_webhook(request.member, endpoint_id=pk, skip_missed=skip, now=timezone.now())
    messages.success(request, "Reactivated, from now on" if skip else "Reactivated. What it missed is on its way")
    return redirect("webhook", pk)


@require_POST
@page("webhooks.manage")
def webhook_try(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Sends a test message."""
    webhooks.try_webhook(request.member, endpoint_id=pk, now=timezone.now())
    messages.success(request, "A test message is on its way. Its outcome is in the log")
    return redirect("webhook", pk)


@never_cache
@require_POST
@page("webhooks.manage")
def webhook_secret(request: MemberRequest, pk: UUID) -> HttpResponse:
    """A new signing secret, shown this once."""
    form, made = SecretForm(request.POST), list[Any]()
    if form.is_valid():
        hours = form.cleaned_data["overlap_hours"]
        act = webhooks.change_secret
        if carried_out(
            form,
            lambda: made.extend(act(request.member, endpoint_id=pk, overlap_hours=hours, now=timezone.now())),
        ):
            shown = WebhookMade(row=made[0], secret=made[1], title="The new signing secret")
            return show(request, "accounts/webhook_made.html", shown)
    row, brands = webhooks.webhook_of(request.member, pk), _brands(request)
    return _page(request, row, WebhookForm(brands=brands, row=row), brands, secret_form=form)


@require_POST
@page("webhooks.manage")
def delivery_again(request: MemberRequest, pk: UUID, delivery: UUID) -> HttpResponse:
    """Sends one delivery once more."""
    webhooks.deliver_again(request.member, delivery_id=delivery, now=timezone.now())
    messages.success(request, "It is on its way again")
    return redirect("webhook", pk)


@require_POST
@page("webhooks.manage")
def webhook_again(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Sends what was made in a span once more."""
    form, sent = SpanForm(request.POST), list[int]()
    if form.is_valid():
        given = form.cleaned_data
        act = webhooks.deliver_span_again
        if carried_out(
            form,
            lambda: sent.append(
                act(
                    request.member,
                    endpoint_id=pk,
                    since=given["since"],
                    until=given["until"],
                    failed_only=not given["everything"],
                    now=timezone.now(),
                )
            ),
        ):
            messages.success(request, f"{sent[0]} {'message is' if sent[0] == 1 else 'messages are'} on the way again")
            return redirect("webhook", pk)
    row, brands = webhooks.webhook_of(request.member, pk), _brands(request)
    return _page(request, row, WebhookForm(brands=brands, row=row), brands, span_form=form)


@never_cache
@require_http_methods(["GET", "POST"])
@page("webhooks.manage")
def webhook_verify(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Says whether a message was signed by this webhook: for whoever builds the receiver."""
    row = webhooks.webhook_of(request.member, pk)
    form, sent = SignatureForm(request.POST or None), []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        carried_out(
            form,
            lambda: sent.append(webhooks.check_signature(request.member, endpoint_id=pk, **given, now=timezone.now())),
        )
    shown = WebhookVerify(form=form, row=row, sent_at=sent[0] if sent else None)
    return show(request, "accounts/webhook_verify.html", shown, status=422 if form.errors else 200)


@require_POST
@page("webhooks.manage")
def webhook_remove(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Switches a webhook off for good."""
    webhooks.remove_webhook(request.member, endpoint_id=pk)
    messages.success(request, "The webhook is removed")
    return redirect("webhooks")
