"""Mentions as a table, for people who go on in a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from accounts.keyset import paginate
from accounts.services.access_log import log
from monitoring.inbox.services import mentions
from monitoring.inbox.services.sifting import among
from monitoring.matching import Query as Parsed

HEAD = (
    "Published", "First seen", "Brand", "Source", "Author", "Title", "Text", "Address", "Language", "Sentiment", "Status",
    "Assigned to",
)  # fmt: skip
MOST = 5_000  # the file is made within a request
_SLICE = 500


def table(*, member: Any, filters: mentions.Filters, parsed: Parsed | None = None) -> Iterator[list[object]]:
    """The rows under HEAD, newest first, of the mentions this member may see; times in the active zone.

    At most the newest MOST are read; where there are more, the last row says so. `parsed` narrows by the query language.
    Raises Forbidden, Invalid naming the filter.
    """
    rows = mentions.listed(member=member, filters=filters)
    # Not in `_rows`: a generator runs when somebody reads it, and who asked is to be written down in any case.
    log("mentions.exported", agency=member.agency, actor=member.user, brand=filters.brand)
    return _rows(rows, parsed)


def _rows(rows: Any, parsed: Parsed | None) -> Iterator[list[object]]:
    token, read = "", 0
    while read < MOST:
        page = paginate(rows, order=mentions.ORDER, token=token, size=_SLICE)
        for one in among(page.rows, parsed) if parsed else page.rows:
            yield _row(one)
        read, token = read + len(page.rows), page.next_token
        if not token:
            return
    last = timezone.localtime(page.rows[-1].published_at)
    yield [
        f"Only the newest {MOST:,} of these mentions were read for this file, back to {last:%Y-%m-%d %H:%M %Z}; "
        "narrow it to a time before that to get older ones."
    ]


def _row(one: Any) -> list[object]:
    post = one.post
    return [
        timezone.localtime(one.published_at),
        timezone.localtime(one.first_seen_at),
        one.brand.name,
        one.source.name,
        post.author,
        post.title,
        post.text,
        post.url,
        post.language,
        one.get_sentiment_display() if one.sentiment else "Not scored",
        one.get_status_display(),
        str(one.assignee) if one.assignee else "",
    ]
