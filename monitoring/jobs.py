"""Monitoring's clock. Each job takes ids, calls one service, and does no harm when it runs twice.

The beat's jobs run in public and fan out; an agency's job runs in its schema. Nothing is kept in the broker only: due feeds,
routes after a position and open alerts are rows, and each beat finds them again.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.utils import timezone
from django_tenants.utils import tenant_context

from accounts.models import Agency
from accounts.tenancy import current_agency
from monitoring.services import alerting, backfilling, collection, ingestion

_TURNS = 20
_SHARE = 50  # agencies judged in one pass: a second or two of a worker


@shared_task
def collect_due() -> int:
    """Beat: claims the feeds whose time has come and has each fetched by a worker. A lost one's lease runs out."""
    claims = collection.claim(timezone.now())
    for claim in claims:
        collect_feed.delay(str(claim.feed_id), claim.fence)
    return len(claims)


@shared_task
def collect_feed(feed_id: str, fence: int) -> None:
    """Fetches one claimed feed, then has each agency that got routes take them."""
    found = collection.collect(UUID(feed_id), timezone.now(), fence=fence)
    for agency in Agency.objects.filter(pk__in=found.agencies):
        _for_agency(agency, ingest_agency)


@shared_task
def ingest_agency() -> None:
    """Takes the agency's routes, at most 20 turns of 1,000 at once, then has its counts judged."""
    agency = current_agency()
    changed = False
    for _ in range(_TURNS):
        turn = ingestion.ingest(agency, now=timezone.now())
        changed = changed or bool(turn.posts or turn.mentions)
        if not turn.more:
            break
    else:
        ingest_agency.delay()
    if changed:
        evaluate_agency.delay()


@shared_task
def evaluate_agency() -> None:
    """Judges the agency's counts and sources."""
    alerting.evaluate(current_agency(), now=timezone.now())


@shared_task
def evaluate_agencies() -> int:
    """Beat: has every active agency's series judged, some agencies to a share. Returns how many shares."""
    agencies = list(Agency.objects.filter(status="active").order_by("pk").values_list("pk", flat=True))
    shares = [agencies[at : at + _SHARE] for at in range(0, len(agencies), _SHARE)]
    for share in shares:
        # One that waited until the next beat has a successor by then.
        evaluate_share.apply_async(([str(pk) for pk in share],), expires=_until_next_beat())
    return len(shares)


@shared_task
def evaluate_share(agency_ids: list[str]) -> None:
    """Judges these agencies' series in one pass. One that was busy or failed gets a job of its own: it delays only itself."""
    agencies = Agency.objects.filter(pk__in=agency_ids, status="active").order_by("pk")
    for agency in alerting.evaluate_share(list(agencies), now=timezone.now()).alone:
        _for_agency(agency, evaluate_agency, expires=_until_next_beat())


@shared_task
def sweep_alerts() -> int:
    """Beat: rings again for open alerts nobody took in hand."""
    now = timezone.now()
    return sum(alerting.ring_again(agency, now=now) for agency in Agency.objects.filter(status="active"))


@shared_task
def sweep_routes() -> int:
    """Beat: has agencies that are behind their routes take them: the guarantee behind the broker's quick path."""
    behind = Agency.objects.filter(pk__in=collection.agencies_behind())
    for agency in behind:
        _for_agency(agency, ingest_agency)
    return len(behind)


@shared_task
def run_backfill(backfill_id: str) -> None:
    """Runs a query over what is stored, at most 20 turns at once; comes back for the look that follows a short while later."""
    pk = UUID(backfill_id)
    for _ in range(_TURNS):
        if not backfilling.step(pk, now=timezone.now()):
            break
    else:
        run_backfill.delay(backfill_id)
        return
    if backfilling.waits_to_settle(pk):
        run_backfill.apply_async((backfill_id,), countdown=backfilling.SETTLE.total_seconds() + 1)


@shared_task
def sweep_backfills() -> int:
    """Beat: has runs go on whose worker was lost."""
    count = 0
    for agency in Agency.objects.filter(status="active"):
        with tenant_context(agency):
            count += backfilling.wake_stalled(now=timezone.now())
    return count


@shared_task
def name_brands_agency(after: str = "") -> None:
    """Writes the brands of posts from before there was a column for them, and of mentions made in an upgrade's minutes."""
    last = UUID(after) if after else None
    if last is None:
        ingestion.name_missing(timezone.now() - timedelta(days=2))
    for _ in range(_TURNS):
        last = ingestion.name_unknown(after=last)
        if last is None:
            return
    name_brands_agency.delay(str(last))


@shared_task
def sweep_brands() -> int:
    """Beat: has every agency's posts name their brands; where all do, it costs a look."""
    agencies = list(Agency.objects.filter(status__in=["active", "suspended"]))
    for agency in agencies:
        _for_agency(agency, name_brands_agency, expires=3000)
    return len(agencies)


@shared_task
def prune_routes() -> None:
    """Beat: drops arrivals and routes that are old and taken."""
    collection.prune(timezone.now())


def _until_next_beat() -> float:
    return max(settings.EVALUATE_SECONDS, 30)


def _for_agency(agency: Agency, job: Any, expires: float | None = None) -> None:
    """Enqueues a job that runs in the agency's schema: it carries the schema the connection is in now."""
    with tenant_context(agency):
        job.apply_async(expires=expires)
