import gzip
import json
import resource

import pytest

from accounts.outside.failures import Malformed, TooLarge
from monitoring.feeds.connectors.failures import NotAFeed
from monitoring.feeds.connectors.rss import reading
from monitoring.feeds.connectors.rss.document import Document
from monitoring.feeds.connectors.rss.reading import MOST_BYTES, MOST_IN_PROCESS, read_document
from tests.loopback import item, rss

START = b'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>'


def _read(body: bytes, content_type: str = "application/xml") -> Document:
    return read_document(body, content_type=content_type, url="http://news.example/feed")


def _laughs() -> bytes:
    lines = [b'<!ENTITY a0 "lol">']
    lines += [b'<!ENTITY a%d "%s">' % (level, (b"&a%d;" % (level - 1)) * 10) for level in range(1, 10)]
    return b"<!DOCTYPE rss [" + b"".join(lines) + b']><rss version="2.0"><channel><title>&a9;</title></channel></rss>'


def _quadratic() -> bytes:
    entity = b'<!ENTITY a "' + b"A" * 50_000 + b'">'
    return (
        b"<!DOCTYPE rss ["
        + entity
        + b']><rss version="2.0"><channel><title>'
        + b"&a;" * 30_000
        + b"</title></channel></rss>"
    )


def _told(body: bytes) -> str:
    """What was read, or why it could not be: whatever takes for ever ends at the test's own limit."""
    try:
        return json.dumps([list(_read(body).entries), _read(body).title])
    except (Malformed, NotAFeed, TooLarge) as failure:
        return failure.sentence


@pytest.mark.parametrize("bomb", [_laughs(), _quadratic()])
def test_entity_bombs_do_not_go_off(bomb: bytes) -> None:
    assert len(_told(bomb)) < 10_000


def test_entities_of_files_and_addresses_are_not_fetched() -> None:
    for target in ("file:///etc/passwd", "http://127.0.0.1:9/x"):
        body = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{target}">]><rss version="2.0"><channel>' + (
            "<title>&x;</title><item><title>a &x;</title></item></channel></rss>"
        )
        assert "root:" not in _told(body.encode())


@pytest.mark.parametrize(
    "body",
    [
        START + b"<a>" * 30_000,
        START + b"<a>" * 15_000 + b"</a>" * 15_000 + b"</channel></rss>",
        START + b"<" * 150_000,
        START + b"&" * 150_000,
        b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 200_000,
        b'{"version":"https://jsonfeed.org/version/1","items":[{"id":' + b"9" * 9_000 + b"}]}",
        b'{"version":"https://jsonfeed.org/version/1","items":[{"id":1,"date_published":"' + b"1" * 90_000 + b'"}]}',
    ],
)
def test_hostile_nesting_and_repetition_end_in_a_short_answer(body: bytes) -> None:
    assert len(_told(body)) < 10_000


def test_a_document_that_takes_for_ever_is_stopped_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CHILD_SECONDS", 0.4)
    slow = START + b"<item " + b" ".join(b'a%d="x"' % number for number in range(100_000)) + b"/></channel></rss>"
    assert len(slow) > MOST_IN_PROCESS
    with pytest.raises(Malformed, match="too long"):
        _read(slow)


def test_a_large_feed_is_read_the_same_in_the_child_as_in_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    body = rss(*[item(number, description="Words, <b>and</b> more.") for number in range(300)])
    here = _read(body)
    monkeypatch.setattr(reading, "MOST_IN_PROCESS", 10)
    assert _read(body) == here
    with pytest.raises(NotAFeed):
        _read(b"<urlset><url>x</url></urlset>")
    with pytest.raises(Malformed, match="not well-formed"):
        _read(START + b"<item")


def test_the_child_is_not_given_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, str] = {}

    def run(command: list[str], **options: object) -> object:
        environment = options["env"]
        assert isinstance(environment, dict)
        given.update(environment)
        raise reading.subprocess.TimeoutExpired(command, 1)

    monkeypatch.setenv("SECRET_KEY", "x")
    monkeypatch.setattr(reading.subprocess, "run", run)
    with pytest.raises(Malformed):
        _read(START + b" " * (MOST_IN_PROCESS + 1))
    assert set(given) == {"PATH", "LANG", "PYTHONDONTWRITEBYTECODE"}


def test_a_flood_of_empty_items_is_stopped_outside_of_this_process() -> None:
    head, tail = b'{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[', b"{}]}"
    with pytest.raises(TooLarge):
        _read(head + b"{}," * (MOST_BYTES // 3) + tail)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = _read(head + b"{}," * (MOST_BYTES // 3 - 1_000) + tail)
    assert found.entries == ()
    assert "only the first 20,000 are read" in found.notes[0]
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert grown < 6 * MOST_BYTES


def test_a_large_json_feed_is_read_the_same_in_the_child_as_in_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [{"id": str(number), "title": "Größe \ud800", "content_html": "<p>x</p>"} for number in range(300)]
    body = json.dumps({"version": "https://jsonfeed.org/version/1", "title": "t", "items": items}).encode()
    here = _read(body)
    monkeypatch.setattr(reading, "MOST_IN_PROCESS", 10)
    assert _read(body) == here
    with pytest.raises(NotAFeed):
        _read(b'{"version": "2.0", "items": []}')


def test_a_bare_ampersand_is_an_ampersand() -> None:
    found = _read(rss(item(1, title="R&D at AT&T", description="<![CDATA[<a href='/?a=1&b=2'>x</a>]]>")))
    assert found.entries[0]["title"] == "R&D at AT&T"
    assert "&b=2" in found.entries[0]["body"]
    assert "not well-formed XML at line 1" in found.notes[0]


def test_what_a_feed_says_is_deleted_is_read() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><title>t</title>
        <at:deleted-entry ref="tag:pub.example,2026:1&amp;x" when="2026-11-20T10:00:00Z"/>
        <at:deleted-entry when='2026-11-20T10:00:00Z' ref='2'><at:comment>Wrong</at:comment></at:deleted-entry>
        <entry><id>3</id><title>x</title></entry></feed>"""
    gone = _read(body).deleted
    assert [one["guid"] for one in gone] == ["tag:pub.example,2026:1&x", "2"]
    assert gone[0]["deleted_at"] == "2026-11-20T10:00:00+00:00"


def test_too_large_a_document_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooLarge):
        _read(START + b" " * MOST_BYTES)
    with pytest.raises(TooLarge):
        _read(gzip.compress(bytes(MOST_BYTES + 1)))


def test_a_feed_that_lies_packed_on_the_servers_disk_is_unpacked() -> None:
    assert len(_read(gzip.compress(rss(item(1)))).entries) == 1


@pytest.mark.parametrize(
    "bad", ["\x00", "\x0b", "&#0;", "&#x1F;", "&#xD800;", "&#99999999999;", "&#x110000;", "\ufffe"]
)
def test_one_impossible_character_does_not_cost_the_feed(bad: str) -> None:
    found = _read(rss(item(1, title=f"Ti{bad}tle &#8364; &#x1F600;"), item(2)))
    assert [entry["title"].replace("\ufffe", "") for entry in found.entries] == ["Title € 😀", "Title 2"]


def test_broken_xml_gives_its_whole_entries_and_says_where_it_broke() -> None:
    whole = rss(item(1), item(2), item(3, title="Salt & pepper", guid=""))
    found = _read(whole)
    assert [entry["title"] for entry in found.entries][:2] == ["Title 1", "Title 2"]
    assert len(found.entries) == 3
    assert "not well-formed XML at line 1" in found.notes[0]


def test_of_xml_that_breaks_off_the_last_entry_is_left_out() -> None:
    whole = rss(item(1), item(2), item(3))
    found = _read(whole[: whole.index(b"3</title>")])
    assert [entry["guid"] for entry in found.entries] == ["g1", "g2"]
    assert "not well-formed" in found.notes[0]


def test_broken_xml_without_an_entry_is_malformed() -> None:
    with pytest.raises(Malformed, match="no entry"):
        _read(START + b"<item")


def test_broken_json_gives_its_whole_items() -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": str(n), "title": "a"} for n in range(3)]}
    found = _read(json.dumps(feed).encode()[:-15])
    assert [entry["guid"] for entry in found.entries] == ["0", "1"]
    assert "2 entries" in found.notes[0]
    with pytest.raises(Malformed):
        _read(b'{"version": "https://jsonfeed.org/version/1", "items": [{"id')


@pytest.mark.parametrize(
    "body",
    [
        b"", b"   ", b"hello", b"{}", b'{"version":"2.0","items":[]}', b"<urlset><url/></urlset>", b"<a>b</a>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100, b"[1,2]",
    ],
)  # fmt: skip
def test_what_is_no_feed_is_called_so(body: bytes) -> None:
    with pytest.raises((NotAFeed, Malformed)):
        _read(body)


@pytest.mark.parametrize("items", ["null", "{}", '"x"', "[1, null, []]"])
def test_a_json_feed_with_odd_items_has_none(items: str) -> None:
    assert _read(f'{{"version":"https://jsonfeed.org/version/1","items":{items}}}'.encode()).entries == ()


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "utf-8"), ("utf-16", "utf-16"), ("iso-8859-1", "iso-8859-1"), ("utf-8-sig", "utf-8")],
)
def test_encodings_are_honoured(encoding: str, declared: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><title>Größe</title></channel></rss>'
    )
    assert _read(text.encode(encoding)).title == "Größe"


def test_leading_white_space_and_wrong_content_types_do_no_harm() -> None:
    assert len(_read(b"\n\n " + rss(item(1)), "text/html").entries) == 1
    assert len(_read(rss(item(1)), "application/json").entries) == 1
