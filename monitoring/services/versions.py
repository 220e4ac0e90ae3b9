"""Nobody's save goes over somebody else's."""

from accounts.errors import Conflict


def expect_version(kind: str, current: int, expected: int | None) -> None:
    """Raises Conflict (`stale_version`) where the row, locked by the caller, is no longer as the editor had it.

    `kind` in the editor's words, such as "rule"; None expects nothing.
    """
    if expected is not None and current != expected:
        raise Conflict(
            f"Somebody saved this {kind} in between. Load it again.", code="stale_version", data={"current": current}
        )
