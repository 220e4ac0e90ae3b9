"""Mastodon, page by page from the oldest unread post on, and what nobody tells of afterwards."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accounts.outside.failures import AuthExpired, Failure, InvalidConfig, Malformed, RateLimited
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Batch, Context, Cursor, Polled, Post, Tombstone
from tests.loopback import NOW, Answer, Server, client, read
from tests.monitoring.feeds.connectors.mastodon.instance import TOKEN, Instance


@pytest.fixture
def instance(server: Server) -> Instance:
    return Instance(server)


def numbers(posts: list[Post]) -> list[int]:
    return [int(post.external_id.rpartition("/")[2]) for post in posts]


def later(instance: Instance, cursor: Cursor, config: Any = None, **passed: float) -> tuple[list[Any], Batch]:
    now = NOW + timedelta(**passed)
    batches = list(instance.connector.poll(Context(client(), now), config or instance.config(), cursor))
    return [instance.connector.normalise(record) for batch in batches for record in batch.records], batches[-1]


def test_it_is_one_of_the_connectors_and_is_polled() -> None:
    assert isinstance(registry.get("mastodon"), Polled)


def test_a_first_poll_brings_history_and_a_second_what_arrived_since(instance: Instance) -> None:
    for number in range(1, 91):
        instance.write(number)
    posts, batches = read(instance.connector, instance.config(), {})
    assert sorted(numbers(posts)) == list(range(1, 91))
    assert batches[-1].complete and batches[-1].title == f"#acme on 127.0.0.1:{instance.server.port}"
    assert read(instance.connector, instance.config(), batches[-1].cursor)[0] == []
    instance.write(91)
    assert numbers(read(instance.connector, instance.config(), batches[-1].cursor)[0]) == [91]


def test_what_arrives_late_under_an_old_time_is_read(instance: Instance) -> None:
    instance.write(1, minutes_ago=5)
    _, batches = read(instance.connector, instance.config(), {})
    instance.write(2, minutes_ago=60 * 24 * 3)
    [post] = read(instance.connector, instance.config(), batches[-1].cursor)[0]
    assert post.published_at == NOW - timedelta(days=3)


def test_more_than_a_page_between_two_polls_leaves_no_gap_and_comes_in_order(instance: Instance) -> None:
    instance.write(1)
    _, batches = read(instance.connector, instance.config(), {})
    for number in range(2, 202):
        instance.write(number)
    posts, batches = read(instance.connector, instance.config(), batches[-1].cursor)
    assert numbers(posts) == list(range(2, 202))


def test_more_than_a_poll_reads_is_read_by_the_next_and_a_worker_that_dies_loses_nothing(instance: Instance) -> None:
    instance.write(1)
    _, batches = read(instance.connector, instance.config(), {})
    for number in range(2, 1_000):
        instance.write(number)
    posts, batches = read(instance.connector, instance.config(), batches[-1].cursor)
    assert len(posts) == 800 and not batches[-1].complete and batches[-1].next_poll == 1.0
    first = next(iter(instance.connector.poll(Context(client(), NOW), instance.config(), batches[-1].cursor)))
    rest, _ = read(instance.connector, instance.config(), json.loads(json.dumps(first.cursor)))
    assert len(posts) + len(first.records) + len(rest) == 998


def test_a_status_is_read_as_people_see_it(instance: Instance) -> None:
    instance.write(
        1, '<a href="https://c.example/tags/acme" class="mention hashtag">#<span>acme</span></a> broke. '
        '<a href="https://news.example/1">here</a>', spoiler_text="Glass", tags=[{"name": "Acme", "url": "https://b.example/tags/acme"}],
        in_reply_to_id="9", edited_at=NOW.isoformat(),
        media_attachments=[{"type": "image", "url": "https://b.example/x.png", "description": "A shard"}],
    )  # fmt: skip
    [post] = read(instance.connector, instance.config(), {})[0]
    assert post.text == "Glass\n#acme broke. here"
    assert (post.kind, post.author_handle, post.author_name, post.author_followers) == (
        "reply",
        "ina@b.example",
        "Ina",
        120,
    )
    assert (post.hashtags, post.links) == (("acme",), ("https://news.example/1",))
    assert [(one.url, one.alt) for one in post.media] == [("https://b.example/x.png", "A shard")]
    assert post.engagement == {"replies": 0, "shares": 1, "likes": 3}
    assert post.edited_at == datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    assert not post.can_reply and post.can_reply_reason


def test_a_repost_is_the_post_that_is_reposted_and_a_local_author_has_a_server(instance: Instance) -> None:
    inner = instance.write(1) | {"account": {"acct": "ola", "url": "https://a.example/@ola"}}
    instance.statuses.clear()
    instance.write(2, content="", reblog=inner)
    [post] = read(instance.connector, instance.config(), {})[0]
    assert numbers([post]) == [1]
    assert post.author_handle == f"ola@127.0.0.1:{instance.server.port}"


@pytest.mark.parametrize("visibility", ["private", "direct"])
def test_what_is_not_for_everybody_is_left_out(instance: Instance, visibility: str) -> None:
    instance.write(1, visibility=visibility)
    instance.write(2, visibility="unlisted")
    assert numbers(read(instance.connector, instance.config(), {})[0]) == [2]


@pytest.mark.parametrize(("state", "kind"), [("accepted", "quote"), ("revoked", "post"), ("something_new", "post")])
def test_a_quote_is_one_where_it_was_accepted(instance: Instance, state: str, kind: str) -> None:
    text = '<p class="quote-inline">RE: <a href="https://x.example/1">https://x.example/1</a></p>Look at this'
    instance.write(1, text, quote={"state": state, "quoted_status_id": "7"})
    [post] = read(instance.connector, instance.config(), {})[0]
    assert (post.kind, post.text, post.links) == (kind, "Look at this", ())


def test_a_deleted_post_becomes_a_tombstone_and_an_edit_comes_again(instance: Instance) -> None:
    instance.write(1)
    instance.write(2)
    _, batches = read(instance.connector, instance.config(), {})
    instance.statuses[0] |= {"content": "<p>Solved.</p>", "edited_at": NOW.isoformat()}
    instance.statuses.pop(1)
    assert later(instance, batches[-1].cursor, minutes=5)[0] == []
    found, last = later(instance, batches[-1].cursor, minutes=20)
    assert [one.text for one in found if isinstance(one, Post)] == ["Solved."]
    assert [one.external_id for one in found if isinstance(one, Tombstone)] == [
        "https://b.example/users/ina/statuses/2"
    ]
    assert later(instance, last.cursor, hours=3)[0] == []


def test_what_was_public_and_no_longer_is_is_gone(instance: Instance) -> None:
    instance.write(1)
    _, batches = read(instance.connector, instance.config(), {})
    instance.statuses[0]["visibility"] = "private"
    [found], last = later(instance, batches[-1].cursor, minutes=20)
    assert isinstance(found, Tombstone)
    assert later(instance, last.cursor, hours=3)[0] == []


@pytest.mark.parametrize("body", [b'{"error":"try later"}', b"[]", b"null"])
def test_an_odd_answer_about_a_post_is_no_deletion(instance: Instance, server: Server, body: bytes) -> None:
    status = instance.write(1)
    _, batches = read(instance.connector, instance.config(), {})
    server.answers[f"/api/v1/statuses/{status['id']}"] = Answer(body=body)
    found, last = later(instance, batches[-1].cursor, minutes=20)
    assert found == [] and len(last.cursor["watched"]) == 1


def test_a_server_that_shows_single_posts_to_nobody_deletes_none(instance: Instance) -> None:
    instance.write(1)
    _, batches = read(instance.connector, instance.config(), {})
    instance.secure = True
    found, last = later(instance, batches[-1].cursor, minutes=20)
    assert (found, last.cursor["watched"]) == ([], [])


def test_an_account_is_looked_up_once_and_followed(instance: Instance, server: Server) -> None:
    instance.write(1)
    config = instance.config("account", "ina")
    _, batches = read(instance.connector, config, {})
    instance.write(2)
    assert numbers(read(instance.connector, config, batches[-1].cursor)[0]) == [2]
    assert sum("lookup" in one.path for one in server.asked) == 1
    assert any("exclude_reblogs=true" in one.path for one in server.asked)


def test_an_unknown_account_is_said_at_its_field(instance: Instance) -> None:
    with pytest.raises(InvalidConfig) as refused:
        instance.connector.check(Context(client(), NOW), instance.config("account", "nobody"))
    assert refused.value.field == "term"


def test_mentions_of_ones_own_account_need_its_token_and_go_by_the_notifications(instance: Instance) -> None:
    status = instance.write(7)
    instance.notifications.append({"id": "31", "type": "mention", "status": status})
    config = instance.config("mentions", "")
    with pytest.raises(InvalidConfig) as refused:
        instance.connector.check(Context(client(), NOW), config)
    assert refused.value.field == "token"
    posts, batches = read(instance.connector, config, {}, token=TOKEN)
    assert numbers(posts) == [7] and batches[-1].cursor["since"] == "31"
    assert instance.connector.source_key(config) is None


def test_a_search_asks_with_its_words(instance: Instance, server: Server) -> None:
    instance.write(1)
    assert numbers(read(instance.connector, instance.config("search", "acme refund"), {}, token=TOKEN)[0]) == [1]
    assert any("q=acme+refund" in one.path for one in server.asked)


@pytest.mark.parametrize("silent", [True, False])
def test_a_closed_hashtag_is_said_however_the_server_says_it(instance: Instance, silent: bool) -> None:
    instance.closed, instance.silent = True, silent
    instance.write(1)
    if silent:
        checked = instance.connector.check(Context(client(), NOW), instance.config())
        assert "add an access token" in checked.warnings[0]
    else:
        with pytest.raises(InvalidConfig, match="add an access token") as refused:
            instance.connector.check(Context(client(), NOW), instance.config())
        assert refused.value.field == "token"
    checked = instance.connector.check(Context(client(), NOW, {"token": TOKEN}), instance.config())
    assert len(checked.posts_sample) == 1


def test_a_token_that_is_no_longer_good_waits_for_a_person(instance: Instance) -> None:
    instance.closed = True
    with pytest.raises(AuthExpired):
        read(instance.connector, instance.config(), {}, token="old")


def test_a_token_is_sent_to_its_own_server_only(instance: Instance, server: Server) -> None:
    target = server.url("/stolen", host="localhost")
    server.answers["/api/v1/timelines/tag/acme"] = Answer(status=302, headers={"Location": target})
    server.answers["/stolen"] = Answer(body=b"[]")
    read(instance.connector, instance.config(), {}, token=TOKEN)
    assert "authorization" in server.asked[0].headers
    assert "authorization" not in next(one for one in server.asked if one.path == "/stolen").headers


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (Answer(status=429, headers={"X-RateLimit-Reset": "2026-11-22T12:05:00.000000Z", "X-RateLimit-Remaining": "0",
                                    "Date": "Sun, 22 Nov 2026 12:00:00 GMT"}), RateLimited),
        (Answer(body=b"<html>"), Malformed),
        (Answer(body=b'{"error":"x"}'), Malformed),
        (Answer(body=b"[{", length=90), Malformed),
    ],
)  # fmt: skip
def test_a_bad_answer_is_named(instance: Instance, server: Server, answer: Answer, failure: type[Failure]) -> None:
    server.answers["/api/v1/timelines/tag/acme"] = answer
    with pytest.raises(failure) as raised:
        read(instance.connector, instance.config(), {})
    if failure is RateLimited:
        assert raised.value.asked_to_wait(NOW) == 300


def test_statuses_of_odd_shape_are_left_out(instance: Instance, server: Server) -> None:
    odd = [3, {"id": 5}, {"id": "6"}, {"id": "7", "account": None, "visibility": "public"}, instance.write(8)]
    server.answers["/api/v1/timelines/tag/acme"] = Answer(body=json.dumps(odd).encode())
    assert numbers(read(instance.connector, instance.config(), {})[0])[:1] == [8]


@pytest.mark.parametrize(
    ("text", "config"),
    [
        ("#acme@mastodon.social", {"server": "mastodon.social", "watch": "hashtag", "term": "acme"}),
        ("@acme@fosstodon.org", {"server": "fosstodon.org", "watch": "account", "term": "acme"}),
        ("https://mastodon.social/tags/acme", {"server": "mastodon.social", "watch": "hashtag", "term": "acme"}),
        (
            "https://hachyderm.io/@acme@b.example",
            {"server": "hachyderm.io", "watch": "account", "term": "acme@b.example"},
        ),
        ("https://medium.com/@acme", None),
        ("https://www.youtube.com/@acme", None),
        ("https://mastodon.social/about", None),
        ("acme@example.org", None),
    ],
)
def test_what_is_pasted_is_recognised(text: str, config: dict[str, str] | None) -> None:
    assert registry.get("mastodon").recognise(text) == config


@pytest.mark.parametrize(
    ("config", "field"),
    [
        ({"server": "not a server", "term": "acme"}, "server"),
        ({"server": "mastodon.social", "term": "two words"}, "term"),
        ({"server": "mastodon.social", "term": "2026"}, "term"),
        ({"server": "mastodon.social", "watch": "account", "term": "a b"}, "term"),
        ({"server": "mastodon.social", "watch": "search", "term": ""}, "term"),
    ],
)
def test_what_can_not_be_watched_is_refused_at_its_field(config: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidConfig) as refused:
        registry.get("mastodon").tidy(config)
    assert refused.value.field == field


def test_spellings_of_one_thing_are_one_feed() -> None:
    connector = registry.get("mastodon")
    keys = {
        connector.source_key(connector.tidy({"server": server, "term": term}))
        for server, term in [
            ("mastodon.social", "Acme"),
            ("https://Mastodon.Social/", "#acme"),
            ("mastodon.social ", " #ACME "),
        ]
    }
    assert keys == {"mastodon mastodon.social hashtag acme"}
