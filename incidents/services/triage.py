"""What becomes of an alert: it joins the running incident, or people are told; a rule may open an incident in triage.

The brand's row lock decides the order: of eight alerts at once, the first opens and seven join. The running incident is taken
under its lock, so that none joins one that is just ending: whoever ends it first is seen, whoever comes later finds the alert.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.brands.models import Brand
from accounts.cleaning import strip_bidi
from accounts.events.services import recording
from incidents.catalogue import ALERT_WAITING
from incidents.models import RUNNING, Incident
from incidents.services import clocks, joining, paging, telling, titles
from incidents.services.opening import Opening, begin
from incidents.services.proposals import ProposedPlan, mentions_of, plans_for
from monitoring.models import Alert

__all__ = ["ProposedPlan", "Triaged", "mentions_of", "plans_for", "triage"]


@dataclass(frozen=True, slots=True)
class Triaged:
    """What came of it: "joined", "opened" (both with the incident), "proposed", or "settled" (it was taken before)."""

    outcome: str
    incident: Incident | None = None


@transaction.atomic
def triage(*, alert_id: UUID, now: datetime) -> Triaged:
    """Takes one alert in hand, once; a repeat, or an alert somebody decided meanwhile, is "settled" and changes nothing.

    A running incident of the brand (never a drill, the one opened last) takes it; its severity is never changed by it.
    """
    brand_id = Alert.objects.filter(pk=alert_id).values_list("brand_id", flat=True).first()
    if brand_id is None:  # gone before its job came
        return Triaged("settled")
    brand = Brand.objects.select_for_update(no_key=True).get(pk=brand_id)
    running = _running(brand)
    # Of the alert alone: else Django locks the joined rule, too, and every other alert of it waits.
    alert = Alert.objects.select_for_update(of=("self",), no_key=True).select_related("rule").get(pk=alert_id)
    # The doorbell and the sweep may both bring it, or a person was faster.
    if alert.status != "open" or alert.triaged_at is not None:
        return Triaged("settled")
    alert.triaged_at = now
    if not paging.waits_for_digest(alert):
        alert.acknowledge_due_at = alert.acknowledge_due_at or clocks.acknowledge_due(brand, alert.severity, now)
    alert.save(update_fields=["triaged_at", "acknowledge_due_at"])
    if running is not None:
        return _join(running, alert, now)
    if alert.rule.may_open_incident:
        return _open(brand, alert, now)
    _page(brand, alert, now)
    return Triaged("proposed")


def _running(brand: Brand) -> Incident | None:
    """The brand's running incident that was opened last, under its lock. PostgreSQL asks the row again after waiting for it:
    one that ended meanwhile is passed over for the next."""
    # Never a drill: those in it practise, and nobody would look at what is real.
    rows = Incident.objects.filter(brand=brand, status__in=RUNNING, is_drill=False).order_by("-opened_at")
    incident: Incident | None = rows.select_for_update(of=("self",), no_key=True).select_related("brand").first()
    return incident


def _join(incident: Incident, alert: Alert, now: datetime) -> Triaged:
    entry = joining.take_alert(incident=incident, alert=alert, actor=None, action="join", now=now)
    joining.tell(incident, alert, of=entry.event, waits=paging.waits_for_digest(alert), now=now)
    return Triaged("joined", incident)


def _open(brand: Brand, alert: Alert, now: datetime) -> Triaged:
    opening = Opening(
        brand=brand,
        # The sentence may quote posts: their direction marks would turn the title around wherever it stands.
        title=strip_bidi(titles.suggested(alert))[:200],
        severity=alert.severity,
        reason=f"Proposed by the rule “{alert.rule.name}”",
        alert=alert,
    )
    incident = begin(actor=None, opening=opening, status="triage", now=now)
    _page(brand, alert, now, incident)
    return Triaged("opened", incident)


def _page(brand: Brand, alert: Alert, now: datetime, incident: Incident | None = None) -> None:
    """Wakes those the rule names, else the brand's first person who is not in quiet hours; if nobody acknowledges in time,
    the escalation sweep wakes the next. A rule's digest wakes nobody: it waits for each person's next one."""
    digest = incident is None and paging.waits_for_digest(alert)
    body = f"A rule opened #{incident.number} in triage." if incident else ""
    about = recording.About(
        alert.pk, brand=brand, incident_id=incident.pk if incident else None, severity=alert.severity
    )
    waiting = recording.record(ALERT_WAITING, about, by=None, now=now, due_at=alert.acknowledge_due_at)
    paging.page(
        alert,
        of=waiting,
        brand=brand,
        body=body,
        path=telling.room_path(incident) if incident else f"/alerts/{alert.pk}/",
        digest=digest,
        now=now,
    )
