"""Terms a query may lack: the brand's own names, and words that tell the wrong posts of its test set from the right ones."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from accounts.brands.models import Brand
from monitoring.inbox.services.documents import of_stored
from monitoring.inbox.services.queries.reading import check_text
from monitoring.inbox.services.queries.stars import Tested
from monitoring.matching import Query as Parsed
from monitoring.matching import evaluate, parse
from monitoring.matching.document import Document
from monitoring.matching.editing import also, but_not, excludes, looks_for, term_of
from monitoring.matching.text import fold, words

Kind = Literal["name", "spelling", "product", "handle", "exclusion", "learned"]
_MOST = 12
_MOST_LEARNED = 2
_SHORTEST = 3  # letters of a learned word: shorter ones are rarely about anything


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term that one tap adds: to look for, or (`out`) to leave out. `why` in words."""

    term: str
    kind: Kind
    why: str

    @property
    def out(self) -> bool:
        """Whether it is to be left out."""
        return self.kind in ("exclusion", "learned")


def suggested_text(brand: Brand) -> str:
    """A first query from the brand's name, spellings, products and handles, without its exclusions."""
    terms = list(dict.fromkeys(one.term for one in _names(brand)))
    text = " OR ".join(terms)
    excluded = list(dict.fromkeys(term for one in brand.exclusions if (term := term_of(one))))
    if not excluded or not text:
        return text
    return f"({text}) " + " ".join(f"-{one}" for one in excluded)


def suggestions(brand: Brand, parsed: Parsed, tested: Tested | None = None) -> tuple[Suggestion, ...]:
    """What the query lacks: at most 12, the brand's names first, then its exclusions, then what the test set teaches."""
    # A name that the query leaves out is left out on purpose: it is not offered again.
    wanted = [one for one in _names(brand) if not looks_for(parsed, one.term) and not excludes(parsed, one.term)]
    out = [
        Suggestion(term, "exclusion", "an exclusion of the brand")
        for one in brand.exclusions
        if (term := term_of(one)) and not excludes(parsed, term)
    ]
    learned = leaving_out(parsed, tested) if tested else []
    return tuple(dict.fromkeys([*wanted, *out, *learned]))[:_MOST]


def leaving_out(parsed: Parsed, tested: Tested) -> list[Suggestion]:
    """Words of matched posts that must not match, which no post that must match has, and which alone mend something.

    The most telling first; those of equal worth in order of the alphabet.
    """
    wrong = [of_stored(one.star.mention.post) for one in tested.failing if not one.star.must_match]
    right = [of_stored(one.star.mention.post) for one in tested.verdicts if one.star.must_match]
    if not wrong:
        return []
    kept = {word for one in right for word in _words(one)}
    counts = Counter(word for one in wrong for word in sorted(_words(one) - kept))
    best: list[Suggestion] = []
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], -len(item[0]), item[0])):
        if len(best) == _MOST_LEARNED:
            break
        if _mends(parsed, word, wrong):
            posts = "1 post that must not match" if count == 1 else f"{count} posts that must not match"
            best.append(Suggestion(f'"{word}"', "learned", f"in {posts}, in none that must"))
    return best


def taken_up(text: str, term: str, *, out: bool) -> str:
    """The text with a suggestion put in. Raises Invalid (text) where it can't be read, or the term can't."""
    term = term_of(term.strip().strip('"'))
    check_text(term)
    if not text.strip() and not out:
        return term
    check_text(text)
    return but_not(text, term) if out else also(text, term)


def _names(brand: Any) -> list[Suggestion]:
    rows: Iterable[tuple[Kind, str, Iterable[str]]] = (
        ("name", "the brand's name", [brand.name]),
        ("spelling", "a spelling of the brand", brand.spellings),
        ("product", "a product of the brand", brand.products),
        ("handle", "a handle of the brand", [f"@{one.strip().lstrip('@')}" for one in brand.handles]),
    )
    return [Suggestion(term, kind, why) for kind, why, names in rows for name in names if (term := term_of(name))]


def _words(document: Document) -> set[str]:
    all_words = words(fold(f"{document.title}\n{document.text}"))
    return {word for word in all_words if len(word) >= _SHORTEST and word.isalpha()}


def _mends(parsed: Parsed, word: str, wrong: list[Document]) -> bool:
    """Whether leaving the word out lets go of a post: a word the query itself asks for would let go of all."""
    without = parse(but_not(parsed.printed, f'"{word}"'))
    let_go = [one for one in wrong if not evaluate(without, one)]
    asked = evaluate(parsed, Document(word))
    return bool(let_go) and not asked
