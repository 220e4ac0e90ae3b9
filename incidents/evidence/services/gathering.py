"""What stands in an incident's file: its rows as the API shows them to one reader, and the names of the people they name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from accounts import hooks
from accounts.models import Membership, User
from accounts.roles import CLIENT
from incidents.models import (
    Approval,
    Debrief,
    Incident,
    IncidentAlert,
    IncidentMention,
    PublicAnswer,
    StatusUpdate,
    Task,
    TeamPlace,
    TimelineEntry,
    TimelineHead,
)
from incidents.services.chain import plain

# Of each kind so many rows at most; where there are more, the file says how many were left out.
MOST = 5_000
_BY_WHOM = {
    "acknowledged_by", "actor_id", "asked_by", "asked_of", "assignee", "by", "confirmed_by", "decided_by", "drafted_by", "edited_by",
    "finished_by", "lead", "opened_by", "owner", "sent_by", "sentiment_by", "started_by", "user_id",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gathered:
    """The record as JSON has it, and the entries it holds, oldest first."""

    record: dict[str, Any]
    entries: list[TimelineEntry]


def client_of(member: Membership, incident: Incident) -> Membership:
    """Somebody at the client's, nobody in particular, on this brand alone: what such a one sees is what was released."""
    nobody = User(pk=0, email="nobody@client.invalid", is_active=True)
    reader = Membership(user=nobody, agency=member.agency, role=CLIENT, status="active")
    reader.cached_brand_ids = [incident.brand_id]
    return reader


def gathered(incident: Incident, reader: Membership, *, salts: bool) -> Gathered:
    """Everything of the incident that the reader may see, up to where its chain ends now. `salts`: with what each entry's digest
    is reckoned from."""
    head = TimelineHead.objects.filter(incident=incident).first()
    seq, digest = (head.seq, head.digest) if head is not None else (0, "")
    seen = TimelineEntry.objects.visible_to(reader).filter(incident=incident, seq__lte=seq)
    entries = list(seen.prefetch_visible(reader, "releases").order_by("seq")[: MOST + 1])
    here = {"incident": incident}
    alerts = IncidentAlert.objects.visible_to(reader).filter(**here).order_by("joined_at", "pk")
    mentions = IncidentMention.objects.visible_to(reader).filter(**here).order_by("linked_at", "pk")
    rows = {
        "timeline": ("entry", [one.pk for one in entries]),
        "tasks": ("task", _ids(Task.objects.visible_to(reader).filter(**here).order_by("order", "pk"))),
        "updates": ("update", _ids(StatusUpdate.objects.visible_to(reader).filter(**here).order_by("sent_at", "pk"))),
        "answers": ("answer", _ids(PublicAnswer.objects.visible_to(reader).filter(**here).order_by("drafted_at", "pk"))),
        "approvals": ("approval", _ids(Approval.objects.visible_to(reader).filter(answer__incident=incident).order_by("asked_at", "pk"))),
        "alerts": ("alert", _ids(alerts, "alert_id")),
        "mentions": ("mention", _ids(mentions, "mention_id")),
        "debriefs": ("debrief", _ids(Debrief.objects.visible_to(reader).filter(**here))),
    }  # fmt: skip
    record: dict[str, Any] = {
        "incident": _shown("incident", [incident.pk], reader)[0],
        "chain": {"seq": seq, "digest": digest},
    }
    record |= {name: _shown(kind, ids[:MOST], reader) for name, (kind, ids) in rows.items()}
    record["left_out"] = {name: "more" for name, (_, ids) in rows.items() if len(ids) > MOST}
    record["team"] = [
        {"duty": place.duty, "user_id": place.user_id, "since": plain(place.since)}
        for place in TeamPlace.objects.visible_to(reader).filter(**here).order_by("duty")
    ]
    for line, entry in zip(record["timeline"], entries, strict=False):
        line |= {"previous": entry.previous, "payload_digest": entry.payload_digest}
        if salts:
            line["salt"] = entry.salt
    record["people"] = _names(record)
    return Gathered(record, entries[:MOST])


def _ids(rows: Any, column: str = "pk") -> list[Any]:
    return list(rows.values_list(column, flat=True)[: MOST + 1])


def _shown(kind: str, ids: list[Any], reader: Membership) -> list[dict[str, Any]]:
    found = hooks.shapes.answer.shown(kind, [str(pk) for pk in ids], reader)
    return [found[str(pk)] for pk in ids if str(pk) in found]


def _names(record: dict[str, Any]) -> dict[str, str]:
    """By id, of everybody the record names by theirs."""
    ids = set(_named(record))
    people = User.objects.filter(pk__in=ids).order_by("pk")
    return {str(person.pk): str(person) for person in people}


def _named(value: Any) -> Iterator[int]:
    inner: Iterable[Any] = value if isinstance(value, list) else ()
    if isinstance(value, dict):
        for name, one in value.items():
            if name in _BY_WHOM and type(one) is int:
                yield one
        inner = value.values()
    for one in inner:
        yield from _named(one)
