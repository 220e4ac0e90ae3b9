"""What alerting asks of the rooms above it (accounts/hooks.py says how)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from accounts.hooks import Hook

if TYPE_CHECKING:
    from accounts.models import Membership
    from monitoring.chart_times import Chart
    from monitoring.models import Alert, PlannedEvent


@dataclass(frozen=True, slots=True)
class Spark:
    """Counts per step up to the end of an alert's window, None where nobody looked; the usual range by what is known now.

    The last step's range is the one the alert names.
    """

    minutes: int
    values: tuple[int | None, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


class Pictures(Protocol):
    """Who draws figures. Alerts come with their brand and rule."""

    def of_alert(
        self,
        alert: "Alert",
        *,
        member: "Membership",
        summary: str,
        planned: "Sequence[PlannedEvent]",
        now: datetime,
    ) -> "Chart | None":
        """The hours around an alert's window for the chart component; None of one without a count."""

    def small(self, alerts: "Sequence[Alert]") -> dict[UUID, Spark]:
        """By alert its small picture; those without a count have none. A few queries, however many."""


class Titles(Protocol):
    """Who calls things after alerts."""

    def __call__(self, alert: "Alert", explanation: dict[str, Any]) -> None:
        """The alert is about to be explained like this, because posts were erased: what was named by what it said is named
        anew. In the transaction that erases them, before the alert is locked."""


pictures = Hook[Pictures]("monitoring.alerting.hooks.pictures: who draws the figures around an alert")
titles = Hook[Titles]("monitoring.alerting.hooks.titles: who calls things after alerts")
