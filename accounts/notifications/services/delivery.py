"""Delivering: a row is claimed with a lease, sent, and its outcome logged; what fails is tried again, visibly."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from accounts.models import Agency
from accounts.notifications.channels import ChannelError, mail, push, webhook
from accounts.notifications.models import Delivery, DeliveryAttempt, Notification, PushSubscription, WebhookEndpoint
from accounts.notifications.services import letters
from accounts.sealing import unseal

LEASE = timedelta(seconds=90)
MOST = 100  # in one message of what was held; the rest comes in the next
# After the n-th failure wait so long; after the last one give up, visibly.
BACK_OFF = tuple(timedelta(seconds=s) for s in (15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600))


def due(now: datetime, *, limit: int = 500) -> list[UUID]:
    """Deliveries whose time has come, oldest first; those of a worker that died too (their lease ran out)."""
    return list(Delivery.objects.filter(_claimable(now)).order_by("next_try_at").values_list("pk", flat=True)[:limit])


def _claimable(now: datetime) -> Q:
    return Q(status__in=["queued", "failed"], next_try_at__lte=now) | Q(status="sending", lease_until__lt=now)


def deliver(delivery_id: UUID, *, agency: Agency, now: datetime) -> str:
    """Sends one delivery, at least once, and with it those held for the same target that are due as well.

    Returns its status; "" where another worker has it or it is done.
    """
    rows = _claimed(delivery_id, now)
    if not rows:
        return ""
    rows, seen = [row for row in rows if not _was_seen(row)], [row for row in rows if _was_seen(row)]
    if seen:
        gone = Delivery.objects.filter(pk__in=[row.pk for row in seen], status="sending")
        gone.update(status="not_needed", lease_until=None)
    if not rows:
        return "not_needed"
    try:
        detail = _send(rows, agency, now)
    except ChannelError as error:
        return [_failed(row, error, now) for row in rows][-1]
    with transaction.atomic():
        Delivery.objects.filter(pk__in=[row.pk for row in rows], status="sending").update(
            status="sent", sent_at=now, lease_until=None, last_error=""
        )
        DeliveryAttempt.objects.bulk_create(
            [DeliveryAttempt(delivery=row, at=now, ok=True, detail=detail) for row in rows]
        )
    return "sent"


@transaction.atomic
def _claimed(delivery_id: UUID, now: datetime) -> list[Delivery]:
    """The delivery, its lease running; of one that was held, all that are due for its target, oldest first."""
    wanted = Delivery.objects.filter(pk=delivery_id)
    first = wanted.first()
    if first is not None and first.gathered:
        wanted = Delivery.objects.filter(gathered=True, channel=first.channel, target=first.target)
    # Two workers never share what waited: who comes second waits for the first's claim, in the same order, and finds none.
    due_ids = list(
        wanted.filter(_claimable(now))
        .order_by("created_at", "pk")
        .select_for_update()
        .values_list("pk", flat=True)[:MOST]
    )
    claimed = Delivery.objects.filter(pk__in=due_ids)
    claimed.update(status="sending", lease_until=now + LEASE, attempts=F("attempts") + 1)
    return list(claimed.select_related("notification__user", "notification__brand").order_by("created_at", "pk"))


def _was_seen(row: Delivery) -> bool:
    """Held, and read on a page meanwhile."""
    return row.gathered and row.notification is not None and row.notification.read_at is not None


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


def _send(rows: list[Delivery], agency: Agency, now: datetime) -> str:
    if rows[0].channel == "webhook":
        return _webhook(rows[0], now)
    return {"mail": _mail, "push": _push}[rows[0].channel](rows, agency)


def _mail(rows: list[Delivery], agency: Agency) -> str:
    subject, text = letters.of([_notification(row) for row in rows], agency)
    return mail.send(to=rows[0].target, subject=subject, text=text)


def _push(rows: list[Delivery], agency: Agency) -> str:
    subscription = PushSubscription.objects.filter(pk=rows[0].target, gone_at=None).first()
    if subscription is None:
        raise ChannelError("This browser has unsubscribed.", permanent=True)
    message = letters.push_of([_notification(row) for row in rows])
    return push.send(subscription=unseal(subscription.sealed), message=message)


def _webhook(row: Delivery, now: datetime) -> str:
    endpoint = WebhookEndpoint.objects.filter(pk=row.target, is_active=True).first()
    if endpoint is None:
        raise ChannelError("This webhook was removed or switched off.", permanent=True)
    secret = str(unseal(endpoint.sealed_secret))
    return webhook.send(url=endpoint.url, secret=secret, message_id=f"msg_{row.pk.hex}", at=now, payload=row.payload)


def _notification(row: Delivery) -> Notification:
    if row.notification is None:
        raise ChannelError("There is no notification to this delivery.", permanent=True)
    return row.notification
