"""Which brands a post has mentions of, as the search wants to know it."""

import threading
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone

from monitoring.inbox import jobs
from monitoring.inbox.services import ingestion
from monitoring.inbox.services.ingestion.naming import name_brands
from monitoring.models import UNKNOWN_BRAND, Mention, Post, Source
from tests.loopback import Server
from tests.monitoring.ground import NOW, entry, flow, publish, subscribe
from tests.world import World


@pytest.fixture
def shared(world: World, server: Server) -> World:
    """A post of Alder's and Lumen's, and one of Alder's alone."""
    both = publish(server, [entry("both", at=NOW)])
    subscribe(world, both)
    subscribe(world, publish(server, [entry("one", at=NOW)], "/one.json"))
    flow(world)
    subscribe(world, both, member=world.other, brand=world.lumen)
    return world


def _brands(name: str) -> set[Any]:
    return set(Post.objects.get(external_id=name).brands)


def test_a_new_post_names_the_brands_it_is_for(shared: World) -> None:
    assert _brands("both") == _brands("one") == {shared.alder.pk}


def test_a_brand_that_comes_later_is_added_once(shared: World) -> None:
    post = Post.objects.get(external_id="both")
    assert name_brands([(post.pk, shared.lumen.pk)]) == 1
    assert name_brands([(post.pk, shared.lumen.pk), (post.pk, shared.alder.pk)]) == 0
    assert sorted(Post.objects.get(pk=post.pk).brands) == sorted([shared.alder.pk, shared.lumen.pk])


def test_posts_from_before_are_named_in_batches_until_none_is_left(shared: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE monitoring_post SET brands = DEFAULT")
    assert _brands("one") == {UNKNOWN_BRAND}
    first = ingestion.name_unknown(1)
    assert first == min(Post.objects.values_list("pk", flat=True))
    assert ingestion.name_unknown(1, after=first) == max(Post.objects.values_list("pk", flat=True))
    assert ingestion.name_unknown(1) is None
    assert _brands("both") == _brands("one") == {shared.alder.pk}


def test_a_mention_made_by_older_code_is_named_afterwards(shared: World) -> None:
    mention = Mention.objects.get(post__external_id="one")
    Post.objects.filter(pk=mention.post_id).update(brands=[shared.lumen.pk])
    assert ingestion.name_missing(timezone.now() + timedelta(days=1)) == 0
    assert ingestion.name_missing(timezone.now() - timedelta(days=1)) == 1
    assert _brands("one") == {shared.lumen.pk, shared.alder.pk}


def test_the_job_does_both_and_does_no_harm_twice(shared: World) -> None:
    Post.objects.filter(external_id="both").update(brands=[UNKNOWN_BRAND])
    Post.objects.filter(external_id="one").update(brands=[])
    for _ in range(2):
        jobs.name_brands_agency()
        assert _brands("both") == _brands("one") == {shared.alder.pk}


def test_a_brand_that_comes_while_old_posts_are_named_is_not_lost(committed_world: World) -> None:
    world = committed_world
    world.enter()
    post = Post.objects.create(
        origin="rss", external_id="old", feed_id=uuid4(), published_at=NOW, first_seen_at=NOW, fingerprint="f"
    )
    _mention(world, post, world.alder)

    def arrive() -> None:
        try:
            world.enter()
            with transaction.atomic():
                _mention(world, post, world.lumen)
                name_brands([(post.pk, world.lumen.pk)])
        finally:
            connection.close()

    with transaction.atomic():
        assert ingestion.name_unknown() == post.pk
        arriving = threading.Thread(target=arrive)
        arriving.start()
        while arriving.is_alive() and not _somebody_waits():
            arriving.join(0.02)
    arriving.join(30)
    assert _brands("old") == {world.alder.pk, world.lumen.pk}


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # within a transaction it is read once
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.fetchone() is not None


def _mention(world: World, post: Post, brand: Any) -> Mention:
    source = Source.objects.create(
        brand=brand, feed_id=uuid4(), platform="rss", name="News", address="https://n.example/", created_by=world.owner.user
    )  # fmt: skip
    found: Mention = Mention.objects.create(post=post, brand=brand, source=source, published_at=NOW, first_seen_at=NOW)
    return found
