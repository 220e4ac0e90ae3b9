"""The HTML of the invented sites: plain pages that say what they are and offer their feed to discovery."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any

from config.demo.cast import BRANDS, IN_CRISIS, NOTICE, SITES, Brand, Site
from config.demo.feeds import feed_path, feed_title, home_path, post_path
from config.demo.story import Answer
from config.demo.streams import Post

_STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}"
    "article{border-top:1px solid #8886;padding:.75rem 0}h2{font-size:1.05rem;margin:1.75rem 0 .25rem}article h2{margin:0}p{margin:.25rem 0}"
    "small,footer{opacity:.75}footer{margin-top:2rem;border-top:1px solid #8886;padding-top:.75rem}"
    "button{font:inherit;padding:.5rem 1rem;min-height:44px}textarea{font:inherit;width:100%;box-sizing:border-box}"
)
_NEWEST = 50


def _page(title: str, body: str, *, head: str = "", language: str = "en") -> bytes:
    links = "".join(f'<a href="{home_path(site)}">{escape(site.name)}</a> · ' for site in SITES.values())
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{escape(title)}</title><meta name="description" content="{escape(NOTICE)}">{head}<style>{_STYLE}</style>'
        f'</head><body><main>{body}</main><footer><p>{links}<a href="/world/">About this world</a></p>'
        f"<p>{escape(NOTICE)}</p></footer></body></html>"
    ).encode()


def _alternate(site: Site, brand: str = "") -> str:
    return (
        f'<link rel="alternate" type="{site.media_type}" title="{escape(feed_title(site, brand))}"'
        f' href="{feed_path(site, brand)}">'
    )


def _stamp(post: Post) -> str:
    when = f"{post.published_at:%d %b %Y, %H:%M} UTC"
    stars = f" · {post.rating} of 5 stars" if post.rating else ""
    return (
        f'<small>{escape(post.author)} · <time datetime="{post.published_at.isoformat()}">{when}</time>{stars}</small>'
    )


def site_page(site: Site, brand: str, posts: Sequence[Post]) -> bytes:
    """A site's front page, or its page about one brand: the newest 50 posts and the link to the feed."""
    articles = "".join(
        f'<article lang="{post.language}"><h2><a href="{post_path(post)}">{escape(post.title)}</a></h2>'
        f"<p>{escape(post.text)}</p>{_stamp(post)}</article>"
        for post in posts[:_NEWEST]
    )
    feed = feed_path(site, brand)
    body = (
        f"<h1>{escape(feed_title(site, brand))}</h1><p>{escape(site.tagline)}. "
        f'<a href="{feed}">Feed</a></p>{articles or "<p>Nothing published yet.</p>"}'
    )
    return _page(feed_title(site, brand), body, head=_alternate(site, brand))


def post_page(site: Site, post: Post) -> bytes:
    """One post's own page."""
    about = f'<p>About <a href="/brands/{post.brand}/">{BRANDS[post.brand].name}</a></p>' if post.brand else ""
    body = f'<article lang="{post.language}"><h1>{escape(post.title)}</h1><p>{escape(post.text)}</p>{_stamp(post)}{about}</article>'
    return _page(f"{post.title} · {site.name}", body, head=_alternate(site))


def bulk_page(number: int) -> bytes:
    """The page a benchmark post links to."""
    return _page(
        f"Benchmark post {number}", f"<h1>Benchmark post {number}</h1><p>One of many posts made for measuring.</p>"
    )


def brand_page(brand: Brand, answers: Sequence[Answer]) -> bytes:
    """An invented brand's own site: who it is, its statements, and where people talk about it."""
    statements = "".join(
        f'<li><a href="/brands/{brand.key}/updates/{one.number}">{escape(one.title)}</a></li>' for one in answers
    )
    talk = "".join(
        f'<li><a href="{home_path(site, brand.key)}">{escape(feed_title(site, brand.key))}</a></li>'
        for site in SITES.values()
    )
    body = (
        f"<h1>{brand.name}</h1><p>{brand.name} is an invented company: {brand.trade}.</p>"
        f"<h2>Statements</h2>{f'<ul>{statements}</ul>' if statements else '<p>None published.</p>'}"
        f"<h2>What people say</h2><ul>{talk}</ul>"
    )
    return _page(brand.name, body, head="".join(_alternate(site, brand.key) for site in SITES.values()))


def answer_page(answer: Answer) -> bytes:
    """A statement on the brand's invented site."""
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in answer.text.split("\n") if part.strip())
    when = f"{answer.published_at:%d %b %Y, %H:%M} UTC"
    return _page(answer.title, f"<article><h1>{escape(answer.title)}</h1>{paragraphs}<small>{when}</small></article>")


_START = '<form method="post" action="/world/crisis"><button>Start the crisis now</button></form>'


def _clock(iso: str) -> str:
    return f"{datetime.fromisoformat(iso).astimezone(UTC):%d %b %Y, %H:%M:%S} UTC"


def world_page(status: dict[str, Any]) -> bytes:
    """What this server is, what has happened so far, and the two acts a visitor has."""
    began, answers = status["crisis_began"], status["answers"]
    if not began:
        state = (
            "All quiet."
            if not status["crisis_at"]
            else f"All quiet; the crisis breaks {status['crisis_at']} s after the start."
        )
    else:
        state = f"A crisis about {IN_CRISIS.name}'s Oat Cold Brew has been running since {_clock(began)}: {status['crisis_posts']} posts."
    answered = f"{len(answers)} statement(s) published; talk is calming." if answers else "No statement published."
    feeds = "".join(
        f'<li>{escape(site.name)}, {site.tagline}: <a href="{feed_path(site)}">{feed_path(site)}</a></li>'
        for site in SITES.values()
    )
    brands = "".join(f'<li><a href="/brands/{one.key}/">{one.name}</a>, {one.trade}</li>' for one in BRANDS.values())
    body = (
        "<h1>The demo's world</h1><p>A small server that publishes feeds about invented brands, so that Firebreak has "
        "something to watch. It holds two quiet weeks, then glass splinters are reported in a drink. Its clock is the real "
        "one, and posts are dated when they appear; in the fast mode the first of the crisis are dated a few minutes back.</p>"
        f"<p>{escape(NOTICE)}</p><h2>Now</h2><p>{escape(state)} {answered} "
        f"{status['posts']} posts in the last two weeks.</p>"
        f"{'' if began else _START}"
        '<form method="post" action="/world/answer"><p><label for="text">Statement by Alder Coffee</label></p>'
        '<textarea id="text" name="text" rows="4" required></textarea><button>Publish the statement</button></form>'
        f"<h2>Feeds</h2><ul>{feeds}</ul><p>Each brand has feeds of its own, linked from its page.</p>"
        f"<h2>Invented brands</h2><ul>{brands}</ul>"
        '<h2>For measuring</h2><p><a href="/bulk.json?posts=1000&amp;about=0.2&amp;brand=Alder+Coffee">/bulk.json</a> '
        'has as many posts as asked for; <a href="/world/status">/world/status</a> has the counts.</p>'
    )
    return _page("The demo's world", body, head="".join(_alternate(site) for site in SITES.values()))


def error_page(status: int, message: str) -> bytes:
    """A page that says in one sentence what is wrong."""
    return _page(str(status), f"<h1>{status}</h1><p>{escape(message)}</p>")
