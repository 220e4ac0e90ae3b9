"""Times as interfaces write them."""

from datetime import UTC, datetime


def moment(text: object) -> datetime | None:
    """The time of an ISO text, in UTC; None where it is none, has no zone, or lies before or beyond all years in UTC."""
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
        return at.astimezone(UTC) if at and at.tzinfo else None
    except (ValueError, OverflowError):  # 0001-01-01T00:00:00+14:00 is a time, and none in UTC
        return None
