"""The posts of one account, and what a person may enter and paste."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.outside.failures import Failure, InvalidConfig, Malformed, NotFound, RateLimited, Transient
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Batch, Context, Cursor, Post, Tombstone
from tests.loopback import NOW, Answer, client, read
from tests.monitoring.feeds.connectors.bluesky.network import INA, TOM, AppView, told, uri_of


def later(app: AppView, cursor: Cursor, **passed: float) -> tuple[list[Any], Batch]:
    [batch] = app.connector.poll(Context(client(), NOW + timedelta(**passed)), app.config, cursor)
    return [app.connector.normalise(record) for record in batch.records], batch


def keys(posts: list[Any]) -> list[str]:
    return [post.external_id.rpartition("/")[2] for post in posts]


def test_a_first_poll_brings_history_and_a_second_what_came_since(app: AppView) -> None:
    for number in range(30):
        app.write(f"p{number:02}", minutes_ago=60 - number)
    posts, [batch] = read(app.connector, app.config, {})
    assert keys(posts) == [f"p{number:02}" for number in range(30)]
    assert batch.title == "@ina.example on Bluesky"
    assert later(app, batch.cursor)[0] == []
    app.write("new", minutes_ago=1)
    assert keys(later(app, batch.cursor)[0]) == ["new"]


def test_a_post_is_told_with_its_author(app: AppView) -> None:
    app.write("a", "Refund, Acme?")
    [post], _ = read(app.connector, app.config, {})
    assert (post.author_handle, post.author_name, post.author_external_id) == ("ina.example", "Ina", INA)
    assert post.url == "https://bsky.app/profile/ina.example/post/a"
    assert post.canonical_url == f"https://bsky.app/profile/{INA}/post/a"
    assert post.engagement == {"replies": 1, "shares": 0, "likes": 3}


def test_what_others_wrote_and_what_is_kept_on_top_is_left_out(app: AppView) -> None:
    app.write("mine")
    app.write("theirs", did=TOM, why={"reason": {"$type": "app.bsky.feed.defs#reasonRepost"}})
    app.write("old", minutes_ago=90_000, why={"reason": {"$type": "app.bsky.feed.defs#reasonPin"}})
    assert keys(read(app.connector, app.config, {})[0]) == ["mine"]


def test_what_is_taken_in_a_little_late_is_read(app: AppView) -> None:
    app.write("a", minutes_ago=5)
    _, [batch] = read(app.connector, app.config, {})
    app.write("late", minutes_ago=9)
    posts, after = later(app, batch.cursor)
    assert keys(posts) == ["late"]
    assert later(app, after.cursor)[0] == []


def test_more_than_one_page_between_two_polls_leaves_no_gap(app: AppView) -> None:
    app.write("a", minutes_ago=500)
    _, [batch] = read(app.connector, app.config, {})
    for number in range(250):
        app.write(f"p{number:03}", minutes_ago=400 - number)
    posts, after = later(app, batch.cursor)
    assert keys(posts) == [f"p{number:03}" for number in range(250)]
    assert not after.missed


def test_more_than_can_be_read_at_once_is_a_gap(app: AppView) -> None:
    app.write("a", minutes_ago=5_000)
    _, [batch] = read(app.connector, app.config, {})
    for number in range(1_050):
        app.write(f"p{number:04}", minutes_ago=1_100 - number)
    posts, after = later(app, batch.cursor)
    assert len(posts) == 1_000
    assert (after.missed_since, after.missed_until) == (
        NOW - timedelta(minutes=5_000), NOW - timedelta(minutes=1_050),
    )  # fmt: skip


def test_a_poll_that_fails_on_its_second_page_reads_all_of_it_again(app: AppView) -> None:
    app.write("a", minutes_ago=500)
    _, [batch] = read(app.connector, app.config, {})
    for number in range(150):
        app.write(f"p{number:03}", minutes_ago=400 - number)
    whole = app.server.answers["/xrpc/app.bsky.feed.getAuthorFeed"]
    assert callable(whole)
    app.server.answers["/xrpc/app.bsky.feed.getAuthorFeed"] = lambda asked: (
        Answer(status=502) if "cursor" in asked.path else whole(asked)
    )
    with pytest.raises(Transient):
        later(app, batch.cursor)
    app.server.answers["/xrpc/app.bsky.feed.getAuthorFeed"] = whole
    assert len(later(app, batch.cursor)[0]) == 150


def test_what_was_deleted_or_changed_is_seen_at_its_next_look(app: AppView) -> None:
    app.write("a", "As it was", minutes_ago=10)
    app.write("b", "Soon gone", minutes_ago=10)
    _, [batch] = read(app.connector, app.config, {})
    app.posts[0]["record"]["text"] = "As it is"
    del app.posts[1]
    posts, after = later(app, batch.cursor, minutes=10)
    assert [one.text for one in posts if isinstance(one, Post)] == ["As it is"]
    assert [one.external_id for one in posts if isinstance(one, Tombstone)] == [uri_of("b")]
    assert later(app, after.cursor, minutes=11)[0] == []


def test_looks_that_cant_be_had_now_are_had_later(app: AppView) -> None:
    app.write("a", minutes_ago=10)
    _, [batch] = read(app.connector, app.config, {})
    named = app.server.answers["/xrpc/app.bsky.feed.getPosts"]
    app.server.answers["/xrpc/app.bsky.feed.getPosts"] = Answer(status=503)
    app.posts.clear()
    posts, failed = later(app, batch.cursor, minutes=10)
    assert posts == [] and "could not be read again" in failed.notes[0]
    app.server.answers["/xrpc/app.bsky.feed.getPosts"] = named
    assert len(later(app, failed.cursor, minutes=11)[0]) == 1


@pytest.mark.parametrize("hidden", ["InvalidRequest", "AccountTakedown", "AccountDeactivated"])
def test_an_account_that_is_not_there_is_said_so(app: AppView, hidden: str) -> None:
    app.hidden = hidden
    with pytest.raises(NotFound, match="no such account"):
        read(app.connector, app.config, {})
    with pytest.raises(InvalidConfig) as refused:
        app.connector.check(Context(client(), NOW), app.config)
    assert refused.value.field == "account"


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (told({"error": "RateLimitExceeded"}, 429, RateLimit_Reset=str(int((NOW + timedelta(minutes=4)).timestamp()))), RateLimited),
        (told({"error": "RateLimitExceeded"}, 429, Retry_After="60"), RateLimited),
        (told({"error": "UpstreamFailure"}, 502), Transient), (told([1, 2]), Malformed), (told({"feed": "no"}), Malformed),
        (Answer(body=b'{"feed": [', length=900), Malformed), (Answer(body=b"<html>"), Malformed),
    ],
)  # fmt: skip
def test_every_fault_is_named(app: AppView, answer: Answer, failure: type[Failure]) -> None:
    answer.headers["Date"] = NOW.strftime("%a, %d %b %Y %H:%M:%S GMT")
    app.server.answers["/xrpc/app.bsky.feed.getAuthorFeed"] = answer
    with pytest.raises(failure) as caught:
        read(app.connector, app.config, {})
    if failure is RateLimited:
        assert caught.value.asked_to_wait(NOW) in (60.0, 240.0)


def test_lies_of_type_are_left_out(app: AppView) -> None:
    app.posts = [{"uri": 3}, {"uri": uri_of("x"), "author": {"did": TOM}, "record": {}}, {"record": None}]
    app.write("a")
    assert keys(read(app.connector, app.config, {})[0]) == ["a"]


def test_authors_of_the_stream_are_named_by_one_question(app: AppView) -> None:
    for number in range(30):
        app.write(f"p{number}", f"Text {number}")
    app.posts.pop()
    nameless = [
        Post(platform="bluesky", source="bluesky", external_id=uri_of(f"p{number}"), text=f"Text {number}")
        for number in range(30)
    ]
    known = app.connector.complete(Context(client(), NOW), nameless)
    assert len(known) == 29 and {post.author_handle for post in known} == {"ina.example"}
    assert len(app.server.asked) == 2  # 25 names a question


def test_check_shows_the_last_posts(app: AppView) -> None:
    for number in range(12):
        app.write(f"p{number:02}", minutes_ago=30 - number)
    checked = app.connector.check(Context(client(), NOW), app.config)
    assert keys(list(checked.posts_sample)) == [f"p{number:02}" for number in range(11, 1, -1)]
    assert checked.title == "@ina.example on Bluesky"


@pytest.mark.parametrize(
    ("text", "config"),
    [
        ("@ina.example", {"watch": "account", "account": "ina.example"}),
        ("https://bsky.app/profile/Acme.bsky.social", {"watch": "account", "account": "acme.bsky.social"}),
        (f"https://bsky.app/profile/{INA}/", {"watch": "account", "account": INA}),
        ("https://bsky.app/", {"watch": "network"}), ("@ina@server.example", None), ("@ina", None),
        ("https://bsky.app/profile/ina.example/post/3l3q", None), ("https://bsky.app/search?q=acme", None), ("robin.bsky.social", None),
    ],
)  # fmt: skip
def test_what_is_pasted_is_known(text: str, config: dict[str, str] | None) -> None:
    assert registry.get("bluesky").recognise(text) == config


@pytest.mark.parametrize(
    ("config", "field"),
    [
        ({"watch": "account"}, "account"), ({"watch": "account", "account": "ina"}, "account"),
        ({"watch": "account", "account": "https://other.example/profile/ina.example"}, "account"), ({"account": "ina.example"}, "account"),
        ({"watch": "network", "jetstream": "https://x.example/y"}, "jetstream"), ({"jetstream": "two words"}, "jetstream"),
    ],
)  # fmt: skip
def test_what_cant_be_is_refused_at_its_field(config: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidConfig) as refused:
        registry.get("bluesky").tidy(config)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"watch": "account", "account": "@Ina.Example"}, {"watch": "account", "account": "https://bsky.app/profile/ina.example"}),
        ({}, {"watch": "network", "jetstream": "wss://jetstream.us-east.bsky.network/"}),
    ],
)  # fmt: skip
def test_two_spellings_are_one_feed(one: dict[str, str], other: dict[str, str]) -> None:
    connector = registry.get("bluesky")
    assert connector.source_key(connector.tidy(one)) == connector.source_key(connector.tidy(other))


def test_the_cursor_is_bounded_and_holds_no_words(app: AppView) -> None:
    for number in range(300):
        app.write(f"p{number:03}", "A secret word", minutes_ago=3 - number / 100)
    _, [batch] = read(app.connector, app.config, {})
    assert "secret" not in str(batch.cursor) and len(batch.cursor["seen"]) <= 500
    assert isinstance(batch.cursor["high"], float) and datetime.fromtimestamp(batch.cursor["high"])
