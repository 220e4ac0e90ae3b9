"""Words in the inbox: every way to a page finds the same mentions, in the same order, and nobody else's."""

import random
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.brands.models import BrandTeam
from accounts.keyset import slice_of
from monitoring.models import Mention, Post, Source
from monitoring.models.searching import Words
from monitoring.services import mentions
from monitoring.services.mentions import Filters, searching
from tests.monitoring.services.ground import NOW
from tests.world import World

# name → how many posts PostgreSQL is made to expect of (the words, the list without them): what it chooses by.
WAYS = {"each is asked": (10**9, 10**9), "found at once": (10, 10**9), "span by span": (10**6, 10**9)}
STATUSES = ("open", "in_progress", "done", "irrelevant")


@pytest.fixture
def archive(world: World) -> World:
    """600 posts over two uneven years, two thirds Alder's, some of both brands; every third says "tea", every seventh "moss"."""
    rng = random.Random(5)
    sources = {brand.pk: _source(world, brand) for brand in (world.alder, world.lumen)}
    posts, rows = [], []
    for number in range(600):
        words = [word for every, word in ((1, "all"), (3, "tea"), (7, "moss")) if number % every == 0]
        at = NOW - timedelta(hours=number if number < 300 else 300 + (number - 300) * 55)
        brands = [world.alder] if number % 3 else [world.lumen] if number % 2 else [world.alder, world.lumen]
        post = Post(
            origin="rss", external_id=f"p{number}", feed_id=uuid4(), title=f"Number{number}", text=" ".join(words),
            published_at=at, published_from="source", first_seen_at=at, fingerprint=str(number),
            brands=[brand.pk for brand in brands],
        )  # fmt: skip
        posts.append(post)
        rows += [
            Mention(
                post=post, brand=brand, source=sources[brand.pk], status=rng.choice(STATUSES), published_at=at,
                first_seen_at=at,
            )
            for brand in brands
        ]  # fmt: skip
    Post.objects.bulk_create(posts)
    Mention.objects.bulk_create(rows)
    return world


def _source(world: World, brand: Any) -> Source:
    return Source.objects.create(
        brand=brand, feed_id=uuid4(), platform="rss", name="News", address="https://n.example/", created_by=world.owner.user
    )  # fmt: skip


def _read(member: Any, size: int = 50, **filters: Any) -> list[UUID]:
    """All pages, one after another."""
    found: list[UUID] = []
    token = ""
    while True:
        rows = mentions.listed(member=member, filters=Filters(**filters))
        page = slice_of(rows, order=mentions.ORDER, token=token, size=size)
        found += [row.pk for row in page.rows]
        token = page.next_token
        if not token:
            return found


def _expected(words: set[str], **narrowed: Any) -> list[UUID]:
    rows = Mention.objects.filter(**narrowed).select_related("post").order_by("-published_at", "-id")
    return [row.pk for row in rows if words <= set(f"{row.post.title} {row.post.text}".lower().split())]


@pytest.mark.parametrize("way", WAYS)
def test_every_way_finds_the_same_pages(archive: World, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found, whole = WAYS[way]
    monkeypatch.setattr(searching, "_guessed", lambda *_: float(found))
    monkeypatch.setattr(searching, "_guessed_rows", lambda _: float(whole))
    owner, alder, lumen = archive.owner, archive.alder.pk, archive.lumen.pk
    assert _read(owner, text="tea") == _expected({"tea"})
    assert _read(owner, text="tea moss", size=7) == _expected({"tea", "moss"})
    assert _read(owner, text="tea", brand=lumen, size=20) == _expected({"tea"}, brand=lumen)
    assert _read(owner, text="moss", status="done", size=3) == _expected({"moss"}, status="done")
    assert _read(archive.manager, text="tea", size=30) == _expected({"tea"}, brand=alder)
    since, until = NOW - timedelta(days=400), NOW - timedelta(days=5)
    narrowed = {"published_at__gte": since, "published_at__lt": until}
    assert _read(owner, text="tea", since=since, until=until) == _expected({"tea"}, **narrowed)
    assert _read(owner, text="number7") == _expected({"number7"})
    assert _read(owner, text="nowhere") == _read(owner, text="?!") == []


def test_a_page_of_words_is_read_from_the_newest_span_alone(archive: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "_guessed", lambda *_: 1000.0)
    monkeypatch.setattr(searching, "_guessed_rows", lambda _: 1000.0)
    monkeypatch.setattr(searching, "_AT_ONCE", 10.0)
    monkeypatch.setattr(searching, "_ASKED", 10**9)
    rows = mentions.listed(member=archive.owner, filters=Filters(text="all"))
    with CaptureQueriesContext(connection) as asked:
        found = slice_of(rows, order=mentions.ORDER, size=20).rows
    assert [row.pk for row in found] == _expected({"all"})[:20]
    pages = [one["sql"] for one in asked.captured_queries if "websearch_to_tsquery" in one["sql"]]
    assert len(pages) == 1
    assert "published_at >= " in pages[0] and "extract(epoch" in pages[0]


def test_a_search_sees_the_members_brands_only(archive: World) -> None:
    seen = {Mention.objects.get(pk=pk).brand_id for pk in _read(archive.other, text="tea")}
    assert seen == {archive.lumen.pk}
    assert _read(archive.other, text="tea", brand=archive.alder.pk) == []
    BrandTeam.objects.create(brand=archive.alder, user=archive.other.user)
    assert _read(archive.fresh(archive.other), text="tea") == _expected({"tea"})
    BrandTeam.objects.filter(user=archive.other.user).delete()
    assert _read(archive.fresh(archive.other), text="tea") == []


def test_posts_from_before_the_column_are_found_for_every_brand(archive: World) -> None:
    expected = _expected({"moss"}, brand=archive.alder.pk)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE monitoring_post SET brands = DEFAULT")
    assert _read(archive.manager, text="moss") == expected
    assert _read(archive.owner, text="moss", brand=archive.alder.pk) == expected


def test_the_search_index_serves_words_brands_and_time_together(archive: World) -> None:
    words = Words("tea", brands=(archive.alder.pk,), since=NOW - timedelta(days=3), until=NOW)
    statement, values = words.statement()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {statement}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    condition = next(line for line in plan.splitlines() if "Index Cond" in line)
    assert "post_find" in plan
    assert all(
        part in condition for part in ("search @@", "brands &&", "date_part" if "date_part" in condition else "EXTRACT")
    )
