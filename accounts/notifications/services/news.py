"""News: one row a person, delivered by the ways they chose, acknowledged or passed on."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils.module_loading import import_string

from accounts.brands.models import Brand, BrandTeam
from accounts.delivery import enqueue
from accounts.errors import NotFound
from accounts.models import Membership, User
from accounts.notifications.models import Delivery, Notification, PushSubscription, WebhookEndpoint
from accounts.notifications.services.choices import chosen
from accounts.notifications.services.timing import holds
from accounts.permissions import require
from accounts.roles import CLIENT, EVERY_BRAND
from accounts.tenancy import current_agency, current_schema

_SALT = "firebreak.acknowledge"
# Deliveries of events to webhooks have ids made of what they tell, so that a repeat is the same row.
_EVENTS = UUID("6d1c3f1e-8b0f-4b52-9a35-2f6d3c9d7f11")


def tell(
    user_ids: Iterable[int],
    *,
    brand: Brand | None,
    kind: str,
    title: str,
    body: str,
    path: str,
    dedupe: str,
    now: datetime,
    severity: int | None = None,
    ack_due_at: datetime | None = None,
    digest: bool = False,
) -> list[Notification]:
    """Tells each person once: a repeat with the same `dedupe` changes nothing. Returns the new rows.

    The rows are there at once; mails and pushes wait for the end of a person's quiet hours, unless the severity comes
    through them, or with `digest` for their next digest. What waited goes out as one message. The clock of a page
    (`ack_due_at`) runs in any case; a page is never left to a digest (ValueError).

    In the caller's transaction: rows of deliveries are written with it and sent after its commit. The parameters are
    what a notification is; a request object would only rename them.
    """
    if digest and ack_due_at is not None:
        raise ValueError("a page can't wait for a digest")
    people = sorted(set(user_ids))
    ways = chosen(people, kind)
    held = holds([user for user in people if ways[user]], severity=severity, digest=digest, now=now)
    rows = [
        Notification(
            user_id=user, brand=brand, kind=kind, severity=severity, title=title[:200], body=body, path=path[:300],
            dedupe=dedupe[:200], created_at=now, ack_due_at=ack_due_at, held_until=held.get(user), in_digest=digest,
        )
        for user in people
    ]  # fmt: skip
    with transaction.atomic():
        # ON CONFLICT DO NOTHING, then those of ours that are there: the ids are ours, so a repeat finds none.
        Notification.objects.bulk_create(rows, ignore_conflicts=True)
        new = list(Notification.objects.filter(pk__in=[row.pk for row in rows]))
        deliveries = _deliveries(new, ways, now)
        Delivery.objects.bulk_create(deliveries)
        announce(
            kind,
            brand=brand,
            dedupe=dedupe,
            payload={"title": title, "body": body, "path": path, "severity": severity},
            now=now,
        )
        ring(deliveries)
    return new


def _deliveries(rows: list[Notification], ways: dict[int, list[str]], now: datetime) -> list[Delivery]:
    addresses = dict(User.objects.filter(pk__in=ways, is_active=True).values_list("pk", "email"))
    browsers = list(PushSubscription.objects.filter(user_id__in=ways, gone_at=None).values_list("user_id", "pk"))
    found = []
    for row in rows:
        targets = []
        if "mail" in ways[row.user_id] and row.user_id in addresses:
            targets.append(("mail", addresses[row.user_id]))
        if "push" in ways[row.user_id]:
            targets += [("push", str(pk)) for user, pk in browsers if user == row.user_id]
        found += [
            Delivery(
                notification=row, channel=channel, target=target, next_try_at=row.held_until or now, created_at=now,
                gathered=row.held_until is not None,
            )
            for channel, target in targets
        ]  # fmt: skip
    return found


def announce(kind: str, *, brand: Brand | None, dedupe: str, payload: dict[str, Any], now: datetime) -> None:
    """Tells the agency's own systems, once for each endpoint that wants this kind."""
    endpoints = [row for row in WebhookEndpoint.objects.filter(is_active=True) if not row.kinds or kind in row.kinds]
    body = {
        "type": f"firebreak.{kind}",
        "timestamp": now.isoformat(),
        "data": {"brand": str(brand) if brand else None, **payload},
    }
    rows = [
        Delivery(
            pk=uuid5(_EVENTS, f"{endpoint.pk}:{kind}:{dedupe}"), channel="webhook", target=str(endpoint.pk), payload=body,
            next_try_at=now, created_at=now,
        )
        for endpoint in endpoints
    ]  # fmt: skip
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    ring(rows)


def ring(deliveries: list[Delivery]) -> None:
    """After the commit: the fast path. The sweep over due rows is the guarantee, and takes what is held when its time comes."""
    for row in deliveries:
        if not row.gathered:
            enqueue("accounts.notifications.jobs.deliver", str(row.pk))


def people_of(brand: Brand) -> list[int]:
    """Whom a page of this brand wakes, in order: the team's first, second, …; without any, the agency's owners and admins."""
    ordered = BrandTeam.objects.filter(brand=brand, page_order__isnull=False).order_by("page_order")
    able = _able(list(ordered.values_list("user_id", flat=True)))
    return able or heads()


def _able(user_ids: list[int]) -> list[int]:
    active = set(
        Membership.objects.filter(
            agency_id=current_agency().pk, user_id__in=user_ids, status="active", user__is_active=True
        )
        .exclude(role=CLIENT)
        .values_list("user_id", flat=True)
    )
    return [user for user in user_ids if user in active]


def heads() -> list[int]:
    """The agency's active owners and admins."""
    found = Membership.objects.filter(
        agency_id=current_agency().pk, role__in=EVERY_BRAND, status="active", user__is_active=True
    )
    return list(found.order_by("pk").values_list("user_id", flat=True))


def acknowledge(member: Membership, notification: Notification, *, now: datetime) -> None:
    """The person has seen it; a page stops here. Tells whoever listens (settings.ON_ACKNOWLEDGED). A repeat changes nothing."""
    require(member, "notifications.own")
    mine = Notification.objects.visible_to(member).filter(user_id=member.user_id, pk=notification.pk)
    with transaction.atomic():
        if mine.filter(acknowledged_at=None).update(acknowledged_at=now):
            mine.filter(read_at=None).update(read_at=now)
            for path in settings.ON_ACKNOWLEDGED:
                import_string(path)(member, notification, now=now)
        elif not mine.exists():
            raise NotFound("There is no such notification.")


def about_alert(alert_id: UUID) -> str:
    """The `dedupe` of an alert's page: who raises it, who joins it and who acknowledges it mean the same rows."""
    return f"alert:{alert_id}"


def settle(dedupe: str, *, now: datetime) -> None:
    """What it asked for was done elsewhere: nobody needs to acknowledge it any more, nobody is woken next."""
    Notification.objects.filter(dedupe__in=[dedupe, f"{dedupe}:next"], acknowledged_at=None).update(acknowledged_at=now)


def mark_read(member: Membership, *, now: datetime, ids: list[Any] | None = None) -> int:
    """Marks one's own as read: those named, or all. Returns how many were new."""
    mine = Notification.objects.visible_to(member).filter(user_id=member.user_id, read_at=None)
    return int((mine if ids is None else mine.filter(pk__in=ids)).update(read_at=now))


def acknowledge_token(notification: Notification) -> str:
    """For the link in a mail: names the notification and the agency; opening it only shows, acknowledging is a POST."""
    return signing.dumps([current_schema(), str(notification.pk)], salt=_SALT)


def by_token(token: str) -> tuple[Notification, Membership]:
    """The notification of a mail's link and the member it is for. Raises NotFound for anything amiss, after 7 days too."""
    gone = NotFound("This link is not good any more. Open the agency's pages instead.")
    try:
        schema, pk = signing.loads(token, salt=_SALT, max_age=timedelta(days=7))
    except (signing.BadSignature, ValueError):
        raise gone from None
    if schema != current_schema():
        raise gone
    notification = Notification.objects.filter(pk=pk).first()
    if notification is None:
        raise gone
    member = (
        Membership.objects.select_related("user", "agency")
        .filter(agency_id=current_agency().pk, user_id=notification.user_id)
        .first()
    )
    if member is None or not member.is_active:
        raise gone
    return notification, member
