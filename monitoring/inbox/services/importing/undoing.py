"""Taking back what a file brought, a batch to a transaction: the mentions nobody works on, what they counted, and posts that are
nobody's then. What is in an incident, was assigned, answered, noted, moved or corrected stays: it is somebody's work."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.events.services.recording import About, event, record_all
from accounts.lifecycle import move
from monitoring import catalogue
from monitoring.inbox import hooks
from monitoring.inbox.services.importing.keeping import tell
from monitoring.inbox.services.ingestion.counts import Counting
from monitoring.models import (
    IMPORT,
    FreshMention,
    Import,
    ImportBatch,
    IngestPosition,
    Mention,
    MentionMatch,
    MentionNote,
    Post,
    PostCopy,
    PostRevision,
    QueryStar,
)
from monitoring.rows import delete


@transaction.atomic
def undo_step(upload: UUID, *, now: datetime) -> bool:
    """The newest batch that is still there. True where there are more. Run twice, nothing is removed twice."""
    rows = Import.objects.select_for_update(skip_locked=True, of=("self",))
    row: Import | None = rows.filter(pk=upload, status="undoing").first()
    if row is None:
        return False
    batch: ImportBatch | None = row.journal.exclude(mentions=[]).order_by("-number").first()
    if batch is None:
        move(Import.objects.all(), row.pk, IMPORT, "complete_undo", ended_at=now, moved_at=now)
        tell(catalogue.IMPORT_UNDONE, row, None, now, removed=row.removed, kept=row.kept)
        return False
    # As ingestion does: it counts what is taken from the counts here.
    IngestPosition.objects.get_or_create(singleton=True)
    IngestPosition.objects.select_for_update().get(singleton=True)
    taken = _take_back(row, batch.mentions, now)
    row.removed, row.kept, row.moved_at = row.removed + taken, row.kept + len(batch.mentions) - taken, now
    row.save(update_fields=["removed", "kept", "moved_at"])
    batch.mentions = []
    batch.save(update_fields=["mentions"])
    return True


def _take_back(row: Import, ids: Collection[UUID], now: datetime) -> int:
    mentions = _untouched(ids)
    if not mentions:
        return 0
    pks = [one.pk for one in mentions]
    _uncount(mentions)
    MentionMatch.objects.filter(mention__in=pks).delete()
    FreshMention.objects.filter(mention__in=pks).delete()
    delete(Mention, pks)
    _drop_posts(row, {one.post_id for one in mentions})
    removed = catalogue.MENTION_REMOVED
    record_all([event(removed, About(pk, brand=row.brand_id), by=None, now=now, upload=row.pk) for pk in pks])
    return len(pks)


def _untouched(ids: Collection[UUID]) -> list[Mention]:
    """Those nobody did anything with. Their rows are locked: who works on one now comes first, or finds it gone."""
    rows = Mention.objects.select_for_update().filter(
        pk__in=ids, status="open", version=1, assignee=None, sentiment_by=None
    )
    mentions = list(rows.order_by("pk"))
    pks = [one.pk for one in mentions]
    held = set(MentionNote.objects.filter(mention__in=pks).values_list("mention", flat=True))
    held |= set(QueryStar.objects.filter(mention__in=pks).values_list("mention", flat=True))
    for keeper in hooks.keepers.answers:
        held |= keeper(pks)
    return [one for one in mentions if one.pk not in held]


def _uncount(mentions: Sequence[Mention]) -> None:
    queries: dict[UUID, list[UUID]] = {}
    matches = MentionMatch.objects.filter(mention__in=[one.pk for one in mentions])
    for mention, query in matches.values_list("mention", "query"):
        queries.setdefault(mention, []).append(query)
    counting = Counting()
    for one in mentions:
        for query in (None, *queries.get(one.pk, ())):
            negative = one.sentiment == "negative"
            counting.take_away((one.brand_id, query), one.published_at, negative=negative, quiet=one.quiet)
    counting.write_less()


def _drop_posts(row: Import, posts: Collection[UUID]) -> None:
    """Posts that no brand has a mention of any more, that no feed carries, and of which no earlier wording is kept."""
    ours = Post.objects.filter(pk__in=posts, feed_id=row.source.feed_id) if row.source else Post.objects.none()
    for model in (Mention, PostCopy, PostRevision):
        ours = ours.exclude(Exists(model.objects.filter(post=OuterRef("pk"))))
    delete(Post, list(ours.values_list("pk", flat=True)))
