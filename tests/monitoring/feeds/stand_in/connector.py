"""The town square: its notices are polled, sent by a crier, or streamed. Each knows edits and what was taken down."""

import json
import secrets
from collections.abc import Iterator

from monitoring.feeds.connectors.protocol import (
    Admitted,
    AuthExpired,
    Batch,
    CheckResult,
    Choice,
    Config,
    Context,
    Cursor,
    Delivery,
    Forbidden,
    Ignored,
    Number,
    Option,
    Post,
    Record,
    Secret,
    Spec,
    Switch,
    Text,
    Tombstone,
    Url,
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

    def __init__(self, word: str = "") -> None:
        self.board: list[dict[str, str]] = []
        self.word = word  # whoever doesn't know it is told nothing
        self.asks_word = bool(word)

    def spec(self) -> Spec:
        return Spec(
            platform=self.platform,
            name="Town square",
            about="Notices that hang in a square.",
            fields=(
                Text(
                    name="square", label="Name of the square", help="As the map has it.", required=True, in_key=True,
                    pattern="square:.+", pattern_words="A square's name begins with square:.",
                ),
                Secret(name="word", label="Word of the crier", required=self.asks_word),
                Choice(
                    name="wall", label="Wall", in_key=True,
                    options=(Option(value="", label="All walls"), Option(value="north", label="The north wall")),
                ),
                Number(name="depth", label="Notices at most", least=1, most=500, default=100),
                Switch(name="torn", label="Torn ones too"),
                Url(name="map", label="Address of the map"),
            ),
            history=hasattr(self, "poll"),
        )  # fmt: skip

    def recognise(self, text: str) -> Config | None:
        return {"square": text} if text.startswith("square:") else None

    def tidy(self, config: Config) -> Config:
        return {**config, "square": str(config["square"]).lower()}

    def address(self, config: Config) -> str:
        return str(config["square"])

    def source_key(self, config: Config) -> str | None:
        return f"{config['square']} {config.get('wall', '')}".strip()

    def check(self, ctx: Context, config: Config) -> CheckResult:
        self._listen(ctx)
        posts = [post for record in self.board if isinstance(post := self.normalise(record), Post)]
        return CheckResult(title="The town square", posts_sample=tuple(reversed(posts)))

    def normalise(self, record: Record) -> Post | Tombstone | Ignored:
        if "gone" in record:
            return Tombstone("square", "square", record["id"], state=record["gone"])
        return Post(
            platform="square", source="square", external_id=record["id"], text=record["text"], author_name="The crier"
        )

    def _listen(self, ctx: Context) -> None:
        if self.word and ctx.secrets.get("word") != self.word:
            raise AuthExpired("The crier does not know this word.")

    def _since(self, cursor: Cursor) -> Iterator[Batch]:
        at = int(cursor.get("at", 0))
        yield Batch(records=tuple(self.board[at:]), cursor={"at": len(self.board)}, title="The town square")


class PolledSquare(_Square):
    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        self._listen(ctx)
        yield from self._since(cursor)


class StreamedSquare(_Square):
    def streams(self, config: Config, *, with_secrets: bool) -> bool:
        return True

    def is_firehose(self, config: Config) -> bool:
        return False

    def stream(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        for record in self.board[int(cursor.get("at", 0)) :]:  # one notice a batch, as they come
            yield Batch(records=(record,), cursor={"at": self.board.index(record) + 1})


class PushedSquare(_Square):
    def check(self, ctx: Context, config: Config) -> CheckResult:
        return CheckResult(title="The town square", posts_sample=())  # nothing to ask before the crier comes

    def new_secret(self, config: Config) -> tuple[str, str] | None:
        return ("word", secrets.token_hex(8)) if self.word else None

    def admit(self, ctx: Context, config: Config, delivery: Delivery) -> Admitted:
        self._proven(ctx, delivery)
        return Admitted(name=delivery.headers.get("named", ""), headers={"signed": delivery.headers["signed"]})

    def receive(self, ctx: Context, config: Config, cursor: Cursor, delivery: Delivery) -> Iterator[Batch]:
        self._proven(ctx, delivery)
        yield Batch(records=tuple(json.loads(delivery.body)), cursor=cursor)

    def _proven(self, ctx: Context, delivery: Delivery) -> None:
        if delivery.headers.get("signed") != ctx.secrets.get("word", SIGNED):
            raise Forbidden("This was not sent by the crier.")
