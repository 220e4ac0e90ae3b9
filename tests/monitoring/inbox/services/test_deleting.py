"""What its source deletes is erased here too: words, author, earlier wordings, and what the search knew."""

from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.services.grants import grant_statements, serving_role
from monitoring.feeds.collection import routing
from monitoring.feeds.connectors.protocol import Post as Fetched
from monitoring.feeds.connectors.protocol import Tombstone
from monitoring.feeds.models import Arrival, Feed
from monitoring.feeds.services import sources
from monitoring.inbox.services import ingestion, mentions
from monitoring.models import BucketCount, Mention, Post, PostCopy, PostRevision, Source
from tests.loopback import Server
from tests.monitoring.ground import NOW, flow, minutes, publish, subscribe
from tests.world import World

WORDS = "Boycott them: glass in the cold brew, I will sue"


@pytest.fixture
def source(world: World, server: Server) -> Source:
    found = subscribe(world, publish(server, []))
    flow(world)
    return found


def told(world: World, source: Source, one: Fetched | Tombstone, now: datetime) -> None:
    """The source says this, and the agency takes it in."""
    stored(world, source, one, now=now)
    ingestion.ingest(world.north, now=now)


def shown(text: str = WORDS, **more: Any) -> Fetched:
    return Fetched(
        platform="rss", source="x", external_id="1", text=text, title="Glass again", published_at=NOW, author_name="Nina Fell",
        author_handle="nina", author_url="https://x.example/nina", author_followers=12, links=("https://x.example/",), **more,
    )  # fmt: skip


def stored(world: World, source: Source, *read: Fetched | Tombstone, now: datetime = NOW) -> None:
    """The source says these in one breath; nobody has taken them yet."""
    target = {"source": str(source.pk), "brand": str(source.brand_id), "queries": [], "quiet": False}
    wanted = [routing.Wanted(one, {world.north.pk: [target]}) for one in read]
    routing.store(Feed.objects.get(pk=source.feed_id), wanted, now)


def carried(world: World, server: Server, *sources: Source) -> Source:
    """The same article in one more feed than these."""
    other = subscribe(world, publish(server, [], f"/{len(sources)}.json"))
    for n, one in enumerate((*sources, other)):
        told(world, one, shown(url="https://x.example/1"), NOW + minutes(n))
    return other


def deleted(state: str = "deleted", at: datetime | None = None) -> Tombstone:
    return Tombstone("rss", "x", "1", at=at, state=state)


def found(world: World, text: str) -> int:
    return len(mentions.listed(member=world.owner, filters=mentions.Filters(text=text)))


def test_words_author_and_earlier_wordings_go_and_name_times_reason_and_counts_stay(
    world: World, source: Source
) -> None:
    told(world, source, shown("The first wording"), NOW)
    told(world, source, shown(), NOW + minutes(1))
    before = Post.objects.values("id", "origin", "external_id", "published_at", "first_seen_at", "revision").get()
    assert Mention.objects.get().risks[0]["words"]
    assert (found(world, "boycott"), found(world, "nina")) == (1, 1)
    told(world, source, deleted(at=NOW + minutes(5)), NOW + minutes(9))
    post, mention = Post.objects.get(), Mention.objects.get()
    assert (post.title, post.text, post.author, post.author_handle, post.author_url, post.followers) == (
        "", "", "", "", "", None,
    )  # fmt: skip
    assert post.extra == {"can_reply": False}
    assert (post.state, post.gone_reason, post.gone_at) == ("gone", "deleted", NOW + minutes(5))
    assert list(PostRevision.objects.values_list("number", "title", "text")) == [(1, "", "")]
    assert [one["words"] for one in mention.risks if one["topic"]] == [[] for _ in mention.risks]
    assert (found(world, "boycott"), found(world, "nina"), found(world, "")) == (0, 0, 1)
    assert Post.objects.values(*before).get() == before
    assert BucketCount.objects.get(query=None).total == 1


@pytest.mark.parametrize("at", [None, NOW + minutes(600)])
def test_a_deletion_without_a_time_or_from_the_future_has_the_time_it_was_read(
    world: World, source: Source, at: datetime | None
) -> None:
    told(world, source, shown(), NOW)
    told(world, source, deleted("withheld", at), NOW + minutes(9))
    told(world, source, deleted("withheld", at), NOW + minutes(20))
    post = Post.objects.get()
    assert (post.gone_at, post.gone_words) == (NOW + minutes(9), "withheld by its source")


def test_what_is_shown_again_comes_back_whole_and_without_a_wording_that_was_erased(
    world: World, source: Source
) -> None:
    told(world, source, shown(), NOW)
    told(world, source, deleted(), NOW + minutes(1))
    told(world, source, shown(), NOW + minutes(2))
    post = Post.objects.get()
    assert (post.state, post.text, post.author, post.followers, post.gone_at) == ("live", WORDS, "Nina Fell", 12, None)
    assert (post.revision, PostRevision.objects.count(), post.gone_words) == (1, 0, "")
    assert (found(world, "boycott"), found(world, "nina")) == (1, 1)
    assert Mention.objects.get().risks[0]["words"]


def test_pages_and_the_api_say_what_became_of_it_and_quote_nothing(world: World, source: Source) -> None:
    told(world, source, shown(), NOW)
    told(world, source, deleted(), NOW + minutes(1))
    browser, mention = world.browser(world.owner), Mention.objects.get()
    for path in ("/mentions/", f"/mentions/{mention.pk}/"):
        page = browser.get(path).content.decode()
        assert "deleted at its source" in page
        assert "Author erased" in page
        assert "Nina" not in page
        assert "Boycott" not in page
    answer = browser.get(f"/api/v1/mentions/{mention.pk}/").json()["post"]
    assert (answer["state"], answer["gone_reason"], answer["text"]) == ("gone", "deleted", "")


def test_what_was_only_marked_before_is_erased_by_the_upgrade(world: World, source: Source) -> None:
    told(world, source, shown("The first wording"), NOW)
    told(world, source, shown(), NOW + minutes(1))
    Post.objects.update(state="gone")
    assert (ingestion.erase_marked(NOW), ingestion.erase_marked(NOW)) == (1, 0)
    post, revision = Post.objects.get(), PostRevision.objects.get()
    assert (post.title, post.text, post.author, post.gone_reason, revision.text) == ("", "", "", "deleted", "")
    assert [one["words"] for one in Mention.objects.get().risks] == [[]]
    ingestion.read_older()
    assert (found(world, "boycott"), found(world, "")) == (0, 1)


def test_the_serving_role_may_erase_an_earlier_wording_and_neither_renumber_nor_remove_it(
    world: World, source: Source
) -> None:
    table = PostRevision._meta.db_table
    with connection.cursor() as cursor:
        for statement in grant_statements(world.north.schema_name, serving_role()):
            cursor.execute(statement)
        cursor.execute(f"UPDATE {table} SET title = '', text = ''")
    for refused in (f"UPDATE {table} SET number = 2", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(refused)


def test_what_was_fetched_is_erased_for_every_agency_and_filled_again_when_it_is_shown_again(
    world: World, source: Source
) -> None:
    told(world, source, shown(), NOW)
    told(world, source, deleted(), NOW + minutes(1))
    kept = Arrival.objects.exclude(fingerprint="gone").get().post
    assert kept["external_id"] == "1"
    assert not {"text", "title", "author_name", "author_handle", "author_url", "links", "raw"} & kept.keys()
    told(world, source, shown(), NOW + minutes(2))
    assert Arrival.objects.exclude(fingerprint="gone").get().post == shown().to_json()


def test_an_agency_that_had_not_taken_it_before_it_was_deleted_counts_it_without_its_words(
    world: World, source: Source
) -> None:
    feed, target = Feed.objects.get(pk=source.feed_id), {"source": str(source.pk), "brand": str(source.brand_id)}
    for n, one in enumerate((shown(), deleted())):
        wanted = routing.Wanted(one, {world.north.pk: [target | {"queries": [], "quiet": False}]})
        routing.store(feed, [wanted], NOW + minutes(n))
    ingestion.ingest(world.north, now=NOW + minutes(2))
    post = Post.objects.get()
    assert (post.state, post.text, post.author, post.published_at) == ("gone", "", "", NOW)
    assert BucketCount.objects.get(query=None).total == 1


def test_an_edit_that_was_deleted_before_it_was_taken_empties_nothing_that_another_feed_carries(
    world: World, server: Server, source: Source
) -> None:
    other = subscribe(world, publish(server, [], "/other.json"))
    for one in (source, other):
        told(world, one, shown(url="https://x.example/1"), NOW)
    assert PostCopy.objects.count() == 1
    feed, target = Feed.objects.get(pk=source.feed_id), {"source": str(source.pk), "brand": str(source.brand_id)}
    for n, said in enumerate((shown("Other words", url="https://x.example/1"), deleted()), start=1):
        wanted = routing.Wanted(said, {world.north.pk: [target | {"queries": [], "quiet": False}]})
        routing.store(feed, [wanted], NOW + minutes(n))
    ingestion.ingest(world.north, now=NOW + minutes(5))
    post = Post.objects.get()
    assert (post.state, post.text, PostRevision.objects.count()) == ("live", WORDS, 0)


@pytest.mark.parametrize("first", [0, 1])
def test_what_two_feeds_carry_is_erased_by_the_second_deletion_and_not_by_the_first(
    world: World, server: Server, source: Source, first: int
) -> None:
    pair = (source, carried(world, server, source))
    told(world, pair[first], deleted(), NOW + minutes(5))
    assert (Post.objects.get().state, Post.objects.get().text) == ("live", WORDS)
    told(world, pair[first], deleted(), NOW + minutes(6))
    assert Post.objects.get().text == WORDS
    told(world, pair[1 - first], deleted("withheld"), NOW + minutes(7))
    post = Post.objects.get()
    assert (post.state, post.text, post.author, post.gone_reason, post.gone_at) == (
        "gone", "", "", "withheld", NOW + minutes(7),
    )  # fmt: skip


def test_both_deletions_at_once_erase_what_two_feeds_carry(world: World, server: Server, source: Source) -> None:
    other = carried(world, server, source)
    stored(world, source, deleted(), now=NOW + minutes(5))
    stored(world, other, deleted(), now=NOW + minutes(6))
    ingestion.ingest(world.north, now=NOW + minutes(7))
    assert (Post.objects.get().state, Post.objects.get().text) == ("gone", "")


@pytest.mark.parametrize("first", [0, 1])
def test_a_feed_that_shows_it_again_carries_it_again(world: World, server: Server, source: Source, first: int) -> None:
    pair = (source, carried(world, server, source))
    told(world, pair[first], deleted(), NOW + minutes(5))
    told(world, pair[first], shown(url="https://x.example/1"), NOW + minutes(6))
    told(world, pair[1 - first], deleted(), NOW + minutes(7))
    assert (Post.objects.get().state, Post.objects.get().text) == ("live", WORDS)
    told(world, pair[first], deleted(), NOW + minutes(8))
    assert (Post.objects.get().state, Post.objects.get().text) == ("gone", "")


def test_a_feed_nobody_reads_any_more_keeps_nothing_that_the_last_one_read_deletes(
    world: World, server: Server, source: Source
) -> None:
    other = carried(world, server, source)
    sources.remove_source(member=world.manager, source=source, now=NOW + minutes(4))
    told(world, other, deleted(), NOW + minutes(5))
    assert (Post.objects.get().state, Post.objects.get().text) == ("gone", "")


@pytest.mark.parametrize("act", [sources.pause_source, sources.remove_source])
def test_what_one_feed_deleted_is_erased_when_the_other_is_read_no_more(
    world: World, server: Server, source: Source, act: Any
) -> None:
    other = carried(world, server, source)
    told(world, source, deleted(), NOW + minutes(5))
    assert ingestion.erase_marked(NOW) == 0
    act(member=world.manager, source=other, now=NOW + minutes(6))
    assert (ingestion.erase_marked(NOW), ingestion.erase_marked(NOW)) == (1, 0)
    assert (Post.objects.get().state, Post.objects.get().text) == ("gone", "")


def test_deleted_and_shown_again_in_one_breath_is_there_without_its_earlier_wordings(
    world: World, source: Source
) -> None:
    told(world, source, shown("The first wording"), NOW)
    told(world, source, shown(), NOW + minutes(1))
    stored(world, source, deleted(), shown(), now=NOW + minutes(2))
    ingestion.ingest(world.north, now=NOW + minutes(3))
    post = Post.objects.get()
    assert (post.state, post.text, post.author, post.gone_at) == ("live", WORDS, "Nina Fell", None)
    assert list(PostRevision.objects.values_list("text", flat=True)) == [""]
    assert Arrival.objects.get(fingerprint=shown().fingerprint).post == shown().to_json()


def test_shown_and_deleted_in_one_breath_is_gone_and_leaves_no_word(world: World, source: Source) -> None:
    stored(world, source, shown(), deleted())
    ingestion.ingest(world.north, now=NOW + minutes(1))
    assert (Post.objects.get().state, Post.objects.get().text) == ("gone", "")
    assert [one["words"] for one in Mention.objects.get().risks] == [[] for _ in Mention.objects.get().risks]
    assert "text" not in Arrival.objects.exclude(fingerprint="gone").get().post


def test_a_whole_history_in_one_breath_ends_with_its_last_word(world: World, source: Source) -> None:
    stored(world, source, shown(), deleted(), shown("Other words"), deleted("withheld"), shown("The last words"))
    ingestion.ingest(world.north, now=NOW + minutes(1))
    post = Post.objects.get()
    assert (post.state, post.text, post.gone_reason) == ("live", "The last words", "")
    assert Mention.objects.count() == BucketCount.objects.get(query=None).total == 1


def test_a_second_deletion_has_its_own_time_and_reason(world: World, source: Source) -> None:
    told(world, source, shown(), NOW)
    told(world, source, deleted("withheld"), NOW + minutes(1))
    told(world, source, shown(), NOW + minutes(2))
    told(world, source, deleted(), NOW + minutes(9))
    assert (Post.objects.get().gone_reason, Post.objects.get().gone_at) == ("deleted", NOW + minutes(9))


def test_the_same_deletion_said_again_keeps_the_time_it_was_first_read(world: World, source: Source) -> None:
    told(world, source, shown(), NOW)
    stored(world, source, deleted(), now=NOW + minutes(1))
    stored(world, source, deleted(), now=NOW + minutes(9))
    ingestion.ingest(world.north, now=NOW + minutes(10))
    assert Post.objects.get().gone_at == NOW + minutes(1)
