"""Two incidents of one brand that turn out to be one matter: one goes into the other, and both records stay.

What people do with the merged one ends; what still has to be done, or is still on its way to somebody, goes along:

- Alerts, with whoever is being woken for them, and linked mentions: the next alert of the matter joins the incident that stays,
  because it is the one that runs.
- Open tasks, with owner and due time, marked with where they came from. Work that was begun has an owner who counts on it and a
  client who may wait for it, so it is not silently given up; only a step that both plans have would be done twice, and ends. One that was skipped where
  the matter goes on is to be done again there.
- The client's promise: the earlier of the two stays. The higher severity stays, and the earlier of each milestone, so that
  response times, spans and the one debrief are the matter's, counted once.
- Texts nobody took to post end, and their questions with them: a yes was given to words of another incident. A copy can be
  drafted where the matter goes on. What was handed off may stand in public already: it can still be confirmed, and the
  incident that stays owes that word.

Only what runs is merged: the record of what ended says how it ended. A merge can't be undone; records that were taken apart
again would tell a story that never was. Incidents merged into the merged one are pointed on, so that nobody is led twice.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.cleaning import clean_line
from accounts.errors import Conflict, Invalid
from accounts.events.models import Event
from accounts.lifecycle import move
from accounts.models import Membership
from accounts.permissions import require
from accounts.truncation import truncate_middle
from incidents import hooks
from incidents.models import INCIDENT, Incident
from incidents.services import access, carrying, command, ending, moving, people, telling, timeline

MOST_SAID = 500


@dataclass(frozen=True, slots=True)
class Carried:
    """What went along; ids and texts as the records say it."""

    alerts: list[UUID]
    mentions: int
    tasks: carrying.Tasks
    answers: list[str]
    milestones: dict[str, datetime]

    def plain(self) -> dict[str, object]:
        """For the records of both."""
        return {
            "alerts": self.alerts,
            "mentions": self.mentions,
            "tasks": [one.title for one in [*self.tasks.moved, *self.tasks.again]],
            "ended_tasks": [one.title for one in self.tasks.ended],
            "answers": self.answers,
        }


@transaction.atomic
def merge(*, member: Membership, incident: Incident, into: Incident, reason: str, now: datetime) -> Incident:
    """Ends a running incident by merging it into another of its brand that runs, too; returns the merged one.

    Locks: the brand, so that of two merges at once the second sees the first; then every incident concerned in the order of
    ids. Raises Invalid (`into`, `reason`), NotFound, Conflict: `wrong_state` where one of them does not run (any more) or only
    the one that stays is still in triage, `not_released` where the client follows the merged one and can't see the other.
    """
    require(member, "incidents.run")
    reason = clean_line("reason", reason, most=MOST_SAID)
    if incident.pk == into.pk:
        raise Invalid.field("into", "Choose another incident.", code="unchanged")
    access.lock_visible(member, access.get_visible(member, incident).brand)
    # Under the brand's lock no other merge adds to them before they are locked, too.
    earlier = list(Incident.objects.visible_to(member).filter(merged_into=incident.pk).order_by("number"))
    ids = sorted({incident.pk, into.pk, *(one.pk for one in earlier)})
    rows = {pk: access.lock_visible(member, Incident(pk=pk)) for pk in ids}
    source, target = rows[incident.pk], rows[into.pk]
    refuse(source, target)
    told, before = _concerned(source, target, member), source.status
    values: dict[str, Any] = {"merged_into_id": target.pk, "closed_at": now, "next_update_due_at": None}
    promise = carrying.promise(source, target)  # before the move ends it
    source.status = move(Incident.objects.all(), source.pk, INCIDENT, "merge", **values)
    # move() writes the row, not this object, which the record and the caller read on.
    source.merged_into, source.closed_at, source.next_update_due_at = target, now, None
    carried = _carry(source, target, member, now)
    if source.severity < target.severity:
        why = truncate_middle(f"#{source.number} was merged into this: {reason}", MOST_SAID)
        target = command.set_severity(member=member, incident=target, severity=source.severity, reason=why, now=now)
    _keep_promise(target, promise)
    merged = _record(source, target, member, carried, {"from": before, "reason": reason}, now)
    for one in earlier:
        _point_on(rows[one.pk], source, target, member, now)
    _tell(source, target, told, reason, now, of=merged)
    return source


def refuse(source: Incident, target: Incident) -> None:
    """Raises what keeps one from going into the other: see `merge`."""
    moving.refuse_pair(source, target, field="into")
    moving.refuse_unless_running(source)
    # Work under way would be back at the question whether there is anything at all.
    if target.status == "triage" and source.status != "triage":
        raise Conflict(
            f"#{target.number} is still in triage. Confirm it first, or merge it into #{source.number} instead.",
            code="wrong_state",
            data={"current": target.status, "possible": INCIDENT.actions_from(target.status)},
        )
    # The client would lose what they follow, or read what nobody released to them.
    if source.released_to_client_at is not None and target.released_to_client_at is None:
        raise Conflict(
            f"The client follows #{source.number} and can’t see #{target.number}. Release #{target.number} to the client first, "
            f"or merge it into #{source.number} instead.",
            code="not_released",
        )


def _carry(source: Incident, target: Incident, member: Membership, now: datetime) -> Carried:
    ending.hold(source)
    tasks, mentions = carrying.move_tasks(source, target, member, now), carrying.move_mentions(source, target)
    alerts, milestones = carrying.move_alerts(source, target, now), carrying.keep_earliest(source, target)
    reason = f"Merged into #{target.number}"
    ended = hooks.speaking.answer.end_unsaid(incident=source, member=member, reason=reason, now=now)
    return Carried(alerts, mentions, tasks, ended, milestones)


def _keep_promise(target: Incident, promise: datetime | None) -> None:
    if promise is not None and (target.next_update_due_at is None or promise < target.next_update_due_at):
        target.next_update_due_at = promise
        target.save(update_fields=["next_update_due_at"])


def _record(
    source: Incident, target: Incident, member: Membership, carried: Carried, said: dict[str, str], now: datetime
) -> Event:
    """The closing entry of the one, and the entry of the other, each with the way to the other's room."""
    what = carried.plain()
    ends = {"action": "merge", "to": "merged", "into": target.number, "into_title": target.title} | said | what
    entry = timeline.append(incident=source, actor=member, fact=timeline.Fact("status", ends), now=now)
    takes = {"number": source.number, "title": source.title, "reason": said["reason"]} | what
    takes |= {"milestones": carried.milestones, "next_update_due_at": target.next_update_due_at}
    timeline.append(incident=target, actor=member, fact=timeline.Fact("merged_in", takes), now=now)
    return entry.event


def _point_on(earlier: Incident, source: Incident, target: Incident, member: Membership, now: datetime) -> None:
    """What was merged into the merged one leads to where both are now; its own record says so."""
    Incident.objects.filter(pk=earlier.pk).update(merged_into=target)
    on = {"number": source.number, "into": target.number, "into_title": target.title}
    timeline.append(incident=earlier, actor=member, fact=timeline.Fact("merged_on", on), now=now)


def _concerned(source: Incident, target: Incident, member: Membership) -> list[int]:
    """Who hears of it: the leads, duties and watchers of both, and whose task is open; before anything moved."""
    owners = source.tasks.filter(status__in=carrying.OPEN, owner__isnull=False).values_list("owner_id", flat=True)
    leads = [one for one in (source.lead_id, target.lead_id) if one is not None]
    user_ids = dict.fromkeys([*leads, *telling.watchers(source), *telling.watchers(target), *owners])
    return [user_id for user_id in user_ids if user_id != member.user_id]


def _tell(source: Incident, target: Incident, told: list[int], reason: str, now: datetime, *, of: Event) -> None:
    title, path = f"#{source.number} was merged into {target}", telling.room_path(target)
    body = f"#{source.number} was: {source.title}\nReason: {reason}"
    telling.tell(source, told, telling.News("incident", title, body, path=path), now, of=of)
    if source.released_to_client_at is None:
        return
    title = f"{source.brand}: “{source.title}” goes on under “{target.title}”"
    about = telling.News("incident", title, path=path, for_clients=True)
    telling.tell(source, people.clients(people.on_brand(source.brand_id)), about, now, of=of)
