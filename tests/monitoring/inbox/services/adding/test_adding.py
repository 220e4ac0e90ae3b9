"""A mention that a person adds: by link or by hand, matched, counted and judged as any other; duplicates said; bad words at their field."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.errors import Conflict, Forbidden, Invalid, NotFound
from accounts.events.models import Event
from monitoring.feeds.connectors.protocol import Tombstone
from monitoring.inbox.services import adding
from monitoring.inbox.services.adding import MentionDraft
from monitoring.inbox.services.ingestion.deleting import erase_deleted
from monitoring.models import BucketCount, FreshMention, Mention, MentionMatch, Post, Source
from tests.monitoring.arrivals import a_post, a_source, arrive
from tests.monitoring.ground import NOW, watch
from tests.record import refused, written
from tests.world import World

LINK = "https://ledger.example/alder-recalls"


def _add(world: World, member: Any = None, **draft: Any) -> Mention:
    return adding.add_mention(member=member or world.analyst, brand=world.alder, draft=MentionDraft(**draft), now=NOW)


def test_a_linked_post_is_a_mention_with_what_matches_and_is_news(world: World) -> None:
    query = watch(world, '"cold brew"')
    made = _add(
        world, url=LINK, title="Alder recalls its cold brew", author="Mira K", published_at=NOW - timedelta(minutes=5)
    )
    post = made.post
    assert (post.origin, post.external_id, post.kind, post.author) == ("web", LINK, "article", "Mira K")
    assert MentionMatch.objects.get().query_id == query.pk
    assert not made.quiet and FreshMention.objects.filter(mention=made).exists()
    assert BucketCount.objects.get(query=None).total == 1
    source = Source.objects.get(pk=made.source_id)
    assert (source.name, source.status, source.platform) == ("Added by hand", "given", "file")


def test_a_letter_is_typed_with_where_and_when_and_an_old_one_wakes_nobody(world: World) -> None:
    made = _add(
        world,
        text="Dear Alder, I am not amused.",
        author="T. Bell",
        where="letter",
        published_at=NOW - timedelta(days=30),
    )
    assert (made.post.origin.partition(":")[0], made.post.kind, made.post.url) == ("letter", "message", "")
    assert made.quiet and not FreshMention.objects.exists()
    assert made.published_at == NOW - timedelta(days=30)


def test_the_same_words_or_link_again_are_said_with_the_mention_there_is(world: World) -> None:
    first = _add(world, text="Dear Alder, I am not amused.", where="letter")
    linked = _add(world, url=LINK, title="Alder recalls its cold brew")
    for draft, mention in (
        ({"text": "Dear Alder, I am not amused.", "where": "letter"}, first),
        ({"url": "http://www.ledger.example/alder-recalls/?utm_source=x", "title": "Another headline"}, linked),
    ):
        with pytest.raises(Conflict) as caught:
            _add(world, **draft)
        assert (caught.value.code, caught.value.data) == ("mention_exists", {"mention": str(mention.pk)})
    assert Mention.objects.count() == 2


def test_a_post_of_a_source_is_known_and_one_of_another_brand_becomes_this_ones_too(world: World) -> None:
    post = a_post("Alder forgot me", platform="x", external_id="2090", url="https://x.com/ina/status/2090")
    arrive(a_source(world, platform="x", brand=world.lumen), post)
    made = _add(world, url="https://twitter.com/ina/status/2090", text="Alder forgot me")
    assert Post.objects.count() == 1 and Mention.objects.count() == 2 and made.brand_id == world.alder.pk
    with pytest.raises(Conflict):
        _add(world, url="https://x.com/ina/status/2090", text="Alder forgot me")


def test_what_a_source_brings_later_is_the_post_that_was_pasted(world: World) -> None:
    made = _add(world, url="https://x.com/ina/status/2090", text="Alder forgot me")
    arrive(a_source(world, platform="x"), a_post("Alder forgot me", platform="x", external_id="2090"))
    assert Mention.objects.get().pk == made.pk


def test_what_its_author_deleted_stays_deleted(world: World) -> None:
    made = _add(world, url="https://x.com/ina/status/2090", text="I regret this")
    erase_deleted([(1, [], made.post.feed_id, Tombstone("x", "x", "2090", NOW).to_json(), NOW)], NOW)
    Mention.objects.all().delete()
    with pytest.raises(Conflict) as caught:
        _add(world, url="https://x.com/ina/status/2090", text="I regret this")
    assert caught.value.code == "deleted_at_source" and Post.objects.get().text == ""


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        ({"url": LINK}, {"text"}),
        ({"text": "Words"}, {"where"}),
        ({"text": "Words", "url": "javascript:alert(1)"}, {"url"}),
        ({"text": "Words", "where": "moon"}, {"where"}),
        ({"text": "Words\x00", "url": LINK}, {"text"}),
        ({"text": "x" * 20_001, "title": "y" * 301, "url": LINK}, {"text", "title"}),
        ({"text": "Words", "where": "letter", "published_at": NOW + timedelta(minutes=1)}, {"published_at"}),
    ],
)  # fmt: skip
def test_what_is_amiss_is_said_at_every_field_and_nothing_stays(
    world: World, draft: dict[str, Any], fields: set[str]
) -> None:
    with pytest.raises(Invalid) as caught:
        _add(world, **draft)
    assert set(caught.value.fields) == fields and not Post.objects.exists()


def test_who_may_not_triage_or_is_not_on_the_brand_adds_nothing(world: World) -> None:
    for member, error in ((world.client, Forbidden), (world.other, NotFound)):
        with pytest.raises(error):
            _add(world, member, url=LINK, title="Alder recalls")
    assert not Post.objects.exists()


def test_an_added_mention_is_on_record_with_who_added_it(world: World) -> None:
    events = written(lambda: _add(world, url=LINK, title="Alder recalls its cold brew"))
    told = {one.action: one for one in events}
    assert set(told) == {"mention.arrived", "mention.added"}
    assert (told["mention.added"].actor_id, told["mention.added"].subject_id) == (
        world.analyst.user_id,
        str(Mention.objects.get().pk),
    )
    assert refused(lambda: _add(world, url=LINK, title="Alder recalls its cold brew")) == []
    assert "recalls" not in str(list(Event.objects.values_list("data", flat=True)))
