"""What a query means in the tools people paste from, and what it would silently mean here.

`doubts` names each place that would be read as something else than was most likely meant, with what to write. `translated_from` takes
all of that up at once and lists what was changed, so that a person sees it before it is used. Vendors' guides write these forms:
operators in small letters, functions, other names of fields, ranges, lists by commas or lines. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitoring.matching import limits
from monitoring.matching.foreign_forms import FORMS, Form
from monitoring.matching.groups import groups
from monitoring.matching.language import Problem, QueryError, parse

__all__ = ["Change", "Pasted", "doubts", "problems_of", "translated_from"]

# Places named in one text, and how often a text is gone through: a mend may bring another form to light.
_MOST_PLACES, _MOST_PASSES = 100, 6
_OURS = frozenset(form.code for form in FORMS)


@dataclass(frozen=True, slots=True)
class Change:
    """One rewriting: what stood there, what stands there now ("": taken out), and why."""

    was: str
    now: str
    why: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text as this language writes it. `problems`: what could not be translated; empty where the text can be used."""

    text: str
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


def doubts(text: str) -> tuple[Problem, ...]:
    """Every place, from left to right and without overlap, that most likely means something else than it would find here."""
    problems: list[Problem] = []
    # The parser refuses it by its length, which is the one thing to be told.
    if len(text) > limits.QUERY_LENGTH:
        return ()
    for form in FORMS:
        for match in form.pattern.finditer(text):
            if len(problems) >= _MOST_PLACES:
                break
            problem = _problem(form, match, text)
            if problem is not None and not any(_overlap(problem, other) for other in problems):
                problems.append(problem)
    return tuple(sorted(problems, key=lambda one: one.column))


def problems_of(text: str) -> tuple[Problem, ...]:
    """All that keeps a text from being saved: other tools' forms, which explain better, and where there is none, the parser's own."""
    problems = list(doubts(text))
    problems += [one for one in _mistakes(text) if not any(_overlap(one, other) for other in problems)]
    return tuple(sorted(problems, key=lambda one: one.column))


def translated_from(text: str) -> Pasted:
    """The text with every form of another tool rewritten. Never raises; what is left unreadable is in `problems`."""
    changes: list[Change] = []
    for _ in range(_MOST_PASSES):
        mended = [problem for problem in problems_of(text) if problem.fix is not None]
        # The parser's own mends one at a time: the next is read off the mended text.
        mended = [one for one in mended if one.code in _OURS] or mended[:1]
        if not mended:
            break
        # From the end, so that the columns of those before stay right.
        for problem in reversed(mended):
            start = problem.column - 1
            end = start + problem.length
            fix = problem.fix or ""
            changes.append(Change(text[start:end].strip(), fix.strip(), problem.message))
            text = text[:start] + fix + text[end:]
    return Pasted(text.strip(), tuple(changes), problems_of(text.strip()))


def _mistakes(text: str) -> tuple[Problem, ...]:
    try:
        parse(text)
    except QueryError as error:
        return error.problems
    return ()


def _problem(form: Form, match: re.Match[str], text: str) -> Problem | None:
    start, end = match.span(form.group)
    around = groups(text)
    if around.begins_in_quotes(start) or (not form.over_quotes and around.in_quotes(start, end)):
        return None
    fix = form.write(match) if form.write and not (form.widens and around.negates(start)) else None
    if fix == match.group(form.group) or (form.only and not form.only(match, text)):
        return None
    return Problem(start + 1, max(1, end - start), form.message.format(match.group(form.group)[:40]), form.code, fix)


def _overlap(one: Problem, other: Problem) -> bool:
    return one.column < other.column + other.length and other.column < one.column + one.length
