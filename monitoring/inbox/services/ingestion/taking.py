"""An agency takes its next routes: all they bring, and its position, in one transaction of its own schema."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django_tenants.utils import tenant_context

from accounts.events.models import Event
from accounts.events.services.recording import record_all
from accounts.models import Agency
from monitoring.inbox.services.ingestion.batch import Arrived
from monitoring.inbox.services.ingestion.counts import Counting
from monitoring.inbox.services.ingestion.deleting import erase_deleted, in_order
from monitoring.inbox.services.ingestion.mentions import write_mentions
from monitoring.inbox.services.ingestion.posts import open_routes, routes_after, write_posts
from monitoring.inbox.services.ingestion.telling import arrivals
from monitoring.models import IngestPosition


@dataclass(frozen=True, slots=True)
class Ingested:
    """What a turn brought: routes taken, posts new or edited, new mentions by brand, and whether more may wait."""

    routes: int = 0
    posts: int = 0
    mentions: dict[UUID, int] = field(default_factory=dict)
    more: bool = False


def ingest(agency: Agency, *, now: datetime, limit: int = 1000) -> Ingested:
    """Takes up to `limit` of the agency's routes after its position. Run twice, the second finds nothing to do.

    The position's row is locked for the length of it: one turn at a time in an agency, and a crash leaves all as it was.
    """
    with tenant_context(agency), transaction.atomic():
        IngestPosition.objects.get_or_create(singleton=True)  # a lock needs a row
        position = IngestPosition.objects.select_for_update().get(singleton=True)
        rows = routes_after(agency, position.number, limit)
        if not rows:
            return Ingested()
        counting = Counting()
        changed, arrived, erased = 0, dict[UUID, Arrived](), list[Event]()
        for part in in_order(rows):
            items = open_routes(part)
            drafts = write_posts(items, now)
            for brand, came in write_mentions(items, drafts, counting, now).items():
                arrived.setdefault(brand, Arrived()).add(came)
            erased += erase_deleted(part, now)
            changed += sum(1 for draft in drafts.values() if draft.is_new or draft.edited)
        counting.write()
        record_all([*arrivals(arrived, now), *erased])
        position.number, position.moved_at = rows[-1][0], now
        position.save(update_fields=["number", "moved_at"])
        mentions = {brand: len(came.mentions) for brand, came in arrived.items()}
        return Ingested(len(rows), changed, mentions, more=len(rows) == limit)
