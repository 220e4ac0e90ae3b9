"""Mails as they come: broken, in any letters, alerts of other tools and reviews."""

import json
import time
from typing import Any

import pytest

from monitoring.feeds.connectors.imap.connector import ImapConnector
from monitoring.feeds.connectors.imap.mime import read_mail
from monitoring.feeds.connectors.imap.record import rating_in
from tests.monitoring.feeds.connectors.imap.mailbox import Mailbox, mail, read

VOUCHED = "mx.google.com; dkim=pass header.i=@google.com header.s=20230601; spf=pass; dmarc=pass"
GOOGLE = {"From": "Google Alerts <googlealerts-noreply@google.com>", "Subject": "Google Alert - alder"}
LINK = "https://www.google.com/url?rct=j&sa=t&url={}&ct=ga&cd=CAEY&usg=AOv"


def alert(markup: str, number: int = 1, **headers: str) -> Any:
    made = mail(number, "see the other part", **{**GOOGLE, "Authentication_Results": VOUCHED, **headers})
    made.add_alternative(markup, subtype="html")
    return made


def block(*widgets: dict[str, str]) -> str:
    told = {"cards": [{"title": "alder", "widgets": [{"type": "LINK", **one} for one in widgets]}]}
    return f'<html><script data-scope="inboxmarkup" type="application/json">{json.dumps(told)}</script>'


def anchors(*links: tuple[str, str]) -> str:
    rows = (
        f'<tr><td><a href="{target}"><img src="https://x/y.png"></a><a href="{target}"><span>{words}</span></a>'
        f'<div>About {words}</div><a href="https://www.google.com/alerts/share?ss=fb">share this</a></td></tr>'
        for target, words in links
    )
    return f"<table>{''.join(rows)}</table><a href='https://www.google.com/alerts/remove?s=x'>Unsubscribe from it</a>"


def test_one_google_alert_becomes_a_post_of_each_link(box: Mailbox) -> None:
    first = LINK.format("https://news.example/a?id=1&p=2")
    second = LINK.format("https%3A%2F%2Fblog.example%2Fb")
    box.take_in(alert(block(
        {"title": "Glass in <b>Alder</b> jars - The Courier", "description": "Shards &amp; more", "url": first},
        {"title": "Alder again", "description": "", "url": second},
        {"title": "Your settings", "description": "", "url": "https://www.google.com/alerts?hl=en"},
    )))  # fmt: skip
    posts, batches = read(box, {}, config={"signed_as": "mx.google.com"})
    assert [(post.url, post.title, post.author_name, post.text) for post in posts] == [
        ("https://news.example/a?id=1&p=2", "Glass in Alder jars", "The Courier", "Shards & more"),
        ("https://blog.example/b", "Alder again", "", ""),
    ]
    assert {(post.kind, post.told["tool"], post.raw["vouched"]) for post in posts} == {
        ("article", "Google Alerts", True)
    }
    assert batches[-1].notes == ()


def test_where_the_block_is_missing_the_links_themselves_are_read(box: Mailbox) -> None:
    target = LINK.format("https://news.example/a").replace("&", "&amp;")
    box.take_in(alert(anchors((target, "Glass in Alder jars"))))
    [post], _ = read(box, {}, config={"signed_as": "mx.google.com"})
    assert (post.url, post.title) == ("https://news.example/a", "Glass in Alder jars")
    assert post.text == "About Glass in Alder jars"


def test_a_link_that_another_alert_told_of_comes_once(box: Mailbox) -> None:
    one = {"title": "Glass in jars", "description": "first", "url": LINK.format("https://news.example/a")}
    box.take_in(alert(block(one)))
    box.take_in(
        alert(block({**one, "description": "later", "url": LINK.format("https://news.example/a?utm_source=x")}), 2)
    )
    posts, batches = read(box, {})
    assert [post.text for post in posts] == ["first"]
    box.renumber(9)
    assert read(box, batches[-1].cursor)[0] == []


@pytest.mark.parametrize(
    "found",
    ["", "mail.alder.example; dkim=fail header.d=google.com", "evil.example; dkim=pass header.d=google.com",
     "mx.google.com; dkim=pass header.d=google.com.evil.example"],
)  # fmt: skip
def test_an_alert_nobody_vouches_for_is_read_and_the_source_says_so(box: Mailbox, found: str) -> None:
    one = {"title": "Glass in jars", "url": LINK.format("https://news.example/a")}
    box.take_in(alert(block(one), Authentication_Results=found))
    [post], batches = read(box, {}, config={"signed_as": "mx.google.com"})
    assert post.raw["vouched"] is False and "could be anybody's" in batches[-1].notes[0]


def test_who_forges_an_alert_keeps_no_place_that_a_true_one_wants(box: Mailbox) -> None:
    told = {"title": "Glass in jars", "url": LINK.format("https://news.example/a")}
    box.take_in(alert(block({**told, "description": "forged"}), Authentication_Results=""))
    box.take_in(alert(block({**told, "description": "true"}), 2))
    box.take_in(alert(block({**told, "description": "forged again"}), 3, Authentication_Results=""))
    posts, _ = read(box, {}, config={"signed_as": "mx.google.com"})
    assert [post.text for post in posts] == ["forged", "true"] and len({post.external_id for post in posts}) == 1


def test_an_alert_in_which_no_link_is_found_stays_one_mail(box: Mailbox) -> None:
    box.take_in(alert("<p>Nothing today.</p>"))
    box.take_in(
        alert(block({"title": "x", "url": "javascript:alert(1)"}, {"title": "y", "url": LINK.format("file:///etc")}), 2)
    )
    posts, _ = read(box, {})
    assert [post.kind for post in posts] == ["message", "message"]


def test_other_tools_are_read_by_their_links_and_only_what_leads_elsewhere_is_a_post(box: Mailbox) -> None:
    markup = (
        "<a href='https://track.listener.example/c?u=https%3A%2F%2Fforum.example%2Ft%2F7'>Alder jars are full of glass</a> says Bo"
        "<a href='https://app.listener.example/mention/9'>Open it in the Listener</a>"
        "<a href='https://forum.example/t/8'>Read more</a>"
        "<a href='https://mails.example/unsubscribe?u=1'>Unsubscribe from all of these</a>"
    )
    made = mail(1, From="digest@mail.listener.example")
    made.add_alternative(markup, subtype="html")
    box.take_in(made)
    assert [post.kind for post in read(box, {})[0]] == ["message"]
    [post], _ = read(box, {}, config={"alerts_from": "Digest@mail.listener.example"})
    assert (post.url, post.title, post.text) == ("https://forum.example/t/7", "Alder jars are full of glass", "says Bo")


@pytest.mark.parametrize(
    ("text", "rating"),
    [("★★☆☆☆ Broken", 2.0), ("⭐⭐⭐⭐⭐", 5.0), ("Rated 4.5 out of 5", 4.5), ("3/5 by Bo", 3.0), ("a 1-star review", 1.0),
     ("Note : 4,0 sur 5", 4.0), ("on 3/5/2026", None), ("25 out of 50", None), ("10 stars", None), ("nothing", None)],
)  # fmt: skip
def test_a_rating_is_read_where_one_is_written(text: str, rating: float | None) -> None:
    assert rating_in(text) == rating


def test_a_review_by_mail_has_its_rating_and_other_mails_have_none(box: Mailbox) -> None:
    box.take_in(mail(1, "★☆☆☆☆ It broke."))
    [review], _ = read(box, {}, config={"kind": "review"})
    assert (review.kind, review.rating) == ("review", 1.0)
    [other], _ = read(box, {})
    assert (other.kind, other.rating) == ("message", None)


def raw(body: bytes, *headers: bytes) -> bytes:
    return b"\r\n".join([b"From: a@b.example", b"Subject: s", *headers, b"", body])


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (raw("Größe".encode("latin-1"), b"Content-Type: text/plain; charset=iso-8859-1"), "Größe"),
        (raw("Größe".encode(), b"Content-Type: text/plain"), "Größe"),
        (raw("Größe".encode(), b"Content-Type: text/plain; charset=us-ascii"), "Größe"),
        (raw("Größe".encode("cp1252"), b"Content-Type: text/plain; charset=nonsense"), "Größe"),
        (raw(b"abc", b"Content-Type: text/plain; charset=punycode"), "abc"),
        (raw(b"YWJj!", b"Content-Type: text/plain", b"Content-Transfer-Encoding: base64"), "abc"),
        (raw(b"a=ZZb=", b"Content-Type: text/plain", b"Content-Transfer-Encoding: quoted-printable"), "a=ZZb"),
        (raw(b"a\x00b < c <b>d</b>", b"Content-Type: text/plain"), "ab < c <b>d</b>"),
        (raw(b"<p>a</p><script>x()</script>", b"Content-Type: text/html"), "a"),
        (raw(b"--x\r\n\r\ncut", b"Content-Type: multipart/mixed; boundary=x"), "cut"),
        (raw(b"no parts", b"Content-Type: multipart/mixed"), ""),
        (raw(b"--x\r\nContent-Disposition: attachment\r\n\r\nsecret\r\n--x--", b"Content-Type: multipart/mixed; boundary=x"), ""),
        (raw(b"x", b"Content-Type: text/plain; charset*99999999999999999999999=a"), "x"),
    ],
)  # fmt: skip
def test_broken_mails_are_read_as_far_as_they_can_be(box: Mailbox, made: bytes, text: str) -> None:
    box.take_in(made)
    [post], _ = read(box, {})
    assert post.text == text


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        (b"=?utf-8?q?Gr=C3=B6=C3=9Fe?= of =?iso-8859-1?b?R3L232U=?=", "Größe of Größe"),
        (b"=?nonsense?q?abc?=", "abc"),
        (b"=?utf-8?b?!!!?= a", "a"),
        (b"=?utf-8?b?YQ?=", "a"),
        ("Größe".encode(), "Größe"),
        (b"a\r\n folded\r\n\tline", "a folded line"),
    ],
)
def test_subjects_are_read_in_any_letters(header: bytes, subject: str) -> None:
    found = read_mail(b"From: a@b.example\r\nSubject: " + header + b"\r\n\r\nx")
    assert found is not None and found.subject == subject


def test_mails_made_to_break_a_reader_are_read_or_left_out_and_stop_nothing(box: Mailbox) -> None:
    level = b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n"
    box.take_in(b"Subject: deep\r\n" + b"".join(level % (at, at) for at in range(5_000)))
    box.take_in(b"Subject: wide\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 5_000)
    box.take_in(b"Subject: brackets\r\nFrom: " + b"(" * 100_000 + b"\r\n\r\nx")
    box.take_in(b"\x00\xff\xfe" * 500)
    box.take_in(b"")
    box.take_in(mail(9))
    began = time.process_time()
    posts, batches = read(box, {})
    assert time.process_time() - began < 20, "a reader that takes quadratic time takes minutes"
    assert [post.title for post in posts if post.title] == ["deep", "wide", "brackets", "Mail 9"] and batches[
        -1
    ].complete


def test_a_report_on_a_mail_is_no_post(box: Mailbox) -> None:
    box.take_in(
        raw(b"--x\r\n\r\nfailed\r\n--x--", b"Content-Type: multipart/report; report-type=delivery-status; boundary=x")
    )
    posts, batches = read(box, {})
    assert posts == [] and "became of an email" in str(ImapConnector().normalise(batches[0].records[0]))
