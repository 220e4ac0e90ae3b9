"""An alert as a row: written once a rule and window, rung after the commit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.brands.targets import target
from accounts.events.services.recording import Actor, record
from accounts.models import Agency
from monitoring import catalogue, detection
from monitoring.alerting.services import series, silence
from monitoring.alerting.services.decisions import about, ring
from monitoring.alerting.services.explaining import also, explanation
from monitoring.alerting.services.watching import Watch
from monitoring.detection.firing import MOST_SEVERE
from monitoring.feeds.models import Feed
from monitoring.models import Alert, AlertRule, Source


@dataclass(slots=True)
class Evaluated:
    """What an evaluation did: the alerts it raised, the series it looked at, the sources it found silent."""

    alerts: list[UUID] = field(default_factory=list)
    series: int = 0
    silent: list[UUID] = field(default_factory=list)


def raise_found(agency: Agency, watch: Watch, severity: int, *, result: Evaluated, now: datetime) -> None:
    """Writes the alert of a watch's finding. A repeat, by rule and start of the window, changes nothing."""
    row, finding = watch.row, watch.finding
    if finding is None:
        return
    told = explanation(row, finding, watch.mentions)
    sentence = detection.sentence(finding, series.zone(row.brand.time_zone)) + also(told)
    values = {
        "severity": severity,
        "kind": row.kind,
        "window_end": finding.window_end,
        "since": finding.since,
        "seen": finding.seen,
        "expected": finding.expected,
        "low": finding.low,
        "high": finding.high,
        "sentence": sentence[:500],  # PostgreSQL refuses a longer one, and with it the alert
        "explanation": told,
    }
    start = finding.window_start
    if watch.mentions is not None:
        start = _free_start(row, start)
    _write(agency, row, start, values, result, now)


def _free_start(row: AlertRule, start: datetime) -> datetime:
    """Posts published in the same moment can be told by two alerts: what was heard is what tells them apart."""
    taken = set(
        Alert.objects.filter(
            rule=row, window_start__gte=start, window_start__lt=start + timedelta(milliseconds=1)
        ).values_list("window_start", flat=True)
    )
    while start in taken:
        start += timedelta(microseconds=1)
    return start


def _write(
    agency: Agency, row: AlertRule, window_start: datetime, values: dict[str, Any], result: Evaluated, now: datetime
) -> None:
    # What waits for a digest wakes nobody, so that nothing of it is due; what turned critical never waits.
    waits = row.digest and values["severity"] > MOST_SEVERE
    due = None if waits else now + target(row.brand, "acknowledge", values["severity"])
    values |= {"brand": row.brand, "rule_version": row.version, "raised_at": now, "acknowledge_due_at": due}
    # A clock set back, or a series run again for late posts, finds the same window once more.
    alert, made = Alert.objects.get_or_create(rule=row, window_start=window_start, defaults=values)
    if not made:
        return
    record(
        # Numbers alone: the record outlives an erasure, and the sentence may quote a post or name its author.
        catalogue.ALERT_RAISED,
        about(alert, row),
        by=Actor("rule", row.name),
        now=now,
        rule=row.pk,
        kind=alert.kind,
        window_start=alert.window_start,
        window_end=alert.window_end,
        seen=alert.seen,
    )
    result.alerts.append(alert.pk)
    # A listener on another connection sees no row before the commit.
    transaction.on_commit(partial(ring, agency, alert.pk))


def raise_silence(agency: Agency, watch: Watch, *, silent: Sequence[Source], result: Evaluated, now: datetime) -> None:
    """Tells of the brand's sources that can't be read and were not told of yet, as the rule's policy allows."""
    mine = [source for source in silent if source.brand_id == watch.row.brand_id]
    untold = silence.untold(watch, mine, now)
    if not untold:
        return
    with transaction.atomic():
        _write_silence(agency, watch.row, untold, result, now)
    # After the savepoint: what could not be written is told at the next evaluation.
    silence.mark_told(watch, untold, now)


def _write_silence(agency: Agency, row: AlertRule, sources: list[Source], result: Evaluated, now: datetime) -> None:
    feeds = Feed.objects.in_bulk({source.feed_id for source in sources})
    since = min(source.silent_since or now for source in sources)
    values: dict[str, Any] = {
        "severity": row.severity,
        "kind": row.kind,
        "window_end": now,
        "since": since,
        "sentence": silence.sentence(
            sources, feeds.get(sources[0].feed_id), since.astimezone(series.zone(row.brand.time_zone))
        ),
        "explanation": {
            "since": since.isoformat(),
            "rule": {"name": row.name, "version": row.version, "settings": row.settings},
            "silent_sources": [
                {
                    "id": str(one.pk),
                    "name": one.name,
                    "error": feeds[one.feed_id].error,
                    "code": feeds[one.feed_id].error_code,
                }
                for one in sources
            ],
            "examples": [],
        },
    }
    _write(agency, row, _free_start(row, since), values, result, now)
