"""The inbox's clock. Each job takes ids, calls one service, and does no harm when it runs twice.

The beat's jobs run in public and fan out; an agency's job runs in its schema. Nothing is kept in the broker only: routes after a
position are rows, and each beat finds them again. The time is the database's. Names of jobs stay as they were first given: messages
in a broker carry them across an upgrade.
"""

from datetime import timedelta
from uuid import UUID

from celery import shared_task
from django_tenants.utils import tenant_context

from accounts.models import Agency
from accounts.tenancy import current_agency, database_now
from monitoring.agency_jobs import for_agency
from monitoring.feeds import collection
from monitoring.inbox import hooks
from monitoring.inbox.services import adding, backfilling, bulk_exports, importing, ingestion

# Then it is another job's turn: one agency's backlog, or a year's worth of posts, must not hold a worker for hours.
_TURNS = 20
_BATCHES = 100  # of 500 rows of a file: half a minute


@shared_task(name="monitoring.jobs.ingest_agency")
def ingest_agency() -> None:
    """Takes the agency's routes, at most 20 turns of 1,000 at once, then has its counts judged."""
    agency = current_agency()
    changed = False
    for _ in range(_TURNS):
        turn = ingestion.ingest(agency, now=database_now())
        changed = changed or bool(turn.posts or turn.mentions)
        if not turn.more:
            break
    else:  # not one turn was short: more waits
        ingest_agency.delay()
    if changed:
        hooks.judge.answer()


@shared_task(name="monitoring.jobs.sweep_routes")
def sweep_routes() -> int:
    """Beat: has agencies that are behind their routes take them: the guarantee behind the broker's quick path."""
    behind = Agency.objects.filter(pk__in=collection.agencies_behind())
    for agency in behind:
        for_agency(agency, ingest_agency)
    return len(behind)


@shared_task(name="monitoring.jobs.run_backfill")
def run_backfill(backfill_id: str) -> None:
    """Runs a query over what is stored, at most 20 turns at once; comes back for the look that follows a short while later."""
    pk = UUID(backfill_id)
    for _ in range(_TURNS):
        if not backfilling.step(pk, now=database_now()):
            break
    else:
        run_backfill.delay(backfill_id)
        return
    if backfilling.waits_to_settle(pk):
        # A second more: a moment too early there is nothing to do yet, and it would wait all over.
        run_backfill.apply_async((backfill_id,), countdown=backfilling.SETTLE.total_seconds() + 1)


@shared_task(name="monitoring.jobs.sweep_backfills")
def sweep_backfills() -> int:
    """Beat: has runs go on whose worker was lost."""
    count = 0
    for agency in Agency.objects.filter(status="active"):
        with tenant_context(agency):
            count += backfilling.wake_stalled(now=database_now())
    return count


@shared_task(name="monitoring.jobs.run_export")
def run_export(export_id: str) -> None:
    """Writes a file of mentions, at most 20 parts at once."""
    for _ in range(_TURNS):
        if not bulk_exports.step(UUID(export_id), now=database_now()):
            return
    run_export.delay(export_id)


@shared_task(name="monitoring.jobs.sweep_exports")
def sweep_exports() -> int:
    """Beat: has files go on whose worker was lost, and removes those whose week is over."""
    count = 0
    for agency in Agency.objects.filter(status__in=["active", "suspended"]):
        with tenant_context(agency):
            count += bulk_exports.sweep(now=database_now())
    return count


@shared_task(name="monitoring.jobs.run_import")
def run_import(upload_id: str) -> None:
    """Reads a file in, at most 100 batches at once; at its end, or when it is another's turn, has the counts judged."""
    run = importing.Run(UUID(upload_id))
    for _ in range(_BATCHES):
        if not run.step(now=database_now()):
            break
    else:
        run_import.delay(upload_id)
    hooks.judge.answer()


@shared_task(name="monitoring.jobs.undo_import")
def undo_import(upload_id: str) -> None:
    """Takes back what a file brought, at most 100 batches at once."""
    for _ in range(_BATCHES):
        if not importing.undo_step(UUID(upload_id), now=database_now()):
            break
    else:
        undo_import.delay(upload_id)
    hooks.judge.answer()


@shared_task(name="monitoring.jobs.sweep_imports")
def sweep_imports() -> int:
    """Beat: has files go on whose worker was lost, and drops those whose time is over."""
    count = 0
    for agency in Agency.objects.filter(status__in=["active", "suspended"]):
        with tenant_context(agency):
            count += importing.sweep(now=database_now())
    return count


@shared_task(name="monitoring.jobs.read_link")
def read_link(reading_id: str) -> None:
    """Reads the page of a link that somebody pasted."""
    adding.read_link(UUID(reading_id), now=database_now())


@shared_task(name="monitoring.jobs.sweep_links")
def sweep_links() -> int:
    """Beat: has pages read whose worker was lost, and forgets what was read a week ago."""
    count = 0
    for agency in Agency.objects.filter(status__in=["active", "suspended"]):
        with tenant_context(agency):
            count += adding.sweep(now=database_now())
    return count


@shared_task(name="monitoring.jobs.name_brands_agency")
def name_brands_agency(after: str = "") -> None:
    """Writes the brands of posts from before there was a column for them, and of mentions made in an upgrade's minutes."""
    last = UUID(after) if after else None
    if last is None:
        ingestion.name_missing(database_now() - timedelta(days=2))
    for _ in range(_TURNS):
        last = ingestion.name_unknown(after=last)
        if last is None:
            return
    name_brands_agency.delay(str(last))


@shared_task(name="monitoring.jobs.read_posts_agency")
def read_posts_agency() -> None:
    """Reads the words of posts for the text search that an earlier reader, or none, has read; erases what was only marked as gone."""
    for _ in range(_TURNS):
        if not ingestion.erase_marked(database_now()):
            break
    for _ in range(_TURNS):
        if not ingestion.read_older():
            return
    read_posts_agency.delay()


@shared_task(name="monitoring.jobs.sweep_brands")
def sweep_brands() -> int:
    """Beat: completes what the text search knows of every agency's posts, brands and words; where all is, it costs a look."""
    # Suspended ones too: what authors delete must go from their stores as well.
    agencies = list(Agency.objects.filter(status__in=["active", "suspended"]))
    for agency in agencies:
        for_agency(agency, name_brands_agency, expires=3000)  # seconds: the next hour's beat asks again
        for_agency(agency, read_posts_agency, expires=3000)
    return len(agencies)


def take_routes(agency: Agency) -> None:
    """Has the agency take its new routes soon: feeds ask for it where a fetch brought some."""
    for_agency(agency, ingest_agency)
