"""The secrets with which feeds are read: sealed when they are entered, opened for as long as a fetch takes, by nobody else.

A feed that has one belongs to one agency and brand (identity.py), so that no credential ever serves another's.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from accounts.encryption import decrypt, encrypt
from accounts.errors import Unavailable
from accounts.models import Agency, User
from accounts.outside.failures import AuthExpired
from monitoring.feeds.collection import hosts
from monitoring.feeds.models import Credential, Feed

# A secret that was replaced counts so long for what is sent to us: its sender may learn of the new one later than we do.
OVERLAP = timedelta(days=1)
_LOST = "A stored secret of this source can't be read any more. Enter it again."


def put(feed: Feed, agency: Agency, secrets: Mapping[str, str], *, by: User, now: datetime) -> None:
    """Keeps secrets of a feed by the names of their fields; those it had under the same names are gone. In the caller's transaction."""
    if secrets and feed.private_to_id != agency.pk:
        raise ValueError("A secret belongs to a feed of its own agency only.")
    before = dict(Credential.objects.for_agency(agency).filter(feed=feed).values_list("field", "sealed"))
    for name, value in secrets.items():
        sealed = encrypt([str(agency.pk), str(feed.pk), name, value])
        values = {"agency": agency, "sealed": sealed, "set_at": now, "set_by": by}
        values["sealed_before"] = before.get(name, "")
        Credential.objects.update_or_create(feed=feed, field=name, defaults=values)


def forget(feed_id: UUID, agency: Agency, names: Iterable[str] | None = None) -> None:
    """Drops a feed's secrets, or those of these names. In the caller's transaction."""
    rows = Credential.objects.for_agency(agency).filter(feed_id=feed_id)
    (rows if names is None else rows.filter(field__in=list(names))).delete()


def kept(feed_ids: Iterable[UUID], agency: Agency) -> dict[UUID, list[Credential]]:
    """Which secrets feeds of an agency have, since when and by whom; what they are is not read."""
    by_feed: dict[UUID, list[Credential]] = {}
    rows = Credential.objects.for_agency(agency).filter(feed_id__in=list(feed_ids))
    for row in rows.defer("sealed").select_related("set_by").order_by("field"):
        by_feed.setdefault(row.feed_id, []).append(row)
    return by_feed


def may_follow(feed: Feed, moved_to: str) -> bool:
    """Whether a feed that is read with a secret may move there: a secret was given for one host, and is not sent to another
    that somebody can redirect to, nor in the clear."""
    private = moved_to.startswith("https:") or not feed.url.startswith("https:")
    return private and hosts.host_of(moved_to) == hosts.host_of(feed.url)


def opened(feed: Feed) -> dict[str, str]:
    """A feed's secrets in the clear, for its connector, during a fetch. Raises AuthExpired where one can't be read any more."""
    return {row.field: _clear(row, row.sealed) for row in _of(feed)}


def former(feed: Feed, now: datetime) -> dict[str, str]:
    """Those that were replaced within a day, as `opened` gives the ones in their place."""
    replaced = [row for row in _of(feed) if row.sealed_before and now - row.set_at < OVERLAP]
    return {row.field: _clear(row, row.sealed_before) for row in replaced}


def _of(feed: Feed) -> list[Credential]:
    if feed.private_to is None:
        return []
    return list(Credential.objects.for_agency(feed.private_to).filter(feed=feed))


def _clear(row: Credential, sealed: str) -> str:
    try:
        agency, feed_id, name, value = decrypt(sealed)
    except Unavailable as error:
        raise AuthExpired(_LOST) from error
    # Who can write to the table could copy another's secret into a row of their own: its envelope says whose it is.
    if (agency, feed_id, name) != (str(row.agency_id), str(row.feed_id), row.field):
        raise AuthExpired(_LOST)
    return str(value)
