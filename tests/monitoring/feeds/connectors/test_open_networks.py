"""From what is pasted to a mention, and what becomes of it: networks that anybody may read."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from monitoring.feeds.models import Feed
from monitoring.feeds.services import sources
from monitoring.models import Mention, PostRevision
from tests.loopback import NOW, Server
from tests.monitoring.feeds.connectors.discourse.forum import Forum
from tests.monitoring.feeds.connectors.gdelt.news import News
from tests.monitoring.feeds.connectors.github.forge import Forge
from tests.monitoring.feeds.connectors.stackexchange.site import Site
from tests.monitoring.feeds.connectors.wikipedia import wiki as edition
from tests.monitoring.feeds.connectors.wikipedia.wiki import Wiki
from tests.monitoring.feeds.stand_in.entering import known
from tests.monitoring.fixtures import loopback_is_allowed
from tests.monitoring.ground import flow, subscribe
from tests.world import World

__all__ = ["known", "loopback_is_allowed"]


def later(world: World, **passed: float) -> None:
    Feed.objects.update(next_fetch_at=NOW + timedelta(**passed))
    flow(world, NOW + timedelta(**passed))


def told() -> list[tuple[str, str, bool]]:
    """Each mention's text, the state of its post, and whether it came as history."""
    rows = Mention.objects.order_by("post__external_id").values_list("post__text", "post__state", "quiet")
    return [(text.partition("\n")[0], state, quiet) for text, state, quiet in rows]


def test_a_tag_of_stack_exchange(world: World, known: Any, server: Server) -> None:
    site = Site(server)
    known(site.connector)
    site.ask(1, "It broke.", minutes_ago=60)
    subscribe(world, "https://stackoverflow.com/questions/tagged/acme-sdk")
    flow(world, NOW)
    site.answer(2, 1, "Glass in it.", minutes_ago=-5)
    later(world, minutes=20)
    assert told() == [("It broke.", "live", True), ("Glass in it.", "live", False)]
    site.answers.clear()
    later(world, hours=3)
    later(world, hours=4)
    assert told()[1] == ("", "gone", False)


def test_a_repository_of_github(world: World, known: Any, server: Server) -> None:
    forge = Forge(server)
    known(forge.connector)
    forge.write(1, "It broke.", minutes_ago=60)
    made = subscribe(world, "https://github.com/acme/blender")
    assert made.address == "https://github.com/acme/blender/issues"
    flow(world, NOW)
    forge.write(2, "Glass in it.", minutes_ago=-5)
    later(world, minutes=20)
    forge.touch("I_1", -21, body="It works.")
    later(world, minutes=30)
    assert told() == [("It works.", "live", True), ("Glass in it.", "live", False)]
    forge.items.pop("I_2")
    later(world, hours=3)
    assert told()[1] == ("", "gone", False)


def test_a_topic_of_a_forum(world: World, known: Any, server: Server) -> None:
    forum = Forum(server)
    known(forum.connector)
    forum.write(1, "It broke.")
    given = sources.filled_in("discourse", {"forum": server.url("/latest"), "watch": "topic", "term": "9"})
    checked = sources.check_source(member=world.manager, given=given, now=NOW)
    assert (checked.title, len(checked.samples)) == ("Acme talk: topic 9", 1)
    sources.add_source(
        member=world.manager, brand=world.alder, given=given, name="The forum", everything=True, now=NOW
    )  # fmt: skip
    flow(world, NOW)
    forum.write(2, "Glass in it.", minutes_ago=-5)
    later(world, minutes=20)
    assert told() == [("It broke.", "live", True), ("Glass in it.", "live", False)]
    forum.posts[2]["user_deleted"] = True
    later(world, hours=3)
    assert told()[1] == ("", "gone", False)


def test_an_article_of_wikipedia(world: World, known: Any, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    wiki = Wiki(server)
    known(wiki.connector)
    monkeypatch.setattr(edition, "CONTACT", settings.PLATFORM_ORIGIN)
    wiki.edit(1, minutes_ago=60)
    subscribe(world, "https://en.wikipedia.org/wiki/Acme_Corporation")
    flow(world, NOW)
    wiki.edit(2, minutes_ago=-5, comment="Glass in it.")
    later(world, minutes=8)
    wiki.revisions[2]["tags"] = ["mw-reverted"]
    later(world, minutes=25)
    assert told() == [("Recalls: new source", "live", True), ("Glass in it.", "live", False)]
    assert PostRevision.objects.count() == 1
    assert Mention.objects.get(post__external_id="2").post.text.endswith("This edit was undone.")


def test_words_in_the_news_of_gdelt(world: World, known: Any, server: Server) -> None:
    news = News(server)
    known(news.connector)
    news.publish(1, minutes_ago=60 * 5)
    given = sources.filled_in("gdelt", {"query": "acme jars", "accepted": True})
    sources.add_source(
        member=world.manager, brand=world.alder, given=given, name="News", everything=True, now=NOW
    )  # fmt: skip
    flow(world, NOW)
    news.publish(2, minutes_ago=-10)
    later(world, minutes=16)
    rows = Mention.objects.order_by("post__external_id").values_list("post__title", "quiet")
    assert list(rows) == [("Acme jars, part 1", True), ("Acme jars, part 2", False)]
