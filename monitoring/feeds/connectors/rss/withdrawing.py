"""Posts of a feed that are no longer there: what their own page answers, and what the feed itself still shows."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from accounts.outside.failures import Gone, NotFound, Transient
from accounts.outside.statuses import failure_of
from monitoring.feeds.connectors.protocol import Batch, Context
from monitoring.feeds.connectors.rss.memory import Memory

_ACCEPT: Final = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


def is_gone(ctx: Context, url: str) -> bool:
    """Whether the page says that it is gone: 404 or 410, at its own host, which shows us its front page.

    Raises the Failure of any other refusal, which tells nothing: a log-in, a shield, a server in trouble.
    """
    answer = ctx.http.get(url, headers=_ACCEPT)
    failure = failure_of(answer, ctx.now)
    if failure is None:
        return False  # a page in words only that there is nothing is a page
    if not isinstance(failure, NotFound | Gone):
        raise failure
    if urlsplit(answer.url).hostname != urlsplit(url).hostname:
        return False  # it leads elsewhere, and what is missing there is not the post
    parts = urlsplit(url)
    if failure_of(ctx.http.get(f"{parts.scheme}://{parts.netloc}/", headers=_ACCEPT), ctx.now) is not None:
        # Some tell programs that nothing is there, whatever they ask for.
        raise Transient("The site shows nothing at all to us.")
    return True


def withdrawn(memory: Memory, source: str, name: str, now: datetime) -> Batch:
    """The post's tombstone; none where the feed still shows it, or said itself that it is gone."""
    told = {"guid": name, "deleted_at": now.isoformat()}
    record = Memory.marked({"source": source, "id": name, "is_deleted": True, "state": "unavailable", "entry": told})
    if memory.lists(name) or memory.is_gone(name):
        return Batch(records=(), cursor=memory.to_json())
    memory.remember([record], in_front=False)
    return Batch(records=(record,), cursor=memory.to_json())
