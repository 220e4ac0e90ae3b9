"""Browsers that may be woken by Web Push, and which addresses anything may be sent to."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from accounts.encryption import encrypt, token_hash
from accounts.errors import Invalid, NotFound
from accounts.models import Membership
from accounts.notifications.models import PushSubscription
from accounts.outside.http import GuardedClient
from accounts.permissions import require

MAX_BROWSERS = 10


def refuse_address(url: str, field: str) -> None:
    """Raises Invalid where the guarded client would refuse to send there."""
    parts = urlsplit(url)
    if parts.scheme not in {"https", "http"} or not parts.hostname or len(url) > 500:
        raise Invalid.field(field, "Enter a full address that starts with https://.")
    if parts.scheme == "http" and not settings.WEBHOOK_ALLOW_LOOPBACK:
        raise Invalid.field(field, "The address must start with https://: what we send is confidential.")
    with GuardedClient(allow_loopback=settings.WEBHOOK_ALLOW_LOOPBACK) as client:  # asks again when it sends
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
    # The address is sealed, each time otherwise: a browser that comes again is found by this.
    endpoint_hash = hashlib.sha256(endpoint.encode()).hexdigest()
    others = PushSubscription.objects.filter(user_id=member.user_id, gone_at=None).exclude(endpoint_hash=endpoint_hash)
    if others.count() >= MAX_BROWSERS:
        raise Invalid.field("endpoint", f"At most {MAX_BROWSERS} browsers can be woken. Remove one first.")
    sealed = encrypt({"endpoint": endpoint, "keys": {name: keys[name] for name in ("p256dh", "auth")}})
    values = {"user_id": member.user_id, "sealed": sealed, "device": device[:200], "gone_at": None}
    row, _ = PushSubscription.objects.update_or_create(
        endpoint_hash=endpoint_hash,
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
