"""A trigger's query is read by a language playbooks does not know, through its hook."""

from playbooks import hooks


def test_a_query_that_can_be_read_has_no_problems_and_a_sentence() -> None:
    ask = hooks.trigger_language.answer
    assert list(ask.problems('"alder coffee" AND recall')) == []
    assert ask.in_words('"alder coffee" AND recall').startswith("posts that")


def test_one_that_can_not_says_where_and_has_no_sentence() -> None:
    ask = hooks.trigger_language.answer
    [problem] = ask.problems('"alder')
    assert problem.column == 1 and problem.length >= 1 and problem.message and problem.code
    assert ask.in_words('"alder') == ""
