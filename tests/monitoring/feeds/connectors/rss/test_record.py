import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitoring.feeds.connectors.protocol import Context, Ignored
from monitoring.feeds.connectors.rss.connector import RssConnector
from monitoring.feeds.connectors.rss.identity import identified
from tests.loopback import NOW, Answer, Server, client, item, read, rss

RSS = RssConnector()


def _only(server: Server, body: bytes, **config: Any) -> Any:
    server.feed("/f", body)
    posts, _ = read(RSS, {"url": server.url("/f"), **config}, {})
    assert len(posts) == 1
    return posts[0]


def test_a_post_has_everything_its_entry_tells(server: Server) -> None:
    body = b"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
        <channel><title>News</title><link>http://news.example/</link><language>en-GB</language>
        <item><title>Acme &amp;amp; the &lt;i&gt;fire&lt;/i&gt;</title><link>http://news.example/1?utm_source=rss</link>
        <guid isPermaLink="false">tag:1</guid><dc:creator>Ann Writer</dc:creator><slash:comments>12</slash:comments>
        <pubDate>Sun, 22 Nov 2026 12:30:00 +0200</pubDate><category>#Recall</category><category>Fire</category>
        <description>short</description>
        <content:encoded><![CDATA[<p>The @acme toaster <a href="/more">burns</a>.</p><img src="/t.jpg" onerror="x()">
        <a href="javascript:x()">no</a> #toaster]]></content:encoded></item></channel></rss>"""
    post = _only(server, body)
    assert (post.platform, post.source, post.external_id) == ("rss", server.url("/f"), "tag:1")
    assert post.url == "http://news.example/1?utm_source=rss"
    assert post.canonical_url == "http://news.example/1"
    assert (post.title, post.text) == ("Acme & the fire", "The @acme toaster burns.\nno #toaster")
    assert (post.author_name, post.language, post.kind) == ("Ann Writer", "en", "article")
    assert (post.published_at, post.published_from) == (datetime(2026, 11, 22, 10, 30, tzinfo=UTC), "source")
    assert post.handles == ("acme",)
    assert post.hashtags == ("toaster", "recall", "fire")
    assert post.links == ("http://news.example/more",)
    assert [one.url for one in post.media] == ["http://news.example/t.jpg"]
    assert post.engagement == {"comments": 12}
    assert not post.can_reply
    assert post.can_reply_reason


def test_an_atom_entry_is_read_with_its_author_address_and_edit(server: Server) -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
        <title type="html">A &amp;lt;b&amp;gt;forum&amp;lt;/b&amp;gt;</title><entry><id>urn:1</id><title>Hi</title>
        <link rel="alternate" href="http://forum.example/t/1"/><published>2026-11-22T10:00:00Z</published>
        <updated>2026-11-22T11:00:00Z</updated><author><name>/u/joe</name><uri>http://forum.example/u/joe</uri></author>
        <thr:in-reply-to ref="urn:0"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One</p>
        <p>Two</p></div></content></entry></feed>"""
    post = _only(server, body)
    assert (post.external_id, post.url, post.text) == ("urn:1", "http://forum.example/t/1", "One\nTwo")
    assert (post.author_handle, post.author_url) == ("joe", "http://forum.example/u/joe")
    assert (post.kind, post.in_reply_to) == ("comment", "urn:0")
    assert post.edited_at == datetime(2026, 11, 22, 11, 0, tzinfo=UTC)


def test_a_json_feed_review_is_read(server: Server) -> None:
    entry = {
        "id": 7,
        "url": "http://shop.example/r/7",
        "title": "Bad",
        "content_html": "<p>It <b>broke</b></p>",
        "date_published": "2026-11-22T12:00:00+01:00",
        "authors": [{"name": "Kim", "url": "http://shop.example/u/kim"}],
        "tags": ["Blender"],
        "image": "/p.png",
        "language": "de-AT",
        "_review": {"rating": 2, "best": 10},
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Reviews", "items": [entry]}
    post = _only(server, json.dumps(feed).encode())
    assert (post.external_id, post.kind, post.rating, post.text) == ("7", "review", 1.0, "It broke")
    assert (post.author_name, post.language, post.hashtags) == ("Kim", "de", ("blender",))
    assert post.published_at == datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
    assert post.media[0].url == server.url("/p.png")


def test_no_stars_and_no_comments_are_figures_too(server: Server) -> None:
    entry = {"id": "1", "title": "t", "_rating": 0}
    feed = {"version": "https://jsonfeed.org/version/1", "items": [entry]}
    post = _only(server, json.dumps(feed).encode())
    assert (post.rating, post.kind) == (0.0, "review")


def test_the_chosen_kind_wins(server: Server) -> None:
    assert _only(server, rss(item(1)), kind="review").kind == "review"


@pytest.mark.parametrize(
    ("enclosure", "kind"),
    [('type="audio/mpeg"', "episode"), ('type="video/mp4"', "video"), ('type="image/png"', "article")],
)
def test_the_kind_follows_what_is_enclosed(server: Server, enclosure: str, kind: str) -> None:
    body = rss(f"<item><title>t</title><guid>1</guid><enclosure url='http://a.example/x' {enclosure}/></item>")
    post = _only(server, body)
    assert post.kind == kind
    assert post.media[0].url == "http://a.example/x"


@pytest.mark.parametrize("date", ["", "yesterday", "Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01T00:00:00Z"])
def test_a_missing_or_impossible_date_stays_missing_and_says_so(server: Server, date: str) -> None:
    post = _only(server, rss(item(1, pubDate=date)))
    assert (post.published_at, post.published_from) == (None, "fetched")


def test_a_date_ahead_of_the_fetch_is_clamped_and_the_claim_kept(server: Server) -> None:
    post = _only(server, rss(item(1, pubDate="Sun, 22 Nov 2026 12:30:00 GMT")))
    assert (post.published_at, post.published_from) == (NOW, "clamped")
    assert post.raw["published"] == "Sun, 22 Nov 2026 12:30:00 GMT"


def test_a_clock_that_is_a_little_ahead_is_no_claim_but_never_gets_ahead_of_the_fetch(server: Server) -> None:
    post = _only(server, rss(item(1, pubDate="Sun, 22 Nov 2026 12:04:00 GMT")))
    assert (post.published_at, post.published_from) == (NOW, "source")


@pytest.mark.parametrize(
    ("updated", "edited"),
    [
        ("9999-12-31T23:59:59Z", None),
        ("2026-11-22T12:30:00Z", None),
        ("2026-11-22T12:03:00Z", NOW),
        ("2026-11-22T11:00:00Z", NOW - timedelta(hours=1)),
        ("2026-11-22T09:00:00Z", None),
    ],
)
def test_a_claimed_edit_lies_between_the_posts_own_time_and_the_fetch(
    server: Server, updated: str, edited: datetime | None
) -> None:
    body = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><id>1</id><title>Far</title>
        <published>2026-11-22T10:00:00Z</published><updated>{updated}</updated></entry></feed>"""
    assert _only(server, body.encode()).edited_at == edited


@pytest.mark.parametrize(
    ("zone", "utc"),
    [
        ("CET", 9),
        ("BST", 9),
        ("CEST", 8),
        ("JST", 1),
        ("KST", 1),
        ("MSK", 7),
        ("IST", 4.5),
        ("AEST", 0),
        ("UTC+03:00", 7),
    ],
)
def test_named_zones_are_read_as_the_zones_they_name(server: Server, zone: str, utc: float) -> None:
    post = _only(server, rss(item(1, pubDate=f"Fri, 20 Nov 2026 10:00:00 {zone}")))
    assert post.published_at == datetime(2026, 11, 20, tzinfo=UTC) + timedelta(hours=utc)
    assert "zone_unknown" not in post.raw


def test_a_zone_nobody_knows_and_a_date_nobody_reads_are_said(server: Server) -> None:
    server.feed(
        "/f", rss(item(1, pubDate="Fri, 20 Nov 2026 10:00:00 QQT"), item(2, pubDate="3 frimaire"), item(3, pubDate=""))
    )
    posts, batches = read(RSS, {"url": server.url("/f")}, {})
    assert [post.published_at for post in posts] == [datetime(2026, 11, 20, 10, tzinfo=UTC), None, None]
    assert batches[-1].notes == (
        "1 entry has a date that is not understood (\u201c3 frimaire\u201d), and took the time of the fetch.",
        "1 entry names a time zone that is not known; it was read as UTC.",
    )
    warnings = RSS.check(Context(client(), NOW), {"url": server.url("/f")}).warnings
    assert [warning[:20] for warning in warnings] == [
        "Some entries have no",
        "1 entry has a date t",
        "1 entry names a time",
    ]


def test_the_author_of_an_atom_feed_wrote_what_names_no_other(server: Server) -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><author><name>Robin Example</name>
        <uri>http://pub.example/robin</uri></author><entry><id>1</id><title>One</title></entry>
        <entry><id>2</id><title>Two</title><author><name>Kim</name></author></entry></feed>"""
    server.feed("/f", body)
    posts, _ = read(RSS, {"url": server.url("/f")}, {})
    assert [(post.author_name, post.author_url) for post in posts] == [
        ("Robin Example", "http://pub.example/robin"),
        ("Kim", ""),
    ]


def test_an_author_with_a_mail_address_keeps_the_whole_name(server: Server) -> None:
    assert _only(server, rss(item(1, author="author5@news.example (Author 5)"))).author_name == "Author 5"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("&amp;lt;p&amp;gt;It broke.&amp;lt;/p&amp;gt;", "It broke."),
        ("&lt;p&gt;Write &amp;lt;/b&amp;gt; here&lt;/p&gt;", "Write </b> here"),
        ("It burnt. &lt;a&gt;x&lt;/a&gt; submitted by /u/joe to r/coffee [link] [comments]", "It burnt. x"),
        ("submitted by my aunt", "submitted by my aunt"),
    ],
)
def test_what_a_publisher_wraps_words_in_is_no_part_of_them(server: Server, body: str, text: str) -> None:
    assert _only(server, rss(item(1, description=body))).text == text


def test_a_date_without_a_zone_is_taken_as_utc(server: Server) -> None:
    assert _only(server, rss(item(1, pubDate="2026-11-22T10:00:00"))).published_at == NOW - timedelta(hours=2)


def test_ids_are_the_guid_else_the_link_else_the_words(server: Server) -> None:
    server.feed(
        "/f",
        rss(
            item(1),
            item(2, guid="", link="http://news.example/2?utm_medium=x"),
            item(3, guid="", link=""),
            item(4, guid="", link="", title="Other words"),
        ),
    )
    posts, _ = read(RSS, {"url": server.url("/f")}, {})
    ids = [post.external_id for post in posts]
    assert ids[:2] == ["g1", "http://news.example/2"]
    assert ids[2].startswith("hash:")
    assert ids[2] != ids[3]
    assert [post.raw["id_from"] for post in posts] == ["guid", "link", "hash", "hash"]


def test_a_guid_does_not_change_when_the_feed_moves(server: Server) -> None:
    server.feed("/a/f", rss(item("relative/path")))
    server.feed("/b/f", rss(item("relative/path")))
    one, _ = read(RSS, {"url": server.url("/a/f")}, {})
    other, _ = read(RSS, {"url": server.url("/b/f", "moved.example")}, {})
    assert one[0].external_id == other[0].external_id == "grelative/path"


def test_one_guid_on_different_links_does_not_make_one_post(server: Server) -> None:
    config = {"url": server.url("/f")}
    two = rss(item(2, guid="same"), item(1, guid="same"))
    server.feed("/f", two)
    posts, batches = read(RSS, config, {})
    assert [post.external_id for post in posts] == ["same http://news.example/2", "same http://news.example/1"]
    server.feed("/f", rss(item(2, guid="same")))
    posts, _ = read(RSS, config, batches[-1].cursor)
    assert posts == []


def test_one_entry_listed_twice_is_one_post(server: Server) -> None:
    server.feed("/f", rss(item(1), item(1)))
    posts, _ = read(RSS, {"url": server.url("/f")}, {})
    assert [post.external_id for post in posts] == ["g1"]


def test_a_very_long_id_is_shortened_and_stays_unique() -> None:
    entries = [{"guid": "x" * 2_000 + end} for end in "ab"]
    ids = [external_id for external_id, _, _ in identified(entries).entries]
    assert len(set(ids)) == 2
    assert max(map(len, ids)) <= 500


def test_a_guid_that_is_no_address_gives_no_link(server: Server) -> None:
    assert _only(server, rss(item(1, link=""))).url == ""
    assert _only(server, rss(item(1, guid="http://news.example/p", link=""))).url == "http://news.example/p"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_dangerous_link_is_dropped(server: Server, link: str) -> None:
    assert _only(server, rss(item(1, link=link))).url == ""


def test_characters_that_can_not_be_stored_are_dropped_and_text_is_bounded(server: Server) -> None:
    entry = {"id": "a\x00b", "title": "T\ud800\x00 itle\u202e", "content_text": "w\x00" * 1_000_000}
    feed = {"version": "https://jsonfeed.org/version/1", "items": [entry]}
    server.answers["/f"] = Answer(body=json.dumps(feed).encode())
    posts, _ = read(RSS, {"url": server.url("/f")}, {})
    assert posts[0].external_id == "ab"
    assert posts[0].title == "T itle"
    assert len(posts[0].text) <= 100_000
    json.dumps(posts[0].to_json()).encode()
    assert "\x00" not in posts[0].text


def test_no_part_of_a_record_or_post_holds_what_a_database_refuses(server: Server) -> None:
    dirty = "2026-99-99\x00\ud800"
    entry = {
        "id": "1",
        "title": "t",
        "date_published": dirty,
        "language": dirty,
        "tags": [dirty],
        "author": {"name": dirty},
    }
    feed = {"version": "https://jsonfeed.org/version/1", "title": dirty, "language": dirty, "items": [entry]}
    server.answers["/f"] = Answer(body=json.dumps(feed).encode())
    posts, batches = read(RSS, {"url": server.url("/f")}, {})
    told = json.dumps([posts[0].to_json(), [dict(record) for record in batches[0].records], batches[0].title])
    assert "\\u0000" not in told
    assert "\\ud800" not in told


def test_an_entry_with_nothing_in_it_is_ignored_with_a_reason() -> None:
    record = {"v": 1, "source": "s", "id": "x", "fetched_at": NOW.isoformat(), "entry": {"guid": "x"}}
    assert RSS.normalise(record) == Ignored("The entry has no title, no text and no link.")


def test_a_stored_record_reads_the_same_after_a_way_through_json(server: Server) -> None:
    server.feed("/f", rss(item(1, description="<p>x</p>")))
    posts, batches = read(RSS, {"url": server.url("/f")}, {})
    stored = json.loads(json.dumps([dict(record) for record in batches[0].records]))
    assert [RSS.normalise(record) for record in stored] == posts
