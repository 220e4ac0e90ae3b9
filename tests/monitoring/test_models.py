"""What monitoring's schema states by itself, whoever writes."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from accounts.scoping import ScopedModel
from monitoring import models
from monitoring.models import (
    ALERT,
    MENTION,
    SOURCE,
    Alert,
    AlertRule,
    AlertRuleVersion,
    BucketCount,
    CoverageGap,
    IngestPosition,
    Mention,
    MentionMatch,
    Post,
    Query,
    QueryVersion,
    SeriesState,
    Source,
)
from tests.world import World

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _refused(write: Callable[[], Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        write()


def _source(world: World, **more: Any) -> Source:
    values = {"brand": world.alder, "feed_id": uuid4(), "name": "The forum", "created_by": world.manager.user, **more}
    return Source.objects.create(platform="rss", address="https://forum.example/feed", created_at=NOW, **values)


def _post(**more: Any) -> Post:
    values = {"origin": "rss:1", "external_id": "7", "published_from": "source", "fingerprint": "f", **more}
    return Post.objects.create(feed_id=uuid4(), published_at=NOW, first_seen_at=NOW, **values)


def _mention(world: World, post: Post, **more: Any) -> Mention:
    values = {"brand": world.alder, "source": _source(world), **more}
    return Mention.objects.create(post=post, published_at=NOW, first_seen_at=NOW, **values)


def _rule(world: World, **more: Any) -> AlertRule:
    return AlertRule.objects.create(**{"brand": world.alder, "kind": "spike", "name": "Spike", **more})


def _alert(rule: AlertRule, start: datetime = NOW) -> Alert:
    return Alert.objects.create(
        brand=rule.brand, rule=rule, rule_version=1, kind=rule.kind, severity=2, window_start=start,
        window_end=start + timedelta(minutes=30), sentence="Many", raised_at=NOW,
    )  # fmt: skip


def test_a_rule_raises_one_alert_for_one_window(world: World) -> None:
    rule = _rule(world)
    _alert(rule)
    _refused(lambda: _alert(rule), "alert_once")
    _alert(rule, NOW + timedelta(minutes=5))
    _alert(_rule(world, name="Another"))
    assert Alert.objects.count() == 3


def test_a_source_has_one_open_gap_and_many_closed_ones(world: World) -> None:
    source = _source(world)
    CoverageGap.objects.create(source=source, starts_at=NOW - timedelta(hours=2), ends_at=NOW, reason="Down")
    CoverageGap.objects.create(source=source, starts_at=NOW, reason="Down again")
    _refused(lambda: CoverageGap.objects.create(source=source, starts_at=NOW, reason="Twice"), "coveragegap_one_open")
    CoverageGap.objects.create(source=_source(world), starts_at=NOW, reason="Another's")


def test_a_brand_watches_a_feed_once_until_it_removes_the_source(world: World) -> None:
    feed = uuid4()
    first = _source(world, feed_id=feed)
    _refused(lambda: _source(world, feed_id=feed), "source_feed_once")
    _source(world, feed_id=feed, brand=world.lumen)
    Source.objects.filter(pk=first.pk).update(status="removed")
    _source(world, feed_id=feed)


def test_a_post_is_there_once_and_concerns_a_brand_once(world: World) -> None:
    post = _post()
    _refused(_post, "post_once")
    _post(origin="rss:2")
    mention = _mention(world, post)
    _refused(lambda: _mention(world, post), "mention_once")
    _mention(world, post, brand=world.lumen)
    query = Query.objects.create(brand=world.alder, name="Alder", text="alder")
    MentionMatch.objects.create(mention=mention, query=query)
    _refused(lambda: MentionMatch.objects.create(mention=mention, query=query), "mentionmatch_once")


def test_a_bucket_without_a_query_is_counted_once_too(world: World) -> None:
    BucketCount.objects.create(brand=world.alder, starts_at=NOW)
    _refused(lambda: BucketCount.objects.create(brand=world.alder, starts_at=NOW), "bucketcount_once")
    SeriesState.objects.create(brand=world.alder, state=b"")
    _refused(lambda: SeriesState.objects.create(brand=world.alder, state=b""), "seriesstate_once")


@pytest.mark.parametrize("severity", [0, 5])
def test_a_rules_severity_is_one_to_four(world: World, severity: int) -> None:
    _refused(lambda: _rule(world, severity=severity), "alertrule_severity")


def test_names_and_version_numbers_are_taken_once(world: World) -> None:
    rule = _rule(world)
    _refused(lambda: _rule(world), "alertrule_name_once")
    query = Query.objects.create(brand=world.alder, name="Alder", text="alder")
    _refused(lambda: Query.objects.create(brand=world.alder, name="Alder", text="x"), "query_name_once")
    kept: dict[str, Any] = {"number": 1, "by": world.manager.user, "at": NOW}
    QueryVersion.objects.create(query=query, text="alder", **kept)
    _refused(lambda: QueryVersion.objects.create(query=query, text="alder", **kept), "queryversion_once")
    AlertRuleVersion.objects.create(rule=rule, settings={}, severity=2, **kept)
    _refused(
        lambda: AlertRuleVersion.objects.create(rule=rule, settings={}, severity=2, **kept), "alertruleversion_once"
    )


def test_an_agency_has_one_place_in_its_routes(world: World) -> None:
    IngestPosition.objects.all().delete()
    IngestPosition.objects.create(number=3)
    _refused(lambda: IngestPosition.objects.create(number=4), "singleton")


def test_a_rule_that_raised_an_alert_and_a_mentions_post_can_not_be_deleted(world: World) -> None:
    rule, post = _rule(world), _post()
    _alert(rule)
    _mention(world, post)
    with pytest.raises(ProtectedError):
        rule.delete()
    with pytest.raises(ProtectedError):
        post.delete()


@pytest.mark.parametrize("name", sorted(name for name in models.__all__ if name[1].islower()))
def test_what_has_a_path_to_its_brand_is_seen_by_that_brands_people_only(world: World, name: str) -> None:
    model: Any = getattr(models, name)
    assert issubclass(model, ScopedModel)
    if model.brand_path is None:
        assert model.brand_path_reason
        return
    rule = _rule(world)
    mention = _mention(world, _post())
    query = Query.objects.create(brand=world.alder, name="Alder", text="alder")
    kept: dict[str, Any] = {"number": 1, "by": world.manager.user, "at": NOW}
    _alert(rule)
    AlertRuleVersion.objects.create(rule=rule, settings={}, severity=2, **kept)
    models.RuleMemory.objects.create(rule=rule)
    MentionMatch.objects.create(mention=mention, query=query)
    models.MentionNote.objects.create(mention=mention, text="Called", **{k: kept[k] for k in ("by", "at")})
    QueryVersion.objects.create(query=query, text="alder", **kept)
    CoverageGap.objects.create(source=mention.source, starts_at=NOW, reason="Down")
    BucketCount.objects.create(brand=world.alder, starts_at=NOW)
    SeriesState.objects.create(brand=world.alder, state=b"")
    models.FreshMention.objects.create(mention=mention)
    who = kept["by"]
    models.QueryStar.objects.create(query=query, mention=mention, must_match=True, by=who, at=NOW)
    models.Backfill.objects.create(query=query, query_version=1, since=NOW, by=who, started_at=NOW, moved_at=NOW)
    models.PlannedEvent.objects.create(
        brand=world.alder, name="Launch", kind="launch", starts_at=NOW, ends_at=NOW + timedelta(hours=1), by=who,
        changed_at=NOW,
    )  # fmt: skip
    given = {"brand": world.alder, "user": who, "started_at": NOW, "moved_at": NOW}
    upload = models.Import.objects.create(name="old.csv", sha256="0", size=1, form="csv", **given)
    models.LinkReading.objects.create(url="https://forum.example/", **given)
    batch = models.SourceBatch.objects.create(total=1, **given)
    models.SourceLine.objects.create(batch=batch, number=1, text="https://a.example/", result="waiting")
    models.ImportPart.objects.create(upload=upload, number=0, body=b"")
    models.ImportBatch.objects.create(upload=upload, number=0, mentions=[])
    assert model.objects.visible_to(world.fresh(world.manager)).count() == 1
    assert not model.objects.visible_to(world.fresh(world.other)).exists()


def test_a_new_mention_waits_for_its_judgement_once(world: World) -> None:
    mention = _mention(world, _post())
    models.FreshMention.objects.create(mention=mention)
    _refused(lambda: models.FreshMention.objects.create(mention=mention), "mention_id")


def test_what_people_decide_has_one_way_out_of_open() -> None:
    assert {action for action, (froms, _) in ALERT.moves.items() if "open" in froms} == {"join", "open", "dismiss"}
    # A decided alert stays decided; only what an incident took can be taken out of it again.
    back = {action: move for action, move in ALERT.moves.items() if move[0] != ("open",)}
    assert back == {"undo": (("joined", "opened"), "open")}
    assert not list(SOURCE.actions_from("removed"))
    assert "reopen" in MENTION.actions_from("done")
