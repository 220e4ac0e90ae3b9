"""If-Match on drafts: which state a request changes, and the answer where it is another by now."""

from collections.abc import Iterator
from contextlib import contextmanager

from rest_framework.request import Request

from accounts.api.tags import Stale, version_asked_for
from accounts.errors import Conflict


def lock_of(request: Request) -> int:
    """The number of the If-Match header. Raises NeedsIfMatch (428) without one, Stale (412) for what is no ETag of ours."""
    asked = version_asked_for(request)
    # `*` is whatever is there (RFC 9110, 13.1.1): for a draft that others write, overwriting unread.
    if asked is None:
        raise Stale("Say which state of the draft you change: send its ETag, not “*”.")
    return asked


@contextmanager
def stale_as_412() -> Iterator[None]:
    """A draft that was changed since it was read is 412 here; any other conflict stays 409."""
    try:
        yield
    except Conflict as error:
        if error.code == "changed_since":
            raise Stale(error.message, data=error.data) from error
        raise
