"""Ways to speak in public. Adapters: no models, one file each, one protocol."""

from incidents.publishers.handoff import HandOff
from incidents.publishers.protocol import Outcome, Piece, Publisher, Refused, Unreachable

__all__ = ["HandOff", "Outcome", "Piece", "Publisher", "Refused", "Unreachable", "publisher_for"]

_HAND_OFF = HandOff()


def publisher_for(channel: str) -> Publisher:
    """How a channel is spoken in. Every channel goes by hand: a person posts the text and confirms where it stands."""
    return _HAND_OFF
