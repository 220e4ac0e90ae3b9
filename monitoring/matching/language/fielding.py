"""Operands that name a field: `title:"…"`, `lang:en`, `followers:>10k`."""

from __future__ import annotations

import re

from monitoring.matching import limits
from monitoring.matching.language.fields import FLAGS, OPERATORS, TEXT_FIELDS, fact_value, nearest
from monitoring.matching.language.lexer import Kind, Token
from monitoring.matching.language.operands import Refused, parts_of, problem, symbol_pattern
from monitoring.matching.language.tree import Fact, FieldText, Node, Number, Place
from monitoring.matching.text import fold, without_scheme

__all__ = ["field_leaf", "number_leaf"]

_NUMBER = re.compile(r"(>=|<=|=>|=<|>|<|=)?(\d{1,3}(?:[_,.]\d{3})+|\d+)([km]?)", re.IGNORECASE)
_TIMES = {"": 1, "k": 1_000, "m": 1_000_000}


def field_leaf(name: str, value: Token, at: Place) -> Node:
    """The leaf of a text or fact field. Raises Refused."""
    if value.kind not in (Kind.WORD, Kind.PHRASE) or value.slop:
        raise Refused(problem(at, "field-value", f"{name}: takes a word or a phrase in quotes"))
    if name == "author" and value.text[:1] in "@＠":
        handle = fold(value.text)
        return Fact("author", handle, handle, at)
    if name in TEXT_FIELDS:
        return _text(name, value.text, at)
    return _fact(name, value.text, at)


def _text(name: str, written: str, at: Place) -> Node:
    if name == "url":
        # Pasted addresses come with one; those of posts are compared without.
        return FieldText(name, parts_of(without_scheme(written), at), "", written, at)
    pattern = symbol_pattern(written)
    if pattern and "*" in written:
        raise Refused(problem(at, "wildcard-place", "a * cannot stand beside symbols"))
    return FieldText(name, parts_of(written, at), pattern, written, at)


def _fact(name: str, written: str, at: Place) -> Node:
    value = fact_value(name, written)
    if not value:
        raise Refused(problem(at, "field-value", f"{name}: needs a value"))
    if "*" in value:
        raise Refused(problem(at, "wildcard-place", f"{name}: compares the whole value, without wildcards"))
    if name in FLAGS and value not in FLAGS[name]:
        near = nearest(value, FLAGS[name])
        message = f"{name}: knows {', '.join(FLAGS[name])}"
        raise Refused(problem(at, "unknown-value", message, f"{name}:{near}" if near else None))
    return Fact(name, value, written, at)


def number_leaf(field: Token, parts: list[Token]) -> Node:
    """The leaf of a number field from the tokens that follow it without a space. Raises Refused."""
    name = field.text
    at = (field.start, parts[-1].end if parts else field.end)
    written = "".join("=" if part.kind is Kind.EXACT else part.text for part in parts)
    match = _NUMBER.fullmatch(written)
    digits = re.sub(r"[_,.]", "", match[2]) if match else ""
    # \d takes the digits of every script.
    if match is None or not digits.isascii():
        raise Refused(problem(at, "number-value", f"{name}: needs a comparison and a number, as in {name}:>=1000"))
    # 18 digits are beyond the largest number already; int refuses more than 4,300.
    value = int(digits.lstrip("0")[:18] or "0") * _TIMES[match[3].lower()]
    if match[1] is None:
        message = f"{name}: needs one of {' '.join(OPERATORS)} before the number"
        raise Refused(problem(at, "number-value", message, f"{name}:>={value}"))
    if value > limits.NUMBER:
        raise Refused(problem(at, "number-value", f"the largest number is {limits.NUMBER:,}"))
    operator = {"=>": ">=", "=<": "<="}.get(match[1], match[1])
    return Number(name, operator, value, at)
