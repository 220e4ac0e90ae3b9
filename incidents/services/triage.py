"""What becomes of an alert: it joins the running incident, or people are told; a rule may open an incident in triage.

The brand's row lock decides the order: of eight alerts at once, the first opens and seven join.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.brands.models import Brand
from accounts.models import Membership
from accounts.notifications.models import Notification
from accounts.notifications.services import live, news, timing
from accounts.permissions import may
from incidents.models import RUNNING, Incident
from incidents.services import clocks, hints
from incidents.services.opening import Opening, begin, take_alert
from incidents.services.proposals import ProposedPlan, mentions_of, plans_for
from monitoring.models import Alert
from monitoring.services.alerting import acknowledge, who_is_told

MOST_SEVERE = 1
__all__ = ["ProposedPlan", "Triaged", "acknowledged", "mentions_of", "plans_for", "triage"]


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
    if brand_id is None:
        return Triaged("settled")
    brand = Brand.objects.select_for_update(no_key=True).get(pk=brand_id)
    alert = Alert.objects.select_for_update(of=("self",), no_key=True).select_related("rule").get(pk=alert_id)
    if alert.status != "open" or alert.triaged_at is not None:
        return Triaged("settled")
    alert.triaged_at = now
    if not _waits(alert):
        alert.acknowledge_due_at = alert.acknowledge_due_at or clocks.acknowledge_due(brand, alert.severity, now)
    alert.save(update_fields=["triaged_at", "acknowledge_due_at"])
    running = Incident.objects.filter(brand=brand, status__in=RUNNING, is_drill=False).order_by("-opened_at").first()
    if running is not None:
        return _join(running, alert, now)
    if alert.rule.may_open_incident:
        return _open(brand, alert, now)
    _page(brand, alert, now)
    live.hint(brand, topic="alerts", kind="changed", subject=str(alert.pk), now=now)
    return Triaged("proposed")


def acknowledged(member: Membership, notification: Notification, *, now: datetime) -> None:
    """Somebody acknowledged the page of an alert (accounts' ON_ACKNOWLEDGED): the alert is acknowledged by them, too."""
    kind, _, alert_id = notification.dedupe.removesuffix(":next").partition(":")
    if kind == "alert" and may(member, "alerts.decide"):
        alert = Alert.objects.visible_to(member).filter(pk=alert_id).first()
        if alert is not None:
            acknowledge(member=member, alert=alert, now=now)


def _join(incident: Incident, alert: Alert, now: datetime) -> Triaged:
    take_alert(incident=incident, alert=alert, actor=None, action="join", now=now)
    worse = alert.severity < incident.severity
    title = f"Another alert joined #{incident.number} {incident.title}"
    body = alert.sentence
    if worse:
        body += f"\nIts rule suggests severity {alert.severity}; the incident is at {incident.severity}."
    about = hints.News("alert", title, news.about_alert(alert.pk), body=body)
    wanted = [incident.lead_id] if incident.lead_id is not None else news.people_of(incident.brand)[:1]
    hints.tell(incident, wanted, about, now)
    return Triaged("joined", incident)


def _open(brand: Brand, alert: Alert, now: datetime) -> Triaged:
    opening = Opening(
        brand=brand,
        title=alert.sentence[:200],
        severity=alert.severity,
        reason=f"Proposed by the rule “{alert.rule.name}”",
        alert=alert,
    )
    incident = begin(actor=None, opening=opening, status="triage", now=now)
    _page(brand, alert, now, incident)
    return Triaged("opened", incident)


def _waits(alert: Alert) -> bool:
    """Whether its rule has it gathered in a digest. What turned critical never waits."""
    return alert.rule.digest and alert.severity > MOST_SEVERE


def _page(brand: Brand, alert: Alert, now: datetime, incident: Incident | None = None) -> None:
    """Wakes those the rule names, else the brand's first person who is not in quiet hours; if nobody acknowledges in time,
    the escalation sweep wakes the next. A rule's digest wakes nobody: it waits for each person's next one."""
    digest = incident is None and _waits(alert)
    news.tell(
        who_is_told(alert.rule.tell, brand.pk)
        or timing.awake_first(news.people_of(brand), severity=alert.severity, now=now)[:1],
        brand=brand,
        kind="alert",
        title=alert.sentence,
        body=f"A rule opened #{incident.number} in triage." if incident else "",
        path=hints.room(incident) if incident else f"/alerts/{alert.pk}/",
        dedupe=news.about_alert(alert.pk),
        now=now,
        severity=alert.severity,
        ack_due_at=None if digest else alert.acknowledge_due_at,
        digest=digest,
    )
