"""What the compiled engine reads and decides by itself, held against the analyser and the plain engine."""

from __future__ import annotations

import sys
import unicodedata
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.matching import Document, Matcher, parse
from monitoring.matching.language import Query, QueryError
from monitoring.matching.text import exact, fold, tags, words

pytest.importorskip("numba")

from monitoring.matching.matcher.native import characters, engine, workspace
from tests.monitoring.matching.differential import random_queries
from tests.monitoring.matching.generators import random_document

texts = st.text(
    st.one_of(st.sampled_from("aAéßﬁ½™´'ʼ _-#@.:/+&あ東🔥👍🏽🇩🇪\u200b\u0301\n\x01\x02İŁ"), st.characters()), max_size=60
)


def _became(value: int, code: int, script: characters.Script) -> str | None:
    """What the table makes of a character; None when it leaves it to Python."""
    kind, rest = value >> characters.KIND_BITS, value & ((1 << characters.KIND_BITS) - 1)
    if kind == characters.SLOW:
        return None
    if kind == characters.SEVERAL:
        return "".join(map(chr, script.several[rest >> 4 : (rest >> 4) + (rest & 15)].tolist()))
    return {0: chr(rest), characters.SPECIAL: "", characters.LINKISH: chr(code)}[kind]


def test_every_character_folded_by_the_table_is_folded_as_python_does() -> None:
    script = characters.script()
    known = {code: _became(int(value), code, script) for code, value in enumerate(script.folds)}
    told = {code: became for code, became in known.items() if became is not None}
    assert [hex(code) for code, became in told.items() if became != fold(chr(code))] == []
    assert len(told) > 60_000
    assert all(ord(sign) in told for sign in "aZéßÅşŁЖω東あ한🔥❤\u0301\u200b…“’")


def test_no_character_folded_alone_could_have_joined_the_one_before_it() -> None:
    """Folding piece by piece is folding the whole only while no piece begins with what composes or reorders."""
    parts = (unicodedata.decomposition(chr(code)).split() for code in range(sys.maxunicode + 1))
    seconds = {chr(int(found[1], 16)) for found in parts if len(found) == 2 and not found[0].startswith("<")}
    seconds |= {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    script = characters.script()
    for code, value in enumerate(script.folds):
        became = _became(int(value), code, script)
        if became:
            assert became[0] not in seconds, hex(code)
            assert not unicodedata.combining(became[0]), hex(code)


@given(texts, texts)
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_into_the_words_and_tags_of_the_analyser(text: str, title: str) -> None:
    wanted = {*words(fold(text))[:6], *words(fold(title))[:3], *sorted(tags(fold(text)))[:3]}
    queries = [query for word in sorted(wanted) for query in _parsed(word, f'="{word}"', f"title:{word}", f'"{word}!"')]
    queries += [query for piece in exact(text).split()[:6] for query in _parsed(f'raw:"{piece}"', f'"{piece}"')]
    _both_answer_alike(queries, [Document(text, title=title), Document(title, title=text)])


def _parsed(*written: str) -> list[Query]:
    found = []
    for text in written:
        try:
            found.append(parse(text))
        except QueryError:
            continue
    return found


def _both_answer_alike(queries: list[Query], posts: list[Document]) -> None:
    engines = [Matcher("python"), Matcher("compiled")]
    for matcher in engines:
        for number, query in enumerate(queries):
            matcher.add(number, query)
    plain, compiled = ([sorted(ids, key=str) for ids in matcher.match_batch(posts)] for matcher in engines)
    assert plain == compiled


_LINKED = (
    "see https://nike.com/a-b now",
    "HTTPS://NIKE.COM",
    "xhttp://nike.com",
    "hhttps://nike",
    "http:// nike",
    "http://",
    "www.nike.com",
    "wwww.nike.com",
    ".www.nike.com",
    "-www.nike",
    "(www.nike.com)",
    "www. nike",
    "www.http://nike",
    "http://www.nike",
    "ｗｗｗ.nike",
    'a"http://b"nike',
    "<http://a>nike",
    "http://a\u00a0nike",
    "http://a\u3000nike",
    "ht\u200btp://nike",
    "s://nike",
    "ttps://nike",
    "www.\U00020000nike",
)


@pytest.mark.parametrize("text", _LINKED)
def test_addresses_begin_and_end_where_the_analyser_says(text: str) -> None:
    _both_answer_alike(
        _parsed("nike", "com", "has:link", "www", "http", "see now", "a b"),
        [Document(text), Document("x", title=text), Document(f"see {text} now"), Document(text, title=text)],
    )


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("C++", "C++ and ++C, C+++"),
        ('"R&D lab"', "our R&D   lab"),
        ('"Nike\'s +1"', "Nike’s +1"),
        ("=Nike", "nike Nike"),
        ('="Air Max"', "air max Air\nMax"),
        ('"air max" NEAR/3 (refund OR "money back")', "Air Max, I want my money back"),
        ('"air air max"~2', "air max one air"),
        ("title:news", "x"),
        ("followers:>10 -likes:>5", "x"),
        ("site:nike.com OR author:lee OR url:air", "x"),
        ("nike* -has:link", "nikelab"),
        ("#air OR @max", "#air @max.b"),
        ('"one two three four"', "one two three four"),
    ],
)
def test_what_the_pass_decides_itself_needs_no_second_look(
    query: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_given: object) -> bool:
        raise AssertionError("verified in Python")

    post = Document(text, title="The news", author="Ann Lee", followers=20, likes=1, url="https://nike.com/air")
    matcher = Matcher("compiled")
    matcher.add(1, parse(query))
    monkeypatch.setattr(engine, "holds", never)
    assert matcher.match(post) == [1]


def test_large_batches_of_short_and_long_posts_are_answered_one_by_one() -> None:
    random = Random(4)
    matcher = Matcher("compiled")
    for number in range(300):
        matcher.add(number, parse(f"w{number} OR brand"))
    posts = [
        Document(
            " ".join(f"w{random.randrange(400)}" for _ in range(random.choice((0, 5, 30)))) + " Brand" * (at % 7 == 0)
        )
        for at in range(3_000)
    ]
    posts[1_500] = Document("w1 " * 400_000 + "हिन्दी")
    found = matcher.match_batch(posts)
    assert [sorted(ids) for ids in found[:50]] == [sorted(matcher.match(post)) for post in posts[:50]]
    assert len(found) == 3_000 and found[1_500] == [1] and len(found[700]) == 300


def test_a_platforms_odd_numbers_and_facts_are_compared_as_they_are() -> None:
    queries = _parsed(
        "followers:>=10 x", "likes:=0", "followers:<5", 'source:"app store"', "lang:de", "has:link", "is:reply"
    )
    posts = [
        Document("x", followers=10**30, likes=0, source="App  Store", lang="de_AT"),
        Document("x", followers=-(10**30), source="a\x02lang:de", has=frozenset({"Reply"})),
        Document("x", links=("nike.com",)),
        Document("x", url="https://nike.com"),
    ]
    _both_answer_alike(queries, posts)


def test_a_pass_that_was_interrupted_keeps_no_index_from_growing() -> None:
    matcher = Matcher(engine="compiled")
    matcher.add(1, parse("alder"))
    held = matcher._engine._tables.index()  # as a traceback would hold it
    matcher.add(2, parse('"cold brew" NEAR/3 glass'))
    assert sorted(matcher.match(Document("alder cold brew with glass"))) == [1, 2]
    assert held.rows.size


@pytest.mark.parametrize("seed", range(6))
def test_posts_read_again_for_want_of_room_are_answered_as_in_one_go(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the first reading leaves in a batch must not change the second: room for one post's matches breaks all the time."""
    monkeypatch.setattr(workspace, "_MATCHES", 0)
    random = Random(seed)
    asked = _parsed(
        "has:link", "-has:link brand", "is:link OR x", "has:hashtag", "has:title", '="Brand"', "followers:>1"
    )
    # As many as fill the room: it has 64 places for up to 63 programs.
    asked += [*_parsed(*(f"brand OR w{number}" for number in range(40))), *(q for _, q in random_queries(random, 16))]
    posts = [
        Document(
            f"{random.choice(('Brand', 'brand', 'x'))} {random.choice(_LINKED)} {random.choice(('#tag', '@me', 'ﬁne'))}",
            title=random.choice(("", "Brand", *_LINKED)),
            followers=random.choice((None, 0, 5)),
        )
        for _ in range(80)
    ] + [random_document(random) for _ in range(80)]
    random.shuffle(posts)
    _both_answer_alike(asked, posts)
