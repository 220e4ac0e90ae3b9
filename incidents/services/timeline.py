"""The append-only record of an incident: entries, corrections, releases, and the check that nothing was changed."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.cleaning import clean_text
from accounts.errors import Conflict, Invalid
from accounts.events.models import Event
from accounts.events.services import recording
from accounts.models import Membership, SealedHead
from accounts.permissions import require
from accounts.tenancy import current_agency
from incidents import catalogue
from incidents.models import VISIBILITIES, Incident, Release, TimelineEntry, TimelineHead
from incidents.services import access, chain, people, telling
from incidents.services.record_check import Said
from incidents.services.row_digests import naming

DOUBLE_TAP = timedelta(seconds=30)  # who lost the answer sends once more, and an entry can't be taken back
# Records of before stay readable as they were written; nothing new is told to a public that can read it nowhere.
NO_PUBLIC_PAGE = "There is no public page yet: nothing would reach the public. Choose the client."


@dataclass(frozen=True, slots=True)
class Fact:
    """What an entry says. `payload` takes text, whole numbers, times, ids, lists and mappings of them."""

    kind: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    visibility: str = "internal"
    corrects: int | None = None
    by: str = ""  # how the record calls the actor, where it is not simply their name
    by_link: bool = False  # by a link in a mail
    told: Mapping[str, Any] = field(default_factory=dict)  # what its event says that the entry says in other words
    renews: UUID | None = None  # another entry, which is not what it was on open pages


# Without a savepoint: an entry that fails takes what it records with it, for nothing happens that the record does not say.
@transaction.atomic(savepoint=False)
def append(*, incident: Incident, actor: Membership | None, fact: Fact, now: datetime) -> TimelineEntry:
    """Adds one entry at the end of the incident's chain, under the lock of its head.

    Called inside the transaction of what it records, after every other lock was taken. `actor` None is the software.
    """
    head = _hold(incident.pk)
    # 128 bits of salt: without it, nothing short can be guessed from the digest that stays when it is erased.
    payload, salt = chain.plain(fact.payload), secrets.token_hex(16)
    entry = TimelineEntry(
        incident_id=incident.pk,
        seq=head.seq + 1,
        at=now,
        kind=fact.kind,
        actor_id=actor.user_id if actor else None,
        actor_label=(fact.by or people.label(actor))[:200],  # a long name must not keep the act out of the record
        visibility=fact.visibility,
        payload=payload,
        salt=salt,
        payload_digest=chain.payload_digest(salt, payload),
        previous=head.digest,
        corrects_seq=fact.corrects,
    )
    entry.digest = chain.entry_digest(entry)
    entry.save(force_insert=True)  # never an UPDATE: the serving role has no right to one here
    head.seq, head.digest = entry.seq, entry.digest
    head.save(update_fields=["seq", "digest"])
    # At once, so that there is no time in which the end can be cut unseen; the sweep (seals.seal_heads) is the guarantee.
    seal = SealedHead(agency=current_agency(), subject=incident.pk, seq=entry.seq, digest=entry.digest)
    # Robust: the act is committed, and must not look failed because its seal is.
    transaction.on_commit(lambda: SealedHead.objects.bulk_create([seal], ignore_conflicts=True), robust=True)
    entry.event = _tell(incident, entry, actor, fact)
    return entry


def _tell(incident: Incident, entry: TimelineEntry, actor: Membership | None, fact: Fact) -> Event:
    """The event of an entry, in the agency's record: each entry has one (incidents.catalogue)."""
    said = {"entry": entry.seq, **fact.payload, **fact.told}
    told = catalogue.told_as(fact.kind, said)
    subject = about(incident, said[told.subject] if told.subject else incident.pk)
    open_to_client = incident.released_to_client_at is not None
    return recording.record(
        told.action,
        replace(subject, on_pages=recording.OnPages(entry.pk, fact.renews, open_to_client)),
        by=actor,
        now=entry.at,
        visibility="internal" if fact.visibility == "internal" else "client",
        by_link=fact.by_link,
        **told.data(said),
    )


def about(incident: Incident, key: UUID) -> recording.About:
    """Something of an incident, as the subject of an event."""
    label = f"#{incident.number}" if key == incident.pk else f"of #{incident.number}"
    return recording.About(
        key,
        label,
        brand=incident.brand_id,
        incident_id=incident.pk,
        severity=incident.severity,
        drill=incident.is_drill,
    )


@transaction.atomic
def note(
    *, member: Membership, incident: Incident, text: str, visibility: str = "internal", now: datetime
) -> TimelineEntry:
    """Writes a note. One for the client is a release, and needs the power to release. Invalid `no_public_page`.

    The same words again within 30 seconds are one note: whoever lost the answer sends once more, and the record can't be cleaned.
    """
    require(member, "timeline.note")
    if visibility != "internal":
        require(member, "timeline.release")
        check_audience("visibility", visibility)
    incident = access.get_visible(member, incident)
    if visibility != "internal":
        refuse_in_drill(incident)
    return _once(incident, member, Fact("note", {"text": clean_text("text", text)}, visibility), now)[0]


@transaction.atomic
def correct(*, member: Membership, entry: TimelineEntry, text: str, now: datetime) -> TimelineEntry:
    """Corrects an entry by a new one that names it; the old one stays. Read by everybody who may read the old one: those it
    was written for, and those it was released to. A client who could read the wrong words is told."""
    require(member, "timeline.note")
    entry = access.get_visible(member, entry)
    _hold(entry.incident_id)  # whom it is released to can't change until its correction is there for them
    audience = audience_of(entry)
    if audience != "internal":
        require(member, "timeline.release")
    text = clean_text("text", text)
    # Where the old one stands open, it says from now on by what it is corrected.
    fact = Fact("correction", {"text": text}, audience, entry.seq, renews=entry.pk)
    made, again = _once(entry.incident, member, fact, now)
    if again:
        return made
    if audience != "internal":
        _tell_corrected(entry, made, text, now)
    return made


def just_said(incident: Incident, member: Membership, kind: str, now: datetime, **said: object) -> TimelineEntry | None:
    """The member's entry of this kind that says the same, if it is younger than 30 seconds. Asked under the head's lock or a wider one."""
    rows = TimelineEntry.objects.filter(incident=incident, kind=kind, actor_id=member.user_id, at__gt=now - DOUBLE_TAP)
    return rows.filter(**said).order_by("-seq").first()


def _once(incident: Incident, member: Membership, fact: Fact, now: datetime) -> tuple[TimelineEntry, bool]:
    """The entry, and whether it was there already."""
    _hold(incident.pk)
    if fact.kind == "note":  # what was merged is written on no more; a wrong word in it can still be corrected
        access.refuse_merged(access.get_visible(member, incident))
    text, audience = fact.payload["text"], fact.visibility
    entry = just_said(
        incident, member, fact.kind, now, payload__text=text, visibility=audience, corrects_seq=fact.corrects
    )
    return (entry, True) if entry else (append(incident=incident, actor=member, fact=fact, now=now), False)


def _hold(incident_id: UUID) -> TimelineHead:
    """The end of the incident's chain, under its lock: nobody else writes to its record before the transaction ends."""
    head: TimelineHead = TimelineHead.objects.select_for_update(no_key=True).get(incident_id=incident_id)
    return head


def audience_of(entry: TimelineEntry) -> str:
    """The widest of those who may read it: as it was written, or as it was released since."""
    reach = {entry.visibility, *Release.objects.filter(entry=entry).values_list("audience", flat=True)}
    return next(name for name in reversed(VISIBILITIES) if name in reach)


def corrected(*, member: Membership, entries: Iterable[TimelineEntry]) -> dict[UUID, int]:
    """By entry, the number of the last one that corrects it, as far as the member may read that. One query for all."""
    rows = {(one.incident_id, one.seq): one.pk for one in entries}
    later = TimelineEntry.objects.visible_to(member).filter(
        incident__in={incident for incident, _ in rows}, corrects_seq__in={seq for _, seq in rows}
    )
    corrections = later.order_by("seq").values_list("incident_id", "corrects_seq", "seq")
    # The two lists are asked apart: a number that is another incident's falls out here.
    return {rows[incident, wrong or 0]: seq for incident, wrong, seq in corrections if (incident, wrong) in rows}


def _tell_corrected(entry: TimelineEntry, made: TimelineEntry, text: str, now: datetime) -> None:
    incident = entry.incident
    if incident.released_to_client_at is None:
        return
    wrong = str((entry.payload or {}).get("text", ""))
    body = f"{text}\n\nIt was written before: “{wrong}”" if wrong else text
    about = telling.News("incident", f"Corrected: {incident.title}", body, for_clients=True)
    telling.tell(incident, people.clients(people.on_brand(incident.brand_id)), about, now, of=made.event)


@transaction.atomic
def release(*, member: Membership, entry: TimelineEntry, audience: str, now: datetime) -> Release:
    """Lets the client read this entry, and what corrects it. A repeat returns the release there is.

    Raises Invalid (`no_public_page`), Conflict (`drill`) in a drill and (`not_released`) while the incident itself is not released to the client.
    """
    require(member, "timeline.release")
    check_audience("audience", audience)
    entry = access.get_visible(member, entry)
    incident = entry.incident
    refuse_in_drill(incident)
    access.refuse_merged(incident)
    if incident.released_to_client_at is None:
        raise Conflict("Release the incident to the client first.", code="not_released")
    _hold(incident.pk)  # no correction is written meanwhile that would not go along
    made, new = Release.objects.get_or_create(
        entry=entry, audience=audience, defaults={"by_id": member.user_id, "at": now}
    )
    if new:
        fact = Fact("entry_released", {"entry": entry.seq, "audience": audience} | naming([made]), renews=entry.pk)
        append(incident=incident, actor=member, fact=fact, now=now)
        for later in TimelineEntry.objects.filter(incident=incident, corrects_seq=entry.seq):
            if audience_of(later) == "internal":  # nobody reads the wrong words without the right ones
                release(member=member, entry=later, audience=audience, now=now)
    return made


def check_audience(field: str, audience: str) -> None:
    """Raises Invalid at the field unless somebody outside can really read what is said to this audience."""
    if audience == "public":
        raise Invalid.field(field, NO_PUBLIC_PAGE, code="no_public_page")
    if audience not in VISIBILITIES[1:]:
        raise Invalid.field(field, "Choose the client.", code="unknown_choice")


def refuse_in_drill(incident: Incident) -> None:
    """Raises Conflict (`drill`): a drill can reach nobody outside."""
    if incident.is_drill:
        raise Conflict("This is a drill: nothing of it can leave the agency.", code="drill")


@dataclass(frozen=True, slots=True)
class Bad:
    """The number of the first bad record of a chain, and what about it does not hold."""

    seq: int
    what: str = "does not hold"


@transaction.atomic
def check(*, incident: Incident) -> Bad | None:
    """What first does not hold: the chain itself, else a row beside it for which it vouches. None where all holds.

    Under the lock of the head: nobody writes to the record, or to the rows with an entry about them, while they are read.
    """
    head = TimelineHead.objects.select_for_update(no_key=True).filter(incident_id=incident.pk).first()
    seals = SealedHead.objects.filter(agency=current_agency(), subject=incident.pk).values_list("seq", "digest")
    rows = TimelineEntry.objects.filter(incident_id=incident.pk).order_by("seq", "id").iterator(1000)
    # Without a head nothing holds: no chain ends in an empty digest.
    end = chain.End(head.seq, head.digest) if head else chain.End(0, "")
    said = Said()
    broken = chain.first_bad(said.listening(rows), end, dict(seals))
    if broken is not None:
        return Bad(broken)
    mismatch = said.first_mismatch(incident)
    return Bad(*mismatch) if mismatch else None


def verify(*, incident: Incident) -> int | None:
    """The number of the first bad record of the incident's chain, or None where all holds."""
    bad = check(incident=incident)
    return bad.seq if bad else None
