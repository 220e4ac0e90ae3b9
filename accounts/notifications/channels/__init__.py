"""Ways to a person or a machine. One file each; `send` returns what came of it in words, or raises ChannelError."""


class ChannelError(Exception):
    """It did not get through. `permanent`: another try can't help (the address is gone or refused)."""

    def __init__(self, sentence: str, *, permanent: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence[:500]
        self.permanent = permanent
