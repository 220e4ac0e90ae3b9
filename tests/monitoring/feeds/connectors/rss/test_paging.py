import json
from datetime import timedelta

import pytest

from monitoring.feeds.connectors.rss.connector import RssConnector
from tests.loopback import NOW, Answer, Asked, Server, item, read, rss


class Archive:
    """A JSON Feed of numbered posts, newest first, a few to a page."""

    def __init__(self, server: Server, path: str = "/f", size: int = 3) -> None:
        self.server, self.path, self.size = server, path, size
        self.newest = 0
        self.broken: set[int] = set()
        self.status = 503
        server.answers[path] = self.answer

    def answer(self, asked: Asked) -> Answer:
        page = int(asked.path.partition("page=")[2] or 0)
        if page in self.broken:
            return Answer(status=self.status, headers={"Retry-After": "700"})
        numbers = list(range(self.newest, 0, -1))[page * self.size : (page + 1) * self.size]
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Archive",
            "items": [{"id": number, "content_text": f"Post {number}"} for number in numbers],
        }
        if numbers and numbers[-1] > 1:
            feed["next_url"] = f"{self.path}?page={page + 1}"
        return Answer(body=json.dumps(feed).encode(), headers={"Content-Type": "application/feed+json"})


def _ids(posts: list) -> list[int]:
    return [int(post.external_id) for post in posts]


def test_a_burst_longer_than_one_page_is_followed_back_to_what_was_known(server: Server) -> None:
    archive = Archive(server)
    archive.newest = 4
    config = {"url": server.url("/f")}
    posts, batches = read(RssConnector(), config, {})
    assert _ids(posts) == [4, 3, 2, 1]
    archive.newest = 14
    posts, batches = read(RssConnector(), config, batches[-1].cursor)
    assert sorted(_ids(posts)) == list(range(5, 15))
    assert batches[-1].complete
    assert [batch.complete for batch in batches[:-1]] == [False] * (len(batches) - 1)
    archive.newest = 15
    before = len(server.asked)
    posts, batches = read(RssConnector(), config, batches[-1].cursor)
    assert _ids(posts) == [15]
    assert len(server.asked) == before + 1


def test_an_empty_older_page_closes_no_gap(server: Server) -> None:
    archive = Archive(server)
    archive.newest = 4
    config = {"url": server.url("/f")}
    _, batches = read(RssConnector(), config, {})
    archive.newest = 14
    pages = archive.answer
    empty = Answer(
        body=json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": []}).encode(),
        headers={"Content-Type": "application/feed+json"},
    )
    server.answers["/f"] = lambda asked: empty if "page=" in asked.path else pages(asked)
    posts, batches = read(RssConnector(), config, batches[-1].cursor)
    assert _ids(posts) == [14, 13, 12]
    assert [bool(batch.missed) for batch in batches] == [False, True]


def test_an_older_page_that_fails_leaves_a_gap_that_the_next_poll_closes(server: Server) -> None:
    archive = Archive(server)
    archive.newest = 3
    config = {"url": server.url("/f")}
    _, batches = read(RssConnector(), config, {})
    archive.newest = 12
    archive.broken = {1, 2}
    posts, batches = read(RssConnector(), config, batches[-1].cursor)
    assert _ids(posts) == [12, 11, 10]
    assert not batches[-1].complete
    assert any("older page" in note for note in batches[-1].notes)
    archive.broken = set()
    posts, batches = read(RssConnector(), config, batches[-1].cursor)
    assert sorted(_ids(posts)) == [4, 5, 6, 7, 8, 9]
    assert batches[-1].complete


def test_a_gap_longer_than_the_page_limit_is_closed_over_several_polls(server: Server) -> None:
    archive = Archive(server)
    archive.newest = 3
    config = {"url": server.url("/f")}
    connector = RssConnector(most_pages=2)
    _, batches = read(connector, config, {})
    archive.newest = 30
    seen: list[int] = []
    for _ in range(10):
        posts, batches = read(connector, config, batches[-1].cursor)
        seen += _ids(posts)
        if batches[-1].complete:
            break
    assert sorted(seen) == list(range(4, 31))


def test_a_first_read_goes_back_a_bounded_number_of_pages_and_leaves_no_gap(server: Server) -> None:
    archive = Archive(server)
    archive.newest = 100
    posts, batches = read(RssConnector(most_pages=4), {"url": server.url("/f")}, {})
    assert len(posts) == 15
    assert batches[-1].complete
    assert any("not read" in note for note in batches[-1].notes)


def test_a_log_in_is_not_sent_to_the_host_of_an_older_page(server: Server) -> None:
    elsewhere = server.url("/older", "other.example")
    feed = {"version": "https://jsonfeed.org/version/1", "next_url": elsewhere, "items": [{"id": "1", "title": "a"}]}
    server.answers["/f"] = Answer(body=json.dumps(feed).encode())
    server.answers["/older"] = Answer(body=json.dumps({**feed, "next_url": "", "items": []}).encode())
    read(RssConnector(), {"url": server.url("/f"), "username": "joe"}, {}, password="x")
    assert "authorization" in server.asked[0].headers
    assert server.asked[1].path == "/older"
    assert "authorization" not in server.asked[1].headers


def test_what_comes_while_an_older_page_fails_does_not_close_the_gap(server: Server) -> None:
    archive = Archive(server, size=10)
    archive.newest = 10
    config = {"url": server.url("/f")}
    posts, batches = read(RssConnector(), config, {})
    archive.newest, archive.broken = 35, {1}
    seen = _ids(posts)
    posts, batches = read(RssConnector(), config, batches[-1].cursor)
    assert batches[-1].next_poll == 700
    seen += _ids(posts)
    archive.newest, archive.broken = 45, set()
    posts, batches = read(RssConnector(), config, batches[-1].cursor)
    assert sorted(seen + _ids(posts)) == list(range(1, 46))
    assert batches[-1].complete
    assert not any(batch.missed for batch in batches)


@pytest.mark.parametrize("status", [404, 410, 403, 200])
def test_an_older_page_that_is_not_there_is_a_loss_and_is_not_asked_for_again(server: Server, status: int) -> None:
    archive = Archive(server)
    archive.newest = 3
    config = {"url": server.url("/f")}
    _, batches = read(RssConnector(), config, {})
    archive.newest, archive.broken, archive.status = 40, {1}, status
    later = NOW + timedelta(minutes=5)
    if status == 403:
        archive.broken = set()
        server.answers["/f?page=1"] = Answer(status=403)
    _, batches = read(RssConnector(), config, batches[-1].cursor, later)
    assert "may be missing" in batches[-1].missed
    assert batches[-1].missed_since == NOW
    assert batches[-1].complete
    before = len(server.asked)
    archive.newest = 41
    _, batches = read(RssConnector(), config, batches[-1].cursor, later)
    assert len(server.asked) == before + 1
    assert not batches[-1].missed


def test_a_passing_trouble_that_does_not_pass_is_told_from_where_it_began(server: Server) -> None:
    archive = Archive(server)
    archive.newest = 3
    config = {"url": server.url("/f")}
    _, batches = read(RssConnector(), config, {})
    archive.newest, archive.broken = 40, {1}
    told = []
    for minute in range(1, 9):
        _, batches = read(RssConnector(), config, batches[-1].cursor, NOW + timedelta(minutes=minute))
        told += [(batch.missed_since, minute) for batch in batches if batch.missed]
    assert told == [(NOW, 6)]


def test_an_archive_in_which_nothing_known_is_left_is_not_read_to_its_end(server: Server) -> None:
    archive = Archive(server)
    archive.newest = 3
    config = {"url": server.url("/f")}
    connector = RssConnector(most_pages=2)
    _, batches = read(connector, config, {})
    archive.newest = 1_000
    before, told = len(server.asked), []
    for _ in range(20):
        _, batches = read(connector, config, batches[-1].cursor)
        told += [batch.missed for batch in batches if batch.missed]
    assert len(told) == 1
    assert len(server.asked) - before < 40


def test_a_pinned_entry_does_not_hide_an_overflow(server: Server) -> None:
    config = {"url": server.url("/f")}
    pin = item("pin", pubDate="Sun, 01 Mar 2026 10:00:00 GMT")
    server.feed("/f", rss(pin, *[item(n) for n in range(8, -1, -1)]))
    _, batches = read(RssConnector(), config, {})
    server.feed("/f", rss(pin, *[item(n) for n in range(38, 29, -1)]))
    posts, batches = read(RssConnector(), config, batches[-1].cursor, NOW + timedelta(minutes=1))
    assert len(posts) == 9
    assert "may be missing" in batches[-1].missed
    assert batches[-1].missed_since == NOW
    server.feed("/f", rss(pin, *[item(n) for n in range(39, 30, -1)]))
    _, batches = read(RssConnector(), config, batches[-1].cursor, NOW + timedelta(minutes=2))
    assert not batches[-1].missed


def test_a_loss_reaches_back_to_the_last_answer_that_said_nothing_is_new(server: Server) -> None:
    config = {"url": server.url("/f")}
    server.feed("/f", rss(item(2), item(1)))
    _, batches = read(RssConnector(), config, {})
    _, batches = read(RssConnector(), config, batches[-1].cursor, NOW + timedelta(hours=3))
    assert batches[-1].not_modified
    server.feed("/f", rss(item(9), item(8)))
    _, batches = read(RssConnector(), config, batches[-1].cursor, NOW + timedelta(hours=4))
    assert batches[-1].missed_since == NOW + timedelta(hours=3)


def test_a_budget_that_is_used_up_is_a_wish_for_the_next_poll(server: Server) -> None:
    used = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1200", "Cache-Control": "max-age=60"}
    server.answers["/f"] = Answer(body=rss(item(1)), headers=used)
    _, batches = read(RssConnector(), {"url": server.url("/f")}, {})
    assert batches[-1].next_poll == 1200
