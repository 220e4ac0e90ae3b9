"""Seeded queries and posts that resemble what agencies save and what a public firehose carries.

Words follow Zipf's law over 60,000; posts have 5 to 60 words (median about 20), hashtags, handles, links, emoji, some
accents and some Japanese. A query names one brand in a few spellings, mostly with words of context and exclusions.
"""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from monitoring.matching import Document

__all__ = ["Corpus", "corpus"]

_COMMON = [
    "the",
    "to",
    "a",
    "and",
    "of",
    "in",
    "is",
    "you",
    "for",
    "it",
    "on",
    "that",
    "this",
    "my",
    "with",
    "at",
    "me",
    "be",
    "are",
    "was",
    "have",
    "so",
    "but",
    "not",
    "we",
    "all",
    "your",
    "just",
    "can",
    "if",
    "they",
    "from",
    "what",
    "or",
    "by",
    "as",
    "an",
    "will",
    "up",
    "out",
    "about",
    "now",
    "get",
    "like",
    "do",
    "how",
    "when",
    "one",
    "new",
    "has",
    "more",
    "their",
    "our",
    "he",
    "she",
    "his",
    "her",
    "there",
    "been",
    "would",
    "could",
    "only",
    "than",
    "then",
    "time",
    "good",
    "day",
    "people",
    "know",
    "see",
    "love",
    "go",
    "back",
    "think",
    "want",
    "make",
    "really",
    "why",
    "here",
    "still",
    "first",
    "last",
    "best",
    "need",
    "great",
    "today",
    "please",
    "thanks",
    "service",
    "price",
    "phone",
    "store",
    "shop",
    "order",
    "delivery",
    "refund",
    "broken",
    "bad",
    "worst",
    "terrible",
    "awful",
    "boycott",
    "scandal",
    "recall",
    "unsafe",
    "lawsuit",
    "fire",
    "sick",
    "angry",
    "never",
    "again",
    "quality",
    "staff",
]
_SYLLABLES = [
    "ba",
    "be",
    "bo",
    "bra",
    "cal",
    "cen",
    "dan",
    "del",
    "dor",
    "el",
    "fan",
    "fer",
    "gar",
    "gen",
    "hol",
    "in",
    "jor",
    "kal",
    "kin",
    "lan",
    "lem",
    "mar",
    "mer",
    "nor",
    "on",
    "pa",
    "pel",
    "qui",
    "ran",
    "ros",
    "sal",
    "ser",
    "tan",
    "ter",
    "ul",
    "van",
    "ver",
    "wil",
    "xan",
    "yor",
    "zen",
]
_CONTEXT = _COMMON[60:]
_VOCABULARY = 60_000
_ACCENTS = str.maketrans({"a": "á", "e": "é", "o": "ö", "u": "ü"})


@dataclass(frozen=True, slots=True)
class Corpus:
    """`queries` as text; `posts` as documents."""

    queries: list[str]
    posts: list[Document]


def corpus(queries: int, posts: int, *, seed: int = 1, plain: bool = False) -> Corpus:
    """With `plain`, only what every peer can say and read alike: words, phrases, AND, OR, NOT; ASCII without signs."""
    random = Random(seed)
    words = _vocabulary(random)
    brands = _Brands(random, words, queries)
    texts = [brands.query(random, number, plain=plain) for number in range(queries)]
    return Corpus(texts, [_post(random, words, brands, plain=plain) for _ in range(posts)])


class _Words:
    """Words by falling frequency; `draw` follows Zipf's law."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))

    def draw(self, random: Random) -> str:
        return self.words[bisect(self.weights, random.random() * self.weights[-1])]


def _vocabulary(random: Random) -> _Words:
    words = dict.fromkeys(_COMMON)
    while len(words) < _VOCABULARY:
        words["".join(random.choices(_SYLLABLES, k=random.choice((2, 2, 3, 3, 4))))] = None
    return _Words(list(words))


class _Brands:
    """One name for each query: half a rare word, a third two words, the rest a name nobody else uses."""

    def __init__(self, random: Random, words: _Words, count: int) -> None:
        self.names: list[str] = []
        for number in range(count):
            kind = random.random()
            if kind < 0.5:
                self.names.append(random.choice(words.words[3_000:]))
            elif kind < 0.83:
                self.names.append(f"{random.choice(words.words[200:8_000])} {random.choice(words.words[200:8_000])}")
            else:
                self.names.append(f"{random.choice(words.words[3_000:])}{number % 997}")
        self.popular = list(accumulate(1 / (rank + 50) for rank in range(count)))

    def draw(self, random: Random) -> str:
        return self.names[bisect(self.popular, random.random() * self.popular[-1])]

    def query(self, random: Random, number: int, *, plain: bool) -> str:
        name = self.names[number]
        quoted = f'"{name}"' if " " in name else name
        context = random.sample(_CONTEXT, 6)
        either = f"({' OR '.join(context[:4])})"
        glued = name.replace(" ", "")
        forms = [
            (30, f"{quoted} OR {glued}official"),
            (25, f"({quoted} OR {glued}official) AND {either}"),
            (12, f"{quoted} NOT ({context[4]} OR {context[5]})"),
            (6, f'{either} AND "{random.choice(_COMMON[:90])} {name}"'),
        ]
        if not plain:
            forms += [
                (12, f"({quoted} OR #{glued} OR @{glued}) -is:repost {either}"),
                (9, f"{quoted} NEAR/5 {either}"),
                (3, f"{glued}* lang:en"),
                (1, f"={name.split(' ')[0].title()} {either}"),
                (2, f'={glued.title()} OR "{glued}!"'),
            ]
        return random.choices([form for _weight, form in forms], [weight for weight, _form in forms])[0]


def _post(random: Random, words: _Words, brands: _Brands, *, plain: bool) -> Document:
    pieces = [words.draw(random) for _ in range(min(60, max(5, int(random.lognormvariate(3.0, 0.5)))))]
    if random.random() < 0.35:
        pieces.insert(random.randrange(len(pieces)), brands.draw(random))
    if plain:
        return Document(" ".join(pieces))
    return Document(_dressed(random, pieces, brands), lang=random.choice(("en", "en", "en", "de", "es", "ja")))


def _dressed(random: Random, pieces: list[str], brands: _Brands) -> str:
    for at in range(0, len(pieces), 9):
        pieces[at] = pieces[at].capitalize() if random.random() < 0.7 else pieces[at] + random.choice(",.!?")
    extras = (
        (0.2, f"#{brands.draw(random).replace(' ', '')}"),
        (0.15, f"@{brands.draw(random).replace(' ', '')}"),
        (0.2, f"https://{random.choice(_COMMON)}.example/{random.randrange(10**6)}"),
        (0.15, random.choice("🔥😡😂❤🙏👍")),
        (0.12, random.choice(pieces).translate(_ACCENTS)),
        (0.03, "東京で買った靴がすぐ壊れた"),
    )
    pieces += [piece for chance, piece in extras if random.random() < chance]
    return " ".join(pieces)
