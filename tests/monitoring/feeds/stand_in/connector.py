"""The town square: its notices are polled, sent by a crier, or streamed. Each knows edits and what was taken down."""

import json
from collections.abc import Iterator
from typing import Any

from monitoring.feeds.connectors.protocol import (
    Batch,
    CheckResult,
    Config,
    Context,
    Cursor,
    Delivery,
    Forbidden,
    Ignored,
    Post,
    Record,
    Tombstone,
)  # fmt: skip

SIGNED = "by the crier"


def notice(name: str, text: str) -> dict[str, str]:
    return {"id": name, "text": text}


def taken_down(name: str) -> dict[str, str]:
    return {"id": name, "gone": "deleted"}


class _Square:
    """What the three have in common. `board` is what hangs there, in order: a position in it is the cursor."""

    platform = "square"
    version = 1

    def __init__(self) -> None:
        self.board: list[dict[str, str]] = []

    def spec(self) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["url"],
            "properties": {"url": {"type": "string", "title": "Name of the square"}},
        }

    def recognise(self, text: str) -> Config | None:
        return {"url": text} if text.startswith("square:") else None

    def source_key(self, config: Config) -> str | None:
        return str(config["url"])

    def check(self, ctx: Context, config: Config) -> CheckResult:
        posts = [post for record in self.board if isinstance(post := self.normalise(record), Post)]
        return CheckResult(title="The town square", posts_sample=tuple(reversed(posts)))

    def normalise(self, record: Record) -> Post | Tombstone | Ignored:
        if "gone" in record:
            return Tombstone("square", "square", record["id"], state=record["gone"])
        return Post(
            platform="square", source="square", external_id=record["id"], text=record["text"], author_name="The crier"
        )

    def _since(self, cursor: Cursor) -> Iterator[Batch]:
        at = int(cursor.get("at", 0))
        yield Batch(records=tuple(self.board[at:]), cursor={"at": len(self.board)}, title="The town square")


class PolledSquare(_Square):
    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        yield from self._since(cursor)


class StreamedSquare(_Square):
    def stream(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        for record in self.board[int(cursor.get("at", 0)) :]:  # one notice a batch, as they come
            yield Batch(records=(record,), cursor={"at": self.board.index(record) + 1})


class PushedSquare(_Square):
    def receive(self, ctx: Context, config: Config, cursor: Cursor, delivery: Delivery) -> Iterator[Batch]:
        if delivery.headers.get("signed") != SIGNED:
            raise Forbidden("This was not sent by the crier.")
        yield Batch(records=tuple(json.loads(delivery.body)), cursor=cursor)
