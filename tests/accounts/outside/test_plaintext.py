import pytest

from accounts.outside.plaintext import (
    canonical,
    clean,
    handles_in,
    hashtags_in,
    line,
    links_in,
    pictures_in,
    plain,
    web_link,
)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("a <b>bold</b> word", "a bold word"),
        ("AT&amp;T &lt;3 &euro;&#128512;", "AT&T <3 €😀"),
        ("<script>alert(1)</script>Safe<style>p{}</style>", "Safe"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("no markup  at all", "no markup at all"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("<p>unclosed <b>tags", "unclosed tags"),
        ("a&nbsp;b", "a b"),
        ("<!-- hidden -->shown", "shown"),
        ("<svg onload=alert(1)>x</svg>y", "y"),
        ('<img alt="a > b" src=x>tail', "tail"),
        ("<p title=\"it's\">it's</p>", "it's"),
        ("<!-- a < b --><DIV>one</DIV >two", "one\ntwo"),
        ("<SCRIPT>if (a < b) {}</SCRIPT>after", "after"),
        ("<script>never closed", ""),
        ("safe<svg> description", "safe description"),
        ("safe<object id=x> description", "safe description"),
        ("", ""),
    ],
)
def test_markup_becomes_what_a_reader_would_see(markup: str, text: str) -> None:
    assert plain(markup) == text


def test_what_can_not_be_stored_or_seen_is_dropped() -> None:
    assert clean("a\x00b\ud800c\u202ed\ufeffe\x07f") == "abcdef"
    assert line("  a\n\tb \x00 ") == "a b"
    clean("\udfff" * 10).encode()


def test_zero_width_joiners_of_emoji_and_scripts_stay() -> None:
    assert clean("👩\u200d🚒 می\u200cخواهم") == "👩\u200d🚒 می\u200cخواهم"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 200_000,
        "<span>" * 150_000,
        "<script>" * 100_000,
        "<svg>" * 200_000,
        "<svg><math>" * 90_000,
        "<!--" * 200_000,
        "<p a='>" * 150_000,
        "<" * 1_000_000,
        "&" * 1_000_000,
        "<a href='" * 100_000,
        "\n" * 1_000_000,
    ],
)
@pytest.mark.timeout(30)
def test_a_megabyte_of_hostile_markup_ends(markup: str) -> None:
    assert len(plain(markup)) <= 100_000
    assert len(links_in(markup, "http://news.example/")) <= 1
    assert not pictures_in(markup, "http://news.example/")


def test_a_megabyte_of_text_is_bounded() -> None:
    assert len(plain("word " * 1_000_000)) <= 100_000
    assert len(clean("w" * 5_000_000)) == 100_000


def test_links_are_absolute_web_addresses_each_once() -> None:
    markup = (
        '<a href="/a">x</a> <a class=y HREF=\'b?c=1&amp;d=2\'>y</a> <a href="javascript:alert(1)">z</a> '
        '<a href="data:text/html,x">d</a> <a href="/a">again</a> and http://plain.example/p.'
    )
    assert links_in(markup, "http://news.example/x/") == (
        "http://news.example/a",
        "http://news.example/x/b?c=1&d=2",
        "http://plain.example/p",
    )
    assert links_in("see https://a.example/b, and that", "") == ("https://a.example/b",)


def test_there_is_an_end_to_links() -> None:
    assert len(links_in(" ".join(f"http://a.example/{n}" for n in range(500)), "")) == 50


def test_pictures_are_named_and_nothing_else() -> None:
    markup = '<img src="/a.png"><img src="data:image/png;base64,AA"><video src=http://v.example/m.mp4></video>'
    assert pictures_in(markup, "http://news.example/") == ("http://news.example/a.png", "http://v.example/m.mp4")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "\x01javascript:x", "data:text/html,x",
     "vbscript:x", "mailto:a@b.example", "http://", "http://[::1", "", "about:blank",
     "http://a.example/" + "x" * 3_000],
)  # fmt: skip
def test_what_is_no_web_link_is_dropped(address: str) -> None:
    assert web_link(address) == ""


def test_a_relative_link_needs_a_base() -> None:
    assert web_link("/a") == ""
    assert web_link("//cdn.example/a", "https://news.example/") == "https://cdn.example/a"


@pytest.mark.parametrize(
    ("address", "same"),
    [
        ("HTTP://News.Example:80/a?utm_source=x&b=1&fbclid=2#top", "http://news.example/a?b=1"),
        ("https://news.example:443", "https://news.example/"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example/a?b=%20c&d", "https://news.example/a?b=%20c&d"),
        ("http://[2606:2800::1]/a", "http://[2606:2800::1]/a"),
        ("http://a.example:99999/", "http://a.example:99999/"),
    ],
)
def test_addresses_are_made_comparable(address: str, same: str) -> None:
    assert canonical(address) == same


def test_handles_and_hashtags_are_read_in_lower_case() -> None:
    text = "@Joe_B and @ann@social.example, mail me@x.example. #Fail #2026 #Größe &#39; x#y"
    assert handles_in(text) == ("joe_b", "ann@social.example")
    assert hashtags_in(text) == ("fail", "größe")
