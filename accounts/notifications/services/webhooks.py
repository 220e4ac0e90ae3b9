"""Webhooks, as those who look after them see them: made, changed, tested, paused, their secrets changed, their log."""

import base64
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from standardwebhooks import Webhook

from accounts import hooks
from accounts.cleaning import clean_line, whole_number
from accounts.delivery import enqueue
from accounts.encryption import encrypt
from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.notifications.models import DELIVERY, Delivery, WebhookEndpoint
from accounts.notifications.services import handing
from accounts.notifications.services.endpoints import refuse_address
from accounts.permissions import may, require
from accounts.services.access_log import log
from accounts.services.leaving import Held

MAX_WEBHOOKS = 20
FRESH = timedelta(minutes=5)  # what Standard Webhooks has a receiver believe
OVERLAP_HOURS, MOST_HOURS = 24, 72
MOST_AGAIN = 1_000
_LAST_SECOND = 253_402_300_799  # of the year 9999, datetime's last


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a webhook is told of. Empty: everything but changes of power, of every brand; `severity`: this and more severe."""

    actions: tuple[str, ...] = ()
    brands: tuple[UUID, ...] = ()
    severity: int | None = None
    drills: bool = False


def add_webhook(member: Membership, *, url: str, wanted: Wanted, name: str = "") -> tuple[WebhookEndpoint, str]:
    """The endpoint and its signing secret (whsec_…), which is shown once. Raises Invalid at the field.

    It is told what happens from now on: a key that may not read that can't have it sent somewhere.
    """
    _allowed(member)
    values = _checked(member, url=url, wanted=wanted, name=name)
    if WebhookEndpoint.objects.filter(is_active=True).count() >= MAX_WEBHOOKS:
        raise Invalid.field("url", f"At most {MAX_WEBHOOKS} webhooks. Remove one first.")
    secret = _new_secret()
    with transaction.atomic():
        row: WebhookEndpoint = WebhookEndpoint.objects.create(
            **values, position=handing.head(), sealed_secret=encrypt(secret), created_by=member.user
        )
        _log("webhook.added", member, row)
    return row, secret


def change_webhook(
    member: Membership, *, endpoint_id: UUID | str, url: str, wanted: Wanted, name: str
) -> WebhookEndpoint:
    """Gives it another address or another choice of events, of what happens from now on. What waits goes to the new address."""
    _allowed(member)
    row = webhook_of(member, endpoint_id)
    values = _checked(member, url=url, wanted=wanted, name=name)
    changed = sorted(key for key, value in values.items() if getattr(row, key) != value)
    if changed:
        with transaction.atomic():
            WebhookEndpoint.objects.filter(pk=row.pk).update(**values)
            row.refresh_from_db()
            _log("webhook.changed", member, row, {"changed": changed})
    return row


def _allowed(member: Membership) -> None:
    require(member, "webhooks.manage")
    # A key that may not read something must not have it sent to an address of its own either.
    for told in ("alerts.see", "incidents.see", "mentions.see"):
        require(member, told)


def _checked(member: Membership, *, url: str, wanted: Wanted, name: str) -> dict[str, Any]:
    refuse_address(url, "url")
    unknown = sorted(pattern for pattern in wanted.actions if not handing.named([pattern]))
    if unknown:
        raise Invalid.field(
            "actions", "There are no such events: " + ", ".join(unknown) + ".", data={"unknown": unknown}
        )
    brands = hooks.brands.answer.visible(member, wanted.brands)
    if set(wanted.brands) - brands:
        raise Invalid.field("brands", "Choose among your brands.", code="unknown_choice")
    if wanted.severity not in (None, 1, 2, 3, 4):
        raise Invalid.field("severity", "Choose a severity from 1 to 4, or none.", code="unknown_choice")
    return {
        "name": clean_line("name", name, most=100, required=False),
        "url": url,
        "actions": sorted(set(wanted.actions)),
        "brands": sorted(map(str, brands)),
        "severity": wanted.severity,
        "drills": wanted.drills,
    }


def remove_webhook(member: Membership, *, endpoint_id: UUID | str) -> None:
    """Switches a webhook off for good; what waits for it is given up."""
    require(member, "webhooks.manage")
    row = webhook_of(member, endpoint_id)
    with transaction.atomic():
        WebhookEndpoint.objects.filter(pk=row.pk).update(is_active=False)
        waiting = Delivery.objects.filter(channel="webhook", target=str(row.pk), status__in=["queued", "failed"])
        waiting.update(status="given_up", last_error="This webhook was removed.")
        _log("webhook.removed", member, row)


def pause_webhook(member: Membership, *, endpoint_id: UUID | str, now: datetime) -> WebhookEndpoint:
    """Tells it nothing for now. What happens meanwhile waits, as long as the record of events is kept."""
    require(member, "webhooks.manage")
    row = webhook_of(member, endpoint_id)
    with transaction.atomic():
        if WebhookEndpoint.objects.filter(pk=row.pk, paused_at=None).update(paused_at=now):
            _log("webhook.paused", member, row)
    row.refresh_from_db()
    return row


def resume_webhook(
    member: Membership, *, endpoint_id: UUID | str, skip_missed: bool = False, now: datetime
) -> WebhookEndpoint:
    """Goes on with one that was paused, or disabled after failures: with all it missed, or from now on."""
    require(member, "webhooks.manage")
    row = webhook_of(member, endpoint_id)
    with transaction.atomic():
        # exclude() of two leaves out what meets both: it stays where either was set.
        stopped = WebhookEndpoint.objects.filter(pk=row.pk).exclude(paused_at=None, disabled_at=None)
        if stopped.update(paused_at=None, disabled_at=None, failing_since=None, last_error=""):
            waiting = Delivery.objects.filter(channel="webhook", target=str(row.pk), event__isnull=False)
            if skip_missed:
                WebhookEndpoint.objects.filter(pk=row.pk).update(position=handing.head())
                waiting.filter(status__in=["queued", "failed"]).update(status="given_up", last_error="Left out.")
            else:
                waiting.filter(status__in=["queued", "failed"]).update(next_try_at=now)
            _log("webhook.resumed", member, row, {"missed": "left out" if skip_missed else "sent"})
            enqueue("accounts.notifications.jobs.hand_out_events")
            handing.ring(failing=False)
    row.refresh_from_db()
    return row


def change_secret(
    member: Membership, *, endpoint_id: UUID | str, overlap_hours: int = OVERLAP_HOURS, now: datetime
) -> tuple[WebhookEndpoint, str]:
    """A new signing secret, shown once. For `overlap_hours` messages are signed with the one before, too."""
    require(member, "webhooks.manage")
    if not 0 <= overlap_hours <= MOST_HOURS:
        raise Invalid.field("overlap_hours", f"Choose 0 to {MOST_HOURS} hours.")
    row, secret = webhook_of(member, endpoint_id), _new_secret()
    with transaction.atomic():
        WebhookEndpoint.objects.filter(pk=row.pk).update(
            sealed_before=row.sealed_secret if overlap_hours else "",
            before_until=now + timedelta(hours=overlap_hours) if overlap_hours else None,
            sealed_secret=encrypt(secret),
        )
        _log("webhook.secret_changed", member, row, {"overlap_hours": overlap_hours})
    row.refresh_from_db()
    return row, secret


def try_webhook(member: Membership, *, endpoint_id: UUID | str, now: datetime) -> Delivery:
    """Sends a message of the type "webhook.test", also to one that is paused; the log tells what came of it."""
    require(member, "webhooks.manage")
    row = webhook_of(member, endpoint_id)
    payload = {"type": "webhook.test", "timestamp": now.isoformat(), "data": {"webhook": str(row.pk)}}
    with transaction.atomic():
        made: Delivery = Delivery.objects.create(
            channel="webhook", target=str(row.pk), payload=payload, next_try_at=now, created_at=now
        )
        _log("webhook.tested", member, row)
        _ring(row)
    return made


def deliveries_of(member: Membership, endpoint_id: UUID | str) -> QuerySet[Delivery]:
    """The log of one webhook: newest first, each with its event and its tries."""
    require(member, "webhooks.manage")
    row = webhook_of(member, endpoint_id)
    rows: QuerySet[Delivery] = Delivery.objects.visible_to(member).filter(channel="webhook", target=str(row.pk))
    return rows.select_related("event").prefetch_visible(member, "tries").order_by("-created_at", "-pk")  # type: ignore[attr-defined,no-any-return]


def deliver_again(member: Membership, *, delivery_id: UUID | str, now: datetime) -> Delivery:
    """Sends one delivery once more, under the id it had. Raises Conflict (`wrong_state`) while it still waits."""
    require(member, "webhooks.manage")
    row: Delivery = Delivery.objects.get_visible(member, pk=delivery_id, channel="webhook")
    endpoint = webhook_of(member, row.target)
    with transaction.atomic():
        move(Delivery.objects.filter(channel="webhook"), row.pk, DELIVERY, "again", attempts=0, next_try_at=now)
        _log("webhook.redelivered", member, endpoint, {"deliveries": 1})
        _ring(endpoint)
    row.refresh_from_db()
    return row


def deliver_span_again(
    member: Membership,
    *,
    endpoint_id: UUID | str,
    since: datetime,
    until: datetime,
    failed_only: bool = True,
    now: datetime,
) -> int:
    """Sends what was made in this span once more, at most 1,000: what did not get through, or all of it. Returns how many."""
    require(member, "webhooks.manage")
    endpoint = webhook_of(member, endpoint_id)
    if since >= until:
        raise Invalid.field("until", "Choose an end after the beginning.")
    rows = Delivery.objects.filter(
        channel="webhook", target=str(endpoint.pk), created_at__gte=since, created_at__lt=until
    )
    over = ("failed", "given_up", "withdrawn") if failed_only else DELIVERY.moves["again"][0]
    ids = list(rows.filter(status__in=over).order_by("created_at", "pk").values_list("pk", flat=True)[: MOST_AGAIN + 1])
    if len(ids) > MOST_AGAIN:
        raise Conflict(f"These are more than {MOST_AGAIN}. Choose a shorter span.", code="too_many")
    with transaction.atomic():
        moved = rows.filter(pk__in=ids, status__in=over).update(status="queued", attempts=0, next_try_at=now)
        if moved:
            _log("webhook.redelivered", member, endpoint, {"deliveries": moved})
            _ring(endpoint)
    return int(moved)


def _ring(row: WebhookEndpoint) -> None:
    handing.ring(failing=row.failing_since is not None)


def _new_secret() -> str:
    # Standard Webhooks asks for 24 to 64 bytes, base64, behind this prefix.
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()


def _log(action: str, member: Membership, row: WebhookEndpoint, detail: dict[str, Any] | None = None) -> None:
    where = urlsplit(row.url).netloc
    log(action, agency=member.agency, actor=member.user, subject=where, detail=detail, about=row.pk)


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
        _log("webhook.passed_on", member, row, {"to": other.user.email})


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
    seconds = whole_number(timestamp, most=_LAST_SECOND)
    if seconds is None:
        raise Invalid.field("timestamp", "Enter webhook-timestamp as it was received: whole seconds since 1970.")
    at = datetime.fromtimestamp(seconds, tz=UTC)
    ours = [Webhook(one).sign(message_id, at, body).encode() for one in handing.secrets_of(row, now)]
    # The header is a list: while a secret is changed a message bears two. All are compared in constant time.
    if not any(hmac.compare_digest(mine, one.encode()) for mine in ours for one in signature.split()):
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
