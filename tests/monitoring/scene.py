"""A brand with a fortnight of posts, made as rows: what pages show, without the way there."""

import math
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django.utils import timezone
from uuid_utils.compat import uuid7

from monitoring.alerting import services as alerting
from monitoring.detection import Fleet
from monitoring.feeds.models import Feed
from monitoring.inbox.services import ingestion, queries
from monitoring.models import (
    Alert,
    AlertRule,
    BucketCount,
    CoverageGap,
    Mention,
    MentionMatch,
    Post,
    SeriesState,
    Source,
)  # fmt: skip
from tests.world import World

TEXTS = (
    (
        "negative",
        "Found a glass splinter in my Alder Coffee oat cold brew this morning. Batch 2216, bought at Central Station.",
    ),
    ("negative", "Shoppers report glass in bottled cold brew; maker Alder Coffee has not commented yet."),
    ("neutral", "Same batch here, nothing in mine. Has anyone rung Alder Coffee about the cold brew glass thing?"),
    ("positive", "Rang the shop, Alder Coffee pulled the cold brew at once because of the glass posts. Well handled."),
    ("neutral", "Glass in cold brew? What we know and what we do not know yet about Alder Coffee."),
    ("", "Scherben im Cold Brew von Alder Coffee gefunden, bitte prüft eure Flaschen."),
)
PEOPLE = (
    ("Mira K", "mira.k", 4210),
    ("Daily Ledger", "", None),
    ("Tania Bell", "tbell", 88),
    ("", "northside_runner", 311),
)


@dataclass
class Scene:
    """What was made."""

    now: datetime
    sources: list[Source] = field(default_factory=list)
    query: Any = None
    mentions: list[Mention] = field(default_factory=list)
    rule: Any = None
    alert: Any = None


def feed(name: str, now: datetime, **more: Any) -> Feed:
    """A feed that is read without trouble unless `more` says otherwise."""
    url = f"https://{name}.example/feed.xml"
    given = {
        "last_success_at": now - timedelta(seconds=40), "last_new_at": now - timedelta(minutes=3),
        "next_fetch_at": now + timedelta(minutes=4), "interval_seconds": 300, "title": name.title(),
    } | more  # fmt: skip
    return Feed.objects.create(platform="rss", source_key=f"rss:{url}", url=url, config={"url": url}, **given)


def source(world: World, name: str, now: datetime, brand: Any = None, **more: Any) -> Source:
    """A source of Alder on a feed of its own."""
    made = feed(name.lower().replace(" ", "-"), now, **more)
    return Source.objects.create(
        brand=brand or world.alder, feed_id=made.pk, platform="rss", name=name, address=made.url,
        everything=True, created_by=world.manager.user,
    )  # fmt: skip


def mention(origin: Source, text: str, at: datetime, sentiment: str = "", **more: Any) -> Mention:
    """A stored post, and its mention of the source's brand."""
    who = more.pop("who", PEOPLE[0])
    post = Post.objects.create(
        origin="rss:test", external_id=str(uuid7()), feed_id=origin.feed_id, url="https://forum.example/p/1", author=who[0],
        author_handle=who[1], followers=who[2], title=more.pop("title", ""), text=text,
        language="de" if "Scherben" in text else "en", published_at=at, published_from="source", first_seen_at=at,
        fingerprint="x",
    )  # fmt: skip
    ingestion.read_older()
    return Mention.objects.create(
        post=post, brand_id=origin.brand_id, source=origin, sentiment=sentiment, sentiment_model="vader 3.3" if sentiment else "",
        sentiment_score={"negative": -0.62, "positive": 0.7, "neutral": 0.02}.get(sentiment), published_at=at,
        first_seen_at=at, **more,
    )  # fmt: skip


def small(world: World, count: int = 6) -> Scene:
    """A source, a query and some mentions, newest first in `mentions`."""
    now = timezone.now()
    made = Scene(now=now, sources=[source(world, "The forum", now)])
    made.query = queries.save_query(
        member=world.manager, brand=world.alder, name="Glass", text='"cold brew" (glass OR splinter*)', now=now
    )
    for n in range(count):
        sentiment, text = TEXTS[n % len(TEXTS)]
        one = mention(made.sources[0], text, now - timedelta(minutes=2 * n + 1), sentiment, who=PEOPLE[n % len(PEOPLE)])
        if n % len(TEXTS) < 5:
            MentionMatch.objects.create(mention=one, query=made.query)
        made.mentions.append(one)
    return made


def large(world: World) -> Scene:
    """Two weeks of counts that the detector has learned, several sources with gaps, and a crisis with its alert."""
    made = small(world, 46)
    now = made.now
    made.sources.append(source(world, "Daily Ledger", now, last_success_at=now - timedelta(minutes=2)))
    made.sources.append(
        source(world, "Shop reviews", now, failing_since=now - timedelta(hours=2), error_code="timeout", failures=4,
               error="The server did not answer within 20 seconds.", last_success_at=now - timedelta(hours=2, minutes=5))
    )  # fmt: skip
    made.sources.append(Source.objects.create(
        brand=world.alder, feed_id=feed("old-blog", now).pk, platform="rss", name="Old blog", address="https://old-blog.example/feed.xml",
        status="paused", created_by=world.manager.user,
    ))  # fmt: skip
    CoverageGap.objects.create(
        source=made.sources[2],
        starts_at=now - timedelta(hours=2, minutes=5),
        reason="The server did not answer within 20 seconds.",
    )
    CoverageGap.objects.create(
        source=made.sources[1],
        starts_at=now - timedelta(hours=9),
        ends_at=now - timedelta(hours=8),
        reason="The server did not answer.",
    )
    _counts(world, now)
    made.rule = alerting.save_rule(
        member=world.manager, brand=world.alder, now=now,
        draft=alerting.RuleDraft(kind="spike", name="Anything unusual", settings={"sensitivity": "normal"}, severity=2),
    )  # fmt: skip
    made.alert = alert(world, made.rule, now, examples=made.mentions[:3])
    return made


@lru_cache(maxsize=2)  # the detector lives two weeks bucket by bucket: once for all tests of these five minutes
def _lived(tip: int) -> tuple[list[tuple[int, int, int]], bytes]:
    """Bucket, total and negative of each, and what the detector has learned before the last."""
    chance = random.Random(7)
    fleet, lived = Fleet.fresh(1), []
    for bucket in range(tip - 14 * 288, tip + 1):
        hour = bucket // 12 % 24
        mean = 8 + 5 * math.sin((hour - 8) / 24 * 2 * math.pi)
        total = max(0, round(chance.gauss(mean, math.sqrt(mean))))
        left = tip - bucket
        if left < 8:
            total += 9 * (8 - left)
        negative = round(total * (0.6 if left < 8 else 0.15))
        if left:
            fleet.step([total], [negative], None, bucket * 300, offset_minutes=60)
        lived.append((bucket, total, negative))
    return lived, fleet.to_bytes()[0]


def _counts(world: World, now: datetime) -> None:
    tip = int(now.timestamp()) // 300
    lived, state = _lived(tip)
    BucketCount.objects.bulk_create(
        BucketCount(
            brand=world.alder, starts_at=datetime.fromtimestamp(bucket * 300, tz=now.tzinfo), total=total, negative=negative
        )
        for bucket, total, negative in lived
    )  # fmt: skip
    last = datetime.fromtimestamp((tip - 1) * 300, tz=now.tzinfo)
    SeriesState.objects.filter(brand=world.alder, query=None).delete()
    SeriesState.objects.create(brand=world.alder, state=state, last_bucket=last)


def alert(world: World, rule: AlertRule, now: datetime, examples: Any = (), **more: Any) -> Alert:
    """An open alert of a rule."""
    end = datetime.fromtimestamp(int(now.timestamp()) // 300 * 300, tz=now.tzinfo)
    start = end - timedelta(minutes=15)
    given = {
        "severity": 2, "window_start": start, "window_end": end, "since": now - timedelta(minutes=34), "seen": 186, "expected": 34.0,
        "low": 22.0, "high": 48.0, "sentence": "186 mentions in 15 min, expected 22 to 48 (Tuesday 14:00 CET)",
        "raised_at": now - timedelta(minutes=3), "acknowledge_due_at": now + timedelta(minutes=7),
        "explanation": {
            "window": {"start": start.isoformat(), "end": end.isoformat(), "minutes": 15}, "stream": "negative", "seen": 186,
            "expected": 34.0, "low": 22.0, "high": 48.0, "limit": None, "since": (now - timedelta(minutes=34)).isoformat(),
            "rarity": "once in about 9 weeks", "learning": False, "both_streams": True, "still_open": True,
            "rule": {"name": rule.name, "version": rule.version, "settings": rule.settings},
            "sources": [{"name": "The forum", "seen": 140, "expected": 20.1}],
            "queries": [{"name": "Glass", "seen": 118, "expected": 1.0}],
            "words": [{"name": "glass", "seen": 118, "expected": 0.4}, {"name": "splinter", "seen": 61, "expected": 0.0}],
            "examples": [str(one.pk) for one in examples],
        },
    } | more  # fmt: skip
    return Alert.objects.create(brand=rule.brand, rule=rule, rule_version=rule.version, kind=rule.kind, **given)
