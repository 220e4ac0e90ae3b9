"""A source in words: how it fares, since when, what comes next, and its last fortnight as a strip."""

from datetime import datetime, timedelta
from typing import Any

from accounts.brands.models import Brand
from monitoring.feeds.services import sources
from monitoring.feeds.services.coverage import Covered, coverage
from monitoring.feeds.services.sources import Health
from monitoring.feeds.views.coverage import strips
from monitoring.models import WATCHED, Source

TONES = {
    "ok": "ok",
    "late": "soon",
    "waiting": "outline",
    "failing": "soon",
    "broken": "error",
    "gone": "error",
    "needs_person": "error",
    "paused": "outline",
}
WORDS = {
    "ok": "Read on time", "late": "Late", "waiting": "Not read yet", "failing": "Failing", "broken": "Broken", "gone": "Ended",
    "needs_person": "Needs you", "paused": "Paused",
}  # fmt: skip
# Where trying now can help: a person has mended what was wrong.
RETRIED = {"late", "failing", "broken", "gone", "needs_person"}
ICONS = {"ok": "circle-check", "late": "clock-alert", "waiting": "circle", "paused": "pause"}


def sources_of(member: Any, brand: Brand) -> list[Source]:
    """The brand's sources that are watched."""
    return list(Source.objects.visible_to(member).filter(brand=brand).filter(status__in=WATCHED).order_by("name"))


def note_of(health: Health | None) -> str:
    """One word and how far behind."""
    return WORDS.get(health.state, health.state).lower() if health else "not known"


def rows_of(rows: list[Source], now: datetime) -> list[dict[str, Any]]:
    """Sources with health and a fortnight's strip: three queries however many."""
    health = sources.health_of(rows, now=now)
    covered = coverage(sources=rows, start=now - timedelta(days=14), end=now)
    drawn = strips(covered, {})
    shown = []
    for row, one, strip in zip(rows, covered, drawn, strict=True):
        state = health.get(row.pk)
        key = state.state if state else "broken"
        shown.append(
            {
                "source": row, "health": state, "state": WORDS.get(key, key), "tone": TONES.get(key, "outline"),
                "icon": ICONS.get(key, "circle-alert"), "gaps": one.gaps, "segments": strip["segments"],
                "sentence": state.sentence if state else "Its feed no longer exists.",
                "gap_words": _gap_words(one), "may_retry": key in RETRIED,
            }
        )  # fmt: skip
    return shown


def _gap_words(one: Covered) -> str:
    count = len(one.gaps)
    if not count:
        return "no gaps in 14 days"
    return f"{count} {'gap' if count == 1 else 'gaps'} in 14 days, {100 * one.share:.1f} % covered"
