"""Which status updates were corrected since, and by which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from accounts.models import Membership
from incidents.models import StatusUpdate, TimelineEntry


@dataclass(frozen=True, slots=True)
class Correction:
    """The entry that says what an update should have said."""

    seq: int
    text: str


def corrections_of(*, member: Membership, updates: Iterable[StatusUpdate]) -> dict[UUID, Correction]:
    """By update, its last correction that the member may read: whoever is shown one of these updates is shown it, too.

    One query where nothing was corrected, else two, however many updates there are.
    """
    entries = TimelineEntry.objects.visible_to(member).filter(incident__in={one.incident_id for one in updates})
    later = entries.filter(corrects_seq__isnull=False).order_by("seq")
    right: dict[tuple[UUID, int], Correction] = {}
    for incident, wrong, seq, text in later.values_list("incident_id", "corrects_seq", "seq", "payload__text"):
        right[incident, wrong or 0] = Correction(seq, text or "")
    if not right:
        return {}
    # An entry whose payload was erased names no update.
    sent = entries.filter(kind="update_sent", seq__in={wrong for _, wrong in right}, payload__update__isnull=False)
    corrections = {}
    for incident, seq, update in sent.values_list("incident_id", "seq", "payload__update"):
        while (incident, seq) in right:  # a correction may be corrected
            corrections[UUID(update)] = right[incident, seq]
            seq = right[incident, seq].seq
    return corrections
