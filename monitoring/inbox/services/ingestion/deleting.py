"""What its source says is deleted: words and author are erased, and the post says so until its source shows it again.

Its name, its times, the reason, and fingerprints of its words and of its link stay: counts hold, and what comes back is known
again. What was told of it elsewhere is forgotten in the same transaction (`hooks.forgetter`).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.brands.services import reword_answers
from accounts.dated import touch
from accounts.events.models import Event
from accounts.events.services.recording import record_all
from monitoring import rows as many
from monitoring.feeds.connectors.protocol import GONE, Tombstone
from monitoring.inbox import hooks
from monitoring.inbox.services import bulk_exports
from monitoring.inbox.services.ingestion.batch import Identity, identity_of
from monitoring.inbox.services.ingestion.copies import place_of
from monitoring.inbox.services.ingestion.search_words import SEARCH, words_of
from monitoring.inbox.services.ingestion.telling import erasures
from monitoring.models import IngestPosition, Mention, Post, PostCopy, PostRevision, Source

_ERASED = (
    "state", "gone_at", "gone_reason", "author", "author_handle", "author_url", "followers", "title", "text", "url", "extra",
)  # fmt: skip
_AT_ONCE = 500
_SAID = ("title", "text", "author", "author_handle", "author_url", "url")
Row = tuple[Any, ...]
Word = tuple[str, datetime | None]  # the reason, and since when


def in_order(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Routes (as `open_routes` takes them), cut before each post that is shown again: in a part, deletions are the last word."""
    part: list[Row] = []
    gone: set[str] = set()
    for row in rows:
        stored = row[3] if isinstance(row[3], dict) else {}
        name = str(stored.get("external_id"))  # copies share it with their original
        if GONE in stored:
            gone.add(name)
        elif name in gone:
            yield part
            part, gone = [], set()
        part.append(row)
    yield part


def erase_deleted(rows: Sequence[Row], now: datetime) -> list[Event]:
    """Erases the posts that these routes, a part of `in_order`, say are gone. Returns the events of it, still to be written.

    A copy's source speaks of the copy only: what another feed that the agency reads carries as well stays until the last of
    them says so. Whoever shows a post again brings it back (`write_posts`, which comes before this). Repeats change nothing.
    """
    gone: dict[Identity, Word] = {}
    for _number, _targets, feed_id, stored, fetched_at in rows:
        tombstone = Tombstone.from_json(stored) if isinstance(stored, dict) else None
        if tombstone is not None:
            # No one can have deleted it after we read that it was.
            gone[identity_of(tombstone, feed_id)] = tombstone.state, min(tombstone.at or fetched_at, fetched_at)
    posts = _left_alone(_withdrawn(gone)) if gone else {}
    return _erase(posts, now) if posts else []


@transaction.atomic
def erase_marked(now: datetime) -> int:
    """Erases up to 500 posts that no turn of ingestion comes back to; returns how many.

    Those that the code of before only marked as gone (when they were deleted was not kept), or left their links; and those
    that one feed deleted, and that no feed carries any more since the other's source was paused or removed.
    """
    # As ingestion does: a turn of it could show again what is erased here.
    IngestPosition.objects.select_for_update().filter(singleton=True).first()
    marked = Post.objects.filter(state="gone").exclude(url="", gone_reason__gt="")
    rows = marked.order_by("pk").values_list("pk", "gone_reason", "gone_at")[:_AT_ONCE]
    posts: dict[UUID, Word] = {pk: (reason or "deleted", at) for pk, reason, at in rows}
    own = Post.objects.filter(state="live", withdrawn_at__isnull=False).values_list("pk", "withdrawn_at")
    copies = PostCopy.objects.filter(post__state="live", withdrawn_at__isnull=False).values_list("post", "withdrawn_at")
    alone = _left_alone({pk: ("deleted", at) for pk, at in (*copies, *own)})
    posts |= dict(sorted(alone.items())[:_AT_ONCE])
    record_all(_erase(posts, now))
    return len(posts)


def _withdrawn(gone: Mapping[Identity, Word]) -> dict[UUID, Word]:
    """Notes that these feeds carry them no more; returns the posts that are live, whether by their own name or a copy's."""
    named = {"origin__in": {origin for origin, _ in gone}, "external_id__in": {name for _, name in gone}}
    copies = PostCopy.objects.filter(**named).values_list("pk", "origin", "external_id", "post_id")
    own = Post.objects.filter(**named, state="live").values_list("pk", "origin", "external_id")
    copied = [(pk, post, gone[origin, name]) for pk, origin, name, post in copies if (origin, name) in gone]
    withdrawn = {pk: gone[origin, name] for pk, origin, name in own if (origin, name) in gone}
    many.update(PostCopy, ("withdrawn_at",), [(pk, at) for pk, _, (_, at) in copied])
    many.update(Post, ("withdrawn_at",), [(pk, at) for pk, (_, at) in withdrawn.items()])
    # What is gone already keeps the time and the reason that were read first.
    alive = set(Post.objects.filter(pk__in=[post for _, post, _ in copied], state="live").values_list("pk", flat=True))
    return {post: word for _, post, word in copied if post in alive} | withdrawn


def _left_alone(posts: Mapping[UUID, Word]) -> dict[UUID, Word]:
    """Those that no feed carries any more of those that are read."""
    if not posts:
        return {}
    # A feed that nobody here reads any more can't tell whether it carries a post still.
    read = {str(feed) for feed in Source.objects.filter(status="active").values_list("feed_id", flat=True)}
    own = Post.objects.filter(pk__in=posts, withdrawn_at=None).values_list("pk", "feed_id")
    copies = PostCopy.objects.filter(post__in=posts, withdrawn_at=None).values_list("post_id", "origin")
    carried = {pk for pk, feed in own if str(feed) in read}
    carried |= {pk for pk, origin in copies if origin.partition(":")[2] in read}
    return {pk: word for pk, word in posts.items() if pk not in carried}


def _erase(posts: Mapping[UUID, Word], now: datetime) -> list[Event]:
    if not posts:
        return []
    before = Post.objects.filter(pk__in=posts).in_bulk()
    words = words_of("", "", "")
    erased = []
    for pk, (reason, at) in sorted(posts.items()):
        place = place_of(before[pk].url) or (before[pk].extra or {}).get("place", "")
        extra = {"can_reply": False} | ({"place": place} if place else {})
        erased.append((pk, "gone", at, reason[:12], "", "", "", None, "", "", "", extra, words))
    many.update(Post, _ERASED, erased, columns=SEARCH)
    # Emptied, not deleted: the serving role may do no more, so that no number goes missing unseen.
    PostRevision.objects.filter(post__in=posts).update(title="", text="")
    # The topics stay, as they are counted; the words that named them are its author's.
    rows = Mention.objects.select_for_update(no_key=True).filter(post__in=posts).order_by("pk")
    mentions = list(rows.values_list("pk", "brand_id", "post_id", "risks"))
    risks = [(pk, [{**one, "words": []} for one in told]) for pk, _, _, told in mentions if told]
    many.update(Mention, ("risks",), risks)
    touch(Mention.objects.filter(pk__in=[pk for pk, *_ in mentions]))
    said = {getattr(post, name) for post in before.values() for name in _SAID} - {""}
    if said:
        reword_answers(lambda text: "" if text in said else text)
    bulk_exports.forget(list(posts))
    hooks.forgetter.answer(list(posts))
    return erasures([(pk, brand, posts[post][0]) for pk, brand, post, _ in mentions], now)
