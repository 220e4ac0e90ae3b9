"""Posts that arrive without a feed: ingestion's own writers, and the evaluation of the same minute."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from monitoring.alerting import services as alerting
from monitoring.alerting.services import RuleDraft
from monitoring.feeds.connectors.post import Post as Fetched
from monitoring.inbox.services.ingestion.batch import Item
from monitoring.inbox.services.ingestion.counts import Counting
from monitoring.inbox.services.ingestion.mentions import write_mentions
from monitoring.inbox.services.ingestion.posts import write_posts
from monitoring.models import Alert, AlertRule, Query, Source
from tests.monitoring.ground import NOW
from tests.world import World

GOOD, BAD = "A lovely morning at Alder Coffee", "Alder Coffee is terrible, I hate it, it made me sick"


def a_source(world: World, name: str = "The forum", platform: str = "mastodon", **more: Any) -> Source:
    """A source of Alder whose feed nobody fetches here."""
    made: Source = Source.objects.create(
        brand=more.get("brand", world.alder), feed_id=uuid4(), platform=platform, name=name,
        address=f"https://{platform}.example/", created_by=world.manager.user,
    )  # fmt: skip
    return made


def a_post(text: str, at: datetime = NOW, **more: Any) -> Fetched:
    """A post of a platform whose ids are its own everywhere."""
    given = {"platform": "mastodon", "external_id": uuid4().hex, "text": text, "published_at": at, "language": "en"}
    given |= more
    given.setdefault("source", str(given["platform"]))
    return Fetched(**given)


def arrive(source: Source, *posts: Fetched, at: datetime = NOW, quiet: bool = False, queries: Any = ()) -> None:
    """Stores posts as one turn of ingestion does."""
    target = {"source": str(source.pk), "queries": [str(_id(query)) for query in queries], "quiet": quiet}
    items = [Item(number, source.feed_id, post, at, [target]) for number, post in enumerate(posts, 1)]
    counting = Counting()
    with transaction.atomic():
        write_mentions(items, write_posts(items, at), counting, at)
        counting.write()


def _id(query: Query | UUID) -> UUID:
    return query.pk if isinstance(query, Query) else query


def a_rule(world: World, kind: str, settings: dict[str, Any] | None = None, **more: Any) -> AlertRule:
    """A rule of Alder."""
    given = {"name": f"On {kind}"} | more
    draft = RuleDraft(kind=kind, settings=settings or {}, **given)
    return alerting.save_rule(member=world.manager, brand=world.alder, draft=draft, now=NOW)


def judged(world: World, now: datetime) -> list[Alert]:
    """The alerts of one evaluation."""
    made = alerting.evaluate(world.north, now=now).alerts
    return [Alert.objects.get(pk=pk) for pk in made]
