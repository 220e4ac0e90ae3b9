"""Hacker News, read in stretches of time from an index that may be cut, late, or stand still."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accounts.outside.failures import InvalidConfig, Malformed, RateLimited, Transient
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.protocol import Batch, Context, Cursor, Polled, Post, Tombstone
from tests.loopback import NOW, Answer, Server, client, read
from tests.monitoring.feeds.connectors.hackernews.site import AT, Site

ASKED = {"query": "acme refund"}


@pytest.fixture
def site(server: Server) -> Site:
    made = Site(server)
    made.write(900, "A word of somebody else.", 1)  # the index moves
    return made


def ids(posts: list[Post]) -> list[str]:
    return [post.external_id for post in posts]


def later(site: Site, cursor: Cursor, **passed: float) -> tuple[list[Post], list[Tombstone], Batch]:
    """A poll after that time: posts, tombstones and its last batch."""
    now = NOW + timedelta(**passed)
    batches = list(site.connector.poll(Context(client(), now), ASKED, cursor))
    found = [site.connector.normalise(record) for batch in batches for record in batch.records]
    return (
        [one for one in found if isinstance(one, Post)],
        [one for one in found if isinstance(one, Tombstone)],
        batches[-1],
    )


def test_it_is_one_of_the_connectors_and_is_polled() -> None:
    assert isinstance(registry.get("hackernews"), Polled)


def test_a_first_poll_brings_thirty_days_oldest_first_and_a_second_what_is_new(site: Site) -> None:
    site.write(101, "Acme gave me no refund.", 60 * 24 * 3)
    site.write(102, "Refund from Acme came.", 30)
    site.write(103, "Acme refund, long ago.", 60 * 24 * 40)
    posts, batches = read(site.connector, ASKED, {})
    assert ids(posts) == ["101", "102"]
    assert batches[-1].complete and not batches[-1].missed
    assert read(site.connector, ASKED, batches[-1].cursor)[0] == []
    site.write(104, "No refund by acme again", 1)
    assert ids(read(site.connector, ASKED, batches[-1].cursor)[0]) == ["104"]


def test_what_the_index_takes_in_late_within_two_hours_is_read(site: Site) -> None:
    site.write(102, "Refund from Acme came.", 5)
    _, batches = read(site.connector, ASKED, {})
    site.write(101, "acme: refund?", 100)
    assert ids(read(site.connector, ASKED, batches[-1].cursor)[0]) == ["101"]


def test_a_stretch_with_more_than_the_index_gives_is_halved_until_all_are_there(site: Site) -> None:
    site.most = 3
    for number in range(20):
        site.write(1000 + number, f"acme refund {number}", 60 * 24 * 20 - number * 7)
    connector = site.connector
    cursor: Cursor = {}
    seen: list[str] = []
    for _ in range(10):
        batches = []
        for batch in connector.poll(Context(client(), NOW), ASKED, cursor):
            batches.append(batch)
            cursor = batch.cursor
            seen += [record["id"] for record in batch.records]
        if batches[-1].complete:
            break
    assert sorted(seen) == [str(1000 + number) for number in range(20)]
    assert len(site.searches) > 10
    assert all(batch.next_poll == 1.0 for batch in batches if not batch.complete and not batch.records)


def test_a_worker_that_dies_between_two_stretches_loses_and_doubles_nothing(site: Site) -> None:
    site.most = 2
    for number in range(8):
        site.write(1000 + number, f"acme refund {number}", 60 * 24 * 20 - number * 60 * 24)
    first = next(iter(site.connector.poll(Context(client(), NOW), ASKED, {})))
    seen, cursor = [record["id"] for record in first.records], json.loads(json.dumps(first.cursor))
    posts, _ = read(site.connector, ASKED, cursor)
    assert sorted([*seen, *ids(posts)]) == [str(1000 + number) for number in range(8)]


def test_hits_that_are_only_similar_are_left_out_and_counted(site: Site) -> None:
    site.similar = ("acne",)
    site.write(101, "Acme owes a refund.", 3)
    site.write(102, "My acne got no refund.", 2)
    site.write(103, "Acmeology refund", 2)  # begins alike
    posts, batches = read(site.connector, ASKED, {})
    assert ids(posts) == ["101"]
    assert "2 hits were only similar to the words and left out." in batches[-1].notes
    asked = site.searches[0]
    assert asked["query"] == ['"acme" "refund"'] and asked["typoTolerance"] == ["false"]


def test_a_comment_is_read_as_people_see_it(site: Site) -> None:
    site.write(101, 'Acme: no <i>refund</i>. See <a href="https://a.example/x">this</a>.<p>Second &#x27;part&#x27;', 3)
    [post] = read(site.connector, ASKED, {})[0]
    assert (post.kind, post.author_handle, post.in_reply_to, post.conversation) == ("comment", "ina", "7", "7")
    assert post.text == "Acme: no refund. See this.\nSecond 'part'"
    assert post.links == ("https://a.example/x",)
    assert post.url == "https://news.ycombinator.com/item?id=101"
    assert post.published_at == datetime.fromtimestamp(AT - 180, UTC)
    assert not post.can_reply and "by hand" in post.can_reply_reason


def test_a_story_has_its_title_its_link_and_its_counts(site: Site) -> None:
    site.write(
        101, "", 3, type="story", title="Acme refund &amp; more", url="https://acme.example/s", score=12, descendants=3
    )
    [post] = read(site.connector, ASKED, {})[0]
    assert (post.kind, post.title, post.text) == ("post", "Acme refund & more", "")
    assert post.links == ("https://acme.example/s",)
    assert post.engagement == {"likes": 12, "comments": 3}


def test_only_stories_are_asked_for_where_only_they_are_wanted(site: Site) -> None:
    site.write(101, "acme refund", 3)
    site.write(102, "", 3, type="story", title="Acme refund")
    assert ids(read(site.connector, ASKED | {"only": "stories"}, {})[0]) == ["102"]
    assert ids(read(site.connector, ASKED | {"only": "comments"}, {})[0]) == ["101"]


def test_a_deleted_comment_becomes_a_tombstone_once(site: Site) -> None:
    site.write(101, "acme refund", 1)
    _, batches = read(site.connector, ASKED, {})
    site.items[101] = {"id": 101, "type": "comment", "time": AT - 60, "deleted": True, "by": "", "parent": 7}
    assert later(site, batches[-1].cursor, minutes=5)[1] == []  # not yet its time
    posts, gone, last = later(site, batches[-1].cursor, minutes=20)
    assert (posts, [(one.external_id, one.state) for one in gone]) == ([], [("101", "deleted")])
    assert later(site, last.cursor, hours=30)[1] == []


def test_what_moderators_withhold_is_told_and_comes_back_when_it_is_vouched_for(site: Site) -> None:
    site.write(101, "acme refund", 1)
    _, batches = read(site.connector, ASKED, {})
    site.items[101]["dead"] = True
    _, gone, last = later(site, batches[-1].cursor, minutes=20)
    assert [one.state for one in gone] == ["withheld"]
    site.items[101].pop("dead")
    posts, gone, _ = later(site, last.cursor, hours=3)
    assert (ids(posts), gone) == (["101"], [])


def test_an_edit_is_read_from_the_site_though_the_index_has_the_old_words(site: Site) -> None:
    site.write(101, "acme refund", 1)
    before, batches = read(site.connector, ASKED, {})
    site.items[101] = site.items[101] | {"text": "acme refund: solved"}
    site.indexed = AT - 61  # the index does not hear of it
    posts, _, _ = later(site, batches[-1].cursor, minutes=20)
    assert [post.text for post in posts] == ["acme refund: solved"]
    assert posts[0].fingerprint != before[0].fingerprint


@pytest.mark.parametrize("body", [b"null", b'{"error":"Permission denied"}', b'{"deleted":true}', b"[]"])
def test_an_item_that_is_not_there_yet_is_no_deletion(site: Site, server: Server, body: bytes) -> None:
    site.write(101, "acme refund", 1)
    _, batches = read(site.connector, ASKED, {})
    server.answers["/v0/item/101.json"] = Answer(body=body)
    posts, gone, last = later(site, batches[-1].cursor, minutes=20)
    assert (posts, gone) == ([], [])
    assert any(one[0] == "101" for one in last.cursor["watched"])


def test_an_index_that_stands_still_is_a_gap_and_is_read_again_when_it_moves(site: Site) -> None:
    site.write(101, "acme refund", 40)
    _, batches = read(site.connector, ASKED, {})
    site.indexed, site.largest = AT - 60, 2_000
    posts, _, last = later(site, batches[-1].cursor, hours=3)
    assert posts == []
    assert "has taken nothing in since" in last.missed
    assert last.missed_since == datetime.fromtimestamp(AT - 60, UTC)
    site.write(102, "acme refund, while it stood still", 1 - 60)  # an hour later than now
    site.indexed = None
    site.write(2_001, "Something of another.", -60 * 7 + 1)
    posts, _, last = later(site, last.cursor, hours=7)
    assert ids(posts) == ["102"] and not last.missed
    # For a day it is asked again for what it takes in late, under the old time.
    site.write(103, "acme refund, taken in late", -60)
    assert ids(later(site, last.cursor, hours=9)[0]) == ["103"]


def test_a_quiet_night_is_no_standstill(site: Site) -> None:
    _, batches = read(site.connector, ASKED, {})
    site.largest = 950
    assert not later(site, batches[-1].cursor, hours=3)[2].missed


def test_a_site_that_can_not_be_asked_fails_no_poll_and_is_said(site: Site, server: Server) -> None:
    site.write(101, "acme refund", 1)
    _, batches = read(site.connector, ASKED, {})
    server.answers["/v0/item/101.json"] = Answer(status=503)
    posts, gone, last = later(site, batches[-1].cursor, minutes=20)
    assert (posts, gone) == ([], [])
    assert any(note.startswith("Posts could not be read again") for note in last.notes)


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (Answer(status=429), RateLimited),
        (Answer(status=502), Transient),
        (Answer(body=b"<html>Just a moment"), Malformed),
        (Answer(body=b'{"hits": 3}'), Malformed),
        (Answer(body=b'{"hits": [', length=400), Malformed),
    ],
)
def test_a_bad_answer_is_named(site: Site, server: Server, answer: Answer, failure: type[Exception]) -> None:
    server.answers["/search_by_date"] = answer
    with pytest.raises(failure):
        read(site.connector, ASKED, {})


def test_hits_of_odd_shape_are_left_out(site: Site, server: Server) -> None:
    odd: list[Any] = [
        {},
        {"objectID": "x", "created_at_i": 1, "_tags": ["comment"]},
        {"objectID": "5", "created_at_i": "soon", "_tags": ["comment"], "comment_text": "acme refund"},
        {"objectID": "6", "created_at_i": AT, "_tags": None},
    ]
    server.answers["/search_by_date"] = Answer(body=json.dumps({"hits": odd, "nbHits": 4}).encode())
    posts, batches = read(site.connector, ASKED, {})
    assert posts == [] and batches[-1].complete


def test_a_check_shows_the_last_posts_and_says_when_there_are_none(site: Site) -> None:
    site.write(101, "acme refund", 60 * 24 * 300)
    site.write(102, "acme refund again", 10)
    checked = site.connector.check(Context(client(), NOW), ASKED)
    assert ids(list(checked.posts_sample)) == ["102", "101"] and not checked.warnings
    empty = site.connector.check(Context(client(), NOW), {"query": "nothingatall"})
    assert [*empty.warnings] == ["Nothing with these words has been found on Hacker News so far."]


def test_words_in_another_order_are_the_same_feed_and_kinds_are_not() -> None:
    connector = registry.get("hackernews")
    key = connector.source_key({"query": 'refund  "Acme Corp" -jobs'})
    assert key == connector.source_key({"query": '-jobs "acme corp" Refund'})
    assert key != connector.source_key({"query": 'refund "Acme Corp" -jobs', "only": "stories"})


@pytest.mark.parametrize(
    ("text", "config"),
    [
        ("https://hn.algolia.com/?dateRange=all&query=acme%20refund&type=comment", {"query": "acme refund", "only": "comments"}),
        ("https://hn.algolia.com/?q=acme", {"query": "acme"}),
        ("https://news.ycombinator.com/from?site=acme.example", {"query": '"acme.example"', "only": "stories"}),
        ("https://news.ycombinator.com/item?id=1", None),
        ("acme", None),
    ],
)  # fmt: skip
def test_what_is_pasted_is_recognised(text: str, config: dict[str, str] | None) -> None:
    assert registry.get("hackernews").recognise(text) == config


@pytest.mark.parametrize("query", ["-jobs", " ".join(f"w{n}" for n in range(21))])
def test_words_that_find_nothing_or_too_much_are_refused_at_their_field(query: str) -> None:
    with pytest.raises(InvalidConfig) as refused:
        registry.get("hackernews").tidy({"query": query})
    assert refused.value.field == "query"


def test_cursors_stay_small(site: Site) -> None:
    for number in range(700):
        site.write(1000 + number, "acme refund", 720 - number)
    _, batches = read(site.connector, ASKED, {})
    assert len(batches[-1].cursor["watched"]) == 500
    assert len(json.dumps(batches[-1].cursor)) < 100_000
