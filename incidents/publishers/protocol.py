"""What a publisher takes and gives back."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Piece:
    """An approved text, exactly as it was approved. `reference` is the answer's id: a repeat must not post twice."""

    reference: str
    channel: str
    title: str
    text: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the text as it went out or is to be posted, and the address where it stands, if it is known."""

    text: str
    url: str = ""
    instructions: str = ""

    @property
    def needs_confirmation(self) -> bool:
        """Whether a person must post it and say where."""
        return not self.url


class Refused(Exception):
    """The platform will not take this text; `reason` says why in words. A repeat changes nothing."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unreachable(Exception):
    """The platform does not answer now; a later try may go through."""


class Publisher(Protocol):
    """One way to speak in public. Raises Refused or Unreachable."""

    name: str

    def publish(self, piece: Piece) -> Outcome:
        """Posts the piece, or hands it to a person."""
        ...
