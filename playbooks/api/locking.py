"""If-Match on drafts: which state a request changes, and the answer where it is another by now."""

from collections.abc import Iterator
from contextlib import contextmanager

from rest_framework.request import Request

from accounts.api.viewsets import NeedsIfMatch, Stale
from accounts.errors import Conflict


def lock_of(request: Request) -> int:
    """The number of the If-Match header. Raises NeedsIfMatch (428) without one, Stale (412) for what is no ETag of ours."""
    header = request.headers.get("If-Match", "")
    if not header:
        raise NeedsIfMatch("Send If-Match with the ETag you last read.")
    digits = header.strip().removeprefix("W/").strip('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise Stale("This If-Match is no ETag of this draft. Read it again.")
    return int(digits)


@contextmanager
def stale_as_412() -> Iterator[None]:
    """A draft that was changed since it was read is 412 here; any other conflict stays 409."""
    try:
        yield
    except Conflict as error:
        if error.code == "changed_since":
            raise Stale(error.message, data=error.data) from error
        raise
