"""Which agencies want a post, and why: by what they subscribe to, and by what their standing queries match."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Max
from uuid_utils.compat import uuid7

from monitoring.feeds.collection.documents import of_fetched
from monitoring.feeds.collection.register import Index, newest_revision, next_numbers
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import GONE, Tombstone
from monitoring.feeds.models import Arrival, Feed, Route, Subscription
from monitoring.rows import insert, update

UNREAD = timedelta(hours=1)
# What stays of a deleted post: its name, so that an agency that has not taken it yet counts it, and times.
_STAYS = ("platform", "source", "external_id", "kind", "published_at", "published_from", "fingerprint")
Targets = dict[UUID, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One fetched post, or the word that it was deleted, and who wants it, by agency."""

    post: Post | Tombstone
    targets: Targets


class Matched:
    """What was read, held against the register, and as of which revision. `renew` just before it is stored.

    Between the two lie locks and other people's transactions: however long they take, a cursor never moves past posts that
    were matched with a register older than the moment they are stored at.
    """

    def __init__(
        self, read: Sequence[Post | Tombstone], readers: Sequence[Subscription], hearers: Sequence[Subscription],
        index: Index, *, history: bool, had: Mapping[str, set[UUID]] | None = None,
    ) -> None:  # fmt: skip
        self._read, self._readers, self._hearers, self._index, self._history = read, readers, hearers, index, history
        self._had = had
        self._posts = any(isinstance(one, Post) for one in read)
        self.found: list[Wanted] = []
        self._revision: int | None = None
        self.renew()

    def complete(self, posts: Iterable[Post]) -> None:
        """Puts posts that are better known now in the place of the same ones, where their words are still the same."""
        known = {(one.external_id, one.fingerprint): one for one in posts}

        def better(one: Post | Tombstone) -> Post | Tombstone:
            return known.get((one.external_id, one.fingerprint), one)

        if known:
            self._read = [better(one) for one in self._read]
            self.found = [Wanted(better(one.post), one.targets) for one in self.found]

    def renew(self) -> None:
        """Matches again where the register has moved on since: one read by a primary key where it has not."""
        newest = newest_revision()  # read before the index follows: it then holds at least this
        if self._revision is not None and (not self._posts or newest == self._revision):
            return
        self._revision = newest
        self.found = wanted(self._read, self._readers, self._hearers, self._index, history=self._history, had=self._had)


class _Readers:
    """Subscriptions by what they want: of thousands, a post concerns those that want everything, and those of brands whose
    queries it matches."""

    def __init__(self, subscriptions: Iterable[Subscription]) -> None:
        self._everything: list[tuple[int, Subscription]] = []
        self._by_brand: dict[tuple[UUID, UUID], list[tuple[int, Subscription]]] = {}
        for place, one in enumerate(subscriptions):
            if one.everything:
                self._everything.append((place, one))
            else:
                self._by_brand.setdefault((one.agency_id, one.brand_id), []).append((place, one))

    def targets(self, query_ids: Sequence[UUID], index: Index, *, history: bool) -> Targets:
        """Who of them wants a post that these queries match, and why."""
        queries: dict[tuple[UUID, UUID], list[str]] = {}
        for query_id in query_ids:
            held = index.held(query_id)
            if held is not None:  # another thread may have withdrawn it since it matched
                queries.setdefault((held.agency_id, held.brand_id), []).append(str(query_id))
        theirs = [pair for brand in queries for pair in self._by_brand.get(brand, ())]
        targets: Targets = {}
        for _, one in sorted((*self._everything, *theirs), key=itemgetter(0)) if theirs else self._everything:
            matched = sorted(queries.get((one.agency_id, one.brand_id), ()))
            targets.setdefault(one.agency_id, []).append(
                {"source": str(one.source_id), "brand": str(one.brand_id), "queries": matched, "quiet": history}
            )
        return targets


def wanted(
    read: Sequence[Post | Tombstone], readers: Sequence[Subscription], hearers: Iterable[Subscription], index: Index, *,
    history: bool, had: Mapping[str, set[UUID]] | None = None,
) -> list[Wanted]:  # fmt: skip
    """Of what was read, in its order, the posts some of the `readers` want, and deletions for all `hearers`.

    `history`: these subscriptions are read for the first time, so nothing raises alerts. `had`: where a network tells of
    everybody's deletions, which agencies have the posts: no other hears of them.
    """
    posts = [one for one in read if isinstance(one, Post)]
    matched = iter(index.match([of_fetched(post) for post in posts]) if posts else ())
    told = _told(hearers) if len(posts) < len(read) else {}
    by_want = _Readers(readers)
    given: dict[str, set[UUID]] = {}  # what these very posts bring to whom
    chosen = []
    for one in read:
        if isinstance(one, Tombstone):
            has = None if had is None else had.get(one.external_id, set()) | given.get(one.external_id, set())
            targets = told if has is None else {agency: told[agency] for agency in told if agency in has}
        else:
            targets = by_want.targets(next(matched), index, history=history)
            if had is not None and targets:
                given.setdefault(one.external_id, set()).update(targets)
        if targets:
            chosen.append(Wanted(one, targets))
    return chosen


def _told(hearers: Iterable[Subscription]) -> Targets:
    """Of a deletion: which of the posts an agency has, it knows itself."""
    targets: Targets = {}
    for one in hearers:
        told = {"source": str(one.source_id), "brand": str(one.brand_id), "queries": [], "quiet": True}
        targets.setdefault(one.agency_id, []).append(told)
    return targets


def unheard(feed: Feed, read: Sequence[Post | Tombstone]) -> list[Post | Tombstone]:
    """Without the posts whose words are what was said last: a counter or a link that changed brings nobody anything, and is no news."""
    last = _said_last(feed, {one.external_id for one in read})
    news = []
    for one in read:
        if isinstance(one, Tombstone) or last.get(one.external_id) != one.fingerprint:
            news.append(one)
        last[one.external_id] = one.fingerprint
    return news


def _said_last(feed: Feed, names: Collection[str]) -> dict[str, str]:
    """By external id the fingerprint of what went out last."""
    said: dict[str, dict[str, UUID]] = {}
    held = Arrival.objects.filter(feed=feed, external_id__in=names)
    for external_id, words, pk in held.values_list("external_id", "fingerprint", "id"):
        said.setdefault(external_id, {})[words] = pk
    last = {external_id: next(iter(words)) for external_id, words in said.items() if len(words) == 1}
    # Words taken back are an edit, though they went out once: what went out last is what was routed last.
    several = [pk for words in said.values() if len(words) > 1 for pk in words.values()]
    if several:
        rows = Arrival.objects.filter(pk__in=several).annotate(routed=Max("routes__created_at")).exclude(routed=None)
        last |= dict(rows.order_by("routed", "pk").values_list("external_id", "fingerprint"))
    return last


def store(feed: Feed, wanted: Sequence[Wanted], now: datetime) -> set[UUID]:
    """Writes arrivals and routes in the caller's transaction, in the order they were read; returns the agencies that got some.

    A post that is stored already in the same words keeps its arrival. Numbers are taken from each agency's counter in
    order of the agencies' ids: the rows stay locked until the commit, and an order held by all can't deadlock.
    """
    if not wanted:
        return set()
    ids = _arrivals(feed, wanted, now)
    _erase(feed, wanted, ids)
    # What was published while the feed could not be read is judged when it arrives, however old it is then.
    since = feed.covered_until
    unread = {"unread": since.isoformat()} if since is not None and now - since > UNREAD else {}
    agencies = sorted({agency for one in wanted for agency in one.targets})
    rows: list[tuple[Any, ...]] = []
    for agency in agencies:
        mine = [(place, one) for place, one in enumerate(wanted) if agency in one.targets]
        last = next_numbers(f"routes:{agency}", len(mine))
        for number, (place, one) in enumerate(mine, start=last - len(mine) + 1):
            key = (one.post.external_id, one.post.fingerprint)
            # By a microsecond each: what was said last is what was routed last.
            at = now + timedelta(microseconds=place)
            rows.append((uuid7(), agency, number, ids[key], [target | unread for target in one.targets[agency]], at))
    insert(Route, ("id", "agency_id", "number", "arrival_id", "targets", "created_at"), rows)
    return set(agencies)


def _arrivals(feed: Feed, wanted: Sequence[Wanted], now: datetime) -> dict[tuple[str, str], UUID]:
    wanted_keys = {(one.post.external_id, one.post.fingerprint): one.post for one in wanted}
    held = Arrival.objects.filter(feed=feed, external_id__in=[key[0] for key in wanted_keys])
    rows = list(held.values_list("external_id", "fingerprint", "id", "post__erased"))
    ids = {(row[0], row[1]): row[2] for row in rows}
    # Shown again in the very words that were erased.
    back = [(row[2], wanted_keys[row[0], row[1]].to_json()) for row in rows if row[3] and row[:2] in wanted_keys]
    update(Arrival, ("post",), back)
    # Deleted once more, since it was shown again: another time, and maybe another reason.
    told = {name for name, words in wanted_keys if words == GONE and (name, words) in ids}
    again = [(ids[name, GONE], wanted_keys[name, GONE].to_json(), now) for name in _shown_since(feed, wanted, told)]
    update(Arrival, ("post", "fetched_at"), again)
    new = [(uuid7(), feed.pk, *key, post.to_json(), now) for key, post in wanted_keys.items() if key not in ids]
    insert(Arrival, ("id", "feed_id", "external_id", "fingerprint", "post", "fetched_at"), new)
    return ids | {(row[2], row[3]): row[0] for row in new}


def _shown_since(feed: Feed, wanted: Sequence[Wanted], names: Collection[str]) -> list[str]:
    """Of what was deleted before, that which was shown between then and its deletion here."""
    if not names:
        return []
    last, shown = _said_last(feed, names), set()
    for one in wanted:
        name = one.post.external_id
        if name in names and isinstance(one.post, Tombstone) and last.get(name) != GONE:
            shown.add(name)
        last[name] = one.post.fingerprint
    return sorted(shown)


def _erase(feed: Feed, wanted: Sequence[Wanted], ids: Mapping[tuple[str, str], UUID]) -> None:
    """Takes words and author out of the arrivals of what was deleted, but not of what was shown again after it."""
    ended = {one.post.external_id: place for place, one in enumerate(wanted) if isinstance(one.post, Tombstone)}
    if not ended:
        return
    shown = [one.post for place, one in enumerate(wanted) if place > ended.get(one.post.external_id, place)]
    after = [ids[post.external_id, post.fingerprint] for post in shown]
    rows = Arrival.objects.filter(feed=feed, external_id__in=ended).exclude(fingerprint=GONE).exclude(pk__in=after)
    left = [
        (pk, {"erased": True, **{name: post[name] for name in _STAYS if name in post}})
        for pk, post in rows.order_by("pk").values_list("pk", "post")
    ]
    update(Arrival, ("post",), left)
