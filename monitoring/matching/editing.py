"""Changes of a query's text that keep what the person wrote: one more thing to look for, one to leave out, a mended mistake.

Each new text is parsed and compared with the tree that is meant; where no small insertion gives it, the canonical text does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Literal

from monitoring.matching.document import Document
from monitoring.matching.language import Problem, Query, QueryError, leaves, parse
from monitoring.matching.language.printer import printed
from monitoring.matching.language.tree import And, Leaf, Node, Not, Or
from monitoring.matching.matcher import evaluate

__all__ = ["also", "but_not", "differences", "excludes", "looks_for", "repaired", "term_of"]

Sign = Literal["equal", "insert", "delete"]
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_PLAIN_DIFF = 400  # tokens; longer texts are compared by their rarer words, or repeated words would cost a square
_CLOSERS = {"unclosed-parenthesis": ")", "unclosed-quote": '"'}


def term_of(words: str) -> str:
    """A name as the query language takes it: a phrase in quotes, a handle or tag as it is; "" where nothing can be searched."""
    words = " ".join(words.replace('"', " ").split())
    term = words if words[:1] in "@#" and " " not in words and len(words) > 1 else f'"{words}"'
    try:
        parse(term)
    except QueryError:
        return ""
    return term


def looks_for(query: Query, term: str) -> bool:
    """Whether the query has the term, or would match a post that says nothing else."""
    wanted = parse(term).tree
    return any(leaf == wanted for leaf in leaves(query.tree)) or evaluate(query, Document(term.strip('"')))


def excludes(query: Query, term: str) -> bool:
    """Whether the term stands under a NOT of the query."""
    wanted = parse(term).tree
    return any(leaf == wanted for leaf in _excluded(query.tree))


def also(text: str, term: str) -> str:
    """The text, looking for the term too; what it leaves out is still left out. Raises QueryError where either is unreadable."""
    if not text.strip():
        return term
    tree, leaf = parse(text).tree, parse(term).tree
    kept = [child for child in tree.children if isinstance(child, Not)] if isinstance(tree, And) else []
    if not isinstance(tree, And) or not kept:
        return _meaning(_or(tree, leaf), [f"{text.rstrip()} OR {term}"])
    included = [child for child in tree.children if not isinstance(child, Not)]
    inner = included[0] if len(included) == 1 else And(tuple(included), (included[0].at[0], included[-1].at[1]))
    # By identity: equal nodes are equal wherever they stand, and a word may be written twice.
    rest = [id(child) for child in included[1:]]
    meant = [_or(inner, leaf) if child is included[0] else child for child in tree.children if id(child) not in rest]
    start, end = inner.at
    # An Or stands in parentheses, maybe in several: the term goes inside the outermost, behind the last alternative.
    closing = re.match(r"[)\s]*", text[end:])
    places = range(end + len(closing[0] if closing else ""), end - 1, -1)
    small = [f"{text[:at]} OR {term}{text[at:]}" for at in places]
    return _meaning(And(tuple(meant)), [*small, f"{text[:start]}({text[start:end]} OR {term}){text[end:]}"])


def but_not(text: str, term: str) -> str:
    """The text, leaving out what has the term. Raises QueryError where either is unreadable."""
    tree, leaf = parse(text).tree, Not(parse(term).tree)
    meant = And((*tree.children, leaf)) if isinstance(tree, And) else And((tree, leaf))
    bare = text.rstrip()
    return _meaning(meant, [f"{bare} -{term}", f"({bare}) -{term}"])


def repaired(text: str, problem: Problem) -> str | None:
    """The text with this problem mended, where we know how: its fix put in, what was opened closed, a stray operator out."""
    start, end = problem.column - 1, problem.column - 1 + problem.length
    if problem.fix is not None:
        tried = text[:start] + problem.fix + text[end:]
    elif problem.code in _CLOSERS:
        tried = text.rstrip() + _CLOSERS[problem.code]
    elif problem.code == "operator-needs-operand":
        tried = " ".join(part for part in (text[:start].rstrip(), text[end:].lstrip()) if part)
    else:
        return None
    return tried if tried.strip() and _is_better(tried, problem) else None


def differences(before: str, after: str) -> list[tuple[Sign, str]]:
    """What was kept, taken out and put in from one text to the other, by words."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    long = max(len(old), len(new)) > _PLAIN_DIFF
    parts: list[tuple[Sign, str]] = []
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=long).get_opcodes():
        if tag == "equal":
            parts.append(("equal", "".join(old[a:b])))
            continue
        parts += [("delete", "".join(old[a:b]))] if b > a else []
        parts += [("insert", "".join(new[c:d]))] if d > c else []
    return parts


def _is_better(text: str, problem: Problem) -> bool:
    try:
        parse(text)
    except QueryError as error:
        first = error.problems[0]
        return (first.code, first.column) != (problem.code, problem.column)
    return True


def _or(node: Node, leaf: Node) -> Or:
    return Or((*node.children, leaf)) if isinstance(node, Or) else Or((node, leaf))


def _meaning(tree: Node, texts: Iterable[str]) -> str:
    """The first of the texts that means the tree; else the tree's own text."""
    for text in texts:
        try:
            if parse(text).tree == tree:
                return text
        except QueryError:
            continue
    return printed(tree)


def _excluded(node: Node, under: bool = False) -> Iterable[Leaf]:
    match node:
        case Not(child=child):
            yield from _excluded(child, not under)
        case And(children=children) | Or(children=children):
            for child in children:
                yield from _excluded(child, under)
        case _:
            if under:
                yield from leaves(node)
