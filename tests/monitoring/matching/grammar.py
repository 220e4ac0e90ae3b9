"""The query language a second time, for a parser library: only its structure, from MATCHING's grammar line by line."""

from __future__ import annotations

from lark import Lark, Token, Tree
from lark.exceptions import LarkError

from monitoring.matching import parse
from monitoring.matching.language.tree import And, Near, Node, Not, Or

__all__ = ["second_parse"]

_GRAMMAR = r"""
query: or_
or_: and_ ("OR" and_)*
and_: un ("AND"? un)*
un: ("NOT" | MINUS) un -> negated
  | near
near: atom (NEAR atom)*
atom: "(" or_ ")" -> group
  | FIELD "(" or_ ")" -> within
  | OPERAND
MINUS: /[-–](?=\S)(?!\))/
NEAR.3: /O?NEAR(\/\d+f?)?(?=[\s(")]|$)/
FIELD.2: /[a-z]+:(?=\()/
OPERAND.1: /(?!-|–|(AND|OR|NOT|O?NEAR(\/\w*)?)(?=[\s()"]|$))=?([a-z]+:)?=?("[^"“”]*"(~\d+)?|“[^"“”]*”|[^\s()"“”]+)/
%ignore /\s+/
"""
_PARSER = Lark(_GRAMMAR, start="query", parser="earley", lexer="dynamic", ambiguity="resolve", keep_all_tokens=False)


def second_parse(text: str) -> Node | None:
    """The tree by the second grammar, its operands read by the parser one at a time; None when it is not in it."""
    try:
        return _node(_PARSER.parse(text), "")
    except LarkError:
        return None


def _node(tree: Tree[Token] | Token, field: str) -> Node:
    if isinstance(tree, Token):
        return parse(f"{field}{tree}").tree
    parts = tree.children
    if tree.data == "negated":
        return Not(_node(parts[-1], field))
    if tree.data == "within":
        return _node(parts[1], str(parts[0]))
    if tree.data == "near":
        return _near(parts, field)
    nodes = [_node(part, field) for part in parts]
    if len(nodes) == 1:
        return nodes[0]
    kind = Or if tree.data == "or_" else And
    return kind(tuple(inner for node in nodes for inner in (node.children if isinstance(node, kind) else (node,))))


def _near(parts: list[Tree[Token] | Token], field: str) -> Node:
    left = _node(parts[0], field)
    for operator, operand in zip(parts[1::2], parts[2::2], strict=True):
        name, _, distance = str(operator).partition("/")
        ordered = name == "ONEAR" or distance.endswith("f")
        left = Near(left, _node(operand, field), int(distance.removesuffix("f") or 5), ordered)
    return left
