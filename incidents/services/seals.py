"""The ends of all chains, kept outside the agency's schema as well, so that cutting one shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F

from accounts.models import SealedHead
from accounts.tenancy import current_agency
from incidents.models import Incident, TimelineHead
from incidents.services import timeline

_BATCH = 500


@dataclass(frozen=True, slots=True)
class BadRecord:
    """The first record of a chain that does not hold. `number` None: the incident itself is gone, its seal is left."""

    incident_id: UUID
    number: int | None
    seq: int
    what: str = "does not hold"


def seal_heads() -> int:
    """Writes the head of every chain that grew since its last seal to the public schema. Harmless if repeated.

    The seal is written before the chain notes it: dying between the two seals the same head again, which is one row.
    """
    agency = current_agency()
    sealed = 0
    while True:
        with transaction.atomic():
            # A chain that somebody is writing to is left to the next sweep; two sweeps don't wait for each other.
            grown = TimelineHead.objects.select_for_update(no_key=True, skip_locked=True)
            heads = list(grown.filter(seq__gt=F("sealed_seq")).order_by("pk")[:_BATCH])
            SealedHead.objects.bulk_create(
                [
                    SealedHead(agency=agency, subject=head.incident_id, seq=head.seq, digest=head.digest)
                    for head in heads
                ],
                ignore_conflicts=True,
            )
            for head in heads:
                head.sealed_seq = head.seq
            TimelineHead.objects.bulk_update(heads, ["sealed_seq"])
        sealed += len(heads)
        if len(heads) < _BATCH:
            return sealed


def bad_records() -> Iterator[BadRecord]:
    """The first bad record of each chain of this agency that does not hold, and seals whose incident is gone."""
    # The seals first: an incident that is opened and sealed from here on is in neither list, not called gone.
    subjects = set(SealedHead.objects.filter(agency=current_agency()).values_list("subject", flat=True))
    known = set()
    for incident in Incident.objects.order_by("number").iterator(200):
        known.add(incident.pk)
        bad = timeline.check(incident=incident)
        if bad is not None:
            yield BadRecord(incident.pk, incident.number, bad.seq, bad.what)
    for subject in sorted(subjects - known):
        yield BadRecord(subject, None, 1)
