"""Reading the page of a link somebody pasted: by a job, through the guarded client, with no transaction held meanwhile."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.brands.models import Brand
from accounts.delivery import enqueue
from accounts.errors import Conflict, Invalid
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.outside.failures import Failure
from accounts.outside.http import Fetched, GuardedClient
from accounts.outside.plaintext import web_link
from accounts.outside.statuses import failure_of
from accounts.permissions import require
from monitoring.access import brand_for
from monitoring.feeds.collection.client import guarded_client, without_connection
from monitoring.feeds.connectors.rss.pages import wall_of
from monitoring.inbox.services.adding import metadata
from monitoring.inbox.services.adding.adding import refuse_known
from monitoring.models import LINK, LinkReading

JOB = "monitoring.jobs.read_link"
PATIENCE = 15.0  # seconds
MOST_AT_ONCE = 5
KEPT = timedelta(days=7)
_STALLED = timedelta(minutes=1)
_MOST_FAILURES = 3
_NOTHING = "The page says nothing of a post that a program can read. Type what it says."


def readings_of(member: Membership) -> Any:
    """One's own."""
    return LinkReading.objects.visible_to(member).filter(user_id=member.user_id).select_related("brand")


def start_reading(*, member: Membership, brand: Brand | UUID, url: str, now: datetime) -> LinkReading:
    """Has the page at a link read, as a job. Raises Invalid at `url`; Conflict `mention_exists` (`data["mention"]`) where the brand
    has a mention of it already, `too_many` where five of theirs are being read."""
    require(member, "mentions.triage")
    brand = brand_for(member, brand)
    address = web_link(url)
    if not address or len(address) > 2000:
        raise Invalid.field("url", "This is no link of the web. It begins with https://.", code="no_link")
    refusal = guarded_client().refusal(address)
    if refusal is not None:
        raise Invalid.field("url", refusal.sentence, code=refusal.code)
    refuse_known(brand.pk, address)
    if readings_of(member).filter(status="reading").count() >= MOST_AT_ONCE:
        raise Conflict("You have five links read already. Wait a moment.", code="too_many")
    with transaction.atomic():
        made: LinkReading = LinkReading.objects.create(
            brand=brand, user_id=member.user_id, url=address, started_at=now, moved_at=now
        )
        enqueue(JOB, str(made.pk))
    return made


def read_link(reading: UUID, *, now: datetime, client: GuardedClient | None = None) -> None:
    """Reads the page, and keeps what it says, or why it can't be read. Run twice, the second finds it read."""
    row: LinkReading | None = LinkReading.objects.filter(pk=reading, status="reading").first()
    if row is None:
        return
    try:
        with without_connection():
            facts = _facts(client or guarded_client(PATIENCE), row.url, now)
    except Failure as failure:
        _end(row, "fail", now, words=failure.sentence)
        return
    # In a row: one that fails by a fault of ours is tried again by the sweep, and not for ever.
    except Exception:
        _failed(row, now)
        raise
    if not facts.title and not facts.text:
        _end(row, "fail", now, words=_NOTHING)
    else:
        _end(row, "finish", now, facts=facts.to_json())


def sweep(*, now: datetime) -> int:
    """Has those read whose worker was lost, and forgets what is over. In this agency."""
    stalled = LinkReading.objects.filter(status="reading", moved_at__lte=now - _STALLED)
    ids = list(stalled.values_list("pk", flat=True))
    for pk in ids:
        enqueue(JOB, str(pk))
    LinkReading.objects.filter(moved_at__lte=now - KEPT).delete()
    return len(ids)


def _facts(client: GuardedClient, url: str, now: datetime) -> metadata.Facts:
    answer = _got(client, url, now)
    wall = wall_of(answer.body)
    if wall:
        raise _Walled(wall)
    page = metadata.page_of(answer)
    facts = metadata.facts_of(page, answer.url[:2000])
    embed = metadata.oembed_of(page, answer.url)
    if embed:
        # The page itself was read: what its second address would add may be missing.
        with suppress(Failure):
            facts = facts.or_else(metadata.facts_of_oembed(_got(client, embed, now).body))
    return facts


class _Walled(Failure):
    """A page that is not shown to programs."""

    code = "walled"


def _got(client: GuardedClient, url: str, now: datetime) -> Fetched:
    answer = client.get(url, headers={"Accept": "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.5"})
    failure = failure_of(answer, now)
    if failure is not None:
        raise failure
    return answer


def _end(row: LinkReading, action: str, now: datetime, **values: Any) -> None:
    try:
        words = str(values.pop("words", ""))[:300]
        move(LinkReading.objects.all(), row.pk, LINK, action, moved_at=now, words=words, **values)
    except Conflict:
        return  # another worker was quicker


@transaction.atomic
def _failed(row: LinkReading, now: datetime) -> None:
    rows = LinkReading.objects.filter(pk=row.pk, status="reading")
    rows.update(failures=F("failures") + 1, moved_at=now)
    if rows.filter(failures__gte=_MOST_FAILURES).exists():
        _end(row, "fail", now, words="Something went wrong on our side. Type what the post says.")
