"""From a feed on loopback to an agency's mentions and counts."""

import pytest

from monitoring.feeds.models import Arrival, Feed, Route, Subscription
from monitoring.inbox.services import ingestion
from monitoring.models import BucketCount, Mention, MentionMatch, Post, PostRevision
from tests.loopback import Server
from tests.monitoring.ground import NOW, collect, entry, flow, minutes, publish, subscribe, watch
from tests.world import World


def test_a_post_becomes_a_mention_with_its_meaning(world: World, server: Server) -> None:
    text = "Alder Coffee is a terrible, horrible scam and I hate it. There was glass in my coffee, a lawsuit follows."
    subscribe(world, publish(server, [entry("1", text, NOW - minutes(20))]))
    turn = flow(world)
    assert (turn.routes, turn.posts, turn.mentions) == (1, 1, {world.alder.pk: 1})
    mention = Mention.objects.select_related("post").get()
    assert mention.post.text == text
    assert mention.post.language == "en"
    assert mention.sentiment == "negative"
    assert {risk["topic"] for risk in mention.risks} >= {"legal"}
    assert mention.published_at == NOW - minutes(20)
    assert mention.status == "open"


def test_only_what_a_query_matches_is_taken_from_a_source_about_many_things(world: World, server: Server) -> None:
    query = watch(world, "alder")
    address = publish(server, [entry("1", "Alder opens a shop", NOW), entry("2", "Nothing of interest", NOW)])
    subscribe(world, address, everything=False)
    flow(world)
    assert [mention.post.external_id for mention in Mention.objects.select_related("post")] == ["1"]
    assert MentionMatch.objects.get().query == query


def test_a_changed_query_counts_from_the_next_fetch_on(world: World, server: Server) -> None:
    from monitoring.inbox.services import queries

    query = watch(world, "alder")
    address = publish(server, [])
    subscribe(world, address, everything=False)
    flow(world)
    queries.change_query(member=world.manager, query=query, edit=queries.Edit(name="Alder", text="lumen"), now=NOW)
    publish(server, [entry("1", "Alder", NOW), entry("2", "Lumen", NOW)])
    flow(world, NOW + minutes(30))
    assert [mention.post.external_id for mention in Mention.objects.select_related("post")] == ["2"]
    queries.remove_query(member=world.manager, query=query, now=NOW)
    publish(server, [entry("3", "Lumen", NOW)])
    flow(world, NOW + minutes(60))
    assert Mention.objects.count() == 1


def test_one_fetch_serves_every_subscriber(world: World, server: Server) -> None:
    address = publish(server, [entry("1", at=NOW)])
    subscribe(world, address)
    subscribe(world, address, member=world.other, brand=world.lumen)
    world.enter(world.rival)
    subscribe(world, address, member=world.rival_owner, brand=world.rival_brand)
    world.enter()
    assert Feed.objects.count() == 1
    collect()
    assert len(server.asked) == 1
    for agency, brands in ((world.north, {world.alder.pk, world.lumen.pk}), (world.rival, {world.rival_brand.pk})):
        assert set(ingestion.ingest(agency, now=NOW).mentions) == brands


def test_an_agency_takes_its_own_routes_only(world: World, server: Server) -> None:
    subscribe(world, publish(server, [entry("1", at=NOW)]))
    collect()
    assert ingestion.ingest(world.rival, now=NOW).routes == 0
    assert ingestion.ingest(world.north, now=NOW).routes == 1
    world.enter(world.rival)
    assert not Post.objects.exists()


def test_taking_twice_changes_nothing(world: World, server: Server) -> None:
    subscribe(world, publish(server, [entry(str(n), at=NOW) for n in range(5)]))
    flow(world)
    assert ingestion.ingest(world.north, now=NOW).routes == 0
    assert Mention.objects.count() == 5
    assert BucketCount.objects.get(query=None).total == 5


def test_counts_use_the_time_of_publication(world: World, server: Server) -> None:
    watch(world, "coffee")
    published = [NOW - minutes(400), NOW - minutes(400), NOW - minutes(7)]
    subscribe(world, publish(server, [entry(str(n), "Bad coffee", at) for n, at in enumerate(published)]))
    flow(world)
    counted = {(row.query_id is None, row.starts_at): (row.total, row.quiet) for row in BucketCount.objects.all()}
    first, second = NOW.replace(hour=7, minute=20), NOW.replace(hour=13, minute=55)
    assert counted == {
        (True, first): (2, 2), (True, second): (1, 1), (False, first): (2, 2), (False, second): (1, 1),
    }  # fmt: skip


def test_an_edit_makes_a_revision_and_is_scored_again(world: World, server: Server) -> None:
    at = NOW - minutes(3)
    subscribe(world, publish(server, [entry("1", "I love this wonderful coffee, it is the best", at)]))
    flow(world)
    assert Mention.objects.get().sentiment == "positive"
    publish(server, [entry("1", "I hate this horrible coffee, it is the worst", at)])
    flow(world, NOW + minutes(30))
    post, mention = Post.objects.get(), Mention.objects.get()
    assert (post.revision, PostRevision.objects.get().text) == (2, "I love this wonderful coffee, it is the best")
    assert mention.sentiment == "negative"
    row = BucketCount.objects.get()
    assert (row.total, row.negative) == (1, 1)


def test_what_its_source_deletes_stays_here_and_says_so_until_it_is_shown_again(world: World, server: Server) -> None:
    """In one feed: the same name in another is another post. Told twice, or after a crash, it changes nothing."""

    def feed(path: str, *ids: str, gone: str = "", title: str = "t") -> str:
        entries = "".join(
            f"<entry><id>{one}</id><title>Alder {one}</title><updated>{NOW.isoformat()}</updated></entry>"
            for one in ids
        )
        deleted = f'<at:deleted-entry ref="{gone}" when="{NOW.isoformat()}"/>' if gone else ""
        kinds = 'xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"'
        server.feed(path, f"<feed {kinds}><title>{title}</title>{deleted}{entries}</feed>".encode())
        return server.url(path)

    def states() -> list[tuple[str, str]]:
        rows = Post.objects.filter(external_id="tag:1").order_by("first_seen_at", "id")
        return [(str(row.state), row.title) for row in rows]

    subscribe(world, feed("/one", "tag:1", "tag:2"))
    subscribe(world, feed("/two", "tag:1", "tag:3"))
    flow(world)
    assert [state for state, _ in states()] == ["live", "live"]
    feed("/one", "tag:2", gone="tag:1")
    for n in (1, 2):
        flow(world, NOW + minutes(20 * n))
        feed("/one", "tag:2", gone="tag:1", title=f"again {n}")
        assert sorted(state for state, _ in states()) == ["gone", "live"]
    assert Post.objects.get(state="gone").origin.endswith(str(Mention.objects.get(post__state="gone").source.feed_id))
    assert (Mention.objects.count(), PostRevision.objects.count()) == (4, 0)
    feed("/one", "tag:1", "tag:2")
    flow(world, NOW + minutes(80))
    assert [state for state, _ in states()] == ["live", "live"]
    assert Mention.objects.count() == 4


def test_what_a_feed_shows_is_not_gone_though_it_says_so_of_an_earlier_time(world: World, server: Server) -> None:
    def feed(title: str, after: str) -> str:
        kinds = 'xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"'
        shown = f"<entry><id>tag:1</id><title>{title}</title><updated>{NOW.isoformat()}</updated></entry>"
        server.feed("/one", f"<feed {kinds}><title>t</title>{shown}{after}</feed>".encode())
        return server.url("/one")

    def gone(ref: str) -> str:
        return f'<at:deleted-entry ref="{ref}" when="{(NOW - minutes(90)).isoformat()}"/>'

    subscribe(world, feed("Alder is back", ""))
    flow(world)
    told = [("Alder is back again", gone("tag:1")), ("Alder is back again", gone("tag:9") + gone("tag:1"))]
    for n, (title, after) in enumerate([*told, ("Alder is back for good", gone("tag:1"))], start=1):
        feed(title, after)
        flow(world, NOW + minutes(30 * n))
        assert (Post.objects.get().title, Post.objects.get().state) == (title, "live")


def test_words_put_back_are_put_back_here(world: World, server: Server) -> None:
    address = publish(server, [entry("1", "Batch 12 is taken back", NOW)])
    subscribe(world, address)
    flow(world)
    told = ("Batch 12 is safe", "Batch 12 is taken back", "Batch 12 is safe", "Batch 12 is safe")
    for n, words in enumerate(told, start=1):
        publish(server, [entry("1", words, NOW), entry(f"other-{n}", f"Something else, {n}", NOW)])
        flow(world, NOW + minutes(20 * n))
        assert Post.objects.get(external_id="1").text == words
    assert Post.objects.get(external_id="1").revision == 4


def test_the_search_knows_a_post_by_the_words_it_has_now(world: World, server: Server) -> None:
    from monitoring.inbox.services import ingestion, mentions

    def found(text: str) -> int:
        return len(mentions.listed(member=world.owner, filters=mentions.Filters(text=text)))

    subscribe(world, publish(server, [entry("1", "Scherben im Café", NOW)]))
    flow(world)
    assert (found("cafe"), found("teehaus"), ingestion.read_older()) == (1, 0, 0)
    publish(server, [entry("1", "Scherben im Teehaus", NOW)])
    flow(world, NOW + minutes(30))
    assert (found("cafe"), found("teehaus"), ingestion.read_older()) == (0, 1, 0)


def test_a_persons_reading_outlives_an_edit(world: World, server: Server) -> None:
    from monitoring.inbox.services import mentions

    subscribe(world, publish(server, [entry("1", "I love this wonderful coffee", NOW)]))
    flow(world)
    mentions.correct_sentiment(member=world.analyst, mention=Mention.objects.get(), sentiment="neutral", now=NOW)
    publish(server, [entry("1", "I hate this horrible coffee", NOW)])
    flow(world, NOW + minutes(30))
    assert Mention.objects.get().sentiment == "neutral"
    assert BucketCount.objects.get().negative == 0


def test_the_first_fetch_for_a_source_is_history(world: World, server: Server) -> None:
    address = publish(server, [entry("1", at=NOW)])
    subscribe(world, address)
    flow(world)
    publish(server, [entry("2", at=NOW), entry("1", at=NOW)])
    flow(world, NOW + minutes(30))
    assert dict(Mention.objects.values_list("post__external_id", "quiet")) == {"1": True, "2": False}
    subscribe(world, address, member=world.other, brand=world.lumen)
    flow(world, NOW + minutes(60))
    late = Mention.objects.filter(brand=world.lumen)
    assert dict(late.values_list("post__external_id", "quiet")) == {"1": True, "2": True}
    assert all(mention.sentiment_model or mention.post.language != "en" for mention in late.select_related("post"))


def test_a_second_subscriber_does_not_cost_the_first_its_news(world: World, server: Server) -> None:
    address = publish(server, [entry("1", at=NOW)])
    subscribe(world, address)
    flow(world)
    publish(server, [entry("2", at=NOW), entry("1", at=NOW)])
    subscribe(world, address, member=world.other, brand=world.lumen)
    flow(world, NOW + minutes(30))
    assert dict(Mention.objects.filter(brand=world.alder).values_list("post__external_id", "quiet")) == {
        "1": True,
        "2": False,
    }


def test_unwanted_posts_are_not_stored(world: World, server: Server) -> None:
    watch(world, "alder")
    subscribe(world, publish(server, [entry("1", "Weather"), entry("2", "Sport")]), everything=False)
    collect()
    assert not Arrival.objects.exists()
    assert not Route.objects.exists()
    assert Subscription.objects.get().first_served_at is not None


def test_words_that_were_sent_already_make_no_route(world: World, server: Server) -> None:
    at = NOW - minutes(3)
    subscribe(world, publish(server, [entry("1", "Glass in my coffee", at)]))
    flow(world)
    sent = set(Route.objects.values_list("pk", flat=True))
    publish(server, [entry("1", "Glass in my coffee", at), entry("2", "Glass again", NOW + minutes(20))])
    flow(world, NOW + minutes(30))
    assert len(set(Route.objects.values_list("pk", flat=True)) - sent) == 1
    assert sorted(Post.objects.values_list("revision", flat=True)) == [1, 1]


def test_past_so_many_revisions_the_words_follow_and_the_earlier_ones_are_not_kept(
    world: World, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from monitoring.inbox.services.ingestion import posts

    monkeypatch.setattr(posts, "MOST_REVISIONS", 3)
    at = NOW - minutes(3)
    subscribe(world, publish(server, [entry("1", "Coffee 0", at)]))
    flow(world)
    for n in range(1, 6):
        publish(server, [entry("1", f"Coffee {n}", at)])
        flow(world, NOW + minutes(30 * n))
    post = Post.objects.get()
    assert (post.text, post.revision, PostRevision.objects.count()) == ("Coffee 5", 3, 2)
