"""What playbooks asks of rooms it does not know (accounts/hooks.py says how)."""

from collections.abc import Sequence
from typing import Protocol

from accounts.hooks import Hook


class TriggerProblem(Protocol):
    """Why a trigger's query can't be read, and where."""

    @property
    def column(self) -> int:
        """Of the text, from 1."""

    @property
    def length(self) -> int:
        """In characters."""

    @property
    def message(self) -> str:
        """For a person."""

    @property
    def code(self) -> str:
        """Stable."""

    @property
    def fix(self) -> str | None:
        """What to write there instead, where that is known."""


class TriggerLanguage(Protocol):
    """Who reads the query of a plan's trigger."""

    def problems(self, text: str) -> Sequence[TriggerProblem]:
        """What is wrong with it; empty where it can be read."""

    def in_words(self, text: str) -> str:
        """It as a sentence ("posts that …"); empty where it can't be read."""


# The language is monitoring's, which stands beside this package, not below it: neither imports the other.
trigger_language = Hook[TriggerLanguage]("playbooks.hooks.trigger_language: how a trigger's query is read")
