"""Delivering: a row is claimed with a lease, sent, and its outcome logged; what fails is tried again, visibly."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from accounts.encryption import decrypt
from accounts.models import Agency
from accounts.notifications.channels import Answer, ChannelError, mail, push
from accounts.notifications.models import Delivery, DeliveryAttempt, Notification, PushSubscription
from accounts.notifications.services import audience, message_text

LEASE = timedelta(seconds=90)  # longer than a try: a POST ends after 30 seconds, a mail server's silence after 15
MOST = 100  # in one message of what was held; the rest comes in the next
# After the n-th failure wait so long; after the last one give up, visibly.
BACK_OFF = tuple(timedelta(seconds=s) for s in (15, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600))


def due(now: datetime, *, limit: int = 500) -> list[UUID]:
    """People's deliveries whose time has come, oldest first; those of a worker that died too (their lease ran out)."""
    return list(_to_people().filter(_claimable(now)).order_by("next_try_at").values_list("pk", flat=True)[:limit])


def _to_people() -> QuerySet[Delivery]:
    """Webhooks are told by services/sending."""
    rows: QuerySet[Delivery] = Delivery.objects.exclude(channel="webhook")
    return rows


def _claimable(now: datetime) -> Q:
    return Q(status__in=["queued", "failed"], next_try_at__lte=now) | Q(status="sending", lease_until__lt=now)


def deliver(delivery_id: UUID, *, agency: Agency, now: datetime) -> str:
    """Sends one delivery to a person, at least once, and with it those held for the same target that are due as well.

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
    rows = _withdrawn(rows, now)
    if not rows:
        return "withdrawn"
    try:
        answer = _send(rows, agency)
    except ChannelError as error:
        return [_failed(row, error, now) for row in rows][-1]
    with transaction.atomic():
        Delivery.objects.filter(pk__in=[row.pk for row in rows], status="sending").update(
            status="sent", sent_at=now, lease_until=None, last_error=""
        )
        DeliveryAttempt.objects.bulk_create(
            [
                DeliveryAttempt(
                    delivery=row, at=now, ok=True, detail=answer.words, status=answer.status, body=answer.body
                )
                for row in rows
            ]
        )
    return "sent"


@transaction.atomic
def _claimed(delivery_id: UUID, now: datetime) -> list[Delivery]:
    """The delivery, its lease running; of one that was held, all that are due for its target, oldest first."""
    wanted = _to_people().filter(pk=delivery_id)
    first = wanted.select_related("notification").first()
    if first is not None and first.gathered and first.notification is not None:
        same = {"channel": first.channel, "target": first.target}
        wanted = Delivery.objects.filter(gathered=True, notification__user_id=first.notification.user_id, **same)
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


def _withdrawn(rows: list[Delivery], now: datetime) -> list[Delivery]:
    """Those that may be sent. What the person may not read any more ends here, visibly: it was asked when it was queued, and is again."""
    refusals = audience.refusals([row.notification for row in rows if row.notification is not None])
    with transaction.atomic():
        for row in rows:
            if row.notification_id in refusals:
                why = refusals[row.notification_id]
                ended = Delivery.objects.filter(pk=row.pk, status="sending")
                ended.update(status=audience.WITHDRAWN, lease_until=None, last_error=why)
                DeliveryAttempt.objects.create(delivery=row, at=now, ok=False, detail=why)
    return [row for row in rows if row.notification_id not in refusals]


def _failed(row: Delivery, error: ChannelError, now: datetime) -> str:
    values = after_failure(row, error, tries=row.attempts, now=now)
    with transaction.atomic():
        Delivery.objects.filter(pk=row.pk, status="sending").update(**values)
        DeliveryAttempt.objects.create(
            delivery=row, at=now, ok=False, detail=error.sentence, status=error.status, body=error.body
        )
        if row.channel == "push" and error.permanent:
            PushSubscription.objects.filter(pk=row.target).update(gone_at=now)
    return str(values["status"])


def after_failure(row: Delivery, error: ChannelError, *, tries: int, now: datetime) -> dict[str, Any]:
    """What is written of a delivery whose try, the `tries`-th, failed: when it is tried again, or that it is given up."""
    final = error.permanent or tries > len(BACK_OFF)
    return {
        "status": "given_up" if final else "failed",
        "next_try_at": row.next_try_at if final else now + BACK_OFF[tries - 1],
        "lease_until": None,
        "last_error": error.sentence,
    }


def _send(rows: list[Delivery], agency: Agency) -> Answer:
    return {"mail": _mail, "push": _push}[rows[0].channel](rows, agency)


def _mail(rows: list[Delivery], agency: Agency) -> Answer:
    news = [_notification(row) for row in rows]
    subject, text = message_text.of(news, agency)
    # Their address as it is now: what was held, or is tried again, may be a day old.
    return Answer(mail.send(to=news[0].user.email, subject=message_text.short(subject), text=text))


def _push(rows: list[Delivery], agency: Agency) -> Answer:
    news = [_notification(row) for row in rows]
    # A browser that somebody else subscribes since is theirs.
    mine = PushSubscription.objects.filter(user_id=news[0].user_id, gone_at=None)
    subscription = mine.filter(pk=rows[0].target).first()
    if subscription is None:
        raise ChannelError("This browser has unsubscribed.", permanent=True)
    message = message_text.push_of(news)
    return push.send(subscription=decrypt(subscription.sealed), message=message)


def _notification(row: Delivery) -> Notification:
    if row.notification is None:
        raise ChannelError("There is no notification for this delivery.", permanent=True)
    return row.notification
