"""Rules over counts with a filter: each counts the mentions that match, per five minutes, as they come."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from monitoring import detection
from monitoring.alerting.services import fresh, series
from monitoring.alerting.services.fresh import Batch, concerns
from monitoring.alerting.services.texts import reader_of
from monitoring.alerting.services.watching import Watch
from monitoring.detection import History
from monitoring.models import FreshMention, Mention, MentionMatch

KEPT = 288  # buckets: the day a rule may look back over
MOST_READ = 2_000  # stored mentions a new filter is counted over, the newest


def filtered(watch: Watch) -> bool:
    """Whether the rule counts for itself."""
    return bool(watch.row.filter) and not isinstance(watch.rule, detection.PostRule)


def begin(watches: Iterable[Watch], now: datetime) -> None:
    """Counts, for filters that are new or changed, the mentions of the last day: of each brand the newest 2,000."""
    new = [watch for watch in watches if filtered(watch) and "counts" not in watch.heard]
    for watch in new:
        # Also where nothing will match: without the key the last day would be read again every minute.
        watch.heard["counts"] = {}
    for brand in {watch.row.brand_id for watch in new}:
        mine = [watch for watch in new if watch.row.brand_id == brand]
        rows = Mention.objects.filter(brand=brand, quiet=False, published_at__gte=now - timedelta(days=1))
        # `count` is about to take the fresh ones: counted here as well they would be twice in the window.
        rows = rows.exclude(pk__in=FreshMention.objects.values("mention_id")).select_related("post")
        mentions = list(rows.order_by("-published_at", "-id")[:MOST_READ])
        batch = Batch(mentions, texts=_texts(mine, mentions))
        queries = {watch.row.query_id for watch in mine if watch.row.query_id}
        for mention, query in MentionMatch.objects.filter(
            query__in=queries, mention__in=[one.pk for one in mentions]
        ).values_list("mention_id", "query_id"):
            batch.queries.setdefault(mention, set()).add(query)
        count(mine, batch)


def _texts(watches: list[Watch], mentions: list[Mention]) -> dict[Any, Any]:
    reader = reader_of({(watch.row.pk, "filter"): watch.row.filter for watch in watches})
    matches = reader.read(mention.post for mention in mentions)
    return dict(zip((mention.pk for mention in mentions), matches, strict=True))


def count(watches: Iterable[Watch], batch: Batch) -> None:
    """Adds what the batch brings to the counts of the rules it concerns."""
    of_brand: dict[UUID, list[Watch]] = {}
    for watch in watches:
        if filtered(watch):
            of_brand.setdefault(watch.row.brand_id, []).append(watch)
    for mention in batch.mentions:
        for watch in of_brand.get(mention.brand_id, ()):
            if concerns(watch, mention, batch):
                counts = watch.heard.setdefault("counts", {})
                # JSON has texts for keys: a number written comes back as one, and would be looked for in vain.
                bucket = counts.setdefault(str(series.index_of(fresh.judged_at(mention))), [0, 0])
                bucket[0] += 1
                bucket[1] += mention.sentiment == "negative"


def forget(watches: Iterable[Watch], now: datetime) -> None:
    """Drops counts no rule can look at any more."""
    oldest = series.index_of(now) - KEPT
    for watch in watches:
        counts = watch.heard.get("counts")
        if counts and min(int(bucket) for bucket in counts) < oldest:
            watch.heard["counts"] = {bucket: pair for bucket, pair in counts.items() if int(bucket) >= oldest}


def history(watch: Watch, bucket: int, covered: History) -> History:
    """The rule's own counts up to a bucket, unknown where its series is."""
    counts = watch.heard.get("counts", {})
    n = len(covered.all_counts)
    pairs = np.array([counts.get(str(bucket - n + 1 + at), (0, 0)) for at in range(n)], dtype=np.float64).reshape(n, 2)
    blind = np.isnan(covered.all_counts)
    return History(np.where(blind, np.nan, pairs[:, 0]), np.where(blind, np.nan, pairs[:, 1]))
