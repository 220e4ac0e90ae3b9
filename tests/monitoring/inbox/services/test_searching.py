"""Words in the inbox: every way to a page finds the same mentions, in the same order, and nobody else's."""

import random
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.brands.models import BrandTeam
from accounts.keyset import paginate
from monitoring.inbox import jobs
from monitoring.inbox.services import ingestion, mentions
from monitoring.inbox.services.ingestion import search_words
from monitoring.inbox.services.mentions import Filters, searching
from monitoring.models import Mention, Post, Source
from monitoring.models.searching import Words
from tests.incidents import scene
from tests.monitoring.ground import NOW
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
    ingestion.read_older()
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
        page = paginate(rows, order=mentions.ORDER, token=token, size=size)
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
        found = paginate(rows, order=mentions.ORDER, size=20).rows
    assert [row.pk for row in found] == _expected({"all"})[:20]
    pages = [one["sql"] for one in asked.captured_queries if "search @@" in one["sql"] and "EXPLAIN" not in one["sql"]]
    assert len(pages) == 1
    assert "published_at >= " in pages[0] and "extract(epoch" in pages[0]


POSTS = [
    "アルダーコーヒーにガラスが入っていた", "这家咖啡店太糟糕了", "Ugh 😡😡", "refunds are late", "naïve café owner",
    "https://alder.example/recall-2026?by=mail_office", "Der Kaffee ist überall ausverkauft", "Call 0800-55-66 about C++",
]  # fmt: skip
FINDS = [
    ("ガラス", [0]), ("咖啡", [1]), ("啡咖", []), ("😡", [2]), ("cafe", [4]), ("CAFÉ", [4]), ("recall", [5]), ("office", [5]),
    ("alder.example/recall", [5]), ("uberall", [6]), ("überall", [6]), ("refun*", [3]), ("re*", []), ("refun", []),
    ("late refunds", [3]), ('"late refunds"', []), ('"refunds are"', [3]), ("owner -cafe", []), ("owner -tea", [4]),
    ("refunds or 咖啡", [3, 1]), ("0800-55-66", [7]), ("C++", [7]), ("66-55", []), ("\x00 ?!", []), ("or", []), ('"', []),
    ("'); DROP", []), ("a\\' & !", []),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "numbers"), FINDS)
def test_the_inbox_finds_what_people_type(world: World, typed: str, numbers: list[int]) -> None:
    scene.mentions(world, POSTS)
    rows = mentions.listed(member=world.owner, filters=Filters(text=typed))
    assert [row.post.text for row in rows] == sorted((POSTS[at] for at in numbers), key=POSTS.index, reverse=True)


def _as_before() -> None:
    """Every post as the code before wrote it: by PostgreSQL's own reader."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE monitoring_post SET search = to_tsvector('simple', title || ' ' || text || ' ' || author)"
        )


@pytest.mark.parametrize("typed", ["überall", "kaffee", "0800-55-66", "refunds", "café -tea", "alder.example"])
def test_posts_read_by_the_reader_before_are_found_as_before_and_by_the_new_words_once_read(
    world: World, typed: str
) -> None:
    scene.mentions(world, POSTS)

    def found(text: str) -> list[str]:
        return [row.post.text for row in mentions.listed(member=world.owner, filters=Filters(text=text))]

    expected = found(typed)
    _as_before()
    assert len(expected) == 1
    assert found(typed) == expected
    assert found("😡") == found("-refunds 咖啡") == []  # not everything that waits
    jobs.read_posts_agency()
    assert found("😡") == [POSTS[2]]
    assert found(typed) == expected
    assert ingestion.read_older() == 0


def test_words_left_out_leave_out_posts_that_were_read(world: World) -> None:
    scene.mentions(world, ["tea and café", "tea alone"])
    rows = mentions.listed(member=world.owner, filters=Filters(text="tea -café"))
    assert [row.post.text for row in rows] == ["tea alone"]


def test_the_index_of_what_waits_serves_the_job(archive: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN SELECT id FROM monitoring_post WHERE {search_words._UNREAD} ORDER BY id LIMIT 10")
        assert "post_unread" in str(cursor.fetchall())


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


@pytest.mark.parametrize("typed", ["tea", "thé", "te* -überall"])
def test_the_search_index_serves_words_brands_and_time_together(archive: World, typed: str) -> None:
    words = Words(typed, brands=(archive.alder.pk,), since=NOW - timedelta(days=3), until=NOW)
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
