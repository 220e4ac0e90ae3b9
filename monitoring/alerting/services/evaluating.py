"""Every series of an agency judged in one pass, and what was found written as alerts."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import OperationalError, transaction
from django.db.models import QuerySet
from django_tenants.utils import tenant_context
from psycopg.errors import LockNotAvailable

from accounts.models import Agency
from monitoring import detection
from monitoring.alerting.kinds import KINDS, kind_of
from monitoring.alerting.services import filters, fresh, passes, post_rules, series, silence
from monitoring.alerting.services.raising import Evaluated, raise_found, raise_silence
from monitoring.alerting.services.series import Group
from monitoring.alerting.services.watching import Watch, keep, noted, watches_of
from monitoring.detection import Evaluation, Finding
from monitoring.inbox.services.ingestion.counts import ensure_series
from monitoring.models import AlertRule, SeriesState

logger = logging.getLogger(__name__)
Series = tuple[UUID, UUID | None]
WEEK = 7 * series.DAY


class StaleSnapshot(Exception):
    """What a pass ahead was made of has changed since."""


@dataclass(slots=True)
class Ahead:
    """An agency's series as they were read before anything was locked, for a pass over several agencies."""

    groups: list[Group]
    basis: dict[UUID, tuple[Any, ...]]


def evaluate(agency: Agency, *, now: datetime, ahead: Ahead | None = None) -> Evaluated:
    """Judges every series that a rule looks at, every new mention, and every source. Alerts ring after commit.

    The agency's series are locked in order of their ids: evaluations of one agency come one after the other, and the
    second finds nothing new. What a rule remembers, the new mentions it has taken out, and its alert are one transaction;
    unique (rule, window start) holds besides.

    `ahead`: a pass already made over what `read_ahead` found at the same `now`. `StaleSnapshot`, with nothing written, where
    somebody else holds the series or has changed since what the pass was made of.
    """
    with tenant_context(agency), transaction.atomic():
        result = Evaluated()
        rules = list(_active().select_related("brand", "query"))
        rows = _locked_series(rules, waits=ahead is None)
        watches = watches_of(rules)
        before = noted(watches)
        newly, silent = silence.watch_sources(now)  # also where no rule would tell: people see the gaps
        # After the sources: a gap that opened just now changes what the pass took for seen.
        if ahead and (ahead.basis != _basis(_zones(rules), rows) or any(map(series.counted_since, ahead.groups))):
            raise StaleSnapshot
        result.silent = [source.pk for source in newly]
        tell = partial(raise_silence, agency, silent=silent, result=result, now=now)
        _tried(silence.silence_watches(watches), tell)
        batches = _taken(watches, now)
        result.series = len(rows)
        groups = ahead.groups if ahead else _read(_zones(rules), rows, now)
        if not ahead:
            passes.run_all(groups, series.index_of(now) - 1)
        weekly = _judged(watches, groups)
        for batch in batches:
            post_rules.collect_matches(watches, batch, weekly, now)
        for watch in watches:
            post_rules.build_finding(watch, now)
        _tried(watches, partial(_decide, agency, result=result, now=now))
        keep(watches, before)
    return result


def read_ahead(agency: Agency, *, now: datetime) -> Ahead:
    """What a pass over the agency's series needs. Nothing is locked or written."""
    with tenant_context(agency):
        wanted = _active().values_list("brand_id", "query_id", "brand__time_zone").distinct()
        zones = {brand: name for brand, _, name in wanted}
        rows = _rows({(brand, query) for brand, query, _ in wanted}, _series_of(zones))
        basis = _basis(zones, rows)
        return Ahead(_read(zones, rows, now), basis)


def _active() -> QuerySet[AlertRule]:
    return AlertRule.objects.filter(is_active=True).exclude(brand__status="archived")


def _zones(rules: list[AlertRule]) -> dict[UUID, str]:
    return {rule.brand_id: rule.brand.time_zone for rule in rules}


def _read(zones: dict[UUID, str], rows: list[SeriesState], now: datetime) -> list[Group]:
    tip = series.index_of(now) - 1
    return series.read(series.plan_runs(rows, zones, tip), tip)


def _basis(zones: dict[UUID, str], rows: list[SeriesState]) -> dict[UUID, tuple[Any, ...]]:
    return {row.pk: series.basis_of(row, zones[row.brand_id]) for row in rows}


def _series_of(brands: Iterable[UUID]) -> QuerySet[SeriesState]:
    return SeriesState.objects.filter(brand_id__in=set(brands)).order_by("id")


def _rows(wanted: set[Series], rows: Iterable[SeriesState]) -> list[SeriesState]:
    return [row for row in rows if (row.brand_id, row.query_id) in wanted]


def _locked_series(rules: list[AlertRule], *, waits: bool) -> list[SeriesState]:
    wanted = {(rule.brand_id, rule.query_id) for rule in rules}
    # A share waits for nobody: its other agencies would stand behind this one's evaluation.
    locked = _series_of(brand for brand, _ in wanted).select_for_update(nowait=not waits)
    try:
        rows = _rows(wanted, locked)
        missing = wanted - {(row.brand_id, row.query_id) for row in rows}
        for brand, query in sorted(missing, key=str):  # one order for all, or two of them deadlock
            ensure_series(brand, query)
        # `.all()` asks and locks anew: a queryset that was read answers from its cache.
        return _rows(wanted, locked.all()) if missing else rows
    except OperationalError as error:
        # Django makes an OperationalError of a lost connection, too; that must not pass for a busy agency.
        if waits or not isinstance(error.__cause__, LockNotAvailable):
            raise
        raise StaleSnapshot from error


def _tried(watches: list[Watch], act: Any) -> None:
    """A rule whose alert can't be written must not keep the agency's other rules from theirs."""
    for watch in watches:
        try:
            # Writes in a savepoint of its own, or PostgreSQL refuses all that follows in the transaction.
            act(watch)
        except Exception:
            logger.exception("alert rule %s could not be decided", watch.row.pk)


def _taken(watches: list[Watch], now: datetime) -> list[fresh.Batch]:
    """The new mentions, past the filters of rules over counts: those count them before they are judged."""
    wanted = [watch for watch in watches if isinstance(watch.rule, detection.PostRule) or filters.filtered(watch)]
    # Before the new ones are taken out: it counts the day but for them.
    filters.begin(wanted, now)
    batches = []
    for batch in fresh.take(wanted):
        filters.count(wanted, batch)
        batches.append(batch)
    filters.forget(wanted, now)
    return batches


def _judged(watches: list[Watch], groups: list[Group]) -> dict[Series, float]:
    """Stores what the pass left, each rule's newest finding on the way. Returns the usual posts a week by series."""
    of_series: dict[Series, list[Watch]] = {}
    for watch in watches:
        if not isinstance(watch.rule, detection.PostRule):
            of_series.setdefault(watch.key, []).append(watch)
    weekly: dict[Series, float] = {}
    for group in groups:
        for bucket, e in group.judged:
            _judge(of_series, group, e, bucket)
            if bucket > group.tip:
                weekly.update((run.key, float(e.level[0, i]) * WEEK) for i, run in enumerate(group.runs))
        series.keep(group)
    return weekly


def _judge(of_series: dict[Series, list[Watch]], group: Group, e: Evaluation, bucket: int) -> None:
    """Keeps each rule's newest finding. Buckets judged before, and findings that only history makes, don't count."""
    # By settings: brands that have the same are answered by one vectorised question.
    hot: dict[detection.Rule, Any] = {}
    for i, run in enumerate(group.runs):
        watches = of_series.get(run.key)
        if bucket < run.judge_from or not watches:
            continue
        for watch in watches:
            finding = _asked(watch, group, e, i, bucket, hot)
            if finding is not None:
                watch.finding = finding


def _asked(
    watch: Watch, group: Group, e: Evaluation, i: int, bucket: int, hot: dict[detection.Rule, Any]
) -> Finding | None:
    rule = watch.rule
    if isinstance(rule, detection.PostRule):
        return None
    counts_itself = filters.filtered(watch)
    if kind_of(rule).asked_together:
        if rule not in hot:
            hot[rule] = detection.hot(rule, e)
        if not hot[rule][i]:
            return None
    past = group.history(i, bucket)
    finding = detection.judge(rule, e, i, filters.history(watch, bucket, past) if counts_itself else past)
    if finding is None or _only_history(rule, finding, group, i):
        return None
    return replace(finding, **_of_what(watch.row, finding, counts_itself))


def _of_what(row: AlertRule, finding: Finding, counts_itself: bool) -> dict[str, Any]:
    """Which mentions a finding counts, in words; the band of all mentions says nothing of those a filter leaves."""
    words = f"of “{row.query.name}”" if row.query else ""
    if not counts_itself:
        return {"detail": words}
    text = " ".join(row.filter.split())
    short = text if len(text) <= 60 else f"{text[:59]}…"
    band = {} if KINDS[finding.kind].own_band else {"expected": None, "low": None, "high": None}
    return {"detail": f"{words} matching “{short}”".strip(), "rarity": "", **band}


def _only_history(rule: detection.Rule, finding: Finding, group: Group, i: int) -> bool:
    start, end = series.index_of(finding.window_start), series.index_of(finding.window_end)
    return kind_of(rule).only_history(rule, finding, lambda: group.awake(i, start, end))


def _decide(agency: Agency, watch: Watch, *, result: Evaluated, now: datetime) -> None:
    decision = detection.decide(watch.rule, watch.policy, watch.memory(now), watch.finding, now)
    if decision.outcome == "fired":
        # Alone in a savepoint: where it can't be written, the rule remembers nothing of it and tries again.
        with transaction.atomic():
            raise_found(agency, watch, decision.severity, result=result, now=now)
    watch.remember(decision.memory)
    post_rules.finish(watch, decision.outcome, now)
