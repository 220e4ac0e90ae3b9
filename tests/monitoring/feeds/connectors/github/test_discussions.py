"""Discussions of a repository: all that is said comes again with each change, and is read once."""

import json
from datetime import timedelta
from typing import Any

import pytest

from accounts.outside.failures import (
    AuthExpired,
    Failure,
    Forbidden,
    InvalidConfig,
    Malformed,
    NotFound,
    RateLimited,
    Transient,
)
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Batch, Context, Cursor, Post, Tombstone
from tests.loopback import NOW, Answer, Server, client, read
from tests.monitoring.feeds.connectors.github.forge import TOKEN
from tests.monitoring.feeds.connectors.github.talk import Talk, reply

ASKED = {"repository": "acme/blender", "watch": "discussions"}


@pytest.fixture
def talk(server: Server) -> Talk:
    return Talk(server)


def ids(posts: list[Post]) -> list[str]:
    return [post.external_id for post in posts]


def later(talk: Talk, cursor: Cursor, **passed: float) -> tuple[list[Post], list[str], Batch]:
    """A poll after that time: posts, what is gone, and its last batch."""
    context = Context(client(), NOW + timedelta(**passed), {"token": TOKEN})
    batches = list(talk.connector.poll(context, ASKED, cursor))
    found = [talk.connector.normalise(record) for batch in batches for record in batch.records]
    gone = [one.external_id for one in found if isinstance(one, Tombstone)]
    return [one for one in found if isinstance(one, Post)], gone, batches[-1]


def test_a_discussion_comes_with_what_was_said_and_answered_in_it(talk: Talk) -> None:
    talk.open(1)
    talk.say("C_1", "D_1")["replies"]["nodes"].append(reply("R_1"))
    posts, _, last = later(talk, {})
    assert [(post.external_id, post.kind, post.in_reply_to, post.conversation) for post in posts] == [
        ("D_1", "post", "", "acme/blender#1"), ("C_1", "comment", "D_1", "acme/blender#1"), ("R_1", "comment", "C_1", "acme/blender#1"),
    ]  # fmt: skip
    assert (posts[0].title, posts[0].text, posts[0].author_external_id) == ("Returns", "How do I return it?", "42")
    assert posts[0].engagement == {"likes": 3, "comments": 0}
    assert last.title == "acme/blender on GitHub: discussions" and last.complete and last.next_poll == 300


def test_a_second_poll_brings_what_is_new_or_edited_in_them_and_nothing_twice(talk: Talk) -> None:
    talk.open(1)
    talk.say("C_1", "D_1")
    _, _, last = later(talk, {})
    assert later(talk, last.cursor)[0] == []
    talk.say("C_2", "D_1", minutes_ago=-1)
    talk.discussions["D_1"]["comments"]["nodes"][0]["body"] = "Or like that."
    posts, _, _ = later(talk, last.cursor, minutes=5)
    assert [(post.external_id, post.text) for post in posts] == [("C_1", "Or like that."), ("C_2", "Like this.")]


def test_what_was_said_long_ago_is_no_news_though_somebody_answers_now(talk: Talk) -> None:
    talk.open(1, minutes_ago=60 * 24 * 90)
    talk.say("C_1", "D_1")
    assert ids(later(talk, {})[0]) == ["C_1"]


def test_pages_go_down_to_what_is_known_and_a_worker_that_dies_loses_and_doubles_nothing(talk: Talk) -> None:
    talk.most = 3
    for number in range(1, 11):
        talk.open(number, minutes_ago=600 - number)
    context = Context(client(), NOW, {"token": TOKEN})
    first = next(iter(talk.connector.poll(context, ASKED, {})))
    talk.say("C_1", "D_9")
    posts, _, last = later(talk, json.loads(json.dumps(first.cursor)))
    seen = [*(record["id"] for record in first.records), *ids(posts)]
    assert sorted(seen) == sorted(["C_1", *(f"D_{number}" for number in range(1, 11))])
    talk.server.asked.clear()
    talk.open(11, minutes_ago=-1)
    assert ids(later(talk, last.cursor, minutes=5)[0]) == ["D_11"]
    assert len([one for one in talk.server.asked if b'"after"' in one.body]) == 1


def test_more_changes_than_are_read_at_once_are_a_gap(talk: Talk) -> None:
    talk.most = 2
    talk.open(1)
    _, _, last = later(talk, {})
    for number in range(2, 40):
        talk.open(number, minutes_ago=-number / 10)
    posts, _, last = later(talk, last.cursor, minutes=10)
    assert len(posts) == 20 and "may be missing" in last.missed and last.missed_since is not None


def test_what_is_not_found_is_gone_and_an_edit_is_seen_by_the_look(talk: Talk) -> None:
    talk.open(1, minutes_ago=5)
    said = talk.say("C_1", "D_1")
    talk.say("C_2", "D_1")
    _, _, last = later(talk, {})
    talk.discussions["D_1"]["comments"]["nodes"].pop()
    said["body"] = "Or like that."
    talk.discussions["D_1"]["updatedAt"] = "2026-11-01T00:00:00Z"  # no list shows it
    posts, gone, last = later(talk, last.cursor, minutes=20)
    assert [post.text for post in posts] == ["Or like that."] and gone == ["C_2"]
    assert later(talk, last.cursor, hours=30)[1] == []


@pytest.mark.parametrize(
    "body",
    [b'{"data":{"nodes":[null]}}', b'{"data":{"nodes":[]}}', b'{"data":{}}', b'{"data":{"nodes":[{"id":"other"}]}}'],
)
def test_an_odd_answer_about_a_post_is_no_deletion(talk: Talk, server: Server, body: bytes) -> None:
    talk.open(1, minutes_ago=5)
    _, _, last = later(talk, {})
    list_ = server.answers["/graphql"]
    server.answers["/graphql"] = lambda asked: Answer(body=body) if b'"ids"' in asked.body else list_(asked)  # type: ignore[operator]
    posts, gone, last = later(talk, last.cursor, minutes=20)
    assert (posts, gone) == ([], []) and len(last.cursor["watched"]) == 1


def test_without_a_token_it_is_said_at_its_field(talk: Talk) -> None:
    with pytest.raises(InvalidConfig) as refused:
        talk.connector.check(Context(client(), NOW), ASKED)
    assert refused.value.field == "token"
    with pytest.raises(AuthExpired):
        read(talk.connector, ASKED, {})
    with pytest.raises(InvalidConfig, match="misspelt"):
        talk.connector.check(Context(client(), NOW, {"token": TOKEN}), ASKED | {"repository": "other/thing"})
    talk.open(1)
    assert len(talk.connector.check(Context(client(), NOW, {"token": TOKEN}), ASKED).posts_sample) == 1


@pytest.mark.parametrize(
    ("answer", "failure", "wait"),
    [
        (Answer(body=b'{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}'), RateLimited, 60),
        (Answer(status=403, body=b'{"message":"You have exceeded a secondary rate limit."}', headers={"Retry-After": "9"}), RateLimited, 9),
        (Answer(body=b'{"data":null,"errors":[{"type":"INSUFFICIENT_SCOPES"}]}'), Forbidden, None),
        (Answer(body=b'{"errors":[{"message":"Parse error"}]}'), Malformed, None),
        (Answer(body=b'{"data":{"repository":null},"errors":[{"type":"NOT_FOUND","path":["repository"]}]}'), NotFound, None),
        (Answer(body=b'{"data":{"repository":{"discussions":3}}}'), Malformed, None),
        (Answer(status=502), Transient, None),
        (Answer(body=b"<html>"), Malformed, None),
        (Answer(body=b'{"data":{', length=90), Malformed, None),
    ],
)  # fmt: skip
def test_a_bad_answer_is_named(talk: Talk, answer: Answer, failure: type[Failure], wait: Any) -> None:
    talk.instead = answer
    with pytest.raises(failure) as raised:
        read(talk.connector, ASKED, {}, token=TOKEN)
    assert raised.value.asked_to_wait(NOW) == wait


def test_nodes_of_odd_shape_are_left_out_and_robots_too(talk: Talk) -> None:
    talk.open(1, author=None, body=None)
    talk.open(2, comments=3)
    talk.discussions["D_3"] = {"id": 3, "updatedAt": "soon"}
    talk.discussions["D_4"] = talk.discussions["D_1"] | {"id": "D_4", "createdAt": None}
    talk.open(5, author={"__typename": "Bot", "login": "robot"})
    assert ids(later(talk, {})[0]) == ["D_1", "D_2"]


def test_the_page_of_discussions_is_recognised() -> None:
    connector = registry.get("github")
    config = connector.recognise("https://github.com/acme/blender/discussions")
    assert (
        config == ASKED and connector.address(connector.tidy(config)) == "https://github.com/acme/blender/discussions"
    )
    keys = {connector.source_key(connector.tidy(ASKED | {"watch": watch})) for watch in ("issues", "discussions")}
    assert len(keys) == 2
