"""Ways to a person or a machine. One file each; `send` returns what came of it, or raises ChannelError."""

from dataclasses import dataclass

MOST_KEPT = 2_000  # characters of what an address answered


@dataclass(frozen=True, slots=True)
class Answer:
    """It got through: in words, and where an address answered, its status and the beginning of what it said."""

    words: str
    status: int | None = None
    body: str = ""


class ChannelError(Exception):
    """It did not get through. `permanent`: another try can't help (the address is gone or refused)."""

    def __init__(self, sentence: str, *, permanent: bool = False, status: int | None = None, body: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence[:500]
        self.permanent = permanent
        self.status, self.body = status, body
