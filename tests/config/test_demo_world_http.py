"""The demo's world over HTTP: valid feeds, conditional GET, discovery, pages, and the acts only this machine may do."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import feedparser
import httpx
import pytest
from bs4 import BeautifulSoup

from config.demo.world import Server, World, main, serve

FEEDS = ("/news/feed.xml", "/forum/feed.atom", "/reviews/feed.json")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    """A world that has been in crisis for ten minutes."""
    server = serve(World(datetime.now(UTC) - timedelta(minutes=11), crisis_at=60))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def client(running: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=running.url, timeout=10) as client:
        yield client


@pytest.fixture
def quiet() -> Iterator[httpx.Client]:
    """A world that waits for the crisis to be asked for, at the fast rate."""
    server = serve(World(datetime.now(UTC), crisis_at=0, rate="fast"))
    with httpx.Client(base_url=server.url, timeout=10) as client:
        yield client
    server.stop()


@pytest.mark.parametrize(("path", "version"), [("/news/feed.xml", "rss20"), ("/forum/feed.atom", "atom10")])
def test_xml_feeds_are_well_formed_and_complete(client: httpx.Client, path: str, version: str) -> None:
    feed = feedparser.parse(client.get(path).content)
    assert not feed.bozo
    assert feed.version == version
    assert "ynthetic posts made by Firebreak's demo" in feed.feed.subtitle
    assert len(feed.entries) > 200
    for entry in feed.entries:
        assert entry.id.startswith("urn:firebreak-demo:")
        assert entry.link.startswith(str(client.base_url))
        assert entry.title
        assert entry.author
        assert entry.published_parsed
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_the_json_feed_keeps_version_one_point_one(client: httpx.Client) -> None:
    feed = client.get("/reviews/feed.json").json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert "ynthetic posts made by Firebreak's demo" in feed["description"]
    assert feed["feed_url"] == f"{client.base_url}/reviews/feed.json".replace("//reviews", "/reviews")
    for item in feed["items"]:
        assert {"id", "url", "content_text", "date_published", "authors"} <= set(item)
        assert 1 <= item["_review"]["rating"] <= 5
        assert datetime.fromisoformat(item["date_published"]).tzinfo is not None


def test_entries_are_newest_first_and_none_is_from_the_future(client: httpx.Client) -> None:
    moments = [entry.published_parsed[:6] for entry in feedparser.parse(client.get("/forum/feed.atom").content).entries]
    assert moments == sorted(moments, reverse=True)
    assert moments[0] <= datetime.now(UTC).timetuple()[:6]


def test_the_forum_speaks_four_languages_and_says_which(client: httpx.Client) -> None:
    body = client.get("/forum/feed.atom").text
    assert all(f'xml:lang="{language}"' in body for language in ("en", "de", "es", "fr"))


def test_what_the_author_meant_is_never_published(client: httpx.Client) -> None:
    assert all("tone" not in item for item in client.get("/reviews/feed.json").json()["items"])


@pytest.mark.parametrize("path", FEEDS)
def test_an_unchanged_feed_answers_304_to_either_validator(quiet: httpx.Client, path: str) -> None:
    first = quiet.get(path)
    assert first.status_code == 200
    tagged = quiet.get(path, headers={"If-None-Match": first.headers["ETag"]})
    dated = quiet.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    weak = quiet.get(path, headers={"If-None-Match": f'"other", W/{first.headers["ETag"]}'})
    assert [tagged.status_code, dated.status_code, weak.status_code] == [304, 304, 304]
    assert tagged.content == b""
    assert tagged.headers["ETag"] == first.headers["ETag"]


def test_an_old_validator_or_a_senseless_one_gets_the_feed(client: httpx.Client) -> None:
    for headers in ({"If-None-Match": '"other"'}, {"If-Modified-Since": "yesterday"}):
        assert client.get("/news/feed.xml", headers=headers).status_code == 200


def test_a_tag_that_differs_outweighs_a_date_that_agrees(client: httpx.Client) -> None:
    first = client.get("/news/feed.xml")
    headers = {"If-None-Match": '"other"', "If-Modified-Since": first.headers["Last-Modified"]}
    assert client.get("/news/feed.xml", headers=headers).status_code == 200


def test_a_feed_may_be_reused_for_seconds_only_and_says_when_it_changed(client: httpx.Client) -> None:
    reply = client.get("/forum/feed.atom")
    assert reply.headers["Cache-Control"] == "public, max-age=5"
    newest = feedparser.parse(reply.content).entries[0].published_parsed[:6]
    assert parsedate_to_datetime(reply.headers["Last-Modified"]).timetuple()[:6] == newest


def test_compressed_and_plain_feeds_are_equal_but_tagged_apart(quiet: httpx.Client) -> None:
    plain = quiet.get("/forum/feed.atom", headers={"Accept-Encoding": "identity"})
    zipped = quiet.get("/forum/feed.atom", headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert plain.content == zipped.content
    assert plain.headers["ETag"] != zipped.headers["ETag"]
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_head_gives_the_headers_without_the_body(client: httpx.Client) -> None:
    reply = client.head("/news/feed.xml")
    assert reply.status_code == 200
    assert int(reply.headers["Content-Length"]) > 1000
    assert reply.content == b""


@pytest.mark.parametrize("page", ["/news/", "/forum/", "/reviews/", "/brands/alder-coffee/", "/world/"])
def test_pages_offer_feeds_that_exist(client: httpx.Client, page: str) -> None:
    reply = client.get(page)
    links = BeautifulSoup(reply.text, "html.parser").find_all("link", rel="alternate")
    assert links
    for link in links:
        feed = client.get(str(link["href"]))
        assert feed.status_code == 200
        assert feed.headers["Content-Type"].split(";")[0] == link["type"]


def test_a_brands_own_feed_is_about_that_brand_only(client: httpx.Client) -> None:
    items = client.get("/reviews/brands/kestrel-bank/feed.json").json()["items"]
    everything = {item["id"] for item in client.get("/reviews/feed.json").json()["items"]}
    assert 0 < len(items) < len(everything)
    assert {item["id"] for item in items} <= everything


def test_each_post_has_its_own_page(client: httpx.Client) -> None:
    for path in FEEDS[:2]:
        entry = feedparser.parse(client.get(path).content).entries[0]
        page = BeautifulSoup(client.get(entry.link).text, "html.parser")
        assert page.h1 is not None
        assert page.h1.text == entry.title


@pytest.mark.parametrize(
    "path",
    ["/nope", "/news/x", "/forum/brands/nobody/", "/brands/nobody/", "/news/brands/", "/brands/alder-coffee/updates/9"],
)
def test_what_does_not_exist_is_said_to(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_crisis_asked_for_is_in_the_next_fetch_though_the_client_has_validators(quiet: httpx.Client) -> None:
    before = quiet.get("/forum/feed.atom")
    assert quiet.post("/world/crisis").json()["already_running"] is False
    after = quiet.get(
        "/forum/feed.atom",
        headers={"If-None-Match": before.headers["ETag"], "If-Modified-Since": before.headers["Last-Modified"]},
    )
    assert after.status_code == 200
    known = {entry.id for entry in feedparser.parse(before.content).entries}
    new = [entry for entry in feedparser.parse(after.content).entries if entry.id not in known]
    assert len(new) > 50
    assert quiet.post("/world/crisis").json()["already_running"] is True
    status = quiet.get("/world/status").json()
    assert status["crisis_posts"] > 100
    assert status["crisis_authors"] > 80


def test_a_statement_gets_an_address_where_it_can_be_read(quiet: httpx.Client) -> None:
    reply = quiet.post("/world/answer", json={"title": "Recall", "text": "We are <sorry>.\nLot 4471."})
    assert reply.status_code == 201
    page = quiet.get(reply.json()["url"])
    assert page.status_code == 200
    assert "We are &lt;sorry&gt;." in page.text
    assert "Recall" in quiet.get("/brands/alder-coffee/").text


def test_acting_by_the_pages_buttons_leads_back_to_the_page(quiet: httpx.Client) -> None:
    origin = str(quiet.base_url).rstrip("/")
    headers = {"Accept": "text/html", "Origin": origin}
    reply = quiet.post("/world/answer", data={"text": "We are sorry."}, headers=headers)
    assert reply.status_code == 303
    assert reply.headers["Location"] == "/world/"
    assert "1 statement(s) published" in quiet.get("/world/").text
    assert "Start the crisis now" in quiet.get("/world/").text
    quiet.post("/world/crisis", headers=headers)
    assert "Start the crisis now" not in quiet.get("/world/").text


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Origin": "http://elsewhere.example"}, b"", 403),
        ({"Host": "elsewhere.example"}, b"", 403),
        ({"Content-Type": "application/json"}, b"[1]", 400),
        ({"Content-Type": "application/json"}, b"{", 400),
        ({}, b"x" * 100_001, 413),
    ],
)
def test_acts_from_elsewhere_or_with_a_broken_body_change_nothing(
    quiet: httpx.Client, headers: dict[str, str], body: bytes, status: int
) -> None:
    assert quiet.post("/world/crisis", headers=headers, content=body).status_code == status
    assert quiet.get("/world/status").json()["crisis_began"] is None


def test_an_empty_statement_is_refused_with_its_reason(quiet: httpx.Client) -> None:
    reply = quiet.post("/world/answer", json={"text": " "})
    assert (reply.status_code, reply.json()["code"]) == (400, "invalid_answer")


def test_pages_can_only_be_read(client: httpx.Client) -> None:
    assert client.post("/news/feed.xml").status_code == 405
    assert client.get("/world/crisis").status_code == 405


def test_the_bulk_feed_has_as_many_posts_about_the_brand_as_asked_for(client: httpx.Client) -> None:
    feed = client.get("/bulk.json", params={"posts": 2000, "about": 0.2, "brand": "Alder Coffee"}).json()
    assert len(feed["items"]) == 2000
    assert len({item["id"] for item in feed["items"]}) == 2000
    named = [item for item in feed["items"] if "Alder Coffee" in item["content_text"]]
    assert len(named) == 400
    assert not [item for item in feed["items"] if item not in named and "Alder Coffee" in item["title"]]
    assert client.get(feed["items"][7]["url"]).status_code == 200


def test_the_bulk_feed_can_name_any_brand_and_come_in_pages(client: httpx.Client) -> None:
    url, items = f"{client.base_url}/bulk.json?posts=250&about=0.5&brand=Vega+Tools&size=100", list[dict[str, Any]]()
    while url:
        feed = client.get(url).json()
        items += feed["items"]
        url = feed.get("next_url", "")
    assert len({item["id"] for item in items}) == 250
    assert sum("Vega Tools" in item["content_text"] for item in items) == 125
    assert not [item for item in items if "Alder Coffee" in item["content_text"]]


@pytest.mark.parametrize("query", ["posts=0", "posts=200001", "posts=many", "about=2", "about=nan"])
def test_a_senseless_bulk_is_refused_with_its_bounds(client: httpx.Client, query: str) -> None:
    reply = client.get(f"/bulk.json?{query}")
    assert (reply.status_code, reply.json()["code"]) == (400, "invalid_query")


def test_the_world_listens_on_loopback_only(running: Server) -> None:
    assert running.url.startswith("http://127.0.0.1:")


def test_a_stopped_server_frees_its_port() -> None:
    server = serve(World(datetime.now(UTC)))
    port = int(server.url.rsplit(":", 1)[1])
    server.stop()
    server.stop()
    again = serve(World(datetime.now(UTC)), port)
    try:
        assert httpx.get(f"http://127.0.0.1:{port}/world/status").status_code == 200
    finally:
        again.stop()


def test_the_command_says_its_address_keeps_its_state_and_ends_cleanly(tmp_path: Path) -> None:
    state = tmp_path / "world.json"
    command = [sys.executable, "-m", "config.demo.world", "--port", "0", "--crisis-at", "0", "--state", str(state)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def one_run() -> tuple[str, int]:
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as process:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            name = httpx.get(address.replace("/world/", "/world/status"), timeout=10).json()["world"]
            process.send_signal(signal.SIGTERM)
            return name, process.wait(timeout=10)

    first, second = one_run(), one_run()
    assert first[1] == 0
    assert first == second
    assert json.loads(state.read_text())["crisis_at"] == 0


def test_the_command_says_in_one_sentence_why_it_cannot_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    damaged = tmp_path / "world.json"
    damaged.write_text("{}")
    assert main(["--state", str(damaged)]) == 1
    assert "does not hold a world" in capsys.readouterr().err
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["--port", str(taken.getsockname()[1])]) == 1
    assert "can't start on port" in capsys.readouterr().err
