"""What its source says is deleted: words and author are erased, and the post says so until its source shows it again.

Its name, its times, the reason and a fingerprint of its words stay: counts hold, and what comes back is known again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from monitoring import rows as many
from monitoring.feeds.connectors.protocol import Tombstone
from monitoring.inbox.services.ingestion.batch import Identity, Item, identity_of
from monitoring.inbox.services.ingestion.finding import SEARCH, words_of
from monitoring.models import Mention, Post, PostCopy, PostRevision, Source

_ERASED = (
    "state", "gone_at", "gone_reason", "author", "author_handle", "author_url", "followers", "title", "text", "extra",
)  # fmt: skip
Word = tuple[str, datetime | None]  # the reason, and since when


def erase_deleted(rows: Sequence[tuple[Any, ...]], items: Sequence[Item]) -> None:
    """Erases the posts that these routes (as `open_routes` takes them) say are gone: the last word of each counts.

    A copy's source speaks of the copy only, and what another source of the agency carries as well is not gone. Whoever shows
    a post again brings it back (`write_posts`, which comes before this). Repeats change nothing.
    """
    last = {item.identity: item.number for item in items}
    gone: dict[Identity, Word] = {}
    for number, _targets, feed_id, stored, fetched_at in rows:
        found = Tombstone.from_json(stored) if isinstance(stored, dict) else None
        if found is not None and number > last.get(identity_of(found, feed_id), 0):
            # No one can have deleted it after we read that it was.
            at = min(found.at or fetched_at, fetched_at)
            gone[identity_of(found, feed_id)] = found.state, at
    if gone:
        _erase(_stored(gone))


@transaction.atomic
def erase_marked() -> int:
    """Erases up to 500 posts that the code of before only marked as gone: their tombstones came once and do not come again.

    Returns how many. When each was deleted was not kept.
    """
    marked = Post.objects.select_for_update(no_key=True).filter(state="gone", gone_reason="").order_by("pk")[:500]
    found: dict[UUID, Word] = dict.fromkeys((post.pk for post in marked.only("pk")), ("deleted", None))
    if found:
        _erase(found)
    return len(found)


def _stored(gone: dict[Identity, Word]) -> dict[UUID, Word]:
    """Those of them that are stored and not erased yet, without what is carried elsewhere."""
    posts = Post.objects.filter(
        origin__in={origin for origin, _ in gone}, external_id__in=[name for _, name in gone], state="live"
    ).values_list("pk", "origin", "external_id")
    found = {pk: gone[origin, name] for pk, origin, name in posts if (origin, name) in gone}
    carried = _carried_elsewhere(found)
    return {pk: word for pk, word in found.items() if pk not in carried}


def _erase(posts: dict[UUID, Word]) -> None:
    nothing = ("", "", "", None, "", "", {"can_reply": False})
    words = words_of("", "", "")
    found = [(pk, "gone", at, reason[:12], *nothing, words) for pk, (reason, at) in sorted(posts.items())]
    many.update(Post, _ERASED, found, columns=SEARCH)
    PostRevision.objects.filter(post__in=posts).update(title="", text="")
    # The topics stay, as they are counted; the words that named them are its author's.
    mentions = Mention.objects.select_for_update().filter(post__in=posts).exclude(risks=[]).order_by("pk")
    risks = [(pk, [{**one, "words": []} for one in told]) for pk, told in mentions.values_list("pk", "risks")]
    many.update(Mention, ("risks",), risks)


def _carried_elsewhere(posts: Iterable[UUID]) -> set[UUID]:
    """Those that have a copy in a feed that is read."""
    copies = list(PostCopy.objects.filter(post__in=list(posts)).values_list("post_id", "origin"))
    if not copies:
        return set()
    read = {str(feed) for feed in Source.objects.filter(status="active").values_list("feed_id", flat=True)}
    return {pk for pk, origin in copies if origin.partition(":")[2] in read}
