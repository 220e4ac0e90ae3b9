"""A made-up inbox of any size: brands of uneven size, sources, queries, posts and mentions over thirteen months."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

BRANDS = 20
SOURCES = 3  # of each brand
SPAN = timedelta(days=396)
_VOCABULARY = 20_000
_SENTENCES = 4_000
# A word, and the share of posts that hold it: what a search may ask for.
WORDS = {"common": ("coffee", 0.40), "usual": ("recall", 0.01), "rare": ("splinterglass", 0.0001)}


@dataclass(frozen=True)
class Made:
    """What the searches are made with."""

    big: Any
    small: Any
    narrow: Any
    source: Any
    busy: int
    idle: int
    end: datetime


def fill(members: list[Any], rows: int, *, seed: int = 11) -> Made:
    """Writes `rows` posts, each a mention of one brand, into the agency the connection is in. COPY, then the indexes anew."""
    from django.db import connection

    from monitoring.inbox.services.ingestion.search_words import words_of

    rng = random.Random(seed)
    end = datetime(2026, 11, 1, tzinfo=UTC)
    brands, sources, wide, narrow = _frame(members[0], end)
    weights = [1 / (1 + at) for at in range(len(brands))]
    connection.ensure_connection()
    raw = connection.connection
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        dropped = _drop_indexes(cursor)
        posts = list(_posts(rng, rows, end))
        with raw.cursor() as copying:
            chosen = rng.choices(range(len(brands)), weights, k=rows)
            named = (
                (*post, [brands[at].pk], words_of(post[9], post[10], post[6]))
                for (post, _, _), at in zip(posts, chosen, strict=True)
            )
            _copy(copying, "monitoring_post", _POST, named)
            ids = [_uuid7(rng, moment) for _, moment, _ in posts]
            mentions = zip(posts, chosen, ids, strict=True)
            _copy(copying, "monitoring_mention", _MENTION, _mentions(rng, mentions, brands, sources, members, end))
            _copy(copying, "monitoring_mentionmatch", _MATCH, _matches(rng, posts, chosen, ids, wide, narrow))
        for statement in dropped:
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE monitoring_post")
        cursor.execute("VACUUM ANALYZE monitoring_mention")
        cursor.execute("VACUUM ANALYZE monitoring_mentionmatch")
        cursor.execute("RESET statement_timeout")
    return Made(brands[0], brands[-1], narrow[0], sources[-1][0], members[0].user_id, members[-1].user_id, end)


def _frame(owner: Any, end: datetime) -> tuple[list[Any], list[list[Any]], list[Any], list[Any]]:
    from accounts.brands.models import Brand
    from monitoring.models import Query, Source

    brands = [
        Brand.objects.create(name=f"Brand {at:02}", slug=f"brand-{at:02}", time_zone="UTC", status="active")
        for at in range(BRANDS)
    ]
    sources = [
        [
            Source.objects.create(
                brand=brand,
                feed_id=UUID(int=1000 * at + of, version=4),
                platform="rss",
                name=f"Source {of}",
                address=f"https://{at}-{of}.example/feed",
                created_by_id=owner.user_id,
            )
            for of in range(SOURCES)
        ]
        for at, brand in enumerate(brands)
    ]
    wide = [Query.objects.create(brand=brand, name="Everything about us", text="brand") for brand in brands]
    narrow = [Query.objects.create(brand=brand, name="Glass", text="splinterglass") for brand in brands]
    return brands, sources, wide, narrow


def _drop_indexes(cursor: Any) -> list[str]:
    """Drops every index that serves no constraint; the statements that make them again."""
    cursor.execute(
        "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.schemaname = (SELECT current_schema()) "
        "AND i.tablename IN ('monitoring_post', 'monitoring_mention', 'monitoring_mentionmatch') "
        "AND i.indexname NOT IN (SELECT conname FROM pg_constraint)"
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _, definition in found]


_POST = [
    "id",
    "origin",
    "external_id",
    "feed_id",
    "url",
    "kind",
    "author",
    "author_handle",
    "author_url",
    "title",
    "text",
    "language",
    "published_at",
    "published_from",
    "first_seen_at",
    "fingerprint",
    "revision",
    "state",
    "extra",
    "brands",
    "search",
]
_MENTION = [
    "id",
    "post_id",
    "brand_id",
    "source_id",
    "status",
    "assignee_id",
    "sentiment",
    "sentiment_model",
    "risks",
    "published_at",
    "first_seen_at",
    "quiet",
    "version",
]
_MATCH = ["id", "mention_id", "query_id"]


def _copy(cursor: Any, table: str, columns: list[str], rows: Iterator[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _uuid7(rng: random.Random, moment: datetime) -> str:
    millis = int(moment.timestamp() * 1000)
    return str(UUID(int=(millis << 80) | (7 << 76) | (rng.getrandbits(12) << 64) | (2 << 62) | rng.getrandbits(62)))


def _posts(rng: random.Random, rows: int, end: datetime) -> Iterator[tuple[tuple[Any, ...], datetime, str]]:
    words = [f"w{at:x}" for at in range(_VOCABULARY)]
    frequency = [1 / (at + 10) for at in range(_VOCABULARY)]
    sentences = [" ".join(rng.choices(words, frequency, k=rng.randint(6, 18))) for _ in range(_SENTENCES)]
    step = SPAN / rows
    extra = json.dumps({})
    for at in range(rows):
        moment = end - SPAN + step * at
        said = [rng.choice(sentences), rng.choice(sentences), rng.choice(sentences)]
        said += [word for word, share in WORDS.values() if rng.random() < share]
        pk = _uuid7(rng, moment)
        author = f"author {rng.randrange(50_000)}"
        row = (
            pk, "rss:made", f"post-{at}", UUID(int=1), f"https://posts.example/{at}", "post", author, "", "", said[0],
            " ".join(said[1:]), "en", moment, "source", moment, f"{at:064x}", 1, "live", extra,
        )  # fmt: skip
        yield row, moment, pk


def _mentions(
    rng: random.Random, rows: Any, brands: list[Any], sources: list[list[Any]], members: list[Any], end: datetime
) -> Iterator[tuple[Any, ...]]:
    """Most are done. Every tenth belongs to somebody; the last member has one in twenty thousand."""
    statuses = rng.choices(["done", "irrelevant", "open", "in_progress"], [70, 20, 8, 2], k=4096)
    moods = rng.choices(["neutral", "negative", "positive", ""], [45, 20, 15, 20], k=4096)
    for (_post, moment, post), at, pk in rows:
        dice = rng.random()
        assignee = members[-1].user_id if dice < 0.00005 else members[0].user_id if dice < 0.1 else None
        source = sources[at][0 if dice < 0.001 else rng.randrange(1, SOURCES)]
        status, mood = statuses[rng.randrange(4096)], moods[rng.randrange(4096)]
        yield (
            pk, post, brands[at].pk, source.pk, status, assignee, mood, "vader", "[]", moment, moment, False, 1,
        )  # fmt: skip


def _matches(
    rng: random.Random, posts: Any, chosen: list[int], ids: list[str], wide: list[Any], narrow: list[Any]
) -> Iterator[tuple[Any, ...]]:
    for (row, moment, _), at, pk in zip(posts, chosen, ids, strict=True):
        yield _uuid7(rng, moment), pk, wide[at].pk
        if WORDS["rare"][0] in row[10]:
            yield _uuid7(rng, moment), pk, narrow[at].pk
