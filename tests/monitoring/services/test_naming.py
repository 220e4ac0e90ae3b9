"""Which brands a post has mentions of, as the search wants to know it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from monitoring import jobs
from monitoring.models import UNKNOWN_BRAND, Mention, Post
from monitoring.services import ingestion
from monitoring.services.ingestion.naming import name_brands
from tests.monitoring.connectors.loopback import Server
from tests.monitoring.services.ground import NOW, entry, flow, publish, subscribe
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
