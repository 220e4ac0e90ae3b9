"""Which agencies were given which posts of a streamed platform: whose a deletion concerns, of the many a network tells of."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from uuid_utils.compat import uuid7

from monitoring.feeds.collection.routing import Wanted
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import AuthorGone, Tombstone
from monitoring.feeds.models import DeliveredPost
from monitoring.rows import insert

KEPT = timedelta(days=400)  # as long as mentions are kept, unless a brand keeps them longer
_LONGEST_AUTHOR = 255
Had = Mapping[str, set[UUID]]


def spelled_out(
    platform: str, read: Sequence[Post | Tombstone | AuthorGone], *, firehose: bool
) -> tuple[list[Post | Tombstone], dict[str, set[UUID]] | None]:
    """What was read, in its order, with a tombstone of each post that is kept of an account that is gone; and of a `firehose`,
    which agencies have the posts that are told to be gone (else None: all who read hear of them). One query, or none."""
    names = {one.external_id for one in read if isinstance(one, Tombstone)} if firehose else set()
    authors = {one.author[:_LONGEST_AUTHOR] for one in read if isinstance(one, AuthorGone)}
    had: dict[str, set[UUID]] = {}
    by_author: dict[str, dict[str, None]] = {}
    if names or authors:
        told = Q(external_id__in=names) | Q(author__in=authors)
        rows = DeliveredPost.objects.filter(told, platform=platform).order_by("pk")
        for name, author, agency in rows.values_list("external_id", "author", "agency_id"):
            had.setdefault(name, set()).add(agency)
            by_author.setdefault(author, {})[name] = None
    spelled: list[Post | Tombstone] = []
    for one in read:
        if isinstance(one, AuthorGone):
            wrote = by_author.get(one.author[:_LONGEST_AUTHOR], {})
            spelled += [Tombstone(one.platform, one.source, name, one.at, one.state) for name in wrote]
            continue
        if isinstance(one, Post) and one.author_external_id in authors:
            by_author.setdefault(one.author_external_id, {})[one.external_id] = None  # not stored yet
        spelled.append(one)
    return spelled, had if firehose else None


def note(platform: str, found: Sequence[Wanted], now: datetime) -> None:
    """Keeps who was given what; of what was deleted nothing more has to be known. In the transaction that stores the routes."""
    given: dict[str, Wanted] = {}
    gone: set[str] = set()
    for one in found:
        name = one.post.external_id
        if isinstance(one.post, Tombstone):
            gone.add(name)
            given.pop(name, None)
        else:
            given[name] = one
    if gone:
        DeliveredPost.objects.filter(platform=platform, external_id__in=gone).delete()
    rows = [
        (uuid7(), platform, name, agency, one.post.author_external_id[:_LONGEST_AUTHOR], now)
        for name, one in given.items()
        if isinstance(one.post, Post)
        for agency in sorted(one.targets)
    ]
    names = ("id", "platform", "external_id", "agency_id", "author", "created_at")
    insert(DeliveredPost, names, rows, conflict="DO NOTHING")


def prune(now: datetime) -> int:
    """Forgets posts of long ago."""
    return int(DeliveredPost.objects.filter(created_at__lt=now - KEPT).delete()[0])
