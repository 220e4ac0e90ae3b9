"""How long the record is kept, and the removing of what is over."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from psycopg import sql

from accounts.errors import Invalid
from accounts.events.catalogue import declare
from accounts.events.models import VISIBILITIES, Keeping
from accounts.events.services.recording import About, record
from accounts.models import Membership
from accounts.permissions import require
from accounts.services.database_owner import owner_connection
from accounts.tenancy import current_schema

KEPT_DAYS, LEAST_DAYS, MOST_DAYS = 400, 30, 3_650
CHANGED = declare("audit.keeping_changed", "How long the record is kept was changed.", owners=int, others=int)
_MOST = 10_000  # rows of one transaction
# Positions are never given twice, so the newest row stays; what is still being delivered to a webhook stays until it is over.
_REMOVE = """
    WITH gone AS (
        DELETE FROM {schema}.events_event WHERE id IN (
            SELECT id FROM {schema}.events_event
            WHERE visibility = %(visibility)s AND at < %(before)s
                AND position < (SELECT max(position) FROM {schema}.events_event)
            ORDER BY position LIMIT %(most)s
        ) RETURNING position
    ), told AS (
        INSERT INTO {schema}.events_keeping (id, visibility, days, pruned_through)
        SELECT gen_random_uuid(), %(visibility)s, %(days)s, max(position) FROM gone HAVING count(*) > 0
        ON CONFLICT (visibility) DO UPDATE SET pruned_through = greatest(events_keeping.pruned_through, excluded.pruned_through)
    )
    SELECT count(*) FROM gone
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
    """As the owner of the tables: the serving role may remove no event. One that serves, too, gives itself the right for the moment."""
    schema, given = (
        sql.Identifier(current_schema()),
        {"visibility": visibility, "days": days, "before": before, "most": _MOST},
    )
    with owner_connection() as owner:
        owner.execute(sql.SQL("GRANT DELETE ON {}.events_event TO CURRENT_USER").format(schema))
        found = owner.execute(sql.SQL(_REMOVE).format(schema=schema), given).fetchone()
        if str(connection.settings_dict["USER"]) == owner.info.user:
            owner.execute(sql.SQL("REVOKE DELETE ON {}.events_event FROM CURRENT_USER").format(schema))
    return int(found[0]) if found else 0
