"""A program as rows for the compiled pass: tests with two ways on each, ending at ACCEPT or REJECT."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise

from monitoring.matching.language.fields import NUMBER_FIELDS
from monitoring.matching.matcher.native import deciding
from monitoring.matching.matcher.native.hashing import PAIR, PREFIX, WHOLE
from monitoring.matching.matcher.program import Op, Program, parts_of_needle
from monitoring.matching.matcher.view import NAMED

__all__ = ["Rows", "Terms"]

_LONGEST = 255  # characters of a literal that are compared here


class Terms:
    """Texts whose hashes are still to be computed, all at once, and where each hash is to be written."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.forms = bytearray()
        self.targets = array("q")

    def __len__(self) -> int:
        return len(self.texts)

    def add(self, text: str, form: int, target: int) -> None:
        """One more, to be written at the target."""
        self.texts.append(text)
        self.forms.append(form)
        self.targets.append(target)


class Rows:
    """The rows of all programs, two numbers each: the test with both ways on, then a hash or a place in the pool."""

    def __init__(self) -> None:
        self.rows = array("Q", (0, 0, 0, 0))  # numbers 0 and 1 are ACCEPT and REJECT
        self.pool = array("Q", (0,))
        self.in_rows, self.in_pool = Terms(), Terms()
        self.asked: set[str] = set()  # of NAMED and NUMBER_FIELDS

    def add(self, program: Program, number: int) -> int:
        """The first row of a program. Rows are written from the last to the first; after that one stands its number."""
        self.rows, self.pool = _growing(self.rows), _growing(self.pool)
        first = self._rows(program, deciding.ACCEPT, deciding.REJECT, True)
        self.rows.extend((number, 0))
        return first

    def drop(self, first: int) -> None:
        """The program never holds again."""
        self.rows[2 * first] = _packed(deciding.TERM, deciding.REJECT, deciding.REJECT)

    def ask(self, key: str) -> None:
        """Notes that the field of a fact is needed of every post."""
        name = key.partition(":")[0]
        if name in NAMED or name in NUMBER_FIELDS:
            self.asked.add(name)

    def _rows(self, program: Program, yes: int, no: int, positive: bool) -> int:
        op = program[0]
        if op == Op.TERM or op == Op.TAG:
            return self._term(program[1], WHOLE, yes, no)
        if op == Op.AND:
            return self._every(_cheap_first(program[1]), yes, no, positive)
        if op == Op.OR:
            return self._some(_cheap_first(program[1]), yes, no, positive)
        if op == Op.NOT:
            return self._rows(program[1], no, yes, not positive)
        if op == Op.ANY:
            for word in sorted(program[1], reverse=True):
                no = self._term(word, WHOLE, yes, no)
            return no
        return self._rarer(program, yes, no, positive)

    def _rarer(self, program: Program, yes: int, no: int, positive: bool) -> int:
        match program[0]:
            case Op.FACT:
                self.ask(program[1])
                return self._term(program[1], WHOLE, yes, no)
            case Op.NUMBER:
                return self._number(program, yes, no)
            case Op.NEXT | Op.PARTS:
                parts = parts_of_needle(program[1]) if program[0] == Op.NEXT else program[1]
                return self._side_by_side(parts, yes, no, positive)
            case Op.FIELD:
                return self._field(program, yes, no, positive)
            case Op.LITERAL:
                return self._literal(program, yes, no, positive)
            case Op.WINDOW:
                return self._window(program, yes, no)
            case _:
                return self._near(program, yes, no, positive)

    def _every(self, programs: Iterable[Program], yes: int, no: int, positive: bool) -> int:
        for program in reversed(list(programs)):
            yes = self._rows(program, yes, no, positive)
        return yes

    def _some(self, programs: Iterable[Program], yes: int, no: int, positive: bool) -> int:
        for program in reversed(list(programs)):
            no = self._rows(program, yes, no, positive)
        return no

    def _side_by_side(self, parts: tuple[tuple[str, bool], ...], yes: int, no: int, positive: bool) -> int:
        words = [word for word, _prefix in parts]
        if any(prefix for _word, prefix in parts):
            if len(parts) > 1:
                yes = self._maybe(yes, no, positive)
            return self._needing([(word, PREFIX if prefix else WHOLE) for word, prefix in parts], yes, no)
        # Two are their pair, which is one hash; of three, each pair may stand somewhere else.
        if len(words) > 2:
            yes = self._pooled(deciding.SEQUENCE, yes, no, [len(words), *words])
        return self._needing(_neighbours(words), yes, no)

    def _literal(self, program: Program, yes: int, no: int, positive: bool) -> int:
        _op, needle, pattern, exact = program
        words = needle.split()
        if not words or len(pattern) > _LONGEST or pattern != " ".join(pattern.split()):
            return self._needing(_neighbours(words), self._maybe(yes, no, positive), no)
        test = deciding.LITERAL if positive else deciding.NOT_LITERAL
        given = [int(exact), len(words), *words, len(pattern), *map(ord, pattern)]
        return self._needing(_neighbours(words), self._pooled(test, yes, no, given), no)

    def _field(self, program: Program, yes: int, no: int, positive: bool) -> int:
        _op, name, parts, pattern = program
        whole = [word for word, prefix in parts if not prefix]
        # Of authors and addresses the words are known here, not their order.
        if pattern or len(whole) < len(parts) or (name != "title" and len(parts) > 1):
            yes = self._maybe(yes, no, positive)
        if name == "title":
            if len(whole) == len(parts):
                yes = self._pooled(deciding.TITLE, yes, no, [len(whole), *whole])
            return self._needing([(word, WHOLE) for word in whole], yes, no)
        self.asked.add(name)
        return self._needing([(f"{name}:{word}", WHOLE) for word in whole], yes, no)

    def _window(self, program: Program, yes: int, no: int) -> int:
        _op, words, distance = program
        distinct = sorted(set(words))
        counted = [item for word in distinct for item in (word, words.count(word))]
        row = self._pooled(deciding.WINDOW, yes, no, [len(words) + distance, len(distinct), *counted])
        return self._needing([(word, WHOLE) for word in distinct], row, no)

    def _near(self, program: Program, yes: int, no: int, positive: bool) -> int:
        _op, left, right, distance, ordered = program
        lefts, rights = _choices(left), _choices(right)
        if lefts and rights:
            sides = [[item for words in side for item in (len(words), *words)] for side in (lefts, rights)]
            given = [distance, int(ordered), len(sides[0]), len(sides[1]), *sides[0], *sides[1]]
            yes = self._pooled(deciding.NEAR, yes, no, given)
        else:
            yes = self._maybe(yes, no, positive)
        return self._every((left, right), yes, no, positive)

    def _number(self, program: Program, yes: int, no: int) -> int:
        _op, name, operator, value = program
        self.asked.add(name)
        return self._pooled(
            deciding.NUMBER, yes, no, [NUMBER_FIELDS.index(name), deciding.OPERATORS.index(operator), value]
        )

    def _needing(self, terms: Iterable[tuple[str, int]], yes: int, no: int) -> int:
        """Rows for terms that must all be there before `yes` is worth its while."""
        for text, form in terms:
            yes = self._term(text, form, yes, no)
        return yes

    def _maybe(self, yes: int, no: int, positive: bool) -> int:
        return self._row(deciding.MAYBE if positive else deciding.NOT_MAYBE, yes, no, 0)

    def _term(self, text: str, form: int, yes: int, no: int) -> int:
        self.in_rows.add(text, form, len(self.rows) + 1)
        return self._row(deciding.TERM, yes, no, 0)

    def _pooled(self, test: int, yes: int, no: int, given: Iterable[int | str]) -> int:
        """A row with its arguments in the pool: numbers, and words whose hashes they become."""
        first = len(self.pool)
        for item in given:
            if isinstance(item, str):
                self.in_pool.add(item, WHOLE, len(self.pool))
                item = 0
            self.pool.append(item)
        return self._row(test, yes, no, first)

    def _row(self, test: int, yes: int, no: int, arg: int) -> int:
        self.rows.extend((_packed(test, yes, no), arg))
        return len(self.rows) // 2 - 1


def _packed(test: int, yes: int, no: int) -> int:
    return test | yes << deciding.TEST_BITS | no << deciding.TEST_BITS + deciding.NEXT_BITS


def _cheap_first(programs: tuple[Program, ...]) -> list[Program]:
    """As they are, but last what may have to be verified: before that, something else may have decided."""
    return sorted(programs, key=_doubtful)


def _doubtful(program: Program) -> bool:
    return program[0] in (Op.LITERAL, Op.PARTS, Op.FIELD) or (program[0] == Op.NOT and _doubtful(program[1]))


def _neighbours(words: list[str]) -> Iterator[tuple[str, int]]:
    """What must be in a post that has these words side by side."""
    if len(words) == 1:
        return iter([(words[0], WHOLE)])
    return ((f"{first} {second}", PAIR) for first, second in pairwise(words))


def _choices(program: Program) -> list[list[str]]:
    """The words of each choice of an operand that is nothing but whole words, phrases and choices of them; else nothing."""
    match program[0]:
        case Op.TERM:
            return [[program[1]]]
        case Op.ANY:
            return [[word] for word in sorted(program[1])]
        case Op.NEXT if program[1][-1] == " ":
            return [program[1].split()]
        case Op.OR:
            choices = [_choices(child) for child in program[1]]
            return [words for each in choices for words in each] if all(choices) else []
        case _:
            return []


def _growing(numbers: array[int]) -> array[int]:
    """The array, or a copy where a pass that was interrupted still holds a view of it, so that it may grow."""
    try:
        numbers.append(0)
    except BufferError:
        return numbers[:]
    numbers.pop()
    return numbers
