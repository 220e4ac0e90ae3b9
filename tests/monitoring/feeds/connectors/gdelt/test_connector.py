"""GDELT: stretches of time, halved until they fit, and errors that come as text."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accounts.outside.failures import Failure, InvalidConfig, Malformed, RateLimited, Transient
from monitoring.feeds.collection import hosts
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.gdelt import connector as gdelt
from monitoring.feeds.connectors.protocol import Batch, Context, Cursor, Polled, Post
from tests.loopback import NOW, Answer, Server, client, read
from tests.monitoring.feeds.connectors.gdelt.news import News

ASKED = {"query": "acme jars", "language": "", "accepted": True}


@pytest.fixture
def news(server: Server) -> News:
    return News(server)


@pytest.fixture
def cut(news: News, monkeypatch: pytest.MonkeyPatch) -> News:
    """It shows four articles at once."""
    monkeypatch.setattr(gdelt, "MOST", 4)
    news.most = 4
    return news


def numbers(posts: list[Post]) -> list[int]:
    return [int(post.url.rpartition("/")[2].partition("?")[0]) for post in posts]


def polls(news: News, cursor: Cursor, **passed: float) -> tuple[list[int], list[Batch]]:
    """As many polls as it takes."""
    seen: list[int] = []
    batches: list[Batch] = []
    while not batches or not batches[-1].complete:
        posts, [batch] = read(news.connector, ASKED, cursor, NOW + timedelta(**passed))
        seen, cursor = seen + numbers(posts), json.loads(json.dumps(batch.cursor))
        batches.append(batch)
    return seen, batches


def test_it_is_one_of_the_connectors_and_is_polled() -> None:
    assert isinstance(registry.get("gdelt"), Polled)


def test_its_feeds_take_turns() -> None:
    connector = registry.get("gdelt")
    assert hosts.host_of(connector.address(ASKED)) in hosts.TURNS


def test_a_first_poll_brings_a_day_and_a_second_what_came_in_since_with_an_hour_of_overlap(news: News) -> None:
    news.publish(1, minutes_ago=60 * 20)
    news.publish(2)
    news.publish(3, minutes_ago=60 * 30)
    posts, [batch] = read(news.connector, ASKED, {})
    assert numbers(posts) == [1, 2] and (batch.complete, batch.next_poll, batch.missed) == (True, 900, "")
    news.publish(4, minutes_ago=50)  # late
    news.publish(5, minutes_ago=-10)
    posts, [batch] = read(news.connector, ASKED, batch.cursor, NOW + timedelta(minutes=15))
    assert numbers(posts) == [4, 5]
    assert news.stretches == [("20261121120000", "20261122120000"), ("20261122110000", "20261122121500")]


def test_an_article_is_read_as_people_see_it(news: News) -> None:
    news.publish(1, title="Acme ' s jars ( of glass ) , recalled &amp; gone !")
    [post] = read(news.connector, ASKED, {})[0]
    assert post.title == "Acme's jars (of glass), recalled & gone!"
    assert (post.url, post.external_id) == ("https://news.example/1?utm_source=x", "https://news.example/1")
    assert (post.kind, post.language, post.author_name) == ("article", "de", "news.example")
    assert post.published_at == datetime(2026, 11, 22, 11, 45, tzinfo=UTC)
    assert [one.url for one in post.media] == ["https://news.example/x.png"]
    assert not post.can_reply and post.can_reply_reason


def test_a_stretch_that_does_not_fit_is_halved_a_request_a_poll(cut: News) -> None:
    for number in range(1, 25):
        cut.publish(number, minutes_ago=60 * 23 - number * 50)
    seen, batches = polls(cut, {})
    assert sorted(seen) == list(range(1, 25)) and len(seen) == len(set(seen))
    assert len(cut.stretches) == len(batches) > 8
    assert not any(batch.missed for batch in batches)
    assert {batch.next_poll for batch in batches[:-1]} == {1.0}


def test_a_worker_that_dies_or_is_refused_between_two_stretches_loses_nothing(cut: News, server: Server) -> None:
    for number in range(1, 11):
        cut.publish(number, minutes_ago=60 * 23 - number * 100)
    posts, [batch] = read(cut.connector, ASKED, {})
    kept = server.answers["/doc"]
    server.answers["/doc"] = Answer(status=429)
    with pytest.raises(RateLimited):
        read(cut.connector, ASKED, batch.cursor)
    server.answers["/doc"] = kept
    seen, _ = polls(cut, batch.cursor, hours=1)
    assert sorted([*numbers(posts), *seen]) == list(range(1, 11))


def test_a_quarter_of_an_hour_that_does_not_fit_is_a_gap(cut: News) -> None:
    for number in range(1, 8):
        cut.publish(number, minutes_ago=300)
    seen, batches = polls(cut, {})
    assert len(seen) == 4
    gap = next(batch for batch in batches if batch.missed)
    assert "quarter of an hour" in gap.missed
    assert gap.missed_since is not None and NOW - timedelta(hours=6) < gap.missed_since < NOW - timedelta(hours=5)


def test_a_silence_of_over_a_week_is_a_gap_and_a_shorter_one_is_not(news: News) -> None:
    _, [batch] = read(news.connector, ASKED, {})
    assert not read(news.connector, ASKED, batch.cursor, NOW + timedelta(days=6))[1][0].missed
    late = read(news.connector, ASKED, batch.cursor, NOW + timedelta(days=9))[1][0]
    assert "over a week" in late.missed and late.missed_since == NOW - timedelta(hours=1)


def test_a_headline_that_changed_comes_again_and_a_second_address_does_not(news: News) -> None:
    news.publish(1)
    _, [batch] = read(news.connector, ASKED, {})
    news.articles[0] |= {"url": "https://news.example/1?utm_source=y"}
    posts, [batch] = read(news.connector, ASKED, batch.cursor)
    assert posts == []
    news.articles[0] |= {"title": "Acme jars are well"}
    assert [post.title for post in read(news.connector, ASKED, batch.cursor)[0]] == ["Acme jars are well"]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (
            rb'{"articles":[{"url":"https://n.example/1","title":"It\'s \a \"jar\" \u00e4","seendate":"x"}]}',
            'It\'s \\a "jar" \u00e4',
        ),
        (b'{"articles":[{"url":"https://n.example/1","title":"Acme\njars"}]}', "Acme jars"),
        (rb'{"articles":[{"url":"https://n.example/1","title":"C:\\\\jars \ud"}]}', "C:\\\\jars \\ud"),
    ],
)
def test_what_is_not_quite_json_is_mended(news: News, server: Server, body: bytes, title: str) -> None:
    server.answers["/doc"] = Answer(body=body)
    [post] = read(news.connector, ASKED, {})[0]
    assert post.title == title and post.published_at is None


@pytest.mark.parametrize("body", [b"", b"{}", b'{"articles":[]}', b"Timespan is too short.\n", b"No articles found"])
def test_nothing_is_said_in_many_ways(news: News, server: Server, body: bytes) -> None:
    server.answers["/doc"] = Answer(body=body)
    posts, [batch] = read(news.connector, ASKED, {})
    assert posts == [] and batch.complete


@pytest.mark.parametrize(
    ("answer", "failure", "wait"),
    [
        (
            Answer(body=b"Please limit requests to one every 5 seconds or contact us for larger queries."),
            RateLimited,
            900,
        ),
        (Answer(status=429, body=b"Our systems are under high load, use the bulk files."), RateLimited, 900),
        (Answer(status=429, headers={"Retry-After": "77"}), RateLimited, 77),
        (Answer(body=b"Your query was too short or too long."), InvalidConfig, None),
        (Answer(status=400, body=b"The specified phrase is too short."), InvalidConfig, None),
        (Answer(body=b"Something went wrong"), Transient, None),
        (Answer(status=503), Transient, None),
        (Answer(body=b"<html><body>hello"), Malformed, None),
        (Answer(body=b'{"articles": 3}'), Malformed, None),
        (Answer(body=b'{"articles": [{]}'), Malformed, None),
        (Answer(body=b'{"articles": [', length=90), Malformed, None),
    ],
)
def test_a_bad_answer_is_named(news: News, server: Server, answer: Answer, failure: type[Failure], wait: Any) -> None:
    server.answers["/doc"] = answer
    with pytest.raises(failure) as raised:
        read(news.connector, ASKED, {})
    assert raised.value.asked_to_wait(NOW) == wait


def test_articles_of_odd_shape_are_left_out(news: News, server: Server) -> None:
    odd = [3, {}, {"url": "javascript:alert(1)", "title": "x"}, {"url": "https://n.example/1", "title": "  "},
           {"url": "https://n.example/2", "title": "Acme", "seendate": 20991231, "language": None, "domain": 3},
           {"url": "https://n.example/3", "title": "Acme", "seendate": "20991231T000000Z"}]  # fmt: skip
    server.answers["/doc"] = Answer(body=json.dumps({"articles": odd}).encode())
    posts, _ = read(news.connector, ASKED, {})
    assert numbers(posts) == [3, 2] and posts[0].published_at == NOW


def test_a_check_shows_the_newest_and_says_what_one_gets(news: News) -> None:
    for number in range(1, 13):
        news.publish(number, minutes_ago=60 * number)
    checked = news.connector.check(Context(client(), NOW), ASKED)
    assert numbers(list(checked.posts_sample)) == list(range(1, 11))
    assert len(checked.warnings) == 1 and "overloaded" in checked.warnings[0]
    news.articles.clear()
    assert len(news.connector.check(Context(client(), NOW), ASKED).warnings) == 2


@pytest.mark.parametrize(
    ("config", "field"),
    [
        ({"query": "acme jars"}, "accepted"),
        ({"query": "acme", "accepted": False}, "accepted"),
        ({"query": '"acme', "accepted": True}, "query"),
        ({"query": "acme OR jars", "accepted": True}, "query"),
        ({"query": "ac", "accepted": True}, "query"),
        ({"query": "-jars", "accepted": True}, "query"),
    ],
)
def test_what_can_not_be_looked_for_is_refused_at_its_field(config: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidConfig) as refused:
        registry.get("gdelt").tidy(config)
    assert refused.value.field == field


def test_words_in_other_capitals_are_the_same_feed_and_another_language_is_not() -> None:
    connector = registry.get("gdelt")
    tidied = connector.tidy({"query": " (Acme  OR jars) “Cold Brew” ", "accepted": True})
    assert tidied["query"] == '(Acme OR jars) "Cold Brew"'
    key = connector.source_key(tidied)
    assert key == connector.source_key({"query": '(acme OR Jars) "cold brew"'})
    assert key != connector.source_key({**tidied, "language": "german"})
    assert "sourcelang%3Agerman" in connector.address({**tidied, "language": "german"})


@pytest.mark.parametrize("text", ["https://api.gdeltproject.org/api/v2/doc/doc?query=acme", "acme"])
def test_nobody_gets_it_by_pasting_something(text: str) -> None:
    assert registry.get("gdelt").recognise(text) is None
