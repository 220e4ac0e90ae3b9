"""Telling how it goes: one more act with a whole incident."""

from datetime import datetime

from django.utils import timezone

from accounts.models import Membership
from incidents.models import Incident
from incidents.speaking.forms.updates import UpdateForm
from incidents.speaking.services import updates
from incidents.views.acts import Act, Given, act_view


def _update(member: Membership, incident: Incident, given: Given, now: datetime) -> None:
    words = {name: given[name] for name in ("text", "next_due_at")}
    if given.get("release"):
        updates.release_and_send(member=member, incident=incident, **words, now=now)
    else:
        updates.send_update(member=member, incident=incident, audience=given["audience"], **words, now=now)


update = act_view(
    "updates.send",
    Act(
        title="Send an update on #{incident.number}",
        button="Send update",
        form=UpdateForm,
        text="It goes out as it stands here and can't be undone.",
        start=lambda incident, now: {
            "next_due_at": timezone.localtime(updates.suggested_promise(incident=incident, now=now))
        },
        run=_update,
        said="Update sent",
        tab="timeline",
    ),
)
