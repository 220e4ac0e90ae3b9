"""What its source erases of a post is erased wherever it was stored: every text of the agency's schema and of public is looked through."""

from datetime import datetime
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, connection, transaction
from psycopg import sql

from accounts.brands.models import IdempotencyRecord
from accounts.encryption import decrypt, encrypt
from accounts.notifications.models import Delivery, Notification
from accounts.notifications.services import escalation
from incidents.models import Incident, TimelineEntry
from incidents.services import moving, timeline
from incidents.services.triage import triage
from monitoring.alerting import services as alerting
from monitoring.feeds.collection import routing
from monitoring.feeds.connectors.protocol import Post as Fetched
from monitoring.feeds.connectors.protocol import Tombstone
from monitoring.feeds.models import Feed
from monitoring.inbox.services import ingestion
from monitoring.models import Alert, AlertRule, Mention, Post, PostCopy, RuleMemory, Source
from tests.loopback import Server
from tests.monitoring.arrivals import a_rule, judged
from tests.monitoring.fixtures import loopback_is_allowed, server
from tests.monitoring.ground import NOW, flow, minutes, publish, subscribe
from tests.world import World

__all__ = ["loopback_is_allowed", "server"]
HANDLE, NAME, WORD = "ninafell77", "Nina Fellbrook", "aasplinterpot"
# Of the many copies there are, these are made before anything is erased: what the test would else not see is missing.
FILLED = {
    "brands_idempotencyrecord.body", "django_admin_log.object_repr", "incidents_incident.title", "monitoring_alert.explanation",
    "monitoring_alert.sentence", "monitoring_post.author", "monitoring_post.author_handle", "monitoring_post.author_url",
    "monitoring_post.extra", "monitoring_post.search", "monitoring_post.text", "monitoring_post.title", "monitoring_post.url",
    "monitoring_postrevision.text", "monitoring_rulememory.heard", "notifications_delivery.payload",
    "notifications_notification.body", "notifications_notification.title", "public.feeds_arrival.post",
}  # fmt: skip


def shown(number: int, text: str = "", who: str = HANDLE, name: str = NAME) -> Fetched:
    return Fetched(
        platform="rss", source="x", external_id=str(number), url=f"https://x.example/{who}/status/{number}",
        title=f"The {WORD} scandal, part {number}", text=text or f"Boycott them: a {WORD} in number {number}, says {name}",
        author_name=name, author_handle=who, author_url=f"https://x.example/{who}", author_followers=90_000,
        hashtags=(WORD,), published_at=NOW + minutes(number),
    )  # fmt: skip


def told(world: World, source: Source, one: Fetched | Tombstone, at: datetime) -> None:
    """The source says this, and the agency takes it in."""
    target = {"source": str(source.pk), "brand": str(source.brand_id), "queries": [], "quiet": False}
    routing.store(Feed.objects.get(pk=source.feed_id), [routing.Wanted(one, {world.north.pk: [target]})], at)
    ingestion.ingest(world.north, now=at)


def deleted(number: int) -> Tombstone:
    return Tombstone("rss", "x", str(number))


def holding(*needles: str) -> set[str]:
    """Every column of the agency and of public with a text that holds one of them, answers that are sealed as well."""
    found = set()
    patterns = [f"%{needle}%" for needle in needles]
    for schema, prefix in ((connection.schema_name, ""), ("public", "public.")):  # type: ignore[attr-defined]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = %s AND "
                "(data_type IN ('text', 'character varying', 'json', 'jsonb', 'tsvector', 'ARRAY'))",
                [schema],
            )
            for table, column in cursor.fetchall():
                asked = sql.SQL("SELECT EXISTS (SELECT 1 FROM {}.{} WHERE {}::text ILIKE ANY(%s))")
                cursor.execute(asked.format(*map(sql.Identifier, (schema, table, column))), [patterns])
                if cursor.fetchone()[0]:
                    found.add(f"{prefix}{table}.{column}")
    answers = " ".join(str(decrypt(body)) for body in IdempotencyRecord.objects.values_list("body", flat=True))
    return found | ({"brands_idempotencyrecord.body"} if any(needle in answers for needle in needles) else set())


def fill(world: World, source: Source, other: Source) -> None:
    """An incident opened by an alert on the author, a second one that joined and left, one that is held back, and copies of it all."""
    a_rule(world, "vip", {"followers": 50_000}, severity=2)
    AlertRule.objects.update(may_open_incident=True)
    told(world, source, shown(1, f"The first wording of the {WORD}"), NOW)
    told(world, source, shown(1), NOW + minutes(1))
    told(world, source, shown(2), NOW + minutes(2))
    [first] = judged(world, NOW + minutes(3))
    triage(alert_id=first.pk, now=NOW + minutes(3))
    for count in range(1, 4):
        escalation.escalate(NOW + minutes(3 + 20 * count))
    for number in (3, 4):
        told(world, source, shown(number), NOW + minutes(200))
    [second] = judged(world, NOW + minutes(201))
    triage(alert_id=second.pk, now=NOW + minutes(201))
    moving.undo_join(
        member=world.owner,
        incident=Incident.objects.get(),
        alert=second,
        reason="Another matter",
        now=NOW + minutes(202),
    )
    told(world, source, shown(5), NOW + minutes(203))
    assert judged(world, NOW + minutes(204)) == []
    told(world, other, shown(1), NOW + minutes(205))
    LogEntry.objects.create(
        user_id=world.owner.user_id,
        object_id=str(first.pk),
        object_repr=str(first)[:200],
        action_flag=2,
        change_message="",
    )
    event = {"type": "firebreak.alert", "data": {"title": first.sentence, "body": ""}}  # as code of before queued it
    at = first.raised_at
    Delivery.objects.create(channel="webhook", target="x", payload=event, next_try_at=at, created_at=at)
    answer = {"sentence": first.sentence, "post": {"author_handle": HANDLE, "text": shown(2).text}, "status": "open"}
    IdempotencyRecord.objects.create(
        user_id=world.owner.user_id,
        key="k",
        request_hash="x",
        status=200,
        body=encrypt({"body": answer, "headers": {}}),
    )


@pytest.fixture
def sources(world: World, server: Server) -> tuple[Source, Source]:
    pair = subscribe(world, publish(server, [])), subscribe(world, publish(server, [], "/other.json"))
    flow(world)
    return pair


def test_a_post_that_is_erased_leaves_no_word_and_no_name_anywhere(
    world: World, sources: tuple[Source, Source]
) -> None:
    source, other = sources
    fill(world, source, other)
    assert holding(HANDLE, NAME, WORD) >= FILLED
    assert PostCopy.objects.count() == 1
    for number in range(1, 6):
        told(world, source, deleted(number), NOW + minutes(300))
    told(world, other, deleted(1), NOW + minutes(301))
    assert set(Post.objects.values_list("state", flat=True)) == {"gone"}
    assert holding(HANDLE, NAME, WORD) == set()


def test_what_was_told_of_an_erased_post_keeps_its_numbers_and_says_that_its_author_is_erased(
    world: World, sources: tuple[Source, Source]
) -> None:
    fill(world, *sources)
    before = Alert.objects.order_by("raised_at").values("seen", "window_start", "severity", "raised_at").first()
    for number in (1, 2):
        told(world, sources[0], deleted(number), NOW + minutes(300))
    told(world, sources[1], deleted(1), NOW + minutes(301))
    alert = Alert.objects.earliest("raised_at")
    assert alert.sentence.startswith("2 mentions by an erased author (90,000 followers) in 2 min (")
    assert (alert.explanation["authors"], alert.explanation["named"]) == ([], [])
    assert Alert.objects.filter(pk=alert.pk).values("seen", "window_start", "severity", "raised_at").get() == before
    assert Notification.objects.filter(title=alert.sentence).exists()
    record = Incident.objects.get()
    assert timeline.verify(incident=record) is None
    assert record.title == "On vip · Alder Coffee"


def test_the_record_that_nobody_can_erase_names_no_author_from_the_first(
    world: World, sources: tuple[Source, Source]
) -> None:
    fill(world, *sources)
    said = " ".join(str(one.payload) for one in TimelineEntry.objects.all())
    assert "2 mentions by an author (90,000 followers)" in said
    assert not any(needle in said for needle in (HANDLE, NAME, WORD))


def test_an_author_and_a_word_that_another_post_still_has_stay_in_what_was_told(
    world: World, sources: tuple[Source, Source]
) -> None:
    source, _ = sources
    a_rule(world, "vip", {"followers": 50_000})
    for number in (1, 2):
        told(world, source, shown(number), NOW + minutes(number))
    told(world, source, shown(3, who="ninafell77b", name="Nina Fellbrook-Ash"), NOW + minutes(3))
    [alert] = judged(world, NOW + minutes(4))
    told(world, source, deleted(1), NOW + minutes(5))
    alert.refresh_from_db()
    assert f"@{HANDLE} (" in alert.sentence
    assert WORD in [word["name"] for word in alert.explanation["words"]]
    told(world, source, deleted(2), NOW + minutes(6))
    alert.refresh_from_db()
    assert alert.sentence.startswith("3 mentions by an erased author (90,000 followers) and @ninafell77b (")
    assert alerting.unnamed(alert).startswith("3 mentions by an erased author (90,000 followers) and an author (")
    assert [one["name"] for one in alert.explanation["authors"]] == ["ninafell77b"]


def test_what_a_rule_holds_back_of_an_erased_post_is_told_without_its_author(
    world: World, sources: tuple[Source, Source]
) -> None:
    a_rule(world, "vip", {"followers": 50_000})
    AlertRule.objects.update(muted_until=NOW + minutes(30))
    told(world, sources[0], shown(1), NOW + minutes(1))
    assert judged(world, NOW + minutes(2)) == []
    told(world, sources[0], deleted(1), NOW + minutes(3))
    assert RuleMemory.objects.get(rule__kind="vip").heard["posts"][0][3:] == ["somebody unnamed", ""]


def test_an_erased_post_can_not_be_made_live_without_being_shown_again(
    world: World, sources: tuple[Source, Source]
) -> None:
    """As code from before erasing does, which knows the state only."""
    told(world, sources[0], shown(1), NOW)
    told(world, sources[0], deleted(1), NOW + minutes(1))
    for change in ({"state": "live"}, {"text": "Old words"}, {"author_handle": HANDLE}):
        with pytest.raises(IntegrityError, match="post_erased"), transaction.atomic():
            Post.objects.update(**change)
    told(world, sources[0], shown(1), NOW + minutes(2))
    assert (Post.objects.get().state, Post.objects.get().url) == ("live", shown(1).url)


def test_an_erased_post_is_known_again_in_another_feed_by_the_fingerprint_of_its_link(
    world: World, sources: tuple[Source, Source]
) -> None:
    source, other = sources
    told(world, source, shown(1), NOW)
    told(world, source, deleted(1), NOW + minutes(1))
    told(world, other, shown(1), NOW + minutes(2))
    assert (Post.objects.get().state, Post.objects.get().text) == ("live", shown(1).text)
    assert Mention.objects.count() == 1


def test_the_link_that_code_of_before_left_is_erased_by_the_upgrade(
    world: World, sources: tuple[Source, Source]
) -> None:
    fields: dict[str, Any] = {"url": shown(1).url, "extra": {"can_reply": False}}
    told(world, sources[0], shown(1), NOW)
    told(world, sources[0], deleted(1), NOW + minutes(1))
    Post.objects.update(**fields)
    assert (ingestion.erase_marked(NOW), ingestion.erase_marked(NOW)) == (1, 0)
    assert (Post.objects.get().url, Post.objects.get().gone_at) == ("", NOW + minutes(1))
