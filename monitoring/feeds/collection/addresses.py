"""The secret addresses feeds are sent to: made with a source, shown to whoever may change it, given up with it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from accounts.encryption import decrypt, encrypt, new_token, token_hash
from accounts.errors import Unavailable
from accounts.models import Agency
from monitoring.feeds.models import ReceivingAddress

PATH = "/hooks/{}"
# One that was replaced still takes what is sent: whoever sends learns of the new one later than we do.
OVERLAP = timedelta(days=1)


def make(feed_id: UUID, agency: Agency, now: datetime, *, anew: bool = False) -> None:
    """Gives a feed its address, where it has none; `anew`: another in its place. In the caller's transaction."""
    rows = ReceivingAddress.objects.for_agency(agency).filter(feed_id=feed_id, closes_at=None)
    if anew:
        rows.update(closes_at=now + OVERLAP)
    elif rows.exists():
        return
    token = new_token("fbi_")
    sealed = encrypt([str(agency.pk), str(feed_id), token])
    ReceivingAddress.objects.create(
        agency=agency, feed_id=feed_id, token_hash=token_hash(token), sealed=sealed, made_at=now
    )


def close(feed_id: UUID, agency: Agency, now: datetime) -> None:
    """Nothing is taken there any more, from now on: whoever sends is told that it is gone. In the caller's transaction."""
    rows = ReceivingAddress.objects.for_agency(agency).filter(feed_id=feed_id)
    rows.filter(Q(closes_at=None) | Q(closes_at__gt=now)).update(closes_at=now)


def of_feeds(feed_ids: Iterable[UUID], agency: Agency) -> dict[UUID, ReceivingAddress]:
    """The address of each feed that has one: one query."""
    rows = ReceivingAddress.objects.for_agency(agency).filter(feed_id__in=list(feed_ids), closes_at=None)
    return {row.feed_id: row for row in rows}


def path_of(row: ReceivingAddress) -> str:
    """The path of an address, in the clear; "" where it can't be read any more."""
    try:
        agency, feed_id, token = decrypt(row.sealed)
    except Unavailable:
        return ""
    # As of secrets: a copy in another's row shows nothing.
    return PATH.format(token) if (agency, feed_id) == (str(row.agency_id), str(row.feed_id)) else ""


def called(token: str, agency: Agency) -> ReceivingAddress | None:
    """The address of this secret, open or given up."""
    rows = ReceivingAddress.objects.for_agency(agency).select_related("feed", "agency")
    return rows.filter(token_hash=token_hash(token)).first()
