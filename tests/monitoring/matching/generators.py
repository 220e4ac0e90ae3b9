"""Random queries and random posts over one small vocabulary, so that they meet often, with every trap in it."""

from __future__ import annotations

from random import Random

from monitoring.matching import Document

__all__ = ["random_document", "random_query"]

WORDS = [
    "nike",
    "Nike",
    "NIKE",
    "nikes",
    "Nikelab",
    "air",
    "Air",
    "max",
    "shoe",
    "shoes",
    "shoestring",
    "café",
    "cafe",
    "CAFÉ",
    "straße",
    "strasse",
    "STRASSE",
    "the",
    "a",
    "of",
    "and",
    "co",
    "op",
    "coop",
    "co-op",
    "Coca-Cola",
    "l'oreal",
    "Nike's",
    "Nike’s",
    "Nikeʼs",
    "Nike´s",
    "c",
    "1",
    "2024",
    "x_y",
    "_nike_",
    "İSTANBUL",
    "istanbul",
    "Ёлка",
    "елка",
    "ﬁne",
    "fine",
    "東京",
    "東京都",
    "京都",
    "京",
    "삼성",
    "삼성전자의",
    "กรุง",
    "กรุงเทพ",
    "हिन्दी",
    "مُحَمَّد",
    "محمد",
    "🔥",
    "🔥🔥",
    "👍🏽",
    "🇩🇪",
    "🇪🇺",
    "ｎｉｋｅ",
    "Ni\u200bke",
]
SYMBOLS = [
    "c++",
    "C++",
    "C+",
    ".NET",
    "asp.net",
    "AT&T",
    "at&t",
    "Yahoo!",
    "yahoo!!",
    "Google+",
    "$TSLA",
    "50%",
    "c#",
    "C#",
    "R&D",
]
TAGS = ["#nike", "#Nike", "#東京", "@air", "@air.max", "@air.max@shop.example", "#BrandName", "@Ünal", "#x_y"]
LINKS = ["https://shop.nike.com/air/max?x=1", "http://www.adidas.de", "www.nike.com/shoes", "https://t.co/abc"]
PREFIXES = ["nik*", "sho*", "shoe*", "coc*", "str*", "ist*", "nikel*", "елк*"]
FLAGS = ("image", "video", "reply", "repost", "verified")
_BETWEEN = (
    " ",
    " ",
    " ",
    " ",
    ", ",
    ". ",
    "-",
    " - ",
    "\n",
    "! ",
    " (",
    ") ",
    "\u00a0",
    " \u201c",
    "\u201d ",
    "…",
    "/",
)


def random_document(random: Random) -> Document:
    """A post of up to 30 words, any field of it empty or not."""
    return Document(
        text=_text(random, random.randrange(0, 30)),
        title=_text(random, random.randrange(1, 6)) if random.random() < 0.4 else "",
        author=_text(random, 2) if random.random() < 0.6 else "",
        author_handle=random.choice(("", "@air", "Air.Max", "nike", "@NIKE")),
        source=random.choice(("", "Mastodon", "App Store", "reddit")),
        url=random.choice(("", "https://mastodon.social/@nike/1", "https://WWW.Nike.com/de")),
        lang=random.choice(("", "de", "de-AT", "EN", "pt_BR")),
        country=random.choice(("", "DE", "us")),
        followers=random.choice((None, 0, 10, 1_000, 50_000)),
        likes=random.choice((None, 0, 10, 1_000)),
        has=frozenset(random.sample(FLAGS, random.randrange(3))),
        links=(random.choice(LINKS),) if random.random() < 0.1 else (),
    )


def _text(random: Random, count: int) -> str:
    pools = (WORDS, WORDS, WORDS, WORDS, SYMBOLS, TAGS, LINKS)
    weights = (30, 30, 30, 30, 12, 12, 3)
    pieces = [random.choice(random.choices(pools, weights)[0]) for _ in range(count)]
    return "".join(piece + random.choice(_BETWEEN) for piece in pieces)


def random_query(random: Random, depth: int = 3) -> str:
    """A query of the whole language. Now and then one that only excludes, which the parser refuses."""
    if depth == 0 or random.random() < 0.25:
        return _leaf(random)
    kind = random.choices(("and", "side", "or", "not", "near", "group"), (3, 3, 3, 2, 3, 1))[0]
    if kind == "near":
        return _near(random, 2)
    one, other = (random_query(random, depth - 1) for _ in range(2))
    forms = {
        "and": f"{one} AND {other}",
        "side": f"{one} {other}",
        "or": f"({one} OR {other})" if random.random() < 0.7 else f"{one} OR {other}",
        "not": f"{one} NOT ({other})" if random.random() < 0.5 else f"{one} -({other})",
        "group": f"({one})",
    }
    return forms[kind]


def _near(random: Random, depth: int) -> str:
    operator = random.choice(("NEAR", "NEAR/0", "NEAR/1", "NEAR/3", "ONEAR", "ONEAR/2", "NEAR/4f", "NEAR/20"))
    return f"{_operand(random, depth)} {operator} {_operand(random, depth)}"


def _operand(random: Random, depth: int) -> str:
    chance = random.random()
    if depth and chance < 0.15:
        return f"({_near(random, depth - 1)})"
    if depth and chance < 0.25:
        return _near(random, depth - 1)
    if chance < 0.5:
        return f"({_words(random)} OR {_words(random)})"
    return _words(random)


def _words(random: Random) -> str:
    word = random.choice(WORDS)
    forms = (
        word,
        word,
        random.choice(TAGS),
        random.choice(SYMBOLS),
        random.choice(PREFIXES),
        f'"{word} {random.choice(WORDS)}"',
        f'"{random.choice(PREFIXES)} {word}"',
        f'"{word} {random.choice(PREFIXES)}"',
        f'"{word} {random.choice(WORDS)} {random.choice(WORDS)}"~{random.randrange(6)}',
        f'"{word} {random.choice(SYMBOLS)}"',
        f"={word}",
        f'="{word} {random.choice(WORDS)}"',
        f'raw:"{random.choice(SYMBOLS)}"',
    )
    return random.choice(forms)


def _leaf(random: Random) -> str:
    return _words(random) if random.random() < 0.7 else _field(random)


def _field(random: Random) -> str:
    word = random.choice(WORDS[:40])
    forms = (
        f"title:{word}",
        f'title:"{word} {random.choice(WORDS)}"',
        f"title:{random.choice(PREFIXES)}",
        f"title:{random.choice(SYMBOLS)}",
        f'author:"{random.choice(SYMBOLS)}"',
        f"author:{word}",
        f'author:"{word} {random.choice(WORDS)}"',
        random.choice(("author:@air", "author:@nike", "from:nike", "author:nik*")),
        random.choice(("site:nike.com", "site:com", "domain:www.nike.com", "site:mastodon.social")),
        random.choice(("url:nike", 'url:"nike.com/air"', "url:sho*", "link:de")),
        random.choice(("lang:de", "lang:de-at", "lang:(en OR pt)", "language:pt-br")),
        random.choice(("source:mastodon", 'source:"app store"', "country:de", "country:us")),
        random.choice(("has:link", "has:image", "has:media", "has:hashtag", "has:mention", "has:title", "is:reply")),
        f"{random.choice(('followers', 'likes'))}:{random.choice(('>', '>=', '<', '<=', '='))}{random.choice((0, 10, '1k'))}",
    )
    return random.choice(forms)
