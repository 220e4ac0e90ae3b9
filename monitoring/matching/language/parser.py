"""A Pratt parser: each operator binds with a power, and what stands to the right is read with that power.

OR binds least, then AND (written, or by standing side by side), NOT and the minus, NEAR most.
"""

from __future__ import annotations

from monitoring.matching import limits
from monitoring.matching.language import operands
from monitoring.matching.language.errors import Problem, QueryError
from monitoring.matching.language.fielding import field_leaf, number_leaf
from monitoring.matching.language.fields import ALIASES, FIELDS, NUMBER_FIELDS, nearest
from monitoring.matching.language.lexer import Kind, Token, tokenise
from monitoring.matching.language.operands import Refused, problem
from monitoring.matching.language.tree import And, Near, Node, Not, Or, Part, Place, Term

__all__ = ["parse_tree"]

_LOOSEST, _OR, _AND, _NOT, _NEAR = 0, 1, 2, 3, 4
# What is not here stands side by side with what came before: AND. Below 0, whatever is open ends.
_INFIX = {Kind.OR: _OR, Kind.AND: _AND, Kind.NEAR: _NEAR, Kind.CLOSE: -1, Kind.END: -1}
_PREFIX = (Kind.NOT, Kind.MINUS)
_NAMES = {Kind.AND: "AND", Kind.OR: "OR", Kind.NOT: "NOT", Kind.MINUS: "the minus", Kind.NEAR: "NEAR"}
_UNKNOWN = Term((Part("?"),))  # stands for a refused operand, so that one reading finds all problems


class _Stop(Exception):
    """Nothing sensible can be read after this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def parse_tree(text: str) -> Node:
    """The tree of a query's text. Raises QueryError. Linear in the length, which is limited before it is read."""
    _refuse_unusable(text)
    tokens, unclosed = tokenise(text)
    if unclosed is not None:
        raise QueryError([unclosed])
    return _Parser(tokens).whole()


def _refuse_unusable(text: str) -> None:
    if len(text) > limits.QUERY_LENGTH:
        message = f"a query may have {limits.QUERY_LENGTH:,} characters; this one has {len(text):,}"
        raise QueryError([problem((limits.QUERY_LENGTH, len(text)), "query-too-long", message)])
    for at, char in enumerate(text):
        # PostgreSQL's text takes neither NUL nor half a surrogate pair, and JSON can bring both.
        if char == "\0" or "\ud800" <= char <= "\udfff":
            message = "this character cannot be part of a text"
            raise QueryError([problem((at, at + 1), "control-character", message, "")])
    if not text.strip():
        raise QueryError([problem((0, 1), "empty", "there is nothing to search for")])


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.next = 0
        self.depth = 0
        self.field: Token | None = None  # inside field:( … )
        self.problems: list[Problem] = []

    def whole(self) -> Node:
        try:
            tree = self.expression(_LOOSEST)
            extra = self.tokens[self.next]
            if extra.kind is Kind.CLOSE:
                raise _Stop(problem(_place(extra), "unopened-parenthesis", "this parenthesis was never opened", ""))
        except _Stop as stop:
            raise QueryError([*self.problems[: limits.PROBLEMS - 1], stop.problem]) from None
        if self.problems:
            raise QueryError(self.problems[: limits.PROBLEMS])
        return tree

    def take(self) -> Token:
        token = self.tokens[self.next]
        self.next += 1
        return token

    def expression(self, power: int) -> Node:
        left = self.prefix() if self.tokens[self.next].kind in _PREFIX else self.operand(None)
        while (binding := _INFIX.get(self.tokens[self.next].kind, _AND)) > power:
            left = self.infix(left, binding)
        return left

    def infix(self, left: Node, binding: int) -> Node:
        if binding == _NEAR:
            return self.near(left)
        children = [left]
        kind = Kind.OR if binding == _OR else Kind.AND
        while _INFIX.get(self.tokens[self.next].kind, _AND) == binding:
            operator = self.take() if self.tokens[self.next].kind is kind else None
            children.append(self.right(operator, binding))
        return _joined(kind, children)

    def right(self, operator: Token | None, binding: int) -> Node:
        if operator is not None and self.tokens[self.next].kind not in _PREFIX:
            self.need_operand(operator)
        return self.expression(binding)

    def near(self, left: Node) -> Node:
        operator = self.take()
        self.need_operand(operator)
        if self.tokens[self.next].kind in _PREFIX:
            raise _Stop(problem(_place(operator), "near-operand", "NEAR needs a word or a phrase after it, not a NOT"))
        distance = self.distance(operator)
        right = self.expression(_NEAR)
        return Near(left, right, distance, operator.ordered, (left.at[0], right.at[1]))

    def distance(self, operator: Token) -> int:
        name = "ONEAR" if operator.ordered else "NEAR"
        if not operator.text:
            return limits.DEFAULT_DISTANCE
        # “²” is a digit to isdigit, not to int.
        if not (operator.text.isascii() and operator.text.isdigit()):
            message = f"after {name}/ comes a number of words"
            fix = f"{name}/{limits.DEFAULT_DISTANCE}"
            self.problems.append(problem(_place(operator), "bad-distance", message, fix))
            return limits.DEFAULT_DISTANCE
        distance = int(operator.text[:9])
        if distance > limits.DISTANCE:
            message = f"at most {limits.DISTANCE} words may lie between"
            fix = f"{name}/{limits.DISTANCE}"
            self.problems.append(problem(_place(operator), "distance-too-large", message, fix))
        return distance

    def prefix(self) -> Node:
        operator = self.take()
        self.enter(operator)
        if self.tokens[self.next].kind in _PREFIX:
            child = self.prefix()
        else:
            self.need_operand(operator)
            child = self.expression(_NOT)
        self.depth -= 1
        return Not(child, (operator.start, child.at[1]))

    def need_operand(self, operator: Token) -> None:
        following = self.tokens[self.next].kind
        if following in (Kind.END, Kind.CLOSE, Kind.AND, Kind.OR, Kind.NEAR):
            message = f"{_NAMES[operator.kind]} needs something after it"
            raise _Stop(problem(_place(operator), "operator-needs-operand", message))

    def operand(self, after: Token | None) -> Node:
        token = self.take()
        try:
            match token.kind:
                case Kind.OPEN:
                    return self.group(token)
                case Kind.FIELD:
                    return self.fielded(token)
                case Kind.EXACT:
                    return self.exactly(token)
                case Kind.WORD | Kind.PHRASE:
                    return self.plain(token)
                case _:
                    raise _Stop(_misplaced(token))
        except Refused as refused:
            self.problems.append(refused.problem)
            return _UNKNOWN

    def group(self, opening: Token) -> Node:
        self.enter(opening)
        if self.tokens[self.next].kind is Kind.CLOSE:
            at = (opening.start, self.tokens[self.next].end)
            raise _Stop(problem(at, "empty-group", "there is nothing inside these parentheses", ""))
        if self.tokens[self.next].kind is Kind.END:
            raise _Stop(_unclosed(opening))
        inside = self.expression(_LOOSEST)
        if self.tokens[self.next].kind is not Kind.CLOSE:
            raise _Stop(_unclosed(opening))
        self.take()
        self.depth -= 1
        return inside

    def enter(self, token: Token) -> None:
        self.depth += 1
        # Each is a call within a call: Python's own end of it would be a 500.
        if self.depth > limits.QUERY_DEPTH:
            message = f"parentheses and NOTs may be {limits.QUERY_DEPTH} deep"
            raise _Stop(problem(_place(token), "too-deep", message))

    def plain(self, token: Token) -> Node:
        at = _place(token)
        if self.field is not None:
            return field_leaf(self.field.text, token, at)
        if token.kind is Kind.PHRASE:
            return operands.phrase(token.text, token.slop, at)
        return operands.word(token.text, at)

    def exactly(self, equals: Token) -> Node:
        token = self.take()
        if token.kind not in (Kind.WORD, Kind.PHRASE) or token.slop or self.field is not None:
            raise _Stop(problem(_place(equals), "exact-operand", "= needs a word or a phrase right after it"))
        return operands.exact_words(token.text, (equals.start, token.end))

    def fielded(self, field: Token) -> Node:
        name = field.text.lower()
        name = ALIASES.get(name, name)
        if self.field is not None:
            raise _Stop(problem(_place(field), "field-in-field", "one field cannot be inside another"))
        if name not in FIELDS:
            raise Refused(self.unknown_field(field))
        field = Token(Kind.FIELD, field.start, field.end, name)
        if name in NUMBER_FIELDS:
            return number_leaf(field, self.number(field))
        # A blank behind the colon is a slip, and the next word may be meant for the text.
        if self.tokens[self.next].start != field.end or self.tokens[self.next].kind in (Kind.END, Kind.CLOSE):
            raise _Stop(problem(_place(field), "field-value", f"{name}: needs a value right after it"))
        return self.valued(field)

    def valued(self, field: Token) -> Node:
        value = self.take()
        if field.text == "raw":
            if value.kind is Kind.EXACT:
                value = self.take()
            if value.kind not in (Kind.WORD, Kind.PHRASE):
                raise _Stop(problem(_place(field), "exact-operand", "raw: needs a word or a phrase right after it"))
            return operands.exact_words(value.text, (field.start, value.end))
        if value.kind is Kind.OPEN:
            self.field = field
            inside = self.group(value)
            self.field = None
            return inside
        return field_leaf(field.text, value, (field.start, value.end))

    def number(self, field: Token) -> list[Token]:
        """The tokens of `>1000`: the lexer takes a `=` before a word for an exact word."""
        parts: list[Token] = []
        end = field.end
        while self.tokens[self.next].start == end and self.tokens[self.next].kind in (Kind.EXACT, Kind.WORD):
            parts.append(self.take())
            end = parts[-1].end
        return parts

    def unknown_field(self, field: Token) -> Problem:
        """Skips the value, so that the problem is told once."""
        end = field.end
        value = self.tokens[self.next]
        if value.start == end and value.kind in (Kind.WORD, Kind.PHRASE):
            self.take()
        near = nearest(field.text, FIELDS)
        if near is not None:
            message = f"there is no field {field.text}; did you mean {near}?"
            return problem(_place(field), "unknown-field", message, f"{near}:")
        known = ", ".join(FIELDS)
        message = f"there is no field {field.text}; fields are {known}. To search for the words, put them in quotes"
        return problem(_place(field), "unknown-field", message)


def _joined(kind: Kind, children: list[Node]) -> Node:
    wanted: type[Or] | type[And] = Or if kind is Kind.OR else And
    flat: list[Node] = []
    for child in children:
        flat.extend(child.children if isinstance(child, wanted) else (child,))
    return wanted(tuple(flat), (children[0].at[0], children[-1].at[1]))


def _place(token: Token) -> Place:
    return (token.start, token.end)


def _unclosed(opening: Token) -> Problem:
    return problem(_place(opening), "unclosed-parenthesis", "this parenthesis is never closed")


def _misplaced(token: Token) -> Problem:
    if token.kind is Kind.CLOSE:
        return problem(_place(token), "unopened-parenthesis", "this parenthesis was never opened", "")
    if token.kind is Kind.END:
        return problem(_place(token), "empty", "something to search for is missing here")
    return problem(_place(token), "operator-needs-operand", f"{_NAMES[token.kind]} needs something before it")
