"""Reading the record: forward from a position, as a change feed, or back from the newest, for people.

One reading examines a window of positions and no more, whatever is asked for: it costs the same however long the record is
and however rare what is sought, and says how far it came.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Max, Min

from accounts.errors import Gone, Invalid
from accounts.events.catalogue import matching
from accounts.events.models import VISIBILITIES, Event, Keeping
from accounts.keyset import page_token, token_values
from accounts.models import Membership
from accounts.permissions import may

WINDOW = 20_000  # positions of one reading
LONG_WINDOW = 200_000  # of one reading by a person, who waits a little longer to see more at once
ORDER = ("-position",)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which events. `actions`: names of the catalogue; empty: all."""

    actions: tuple[str, ...] = ()
    brand: UUID | None = None
    subject_kind: str = ""
    subject: str = ""
    incident: UUID | None = None
    actor: int | None = None
    actor_kind: str = ""
    key: UUID | None = None
    drill: bool | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""  # in what the subject was called

    def lookup(self) -> dict[str, Any]:
        """As a queryset's filter takes them."""
        wanted = {
            "action__in": self.actions or None,
            "brand_id": self.brand,
            "subject_kind": self.subject_kind or None,
            "subject_id": self.subject or None,
            "incident_id": self.incident,
            "actor_id": self.actor,
            "actor_kind": self.actor_kind or None,
            "key_id": self.key,
            "drill": self.drill,
            "at__gte": self.since,
            "at__lt": self.until,
            "subject_label__icontains": self.text or None,
        }
        return {name: value for name, value in wanted.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Read:
    """What one reading brought. It examined everything up to `position`; `more`: there is more after it already."""

    rows: list[Event]
    position: int
    more: bool


@dataclass(frozen=True, slots=True)
class Back:
    """A page of the newest first; with a token it goes on, though it may hold few rows or none. `until`: of the last examined."""

    rows: list[Event]
    next_token: str
    until: int


def named_actions(text: str) -> tuple[str, ...]:
    """The kinds that a comma list of names and patterns ("incident.*") names. Raises Invalid at `action`, with what is unknown."""
    asked = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [one for one in asked if not matching(one)]
    if unknown:
        named = ", ".join(f"“{one}”" for one in unknown[:5])
        raise Invalid.field("action", f"There is no event called {named}.", code="unknown_action")
    return tuple(sorted({action.name for one in asked for action in matching(one)}))


def seen(member: Membership, filters: Filters = Filters()) -> models.QuerySet[Event]:
    """What of the record the member may see. Changes of power are, as the access log, nothing for a key that may only read."""
    events = Event.objects.visible_to(member).filter(position__isnull=False, **filters.lookup())
    if not may(member, "accesslog.see"):
        events = events.exclude(visibility="owners")
    return events


def bounds() -> tuple[int, int]:
    """The oldest and the newest position there is; (1, 0) while there is none."""
    positions = Event.objects.aggregate(oldest=Min("position"), newest=Max("position"))
    return (positions["oldest"], positions["newest"]) if positions["newest"] else (1, 0)


def feed(member: Membership, filters: Filters, *, after: int | None, size: int) -> Read:
    """The first `size` events after a position (None: from the oldest there is), among the next 20,000 positions.

    Raises Gone (`position_gone`) where something after it is no longer kept, Invalid where the record has not come so far.
    """
    oldest, newest = bounds()
    if after is None:
        after = oldest - 1
    else:
        _check(member, after, newest)
    # From the oldest there is: behind it lie positions that were pruned, and calls would bring nothing for long.
    end = min(max(after, oldest - 1) + WINDOW, newest)
    events = seen(member, filters).filter(position__gt=after, position__lte=end)
    rows = list(events.order_by("position")[: size + 1])
    if len(rows) > size:
        rows = rows[:size]
        return Read(rows, _place(rows[-1]), more=True)
    return Read(rows, max(end, after), more=end < newest)


def _check(member: Membership, after: int, newest: int) -> None:
    gone = gone_until(member)
    if after < gone:
        raise Gone(
            f"Events up to position {gone} are no longer kept. Read again what you keep, then go on after {gone}.",
            code="position_gone",
            data={"oldest": gone + 1},
        )
    if after > newest:
        raise Invalid.field("after", f"The record has only come to position {newest}.", code="position_ahead")


def gone_until(member: Membership) -> int:
    """Up to which position something this member could have seen was removed, its time being over; 0 where nothing was."""
    shown = {"client"} if member.is_client else set(VISIBILITIES)
    if not may(member, "accesslog.see"):
        shown -= {"owners"}
    pruned = Keeping.objects.filter(visibility__in=shown).aggregate(gone=Max("pruned_through"))
    return int(pruned["gone"] or 0)


def newest(
    member: Membership, filters: Filters, *, token: str = "", size: int = 50, window: int = WINDOW, turns: int = 1
) -> Back:
    """A page of the newest first: `turns` windows are examined at most. Raises Invalid (`bad_page_token`)."""
    oldest, last = bounds()
    start = int(token_values(token, ORDER, Event)[0]) if token else last + 1
    rows: list[Event] = []
    for _ in range(turns):
        floor = max(start - window, oldest)
        wanted = seen(member, filters).filter(position__lt=start, position__gte=floor)
        # One more than asked for: whether there is a next page is known without counting.
        rows += wanted.order_by("-position")[: size + 1 - len(rows)]
        if len(rows) > size:
            rows = rows[:size]
            return Back(rows, position_token(_place(rows[-1])), _place(rows[-1]))
        start = floor
        if floor <= oldest:
            return Back(rows, "", floor)
    return Back(rows, position_token(start), start)


def everything(member: Membership, filters: Filters, *, batch: int = 1_000) -> Iterable[list[Event]]:
    """All of it, newest first, in batches: for an export, which never holds more than one."""
    token = ""
    while True:
        page = newest(member, filters, token=token, size=batch)
        if page.rows:
            yield page.rows
        token = page.next_token
        if not token:
            return


def position_token(position: int) -> str:
    """The token of the page that begins below a position."""
    return page_token(Event(position=position), ORDER)


def _place(row: Event) -> int:
    return row.position or 0
