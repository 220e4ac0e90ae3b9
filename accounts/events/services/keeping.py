"""How long the record is kept, and the removing of what is over."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models, transaction
from psycopg import sql

from accounts.errors import Invalid
from accounts.events.catalogue import declare
from accounts.events.models import VISIBILITIES, Event, Keeping
from accounts.events.services.recording import About, record
from accounts.models import Membership
from accounts.permissions import require
from accounts.services.database_owner import owner_connection
from accounts.tenancy import current_schema

KEPT_DAYS, LEAST_DAYS, MOST_DAYS = 400, 30, 3_650
CHANGED = declare("audit.keeping_changed", "How long the record is kept was changed.", owners=int, others=int)
_MOST = 10_000  # rows of one transaction
# Positions are never given twice, so the newest row stays.
_OVER = """
    SELECT id FROM {schema}.events_event
    WHERE visibility = %(visibility)s AND at < %(before)s AND position < (SELECT max(position) FROM {schema}.events_event)
    ORDER BY position LIMIT %(most)s
"""
_REMOVE = """
    WITH gone AS (
        DELETE FROM {schema}.events_event WHERE id = ANY(%(ids)s) RETURNING position
    )
    INSERT INTO {schema}.events_keeping (id, visibility, days, pruned_through)
    SELECT gen_random_uuid(), %(visibility)s, %(days)s, max(position) FROM gone
    ON CONFLICT (visibility) DO UPDATE SET pruned_through = greatest(events_keeping.pruned_through, excluded.pruned_through)
"""


def days_kept() -> dict[str, int]:
    """Days by visibility, in the current agency."""
    set_here = dict(Keeping.objects.values_list("visibility", "days"))
    return {visibility: set_here.get(visibility, KEPT_DAYS) for visibility in VISIBILITIES}


@transaction.atomic
def keep_for(member: Membership, *, owners: int, others: int, now: datetime) -> dict[str, int]:
    """Sets how long changes of power, and all else, are kept. Raises Invalid outside 30…3650 days, Forbidden."""
    require(member, "agency.settings")
    for name, days in (("owners", owners), ("others", others)):
        if not LEAST_DAYS <= days <= MOST_DAYS:
            raise Invalid.field(name, f"The record is kept {LEAST_DAYS} to {MOST_DAYS} days.")
    before = days_kept()
    wanted = {name: owners if name == "owners" else others for name in VISIBILITIES}
    if wanted == before:
        return before
    for visibility, days in wanted.items():
        Keeping.objects.update_or_create(visibility=visibility, defaults={"days": days})
    about = About(member.agency_id, label=member.agency.name)
    record(CHANGED, about, by=member, now=now, visibility="owners", owners=owners, others=others)
    return wanted


def prune(now: datetime) -> int:
    """Removes what is over in the current agency, in small transactions; returns how much."""
    removed = 0
    for visibility, days in days_kept().items():
        while True:
            count = _remove(visibility, days, now - timedelta(days=days))
            removed += count
            if count < _MOST:
                break
    return removed


def _remove(visibility: str, days: int, before: datetime) -> int:
    """As the owner of the tables: the serving role may remove no event. One that serves, too, gives itself the right for the moment.

    What stands for an event elsewhere (a webhook's delivery of it) goes with it.
    """
    schema = sql.Identifier(current_schema())
    with owner_connection() as owner:
        asked = {"visibility": visibility, "before": before, "most": _MOST}
        ids = [row[0] for row in owner.execute(sql.SQL(_OVER).format(schema=schema), asked)]
        if not ids:
            return 0
        # Django's CASCADE is Django's own: the schema's foreign keys know nothing of it, and would refuse.
        for table, column in _dependents():
            names = {"schema": schema, "table": sql.Identifier(table), "column": sql.Identifier(column)}
            owner.execute(sql.SQL("DELETE FROM {schema}.{table} WHERE {column} = ANY(%s)").format(**names), [ids])
        owner.execute(sql.SQL("GRANT DELETE ON {}.events_event TO CURRENT_USER").format(schema))
        owner.execute(sql.SQL(_REMOVE).format(schema=schema), {"visibility": visibility, "days": days, "ids": ids})
        if str(connection.settings_dict["USER"]) == owner.info.user:
            owner.execute(sql.SQL("REVOKE DELETE ON {}.events_event FROM CURRENT_USER").format(schema))
    return len(ids)


def _dependents() -> list[tuple[str, str]]:
    """Tables whose rows go with an event, by what their models say, and the column that names it."""
    fields = Event._meta.get_fields(include_hidden=True)
    relations: list[Any] = [one for one in fields if one.auto_created and one.is_relation]
    return [
        (one.related_model._meta.db_table, one.field.column) for one in relations if one.on_delete is models.CASCADE
    ]
