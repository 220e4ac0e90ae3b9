"""The pictures of alerts: large on an alert's page, small in the list."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import Membership
from monitoring.chart_times import Annotation, Chart
from monitoring.feeds.services.coverage import coverage
from monitoring.feeds.views.coverage import all_missing, lines_of_gaps
from monitoring.insight.services import figures
from monitoring.insight.services.sparks import sparks as small
from monitoring.insight.views.charts import chart_of, known_besides
from monitoring.models import WATCHED, Alert, PlannedEvent, Source

__all__ = ["of_alert", "small"]


def of_alert(
    alert: Alert, *, member: Membership, summary: str, planned: Sequence[PlannedEvent], now: datetime
) -> Chart | None:
    """Six hours up to the window and one after, a step ending with it, with the band and the window marked."""
    if alert.seen is None:
        return None
    start, end = alert.window_end - timedelta(hours=6), min(now, alert.window_end + timedelta(hours=1))
    series = figures.series(brand=alert.brand, query_id=alert.rule.query_id, start=start, end=end, even=False)
    marks: list[Annotation] = []
    if alert.since and alert.since >= start:
        marks.append(
            {
                "x": int(alert.since.timestamp()),
                "letter": "A",
                "label": f"unusual since {timezone.localtime(alert.since):%H:%M}",
            }
        )
    marks.append(
        {
            "x": min(int(alert.seen_until.timestamp()), int(series.starts[-1].timestamp())),
            "letter": "B",
            "label": f"end of the alert's window {timezone.localtime(alert.seen_until):%H:%M}",
        }
    )
    sources_of = Source.objects.visible_to(member).filter(brand=alert.brand, status__in=WATCHED)
    covered = coverage(sources=list(sources_of), start=start, end=end)
    return chart_of(
        series, key="alert-chart", label=f"Mentions of {alert.brand.name}", summary=summary,
        gaps=lines_of_gaps(covered, end), missing=all_missing(covered, end), besides={**known_besides(planned, ()), "annotations": marks},
    )  # fmt: skip
