"""Writing down what happened: one row an act, in the act's own transaction."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django_tenants.utils import schema_context

from accounts.brands.models import Brand
from accounts.delivery import enqueue
from accounts.events.catalogue import Action, said
from accounts.events.models import Event
from accounts.models import Membership
from accounts.request_ids import current_request_id
from accounts.services.acting import acting_key, acting_label, asked_where
from accounts.tenancy import current_schema

PLACE = "accounts.events.jobs.place_events"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted, where it was no member: `kind` of "rule" or "system", and how it is called."""

    kind: str
    label: str


SYSTEM = Actor("system", "Firebreak")


@dataclass(frozen=True, slots=True)
class OnPages:
    """Which rows of open pages an event is about, where its record does not name them."""

    new: UUID | None = None
    changed: UUID | None = None
    to_client: bool = False  # the client's own page shows the subject


@dataclass(frozen=True, slots=True)
class About:
    """What an event is about: the row's id, how it is called, and where it belongs."""

    id: UUID | int | str
    label: str = ""
    brand: Brand | UUID | None = None
    incident_id: UUID | None = None
    severity: int | None = None
    drill: bool = False
    on_pages: OnPages = OnPages()


_hearers: list[Callable[[list[Event]], object]] = []


def hears_recorded(hearer: Callable[[list[Event]], object]) -> None:
    """Calls it with what was written, in the transaction that wrote it."""
    _hearers.append(hearer)


def record(
    action: Action,
    about: About,
    *,
    by: Membership | Actor | None,
    now: datetime,
    visibility: str = "internal",
    by_link: bool = False,
    **data: object,
) -> Event:
    """Writes one event; `by` None is the software. Raises ValueError where `data` is not what the catalogue says."""
    return record_all([event(action, about, by=by, now=now, visibility=visibility, by_link=by_link, **data)])[0]


def event(
    action: Action,
    about: About,
    *,
    by: Membership | Actor | None,
    now: datetime,
    visibility: str = "internal",
    by_link: bool = False,
    **data: object,
) -> Event:
    """One event, not written yet: for acts on many rows, which are written by `record_all` in one query."""
    brand_id = about.brand.pk if isinstance(about.brand, Brand) else about.brand
    member = by if isinstance(by, Membership) else None
    actor = by if isinstance(by, Actor) else SYSTEM
    key = acting_key(member.user_id) if member else None
    made = Event(
        at=now,
        action=action.name,
        version=action.version,
        subject_kind=action.subject,
        subject_id=str(about.id),
        subject_label=about.label[:200],
        incident_id=about.incident_id,
        brand_id=brand_id,
        visibility=visibility,
        severity=about.severity,
        drill=about.drill,
        actor_kind=("key" if key else "person") if member else actor.kind,
        actor_id=member.user_id if member else None,
        actor_label=(acting_label(member) if member else actor.label)[:200],
        key_id=key.pk if key else None,
        by_link=by_link,
        request_id=current_request_id(),
        ip=asked_where(),
        data=said(action, data),
    )
    made.on_pages = about.on_pages
    return made


def record_all(events: Iterable[Event]) -> list[Event]:
    """Writes them in one query. After the commit they are given their places, once for all that one transaction wrote."""
    rows = list(events)
    if not rows:
        return rows
    if len(rows) == 1:
        rows[0].save(force_insert=True)
    else:
        Event.objects.bulk_create(rows)
    for hearer in _hearers:
        hearer(rows)
    # One that a savepoint took back is gone from this list, too: the next act of the transaction rings anew.
    ring = _Ring(current_schema())
    if not any(ring == waiting[1] for waiting in connection.run_on_commit):
        transaction.on_commit(ring, robust=True)  # robust: a broker that is down undoes no act; the sweep places it
    return rows


@dataclass(frozen=True, slots=True)
class _Ring:
    """After the commit; in the schema that was written to, which need not be the connection's own by then."""

    schema: str

    def __call__(self) -> None:
        if self.schema == current_schema():
            enqueue(PLACE)
            return
        with schema_context(self.schema):
            enqueue(PLACE)
