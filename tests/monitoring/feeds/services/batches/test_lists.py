"""A list of sources is read as people have it: lines, or OPML of any feed reader, in and out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.errors import Invalid
from monitoring.feeds.services.batches.lists import MOST_LINES, Wanted, as_opml, wanted
from tests.monitoring.ground import NOW

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Coffee</title></head><body>
 <outline text="Press"><outline type="rss" text="The Daily Grind" xmlUrl="https://grind.example/feed?a=1&amp;b=2"/>
  <outline text="No feed" htmlUrl="https://grind.example/"/></outline>
 <outline type="rss" title="B&#252;rger &amp; Bohne" xmlUrl=" https://bohne.example/atom.xml "/>
 <outline type="rss" text="Again" xmlUrl="https://bohne.example/atom.xml"/>
</body></opml>"""


def _code(text: str) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Invalid) as refused:
        wanted(text)
    assert set(refused.value.fields) == {"text"}
    return refused.value.code, refused.value.data


def test_lines_come_in_their_order_each_once_and_empty_ones_not() -> None:
    text = "https://a.example/feed\r\n\r\n  r/coffee \n#aldercoffee\nhttps://a.example/feed\n"
    assert wanted(text) == [Wanted("https://a.example/feed"), Wanted("r/coffee"), Wanted("#aldercoffee")]


def test_the_feeds_of_an_opml_come_with_their_names_from_every_depth() -> None:
    assert wanted(OPML) == [
        Wanted("https://grind.example/feed?a=1&b=2", "The Daily Grind"),
        Wanted("https://bohne.example/atom.xml", "Bürger & Bohne"),
    ]


def test_what_is_no_list_is_refused_with_its_line() -> None:
    assert _code("") == ("required", {})
    assert _code(" \n ")[0] == "required"
    assert _code("https://a.example/\n" + "x" * 2_001) == ("too_long", {"line": 2})
    assert _code("\n".join(f"https://a.example/{n}" for n in range(MOST_LINES + 1))) == ("too_many", {"most": 300})
    assert _code("<opml><body><outline text='x' htmlUrl='https://a.example/'/></body></opml>")[0] == "no_feeds"
    assert _code("x" * 1_000_001)[0] == "too_long"
    assert _code("https://a.example/\x00")[0] == "bad_characters"


def test_an_opml_that_wants_to_grow_or_to_read_files_stays_as_it_is() -> None:
    bomb = '<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    outline = '<outline type="rss" text="&b;&f;" xmlUrl="https://a.example/feed"/>'
    [one] = wanted(f"{bomb}<opml><body>{outline}</body></opml>")
    assert one.text == "https://a.example/feed" and "root" not in one.name and len(one.name) < 20


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    for one in (text, f"<opml>{text}</opml>"):
        try:
            found = wanted(one)
        except Invalid as refused:
            assert refused.fields.keys() == {"text"}
        else:
            assert all(each.text.strip() for each in found)


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1, max_size=30)


@given(st.lists(st.tuples(WORDS, st.integers(0, 999)), min_size=1, max_size=5, unique_by=lambda one: one[1]))
def test_what_is_written_is_read_back(feeds: list[tuple[str, int]]) -> None:
    rows = [(name, f"https://a.example/feed?n={n}&m=1") for name, n in feeds]
    written = as_opml("Sources of <Alder> & Co", rows, NOW)
    assert [one.text for one in wanted(written.decode())] == [address for _, address in rows]
