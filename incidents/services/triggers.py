"""The query of a plan's trigger is read by monitoring's language: playbooks asks (its hooks.py), and this app knows both."""

from collections.abc import Sequence

from monitoring.matching import Problem, QueryError, parse


class TriggerLanguage:
    """Answers playbooks' question."""

    def problems(self, text: str) -> Sequence[Problem]:
        """What is wrong with it; empty where it can be read."""
        try:
            parse(text)
        except QueryError as error:
            return error.problems
        return ()

    def in_words(self, text: str) -> str:
        """It as a sentence ("posts that …"); empty where it can't be read."""
        try:
            return parse(text).in_words
        except QueryError:
            return ""
