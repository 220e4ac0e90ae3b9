"""A source changed: its name, what counts, what its platform was told, its secrets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.brands.models import Brand
from accounts.cleaning import is_blank
from accounts.errors import Invalid
from accounts.permissions import require
from accounts.tenancy import current_agency
from accounts.uniqueness import unique
from monitoring import catalogue
from monitoring.feeds.collection import addresses, credentials, identity, ways
from monitoring.feeds.models import Subscription
from monitoring.feeds.services.sources import keeping
from monitoring.feeds.services.sources.giving import Given, fields_of, filled_in
from monitoring.models import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSecret:
    """A secret that is there: since when, and who entered it. What it is, nobody is shown."""

    field: str
    set_at: datetime
    set_by_id: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refilled:
    """What is new of a source's fields. `dropped`: the stored secrets that go."""

    given: Given
    place: identity.Place
    dropped: frozenset[str]


def change_source(
    *, member: Any, source: Source, name: str, everything: bool, fields: Mapping[str, object] | None = None, now: datetime
) -> Source:  # fmt: skip
    """Renames a source, or says anew whether everything in it is about the brand; counts for posts fetched from now.

    `fields`: what its platform asks, those that change: one left out stays, None empties it. A secret belongs to what tells
    the feed from others: where that changes, it is entered again. What can be tried is read before anything is kept; what the
    source brought until then stays, and of another feed what is there comes as history. Raises Invalid at a field.
    """
    require(member, "sources.edit")
    if is_blank(name):
        raise Invalid.field("name", "Give the source a name.")
    # Before the transaction: it may read the address, and nobody's rows are locked for a slow server.
    refilled = _refilled(member, source, fields, now) if fields is not None else None
    config = refilled.given.config if refilled else fields_of(source)
    keeping.refuse_everything(Given(platform=source.platform, config=config), everything=everything)
    field = refilled.given.place_field if refilled else "address"
    taken = Invalid.field(field, f"{source.brand} has this source already.", code="source_exists")
    with unique(taken, "source_feed_once"):
        row = keeping.own(member, source.pk)
        before = row.name, row.everything
        row.name, row.everything = name.strip()[:200], everything
        if refilled is None and before == (row.name, row.everything):
            return row
        if refilled is not None:
            _take(member, row, refilled, now)
        row.save(update_fields=["name", "everything", "feed_id", "address", "fields"])
        keeping.tell(catalogue.SOURCE_CHANGED, row, member, now, everything=everything)
        Subscription.objects.for_agency(current_agency()).filter(source_id=row.pk).update(everything=everything)
    return row


def stored_secrets(sources: list[Source]) -> dict[UUID, list[StoredSecret]]:
    """Of each source, which secrets it has: one query however many."""
    if not sources:
        return {}
    rows = credentials.kept({source.feed_id for source in sources}, current_agency())
    return {
        source.pk: [
            StoredSecret(field=row.field, set_at=row.set_at, set_by_id=row.set_by_id, by=str(row.set_by))
            for row in rows.get(source.feed_id, [])
        ]
        for source in sources
    }


def _refilled(member: Any, source: Source, fields: Mapping[str, object], now: datetime) -> _Refilled | None:
    """What is to be kept, read once where it can be; None where nothing is new."""
    was = fields_of(source)
    stored = {one.field for one in stored_secrets([source])[source.pk]}
    kept = {name for name in stored if name not in fields or fields[name] == ""}
    wanted = {**was, **fields}
    given = filled_in(source.platform, wanted, kept=kept).settled()
    # Else who may edit sources could point a stored password at a server of their own, and read it there.
    if any(given.config.get(name) != was.get(name) for name in given.spec.key_names):
        kept = set()
        given = filled_in(source.platform, wanted).settled()
    kept -= given.secrets.keys()
    dropped = frozenset(stored - kept - given.secrets.keys())
    if given.config == was and not given.secrets and not dropped:
        return None
    place = given.place(current_agency().pk, source.brand_id, keeps=bool(kept))
    known = identity.known_at(place)
    elsewhere = known is None or known.pk != source.feed_id
    if elsewhere and known is not None:
        _refuse_twin(member, source, given, known.pk)
    # With a stored secret nothing is tried here: it is opened for the collector alone, who reads at once. What is sent to us is
    # tried without one, by an example.
    tried = given.config != was if ways.only_sent(source.platform) else not kept and (elsewhere or bool(given.secrets))
    if tried:
        given, _ = keeping.refuse_unread(member, given, now)
        place = given.place(current_agency().pk, source.brand_id, keeps=bool(kept))
    return _Refilled(given=given, place=place, dropped=dropped)


def _refuse_twin(member: Any, source: Source, given: Given, feed_id: UUID) -> None:
    brand: Brand = source.brand
    others = Source.objects.visible_to(member).filter(brand=brand, feed_id=feed_id, status__in=("active", "paused"))
    twin = others.exclude(pk=source.pk).first()
    if twin is not None:
        message = f"{brand} has this source already: {twin.name}."
        raise Invalid.field(given.place_field, message, code="source_exists", data={"source": str(twin.pk)})


def _take(member: Any, source: Source, refilled: _Refilled, now: datetime) -> None:
    """In the caller's transaction; the source is saved by the caller."""
    agency, before = current_agency(), source.feed_id
    feed = keeping.feed_for(refilled.place, now)
    source.feed_id, source.address, source.fields = feed.pk, refilled.given.address, dict(refilled.given.config)
    if feed.pk == before:
        credentials.forget(before, agency, refilled.dropped)
    else:
        # Both at once: of two sources that change places, each would hold the feed the other waits for.
        keeping.hold(before, feed.pk)
        # Not served by the other feed yet, so that what it shows comes as history.
        Subscription.objects.for_agency(agency).filter(source_id=source.pk).update(feed=feed, first_served_at=None)
        credentials.forget(before, agency)
        addresses.close(before, agency, now)
        keeping.rest_if_unwanted(before, now)
    keeping.receive_at(feed, now)
    keeping.keep_secrets(member, source, feed, refilled.given, now)
    if source.status == "active":
        keeping.wake(feed.pk, now)
