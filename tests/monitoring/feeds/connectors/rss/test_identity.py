import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.outside.plaintext import settled
from monitoring.feeds.connectors.post import fingerprint
from monitoring.feeds.connectors.protocol import Tombstone
from monitoring.feeds.connectors.rss.connector import RssConnector
from monitoring.feeds.connectors.rss.identity import identified, mark, variants
from tests.loopback import NOW, Answer, Server, item, read, rss

RSS = RssConnector()
LATER = NOW + timedelta(minutes=5)


def _poll(server: Server, body: bytes, cursor: Any = None) -> tuple[list[Any], Any, tuple[str, ...]]:
    """The posts of one poll, the cursor after it, and its notes."""
    server.feed("/f", body)
    posts, batches = read(RSS, {"url": server.url("/f")}, cursor or {}, LATER if cursor else NOW)
    return posts, batches[-1].cursor, batches[-1].notes


def _update(number: int, **parts: str) -> str:
    told = {"guid": "http://pub.example/live", "link": "http://pub.example/live", "title": f"Update {number}"}
    dated = {
        "pubDate": f"Fri, 20 Nov 2026 10:{number:02}:00 GMT",
        "description": f"Minute {number} of the live report.",
    }
    return item(number, **{**told, **dated, **parts})


@pytest.mark.parametrize(
    "entries",
    [
        [item(n, guid="", link="http://pub.example/notices", description=f"Batch 10{n} is affected.") for n in range(4)],
        [item(n, guid="", link=f"http://pub.example/changelog#v{n}", description=f"What changed in {n}.") for n in range(4)],
        [item(n, guid="", link="", title="Notice", description=f"Batch 10{n}.") for n in range(4)],
        [item(n, guid="N/A", link="N/A") for n in range(4)],
        [_update(n) for n in range(4)],
        [_update(n, pubDate="") for n in range(4)],
        [_update(n, pubDate="Fri, 20 Nov 2026 10:00:00 GMT") for n in range(4)],
        [_update(n, link=f"http://pub.example/live#{n}") for n in range(4)],
    ],
    ids=["one-link", "fragments", "nothing-but-words", "placeholders", "ticker", "undated", "one-date", "guid-fragments"],
)  # fmt: skip
def test_entries_with_different_words_are_different_posts_whatever_they_share(
    server: Server, entries: list[str]
) -> None:
    posts, cursor, _ = _poll(server, rss(*entries))
    assert len({post.external_id for post in posts}) == 4
    again, cursor, _ = _poll(server, rss(*entries, channel="<title>Other</title>"), cursor)
    assert again == []
    fewer, cursor, _ = _poll(server, rss(entries[2]), cursor)
    assert fewer == []


def test_the_next_update_of_a_ticker_is_news_and_no_edit_of_the_last(server: Server) -> None:
    posts, cursor, _ = _poll(server, rss(*[_update(n) for n in (4, 3, 2, 1)]))
    before = {post.external_id for post in posts}
    posts, cursor, _ = _poll(server, rss(*[_update(n) for n in (5, 4, 3, 2)]), cursor)
    assert [post.title for post in posts] == ["Update 5"]
    posts, _, _ = _poll(server, rss(_update(6)), cursor)
    assert [post.title for post in posts] == ["Update 6"]
    assert posts[0].external_id not in before


def test_what_was_read_alone_keeps_its_id_when_others_come_to_share_it(server: Server) -> None:
    posts, cursor, _ = _poll(server, rss(_update(1)))
    assert posts[0].external_id == "http://pub.example/live"
    posts, cursor, _ = _poll(server, rss(_update(2), _update(1)), cursor)
    assert [post.title for post in posts] == ["Update 2"]
    posts, _, _ = _poll(server, rss(_update(3), _update(2), _update(1)), cursor)
    assert [post.title for post in posts] == ["Update 3"]


def test_a_cursor_of_the_earlier_reader_brings_nothing_twice(server: Server) -> None:
    """As it was written: 8 characters for the id, 8 for title, body, link, updated_at, rating and comments."""
    from hashlib import blake2b

    def seen(external_id: str, *told: str) -> str:
        name = blake2b(external_id.encode(), digest_size=6).hexdigest()[:8]
        return name + blake2b("\0".join(told).encode(), digest_size=4).hexdigest()

    first = seen(
        "http://pub.example/live", "Update 4", "Minute 4 of the live report.", "http://pub.example/live", "", "", ""
    )
    other = seen("g1", "Title 1", "", "http://news.example/1", "", "", "3")
    slash = '<slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">3</slash:comments>'
    one = item(1).replace("</item>", f"{slash}</item>")
    cursor = {"v": 1, "seen": [first, other]}
    posts, cursor, _ = _poll(server, rss(_update(4), _update(3), one), cursor)
    assert [post.title for post in posts] == ["Update 3"]
    posts, _, _ = _poll(server, rss(_update(4, description="Edited."), _update(3), one), cursor)
    assert [post.text for post in posts] == ["Edited."]


def test_an_entry_listed_twice_in_the_same_words_is_one_post(server: Server) -> None:
    posts, _cursor, _ = _poll(server, rss(_update(1), _update(1)))
    assert len(posts) == 1
    tracked = item(1, guid="http://pub.example/1?utm_source=a", link="http://pub.example/1?utm_source=a")
    other = tracked.replace("utm_source=a", "utm_medium=b")
    posts, _, _ = _poll(server, rss(tracked, other))
    assert [post.external_id for post in posts] == ["http://pub.example/1"]


def _archive(address: str, words: str = "What happened on day {}, told at some length.") -> bytes:
    entries = [
        item(n, guid=address.format(n), link=address.format(n), description=words.format(n), pubDate=f"{n} Mar 2026")
        for n in range(1, 31)
    ]
    return rss(*entries)


@pytest.mark.parametrize(
    "address",
    [
        "https://pub.example/{}", "http://www.pub.example/{}", "https://www.pub.example/{}/", "http://new.example/{}",
        "http://pub.example/{}?utm_source=rss", "https://new.example/archive/?p={}",
    ],
)  # fmt: skip
def test_an_archive_under_other_addresses_is_the_same_archive(server: Server, address: str) -> None:
    posts, cursor, _ = _poll(server, _archive("http://pub.example/{}"))
    assert len(posts) == 30
    posts, cursor, _ = _poll(server, _archive(address), cursor)
    assert posts == []
    posts, _, _ = _poll(server, _archive(address).replace(b"Title 7<", b"Title 77<"), cursor)
    assert [post.title for post in posts] == ["Title 77"]


def test_an_edit_under_another_spelling_of_the_address_keeps_the_id(server: Server) -> None:
    _, cursor, _ = _poll(server, _archive("http://pub.example/{}"))
    edited = _archive("https://pub.example/{}").replace(b"day 7,", b"day 7 (corrected),")
    posts, _, _ = _poll(server, edited, cursor)
    assert [post.external_id for post in posts] == ["http://pub.example/7"]


def test_old_posts_under_new_ids_are_known_by_their_words_and_counted(server: Server) -> None:
    _, cursor, _ = _poll(server, _archive("tag:{}"))
    posts, cursor, notes = _poll(server, _archive("urn:x:{}"), cursor)
    assert posts == []
    assert notes == (
        "30 entries came back in the same words under new ids; taken for the posts that were read before.",
    )
    posts, _, _ = _poll(server, _archive("urn:x:{}").replace(b"day 7,", b"day 77,"), cursor)
    assert [post.external_id for post in posts] == ["urn:x:7"]


def test_what_is_said_again_after_the_last_reading_is_news(server: Server) -> None:
    def notice(number: int, date: str) -> bytes:
        words = "The lift in the main hall is out of order again today."
        return rss(item(number, title="Lift", description=words, pubDate=date))

    _, cursor, _ = _poll(server, notice(1, "Sun, 22 Nov 2026 10:00:00 GMT"))
    posts, cursor, notes = _poll(server, notice(2, "Sun, 22 Nov 2026 12:04:00 GMT"), cursor)
    assert [post.external_id for post in posts] == ["g2"]
    assert notes == ()
    posts, _, _ = _poll(server, rss(item(3, title="Out again")), _poll(server, rss(item(2, title="Out again")))[1])
    assert [post.external_id for post in posts] == ["g3"], "so few words, undated: anybody says them twice"


PETITION = "We, the undersigned, ask that every blender of batch 12 is taken back today."


def _signed(number: int, author: str, date: str) -> str:
    return item(number, title="Petition", description=PETITION, author=author, pubDate=date)


@pytest.mark.parametrize(
    ("author", "date"),
    [
        ("bob@pub.example (Bob)", "Sun, 22 Nov 2026"),
        ("ann@pub.example (Ann)", "Sun, 22 Nov 2026"),
        ("bob@pub.example (Bob)", "Sun, 22 Nov 2026 10:00:00 GMT"),
        ("ann@pub.example (Ann)", "Sun, 22 Nov 2026 10:01:00 GMT"),
        ("ann@pub.example (Ann)", ""),
    ],
    ids=["another-person-that-day", "again-that-day", "another-person", "again", "undated"],
)
def test_who_says_what_another_said_before_is_heard_though_the_others_post_is_gone(
    server: Server, author: str, date: str
) -> None:
    """Also where a cache shows it late, or the feed tells days only: what is not handed over is nowhere."""
    dates = date[:16] if len(date) < 20 else "Sun, 22 Nov 2026 10:00:00 GMT"
    _, cursor, _ = _poll(server, rss(_signed(1, "ann@pub.example (Ann)", dates), *[item(n) for n in (7, 8, 9)]))
    posts, _, notes = _poll(server, rss(_signed(2, author, date), *[item(n) for n in (7, 8, 9)]), cursor)
    assert [post.external_id for post in posts] == ["g2"]
    assert not any("under new ids" in note for note in notes)


def test_one_post_under_a_new_id_is_known_by_its_words_its_author_and_its_time(server: Server) -> None:
    told = ("ann@pub.example (Ann)", "Sun, 22 Nov 2026 10:00:07 GMT")
    _, cursor, _ = _poll(server, rss(_signed(1, *told), *[item(n) for n in (7, 8, 9)]))
    posts, _, notes = _poll(server, rss(_signed(2, *told), *[item(n) for n in (7, 8, 9)]), cursor)
    assert posts == []
    assert notes[0].startswith("1 entry came back in the same words")


def test_two_that_say_the_same_at_once_are_two(server: Server) -> None:
    words = "The lift in the main hall is out of order again today."
    posts, _, _ = _poll(server, rss(*[item(n, title="Lift", description=words) for n in range(2)]))
    assert len(posts) == 2


def test_an_edit_of_an_entry_without_guid_and_link_is_an_edit(server: Server) -> None:
    parts = {"guid": "", "link": "", "pubDate": "Fri, 20 Nov 2026 10:00:00 GMT"}
    before, cursor, _ = _poll(server, rss(item(1, description="It broke.", **parts)))
    after, _, _ = _poll(server, rss(item(1, description="It broke twice.", **parts)), cursor)
    assert [post.external_id for post in after] == [post.external_id for post in before]


def test_a_counter_that_counts_is_neither_a_new_post_nor_an_edit(server: Server) -> None:
    def told(comments: int, minutes: str, updated: int) -> bytes:
        return f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
            <title>t</title><entry><id>1</id><title>The lift</title><slash:comments>{comments}</slash:comments>
            <published>2026-11-22T10:00:00Z</published><updated>2026-11-22T11:{updated:02}:00Z</updated>
            <summary type="html">It broke. &lt;i&gt;Updated {minutes} ago&lt;/i&gt;, {comments} comments</summary></entry>
            </feed>""".encode()

    posts, cursor, _ = _poll(server, told(1, "5 minutes", 1))
    assert posts[0].engagement == {"comments": 1}
    for comments, minutes, updated in ((2, "10 minutes", 2), (17, "an hour", 3), (1_200, "2 days", 4)):
        posts, cursor, _ = _poll(server, told(comments, minutes, updated), cursor)
        assert posts == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Updated 5 minutes ago", "Updated 1 hour ago"),
        ("vor 3 Stunden aktualisiert", "vor einer Stunde aktualisiert"),
        ("il y a 5 minutes", "il y a 2 heures"),
        ("12 comments", "13 comments"),
        ("Points: 58", "Points: 59"),
        ("58 points by ann", "59 points by ann"),
    ],
)
def test_what_counts_by_itself_is_no_part_of_the_words(one: str, other: str) -> None:
    assert settled(one) == settled(other)
    assert fingerprint("t", one) == fingerprint("t", other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Recalled after 5 days", "Recalled after 6 days"), ("12 people hurt", "13 people hurt"), ("vor 3 Leuten", "vor 4 Leuten"),
     ("120 votes for strike", "9,000 votes for strike"), ("Acme loses 3 points", "Acme loses 300 points"),
     ("Director sells 200 shares", "Director sells 9,000 shares")],
)  # fmt: skip
def test_figures_that_are_news_are_part_of_the_words(one: str, other: str) -> None:
    assert settled(one) == one
    assert fingerprint("t", one) != fingerprint("t", other)


def test_more_entries_than_a_cursor_usually_holds_are_still_read_once(server: Server) -> None:
    items = [{"id": str(number), "title": f"Entry number {number}"} for number in range(5_600)]
    feed = {"version": "https://jsonfeed.org/version/1", "title": "t", "items": items}
    server.answers["/f"] = Answer(body=json.dumps(feed).encode())
    posts, batches = read(RSS, {"url": server.url("/f")}, {})
    assert len(posts) == 5_600
    server.answers["/f"] = Answer(body=json.dumps({**feed, "title": "u"}).encode())
    posts, batches = read(RSS, {"url": server.url("/f")}, batches[-1].cursor)
    assert posts == []


def test_what_a_feed_says_is_deleted_comes_once_as_a_tombstone(server: Server) -> None:
    def feed(gone: str, entry: str = "") -> bytes:
        return f"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><title>t</title>
            {gone}{entry}</feed>""".encode()

    entry = "<entry><id>tag:1</id><title>One</title></entry>"
    gone = '<at:deleted-entry ref="tag:1" when="2026-11-22T11:00:00Z"/><at:deleted-entry ref="tag:9" when="x"/>'
    _, cursor, _ = _poll(server, feed("", entry))
    server.feed("/f", feed(gone))
    _, batches = read(RSS, {"url": server.url("/f")}, cursor, LATER)
    told = [RSS.normalise(record) for record in batches[-1].records]
    assert told == [Tombstone("rss", server.url("/f"), "tag:1", NOW - timedelta(hours=1))]
    server.feed("/f", feed(gone + " "))
    _, batches = read(RSS, {"url": server.url("/f")}, batches[-1].cursor, LATER)
    assert batches[-1].records == ()


def test_the_spellings_of_an_address() -> None:
    assert "https://pub.example/1" in variants("http://pub.example/1")
    assert "http://pub.example/1/" in variants("https://www.pub.example/1")
    assert variants("tag:pub.example,2026:1") == []


PARTS = st.sampled_from(
    ["", "a", "b", "http://x.example/1", "https://x.example/1", "http://x.example/1#2", "http://x.example/2"]
)
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {"guid": PARTS, "link": PARTS, "title": st.sampled_from("xyz"), "body": st.sampled_from(["", "One.", "Two."])},
        optional={"published": st.sampled_from(["1", "2"])},
    ),
    max_size=8,
)  # fmt: skip


@settings(deadline=None)
@given(ENTRIES)
def test_no_words_are_ever_folded_into_others(entries: list[dict[str, str]]) -> None:
    found = identified(entries)
    assert {mark(entry) for _, _, entry in found.entries} == {mark(entry) for entry in entries}
    assert len({external_id for external_id, _, _ in found.entries}) == len(found.entries)
