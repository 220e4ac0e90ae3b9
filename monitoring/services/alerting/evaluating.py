"""Every series of an agency judged in one pass, and what was found written as alerts."""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tenants.utils import tenant_context

from accounts.brands.targets import target
from accounts.errors import Invalid
from accounts.models import Agency
from monitoring import detection
from monitoring.detection import Evaluation, Finding
from monitoring.feeds.models import Feed
from monitoring.models import Alert, AlertRule, RuleMemory, SeriesState, Source
from monitoring.services import hints
from monitoring.services.alerting import series, silence
from monitoring.services.alerting.decisions import ring
from monitoring.services.alerting.explaining import explanation
from monitoring.services.alerting.rules import policy_of, rule_of
from monitoring.services.alerting.series import Group
from monitoring.services.ingestion.counts import ensure_series

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Evaluated:
    """What an evaluation did: the alerts it raised, the series it looked at, the sources it found silent."""

    alerts: list[UUID] = field(default_factory=list)
    series: int = 0
    silent: list[UUID] = field(default_factory=list)


@dataclass(slots=True)
class _Watch:
    """One rule at work, and what it found last."""

    row: AlertRule
    rule: detection.Rule
    finding: Finding | None = None


def evaluate(agency: Agency, *, now: datetime) -> Evaluated:
    """Judges every series that a rule looks at, and every source. Alerts ring after commit.

    The agency's series are locked in order of their ids: evaluations of one agency come one after the other, and the
    second finds nothing new. Unique (rule, window start) holds besides.
    """
    with tenant_context(agency), transaction.atomic():
        result = Evaluated()
        rules = list(
            AlertRule.objects.filter(is_active=True).exclude(brand__status="archived").select_related("brand", "query")
        )
        rows = _locked_series(rules)
        _raise_silence(agency, rules, result, now)
        watches = _watches(rules)
        if watches:
            brands = {rule.brand_id: rule.brand for rule in rules}
            tip = series.index_of(now) - 1
            runs = series.plan_runs(rows, brands, tip)
            series.run_all(runs, tip, partial(_judge, watches))
            result.series = len(runs)
            for watch in (one for of_series in watches.values() for one in of_series):
                try:
                    with transaction.atomic():
                        _decide(agency, watch, result, now)
                except Exception:
                    # A rule whose alert can't be written must not keep the agency's other rules from theirs.
                    logger.exception("alert rule %s could not be decided", watch.row.pk)
    return result


def _locked_series(rules: list[AlertRule]) -> list[SeriesState]:
    wanted = {(rule.brand_id, rule.query_id) for rule in rules}
    known = {(row.brand_id, row.query_id) for row in SeriesState.objects.only("brand_id", "query_id")}
    for brand, query in sorted(wanted - known, key=str):
        ensure_series(brand, query)
    brands = {brand for brand, _ in wanted}
    rows = SeriesState.objects.select_for_update().filter(brand_id__in=brands).order_by("id")
    return [row for row in rows if (row.brand_id, row.query_id) in wanted]


def _watches(rules: list[AlertRule]) -> dict[tuple[UUID, UUID | None], list[_Watch]]:
    found: dict[tuple[UUID, UUID | None], list[_Watch]] = {}
    for row in rules:
        try:
            rule = rule_of(row)
        except Invalid:
            logger.exception("alert rule %s can no longer be read", row.pk)
            continue
        if isinstance(rule, detection.PostRule):
            continue
        found.setdefault((row.brand_id, row.query_id), []).append(_Watch(row, rule))
    return found


def _judge(watches: dict[tuple[UUID, UUID | None], list[_Watch]], group: Group, e: Evaluation, bucket: int) -> None:
    """Keeps each rule's newest finding. Buckets judged before, and findings that only history makes, don't count."""
    hot: dict[detection.SpikeRule, Any] = {}
    for i, run in enumerate(group.runs):
        if bucket < run.judge_from:
            continue
        for watch in watches.get(run.key, ()):
            rule = watch.rule
            if isinstance(rule, detection.SpikeRule):
                # The cheap question once for all series, then the finding of the few.
                if rule not in hot:
                    hot[rule] = detection.hot(rule, e)
                if not hot[rule][i]:
                    continue
            finding = detection.judge(rule, e, i, group.history(i, bucket))
            if finding is not None and not _only_history(rule, finding, group, i):
                watch.finding = finding


def _only_history(rule: detection.Rule, finding: Finding, group: Group, i: int) -> bool:
    if not isinstance(rule, detection.SpikeRule):
        return False  # thresholds are judged without history already; a lull has no posts to doubt
    awake = group.awake(i, series.index_of(finding.window_start), series.index_of(finding.window_end))
    return awake < rule.minimum_posts or awake <= (finding.high or 0.0)


def _decide(agency: Agency, watch: _Watch, result: Evaluated, now: datetime) -> None:
    row, finding = watch.row, watch.finding
    kept, _ = RuleMemory.objects.get_or_create(rule=row)
    before = detection.Memory(kept.hot_since, kept.last_hot, kept.fired_at, kept.fired_severity)
    decision = detection.decide(watch.rule, policy_of(row), before, finding, now)
    memory = decision.memory
    if memory != before:
        kept.hot_since, kept.last_hot = memory.hot_since, memory.last_hot
        kept.fired_at, kept.fired_severity = memory.fired_at, memory.fired_severity
        kept.save()
    if decision.outcome == "fired" and finding is not None:
        _raise(agency, row, finding, decision.severity, result, now)


def _raise(agency: Agency, row: AlertRule, finding: Finding, severity: int, result: Evaluated, now: datetime) -> None:
    values = {
        "brand": row.brand,
        "rule_version": row.version,
        "kind": row.kind,
        "severity": severity,
        "window_end": finding.window_end,
        "since": finding.since,
        "seen": finding.seen,
        "expected": finding.expected,
        "low": finding.low,
        "high": finding.high,
        "sentence": detection.sentence(finding, series.zone(row.brand.time_zone))[:500],
        "explanation": explanation(row, finding),
    }
    _write(agency, row, finding.window_start, values, result, now)


def _write(
    agency: Agency, row: AlertRule, window_start: datetime, values: dict[str, object], result: Evaluated, now: datetime
) -> None:
    severity = values["severity"]
    assert isinstance(severity, int)
    values |= {"raised_at": now, "acknowledge_due_at": now + target(row.brand, "acknowledge", severity)}
    alert, made = Alert.objects.get_or_create(rule=row, window_start=window_start, defaults=values)
    if not made:
        return
    hints.alert_raised(row.brand_id, alert.pk, now)
    result.alerts.append(alert.pk)
    transaction.on_commit(partial(ring, agency, alert.pk))


def _raise_silence(agency: Agency, rules: list[AlertRule], result: Evaluated, now: datetime) -> None:
    silent = silence.watch_sources(now)
    result.silent = [source.pk for source in silent]
    by_brand: dict[UUID, list[Source]] = {}
    for source in silent:
        by_brand.setdefault(source.brand_id, []).append(source)
    watching = silence.silence_rules(by_brand)
    for brand_id, sources in by_brand.items():
        row = watching.get(brand_id)
        if row is not None and not _told_lately(row, sources, now):
            _write_silence(agency, row, sources, result, now)


def _told_lately(row: AlertRule, sources: list[Source], now: datetime) -> bool:
    """Whether an alert of the rule within its cool-down named all of these already: a source that comes and goes."""
    since = now - timedelta(minutes=row.cool_down_minutes)
    told: set[str] = set()
    for account in Alert.objects.filter(rule=row, raised_at__gt=since).values_list("explanation", flat=True):
        told |= {one["id"] for one in account.get("silent_sources", ())}
    return all(str(source.pk) in told for source in sources)


def _write_silence(agency: Agency, row: AlertRule, sources: list[Source], result: Evaluated, now: datetime) -> None:
    feeds = Feed.objects.in_bulk({source.feed_id for source in sources})
    since = min(source.silent_since or now for source in sources)
    values: dict[str, object] = {
        "brand": row.brand,
        "rule_version": row.version,
        "kind": "silence",
        "severity": row.severity,
        "window_end": now,
        "since": since,
        "sentence": silence.sentence(sources, feeds.get(sources[0].feed_id), since),
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
    _write(agency, row, since, values, result, now)
