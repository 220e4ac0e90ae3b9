"""How an incident goes in figures: the brand's curve since before it began, and the mentions that arrive and are in nobody's hand."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from accounts.models import Membership
from accounts.permissions import require
from incidents.models import Incident, IncidentAlert, IncidentMention, Milestone
from monitoring.insight.services import figures
from monitoring.models import Alert, Mention

BEFORE = timedelta(hours=2)  # shown before it began, so that the usual is seen beside the unusual
AFTER = timedelta(hours=2)  # and after its end
LATELY = timedelta(minutes=30)
MOST_STEPS = 120
_HOUR = timedelta(hours=1)
_STEPS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 30, 60, 240, 1440))


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """`began` is the earliest of its alerts' "unusual since" and its opening; `marks` are (moment, what: began, opened, published)."""

    series: figures.Series
    began: datetime
    until: datetime
    marks: tuple[tuple[datetime, str], ...]
    hour: tuple[int, int]  # mentions and negative ones of the last hour shown
    usual: tuple[int, int] | None  # of that hour; None where nothing is known
    ended: bool


def curve_of(*, member: Membership, incident: Incident, now: datetime) -> Curve:
    """The brand's mentions per step with what was expected then. For staff of the brand: raises Forbidden. About nine queries."""
    require(member, "mentions.see")
    alerts = _alerts(member, incident)
    began = _began(incident, alerts)
    end = incident.closed_at or incident.resolved_at
    until = min(now, end + AFTER) if end else now
    start = began - BEFORE
    step = next((one for one in _STEPS if (until - start) / one <= MOST_STEPS), _STEPS[-1])
    series = figures.series(brand=incident.brand, start=start, end=until, step=step)
    hour = figures.series(brand=incident.brand, start=until - _HOUR, end=until, step=_HOUR, even=False)
    low, high = (hour.low[0], hour.high[0]) if hour.low else (None, None)
    return Curve(
        series=series, began=began, until=until, marks=_marks(incident, began), ended=end is not None and until < now,
        hour=(hour.total[0], hour.negative[0]), usual=None if low is None or high is None else (round(low), round(high)),
    )  # fmt: skip


def arriving(*, member: Membership, incident: Incident) -> QuerySet[Mention]:
    """The brand's mentions since it began that its alerts' queries matched (all, where one has no query) and that are not linked."""
    require(member, "mentions.see")
    alerts = _alerts(member, incident)
    linked = IncidentMention.objects.visible_to(member).filter(incident=incident)
    rows: QuerySet[Mention] = Mention.objects.visible_to(member).filter(
        brand=incident.brand_id, published_at__gte=_began(incident, alerts)
    )
    rows = rows.exclude(pk__in=linked.values("mention_id"))
    queries = {alert.rule.query_id for alert in alerts}
    if queries and None not in queries:
        # A join would repeat a mention that two of the queries matched.
        rows = rows.filter(pk__in=Mention.objects.filter(matches__query__in=queries).values("pk"))
    return rows.order_by("-published_at", "-id")


def lately(*, member: Membership, incident: Incident, now: datetime) -> int:
    """How many of those came in the last half hour."""
    return arriving(member=member, incident=incident).filter(first_seen_at__gt=now - LATELY).count()


def _alerts(member: Membership, incident: Incident) -> list[Alert]:
    rows = IncidentAlert.objects.visible_to(member).filter(incident=incident).select_related("alert__rule")
    return [row.alert for row in rows]


def _began(incident: Incident, alerts: list[Alert]) -> datetime:
    return min([incident.opened_at, *(alert.since or alert.window_start for alert in alerts)])


def _marks(incident: Incident, began: datetime) -> tuple[tuple[datetime, str], ...]:
    said = Milestone.objects.filter(incident=incident, kind="published").values_list("at", flat=True).first()
    marks = [(began, "began")] if began < incident.opened_at else []
    return (*marks, (incident.opened_at, "opened"), *([(said, "published")] if said else []))
