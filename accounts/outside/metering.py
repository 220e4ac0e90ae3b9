"""What a client did for one of its users."""

from dataclasses import dataclass


@dataclass(slots=True)
class Meter:
    """What a client did since it was given this: requests, bytes as they travelled, the last status (None: no answer)."""

    requests: int = 0
    bytes: int = 0
    status: int | None = None
