"""Letters of the platform itself: about an account or an agency, to its people, whatever news they chose."""

import logging
import smtplib
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.delivery import enqueue
from accounts.encryption import decrypt, encrypt
from accounts.errors import Unavailable
from accounts.models import Letter
from accounts.truncation import truncate_middle

logger = logging.getLogger(__name__)
SEND_JOB = "accounts.jobs.send_letters"
MOST = 50  # in one go, over one connection
LEASE = timedelta(minutes=5)  # longer than a job may last
# After the n-th failure wait so long; after the last one give up, visibly.
BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720))
KEPT = timedelta(days=30)


def write(addresses: Iterable[str], *, subject: str, text: str, opens: bool = False) -> None:
    """A letter to each of them by themselves, in the caller's transaction; sent after it by a job, which tries until it is taken.

    A text that `opens` something (a link that confirms an address) is kept encrypted, and only until it has gone.
    """
    line, now, kept = truncate_middle(" ".join(subject.split()), 200), timezone.now(), encrypt(text) if opens else text
    rows = [
        Letter(address=to, subject=line, text=kept, is_sealed=opens, created_at=now, next_try_at=now)
        for to in addresses
    ]
    Letter.objects.bulk_create(rows)
    if rows:
        enqueue(SEND_JOB)


def send_due(now: datetime) -> int:
    """Sends what is due, at least once, over one connection; returns how many. A server that is away costs one wait, not one each."""
    rows = _claimed(now)
    if not rows:
        return 0
    sent = 0
    try:
        connection = get_connection()
        connection.open()
    except OSError as error:  # every SMTPException is one, too
        return _failed(rows, error, now)
    try:
        for at, row in enumerate(rows):
            try:
                text = decrypt(row.text) if row.is_sealed else row.text
                EmailMessage(subject=row.subject, body=text, to=[row.address], connection=connection).send()
            # This address or this text is refused; the server goes on taking others (RFC 5321 4.2.1).
            except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
                _failed([row], error, now)
            except (ValueError, Unavailable) as error:  # one that can't be written down or unsealed stops no other
                _failed([row], error, now)
            except OSError as error:
                _failed(rows[at:], error, now)  # the server is gone: each of the rest would wait for the time-out
                break
            else:
                emptied = {"text": ""} if row.is_sealed else {}
                sent += Letter.objects.filter(pk=row.pk).update(sent_at=now, last_error="", **emptied)
    finally:
        connection.close()
    return sent


@transaction.atomic
def _claimed(now: datetime) -> list[Letter]:
    """Those nobody else is sending, oldest first; what a worker held that died comes again after its lease."""
    due = Letter.objects.filter(sent_at=None, given_up_at=None, next_try_at__lte=now).order_by("next_try_at", "pk")
    # Two workers share the letters out, and neither waits for the other.
    ids = [row.pk for row in due.select_for_update(skip_locked=True).only("pk")[:MOST]]
    Letter.objects.filter(pk__in=ids).update(next_try_at=now + LEASE, attempts=F("attempts") + 1)
    return list(Letter.objects.filter(pk__in=ids).order_by("created_at", "pk"))


def _failed(rows: list[Letter], error: Exception, now: datetime) -> int:
    """Notes it for another try, or that it was the last. Returns how many were sent: none."""
    for row in rows:
        last = row.attempts > len(BACK_OFF)
        then = {"given_up_at": now} if last else {"next_try_at": now + BACK_OFF[row.attempts - 1]}
        Letter.objects.filter(pk=row.pk).update(last_error=type(error).__name__, **then)
        if last:
            logger.error("letter %s of the platform was given up: %s", row.pk, type(error).__name__)
    logger.warning("%s letters of the platform were not sent: %s", len(rows), type(error).__name__)
    return 0


def forget_old(now: datetime) -> int:
    """Deletes letters that went out, or were given up, long ago; returns how many."""
    return int(Letter.objects.filter(created_at__lt=now - KEPT).exclude(sent_at=None, given_up_at=None).delete()[0])
