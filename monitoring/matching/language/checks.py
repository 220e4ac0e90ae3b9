"""What a well-formed query must also keep: something to look for, NEAR on words only, limits."""

from __future__ import annotations

from collections.abc import Iterator

from monitoring.matching import limits
from monitoring.matching.language.errors import Problem, QueryError
from monitoring.matching.language.operands import problem
from monitoring.matching.language.tree import And, FieldText, Leaf, Literal, Near, Node, Not, Or, Tag, Term, Window

__all__ = ["check", "leaves"]


def check(tree: Node) -> None:
    """Raises QueryError for a tree that may not be used."""
    _refuse_deep(tree)
    problems = [*_near_problems(tree), *_limit_problems(tree)]
    if not problems and holds_for_nothing(tree):
        problems.append(_nothing_positive(tree))
    if problems:
        raise QueryError(problems[: limits.PROBLEMS])


def _refuse_deep(tree: Node) -> None:
    """Without recursion, since everything after relies on the depth being small."""
    waiting = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if depth > limits.TREE_DEPTH:
            message = f"operators may be {limits.TREE_DEPTH} deep"
            raise QueryError([problem(node.at, "too-deep", message)])
        match node:
            case And(children=children) | Or(children=children):
                waiting += [(child, depth + 1) for child in children]
            case Not(child=child):
                waiting.append((child, depth + 1))
            case Near(left=left, right=right):
                waiting += [(left, depth + 1), (right, depth + 1)]


def leaves(node: Node) -> Iterator[Leaf]:
    """Every leaf, from left to right."""
    match node:
        case And(children=children) | Or(children=children):
            for child in children:
                yield from leaves(child)
        case Not(child=child):
            yield from leaves(child)
        case Near(left=left, right=right):
            yield from leaves(left)
            yield from leaves(right)
        case _:
            yield node


def holds_for_nothing(node: Node) -> bool:
    """Whether a post that contains none of the query's terms would match."""
    match node:
        case And(children=children):
            return all(holds_for_nothing(child) for child in children)
        case Or(children=children):
            return any(holds_for_nothing(child) for child in children)
        case Not(child=child):
            return not holds_for_nothing(child)
        case _:
            return False


def _nothing_positive(node: Node) -> Problem:
    if isinstance(node, Or):
        side = next(child for child in node.children if holds_for_nothing(child))
        message = "this side of OR only excludes, so that it matches nearly everything; add something to look for"
        return problem(side.at, "no-positive-term", message)
    message = "this only excludes; add at least one thing to look for"
    return problem(node.at, "no-positive-term", message)


def _near_problems(node: Node) -> Iterator[Problem]:
    match node:
        case And(children=children) | Or(children=children):
            for child in children:
                yield from _near_problems(child)
        case Not(child=child):
            yield from _near_problems(child)
        case Near(left=left, right=right):
            yield from _operand_problems(left)
            yield from _operand_problems(right)


def _operand_problems(node: Node) -> Iterator[Problem]:
    match node:
        case Term() | Literal() | Tag() | Window():
            return
        case Or(children=children):
            for child in children:
                yield from _operand_problems(child)
        case Near(left=left, right=right):
            yield from _operand_problems(left)
            yield from _operand_problems(right)
        case _:
            message = "NEAR works between words, phrases and groups of them joined by OR"
            yield problem(node.at, "near-operand", message)


def _limit_problems(tree: Node) -> Iterator[Problem]:
    wildcards = 0
    for terms, leaf in enumerate(leaves(tree), 1):
        if isinstance(leaf, Term | FieldText):
            wildcards += sum(part.prefix for part in leaf.parts)
        if terms > limits.QUERY_TERMS:
            yield problem(
                leaf.at, "too-many-terms", f"a query may have {limits.QUERY_TERMS:,} words, phrases and fields"
            )
            return
        if wildcards > limits.WILDCARDS:
            yield problem(leaf.at, "too-many-wildcards", f"a query may have {limits.WILDCARDS} words ending in *")
            return
