"""Feeds that were damaged at random, always in the same way: each is read or refused by name, and fits the database."""

import json
import random
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from accounts.outside.failures import Failure
from accounts.outside.http import Fetched
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.rss.identity import identified
from monitoring.feeds.connectors.rss.pages import read_feed
from monitoring.feeds.connectors.rss.record import to_post
from tests.loopback import NOW, item, rss

RSS = rss(item(1, pubDate="Sun, 22 Nov 2026 10:00:00 GMT"), item(2, description="&lt;p&gt;x&lt;/p&gt;", category="a"))
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><link href="/" rel="alternate"/><entry><id>1</id>
<title type="html">&lt;b&gt;x&lt;/b&gt;</title><link href="/1"/><link rel="enclosure" type="audio/mp3" href="/a.mp3"/>
<published>2026-11-22T10:00:00Z</published><updated>2026-11-22T11:00:00Z</updated><author><name>n</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p></div></content></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "t",
        "authors": [{"name": "x"}],
        "next_url": "/2",
        "items": [
            {
                "id": "1",
                "url": "http://a.example/1",
                "content_html": "<p>hi</p>",
                "date_published": "2026-11-22T01:00:00Z",
                "tags": ["a"],
                "attachments": [{"url": "http://a.example/x", "mime_type": "audio/mp3"}],
                "_review": {"rating": 3, "best": 5},
            }
        ],
    }
).encode()
TOKENS = [
    b"<", b">", b"&", b"]]>", b"<![CDATA[", b"\x00", b"\xff", b"\xed\xa0\x80", b"&#0;", b"&#xD800;", b"&#99999999;", b"[]",
    b"http://[", b"http://a:99999/", b"null", b"{}", b"-1", b"1e999", b"NaN", b'"', b"'", b"9999-99-99", b"\\u0000",
    b"Mon, 32 Foo 99999 99:99:99 +9999", b"0000-00-00T00:00:00Z", b"9999-12-31T23:59:59-23:59", b"\\ud800",
]  # fmt: skip


def _mangled(body: bytes, dice: random.Random) -> bytes:
    found = bytearray(body)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(found) + 1)
        if dice.random() < 0.6:
            found[at : at + dice.choice((0, 1, 10))] = dice.choice(TOKENS)
        else:
            del found[at : at + dice.randint(1, 30)]
    return bytes(found)


def _texts(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict | list):
        for one in told.values() if isinstance(told, dict) else told:
            yield from _texts(one)


@pytest.mark.parametrize(("body", "seed"), [(RSS, 1), (ATOM, 2), (JSON, 3)])
def test_a_mangled_feed_is_read_or_refused_by_name_and_fits_the_database(body: bytes, seed: int) -> None:
    dice = random.Random(seed)
    posts = 0
    for _ in range(400):
        mangled = _mangled(body, dice)
        answer = Fetched(status=200, headers=httpx.Headers(), body=mangled, url="http://feed.example/f")
        try:
            document = read_feed(answer)
        except Failure:
            continue
        for external_id, made_from, entry in identified(document.entries).entries:
            record = {
                "source": "s",
                "fetched_at": NOW.isoformat(),
                "id": external_id,
                "id_from": made_from,
                "entry": entry,
            }
            post = to_post(json.loads(json.dumps(record)))
            if not isinstance(post, Post):
                continue
            posts += 1
            stored = json.dumps(post.to_json())
            assert Post.from_json(json.loads(stored)) == post
            texts = "".join(_texts(post.to_json()))
            assert "\x00" not in texts
            texts.encode()
            assert not post.url or post.url.startswith(("http://", "https://"))
    assert posts > 20
