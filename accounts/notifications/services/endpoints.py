"""Browsers that may be woken, and the agency's own systems that are told."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from standardwebhooks import Webhook

from accounts.encryption import decrypt, encrypt, token_hash
from accounts.errors import Forbidden, Invalid, NotFound
from accounts.models import Membership
from accounts.notifications.models import PushSubscription, WebhookEndpoint
from accounts.notifications.services.choices import KINDS
from accounts.outside.http import GuardedClient
from accounts.permissions import may, require
from accounts.services.access_log import log
from accounts.services.leaving import Held

MAX_BROWSERS, MAX_WEBHOOKS = 10, 20
FRESH = timedelta(minutes=5)  # what Standard Webhooks has a receiver believe


def refuse_address(url: str, field: str) -> None:
    """Raises Invalid where the guarded client would refuse to send there."""
    parts = urlsplit(url)
    if parts.scheme not in {"https", "http"} or not parts.hostname or len(url) > 500:
        raise Invalid.field(field, "Enter a full address that starts with https://.")
    if parts.scheme == "http" and not settings.WEBHOOK_ALLOW_LOOPBACK:
        raise Invalid.field(field, "The address must start with https://: what we send is confidential.")
    with GuardedClient(allow_loopback=settings.WEBHOOK_ALLOW_LOOPBACK) as client:
        refusal = client.refusal(url)
    if refusal is not None:
        raise Invalid.field(field, str(refusal), code="blocked_address")


def subscribe(
    member: Membership, *, subscription: dict[str, Any], device: str, session_key: str | None
) -> PushSubscription:
    """Keeps a browser's push subscription, encrypted; a repeat of the same browser changes nothing.

    It ends with the log-in whose session this is; None for an API key's, which ends with the place.
    """
    require(member, "notifications.set")
    keys = subscription.get("keys") or {}
    endpoint = str(subscription.get("endpoint", ""))
    if not all(isinstance(keys.get(name), str) and keys[name] for name in ("p256dh", "auth")):
        raise Invalid.field("keys", "The browser's subscription is incomplete: it has no keys.")
    refuse_address(endpoint, "endpoint")
    if PushSubscription.objects.filter(user_id=member.user_id, gone_at=None).count() >= MAX_BROWSERS:
        raise Invalid.field("endpoint", f"At most {MAX_BROWSERS} browsers can be woken. Remove one first.")
    sealed = encrypt({"endpoint": endpoint, "keys": {name: keys[name] for name in ("p256dh", "auth")}})
    values = {"user_id": member.user_id, "sealed": sealed, "device": device[:200], "gone_at": None}
    row, _ = PushSubscription.objects.update_or_create(
        endpoint_hash=hashlib.sha256(endpoint.encode()).hexdigest(),
        defaults={**values, "session_hash": token_hash(session_key) if session_key else ""},
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


def wake_no_more(session_hashes: Collection[str], *, now: datetime, all_of: int | None = None) -> None:
    """Whoever was logged out is woken no more in that browser: it may be another's by now. `all_of`: in none of that person's.

    A log-in that lapsed by itself ends nothing: whoever is on call would go deaf. What an API key subscribed has no log-in.
    """
    ended = Q(session_hash__in=session_hashes)
    if all_of is not None:
        ended |= Q(user_id=all_of) & ~Q(session_hash="")
    PushSubscription.objects.filter(ended, gone_at=None).update(gone_at=now)


def add_webhook(member: Membership, *, url: str, kinds: list[str]) -> tuple[WebhookEndpoint, str]:
    """The endpoint and its signing secret (whsec_…), which is shown once. Raises Invalid at the field.

    It is told what happens in the agency: a key that may not read that can't have it sent somewhere.
    """
    require(member, "webhooks.manage")
    for told in ("alerts.see", "incidents.see", "mentions.see"):
        require(member, told)
    refuse_address(url, "url")
    unknown = sorted(set(kinds) - set(KINDS))
    if unknown:
        raise Invalid.field("kinds", f"Choose among {', '.join(KINDS)}.", data={"unknown": unknown})
    if WebhookEndpoint.objects.filter(is_active=True).count() >= MAX_WEBHOOKS:
        raise Invalid.field("url", f"At most {MAX_WEBHOOKS} webhooks. Remove one first.")
    secret = "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
    row = WebhookEndpoint.objects.create(
        url=url, kinds=sorted(set(kinds)), sealed_secret=encrypt(secret), created_by=member.user
    )
    log("webhook.added", agency=member.agency, actor=member.user, subject=urlsplit(url).netloc)
    return row, secret


def remove_webhook(member: Membership, *, endpoint_id: UUID | str) -> None:
    """Switches a webhook off for good; what waits for it is given up."""
    require(member, "webhooks.manage")
    row = webhook_of(member, endpoint_id)
    WebhookEndpoint.objects.filter(pk=row.pk).update(is_active=False)
    log("webhook.removed", agency=member.agency, actor=member.user, subject=urlsplit(row.url).netloc)


class Webhooks:
    """Webhooks as something that a person holds (services/leaving): whoever made one knows its secret, and where it leads."""

    kinds: Mapping[str, str] = {"webhook": "Webhooks they made"}

    def held_by(self, member: Membership, user_id: int) -> list[Held]:
        """Those of this person that still deliver."""
        rows = WebhookEndpoint.objects.visible_to(member).filter(created_by_id=user_id, is_active=True)
        return [
            Held(
                kind="webhook",
                key=str(row.pk),
                title=f"Webhook to {urlsplit(row.url).netloc}",
                path="/settings/webhooks/",
                brand="",
            )
            for row in rows.order_by("created_at")
        ]

    def pass_on(self, member: Membership, held: Held, *, to: int, now: datetime) -> None:
        """The other answers for it from now on. Raises Forbidden for somebody who may not look after webhooks."""
        require(member, "webhooks.manage")
        row = webhook_of(member, held.key)
        other = Membership.objects.select_related("user").filter(agency_id=member.agency_id, user_id=to).first()
        if other is None or not may(other, "webhooks.manage"):
            raise Forbidden("Only owners and admins look after webhooks. Remove it, or pass it on to one of them.")
        WebhookEndpoint.objects.filter(pk=row.pk, is_active=True).update(created_by=to)
        detail = {"to": other.user.email}
        log(
            "webhook.passed_on",
            agency=member.agency,
            actor=member.user,
            subject=urlsplit(row.url).netloc,
            detail=detail,
        )


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
        raise Invalid.field(
            "timestamp", "Enter webhook-timestamp as it was received: whole seconds since 1970."
        ) from None
    expected = Webhook(decrypt(row.sealed_secret)).sign(message_id, at, body).encode()
    if not any(hmac.compare_digest(expected, one.encode()) for one in signature.split()):
        raise Invalid.field(
            "signature",
            "The signature doesn't match. Compare the id, the time, the secret, and the body byte for byte as it was received.",
            code="bad_signature",
        )
    if abs(now - at) > FRESH:
        raise Invalid.field(
            "timestamp",
            f"Signed by this webhook at {at:%d %b %Y %H:%M:%S} UTC: more than five minutes off, so a receiver refuses it.",
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
