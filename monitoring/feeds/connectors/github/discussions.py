"""A repository's discussions, which only GraphQL tells of, and only to who has a token: newest change first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from accounts.outside.failures import Failure, Malformed, NotFound
from monitoring.feeds.connectors.github.client import Api
from monitoring.feeds.connectors.github.memory import Memory
from monitoring.feeds.connectors.github.record import gone, of_node, visible
from monitoring.feeds.connectors.github.settings import DISCUSSIONS, Settings
from monitoring.feeds.connectors.protocol import Batch, Record
from monitoring.feeds.connectors.times import moment

_PAGE: Final = 25
_OVERLAP: Final = 120  # seconds
_AT_ONCE: Final = 50
_MISSED: Final = "More discussions changed than are read at once: some posts may be missing."
_BY: Final = "author { __typename login url ... on User { databaseId } }"
_SAID: Final = f"id body url createdAt updatedAt upvoteCount {_BY}"
_LIST: Final = f"""query($owner: String!, $name: String!, $size: Int!, $after: String) {{ repository(owner: $owner, name: $name) {{
  discussions(first: $size, after: $after, orderBy: {{field: UPDATED_AT, direction: DESC}}) {{ pageInfo {{ hasNextPage endCursor }}
  nodes {{ number title {_SAID} comments(last: 50) {{ totalCount nodes {{ {_SAID}
  replies(last: 20) {{ nodes {{ {_SAID} }} }} }} }} }} }} }} }}"""
_THESE: Final = f"""query($ids: [ID!]!) {{ nodes(ids: $ids) {{ __typename
  ... on Discussion {{ number title {_SAID} comments {{ totalCount }} }} ... on DiscussionComment {{ {_SAID} }} }} }}"""


def newest(api: Api, settings: Settings, size: int) -> list[Record]:
    """Those that changed last, with what is said in them. Raises any Failure."""
    nodes, _ = _page(api, settings, size, None)
    return [row for node in nodes for row in _rows(node, settings, api.ctx.now)]


def poll(api: Api, settings: Settings, memory: Memory, *, most_pages: int, first: int, usual: float) -> Iterator[Batch]:
    """Down to the last change that is known. Where they end is kept once they are there: a page has no name to come back to."""
    now, is_first = int(api.ctx.now.timestamp()), not memory.floor
    memory.begin(now, first, (DISCUSSIONS,))
    place, after, top, is_closed = memory.places[DISCUSSIONS], None, 0, False
    since, notes = place.at, list[str]()
    for _ in range(most_pages):
        nodes, after = _page(api, settings, _PAGE, after)
        fresh = [row for node in nodes for row in _fresh(node, settings, memory, api.ctx.now)]
        top = max([top, *map(_changed, nodes)])
        is_closed = after is None or (bool(nodes) and _changed(nodes[-1]) < since)
        if is_closed:
            break
        yield Batch(records=tuple(fresh), cursor=memory.to_json(), complete=False)
        fresh = []
    missed_since = datetime.fromtimestamp(since, UTC)
    place.high = max(place.high, min(top, now))
    place.end(_OVERLAP)
    again = _looked_at_again(api, memory, notes)
    memory.forget(now)
    is_missed = not is_closed and not is_first
    yield Batch(
        records=(*fresh, *again),
        cursor=memory.to_json(),
        next_poll=api.pace(usual),
        title=settings.title,
        missed=_MISSED if is_missed else "",
        missed_since=missed_since if is_missed else None,
        notes=tuple(notes),
    )


def _page(api: Api, settings: Settings, size: int, after: str | None) -> tuple[list[Mapping[str, Any]], str | None]:
    """Discussions, and the name of the page after them; None for the last."""
    owner, _, name = settings.repository.partition("/")
    data, _ = api.graphql(_LIST, {"owner": owner, "name": name, "size": size, "after": after})
    repository = data.get("repository")
    if repository is None:
        raise NotFound("GitHub shows no such repository to us.")
    found = repository.get("discussions") if isinstance(repository, dict) else None
    if not isinstance(found, dict) or not isinstance(found.get("nodes"), list):
        raise Malformed("GitHub sent something that is not a list of discussions.")
    given = found.get("pageInfo")
    info = given if isinstance(given, dict) else {}
    following = info.get("endCursor") if info.get("hasNextPage") is True else None
    return _nodes(found), following if isinstance(following, str) and following else None


def _rows(node: Mapping[str, Any], settings: Settings, now: datetime) -> Iterator[Record]:
    """A discussion, what was said in it, and what was answered to that."""
    issue = f"{settings.repository}#{node.get('number')}"
    said = [(node, "")]
    for comment in _nodes(node.get("comments")):
        said.append((comment, str(node.get("id"))))
        said += [(reply, str(comment.get("id"))) for reply in _nodes(comment.get("replies"))]
    for one, parent in said:
        row = of_node(one, issue=issue, parent=parent, now=now)
        if row and (settings.bots or not row["bot"]):
            yield row


def _fresh(node: Mapping[str, Any], settings: Settings, memory: Memory, now: datetime) -> Iterator[Record]:
    changed = _changed(node)
    for row in _rows(node, settings, now):
        at = moment(row["at"])
        # A discussion comes again with all that was said in it whenever anything is.
        if at is None or at.timestamp() < memory.floor or not memory.seen.is_new(row["id"], changed, visible(row)):
            continue
        more = {"issue": row["issue"], "parent": row["parent"]}
        memory.rechecks.add(row["id"], int(at.timestamp()), visible(row), more)
        yield row


def _looked_at_again(api: Api, memory: Memory, notes: list[str]) -> list[Record]:
    """What became of posts whose next look has come, in one request. Nothing, and that it was not found, is a deletion."""
    due = dict(memory.rechecks.due(int(api.ctx.now.timestamp()), 0 if api.is_scarce else _AT_ONCE))
    if not due:
        return []
    try:
        data, unfound = api.graphql(_THESE, {"ids": [*due]})
    except Failure as failure:
        notes.append(f"Posts could not be read again: {failure.sentence}")
        return []
    found = data.get("nodes")
    nodes = found if isinstance(found, list) and len(found) == len(due) else [{}] * len(due)
    changed: list[Record] = []
    for at, (node, (name, one)) in enumerate(zip(nodes, due.items(), strict=True)):
        if node is None and at in unfound:
            memory.rechecks.watched.pop(name)
            changed.append(gone(name, "deleted"))
        if not isinstance(node, dict) or node.get("id") != name:
            continue
        row = of_node(node, issue=one.more["issue"], parent=one.more["parent"], now=api.ctx.now)
        one.looks += 1
        if row and visible(row) != one.words:
            one.words = visible(row)
            memory.seen.known[name] = (int(api.ctx.now.timestamp()), one.words)
            changed.append(row)
    return changed


def _nodes(connection: object) -> list[Mapping[str, Any]]:
    rows = connection.get("nodes") if isinstance(connection, dict) else None
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []


def _changed(node: Mapping[str, Any]) -> int:
    at = moment(node.get("updatedAt"))
    return int(at.timestamp()) if at else 0
