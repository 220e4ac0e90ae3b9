"""A query in plain words: what the page shows beside the operators, so that a misreading is seen."""

from __future__ import annotations

from monitoring.matching.language.tree import (
    And,
    Fact,
    FieldText,
    Leaf,
    Literal,
    Near,
    Node,
    Not,
    Number,
    Or,
    Part,
    Tag,
    Term,
    Window,
)

__all__ = ["in_words"]

_FACTS = {
    "lang": "are in the language",
    "source": "come from",
    "site": "come from or link to the site",
    "has": "have a",
    "is": "are a",
    "country": "come from the country",
    "author": "are by",
}
_FIELDS = {"title": "have in the title", "author": "are by somebody called", "url": "link to an address with"}
_FLAGS = {
    "image": "an image", "audio": "audio", "video": "video", "media": "a picture, video or sound", "verified":
    "by a verified author", "sponsored": "sponsored", "edited": "edited", "sensitive": "marked as sensitive",
}  # fmt: skip
_NUMBERS = {"followers": "the author has {} followers", "likes": "have {} likes"}
_COMPARED = {">": "more than", ">=": "at least", "<": "fewer than", "<=": "at most", "=": "exactly"}


def in_words(tree: Node) -> str:
    """`posts that contain “nike” and (“shoes” or “boots”) but not “kids”`."""
    return f"posts that {_clause(tree)}"


def _clause(node: Node) -> str:
    match node:
        case And(children=children):
            return _and(children)
        case Or(children=children):
            return _joined(children, " or ")
        case Not(child=child):
            return f"do not {_bare(child)}" if _containing(child) else f"are not among those that {_clause(child)}"
        case _:
            return f"contain {_thing(node)}" if _containing(node) else _fact(node)


def _and(children: tuple[Node, ...]) -> str:
    wanted = tuple(child for child in children if not isinstance(child, Not))
    unwanted = tuple(child.child for child in children if isinstance(child, Not))
    text = _joined(wanted, " and ") if wanted else ""
    if not unwanted:
        return text
    if all(_containing(child) for child in unwanted):
        things = " or ".join(_grouped(child) for child in unwanted)
        verb = "" if wanted and _containing(wanted[-1]) else "contain "
        return f"{text} but not {verb}{things}" if wanted else f"do not contain {things}"
    others = " or ".join(_clause(child) for child in unwanted)
    return f"{text}, but none that {others}" if wanted else f"are none of those that {others}"


def _joined(children: tuple[Node, ...], word: str) -> str:
    """Things that are contained share one verb; the rest follow with their own."""
    things = [child for child in children if _containing(child)]
    others = [child for child in children if not _containing(child)]
    texts = [f"contain {word.join(_grouped(child) for child in things)}"] if things else []
    texts += [f"({_clause(child)})" if isinstance(child, And | Or | Not) else _clause(child) for child in others]
    return word.join(texts)


def _containing(node: Node) -> bool:
    """Whether the node says only what a text contains."""
    match node:
        case Or(children=children) | And(children=children):
            return all(_containing(child) for child in children)
        case FieldText() | Fact() | Number() | Not():
            return False
        case _:
            return True


def _bare(node: Node) -> str:
    return f"contain {_thing(node)}"


def _grouped(node: Node) -> str:
    return f"({_thing(node)})" if isinstance(node, And | Or) else _thing(node)


def _thing(node: Node) -> str:
    match node:
        case Or(children=children):
            return " or ".join(_grouped(child) for child in children)
        case And(children=children):
            return " and ".join(_grouped(child) for child in children)
        case Near(left=left, right=right, distance=distance, ordered=ordered):
            order = " before" if ordered else ""
            where = f"at most {distance} words{order}" if ordered else f"within {distance} words of"
            return f"{_grouped(left)} {where} {_grouped(right)}"
        case Not() | FieldText() | Fact() | Number():
            return _clause(node)
        case _:
            return _leaf(node)


def _leaf(leaf: Leaf) -> str:
    match leaf:
        case Term(parts=parts):
            return _words(parts)
        case Literal(pattern=pattern, exact=True):
            return f"exactly “{pattern}”, with its capitals and accents"
        case Literal(pattern=pattern):
            return f"“{pattern}” with its symbols"
        case Tag(value=value):
            return f"the {'hashtag' if value[0] == '#' else 'handle'} {value}"
        case Window(words=words, distance=distance):
            return f"{' and '.join(f'“{word}”' for word in words)} with at most {distance} other words among them"
        case _:
            return _fact(leaf)


def _words(parts: tuple[Part, ...]) -> str:
    if len(parts) == 1 and parts[0].prefix:
        return f"a word beginning with “{parts[0].word}”"
    return f"“{_spelled(parts)}”"


def _spelled(parts: tuple[Part, ...]) -> str:
    texts = [part.word + "…" * part.prefix for part in parts]
    # 東京 is read sign by sign, and shown as it was typed.
    spaceless = all(len(part.word) == 1 and not part.word.isascii() for part in parts)
    return ("" if spaceless else " ").join(texts)


def _fact(node: Node) -> str:
    match node:
        case FieldText(name=name, pattern=pattern) if pattern:
            return f"{_FIELDS[name]} “{pattern}” with its symbols"
        case FieldText(name=name, parts=parts):
            return f"{_FIELDS[name]} {_words(parts)}"
        case Fact(name="is", value=value) if value in _FLAGS:
            return f"are {_FLAGS[value]}"
        case Fact(name="has", value=value) if value in _FLAGS:
            return f"have {_FLAGS[value]}"
        case Fact(name=name, value=value):
            return f"{_FACTS[name]} {value}"
        case Number(name=name, operator=operator, value=value):
            said = _NUMBERS[name].format(f"{_COMPARED[operator]} {value:,}")
            return f"are by somebody with {said.removeprefix('the author has ')}" if name == "followers" else said
        case _:
            return _clause(node)
