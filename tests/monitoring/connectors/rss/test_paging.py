import json

from monitoring.connectors.rss.connector import RssConnector
from tests.monitoring.connectors.loopback import Answer, Asked, Server, read


class Archive:
    """A JSON Feed of numbered posts, newest first, a few to a page."""

    def __init__(self, server: Server, path: str = "/f", size: int = 3) -> None:
        self.server, self.path, self.size = server, path, size
        self.newest = 0
        self.broken: set[int] = set()
        server.answers[path] = self.answer

    def answer(self, asked: Asked) -> Answer:
        page = int(asked.path.partition("page=")[2] or 0)
        if page in self.broken:
            return Answer(status=503)
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
    read(RssConnector(), {"url": server.url("/f"), "username": "joe", "password": "x"}, {})
    assert "authorization" in server.asked[0].headers
    assert server.asked[1].path == "/older"
    assert "authorization" not in server.asked[1].headers
