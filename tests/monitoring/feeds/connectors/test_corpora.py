"""Real feeds that stay outside the project: point FIREBREAK_CORPUS at a folder of them to run these.

Expected below it: `feedparser/wellformed` (feedparser's own test feeds) and `w3c-feedvalidator` (the W3C feed
validator's cases). Every *.xml file is read the way a poll reads it.
"""

import ast
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from accounts.outside.failures import Failure, Malformed
from accounts.outside.plaintext import plain
from monitoring.feeds.connectors.failures import NotAFeed
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.rss.identity import identified
from monitoring.feeds.connectors.rss.reading import read_document
from monitoring.feeds.connectors.rss.record import to_post
from tests.loopback import NOW

CORPUS = os.environ.get("FIREBREAK_CORPUS", "")
EXPECTED = re.compile(
    rb"Expect:\s+not bozo and entries\[0\]\['(title|link|id|guid)'\] == u?('[^'\n]*'|\"[^\"\n]*\")\s*\n"
)
RAW_NAMES = {"title": "title", "link": "link", "id": "guid", "guid": "guid"}

pytestmark = pytest.mark.skipif(not CORPUS, reason="FIREBREAK_CORPUS names no folder of real feeds")


def _files(part: str) -> list[Path]:
    found = sorted((Path(CORPUS) / part).rglob("*.xml"))
    assert found, f"no feeds below {part}"
    return found


def _posts(body: bytes) -> Iterator[Post]:
    document = read_document(body, content_type="application/xml", url="http://feed.example/f.xml")
    for external_id, made_from, entry in identified(document.entries).entries:
        record = {"v": 1, "source": "s", "fetched_at": NOW.isoformat(), "id": external_id, "id_from": made_from}
        post = to_post(json.loads(json.dumps({**record, "entry": entry})))
        if isinstance(post, Post):
            yield post


@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", ["feedparser/wellformed", "w3c-feedvalidator"])
def test_every_real_feed_is_read_or_refused_by_name(part: str) -> None:
    outcome: Counter[str] = Counter()
    for path in _files(part):
        try:
            posts = list(_posts(path.read_bytes()))
        except Failure as failure:
            assert isinstance(failure, NotAFeed | Malformed), path
            outcome[failure.code] += 1
            continue
        outcome["read"] += 1
        outcome["posts"] += len(posts)
        for post in posts:
            assert Post.from_json(json.loads(json.dumps(post.to_json()))) == post, path
            assert not post.url or post.url.startswith(("http://", "https://")), path
            assert "\x00" not in post.title + post.text + post.external_id, path
            assert post.published_at is None or post.published_from in ("source", "clamped"), path
    print(part, dict(outcome))
    assert outcome["read"] > 5 * (outcome["not_a_feed"] + outcome["malformed"])


def test_titles_links_and_ids_are_what_the_corpus_expects() -> None:
    checked = wrong = 0
    for path in _files("feedparser/wellformed"):
        body = path.read_bytes()
        expected = EXPECTED.search(body)
        if not expected:
            continue
        value = ast.literal_eval(expected.group(2).decode())
        name = RAW_NAMES[expected.group(1).decode()]
        try:
            entries = read_document(body, content_type="application/xml", url="").entries
        except Failure:
            entries = ()
        found = entries[0].get(name, "") if entries else ""
        checked += 1
        if plain(found) != plain(value):
            wrong += 1
            print(path.relative_to(CORPUS), repr(found), "instead of", repr(value))
    print(f"{checked - wrong} of {checked} as expected")
    assert checked > 50
    assert wrong / checked < 0.1
