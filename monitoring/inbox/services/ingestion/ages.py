"""How old a post is when it is first seen, and what that means: judged when it was published, judged now, or history.

What was published while its feed could not be read is judged when it arrives. What is older than that is told of by rules over
single posts for a week, and counts where it was published; what is older still, or came before, is history and wakes nobody.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from monitoring.inbox.services.ingestion.batch import Age, Draft, Wish
from monitoring.inbox.services.ingestion.counts import SETTLED
from monitoring.models import Mention

JUDGED = timedelta(hours=36)  # a publisher's clock may be half a day off; what is older is late by itself
HEARD = timedelta(days=7)  # reviews are moderated for days
MANY_OLD = 20  # so many at once are an archive
# An archive whose addresses went from http to https comes under new names: undated, it would all be of today.
MANY_UNDATED, KNOWN_TEXTS = 10, 5
_LOOKED_AT = timedelta(hours=1)  # what is younger can hardly have come before
_NEWEST = 5_000


def ages_of(new: Iterable[Wish], now: datetime) -> dict[tuple[UUID, UUID], Age]:
    """By post and brand, for mentions to be that are not simply new: also of a post that another brand has already. Some queries
    where a batch brings old or undated posts, else none."""
    wishes = list(new)
    again = _came_before(list({wish.draft.id: wish.draft for wish in wishes if wish.draft.is_new}.values()))
    archives = _archives(wishes)
    ages = {}
    for wish in wishes:
        if wish.draft.id in again:
            ages[wish.key] = Age(history=True, note="again")
        elif wish.item.feed_id in archives and _is_old(wish, JUDGED):
            ages[wish.key] = Age(history=True, note="old")
        elif (age := _age_of(wish, now)) is not None:
            ages[wish.key] = age
    return ages


def _age_of(wish: Wish, now: datetime) -> Age | None:
    if _is_old(wish, HEARD):
        return Age(history=True, note="old")
    if now - wish.draft.published_at <= SETTLED:  # the bucket of that time is still judged
        return None
    return Age(counts=False, note="old") if _is_old(wish, JUDGED) else Age(arrived=now, note="late")


def _is_old(wish: Wish, limit: timedelta) -> bool:
    """Whether it was older than that when it was fetched, and its feed was read in the meantime."""
    item, published = wish.item, wish.draft.published_at
    missed = item.unread_since is not None and published >= item.unread_since - SETTLED
    return not missed and item.fetched_at - published > limit


def _archives(wishes: list[Wish]) -> set[UUID]:
    old: dict[UUID, set[UUID]] = defaultdict(set)
    for wish in wishes:
        if _is_old(wish, JUDGED):
            old[wish.item.feed_id].add(wish.draft.id)
    return {feed for feed, posts in old.items() if len(posts) >= MANY_OLD}


def _came_before(new: list[Draft]) -> set[UUID]:
    """Posts that are stored already under other names: of one source, author, time and text; of undated ones, many texts."""
    # The rest is history already, and wakes nobody.
    loud = [draft for draft in new if any(not target["quiet"] for target in draft.item.targets)]
    dated = [
        draft
        for draft in loud
        if draft.post.published_at is not None and draft.item.fetched_at - draft.published_at > _LOOKED_AT
    ]
    return _same(dated) | _same_undated([draft for draft in loud if draft.post.published_at is None])


def _same(drafts: list[Draft]) -> set[UUID]:
    if not drafts:
        return set()
    rows = Mention.objects.filter(
        source__in=_sources(drafts), published_at__in={draft.published_at for draft in drafts}
    ).values_list("published_at", "post__fingerprint", "post__author", "post__author_handle")
    known = set(rows)
    return {
        draft.id
        for draft in drafts
        # The names as their columns hold them: uncut, a long one would never be known again.
        if (draft.published_at, draft.fingerprint, draft.post.author_name[:200], draft.post.author_handle[:200])
        in known
    }


def _same_undated(drafts: list[Draft]) -> set[UUID]:
    of_feed: dict[UUID, list[Draft]] = defaultdict(list)
    for draft in drafts:
        of_feed[draft.item.feed_id].append(draft)
    ids: set[UUID] = set()
    for together in of_feed.values():
        if len(together) < MANY_UNDATED:
            continue
        rows = Mention.objects.filter(source__in=_sources(together)).order_by("-published_at", "-id")
        known = set(rows.values_list("post__fingerprint", flat=True)[:_NEWEST])
        again = [draft for draft in together if draft.fingerprint in known]
        # One text again and again is a campaign; many texts again are an archive.
        if len({draft.fingerprint for draft in again}) >= KNOWN_TEXTS and 2 * len(again) > len(together):
            ids |= {draft.id for draft in again}
    return ids


def _sources(drafts: list[Draft]) -> set[UUID]:
    return {UUID(target["source"]) for draft in drafts for target in draft.item.targets}
