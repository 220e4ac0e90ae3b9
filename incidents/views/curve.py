"""The curve of an incident as its room shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import Membership
from accounts.permissions import may
from incidents.models import Incident
from incidents.services.curve import Curve, curve_of
from incidents.views.page_context import live
from incidents.views.room_pages import ChangingPart
from monitoring.chart_times import Annotation, Chart, seconds
from monitoring.insight.views.charts import chart_of

_MARKS = {"began": "unusual since", "opened": "opened", "published": "answer published"}


@dataclass(frozen=True, kw_only=True)
class CurvePart(ChangingPart):
    """The chart and the sentence above it; no chart of a drill, which has no public."""

    curve: Chart | None = None
    told: Mapping[str, str]
    ended: bool = False


def curve(member: Membership, incident: Incident, now: datetime) -> CurvePart:
    """What the room shows of it."""
    live_changed = live(incident, "changed")
    if incident.is_drill or not may(member, "mentions.see"):
        return CurvePart(incident=incident, now=now, live_changed=live_changed, told={})
    figures = curve_of(member=member, incident=incident, now=now)
    return CurvePart(
        incident=incident,
        now=now,
        live_changed=live_changed,
        curve=_chart(incident, figures),
        told=_told(figures),
        ended=figures.ended,
    )


def _chart(incident: Incident, figures: Curve) -> Chart:
    notes: list[Annotation] = [
        {"x": seconds(at), "letter": letter, "label": f"{_MARKS[what]} {timezone.localtime(at):%H:%M}"}
        for letter, (at, what) in zip("ABC", figures.marks, strict=False)  # there are three at most
    ]
    return chart_of(
        figures.series, key="room-curve", label=f"Mentions of {incident.brand.name} around this incident",
        summary=_summary(figures), besides={"annotations": notes},
    )  # fmt: skip


def _told(figures: Curve) -> dict[str, str]:
    total, negative = figures.hour
    when = "in the last hour shown" if figures.ended else "in the last hour"
    usual = f"usual {figures.usual[0]} to {figures.usual[1]}" if figures.usual else "what is usual is not known yet"
    share = f"{negative} negative ({round(100 * negative / total)} %)" if total else "none negative"
    return {"seen": f"{total} mention{'' if total == 1 else 's'} {when}", "usual": usual, "negative": share}


def _summary(figures: Curve) -> str:
    told = _told(figures)
    return f"{told['seen'].capitalize()}, {told['usual']}; {told['negative']}."
