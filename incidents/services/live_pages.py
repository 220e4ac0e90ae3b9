"""What events of an incident change on open pages.

Hints have the topic "incident:<id>". Kind "new" is a timeline entry (key: its id); "changed" is an entry, a task, an answer or the
incident's own head (key: the id). Topic "incidents": what the desk lists of them. A moved alert is one of "alerts", too.
"""

from collections.abc import Iterable

from accounts.events.models import Event
from accounts.events.services.recording import OnPages
from accounts.notifications.services.live import Shown
from incidents import catalogue

_LISTED = {one.action.name for one in catalogue.STATUS.values()} | {
    catalogue.TOLD[kind].action.name for kind in ("opened", "merged_in", "severity", "lead", "renamed", "released")
}
# What a client who was let in sees of the incident itself.
_TO_CLIENT = {one.action.name for one in catalogue.STATUS.values()} | {
    catalogue.TOLD[kind].action.name for kind in ("merged_in", "released")
}


def of_incident(event: Event) -> Iterable[Shown]:
    """Of the room, and of lists that name the incident."""
    if event.incident_id is None:
        return
    topic, rows = f"incident:{event.incident_id}", event.on_pages or OnPages()
    if rows.new is not None:
        yield Shown(topic, "new", str(rows.new), event.visibility)
    if rows.changed is not None:
        # Whom the entry was released to has it anew; an erased or corrected one is renewed where it stands.
        kind = "new" if event.action == catalogue.TOLD["entry_released"].action.name else "changed"
        yield Shown(topic, kind, str(rows.changed), "client" if rows.to_client else event.visibility)
    heard = "client" if event.action in _TO_CLIENT and rows.to_client else "internal"
    yield Shown(topic, "changed", event.subject_id, heard)
    if event.action in _LISTED:
        yield Shown("incidents", "changed", str(event.incident_id))
    if "alert" in event.data:
        yield Shown("alerts", "changed", str(event.data["alert"]))
