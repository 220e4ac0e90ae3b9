import json
from datetime import timedelta

import pytest

from accounts.outside.failures import (
    AuthExpired,
    Failure,
    Forbidden,
    Gone,
    InvalidConfig,
    Malformed,
    NotFound,
    RateLimited,
    Transient,
)
from monitoring.feeds.connectors.failures import NotAFeed
from monitoring.feeds.connectors.protocol import Context
from monitoring.feeds.connectors.registry import PLATFORMS, get
from monitoring.feeds.connectors.rss.connector import RssConnector
from tests.loopback import NOW, Answer, Asked, Server, client, item, read, rss

RSS = RssConnector()


def test_the_registry_knows_the_connector_and_names_what_it_knows() -> None:
    assert get("rss").platform == "rss"
    assert all(connector.platform == name for name, connector in PLATFORMS.items())
    with pytest.raises(KeyError, match="rss"):
        get("fax")


def test_a_first_poll_reads_everything_shown_and_a_second_only_what_is_new(server: Server) -> None:
    server.feed("/f", rss(item(2), item(1)))
    config = {"url": server.url("/f")}
    posts, batches = read(RSS, config, {})
    assert [post.external_id for post in posts] == ["g2", "g1"]
    assert [post.title for post in posts] == ["Title 2", "Title 1"]
    assert batches[-1].title == "News"
    server.feed("/f", rss(item(3), item(2), item(1)))
    posts, batches = read(RSS, config, batches[-1].cursor)
    assert [post.external_id for post in posts] == ["g3"]
    assert not batches[-1].not_modified


def test_an_edited_entry_comes_again_and_its_fingerprint_tells(server: Server) -> None:
    server.feed("/f", rss(item(1, description="It is fine.")))
    config = {"url": server.url("/f")}
    before, batches = read(RSS, config, {})
    server.feed("/f", rss(item(1, description="It is not fine.")))
    after, _ = read(RSS, config, batches[-1].cursor)
    assert [post.external_id for post in after] == ["g1"]
    assert after[0].fingerprint != before[0].fingerprint


def test_an_entry_that_is_edited_back_comes_once_more(server: Server) -> None:
    config = {"url": server.url("/f")}
    cursor = {}
    for text in ("first", "second", "first"):
        server.feed("/f", rss(item(1, description=text)))
        posts, batches = read(RSS, config, cursor)
        cursor = batches[-1].cursor
        assert [post.text for post in posts] == [text]


def test_cursors_are_json_and_bounded(server: Server) -> None:
    items = [{"id": str(number), "title": "a"} for number in range(5_200)]
    feed = {"version": "https://jsonfeed.org/version/1", "items": items}
    server.feed("/f", json.dumps(feed).encode())
    _, batches = read(RSS, {"url": server.url("/f")}, {})
    for batch in batches:
        assert json.loads(json.dumps(dict(batch.cursor))) == batch.cursor
    assert len(json.dumps(dict(batches[-1].cursor))) < 130_000


def test_both_validators_go_back_verbatim_and_304_means_nothing_new(server: Server) -> None:
    body = rss(item(1))
    etag, modified = 'W/"a,b-gzip"', "sunday afternoon"

    def answer(asked: Asked) -> Answer:
        if asked.headers.get("if-none-match") == etag and asked.headers.get("if-modified-since") == modified:
            return Answer(status=304, headers={"Cache-Control": "max-age=900"}, length=None)
        return Answer(body=body, headers={"ETag": etag, "Last-Modified": modified})

    server.answers["/f"] = answer
    config = {"url": server.url("/f")}
    _, first = read(RSS, config, {})
    posts, second = read(RSS, config, first[-1].cursor, NOW + timedelta(minutes=5))
    assert posts == []
    assert second[-1].not_modified
    assert second[-1].next_poll == 900
    untold = {name: value for name, value in second[-1].cursor.items() if name != "whole_at"}
    assert untold == {name: value for name, value in first[-1].cursor.items() if name != "whole_at"}


def test_a_server_whose_etag_lies_in_either_direction_is_seen_through(server: Server) -> None:
    config = {"url": server.url("/f")}
    server.feed("/f", rss(item(1)), ETag='"same"')
    _, batches = read(RSS, config, {})
    server.feed("/f", rss(item(2), item(1)), ETag='"same"')
    posts, batches = read(RSS, config, batches[-1].cursor)
    assert [post.external_id for post in posts] == ["g2"]
    server.feed("/f", rss(item(2), item(1)), ETag='"other"')
    posts, batches = read(RSS, config, batches[-1].cursor)
    assert posts == []
    assert batches[-1].not_modified


def test_a_server_that_answers_304_for_ever_is_asked_for_everything_once_a_day(server: Server) -> None:
    def answer(asked: Asked) -> Answer:
        if "if-none-match" in asked.headers:
            return Answer(status=304, length=None)
        return Answer(body=rss(item(len(server.asked))), headers={"ETag": '"stuck"'})

    server.answers["/f"] = answer
    config = {"url": server.url("/f")}
    _, batches = read(RSS, config, {})
    _, batches = read(RSS, config, batches[-1].cursor, NOW + timedelta(hours=23))
    assert batches[-1].not_modified
    posts, _ = read(RSS, config, batches[-1].cursor, NOW + timedelta(hours=25))
    assert [post.external_id for post in posts] == ["g3"]


def test_304_to_an_unconditional_request_is_malformed(server: Server) -> None:
    server.answers["/f"] = Answer(status=304, length=None)
    with pytest.raises(Malformed):
        read(RSS, {"url": server.url("/f")}, {})


def test_validators_are_not_taken_to_another_address(server: Server) -> None:
    server.feed("/a", rss(item(1)), ETag='"x"')
    server.feed("/b", rss(item(2), item(1)), ETag='"y"')
    _, batches = read(RSS, {"url": server.url("/a")}, {})
    posts, _ = read(RSS, {"url": server.url("/b")}, batches[-1].cursor)
    assert "if-none-match" not in server.asked[-1].headers
    assert [post.external_id for post in posts] == ["g2"]


def test_a_permanent_redirect_is_reported_with_its_posts(server: Server) -> None:
    server.answers["/old"] = Answer(status=301, headers={"Location": "/new"})
    server.feed("/new", rss(item(1)), ETag='"n"')
    posts, batches = read(RSS, {"url": server.url("/old")}, {})
    assert len(posts) == 1
    assert batches[-1].moved_to == server.url("/new")
    server.answers["/old"] = Answer(status=302, headers={"Location": "/new"})
    _, batches = read(RSS, {"url": server.url("/old")}, batches[-1].cursor)
    assert batches[-1].moved_to is None


@pytest.mark.parametrize(
    ("status", "headers", "kind"),
    [
        (404, {}, NotFound),
        (410, {}, Gone),
        (401, {"WWW-Authenticate": "Basic"}, AuthExpired),
        (403, {}, Forbidden),
        (429, {"Retry-After": "60"}, RateLimited),
        (
            503,
            {"Retry-After": "Sun, 22 Nov 2026 12:02:00 GMT", "Date": "Sun, 22 Nov 2026 12:00:00 GMT"},
            Transient,
        ),
        (500, {}, Transient),
    ],
)
def test_bad_statuses_are_named_failures(
    server: Server, status: int, headers: dict[str, str], kind: type[Failure]
) -> None:
    server.answers["/f"] = Answer(status=status, headers=headers, body=rss(item(1)))
    with pytest.raises(kind) as caught:
        read(RSS, {"url": server.url("/f")}, {})
    if isinstance(caught.value, RateLimited):
        assert caught.value.reset_at == NOW + timedelta(seconds=60)
    if isinstance(caught.value, Transient) and status == 503:
        assert caught.value.retry_after == 120


def test_a_log_in_is_sent_and_never_shown(server: Server) -> None:
    server.feed("/f", rss(item(1)))
    config = {"url": server.url("/f"), "username": "joe"}
    posts, batches = read(RSS, config, {}, password="hunter2")
    assert server.asked[0].headers["authorization"].startswith("Basic ")
    told = json.dumps([posts[0].to_json(), dict(batches[-1].cursor), [dict(r) for r in batches[-1].records]])
    assert "hunter2" not in told
    assert RSS.source_key(config) is None


def test_an_answer_that_breaks_off_gives_what_arrived_and_is_read_again(server: Server) -> None:
    whole = rss(item(3), item(2), item(1))
    cut = whole[: whole.index(b"<title>Title 1")]
    server.answers["/f"] = Answer(body=cut, length=len(whole), headers={"ETag": '"e"'})
    config = {"url": server.url("/f")}
    posts, batches = read(RSS, config, {})
    assert [post.external_id for post in posts] == ["g3", "g2"]
    assert any("was cut off" in note for note in batches[-1].notes)
    server.feed("/f", whole, ETag='"e"')
    posts, _ = read(RSS, config, batches[-1].cursor)
    assert "if-none-match" not in server.asked[-1].headers
    assert [post.external_id for post in posts] == ["g1"]


def test_a_feed_that_is_suddenly_empty_is_a_warning_and_forgets_nothing(server: Server) -> None:
    config = {"url": server.url("/f")}
    server.feed("/f", rss(item(1)), ETag='"1"')
    _, batches = read(RSS, config, {})
    server.feed("/f", rss(), ETag='"2"')
    posts, batches = read(RSS, config, batches[-1].cursor)
    assert posts == []
    assert any("empty" in note for note in batches[-1].notes)
    server.feed("/f", rss(item(1)), ETag='"3"')
    posts, _ = read(RSS, config, batches[-1].cursor)
    assert posts == []


def test_a_log_in_page_with_status_200_is_no_feed(server: Server) -> None:
    server.answers["/f"] = Answer(body=b"<html><form><input type=password name=p></form></html>")
    with pytest.raises(NotAFeed, match="log-in page"):
        read(RSS, {"url": server.url("/f")}, {"v": 1, "seen": []})


def test_long_feeds_come_in_parts_whose_cursors_never_lead(server: Server) -> None:
    server.feed("/f", rss(*[item(n) for n in range(7)]), ETag='"e"')
    config = {"url": server.url("/f")}
    connector = RssConnector(batch=3)
    posts, batches = read(connector, config, {})
    assert [len(batch.records) for batch in batches] == [3, 3, 1]
    assert [batch.complete for batch in batches] == [False, False, True]
    assert all("etag" not in batch.cursor for batch in batches[:-1])
    resumed, _ = read(connector, config, batches[0].cursor)
    assert [post.external_id for post in resumed] == [post.external_id for post in posts[3:]]


@pytest.mark.parametrize(
    ("channel", "headers", "seconds"),
    [
        ("<ttl>15</ttl>", {"Cache-Control": "max-age=60"}, 900),
        ("<ttl>nonsense</ttl>", {"Cache-Control": "max-age=60"}, 60),
        ("", {"Expires": "Sun, 22 Nov 2026 12:30:00 GMT", "Date": "Sun, 22 Nov 2026 12:00:00 GMT"}, 1800),
        ("", {"Cache-Control": "max-age=99999999"}, 86_400),
    ],
)
def test_the_wish_for_the_next_poll_is_ttl_then_max_age_then_expires(
    server: Server, channel: str, headers: dict[str, str], seconds: float
) -> None:
    def answer(asked: Asked) -> Answer:
        return Answer(body=rss(item(1), channel=channel), headers=headers)

    server.answers["/f"] = answer
    _, batches = read(RSS, {"url": server.url("/f")}, {})
    hint = batches[-1].next_poll
    assert hint is not None
    if "Expires" not in headers:
        assert hint == seconds
    else:
        assert hint > 0


def test_a_cursor_of_another_version_is_read_as_none(server: Server) -> None:
    server.feed("/f", rss(item(1)))
    posts, _ = read(RSS, {"url": server.url("/f")}, {"v": 99, "seen": "?"})
    assert len(posts) == 1


def test_check_shows_the_last_posts_newest_first_and_its_doubts(server: Server) -> None:
    dated = [item(n, pubDate=f"Sun, {n:02} Mar 2026 10:00:00 GMT") for n in range(1, 9)]
    server.feed("/f", rss(*dated, item("x")))
    found = RSS.check(Context(client(), NOW), {"url": server.url("/f")})
    assert found.title == "News"
    assert [post.external_id for post in found.posts_sample] == ["g8", "g7", "g6", "g5", "g4"]
    assert any("no date" in warning for warning in found.warnings)
    assert any("days old" in warning for warning in found.warnings)


def test_check_of_an_empty_feed_says_so(server: Server) -> None:
    server.feed("/f", rss(channel=""))
    found = RSS.check(Context(client(), NOW), {"url": server.url("/f")})
    assert found.title == "127.0.0.1"
    assert found.warnings == ("The feed has no entries yet.",)


def test_the_form_marks_its_secret_and_the_settings_name_their_field() -> None:
    assert [one.name for one in RSS.spec().secrets] == ["password"]
    for config, field in (
        ({}, "url"),
        ({"url": "ftp://a.example"}, "url"),
        ({"url": "http://a.example", "kind": "tweet"}, "kind"),
    ):
        with pytest.raises(InvalidConfig) as caught:
            RSS.source_key(config)
        assert caught.value.field == field
    with pytest.raises(InvalidConfig) as caught:
        RSS.check(Context(client(), NOW, {"password": "x"}), {"url": "http://a.example"})
    assert caught.value.field == "username"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://News.example/feed?utm_source=x", "http://news.example:80/feed#top"),
        ("feed://news.example/rss", "https://news.example/rss"),
        ("feed:https://news.example/rss", "https://news.example/rss"),
    ],
)
def test_two_spellings_of_one_public_address_share_a_key(one: str, other: str) -> None:
    assert RSS.source_key({"url": one}) == RSS.source_key({"url": other}) is not None


@pytest.mark.parametrize(
    "config",
    [
        {"url": "https://a.example/f?token=abc"},
        {"url": "https://a.example/f?feed_token=abc"},
        {"url": "https://a.example/f?apikey=abc&x=1"},
        {"url": "https://a.example/f?feed=abc&user=joe"},
        {"url": "https://a.example/f", "private": True},
        {"url": "https://a.example/f", "username": "joe"},
    ],
)
def test_an_address_with_a_secret_is_private(config: dict[str, object]) -> None:
    assert RSS.source_key(config) is None
