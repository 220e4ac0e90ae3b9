"""The connector for Bluesky: the network heard over Jetstream, or one account read from the application's open server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from accounts.outside.failures import InvalidConfig, NotFound
from monitoring.feeds.connectors.bluesky import settings as given
from monitoring.feeds.connectors.bluesky.account import API, AT_ONCE, Account
from monitoring.feeds.connectors.bluesky.hearing import Hearing
from monitoring.feeds.connectors.bluesky.record import PLATFORM, VERSION, to_post
from monitoring.feeds.connectors.bluesky.settings import ACCOUNT, NETWORK, SPEC
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import (
    AuthorGone,
    Batch,
    CheckResult,
    Config,
    Context,
    Cursor,
    Ignored,
    Named,
    Record,
    Spec,
    Tombstone,
)

_SAMPLE: Final = 10
_LOOK: Final = 3.0  # seconds a person waits for what is said just now
_WHOLE: Final = "These are posts of just now. What a query of the brand matches is kept, and nothing else."


class BlueskyConnector:
    """`api` is where accounts are read. What comes over the stream is gathered for `window` seconds or `most` posts, and a turn of
    listening takes `turn` seconds."""

    platform = PLATFORM
    version = VERSION

    def __init__(
        self, *, api: str = API, window: float = 0.5, most: int = 1_000, turn: float = 300.0, most_pages: int = 10,
        first_pages: int = 3, most_looks: int = AT_ONCE,
    ) -> None:  # fmt: skip
        self._api, self._window, self._most, self._turn = api, window, most, turn
        self._pages = {"most_pages": most_pages, "first_pages": first_pages, "most_looks": most_looks}

    def spec(self) -> Spec:
        """Everything, or an account."""
        return SPEC

    def recognise(self, text: str) -> Config | None:
        """@handles, and addresses of bsky.app."""
        return given.recognise(text)

    def suggest(self, brand: Named) -> Sequence[Config]:
        """All that is said there, and the accounts of its handles."""
        return given.suggest(brand)

    def tidy(self, config: Config) -> Config:
        """In Bluesky's own spelling. Raises InvalidConfig naming the field."""
        return given.tidy(config)

    def address(self, config: Config) -> str:
        """Where people see the same."""
        return given.address(given.read(config))

    def source_key(self, config: Config) -> str | None:
        """One stream of everything serves all agencies, and one reading of an account."""
        return given.key(given.read(config))

    def streams(self, config: Config, *, with_secrets: bool) -> bool:
        """Everything is heard; an account is polled."""
        return given.read(config).watch == NETWORK

    def is_firehose(self, config: Config) -> bool:
        """Whether everything comes."""
        return given.read(config).watch == NETWORK

    def normalise(self, record: Record) -> Post | Tombstone | AuthorGone | Ignored:
        """The post of one record of `stream` or `poll`."""
        return to_post(record)

    def check(self, ctx: Context, config: Config) -> CheckResult:
        """Shows what is said just now, or the account's last posts. Raises any Failure."""
        settings = given.read(config)
        if settings.watch == ACCOUNT:
            return self._check_account(ctx, settings.account)
        hearing = Hearing(ctx, settings.stream, {}, window=_LOOK / 2, most=5 * _SAMPLE, turn=_LOOK)
        posts: list[Post] = []
        for batch in hearing.batches():
            posts += [post for record in batch.records if isinstance(post := to_post(record), Post)]
            if len(posts) >= _SAMPLE:
                break
        return CheckResult(title="Bluesky", posts_sample=tuple(posts[::-1][:_SAMPLE]), warnings=(_WHOLE,))

    def stream(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """What is said after `cursor`. Raises any Failure."""
        settings = given.read(config)
        hearing = Hearing(ctx, settings.stream, cursor, window=self._window, most=self._most, turn=self._turn)
        yield from hearing.batches()

    def poll(self, ctx: Context, config: Config, cursor: Cursor) -> Iterator[Batch]:
        """An account's posts since `cursor`, one batch; of everything there is no past to ask for. Raises any Failure."""
        settings = given.read(config)
        if settings.watch == ACCOUNT:
            yield Account(ctx, self._api, **self._pages).read(settings.account, cursor)

    def complete(self, ctx: Context, posts: Sequence[Post]) -> Sequence[Post]:
        """The stream names authors by their DIDs alone."""
        nameless = [post.external_id for post in posts if not post.author_handle]
        named: dict[str, Post] = {}
        for first in range(0, len(nameless), AT_ONCE):
            rows = Account(ctx, self._api, **self._pages).posts(nameless[first : first + AT_ONCE])
            named |= {name: post for name, row in rows.items() if isinstance(post := to_post(row), Post)}
        return [_named(post, named[post.external_id]) for post in posts if post.external_id in named]

    def _check_account(self, ctx: Context, who: str) -> CheckResult:
        try:
            rows = Account(ctx, self._api, **self._pages).newest(who)
        except NotFound as failure:
            raise InvalidConfig("Bluesky knows no such account.", field="account") from failure
        posts = [post for row in rows if isinstance(post := to_post(row), Post)]
        doubts = () if posts else ("This account has not posted yet.",)
        return CheckResult(title=f"@{who} on Bluesky", posts_sample=tuple(posts[:_SAMPLE]), warnings=doubts)


def _named(post: Post, shown: Post) -> Post:
    """The post as it was said, by whom the application shows it."""
    return replace(
        post,
        url=shown.url,
        author_handle=shown.author_handle,
        author_name=shown.author_name,
        author_url=shown.author_url,
        engagement=shown.engagement,
    )
