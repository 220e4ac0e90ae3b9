"""An address that can't be a source is refused at its field, by the page and by the API, tried or saved outright; nothing is kept."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from accounts.outside.http import Limits
from monitoring.feeds.models import Feed, Subscription
from monitoring.models import Source
from tests.loopback import Answer, Server, client, serving
from tests.world import World

PAGE, API = "/brands/alder-coffee/sources/add/", "/api/v1/sources/"
NAMES = {
    "inside.example": ["10.1.2.3"],
    "both.example": ["93.184.216.34", "169.254.169.254"],
    "mapped.example": ["::ffff:192.168.0.1"],
    "relay.example": ["64:ff9b::a00:1"],
    "six.example": ["2002:a00:1::1"],
    "carrier.example": ["100.64.0.7"],
}
LITERALS = [
    "ftp://feeds.example/x",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "http://",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://[::ffff:10.0.0.1]/",
    "http://[fe80::1%25eth0]/",
    "http://10.0.0.1/feed",
    "http://192.168.1.1/feed",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://[64:ff9b::a00:1]/",
    "http://[2002:a00:1::]/",
    "http://intranet/feed",
    "http://printer.local/feed",
    "http://metadata.google.internal/",
    "http://feeds.example:25/",
    "http://user:secret@feeds.example/x",
    "https://" + "a" * 2100 + ".example/",
    *(f"http://{name}/feed" for name in NAMES),
]


def _drip(out: Any) -> None:
    out.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(100):
        out.write(b"<")
        out.flush()
        time.sleep(0.05)


ANSWERS = {
    "/page": Answer(body=b"<html><body>Hello</body></html>", headers={"Content-Type": "text/html"}),
    "/large": Answer(body=b"<rss><channel>" + b"x" * 60_000, headers={"Content-Type": "application/rss+xml"}),
    "/slow": Answer(raw=_drip),
    "/broken": Answer(body=b"<rss><channel><item><title>a</ti", headers={"Content-Type": "application/rss+xml"}),
    "/gone": Answer(status=410),
    "/missing": Answer(status=404),
    "/locked": Answer(status=401),
    "/away": Answer(status=302, headers={"Location": "http://10.0.0.1/feed"}),
    "/round": Answer(status=302, headers={"Location": "/round"}),
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    guarded = client(NAMES, Limits(total=0.6, raw=50_000))
    for room in ("giving", "trying"):
        monkeypatch.setattr(f"monitoring.feeds.services.sources.{room}.guarded_client", lambda *patience: guarded)
    with serving() as running:
        running.answers.update(ANSWERS)
        yield running


def _refused_everywhere(world: World, address: str) -> list[str]:
    """The sentences at the address' field: of the page that tries and the one that saves, of the API's two alike."""
    browser, said = world.browser(world.manager), []
    for step in ("check", "save"):
        answer = browser.post(PAGE, {"address": address, "step": step, "name": "News", "everything": "1"})
        assert answer.status_code == 422, step
        assert 'id="id_field-url-error"' in answer.text, step
    for path, more in ((f"{API}check/", {}), (API, {"brand": str(world.alder.pk), "everything": True})):
        body = json.dumps({"address": address, **more})
        refusal = browser.post(path, body, content_type="application/json")
        assert refusal.status_code == 400, path
        said += refusal.json()["errors"]["address"]
    assert not Source.objects.exists() and not Feed.objects.exists() and not Subscription.objects.exists()
    return said


@pytest.mark.parametrize("address", LITERALS)
def test_an_address_nobody_may_read_is_refused(world: World, server: Server, address: str) -> None:
    said = _refused_everywhere(world, address)
    assert len(set(said)) == 1 and said[0].endswith((".", "characters."))


@pytest.mark.parametrize("path", ANSWERS)
def test_an_address_that_answers_with_no_feed_is_refused(world: World, server: Server, path: str) -> None:
    assert len(set(_refused_everywhere(world, server.url(path)))) == 1


def test_a_page_is_not_saved_but_its_feeds_are_named(world: World, server: Server) -> None:
    link = b'<link rel="alternate" type="application/rss+xml" title="News" href="/feed.xml">'
    server.answers["/site"] = Answer(
        body=b"<html><head>" + link + b"</head></html>", headers={"Content-Type": "text/html"}
    )
    body = json.dumps({"brand": str(world.alder.pk), "address": server.url("/site")})
    refusal = world.browser(world.manager).post(API, body, content_type="application/json").json()
    assert refusal["code"] == "not_a_feed"
    assert refusal["data"]["found"] == [{"url": server.url("/feed.xml"), "title": "News", "kind": "rss"}]
    assert not Source.objects.exists()


def test_a_feed_somebody_reads_already_is_not_fetched_for_the_next_who_adds_it(world: World, server: Server) -> None:
    server.feed("/feed.xml", b'<rss version="2.0"><channel><title>N</title></channel></rss>')
    given = {"everything": True, "address": server.url("/feed.xml")}
    owner = world.browser(world.owner)
    first = owner.post(API, {**given, "brand": str(world.alder.pk)}, content_type="application/json")
    assert first.status_code == 201 and len(server.asked) == 1
    Feed.objects.update(last_success_at=Feed.objects.get().next_fetch_at)
    second = owner.post(API, {**given, "brand": str(world.lumen.pk)}, content_type="application/json")
    assert second.status_code == 201 and len(server.asked) == 1
    assert Feed.objects.count() == 1 and Source.objects.count() == 2
