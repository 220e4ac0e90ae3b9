"""What a page says of the post on it: JSON-LD, oEmbed, Open Graph, title; broken, hostile and empty ones."""

import json
from typing import Any

import httpx
import pytest

from accounts.outside.http import Fetched
from monitoring.inbox.services.adding import metadata
from monitoring.inbox.services.adding.metadata import Facts

URL = "https://ledger.example/a"


def _page(html: str | bytes, content_type: str = "text/html; charset=utf-8") -> Any:
    body = html if isinstance(html, bytes) else html.encode()
    return metadata.page_of(
        Fetched(status=200, headers=httpx.Headers({"content-type": content_type}), body=body, url=URL)
    )


def _facts(html: str | bytes, **more: str) -> Facts:
    return metadata.facts_of(_page(html, **more), URL)


def _linked(node: Any) -> str:
    return f'<html><script type="application/ld+json">{json.dumps(node)}</script><title>Site</title></html>'


def test_linked_data_comes_before_open_graph_and_that_before_the_title() -> None:
    article = {"@type": "NewsArticle", "headline": "Alder recalls", "author": [{"name": "Mira K", "url": "/people/mira"}],
               "datePublished": "2026-11-02T10:15:00+02:00"}  # fmt: skip
    page = _linked({"@graph": [{"@type": "WebPage"}, article]}).replace(
        "<title>",
        '<meta property="og:title" content="Other"><meta property="og:description" content="In short"><meta property="og:site_name" content="Ledger"><title>',
    )
    facts = _facts(page)
    assert (facts.title, facts.text, facts.author, facts.site) == ("Alder recalls", "In short", "Mira K", "Ledger")
    assert facts.author_url == "https://ledger.example/people/mira"
    assert (facts.published_at, facts.url) == ("2026-11-02T08:15:00+00:00", URL)


def test_a_page_with_a_title_only_says_that() -> None:
    assert _facts("<title>Only &amp; this</title>") == Facts(title="Only & this", url=URL)


@pytest.mark.parametrize(
    "node",
    [
        "x",
        [],
        {"@type": "NewsArticle", "headline": 5, "author": 7, "datePublished": []},
        {"@type": None},
        [[[]]],
        {"@graph": {"@graph": "x"}},
    ],
)
def test_linked_data_of_another_shape_says_nothing_and_the_title_is_left(node: Any) -> None:
    assert _facts(_linked(node)) == Facts(title="Site", url=URL)


def test_broken_linked_data_beside_a_good_one_is_passed_over() -> None:
    good = _linked({"@type": "SocialMediaPosting", "articleBody": "<p>I found glass.</p>", "author": "ina"})
    facts = _facts(f'<script type="application/ld+json">{{"@type": </script>{good}')
    assert (facts.text, facts.author) == ("I found glass.", "ina")


def test_a_page_of_unclosed_tags_and_endless_nesting_ends_soon() -> None:
    assert _facts("<meta " * 100_000 + "<div>" * 60_000 + "<title>Late</title>").title == "Late"
    assert _facts(_linked(json.loads("[" * 900 + "]" * 900))).title == "Site"
    assert _facts(f'<script type="application/ld+json">{"[" * 100_000}</script><title>T</title>').title == "T"


def test_the_letters_are_those_the_page_names() -> None:
    latin = "<meta charset=iso-8859-1><title>Café</title>".encode("latin-1")
    assert _facts(latin, content_type="text/html").title == "Café"
    assert (
        _facts("<title>Café</title>".encode("cp1252"), content_type="text/html; charset=windows-1252").title == "Café"
    )


def test_what_would_run_or_turn_is_no_address_and_no_date_is_invented() -> None:
    page = '<meta name="author" content="javascript:alert(1)"><meta property="article:published_time" content="soon"><title>T</title>'
    assert _facts(page).author_url == "" and _facts(page).published_at == ""


def test_oembed_is_found_and_read_and_one_that_is_none_says_nothing() -> None:
    page = _page('<link rel="alternate" type="application/json+oembed" href="/oembed?url=x">')
    assert metadata.oembed_of(page, URL) == "https://ledger.example/oembed?url=x"
    said = {
        "type": "rich",
        "author_name": "ina",
        "author_url": "https://x.com/ina",
        "html": "<blockquote><p>Alder forgot me</p></blockquote>",
    }
    facts = metadata.facts_of_oembed(json.dumps(said).encode())
    assert (facts.author, facts.text, facts.author_url) == ("ina", "Alder forgot me", "https://x.com/ina")
    assert [metadata.facts_of_oembed(body) for body in (b"", b"[1]", b"<html>", b"[" * 100_000)] == [Facts()] * 4
