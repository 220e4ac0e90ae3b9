"""The same article through several feeds is one mention, counted and said; different words stay different posts."""

import pytest

from monitoring.feeds.services import sources
from monitoring.inbox.services.ingestion.batch import Item
from monitoring.inbox.services.ingestion.posts import write_posts
from monitoring.models import BucketCount, Mention, Post, PostCopy, PostRevision, Source
from tests.loopback import Server
from tests.monitoring.arrivals import BAD, GOOD, a_post, a_source, arrive
from tests.monitoring.ground import NOW, entry, flow, minutes, publish, subscribe
from tests.world import World


def article(name: str, link: str, title: str = "Alder closes a shop", text: str = "All of it.") -> dict[str, object]:
    return {**entry(name, text, NOW, title), "url": link}


def test_one_feed_by_three_names_of_this_machine_brings_a_post_once(world: World, server: Server) -> None:
    publish(server, [], "/feed.json")
    publish(server, [], "/feed.json/")
    by = [server.url("/feed.json"), server.url("/feed.json/"), server.url("/feed.json", host="localhost")]
    made = [subscribe(world, address) for address in by]
    flow(world)
    for path, link in (
        ("/feed.json", server.url("/post/1")),
        ("/feed.json/", server.url("/post/1/", host="localhost")),
    ):
        publish(server, [article("guid-1", link)], path)
    flow(world, NOW + minutes(20))
    assert Mention.objects.count() == Post.objects.count() == 1
    assert Mention.objects.get().quiet is False
    told = [note for one in made for note in sources.health(Source.objects.get(pk=one.pk), now=NOW + minutes(20)).notes]
    assert len([note for note in told if "in another source as well" in note]) == 2


def test_a_copy_that_comes_later_is_the_stored_post_and_its_summary_edits_nothing(world: World) -> None:
    first, second = a_source(world, platform="rss"), a_source(world, "The mirror", platform="rss")
    words = {"platform": "rss", "external_id": "guid-1", "title": "Alder closes a shop"}
    arrive(first, _of(first, GOOD, url="https://www.news.example/1/", **words))
    arrive(second, _of(second, "A good morning…", url="http://news.example/1", **words), at=NOW + minutes(5))
    post = Post.objects.get()
    assert (post.text, post.revision) == (GOOD, 1)
    assert Mention.objects.count() == 1
    arrive(first, _of(first, "Now edited", url="https://www.news.example/1/", **words), at=NOW + minutes(9))
    assert Post.objects.get().text == "Now edited"


@pytest.mark.parametrize("copy_first", [True, False])
def test_a_changed_headline_in_both_feeds_is_one_edit(world: World, copy_first: bool) -> None:
    first, second = a_source(world, platform="rss"), a_source(world, "The mirror", platform="rss")

    def told(source: Source, title: str) -> object:
        link = f"https://{'www.' if source is first else ''}news.example/1"
        return _of(source, GOOD, url=link, platform="rss", external_id="guid-1", title=title)

    arrive(first, told(first, "Alder closes a shop"))
    arrive(second, told(second, "Alder closes a shop"), at=NOW + minutes(1))
    order = [second, first] if copy_first else [first, second]
    for n, title in enumerate(["Alder opens a shop", "Alder closes a shop"], start=1):
        for source in order:
            arrive(source, told(source, title), at=NOW + minutes(9 * n))
    post = Post.objects.get()
    assert (post.title, post.revision, Mention.objects.count()) == ("Alder closes a shop", 3, 1)
    assert BucketCount.objects.get(query=None).total == 1


def _told(source: Source, title: str, text: str = GOOD, link: str = "https://news.example/1", **more: object) -> object:
    return _of(source, text, **{"url": link, "platform": "rss", "external_id": "guid-1", "title": title} | more)


def _two(world: World, title: str = "Alder opens a shop") -> tuple[Source, Source]:
    """Two sources that carry one article."""
    first, second = a_source(world, platform="rss"), a_source(world, "The section", platform="rss")
    for n, source in enumerate((first, second)):
        arrive(source, _told(source, title), at=NOW + minutes(n))
    return first, second


def test_a_new_headline_in_the_feed_of_a_copy_alone_is_an_edit(world: World) -> None:
    _, second = _two(world)
    arrive(second, _told(second, "Alder accused of fraud", BAD), at=NOW + minutes(9))
    post, mention = Post.objects.get(), Mention.objects.get()
    assert (post.title, post.text, post.revision) == ("Alder accused of fraud", BAD, 2)
    assert PostRevision.objects.get().title == "Alder opens a shop"
    assert mention.sentiment == "negative"
    arrive(second, _told(second, "Alder opens a shop"), at=NOW + minutes(12))
    post.refresh_from_db()
    assert (post.title, post.revision) == ("Alder opens a shop", 3)


def test_a_brand_that_only_a_copys_new_words_concern_sees_these_words(world: World) -> None:
    _, second = _two(world)
    lumen = a_source(world, "The section", platform="rss", brand=world.lumen)
    Source.objects.filter(pk=lumen.pk).update(feed_id=second.feed_id)
    lumen.refresh_from_db()
    arrive(lumen, _told(lumen, "Lumen is terrible", BAD), at=NOW + minutes(9))
    mention = Mention.objects.get(brand=world.lumen)
    assert (mention.post.text, mention.sentiment, Post.objects.count()) == (BAD, "negative", 1)


def test_a_copy_that_says_late_what_the_post_said_once_changes_nothing(world: World) -> None:
    first, second = _two(world)
    for n, title in enumerate(["Alder opens two shops", "Alder opens three shops"], start=2):
        arrive(first, _told(first, title), at=NOW + minutes(n))
    arrive(second, _told(second, "Alder opens two shops"), at=NOW + minutes(5))
    post = Post.objects.get()
    assert (post.title, post.revision) == ("Alder opens three shops", 3)


def test_a_copy_in_the_posts_own_words_edits_it_and_a_summary_does_not(world: World) -> None:
    first, second = _two(world)
    arrive(second, _told(second, "Alder opens a shop", BAD), at=NOW + minutes(5))
    assert Post.objects.get().text == BAD
    arrive(first, _told(first, "Alder opens a shop", "The whole of it"), at=NOW + minutes(6))
    arrive(second, _told(second, "Alder opens a shop", "In short"), at=NOW + minutes(7))
    post = Post.objects.get()
    assert (post.text, post.revision) == ("The whole of it", 3)


@pytest.mark.parametrize("together", [True, False])
def test_a_copys_name_that_is_given_to_another_article_is_a_post_of_its_own(world: World, together: bool) -> None:
    _, second = _two(world)
    other = _told(second, "Lumen opens a lounge", "Another matter", "https://news.example/2")
    again = _told(second, "Lumen closes its lounge", "Another matter", "https://news.example/2")
    if together:
        arrive(second, other, again, at=NOW + minutes(9))
    else:
        arrive(second, other, at=NOW + minutes(9))
        arrive(second, again, at=NOW + minutes(12))
    assert dict(Post.objects.values_list("title", "revision")) == {
        "Alder opens a shop": 1,
        "Lumen closes its lounge": 2,
    }
    assert (Mention.objects.count(), PostCopy.objects.count()) == (2, 0)


def test_a_copy_kept_before_its_words_were_is_heard_by_its_headline(world: World) -> None:
    _, second = _two(world)
    PostCopy.objects.update(fingerprint="")
    arrive(second, _told(second, "Alder opens a shop", "In short"), at=NOW + minutes(5))
    assert Post.objects.get().text == GOOD
    PostCopy.objects.update(fingerprint="")
    arrive(second, _told(second, "Alder accused of fraud", "In short"), at=NOW + minutes(6))
    assert (Post.objects.get().title, Post.objects.get().text) == ("Alder accused of fraud", "In short")


def test_one_name_and_link_with_another_headline_are_two_posts(world: World) -> None:
    first, second = a_source(world, platform="rss"), a_source(world, "The mirror", platform="rss")
    for source, title in ((first, "Alder closes a shop"), (second, "Lumen opens a lounge")):
        arrive(source, _of(source, title, external_id="1", platform="rss", title=title, url="https://news.example/"))
    assert Mention.objects.count() == 2


def _of(source: Source, text: str, **more: object) -> object:
    return a_post(text, NOW, source=f"feed of {source.pk}", **more)


def _atom(server: Server, path: str, *ids: str, gone: str = "") -> str:
    """Serves an Atom feed of articles by these ids."""
    kinds = 'xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"'
    entries = "".join(
        f"<entry><id>{one}</id><title>Alder tells of {one}</title><updated>{NOW.isoformat()}</updated>"
        f'<link href="https://news.example/{one}"/></entry>'
        for one in ids
    )
    deleted = f'<at:deleted-entry ref="{gone}" when="{NOW.isoformat()}"/>' if gone else ""
    server.feed(path, f"<feed {kinds}><title>t</title>{deleted}{entries}</feed>".encode())
    return server.url(path)


@pytest.mark.parametrize(("status", "state"), [("active", "live"), ("paused", "gone")])
def test_what_another_feed_carries_as_well_is_not_gone_where_one_drops_it(
    world: World, server: Server, status: str, state: str
) -> None:
    subscribe(world, _atom(server, "/one", "article-1", "article-2"))
    flow(world)
    second = subscribe(world, _atom(server, "/two", "article-1"))
    flow(world, NOW + minutes(1))
    assert (Post.objects.count(), PostCopy.objects.count()) == (2, 1)
    Source.objects.filter(pk=second.pk).update(status=status)
    _atom(server, "/one", "article-2", gone="article-1")
    flow(world, NOW + minutes(30))
    assert Post.objects.get(external_id="article-1").state == state


def test_a_feed_that_shows_a_post_another_dropped_brings_it_back(world: World, server: Server) -> None:
    subscribe(world, _atom(server, "/one", "article-1", "article-2"))
    flow(world)
    _atom(server, "/one", "article-2", gone="article-1")
    flow(world, NOW + minutes(30))
    assert Post.objects.get(external_id="article-1").state == "gone"
    subscribe(world, _atom(server, "/two", "article-1"), now=NOW + minutes(31))
    flow(world, NOW + minutes(31))
    assert Post.objects.get(external_id="article-1").state == "live"


def test_two_copies_that_say_something_new_in_one_turn_are_two_edits_of_their_post(world: World) -> None:
    _, second = _two(world)
    third = a_source(world, "The archive", platform="rss")
    arrive(third, _told(third, "Alder opens a shop"), at=NOW + minutes(2))
    assert PostCopy.objects.count() == 2
    at = NOW + minutes(9)
    told = ((second, "Alder accused of fraud"), (third, "Alder answers the charge"))
    items = [
        Item(
            number,
            source.feed_id,
            _told(source, title),
            at,
            [{"source": str(source.pk), "queries": [], "quiet": False}],
        )
        for number, (source, title) in enumerate(told, 1)
    ]
    write_posts(items, at)
    post = Post.objects.get()
    assert (post.title, post.revision) == ("Alder answers the charge", 3)
    titles = PostRevision.objects.order_by("number").values_list("title", flat=True)
    assert list(titles) == ["Alder opens a shop", "Alder accused of fraud"]
