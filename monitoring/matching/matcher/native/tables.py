"""The arrays the compiled pass reads: anchors by hash, postings, decision rows. They grow as programs come."""

from __future__ import annotations

import re
from functools import cache
from secrets import randbits
from typing import Any

import numpy as np

from monitoring.matching.matcher.native import kernel
from monitoring.matching.matcher.native.kernel import Array
from monitoring.matching.matcher.program import Op, Program
from monitoring.matching.text.words import APOSTROPHES, CLASSES

__all__ = ["Tables", "character_classes", "coded"]

_FACTS_TOLD = ("lang:", "source:", "country:")
_FLAGS_UNTOLD = ("link", "hashtag", "mention", "title")  # seen in the text, not given with the post


@cache
def character_classes() -> Array:
    """The class of every character, as bits."""
    table = np.zeros(0x110000, np.uint8)
    bits = (kernel.LETTER, kernel.SPACELESS, kernel.MARK, kernel.EMOJI, kernel.FLAG)
    everything = "".join(map(chr, range(0xD800))) + "".join(map(chr, range(0xE000, 0x110000)))
    for bit, inside in zip(bits, CLASSES, strict=True):
        for run in re.finditer(f"[{inside}]+", everything):
            first, last = ord(run[0][0]), ord(run[0][-1])
            table[first : last + 1] |= bit
    table[0xD800:0xE000] = 0
    table[ord("_")] = kernel.LOW_LINE
    for sign in APOSTROPHES:
        table[ord(sign)] = kernel.APOSTROPHE
    return table


def coded(text: str) -> Array:
    """The text's code points."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def told(fact: str) -> bool:
    """Whether the pass is given this fact with each post that has it."""
    name, _, value = fact.partition(":")
    return fact.startswith(_FACTS_TOLD) or (name in ("has", "is") and value not in _FLAGS_UNTOLD)


class _Growing:
    """An array with room to spare. What is added waits in a list, which costs a tenth, until the array is asked for."""

    def __init__(self, shape: tuple[int, ...], kind: type[Any]) -> None:
        self._array: Array = np.zeros(shape, kind)
        self._written = 0
        self._waiting: list[Any] = []

    @property
    def count(self) -> int:
        return self._written + len(self._waiting)

    def add(self, value: object) -> int:
        self._waiting.append(value)
        return self.count - 1

    @property
    def array(self) -> Array:
        if self._waiting:
            if self.count > len(self._array):
                wider = np.zeros((2 * self.count, *self._array.shape[1:]), self._array.dtype)
                wider[: self._written] = self._array[: self._written]
                self._array = wider
            self._array[self._written : self.count] = self._waiting
            self._written, self._waiting = self.count, []
        return self._array


class Tables:
    """Programs by number. A number is never used twice; what is dropped stays as a dead entry until a rebuild."""

    def __init__(self) -> None:
        self.seed = np.uint64(randbits(64))
        self.slot_keys: Array = np.zeros(1 << 10, np.uint64)
        self.slot_heads: Array = np.full(1 << 10, -1, np.int32)
        self.slots = 0
        self.post_key, self.post_entry = _Growing((1 << 10,), np.uint64), _Growing((1 << 10,), np.int32)
        self.post_next: Array = np.zeros(1 << 10, np.int32)
        self.posted = 0
        self.alive, self.starts = _Growing((1 << 10,), np.bool_), _Growing((1 << 10,), np.int64)
        self.rows, self.pool = _Growing((1 << 12, 4), np.int64), _Growing((1 << 8,), np.uint64)
        self.prefixes: Array = np.zeros(1 << 16, np.bool_)

    def add(self, program: Program, keys: tuple[str, ...]) -> int:
        """The number of a program put under its anchors."""
        start = self._rows(program, kernel.ACCEPT, kernel.REJECT, positive=True)
        number = self.starts.add(start)
        self.alive.add(True)
        for key in keys:
            self.post_key.add(self._anchor(key))
            self.post_entry.add(number)
        return number

    def ready(self) -> None:
        """Puts what was added since the last time under its keys."""
        count = self.post_key.count
        if count == self.posted:
            return
        while len(self.slot_keys) < 2 * (self.slots + count - self.posted):
            self._widen()
        if len(self.post_next) < count:
            wider = np.zeros(2 * count, np.int32)
            wider[: self.posted] = self.post_next[: self.posted]
            self.post_next = wider
        keys = self.post_key.array[self.posted : count]
        self.slots += kernel.put(self.slot_keys, self.slot_heads, keys, self.post_next, self.posted)
        self.posted = count

    def drop(self, number: int) -> None:
        """The program is never found again."""
        self.alive.array[number] = False

    def _word(self, word: str) -> Any:
        return np.uint64(kernel.hash_word(coded(word), self.seed))

    def _pair(self, first: str, second: str) -> Any:
        return np.uint64(kernel.hash_pair(self._word(first), self._word(second)))

    def _anchor(self, key: str) -> Any:
        if key[-1] == "*":
            hashed, place = kernel.hash_prefix(coded(key[:-1]), self.seed)
            self.prefixes[place] = True
            return np.uint64(hashed)
        if " " in key and ":" not in key:
            return self._pair(*key.split(" "))
        return self._word(key)

    def _widen(self) -> None:
        keys, heads = self.slot_keys, self.slot_heads
        self.slot_keys, self.slot_heads = np.zeros(4 * len(keys), np.uint64), np.full(4 * len(keys), -1, np.int32)
        kernel.move(keys, heads, self.slot_keys, self.slot_heads)

    def _rows(self, program: Program, yes: int, no: int, *, positive: bool) -> int:
        """Rows that go on at `yes` or `no`; the number of the first. Written from the last to the first."""
        op = program[0]
        if op == Op.NOT:
            return self._rows(program[1], no, yes, positive=not positive)
        if op in (Op.AND, Op.OR):
            return self._joined(_told_first(program[1]), yes, no, every=op == Op.AND, positive=positive)
        if op == Op.ANY:
            words: list[Program] = [(int(Op.TERM), word) for word in sorted(program[1])]
            return self._joined(words, yes, no, every=False, positive=positive)
        needed = _needed(program)
        if needed is None:
            return self._leaf(program, yes, no, positive=positive)
        maybe = self._row(kernel.MAYBE if positive else kernel.NOT_MAYBE, yes, no, 0)
        return self._joined(needed, maybe, no, every=True, positive=positive)

    def _joined(self, programs: list[Program], yes: int, no: int, *, every: bool, positive: bool) -> int:
        following = yes if every else no
        for program in reversed(programs):
            if every:
                following = self._rows(program, following, no, positive=positive)
            else:
                following = self._rows(program, yes, following, positive=positive)
        return following

    def _leaf(self, program: Program, yes: int, no: int, *, positive: bool) -> int:
        if program[0] in (Op.TERM, Op.TAG, Op.FACT):
            return self._row(kernel.TERM, yes, no, _signed(self._word(program[1])))
        if program[0] == Op.NEAR:
            return self._near(program, yes, no)
        words = program[1].split()
        if len(words) == 1:
            return self._row(
                kernel.TERM, yes, no, _signed(self._anchor(words[0] if program[1][-1] == " " else f"{words[0]}*"))
            )
        if len(words) == 2:
            return self._row(kernel.TERM, yes, no, _signed(self._pair(*words)))
        first = self.pool.count
        for word in words:
            self.pool.add(self._word(word))
        return self._row(kernel.SEQUENCE, yes, no, first << 8 | len(words))

    def _near(self, program: Program, yes: int, no: int) -> int:
        left, right = _words_alone(program[1]), _words_alone(program[2])
        first = self.pool.count
        for number in (program[3], int(program[4]), len(left), len(right)):
            self.pool.add(number)
        for word in left + right:
            self.pool.add(self._word(word))
        return self._row(kernel.NEAR, yes, no, first)

    def _row(self, kind: int, yes: int, no: int, arg: int) -> int:
        return self.rows.add((kind, yes, no, arg))


def _signed(value: Any) -> int:
    return int(value) - (1 << 64) if int(value) >> 63 else int(value)


def _told_first(programs: tuple[Program, ...]) -> list[Program]:
    return sorted(programs, key=lambda program: not _is_told(program))


def _is_told(program: Program) -> bool:
    op = program[0]
    if op == Op.NOT:
        return _is_told(program[1])
    if op in (Op.AND, Op.OR):
        return all(_is_told(child) for child in program[1])
    return op == Op.ANY or _needed(program) is None


def _words_alone(program: Program) -> list[str]:
    """The words of an operand that is nothing but a word or a choice of words; else nothing."""
    if program[0] == Op.TERM:
        return [program[1]]
    return sorted(program[1]) if program[0] == Op.ANY else []


def _needed(program: Program) -> list[Program] | None:
    """None for what the pass can tell; else what must hold at the least for the program to hold."""
    op = program[0]
    if op in (Op.TERM, Op.TAG):
        return None
    if op == Op.FACT:
        return None if told(program[1]) else []
    if op == Op.NEXT:
        return None if program[1][-1] == " " or program[1].count(" ") == 1 else []
    if op == Op.LITERAL:
        return [(int(Op.NEXT), program[1])]
    if op == Op.WINDOW:
        return [(int(Op.TERM), word) for word in program[1]]
    if op == Op.NEAR:
        return None if _words_alone(program[1]) and _words_alone(program[2]) else [program[1], program[2]]
    return []
