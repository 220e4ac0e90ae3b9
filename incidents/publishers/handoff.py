"""By hand: copy the exact text, post it, confirm the address."""

import hashlib

from incidents.publishers.protocol import Outcome, Piece, Refused


class HandOff:
    """Gives the text to a person unchanged; a text that is not the one its hash names is refused."""

    name = "hand-off"

    def publish(self, piece: Piece) -> Outcome:
        """The exact text, to be posted by a person who then confirms where it stands."""
        if hashlib.sha256(piece.text.encode()).hexdigest() != piece.text_sha256:
            raise Refused("This text is not the one that was approved.")
        return Outcome(
            text=piece.text,
            instructions="Copy this text, post it unchanged, and confirm the address where it was posted.",
        )
