from typing import Any

import pytest

from accounts.outside.failures import NotFound
from accounts.outside.http import Fetched, GuardedClient
from monitoring.feeds.connectors.failures import FoundFeed, NotAFeed
from monitoring.feeds.connectors.protocol import Context
from monitoring.feeds.connectors.rss.connector import RssConnector
from monitoring.feeds.connectors.rss.pages import discover
from tests.loopback import NOW, Answer, Server, client, item, rss

CTX = Context(client(), NOW)


def _page(server: Server, html: str) -> str:
    server.answers["/p"] = Answer(body=html.encode(), headers={"Content-Type": "text/html"})
    return server.url("/p")


def test_the_feeds_a_page_announces_are_found_with_title_and_kind(server: Server) -> None:
    url = _page(
        server,
        """<!DOCTYPE html><html><head><base href="/blog/">
        <link rel="alternate" type="application/rss+xml" title="Posts" href="feed.xml">
        <link rel="Alternate" type="application/atom+xml; charset=utf-8" href="http://cdn.example/atom">
        <link rel="alternate" type="application/feed+json" title=" J " href="/j.json">
        <link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts">
        <link rel="alternate" type="text/html" href="/en"><link rel="stylesheet" type="application/rss+xml" href="/no">
        <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head></html>""",
    )
    assert discover(CTX, url) == [
        FoundFeed(server.url("/blog/feed.xml"), "Posts", "rss"),
        FoundFeed("http://cdn.example/atom", "", "atom"),
        FoundFeed(server.url("/j.json"), "J", "json"),
    ]


def test_without_announcements_links_that_look_like_feeds_are_offered(server: Server) -> None:
    url = _page(server, '<html><body><a href="/about">a</a><a href="/rss.xml">Our <b>RSS</b></a></body></html>')
    assert discover(CTX, url) == [FoundFeed(server.url("/rss.xml"), "Our RSS", "rss")]


def test_a_feed_finds_itself(server: Server) -> None:
    server.feed("/f", rss(item(1)))
    assert discover(CTX, server.url("/f")) == [FoundFeed(server.url("/f"), "News", "rss")]


def test_a_page_without_feeds_finds_none_and_a_missing_page_says_so(server: Server) -> None:
    assert discover(CTX, _page(server, "<html><body>Hi</body></html>")) == []
    with pytest.raises(NotFound):
        discover(CTX, server.url("/nothing"))


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ('<html><form><input name="p" type="password"></form></html>', "log-in page"),
        (
            "<!doctype html><html><title>Just a moment...</title><script src=/cdn-cgi/challenge-platform></html>",
            "humans",
        ),
        ('<html><head><link rel="alternate" type="application/rss+xml" href="/f"></head></html>', "feeds below"),
        ("<html><body>Hi</body></html>", "links to no feed"),
        ('<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"></html>', "no feed"),
    ],
)
def test_a_page_instead_of_a_feed_is_named_for_what_it_is(server: Server, html: str, sentence: str) -> None:
    url = _page(server, html)
    with pytest.raises(NotAFeed, match=sentence) as caught:
        RssConnector().check(CTX, {"url": url})
    assert bool(caught.value.found) == ("feeds below" in sentence)


def test_a_feed_that_talks_about_html_is_still_a_feed(server: Server) -> None:
    server.feed("/f", rss(item(1, title="&lt;html&gt; and &lt;head&gt;", description="<![CDATA[<html><body>x]]>")))
    assert discover(CTX, server.url("/f"))[0].kind == "rss"


def test_a_page_behind_a_screenful_of_comments_is_still_read(server: Server) -> None:
    url = _page(
        server, f"<!-- {'x' * 5_000} --><html><head><link rel=alternate type=application/rss+xml href=/f></head>"
    )
    assert [found.url for found in discover(CTX, url)] == [server.url("/f")]
    with pytest.raises(NotAFeed, match="feeds below"):
        RssConnector().check(CTX, {"url": url})


@pytest.mark.parametrize(
    "html", ["<div>" * 150_000, "<a href=rss " * 60_000, "<link rel=alternate>" * 40_000, "<input " * 140_000]
)
@pytest.mark.timeout(30)
def test_a_hostile_page_ends_in_few_feeds(server: Server, html: str) -> None:
    url = _page(server, f"<html>{html}")
    assert len(discover(CTX, url)) <= 20


def test_a_page_of_a_place_without_feeds_says_so(server: Server) -> None:
    server.answers["/"] = Answer(status=999)

    class Redirected(GuardedClient):
        """As below."""

        def get(self, url: str, **options: Any) -> Fetched:
            return super().get(server.url("/"), **options)

    with pytest.raises(NotAFeed, match="LinkedIn publishes no feeds"):
        RssConnector().check(Context(Redirected(allow_loopback=True), NOW), {"url": "https://www.linkedin.com/in/x"})


@pytest.mark.parametrize("status", [200, 403, 429])
def test_a_known_places_page_offers_its_feed_even_when_it_lets_no_program_in(server: Server, status: int) -> None:
    server.answers["/tags/acme"] = Answer(status=status, body=b"<html><body>Please log in</body></html>")

    class Redirected(GuardedClient):
        """The page's host is not ours to answer for, so its address is turned to the server here."""

        def get(self, url: str, **options: Any) -> Fetched:
            return super().get(server.url("/tags/acme"), **options)

    with pytest.raises(NotAFeed) as caught:
        RssConnector().check(Context(Redirected(allow_loopback=True), NOW), {"url": "https://social.example/tags/acme"})
    assert caught.value.found == (FoundFeed("https://social.example/tags/acme.rss", "Mastodon hashtag", "rss"),)
