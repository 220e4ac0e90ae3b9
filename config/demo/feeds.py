"""Writes posts as RSS 2.0, Atom 1.0 and JSON Feed 1.1. Pure: bytes out, no clock; an unchanged world gives unchanged bytes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree as ET

from config.demo.cast import BRANDS, NOTICE, Site
from config.demo.story import World
from config.demo.streams import Post

ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ET.register_namespace("atom", ATOM)
ET.register_namespace("dc", DUBLIN_CORE)


def feed_path(site: Site, brand: str = "") -> str:
    """The path of a site's feed, or of its feed about one brand."""
    return f"/{site.key}/brands/{brand}/{site.feed_name}" if brand else f"/{site.key}/{site.feed_name}"


def home_path(site: Site, brand: str = "") -> str:
    """The path of the page that offers that feed."""
    return f"/{site.key}/brands/{brand}/" if brand else f"/{site.key}/"


def post_path(post: Post) -> str:
    """The path of the post's own page."""
    return f"/{post.site}/{post.key}"


def feed_title(site: Site, brand: str = "") -> str:
    """The feed's title, as people read it."""
    return f"{site.name}: {BRANDS[brand].name}" if brand else site.name


def render(world: World, site: Site, brand: str, posts: Sequence[Post], base: str) -> bytes:
    """The site's feed in its own format. `base` is the world's address without a slash; `posts` newest first."""
    writers = {"news": _rss, "forum": _atom, "reviews": _json_feed}
    return writers[site.key](world, site, brand, posts, base)


def last_change(world: World, posts: Sequence[Post]) -> datetime:
    """When the feed last changed: the latest moment a post appeared, or the world's start for an empty one."""
    return max((post.appears_at for post in posts), default=world.start)


def _description(site: Site) -> str:
    return f"{site.tagline}. {NOTICE}"


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, tag, attributes)
    child.text = text or None
    return child


def _rss(world: World, site: Site, brand: str, posts: Sequence[Post], base: str) -> bytes:
    root = ET.Element("rss", {"version": "2.0"})
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", feed_title(site, brand))
    _add(channel, "link", base + home_path(site, brand))
    _add(channel, "description", _description(site))
    _add(channel, "language", "en")
    _add(channel, "generator", "Firebreak's demo")
    _add(channel, "lastBuildDate", format_datetime(last_change(world, posts), usegmt=True))
    _add(channel, f"{{{ATOM}}}link", href=base + feed_path(site, brand), rel="self", type=site.media_type)
    for post in posts:
        item = ET.SubElement(channel, "item")
        _add(item, "title", post.title)
        _add(item, "link", base + post_path(post))
        _add(item, "guid", world.post_id(post), isPermaLink="false")  # RSS 2.0 takes it for an address otherwise
        _add(item, "pubDate", format_datetime(post.published_at, usegmt=True))
        _add(item, f"{{{DUBLIN_CORE}}}creator", post.author)  # RSS 2.0's own author is an email address
        _add(item, "description", post.text)
    return _xml(root)


def _atom(world: World, site: Site, brand: str, posts: Sequence[Post], base: str) -> bytes:
    # The default namespace is written by hand: ElementTree's own way refuses attributes without a prefix.
    root = ET.Element("feed", {"xmlns": ATOM, XML_LANG: "en"})
    _add(root, "id", f"urn:firebreak-demo:{world.name}:{site.key}:{brand or 'all'}")
    _add(root, "title", feed_title(site, brand))
    _add(root, "subtitle", _description(site))
    _add(root, "updated", _instant(last_change(world, posts)))
    _add(root, "link", rel="self", type=site.media_type, href=base + feed_path(site, brand))
    _add(root, "link", rel="alternate", type="text/html", href=base + home_path(site, brand))
    _add(root, "generator", "Firebreak's demo")
    for post in posts:
        entry = ET.SubElement(root, "entry", {XML_LANG: post.language})
        _add(entry, "id", world.post_id(post))
        _add(entry, "title", post.title, type="text")
        _add(entry, "link", rel="alternate", type="text/html", href=base + post_path(post))
        _add(entry, "published", _instant(post.published_at))
        _add(entry, "updated", _instant(post.published_at))
        _add(_add(entry, "author"), "name", post.author)
        _add(entry, "content", post.text, type="text")
    return _xml(root)


def _json_feed(world: World, site: Site, brand: str, posts: Sequence[Post], base: str) -> bytes:
    items: list[dict[str, Any]] = []
    for post in posts:
        items.append(
            {
                "id": world.post_id(post),
                "url": base + post_path(post),
                "title": post.title,
                "content_text": post.text,
                "date_published": _instant(post.published_at),
                "authors": [{"name": post.author}],
                "language": post.language,
                # JSON Feed 1.1: what is nobody's but ours begins with an underscore and says what it is.
                "_review": {"about": "A number of stars.", "rating": post.rating, "best": 5, "worst": 1},
            }
        )
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed_title(site, brand),
        "home_page_url": base + home_path(site, brand),
        "feed_url": base + feed_path(site, brand),
        "description": _description(site),
        "language": "en",
        "authors": [{"name": site.name}],
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, separators=(",", ":")).encode()


def _instant(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _xml(root: ET.Element) -> bytes:
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode").encode()
