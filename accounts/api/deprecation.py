"""Operations that are to go: their answers say so by headers (RFC 9745, RFC 8594), and so does the API's description.

A view names them by action (`deprecated = {"list": Deprecated(...)}`), or by method where it has no actions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils.http import http_date

# So long an operation is kept at least after it was announced that it will go.
NOTICE = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Deprecated:
    """Since when it is, from when on it may be gone, and what to use now. Raises ValueError where the notice is too short."""

    since: date
    sunset: date
    instead: str

    def __post_init__(self) -> None:
        if self.sunset - self.since < NOTICE:
            raise ValueError(f"a deprecated operation is kept for at least {NOTICE.days} days")

    @property
    def says(self) -> str:
        """For the description."""
        return f"Deprecated since {self.since}, may be gone from {self.sunset} on. {self.instead}"


def deprecated_by(view: Any, method: str) -> Deprecated | None:
    """What a view says of the action that a request by this method asks for."""
    named: Mapping[str, Deprecated] = getattr(view, "deprecated", {})
    return named.get(getattr(view, "action", None) or method.lower())


def headers_of(one: Deprecated) -> dict[str, str]:
    """Deprecation as a structured field's date, Sunset as an HTTP date, and where both are explained."""
    since, sunset = (int(datetime.combine(day, time(), UTC).timestamp()) for day in (one.since, one.sunset))
    there = reverse("api-changelog", urlconf="config.urls")
    links = ", ".join(f'<{there}>; rel="{rel}"; type="application/json"' for rel in ("deprecation", "sunset"))
    return {"Deprecation": f"@{since}", "Sunset": http_date(sunset), "Link": links}
