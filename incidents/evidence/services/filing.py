"""An incident as one file, in two cuts: all that a member of staff sees, for counsel; what was released, for the client.

From the same rows the same file is made, byte for byte: nothing in it says when, or for whom. That it was taken is an event, with its
hash. The hashes of its parts stand in it, and so does the end of the incident's chain of entries, by which it can be held against
the record later.
"""

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string

from accounts.errors import Conflict, Invalid
from accounts.events.services import recording
from accounts.models import Membership
from accounts.pages import context_of
from accounts.permissions import require
from incidents.catalogue import CUTS, EXPORTED
from incidents.evidence.services.gathering import Gathered, client_of, gathered
from incidents.evidence.services.reading import RecordPage, page_of
from incidents.models import Incident
from incidents.services import timeline

_MADE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: no part of the file tells when it was made
HOW_TO_CHECK = """How to check this record

1. sha256sum --check SHA256SUMS
   The parts of this file are as they were when it was made. The hash of the whole file stands in the agency's log of events.

2. record.json, "timeline": each entry binds all entries before it.
   payload_digest = SHA-256(salt followed by the payload as canonical JSON)
   digest = SHA-256(canonical JSON of [previous, incident, seq, at, kind, actor_id, actor_label, visibility, corrects_seq,
            payload_digest]), "at" in UTC with six digits after the second and +00:00
   Canonical JSON: keys sorted, no spaces, characters as they are, in UTF-8. The first entry's "previous" is 64 zeros.
   In the client's file entries that were not released are missing, and with them the salts: each entry still names its digest.

3. record.json, "chain": the number and digest of the last entry. The agency can show that its record still holds it.
"""


@dataclass(frozen=True, slots=True)
class File:
    """A zip, its name and its hash."""

    name: str
    body: bytes
    sha256: str


@transaction.atomic
def file_of(*, member: Membership, incident: Incident, cut: str, now: datetime) -> File:
    """The incident's file. At most 5,000 rows of a kind are in it; it names the kinds that have more.

    Raises Invalid (`for`), Forbidden, NotFound, Conflict (`not_released`) for the client's cut of one the client can't see.
    """
    require(member, "debriefs.see")
    if cut not in CUTS:
        raise Invalid.field("for", f"Choose one of: {', '.join(CUTS)}.")
    found: Incident = Incident.objects.get_visible(member, pk=incident.pk)
    if cut == "client":
        require(member, "timeline.release")
        if found.released_to_client_at is None:
            raise Conflict("This incident isn't released to the client.", code="not_released")
    reader = client_of(member, found) if cut == "client" else member
    what = gathered(found, reader, salts=cut == "counsel")
    body = zipped(_parts(what, page_of(found, what, reader, cut)))
    made = File(f"incident-{found.number}-{cut}.zip", body, hashlib.sha256(body).hexdigest())
    about = timeline.about(found, found.pk)
    data: dict[str, Any] = {"for": cut, "sha256": made.sha256}  # a word of the language
    recording.record(EXPORTED, about, by=member, now=now, **data)
    return made


def _parts(what: Gathered, page: RecordPage) -> dict[str, bytes]:
    record = json.dumps(what.record, ensure_ascii=False, sort_keys=True, indent=1)
    parts = {
        "HOW-TO-CHECK.txt": HOW_TO_CHECK.encode(),
        "record.html": render_to_string("incidents/evidence/record.html", context_of(page)).encode(),
        "record.json": f"{record}\n".encode(),
    }
    sums = "".join(f"{hashlib.sha256(body).hexdigest()}  {name}\n" for name, body in parts.items())
    end = what.record["chain"]
    return parts | {"SHA256SUMS": f"# The chain of entries ends at {end['seq']} with {end['digest']}\n{sums}".encode()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """The same parts give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, body in parts.items():
            info = zipfile.ZipInfo(name, date_time=_MADE)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(info, body)
    return made.getvalue()
