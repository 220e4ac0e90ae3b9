"""The traps of reading text: each with what was decided, and why."""

from __future__ import annotations

import pytest

from monitoring.matching import Document, Matcher, evaluate, parse
from monitoring.matching.reference import Reading, matches
from tests.monitoring.matching.differential import ENGINES

# query, text, whether it matches, why
TRAPS: list[tuple[str, str, bool, str]] = [
    # letters
    ("café", "a nice cafe", True, "people drop accents when they type"),
    ("cafe", "a nice cafe\u0301", True, "composed and decomposed accents are one letter"),
    ("Straße", "STRASSE", True, "ß folds to ss, as German capitals do"),
    ("istanbul", "İSTANBUL", True, "one folding for every language: the dotted capital I is an i"),
    ("ısparta", "ISPARTA", True, "and so is the dotless one; Turkish readers lose a distinction nobody types"),
    ("ΟΔΟΣ", "οδος", True, "the final sigma is a sigma"),
    ("nike", "ｎｉｋｅ", True, "full-width letters are letters"),
    ("fine", "ﬁne", True, "a ligature is two letters"),
    ("nike", "𝗡𝗶𝗸𝗲", True, "mathematical bold is decoration"),
    ("lodz", "Łódź", True, "ł, ø, đ, æ, œ, þ have no decomposition, so a table gives their plain letters"),
    ("encyclopaedia", "encyclopædia", True, "æ is ae"),
    ("елка", "Ёлка", True, "Russians write е for ё"),
    ("محمد", "مُحَمَّد", True, "Arabic vowel signs are optional"),
    ("محمد", "محمـــد", True, "tatweel only stretches"),
    ("שלום", "שָׁלוֹם", True, "Hebrew points are optional"),
    ("हिन्दी", "मुझे हिन्दी पसंद है", True, "Indic vowel signs stay"),
    ("हद", "हिन्दी", False, "and are never dropped: it would be another word"),
    ("nike", "Ni\u200bke", True, "a zero-width space hides a name from filters; it is deleted"),
    ("nike", "Ni\u00adke", True, "a soft hyphen is layout"),
    ("nike", "\u202eNike\u202c", True, "direction marks are invisible"),
    ("nike", "Nike™ and Adidas®", True, "a trade mark sign is no part of the name; NFKD would read niketm"),
    # word boundaries
    ("coca-cola", "Coca Cola", True, "a hyphen is a space"),
    ("coca cola", "Coca-Cola", True, "both ways"),
    ('"coca cola"', "Coca‑Cola", True, "whichever hyphen it is"),
    ("cocacola", "Coca-Cola", False, "but words are not glued: list the spelling"),
    ("co-op", "op co", False, "a hyphenated word is a phrase"),
    ("nike", "Nike's shoes", True, "the possessive is dropped"),
    ("nike", "Nike’s shoes", True, "with the typographic apostrophe too"),
    ("nike's", "the nike shop", True, "alike in the query"),
    ("l'oréal", "L’Oreal Paris", True, "any other apostrophe splits, in the query too"),
    ("nike", "nikes", False, "no stemming: nike* says so if wanted"),
    ("nike", "_nike_", True, "underscores around a word are emphasis"),
    ("nike", "nike_store", False, "inside they join"),
    ("nike", "so.nike.is", True, "dots end words"),
    ("3.5", "3.5 stars", True, "a number with a dot is two words side by side, alike in both"),
    ("nike", "NIKE!!!", True, "punctuation around a word is no part of it"),
    # scripts without spaces
    ("東京", "昨日東京に行った", True, "found inside running text"),
    (
        "京都",
        "東京都に住む",
        True,
        "bigrams know no words: this is Tokyo-to, not Kyoto; all peers without a dictionary do so",
    ),
    ("東京", "京東", False, "the order counts"),
    ("삼성전자", "삼성전자의 실적", True, "Korean particles stick to the name"),
    ("กรุงเทพ", "ฉันรักกรุงเทพมาก", True, "Thai has no spaces"),
    ("ก", "กี่", False, "a character carries its marks: a bare consonant is another"),
    ("ガ", "ｶﾞ", True, "half-width kana with its mark is the full-width letter"),
    ("nike", "ナイキ(Nike)の靴", True, "Latin inside Japanese"),
    ("nike", "新しいNikeの靴", True, "even without any space"),
    # emoji
    ("🔥", "🔥🔥🔥", True, "each emoji is a word"),
    ("🔥🔥", "hot 🔥 or not", False, "two are a phrase"),
    ("👍", "👍🏽", True, "a skin tone is no different gesture"),
    ("❤", "I ❤️ it", True, "the selector that colours it is invisible"),
    ("🇩🇪", "go 🇩🇪🇺🇸", True, "a flag is one word"),
    ("🇪🇺", "🇩🇪🇺🇸", False, "never made of the halves of two others"),
    ("nike", "nike🔥", True, "an emoji ends a word"),
    # names with symbols
    ("C++", "I write C++.", True, "the symbols are verified"),
    ("C++", "I write C", False, "never shortened to the letter"),
    ("C++", "vitamin c + more", False, "nor found apart"),
    ('"C+"', "C++", False, "C+ is not C++"),
    (".NET", "we use .NET here", True, "a leading dot is part of a name"),
    (".NET", "asp.net or the net", False, "and nothing else has it"),
    ("AT&T", "my AT&T bill", True, "an ampersand inside"),
    ("AT&T", "at t", False, "is not a space"),
    ("Yahoo!", "Yahoo!!! is back", True, "more exclamation marks do no harm"),
    ("Yahoo!", "yahoo answers", False, "but one it must be: plain yahoo finds all"),
    ("Google+", "on Google+", True, "at the end of a text too"),
    ("$TSLA", "buy $tsla now", True, "cash tags"),
    ("c", "C++", True, "a plain letter finds every word that is that letter; C NOT C++ excludes"),
    # exact
    ("=Nike", "the Nike shop", True, "case as written"),
    ("=Nike", "the nike shop, NIKE", False, "and no other"),
    ("=café", "a cafe", False, "accents as written"),
    ("=café", "a cafe\u0301", True, "however they are encoded"),
    ('="Just Do It"', "Just  Do\nIt", True, "white space is white space"),
    ("raw:Apple", "Apples", False, "whole words"),
    # tags and handles
    ("#BrandName", "love #brandname", True, "tags have no case"),
    ("#brandname", "brandname", False, "a tag is exact"),
    ("brandname", "#BrandName", True, "a plain word finds the tag"),
    ("#brand", "#brandname", False, "whole tags"),
    ("brand name", "#BrandName", False, "capitals inside a tag do not split it: list #brandname"),
    ("@nike", "hey @Nike, look", True, "handles have no case"),
    ("nike", "hey @nike", True, "a plain word finds the handle"),
    ("@nike", "mail info@nike.com", False, "a mail address is no handle"),
    ("@nike", "by @nike.bsky.social", True, "a dot ends a handle on most platforms"),
    ("@nike.bsky.social", "by @nike.bsky.social", True, "and belongs to it on others: both are found"),
    ("@nike@mastodon.social", "by @Nike@mastodon.social", True, "with its server"),
    ("#東京", "今日は #東京 です", True, "tags in any script"),
    # links
    ("nike", "see https://nike.com/nike", False, "the text of an address is not searched"),
    ("site:nike.com", "see https://shop.nike.com/x", True, "its host is, with its parents"),
    ("site:ike.com", "see https://nike.com/", False, "but not pieces of labels"),
    ('url:"air max"', "https://nike.com/air-max?x=1", True, "its words are searched by url:"),
    ('"a b"', "a https://x.example b", True, "an address leaves no gap"),
    # places
    ('"air max"', "air, max", True, "punctuation does not part a phrase"),
    ('"air max"', "air the max", False, "a word does"),
    ("air NEAR/1 max", "max the air", True, "either order, one word between"),
    ("air NEAR/0 max", "max the air", False, "none between"),
    ("air ONEAR/1 max", "max the air", False, "in this order only"),
    ("nike NEAR nike", "nike", False, "a word is not near itself"),
    ("nike NEAR nike", "nike, nike", True, "but near another"),
    ('"a b c"~1', "c x b a", True, "any order, one other word in all"),
    ('"a a b"~1', "a b", False, "a repeated word must be there twice"),
    ('"air max"~0', "air x max", False, "no other word among them"),
]


@pytest.mark.parametrize(("query", "text", "expected", "why"), TRAPS, ids=[f"{q} in {t}" for q, t, _e, _w in TRAPS])
def test_a_trap_is_read_as_decided(query: str, text: str, expected: bool, why: str) -> None:
    parsed, document = parse(query), Document(text)
    assert evaluate(parsed, document) is expected, why
    assert matches(parsed.tree, Reading(document)) is expected, why
    for engine in ENGINES:
        matcher = Matcher(engine)
        matcher.add("it", parsed)
        assert (matcher.match(document) == ["it"]) is expected, (why, engine)
    again = parse(parsed.printed)
    assert evaluate(again, document) is expected, f"printed as {parsed.printed}"


def test_no_phrase_and_no_near_joins_title_and_text() -> None:
    document = Document("max shoes", title="nike air")
    assert not evaluate(parse('"air max"'), document)
    assert not evaluate(parse("air NEAR/100 max"), document)
    assert evaluate(parse("air max title:nike"), document)


FIELDS = Document(
    "text",
    title="Big news about C++",
    author="Phil Knight",
    author_handle="@PhilK",
    source="App Store",
    url="https://www.nike.com/de/x",
    lang="pt_BR",
    country="DE",
    followers=1_000,
    has=frozenset({"image", "reply"}),
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("title:news", True),
        ('title:"news big"', False),
        ("title:new*", True),
        ("title:C++", True),
        ("title:C#", False),
        ("title:text", False),
        ("author:knight", True),
        ('author:"phil knight"', True),
        ('author:"knight philk"', False),
        ("author:philk", True),
        ("author:@philk", True),
        ("from:@phil", False),
        ('source:"app store"', True),
        ("source:app", False),
        ("site:nike.com", True),
        ("url:de", True),
        ("lang:pt", True),
        ("lang:pt-br", True),
        ("lang:pt-pt", False),
        ("country:de", True),
        ("followers:>=1000", True),
        ("followers:>1000", False),
        ("followers:=1000", True),
        ("likes:>=0", False),
        ("text NOT likes:>=0", True),
        ("has:image has:media", True),
        ("is:reply -is:repost", True),
        ("has:link", False),
        ("has:title", True),
    ],
)
def test_fields_compare_what_they_name(query: str, expected: bool) -> None:
    parsed = parse(query)
    assert evaluate(parsed, FIELDS) is expected
    for engine in ENGINES:
        matcher = Matcher(engine)
        matcher.add(1, parsed)
        assert (matcher.match(FIELDS) == [1]) is expected, engine
