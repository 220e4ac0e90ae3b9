"""Sources that are sent to us: their secret addresses and secrets, and what has come there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.errors import Conflict
from accounts.permissions import may, require
from accounts.services.access_log import log
from accounts.services.agencies import origin_of
from accounts.tenancy import current_agency
from monitoring import catalogue
from monitoring.feeds.collection import Reply, addresses, credentials, ways
from monitoring.feeds.collection.receiving import last_received, take_in
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Delivery, Pushed
from monitoring.feeds.models import Feed, Received, ReceivingAddress
from monitoring.feeds.services.sources import keeping
from monitoring.models import Source

__all__ = [
    "Delivery",
    "Receiving",
    "Reply",
    "called",
    "is_sent",
    "last_deliveries",
    "receiving_of",
    "renew_address",
    "renew_secret",
    "take_in",
]
_LAST = 10
called = addresses.called


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiving:
    """Where a source is sent to, and what came. `address`: "" for whoever may not change it, who could send there too.
    `makes_secret`: we can make the secret that its sender signs with; `has_secret`: it has one."""

    address: str
    makes_secret: bool
    has_secret: bool
    received: int
    received_at: datetime | None
    refused: int
    refused_at: datetime | None
    refusal: str


def is_sent(platform: str) -> bool:
    """Whether posts of a platform are sent to us, and nothing is read."""
    return ways.only_sent(platform)


def receiving_of(member: Any, sources: Sequence[Source]) -> dict[UUID, Receiving]:
    """Of each source that is sent to us: two queries however many, none where there is none."""
    sent = [source for source in sources if is_sent(source.platform)]
    if not sent:
        return {}
    agency, origin = current_agency(), ""
    rows = addresses.of_feeds({source.feed_id for source in sent}, agency)
    stored = credentials.kept({source.feed_id for source in sent}, agency)
    if may(member, "sources.edit"):
        origin = origin_of(agency)
    return {
        source.pk: _receiving(source, rows[source.feed_id], origin, has_secret=bool(stored.get(source.feed_id)))
        for source in sent
        if source.feed_id in rows
    }


def _receiving(source: Source, row: ReceivingAddress, origin: str, *, has_secret: bool) -> Receiving:
    path = addresses.path_of(row) if origin else ""
    return Receiving(
        address=f"{origin}{path}" if path else "",
        makes_secret=_fresh_secret(source) is not None,
        has_secret=has_secret,
        received=row.received,
        received_at=row.received_at,
        refused=row.refused,
        refused_at=row.refused_at,
        refusal=row.refusal,
    )


def last_deliveries(source: Source) -> list[Received]:
    """The last that came for a source, the newest first: when, and what came of it; never what they held."""
    return last_received(source.feed_id, _LAST)


@transaction.atomic
def renew_secret(*, member: Any, source: Source, now: datetime) -> str:
    """Another secret for its sender to sign with, told this once; the one before counts for a day. Raises Conflict where the
    sender makes its own, or there is none."""
    require(member, "sources.edit")
    row, agency = _sent(member, source), current_agency()
    fresh = _fresh_secret(row)
    if fresh is None:
        message = "The secret of this kind of source is made where it is sent from, or there is none."
        raise Conflict(message, code="no_secret")
    feed = Feed.objects.select_for_update(no_key=True).get(pk=row.feed_id)
    name, secret = fresh
    credentials.put(feed, agency, {name: secret}, by=member.user, now=now)
    log(
        "source.secret_set",
        agency=agency,
        actor=member.user,
        subject=f"{row.brand}: {row.name}",
        detail={"fields": [name]},
    )
    _told(member, row, now)
    return secret


@transaction.atomic
def renew_address(*, member: Any, source: Source, now: datetime) -> Source:
    """Another address for whoever sends; the one before takes what comes for a day. Raises Conflict."""
    require(member, "sources.edit")
    row, agency = _sent(member, source), current_agency()
    addresses.make(row.feed_id, agency, now, anew=True)
    log("source.address_made", agency=agency, actor=member.user, subject=f"{row.brand}: {row.name}")
    _told(member, row, now)
    return row


def _sent(member: Any, source: Source) -> Source:
    row = keeping.own(member, source.pk)
    if not is_sent(row.platform) or row.status == "removed":
        raise Conflict("Nothing is sent to this source.", code="not_sent")
    return row


def _fresh_secret(source: Source) -> tuple[str, str] | None:
    connector = registry.PLATFORMS.get(source.platform)
    return connector.new_secret(source.fields) if isinstance(connector, Pushed) else None


def _told(member: Any, row: Source, now: datetime) -> None:
    keeping.tell(catalogue.SOURCE_CHANGED, row, member, now, everything=row.everything)
