"""What is gone from the API's lists, read off the record: which row, since when."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min

from accounts.events.catalogue import Removal, removals
from accounts.events.models import Event
from accounts.events.services.reading import Filters, feed
from accounts.models import Membership

KINDS = ("removed", "erased")


@dataclass(frozen=True, slots=True)
class Tombstone:
    """One row that is gone, or (`what` "erased") stays without what it said. `number`: of an entry of an incident's timeline."""

    kind: str
    id: str
    what: str
    at: datetime
    position: int
    action: str
    brand: UUID | None
    incident: UUID | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading brought; as `reading.Read`."""

    rows: list[Tombstone]
    position: int
    more: bool


def kinds() -> list[str]:
    """Of which there can be tombstones."""
    return sorted({one.kind for one in removals().values()})


def removed(
    member: Membership, *, after: int | None, size: int, kind: str = "", since: datetime | None = None
) -> Reading:
    """As the change feed, of what takes something away; `since`, without a position, from the first event of that time on.

    Raises Gone (`position_gone`), Invalid.
    """
    wanted = removals()
    names = tuple(sorted(name for name, one in wanted.items() if kind in ("", one.kind)))
    if after is None and since is not None:
        first = Event.objects.filter(at__gte=since, position__isnull=False).aggregate(first=Min("position"))["first"]
        after = None if first is None else first - 1
    page = feed(member, Filters(actions=names, since=since), after=after, size=size)
    rows = [_tombstone(row, wanted[row.action]) for row in page.rows]
    return Reading(rows, page.position, page.more)


def _tombstone(row: Event, removal: Removal) -> Tombstone:
    named = row.data[removal.field] if removal.field else row.subject_id
    return Tombstone(
        kind=removal.kind,
        id="" if removal.numbered else str(named),
        what=KINDS[removal.erased],
        at=row.at,
        position=row.position or 0,
        action=row.action,
        brand=row.brand_id,
        incident=row.incident_id,
        number=int(named) if removal.numbered else None,
    )
