"""A source tried once, for a person who waits: bounded in time and number, and without holding a database connection."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any

from accounts.errors import TooMany, Unavailable
from accounts.outside.failures import Failure
from accounts.permissions import require
from monitoring.feeds.collection import hosts
from monitoring.feeds.collection.client import contact, guarded_client, without_connection
from monitoring.feeds.connectors import registry
from monitoring.feeds.connectors.failures import FoundFeed, NotAFeed
from monitoring.feeds.connectors.post import Post
from monitoring.feeds.connectors.protocol import CheckResult, Context, SampleField
from monitoring.feeds.services.sources.giving import Given, pasted

PATIENCE = 10.0  # seconds a reading for a person may take
# How many readings of one member, one agency, one host, and of all may run at once in a process. A web process has more
# threads than that: however slow the addresses are, pages go on.
OF_A_MEMBER, OF_AN_AGENCY, OF_A_HOST, OF_ALL = 2, 3, 2, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What an address turned out to be. Either a feed (`feed` True: title, samples, warnings), or a page whose feeds
    (`found`) are offered. `samples` are connector posts, newest first; `moved_to` is where it says it lives now. Of an example
    that was pasted: its fields, and how they answer what was left open."""

    address: str
    feed: bool
    title: str = ""
    samples: tuple[Post, ...] = ()
    warnings: tuple[str, ...] = ()
    found: tuple[FoundFeed, ...] = ()
    moved_to: str = ""
    sample_fields: tuple[SampleField, ...] = ()
    proposed: Mapping[str, str] = field(default_factory=dict)


class _Places:
    """How many readings are under way in this process, and whose."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._taken: Counter[str] = Counter()

    @contextmanager
    def one(self, member: Any, host: str, field: str) -> Iterator[None]:
        """A place for one reading. Raises TooMany at `field`, or Unavailable where others have taken all there are."""
        bounds = {
            f"member {member.pk}": (OF_A_MEMBER, "You are already checking other addresses. Wait for one to finish."),
            f"agency {member.agency_id}": (
                OF_AN_AGENCY,
                "Your agency is already checking other addresses. Wait a moment.",
            ),
            f"host {host}": (OF_A_HOST, "Addresses of this host are already being checked. Wait a moment."),
        }
        names = [*bounds, "all"]
        with self._lock:
            for name, (most, message) in bounds.items():
                if self._taken[name] >= most:
                    raise TooMany(message, fields={field: [message]}, data={"retry_after": int(PATIENCE)})
            if self._taken["all"] >= OF_ALL:
                message = "Many addresses are being checked now. Try again in a few seconds."
                raise Unavailable(message, code="busy", fields={field: [message]}, data={"retry_after": int(PATIENCE)})
            self._taken.update(names)
        try:
            yield
        finally:
            with self._lock:
                self._taken.subtract(names)
                self._taken += Counter()  # names of nobody go


# Of this process alone: what is to be kept free are its threads.
_places = _Places()


def check_address(*, member: Any, address: str, now: datetime) -> Checked:
    """As `check_source`, for a pasted text. Refusals stand at the field `address`."""
    require(member, "sources.edit")
    return check_source(member=member, given=pasted(address), now=now)


def check_source(*, member: Any, given: Given, now: datetime) -> Checked:
    """Tries a source once, for a person who waits (some 10 s at most). Writes nothing, and holds no database connection.

    Raises Invalid at the field concerned with the failure's code and sentence: private or broken addresses, pages without a
    feed, too large, too slow, malformed, not let in. Raises TooMany and Unavailable where too many are tried at once.
    """
    require(member, "sources.edit")
    try:
        given = given.tidied()
        result = _read(member, given, now)
    except NotAFeed as failure:
        if failure.found:
            warnings = (failure.sentence,)
            return Checked(address=_said(given), feed=False, found=failure.found, warnings=warnings)
        raise given.refused(failure) from failure
    except Failure as failure:
        raise given.refused(failure) from failure
    return Checked(
        address=given.address,
        feed=True,
        title=result.title,
        samples=result.posts_sample,
        warnings=result.warnings,
        moved_to=result.moved_to or "",
        sample_fields=result.sample_fields,
        proposed=result.proposed,
    )


def _said(given: Given) -> str:
    return str(given.config.get(given.spec.first.name, ""))


def _read(member: Any, given: Given, now: datetime) -> CheckResult:
    with _places.one(member, hosts.host_of(given.address), given.place_field), without_connection():
        context = Context(guarded_client(PATIENCE), now, given.secrets, contact(), samples=given.samples)
        return registry.get(given.platform).check(context, given.config)
