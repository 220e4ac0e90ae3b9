"""The parser against a second, independent grammar."""

from __future__ import annotations

from random import Random

import pytest

from monitoring.matching import QueryError, parse
from tests.monitoring.matching.generators import random_query
from tests.monitoring.matching.grammar import second_parse

_PIECES = (
    *("a", "b", '"c d"', "#x", "=E", "lang:de", "nik*"),
    *("(", ")", "(", ")", "AND", "OR", "NOT", "-", "NEAR/2", "ONEAR", "NEAR/3f"),
)
_MEANING = {"no-positive-term", "near-operand"}  # refused for what they mean, not for how they are written


@pytest.mark.parametrize("seed", range(8))
def test_both_grammars_read_the_same_tree(seed: int) -> None:
    random = Random(seed)
    for _ in range(60):
        text = random_query(random)
        try:
            tree = parse(text).tree
        except QueryError:
            continue
        assert second_parse(text) == tree, text


@pytest.mark.parametrize("seed", range(4))
def test_both_grammars_refuse_the_same_texts(seed: int) -> None:
    random = Random(seed)
    taken = 0
    for _ in range(400):
        pieces = [random.choice(_PIECES) for _ in range(random.randrange(1, 9))]
        text = "".join(piece if piece == "-" else f"{piece} " for piece in pieces).strip()
        accepted = _accepted(text)
        taken += accepted
        assert accepted == (second_parse(text) is not None), text
    assert taken > 20


def _accepted(text: str) -> bool:
    try:
        parse(text)
    except QueryError as error:
        not_between = any("not a NOT" in problem.message for problem in error.problems)
        return {problem.code for problem in error.problems} <= _MEANING and not not_between
    return True
