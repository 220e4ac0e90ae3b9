"""The append-only record of an incident: entries, corrections, releases, and the check that nothing was changed."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.errors import Conflict, Invalid
from accounts.models import Membership, SealedHead
from accounts.permissions import require
from accounts.tenancy import current_agency
from accounts.texts import text_of
from incidents.models import VISIBILITIES, Incident, Release, TimelineEntry, TimelineHead
from incidents.services import chain, hints, people, sight

AUDIENCES = VISIBILITIES[1:]


@dataclass(frozen=True, slots=True)
class Fact:
    """What an entry says. `payload` takes text, whole numbers, times, ids, lists and mappings of them."""

    kind: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    visibility: str = "internal"
    corrects: int | None = None
    by: str = ""  # how the record calls the actor, where it is not simply their name


@transaction.atomic(savepoint=False)
def append(*, incident: Incident, actor: Membership | None, fact: Fact, now: datetime) -> TimelineEntry:
    """Adds one entry at the end of the incident's chain, under the lock of its head.

    Called inside the transaction of what it records, after every other lock was taken. `actor` None is the software.
    """
    head = TimelineHead.objects.select_for_update(no_key=True).get(incident_id=incident.pk)
    payload, salt = chain.plain(fact.payload), secrets.token_hex(16)
    entry = TimelineEntry(
        incident_id=incident.pk,
        seq=head.seq + 1,
        at=now,
        kind=fact.kind,
        actor_id=actor.user_id if actor else None,
        actor_label=(fact.by or people.label(actor))[:200],
        visibility=fact.visibility,
        payload=payload,
        salt=salt,
        payload_digest=chain.payload_digest(salt, payload),
        previous=head.digest,
        corrects_seq=fact.corrects,
    )
    entry.digest = chain.entry_digest(entry)
    entry.save(force_insert=True)
    head.seq, head.digest = entry.seq, entry.digest
    head.save(update_fields=["seq", "digest"])
    hints.written(incident, entry, fact.visibility, now)
    return entry


@transaction.atomic
def note(
    *, member: Membership, incident: Incident, text: str, visibility: str = "internal", now: datetime
) -> TimelineEntry:
    """Writes a note. One for the client or the public is a release, and needs the power to release."""
    require(member, "timeline.note")
    if visibility not in VISIBILITIES:
        raise Invalid.field("visibility", "Choose internal, client or public.", code="unknown_choice")
    if visibility != "internal":
        require(member, "timeline.release")
    incident = sight.seen(member, incident)
    if visibility != "internal":
        refuse_in_drill(incident)
    fact = Fact("note", {"text": text_of("text", text)}, visibility)
    return append(incident=incident, actor=member, fact=fact, now=now)


@transaction.atomic
def correct(*, member: Membership, entry: TimelineEntry, text: str, now: datetime) -> TimelineEntry:
    """Corrects an entry by a new one that names it; the old one stays. Read by whom the old one was written for."""
    require(member, "timeline.note")
    entry = sight.seen(member, entry)
    if entry.visibility != "internal":
        require(member, "timeline.release")
    fact = Fact("correction", {"text": text_of("text", text)}, entry.visibility, corrects=entry.seq)
    made = append(incident=entry.incident, actor=member, fact=fact, now=now)
    # Where the old one stands open, it says from now on by what it is corrected.
    hints.changed(entry.incident, entry.pk, now, entry.visibility)
    return made


@transaction.atomic
def release(*, member: Membership, entry: TimelineEntry, audience: str, now: datetime) -> Release:
    """Lets the client, or anybody, read this entry. A repeat returns the release there is.

    Raises Conflict (`drill`) in a drill and (`not_released`) while the incident itself is not released to the client.
    """
    require(member, "timeline.release")
    if audience not in AUDIENCES:
        raise Invalid.field("audience", "Choose client or public.", code="unknown_choice")
    entry = sight.seen(member, entry)
    incident = entry.incident
    refuse_in_drill(incident)
    if incident.released_to_client_at is None:
        raise Conflict("Release the incident to the client first.", code="not_released")
    made, new = Release.objects.get_or_create(
        entry=entry, audience=audience, defaults={"by_id": member.user_id, "at": now}
    )
    if new:
        fact = Fact("entry_released", {"entry": entry.seq, "audience": audience})
        append(incident=incident, actor=member, fact=fact, now=now)
        hints.written(incident, entry, audience, now)
    return made


def refuse_in_drill(incident: Incident) -> None:
    """Raises Conflict (`drill`): a drill can reach nobody outside."""
    if incident.is_drill:
        raise Conflict("This is a drill: nothing of it can leave the agency.", code="drill")


def verify(*, incident: Incident) -> int | None:
    """The number of the first bad record of the incident's chain, or None where all holds."""
    head = TimelineHead.objects.filter(incident_id=incident.pk).first()
    seals = SealedHead.objects.filter(agency=current_agency(), subject=incident.pk).values_list("seq", "digest")
    entries = TimelineEntry.objects.filter(incident_id=incident.pk).order_by("seq", "id").iterator(1000)
    end = chain.End(head.seq, head.digest) if head else chain.End(0, "")
    return chain.first_bad(entries, end, dict(seals))
