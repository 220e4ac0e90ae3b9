"""The clock of what is fetched. Each job takes ids, calls one service, and does no harm when it runs twice.

The beat's jobs run in public and fan out. Nothing is kept in the broker only: due feeds are rows, and each beat finds them again.
The time is the database's: by a worker whose clock is wrong, feeds would be put off for hours and posts dated ahead.
Names of jobs stay as they were first given: messages in a broker carry them across an upgrade.
"""

from uuid import UUID

from celery import shared_task
from django_tenants.utils import tenant_context

from accounts.errors import TooMany, Unavailable
from accounts.models import Agency
from accounts.tenancy import database_now
from monitoring.feeds import collection, hooks
from monitoring.feeds.services import batches

_LINES = 20  # of a list, before it is another's turn


@shared_task(name="monitoring.jobs.collect_due")
def collect_due() -> int:
    """Beat: claims the feeds whose time has come and has each fetched by a worker. A lost one's lease runs out. What was sent
    and not taken since is taken, and hubs are asked."""
    now = database_now()
    claims = collection.claim(now)
    for claim in claims:
        collect_feed.delay(str(claim.feed_id), claim.fence)
    for feed_id in collection.waiting_feeds(now):
        take_received.delay(str(feed_id))
    for hub in collection.hubs_due(now):
        ask_hub.delay(str(hub))
    return len(claims)


@shared_task(name="monitoring.jobs.collect_feed")
def collect_feed(feed_id: str, fence: int) -> None:
    """Fetches one claimed feed, then has each agency that got routes take them."""
    collected = collection.collect(UUID(feed_id), database_now(), fence=fence)
    for agency in Agency.objects.filter(pk__in=collected.agencies):
        hooks.taker.answer(agency)


@shared_task
def take_received(feed_id: str) -> None:
    """Takes what was sent for a feed, then has each agency that got routes take them."""
    for agency in Agency.objects.filter(pk__in=collection.take_received(UUID(feed_id), database_now())):
        hooks.taker.answer(agency)


@shared_task
def ask_hub(pk: str) -> None:
    """Asks one hub to push a feed, to go on with it, or to stop."""
    collection.ask_hub(UUID(pk), database_now())


@shared_task
def recheck_due() -> int:
    """Beat: has posts looked for where they lie, of each host one."""
    now = database_now()
    collection.note_checks(now)
    checks = collection.checks_due(now)
    for check in checks:
        recheck.delay(str(check))
    return len(checks)


@shared_task
def recheck(pk: str) -> None:
    """Looks for one post; where it is gone, has each agency that was given it take that."""
    for agency in Agency.objects.filter(pk__in=collection.look(UUID(pk), database_now())):
        hooks.taker.answer(agency)


@shared_task(name="monitoring.jobs.prune_routes")
def prune_routes() -> None:
    """Beat: drops arrivals and routes that are old and taken."""
    collection.prune(database_now())


@shared_task(name="monitoring.jobs.run_source_batch")
def run_source_batch(batch_id: str) -> None:
    """Tries and adds the lines of a list, at most 20 at once."""
    for _ in range(_LINES):
        try:
            if not batches.step(UUID(batch_id), now=database_now()):
                return
        except (TooMany, Unavailable):
            run_source_batch.apply_async((batch_id,), countdown=5)
            return
    run_source_batch.delay(batch_id)


@shared_task(name="monitoring.jobs.sweep_source_batches")
def sweep_source_batches() -> int:
    """Beat: has lists go on whose worker was lost, and forgets those of last month."""
    count = 0
    for agency in Agency.objects.filter(status="active"):
        with tenant_context(agency):
            count += batches.sweep(now=database_now())
    return count
