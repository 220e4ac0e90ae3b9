"""How people hear of alerts that join a running incident: each by its own weight, clock and people; a storm as one message.

All that joined one incident is one matter: whoever acknowledges it has every alert of it in hand.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from accounts.events.models import Event
from accounts.models import Membership
from accounts.notifications.services import grouping, notifying, timing
from accounts.notifications.services.subjects import Subject
from incidents.models import RUNNING, Incident, IncidentAlert, TimelineEntry
from incidents.services import access, people, telling, timeline
from monitoring.alerting import services as alerting
from monitoring.models import Alert


def subject(incident_id: UUID) -> Subject:
    """What joined an incident, as the subject of pages."""
    return Subject("incident", incident_id)


def take_alert(
    *, incident: Incident, alert: Alert, actor: Membership | None, action: str, now: datetime
) -> TimelineEntry:
    """Puts an open alert into the incident: `action` is "open" where it began with it, "join" where it ran already."""
    alerting.mark_decided(
        alert=alert, action=action, member=actor, now=now, outcome="", reason=f"Incident #{incident.number}"
    )
    IncidentAlert.objects.create(incident=incident, alert=alert, joined_at=now)
    fact = timeline.Fact(
        "alert_joined",
        {
            "alert": alert.pk,
            "began_with": action == "open",
            "sentence": alerting.unnamed(alert),
            "severity": alert.severity,
            "seen": alert.seen,
            "expected": alert.expected,
            "raised_at": alert.raised_at,
            # Suggested, never set: the software does not raise a severity by itself.
            "suggested_severity": alert.severity if alert.severity < incident.severity else None,
        },
    )
    return timeline.append(incident=incident, actor=actor, fact=fact, now=now)


def tell(incident: Incident, alert: Alert, *, of: Event, waits: bool, now: datetime) -> None:
    """Tells whom the alert's rule names, else whoever is in charge; where the rule names others, the lead hears of it, too.

    One that is milder than the incident is left to who leads it, quiet hours or not; one as severe goes to somebody awake.
    `waits`: its rule has it gathered in a digest.
    """
    order = people.in_charge(incident, "alerts.decide")
    if alert.severity <= incident.severity:  # as severe, or worse: 1 is the worst
        order = timing.awake_first(order, severity=alert.severity, now=now)
    # All whom the rule names; of those in charge the first alone, for escalation wakes the next.
    wanted = alerting.who_is_told(alert.rule.tell, incident.brand_id) or order[:1]
    title, line = f"Another alert joined #{incident.number} {incident.title}", _line(incident, alert)
    path, dedupe = telling.room_path(incident), f"alert:{alert.pk}"
    if waits:
        notifying.notify(
            wanted, of=of, brand=incident.brand, kind="alert", title=title, body=line, path=path, dedupe=dedupe, now=now,
            severity=alert.severity, digest=True,
        )  # fmt: skip
        return
    # The alert's own weight: a critical one must wake people at night, however mild the incident was.
    piece = grouping.Piece(
        of=of, brand=incident.brand, kind="alert", about=subject(incident.pk), title=title, line=line, path=path, dedupe=dedupe,
        many=f"{{count}} alerts joined #{incident.number} {_plain(incident.title)}", severity=alert.severity,
        ack_due_at=alert.acknowledge_due_at,
    )  # fmt: skip
    grouping.notify_grouped(wanted, piece, now=now)
    lead = [user_id for user_id in order if user_id == incident.lead_id and user_id not in wanted]
    if alert.rule.tell and lead:
        # The lead only hears of it: the clock is theirs whom the rule names.
        grouping.notify_grouped(lead, replace(piece, ack_due_at=None), now=now)


def take_in_hand(member: Membership, incident: Incident, *, now: datetime) -> int:
    """The member acknowledges every alert of the incident that nobody has yet; its pages end. Returns how many alerts.

    The caller holds the incident's lock.
    """
    waiting = lock_unseen(incident.pk)
    if waiting:
        alerting.acknowledge_all(member=member, alerts=waiting, now=now)
    notifying.settle(subject(incident.pk), now=now, by=member.user_id)
    return len(waiting)


def lock_unseen(incident_id: UUID) -> list[UUID]:
    """The incident's alerts that want somebody, under their locks."""
    # In the order of ids: of two that take the same alerts, neither waits for the other in a circle.
    rows = _unseen(incident_id).select_for_update(no_key=True).order_by("pk")
    return list(rows.values_list("pk", flat=True))


class IncidentKeeper:
    """Answers for what joined an incident (accounts' Keeper)."""

    def waits(self, subject_id: UUID, *, lock: bool = False) -> bool:
        """It runs, and an alert of it was acknowledged by nobody. Locks both, for `unanswered` writes to those alerts."""
        rows = Incident.objects.filter(pk=subject_id, status__in=RUNNING)
        if lock:
            rows = rows.select_for_update(of=("self",), no_key=True)
        if rows.first() is None:
            return False
        return bool(lock_unseen(subject_id)) if lock else _unseen(subject_id).exists()

    def acknowledge(self, member: Membership, subject_id: UUID, *, now: datetime) -> None:
        """All its alerts are in their hands; of one that was merged meanwhile, those of the incident it went into."""
        # Seen first: the link of somebody who is off the brand must end no page.
        incident = access.get_visible(member, Incident(pk=subject_id))
        incident = access.lock_writable(member, incident.merged_into or incident)
        take_in_hand(member, incident, now=now)

    def unanswered(self, subject_id: UUID, *, now: datetime) -> None:
        """The record and each of the alerts say so."""
        waiting = list(_unseen(subject_id).order_by("raised_at", "pk").values_list("pk", flat=True))
        alerting.said_unanswered(waiting, now=now)
        incident = Incident.objects.select_related("brand").get(pk=subject_id)
        fact = timeline.Fact("alerts_unanswered", {"alerts": waiting, "count": len(waiting)})
        timeline.append(incident=incident, actor=None, fact=fact, now=now)


KEEPER = IncidentKeeper()


def _unseen(incident_id: UUID) -> QuerySet[Alert]:
    """Its alerts that want somebody: those of a digest never did."""
    joined = IncidentAlert.objects.filter(incident_id=incident_id).values("alert_id")
    rows: QuerySet[Alert] = Alert.objects.filter(pk__in=joined, acknowledged_at=None, acknowledge_due_at__isnull=False)
    return rows


def _line(incident: Incident, alert: Alert) -> str:
    if alert.severity >= incident.severity:
        return alert.sentence
    return f"{alert.sentence}\nIts rule suggests severity {alert.severity}; the incident is at {incident.severity}."


def _plain(text: str) -> str:
    # str.format reads braces in a title as places to fill.
    return text.replace("{", "{{").replace("}", "}}")
