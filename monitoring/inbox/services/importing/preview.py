"""What a file would bring, before anything is read in: its first rows as posts, whose export it is, and what to mind."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitoring.feeds.connectors.post import Post
from monitoring.inbox.services.importing.keeping import asks_for_order, zone_of
from monitoring.inbox.services.importing.records import Amiss, Records, Row
from monitoring.inbox.services.importing.tools import BY_KEY
from monitoring.inbox.services.importing.values import Dates
from monitoring.models import Import

SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """`rows`: the first ones as posts (None: left out). The counts are of the `looked_at` rows that were read for it."""

    tool: str
    rows: Sequence[tuple[int, Post | None]]
    looked_at: int
    with_words: int
    with_link: int
    with_date: int
    refused: int
    amiss: Sequence[Amiss]
    warnings: Sequence[str]


def preview(upload: Import) -> Preview:
    """Reads the rows that were kept for it, by the mapping as it stands."""
    tool = BY_KEY.get(upload.tool)
    dates = Dates(zone_of(upload), upload.day_first)
    records = Records(upload.columns, upload.mapping, dates, tool, upload.started_at)
    first = upload.reading.get("header", 1) + 1
    rows = [records.read(first + at, cells) for at, cells in enumerate(upload.sample)]
    posts = [row.post for row in rows if row.post is not None]
    return Preview(
        tool=tool.name if tool else "",
        rows=[(row.number, row.post) for row in rows[:SHOWN]],
        looked_at=len(rows),
        with_words=sum(bool(post.title or post.text) for post in posts),
        with_link=sum(bool(post.url) for post in posts),
        with_date=sum(post.published_at is not None for post in posts),
        refused=sum(row.post is None for row in rows),
        amiss=[one for row in rows for one in row.amiss][:SHOWN],
        warnings=_warnings(upload, rows),
    )


def _warnings(upload: Import, rows: Sequence[Row]) -> list[str]:
    warnings = []
    if upload.reading.get("encoding") == "cp1252":
        warnings.append(
            "It is not in UTF-8; its letters are read as Windows-1252. Look whether accents are right below."
        )
    if upload.tool:
        name = BY_KEY[upload.tool].name
        warnings.append(
            f"The columns look like an export of {name}, which may call them otherwise tomorrow: check them."
        )
    else:
        warnings.append("The columns are of no tool we know: say below which is which.")
    if asks_for_order(upload):
        warnings.append("Its dates could be two days each, such as 3/4. Say whether the day or the month comes first.")
    if "published_at" not in upload.mapping:
        warnings.append("No column holds a date: every row would count as of today.")
    if not any(row.post and row.post.url for row in rows):
        warnings.append("No row has a link: what is there already is known again by its id or its words only.")
    same = Import.objects.filter(brand_id=upload.brand_id, sha256=upload.sha256).exclude(pk=upload.pk)
    before = same.exclude(status__in=("ready", "discarded", "undone")).order_by("-pk").first()
    if before is not None:
        warnings.append(
            f"The same file was read in on {before.started_at:%d %b %Y} as {before.name[:60]}: it brings nothing new."
        )
    return warnings
