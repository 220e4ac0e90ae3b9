"""A secret is its agency's and brand's: sealed, opened for a fetch alone, in no answer, no log and no table in the clear."""

import logging
from typing import Any

import pytest
from django.db import connection

from accounts.encryption import decrypt, encrypt
from accounts.errors import Invalid
from accounts.models import AccessLog
from accounts.outside.failures import AuthExpired
from monitoring.feeds.collection import credentials
from monitoring.feeds.models import Credential, Feed, Subscription
from monitoring.feeds.services import sources
from monitoring.models import Mention, Source
from tests.monitoring.feeds.stand_in.connector import PolledSquare, PushedSquare, notice
from tests.monitoring.feeds.stand_in.entering import known
from tests.monitoring.ground import NOW, collect, flow, minutes
from tests.world import World

__all__ = ["known"]
SQUARE, WORD = "square:market", "swordfish-9f2"


def add(world: World, word: str = WORD, brand: Any = None, member: Any = None, **fields: Any) -> Source:
    given = sources.filled_in("square", {"square": SQUARE, "word": word, **fields})
    return sources.add_tried_source(
        member=member or world.manager, brand=brand or world.alder, given=given, name="Square", everything=True, now=NOW
    )


def everywhere() -> str:
    """All that is written in public and in the agency's schema."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname = ANY (current_schemas(false))"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
            found.append(cursor.fetchone()[0])
    return "\n".join(found)


def test_a_source_with_a_secret_is_read_with_it_and_it_is_written_nowhere(
    world: World, known: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    square = known(PolledSquare(WORD))
    square.board = [notice("1", "Old news")]
    add(world)
    flow(world)
    square.board += [notice("2", "Glass in the cold brew")]
    Feed.objects.update(next_fetch_at=NOW + minutes(10))
    flow(world, NOW + minutes(10))
    assert set(Mention.objects.values_list("post__text", "quiet")) == {
        ("Old news", True),
        ("Glass in the cold brew", False),
    }
    row = Credential.objects.get()
    assert (row.field, row.agency_id, row.set_by_id, row.set_at) == ("word", world.north.pk, world.manager.user_id, NOW)
    assert decrypt(row.sealed)[-1] == WORD
    assert "Glass in the cold brew" in everywhere() and WORD not in everywhere()
    assert WORD not in caplog.text
    said = AccessLog.objects.get(action="source.secret_set")
    assert (said.subject, said.detail) == ("Alder Coffee: Square", {"fields": ["word"]})


def test_a_wrong_secret_is_refused_where_it_was_entered(world: World, known: Any) -> None:
    known(PolledSquare(WORD))
    with pytest.raises(Invalid) as refused:
        add(world, "guess")
    assert (refused.value.fields, refused.value.code) == (
        {"word": ["The crier does not know this word."]},
        "auth_expired",
    )
    assert "guess" not in str(refused.value)
    assert not Feed.objects.exists() and not Credential.objects.exists() and not Source.objects.exists()


def test_a_feed_with_a_secret_is_no_other_brands_and_no_other_agencys(world: World, known: Any) -> None:
    known(PolledSquare())
    mine, beside = add(world, WORD), add(world, "other", brand=world.lumen, member=world.owner)
    shared = add(world, "", brand=world.lumen, member=world.owner)
    world.enter(world.rival)
    theirs = add(world, WORD, brand=world.rival_brand, member=world.rival_owner)
    open_to_all = add(world, "", brand=world.rival_brand, member=world.rival_owner)
    world.enter()
    assert len({mine.feed_id, beside.feed_id, theirs.feed_id, shared.feed_id}) == 4
    assert open_to_all.feed_id == shared.feed_id
    private = dict(Feed.objects.values_list("pk", "private_to"))
    assert [private[one.feed_id] for one in (mine, beside, theirs, shared)] == [
        world.north.pk, world.north.pk, world.rival.pk, None,
    ]  # fmt: skip
    assert set(credentials.kept(private, world.north)) == {mine.feed_id, beside.feed_id}


def test_a_shared_feed_keeps_no_secret_and_knows_only_what_tells_it_apart(world: World, known: Any) -> None:
    known(PolledSquare())
    add(world, "", depth=7, wall="north")
    feed = Feed.objects.get()
    assert (feed.private_to_id, feed.config) == (None, {"square": SQUARE, "wall": "north"})
    assert Source.objects.get().fields == {"square": SQUARE, "wall": "north", "depth": 7}
    with pytest.raises(ValueError, match="own agency"):
        credentials.put(feed, world.north, {"word": WORD}, by=world.manager.user, now=NOW)


@pytest.mark.parametrize("which", ["another feed's", "another key's"])
def test_a_sealed_secret_opens_nothing_in_another_row_and_a_lost_key_asks_a_person(
    world: World, known: Any, which: str, settings: Any
) -> None:
    known(PolledSquare(WORD))
    made = add(world)
    if which == "another key's":
        settings.FIELD_KEYS = ["another key, and long enough to be one of them"]
    else:
        Credential.objects.update(sealed=encrypt([str(world.north.pk), str(world.rival.pk), "word", WORD]))
    with pytest.raises(AuthExpired, match="Enter it again"):
        credentials.opened(Feed.objects.get(pk=made.feed_id))
    [collected] = collect()
    assert isinstance(collected.failure, AuthExpired)
    assert Feed.objects.get().error_code == "auth_expired"


def test_a_removed_sources_secrets_are_gone_and_a_paused_ones_stay(world: World, known: Any) -> None:
    known(PolledSquare(WORD))
    made = add(world)
    sources.pause_source(member=world.manager, source=made, now=NOW)
    assert Credential.objects.count() == 1
    sources.remove_source(member=world.manager, source=made, now=NOW)
    assert not Credential.objects.exists()


def test_no_page_and_no_answer_of_the_api_opens_a_secret(
    world: World, known: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(PolledSquare(WORD))
    made = add(world)

    def never(*_: Any) -> Any:
        raise AssertionError("A secret was opened outside of a fetch.")

    monkeypatch.setattr(credentials, "opened", never)
    browser = world.browser(world.manager)
    home = "/brands/alder-coffee/sources/"
    for path in (home, f"{home}{made.pk}/", "/api/v1/sources/", f"/api/v1/sources/{made.pk}/"):
        answer = browser.get(path)
        assert (
            answer.status_code == 200 and WORD not in answer.text and Credential.objects.get().sealed not in answer.text
        )
    sent = {"name": "Square", "everything": "1", "field-square": SQUARE, "field-depth": "9", "field-word": ""}
    assert browser.post(f"{home}{made.pk}/", sent).status_code == 303
    changed = {"fields": {"depth": 8}}
    assert browser.patch(f"/api/v1/sources/{made.pk}/", changed, content_type="application/json").status_code == 200
    world.enter()
    assert Feed.objects.get().config == {"square": SQUARE, "depth": 8}


def test_what_is_sent_is_proven_with_the_brands_own_secret(world: World, known: Any) -> None:
    import json

    from monitoring.feeds import collection
    from monitoring.feeds.connectors.protocol import Delivery
    from monitoring.inbox.services import ingestion

    known(PushedSquare(WORD))
    add(world)
    tenant: Any = connection.tenant
    connection.set_schema_to_public()
    try:
        body = json.dumps([notice("1", "Glass in the cold brew")]).encode()
        pk = Subscription.objects.get().feed_id
        forged = collection.receive(pk, Delivery(headers={"signed": "guess"}, body=body), NOW)
        assert forged.failure is not None
        collection.receive(pk, Delivery(headers={"signed": WORD}, body=body), NOW)
    finally:
        connection.set_tenant(tenant)
    ingestion.ingest(world.north, now=NOW)
    assert Mention.objects.get().post.text == "Glass in the cold brew"


@pytest.mark.parametrize(
    ("moved_to", "follows"),
    [
        ("https://a.example/new", True),
        ("https://b.example/f", False),
        ("http://a.example/new", False),
        ("https://a.example:8443/f", False),
    ],
)
def test_a_feed_with_a_secret_moves_to_no_other_host_and_not_into_the_clear(moved_to: str, follows: bool) -> None:
    assert credentials.may_follow(Feed(url="https://a.example/f"), moved_to) is follows
