"""Browsers that may be woken, and the agency's own systems that are told."""

import base64
import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string
from standardwebhooks import Webhook

from accounts.errors import Invalid, NotFound
from accounts.models import Membership
from accounts.notifications.models import PushSubscription, WebhookEndpoint
from accounts.notifications.services.choices import KINDS
from accounts.permissions import require
from accounts.sealing import seal, unseal
from accounts.services.record import log

MAX_BROWSERS, MAX_WEBHOOKS = 10, 20
FRESH = timedelta(minutes=5)  # what Standard Webhooks has a receiver believe


def refuse_address(url: str, field: str) -> None:
    """Raises Invalid where the guarded client would refuse to send there."""
    parts = urlsplit(url)
    if parts.scheme not in {"https", "http"} or not parts.hostname or len(url) > 500:
        raise Invalid.field(field, "Give a whole address that begins with https://.")
    if parts.scheme == "http" and not settings.WEBHOOK_ALLOW_LOOPBACK:
        raise Invalid.field(field, "The address must begin with https://: what we send is confidential.")
    with import_string(settings.OUTGOING_CLIENT)(allow_loopback=settings.WEBHOOK_ALLOW_LOOPBACK) as client:
        refusal = client.refusal(url)
    if refusal is not None:
        raise Invalid.field(field, str(refusal), code="blocked_address")


def subscribe(member: Membership, *, subscription: dict[str, Any], device: str) -> PushSubscription:
    """Keeps a browser's push subscription, encrypted; a repeat of the same browser changes nothing."""
    require(member, "notifications.own")
    keys = subscription.get("keys") or {}
    endpoint = str(subscription.get("endpoint", ""))
    if not all(isinstance(keys.get(name), str) and keys[name] for name in ("p256dh", "auth")):
        raise Invalid.field("keys", "The browser's subscription is not whole: it has no keys.")
    refuse_address(endpoint, "endpoint")
    if PushSubscription.objects.filter(user_id=member.user_id, gone_at=None).count() >= MAX_BROWSERS:
        raise Invalid.field("endpoint", f"At most {MAX_BROWSERS} browsers can be woken. Remove one first.")
    sealed = seal({"endpoint": endpoint, "keys": {name: keys[name] for name in ("p256dh", "auth")}})
    row, _ = PushSubscription.objects.update_or_create(
        endpoint_hash=hashlib.sha256(endpoint.encode()).hexdigest(),
        defaults={"user_id": member.user_id, "sealed": sealed, "device": device[:200], "gone_at": None},
    )
    return row


def unsubscribe(member: Membership, *, subscription_id: UUID | str, now: datetime) -> None:
    """This browser is woken no more."""
    if (
        not PushSubscription.objects.visible_to(member)
        .filter(user_id=member.user_id, pk=subscription_id)
        .update(gone_at=now)
    ):
        raise NotFound("There is no such browser.")


def add_webhook(member: Membership, *, url: str, kinds: list[str]) -> tuple[WebhookEndpoint, str]:
    """The endpoint and its signing secret (whsec_…), which is shown once. Raises Invalid at the field."""
    require(member, "webhooks.manage")
    refuse_address(url, "url")
    unknown = sorted(set(kinds) - set(KINDS))
    if unknown:
        raise Invalid.field("kinds", f"Choose among {', '.join(KINDS)}.", data={"unknown": unknown})
    if WebhookEndpoint.objects.filter(is_active=True).count() >= MAX_WEBHOOKS:
        raise Invalid.field("url", f"At most {MAX_WEBHOOKS} webhooks. Remove one first.")
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    row = WebhookEndpoint.objects.create(
        url=url, kinds=sorted(set(kinds)), sealed_secret=seal(secret), created_by=member.user
    )
    log("webhook.added", agency=member.agency, actor=member.user, subject=urlsplit(url).netloc)
    return row, secret


def remove_webhook(member: Membership, *, endpoint_id: UUID | str) -> None:
    """Switches a webhook off for good; what waits for it is given up."""
    require(member, "webhooks.manage")
    row = webhook_of(member, endpoint_id)
    WebhookEndpoint.objects.filter(pk=row.pk).update(is_active=False)
    log("webhook.removed", agency=member.agency, actor=member.user, subject=urlsplit(row.url).netloc)


def check_signature(
    member: Membership,
    *,
    endpoint_id: UUID | str,
    message_id: str,
    timestamp: str,
    signature: str,
    body: str,
    now: datetime,
) -> datetime:
    """When a message that says it is from this webhook was sent; whoever builds a receiver compares with their own answer.

    Arguments as in the headers webhook-id, webhook-timestamp and webhook-signature, the body as it came. Raises Invalid at
    the field: `bad_signature` where we did not sign it, `old_signature` where we did and a receiver should not believe it.
    """
    require(member, "webhooks.manage")
    row = webhook_of(member, endpoint_id)
    try:
        at = datetime.fromtimestamp(int(timestamp), tz=UTC)
    except (ValueError, OverflowError, OSError):
        raise Invalid.field("timestamp", "Give webhook-timestamp as it came: whole seconds since 1970.") from None
    expected = Webhook(unseal(row.sealed_secret)).sign(message_id, at, body).encode()
    if not any(hmac.compare_digest(expected, one.encode()) for one in signature.split()):
        raise Invalid.field(
            "signature",
            "This webhook did not sign that. Compare id, time, secret, and the body byte by byte as it came.",
            code="bad_signature",
        )
    if abs(now - at) > FRESH:
        raise Invalid.field(
            "timestamp",
            f"Signed by this webhook at {at:%d %b %Y %H:%M:%S} UTC: more than five minutes away, so a receiver refuses it.",
            code="old_signature",
        )
    return at


def webhook_of(member: Membership, endpoint_id: UUID | str) -> WebhookEndpoint:
    """One that is in use. Raises NotFound."""
    row: WebhookEndpoint | None = (
        WebhookEndpoint.objects.visible_to(member).filter(pk=endpoint_id, is_active=True).first()
    )
    if row is None:
        raise NotFound("There is no such webhook.")
    return row
