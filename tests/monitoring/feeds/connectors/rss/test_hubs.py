"""Which hub a feed names, whether what comes is its own, and how it is read beside polls."""

import pytest

from accounts.outside.failures import Forbidden
from accounts.outside.http import Fetched
from monitoring.feeds.connectors.protocol import Delivery, Hub
from monitoring.feeds.connectors.rss.connector import RssConnector
from monitoring.feeds.connectors.rss.hubs import admitted, hub_of
from monitoring.feeds.connectors.rss.pages import read_feed
from tests.loopback import Server, context, item, read, rss

RSS = RssConnector()
BODY = '{"text":"Größe – 👍"}'.encode()
SIGNED = {
    "sha1": "69d9db7a8361992b8b3644384266548ac813a1d0",
    "sha256": "3c19ad484c741c7453e45879e16ffb468b3419fd4c55e2531df58d93fdeb0d90",
    "sha384": "252544a847573f4753d7570379607046d55d908eff9ba7b6c6d710bbdb366aa031dd56f69f461ad87f1853760921ccff",
    "sha512": (
        "c71efa9f39503e3941fb5930bd2ae65a0d0bd0e7bbdb78e3be581732df49e97f2b33aa529ad3ff54e3cb7cfa269a85ff436ceb6cc5412e9e70bfb4cec971763b"
    ),
}
HERE = "https://news.example/feed"
ATOM = 'xmlns:atom="http://www.w3.org/2005/Atom"'


@pytest.mark.parametrize(("method", "digest"), SIGNED.items())
def test_a_signature_is_of_the_body_as_it_came(method: str, digest: str) -> None:
    signed = {"x-hub-signature": f"{method}={digest}", "content-type": "text/xml", "cookie": "no"}
    assert admitted("s3cret", Delivery(signed, BODY)).headers == {"content-type": "text/xml"}
    for secret, body in (("s3cret", BODY + b" "), ("other", BODY), ("", BODY)):
        with pytest.raises(Forbidden):
            admitted(secret, Delivery(signed, body))


def test_the_same_text_in_other_bytes_is_not_what_was_signed() -> None:
    other = b'{"text":"Gr\\u00f6\\u00dfe \\u2013 \\ud83d\\udc4d"}'
    with pytest.raises(Forbidden):
        admitted("s3cret", Delivery({"x-hub-signature": f"sha256={SIGNED['sha256']}"}, other))


def found(body: bytes, url: str = HERE, **headers: str) -> Hub:
    answer = Fetched.sent(url, {"Content-Type": "application/xml", **headers}, body)
    return hub_of(answer, read_feed(answer), HERE)


@pytest.mark.parametrize(
    ("link", "hub"),
    [
        ('<https://hub.example/>; rel="hub", <https://news.example/self>; rel="self"', ("https://hub.example/", "https://news.example/self")),
        ("<https://hub.example/>; rel=hub", ("https://hub.example/", HERE)),
        ('<https://a.example/>; title="x, y"; rel="hub next", <https://b.example/>; rel="hub"', ("https://a.example/", HERE)),
        ("</hub>; rel=HUB", ("https://news.example/hub", HERE)),
        ("<javascript:x>; rel=hub", ("", "")),
        ('<https://hub.example/>; rel="alternate"', ("", "")),
        ("<" * 9_000, ("", "")),
    ],
)  # fmt: skip
def test_a_hub_is_found_in_the_headers(link: str, hub: tuple[str, str]) -> None:
    assert found(rss(item(1)), Link=link) == Hub(*hub)


def test_a_hub_is_found_in_the_document_and_the_headers_come_first() -> None:
    links = f'<atom:link {ATOM} rel="hub" href="https://hub.example/"/><atom:link {ATOM} rel="self" href="https://news.example/own"/>'
    body = rss(item(1), channel=f"<title>News</title>{links}")
    assert found(body) == Hub("https://hub.example/", "https://news.example/own")
    assert found(body, Link="<https://first.example/>; rel=hub").url == "https://first.example/"
    json = b'{"version": "https://jsonfeed.org/version/1.1", "items": [], "feed_url": "https://news.example/j", "hubs": [{"type": "rssCloud", "url": "https://no.example/"}, {"type": "WebSub", "url": "https://hub.example/"}]}'
    assert found(json) == Hub("https://hub.example/", "https://news.example/j")
    assert found(rss(item(1))) == Hub()


def test_the_hub_of_youtube_is_known_though_its_feeds_name_none() -> None:
    url = "https://www.youtube.com/feeds/videos.xml?channel_id=UC1"
    assert found(rss(item(1)), url).url == "https://pubsubhubbub.appspot.com/subscribe"


def test_what_is_pushed_is_read_as_a_poll_reads_it_and_the_next_poll_sees_no_gap(server: Server) -> None:
    server.feed("/f", rss(*[item(number) for number in range(20, 10, -1)]))
    config = {"url": server.url("/f")}
    _, batches = read(RSS, config, {})
    pushed = rss(item(22), item(21), item(20, description="edited"), item(11))
    delivery = Delivery({"content-type": "application/rss+xml"}, pushed)
    [batch] = RSS.receive(context(), config, batches[-1].cursor, delivery)
    assert [record["id"] for record in batch.records] == ["g22", "g21", "g20"]
    [again] = RSS.receive(context(), config, batch.cursor, delivery)
    assert again.records == ()
    server.feed(
        "/f",
        rss(
            *[item(number) for number in range(23, 20, -1)],
            item(20, description="edited"),
            *[item(number) for number in range(19, 13, -1)],
        ),
    )
    posts, batches = read(RSS, config, batch.cursor)
    assert [post.external_id for post in posts] == ["g23"] and not batches[-1].missed
