"""Delivering: a row is claimed with a lease, sent, and its outcome logged; what fails is tried again, visibly."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.module_loading import import_string

from accounts.models import Agency
from accounts.notifications.channels import ChannelError, mail, push, webhook
from accounts.notifications.models import Delivery, DeliveryAttempt, PushSubscription, WebhookEndpoint
from accounts.notifications.services.news import acknowledge_token
from accounts.sealing import unseal
from accounts.services.agencies import origin_of

LEASE = timedelta(seconds=90)
# After the n-th failure wait so long; after the last one give up, visibly.
BACK_OFF = tuple(timedelta(seconds=s) for s in (15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600))


def due(now: datetime, *, limit: int = 500) -> list[UUID]:
    """Deliveries whose time has come, oldest first; those of a worker that died too (their lease ran out)."""
    return list(Delivery.objects.filter(_claimable(now)).order_by("next_try_at").values_list("pk", flat=True)[:limit])


def _claimable(now: datetime) -> Q:
    return Q(status__in=["queued", "failed"], next_try_at__lte=now) | Q(status="sending", lease_until__lt=now)


def deliver(delivery_id: UUID, *, agency: Agency, now: datetime) -> str:
    """Sends one delivery, at least once. Returns its status; "" where another worker has it or it is done."""
    claimed = Delivery.objects.filter(_claimable(now), pk=delivery_id).update(
        status="sending", lease_until=now + LEASE, attempts=F("attempts") + 1
    )
    if not claimed:
        return ""
    row = Delivery.objects.select_related("notification__user", "notification__brand").get(pk=delivery_id)
    try:
        detail = _send(row, agency, now)
    except ChannelError as error:
        return _failed(row, error, now)
    with transaction.atomic():
        Delivery.objects.filter(pk=row.pk, status="sending").update(
            status="sent", sent_at=now, lease_until=None, last_error=""
        )
        DeliveryAttempt.objects.create(delivery=row, at=now, ok=True, detail=detail)
    return "sent"


def _failed(row: Delivery, error: ChannelError, now: datetime) -> str:
    final = error.permanent or row.attempts > len(BACK_OFF)
    status = "given_up" if final else "failed"
    next_try = row.next_try_at if final else now + BACK_OFF[row.attempts - 1]
    with transaction.atomic():
        Delivery.objects.filter(pk=row.pk, status="sending").update(
            status=status, next_try_at=next_try, lease_until=None, last_error=error.sentence
        )
        DeliveryAttempt.objects.create(delivery=row, at=now, ok=False, detail=error.sentence)
        if row.channel == "push" and error.permanent:
            PushSubscription.objects.filter(pk=row.target).update(gone_at=now)
    return status


def _send(row: Delivery, agency: Agency, now: datetime) -> str:
    return {"mail": _mail, "push": _push, "webhook": _webhook}[row.channel](row, agency, now)


def _mail(row: Delivery, agency: Agency, now: datetime) -> str:
    news, origin = _notification(row), origin_of(agency)
    # Some kinds lead further by mail than on a page: a signed link, made here and stored nowhere.
    signed = settings.MAIL_PATHS.get(news.kind)
    path = import_string(signed)(news) if signed else news.path
    lines = [news.title, "", news.body, "", f"{origin}{path}"]
    if news.ack_due_at and news.acknowledged_at is None:
        lines += ["", f"Acknowledge: {origin}/links/acknowledge/{acknowledge_token(news)}/"]
    lines += ["", "--", f"{agency.name} on Firebreak. Choose what reaches you: {origin}/notifications/choices/"]
    brand = f"[{news.brand}] " if news.brand else ""
    return mail.send(to=row.target, subject=f"{brand}{news.title}", text="\n".join(lines))


def _push(row: Delivery, agency: Agency, now: datetime) -> str:
    news = _notification(row)
    subscription = PushSubscription.objects.filter(pk=row.target, gone_at=None).first()
    if subscription is None:
        raise ChannelError("This browser has unsubscribed.", permanent=True)
    message = {"title": news.title, "body": news.body[:300], "path": news.path, "tag": news.dedupe}
    return push.send(subscription=unseal(subscription.sealed), message=message)


def _webhook(row: Delivery, agency: Agency, now: datetime) -> str:
    endpoint = WebhookEndpoint.objects.filter(pk=row.target, is_active=True).first()
    if endpoint is None:
        raise ChannelError("This webhook was removed or switched off.", permanent=True)
    secret = str(unseal(endpoint.sealed_secret))
    return webhook.send(url=endpoint.url, secret=secret, message_id=f"msg_{row.pk.hex}", at=now, payload=row.payload)


def _notification(row: Delivery) -> Any:
    if row.notification is None:
        raise ChannelError("There is no notification to this delivery.", permanent=True)
    return row.notification
