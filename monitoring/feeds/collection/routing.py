"""Which agencies want a post, and why: by what they subscribe to, and by what their standing queries match."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max
from uuid_utils.compat import uuid7

from monitoring.feeds.collection.documents import of_fetched
from monitoring.feeds.collection.standing import Index, newest_revision, next_numbers
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import GONE, Tombstone
from monitoring.feeds.models import Arrival, Feed, Route, Subscription
from monitoring.rows import insert, update

UNREAD = timedelta(hours=1)
# What stays of a deleted post: its name, so that an agency that has not taken it yet counts it, and times.
_STAYS = ("platform", "source", "external_id", "url", "kind", "published_at", "published_from", "fingerprint")
Targets = dict[UUID, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One fetched post, or the word that it was deleted, and who wants it, by agency."""

    post: Post | Tombstone
    targets: Targets


class Matched:
    """Posts held against the register, and as of which revision. `renew` just before they are stored.

    Between the two lie locks and other people's transactions: however long they take, a cursor never moves past posts that
    were matched with a register older than the moment they are stored at.
    """

    def __init__(
        self, posts: Sequence[Post], subscriptions: Sequence[Subscription], index: Index, *, history: bool
    ) -> None:
        self._posts, self._subscriptions, self._index, self._history = posts, subscriptions, index, history
        self.found: list[Wanted] = []
        self._revision: int | None = None
        self.renew()

    def renew(self) -> None:
        """Matches again where the register has moved on since: one read by a primary key where it has not."""
        newest = newest_revision()  # read before the index follows: it then holds at least this
        if not self._posts or newest == self._revision:
            return
        self._revision = newest
        self.found = wanted(self._posts, self._subscriptions, self._index, history=self._history)


def wanted(
    posts: Sequence[Post], subscriptions: Sequence[Subscription], index: Index, *, history: bool
) -> list[Wanted]:
    """The posts somebody wants. `history`: these subscriptions are read for the first time, so nothing raises alerts."""
    matched = index.match([of_fetched(post) for post in posts])
    found = []
    for post, query_ids in zip(posts, matched, strict=True):
        targets = _targets(subscriptions, query_ids, index, history=history)
        if targets:
            found.append(Wanted(post, targets))
    return found


def _targets(
    subscriptions: Iterable[Subscription], query_ids: Sequence[UUID], index: Index, *, history: bool
) -> Targets:
    by_brand: dict[tuple[UUID, UUID], list[str]] = {}
    for query_id in query_ids:
        held = index.held(query_id)
        if held is not None:
            by_brand.setdefault((held.agency_id, held.brand_id), []).append(str(query_id))
    targets: Targets = {}
    for one in subscriptions:
        queries = by_brand.get((one.agency_id, one.brand_id), [])
        if one.everything or queries:
            targets.setdefault(one.agency_id, []).append(
                {"source": str(one.source_id), "brand": str(one.brand_id), "queries": sorted(queries), "quiet": history}
            )
    return targets


def deleted(gone: Iterable[Tombstone], subscriptions: Sequence[Subscription]) -> list[Wanted]:
    """For everybody who reads the feed: which of the posts an agency has, it knows itself."""
    targets: Targets = {}
    for one in subscriptions:
        told = {"source": str(one.source_id), "brand": str(one.brand_id), "queries": [], "quiet": True}
        targets.setdefault(one.agency_id, []).append(told)
    return [Wanted(one, targets) for one in gone]


def unheard(feed: Feed, posts: Sequence[Post]) -> list[Post]:
    """Those whose words are not what went out last: a counter or a link that changed brings nobody anything, and is no news."""
    held = Arrival.objects.filter(feed=feed, external_id__in={post.external_id for post in posts})
    said: dict[str, dict[str, UUID]] = {}
    for external_id, words, pk in held.values_list("external_id", "fingerprint", "id"):
        said.setdefault(external_id, {})[words] = pk
    last = {external_id: next(iter(words)) for external_id, words in said.items() if len(words) == 1}
    # Words taken back are an edit, though they went out once: what went out last is what was routed last.
    several = [pk for words in said.values() if len(words) > 1 for pk in words.values()]
    if several:
        rows = Arrival.objects.filter(pk__in=several).annotate(routed=Max("routes__created_at")).exclude(routed=None)
        last |= dict(rows.order_by("routed", "pk").values_list("external_id", "fingerprint"))
    return [post for post in posts if last.get(post.external_id) != post.fingerprint]


def store(feed: Feed, found: Sequence[Wanted], now: datetime) -> set[UUID]:
    """Writes arrivals and routes in the caller's transaction; returns the agencies that got some.

    A post that is stored already in the same words keeps its arrival. Numbers are taken from each agency's counter in
    order of the agencies' ids: the rows stay locked until the commit, and an order held by all can't deadlock.
    """
    if not found:
        return set()
    ids = _arrivals(feed, found, now)
    _erase(feed, [one.post.external_id for one in found if isinstance(one.post, Tombstone)])
    # What was published while the feed could not be read is judged when it arrives, however old it is then.
    since = feed.covered_until
    unread = {"unread": since.isoformat()} if since is not None and now - since > UNREAD else {}
    agencies = sorted({agency for one in found for agency in one.targets})
    rows: list[tuple[Any, ...]] = []
    for agency in agencies:
        mine = [one for one in found if agency in one.targets]
        last = next_numbers(f"routes:{agency}", len(mine))
        for number, one in enumerate(mine, start=last - len(mine) + 1):
            key = (one.post.external_id, one.post.fingerprint)
            rows.append((uuid7(), agency, number, ids[key], [target | unread for target in one.targets[agency]], now))
    insert(Route, ("id", "agency_id", "number", "arrival_id", "targets", "created_at"), rows)
    return set(agencies)


def _arrivals(feed: Feed, found: Sequence[Wanted], now: datetime) -> dict[tuple[str, str], UUID]:
    wanted_keys = {(one.post.external_id, one.post.fingerprint): one.post for one in found}
    held = Arrival.objects.filter(feed=feed, external_id__in=[key[0] for key in wanted_keys])
    rows = list(held.values_list("external_id", "fingerprint", "id", "post__erased"))
    ids = {(row[0], row[1]): row[2] for row in rows}
    # Shown again in the very words that were erased.
    back = [(row[2], wanted_keys[row[0], row[1]].to_json()) for row in rows if row[3] and row[:2] in wanted_keys]
    update(Arrival, ("post",), back)
    new = [(uuid7(), feed.pk, *key, post.to_json(), now) for key, post in wanted_keys.items() if key not in ids]
    insert(Arrival, ("id", "feed_id", "external_id", "fingerprint", "post", "fetched_at"), new)
    return ids | {(row[2], row[3]): row[0] for row in new}


def _erase(feed: Feed, names: Sequence[str]) -> None:
    """Takes words and author out of the arrivals of what was deleted."""
    if not names:
        return
    rows = Arrival.objects.filter(feed=feed, external_id__in=names).exclude(fingerprint=GONE)
    left = [
        (pk, {"erased": True, **{name: post[name] for name in _STAYS if name in post}})
        for pk, post in rows.order_by("pk").values_list("pk", "post")
    ]
    update(Arrival, ("post",), left)
