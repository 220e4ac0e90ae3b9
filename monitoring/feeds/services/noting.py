"""What a source's posts had that is worth a word where its health is shown: counted by day, said for a fortnight."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from monitoring.models import Source

KEPT = timedelta(days=14)
_SAID = {
    "copy": "{n} of {day} are in another source as well: each counts once.",
    "again": "{n} came again under other names on {day}: they are history and wake nobody.",
    "old": "{n} from long before first came on {day}: they count where they were published and wake nobody by their number.",
    "late": "{n} of hours before first came on {day}: they were judged when they came.",
}


def note(counts: Mapping[tuple[UUID, str], int], now: datetime) -> None:
    """Adds to what is noted of sources, by source and kind. In the caller's transaction."""
    by_source: dict[UUID, Counter[str]] = {}
    for (source, kind), count in counts.items():
        by_source.setdefault(source, Counter())[kind] += count
    day = now.date().isoformat()
    oldest = (now - KEPT).date().isoformat()
    for row in Source.objects.select_for_update().filter(pk__in=by_source).order_by("pk"):
        kept = {(one["kind"], one["day"]): one["n"] for one in row.notes if one["day"] >= oldest}
        for kind, count in by_source[row.pk].items():
            kept[kind, day] = kept.get((kind, day), 0) + count
        row.notes = [{"kind": kind, "day": on, "n": n} for (kind, on), n in kept.items()]
        row.save(update_fields=["notes"])


def said(notes: Sequence[Mapping[str, Any]], now: datetime) -> list[str]:
    """The notes of the last fortnight in sentences, the newest first."""
    oldest = (now - KEPT).date().isoformat()
    recent = sorted(
        (one for one in notes if one["day"] >= oldest), key=lambda one: (one["day"], one["kind"]), reverse=True
    )
    return [
        _SAID[one["kind"]].format(n="1 post" if one["n"] == 1 else f"{one['n']} posts", day=one["day"])
        for one in recent
        if one["kind"] in _SAID
    ]
