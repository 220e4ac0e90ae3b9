"""How the brands stand, for Home: state, the last hour, what is not covered, and how ready each is. One query a block."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncHour

from accounts.brands.models import Brand, BrandTeam, Contact
from incidents.models import Incident
from monitoring.models import Alert, BucketCount, CoverageGap, Query, Source
from playbooks.models import PlanVersion

_DAY = timedelta(hours=24)


def brand_rows(
    brands: Sequence[Brand], running: Iterable[Incident], alerts: Iterable[Alert], now: datetime
) -> list[dict[str, Any]]:
    """One row a brand, those in trouble first."""
    ids = [brand.pk for brand in brands]
    worst: dict[UUID, Incident] = {}
    for incident in running:
        if not incident.is_drill and incident.severity < getattr(worst.get(incident.brand_id), "severity", 9):
            worst[incident.brand_id] = incident
    waiting = {alert.brand_id for alert in alerts}
    hour, hours, covered = _last_hour(ids, now), _hours(ids, now), _coverage(ids, now)
    rows = [
        {
            "brand": brand,
            "incident": worst.get(brand.pk),
            "alert": brand.pk in waiting,
            "blind": covered[brand.pk]["blind"],
            "hour": hour.get(brand.pk, (0, 0)) if covered[brand.pk]["sources"] else None,
            "share": _share(*hour.get(brand.pk, (0, 0))),
            "spark": hours[brand.pk],
            "coverage": covered[brand.pk],
        }
        for brand in brands
    ]
    return sorted(rows, key=_rank)


def _rank(row: dict[str, Any]) -> tuple[int, bool, bool, str]:
    return (getattr(row["incident"], "severity", 9), not row["alert"], row["blind"] == 0, row["brand"].name)


def _share(total: int, negative: int) -> str:
    return f"{round(100 * negative / total)} %" if total else "–"


def _last_hour(ids: list[UUID], now: datetime) -> dict[UUID, tuple[int, int]]:
    rows = BucketCount.objects.filter(
        brand__in=ids, query=None, starts_at__gte=now - timedelta(hours=1), starts_at__lte=now
    )
    sums = rows.values("brand_id").annotate(all=Sum("total"), bad=Sum("negative"))
    return {one["brand_id"]: (one["all"], one["bad"]) for one in sums}


def _hours(ids: list[UUID], now: datetime) -> dict[UUID, list[int]]:
    rows = BucketCount.objects.filter(brand__in=ids, query=None, starts_at__gte=now - _DAY, starts_at__lte=now)
    sums = rows.annotate(hour=TruncHour("starts_at")).values("brand_id", "hour").annotate(all=Sum("total"))
    made: dict[UUID, list[int]] = {pk: [0] * 24 for pk in ids}
    for one in sums:
        made[one["brand_id"]][max(0, 23 - int((now - one["hour"]) / timedelta(hours=1)))] += one["all"]
    return made


def _coverage(ids: list[UUID], now: datetime) -> dict[UUID, dict[str, Any]]:
    made: dict[UUID, dict[str, Any]] = {pk: {"sources": 0, "blind": 0, "segments": [], "words": ""} for pk in ids}
    counted = Source.objects.filter(brand__in=ids, status="active").values("brand_id").annotate(all=Count("pk"))
    for one in counted:
        made[one["brand_id"]]["sources"] = one["all"]
    gaps = CoverageGap.objects.filter(source__brand__in=ids, source__status="active").exclude(ends_at__lt=now - _DAY)
    found: dict[UUID, list[CoverageGap]] = defaultdict(list)
    for gap in gaps.select_related("source").order_by("starts_at"):
        found[gap.source.brand_id].append(gap)
    for pk, row in made.items():
        open_ones = [gap for gap in found[pk] if gap.ends_at is None]
        row["blind"] = len({gap.source_id for gap in open_ones})
        row["since"] = min((gap.starts_at for gap in open_ones), default=None)
        row["gaps"] = len(found[pk])
        row["segments"] = _segments(found[pk], now) if row["sources"] else []
    return made


def _segments(gaps: list[CoverageGap], now: datetime) -> list[dict[str, Any]]:
    whole = [{"state": "covered", "start": 0.0, "end": 1.0}]
    return whole + [
        {
            "state": "gap",
            "start": max(0.0, 1 - (now - gap.starts_at) / _DAY),
            "end": 1.0 if gap.ends_at is None else max(0.0, 1 - (now - gap.ends_at) / _DAY),
        }
        for gap in gaps
    ]


def readiness(brands: Sequence[Brand]) -> list[dict[str, Any]]:
    """What each brand has of the five things a bad hour needs, the least ready first."""
    ids = [brand.pk for brand in brands]
    have = {
        "a query": set(Query.objects.filter(brand__in=ids).values_list("brand_id", flat=True)),
        "a source": set(Source.objects.filter(brand__in=ids, status="active").values_list("brand_id", flat=True)),
        "two people to wake": _two(ids),
        "a published plan": set(
            PlanVersion.objects.filter(plan__brand__in=ids, status="published").values_list("plan__brand_id", flat=True)
        ),
        "a contact": set(Contact.objects.filter(brand__in=ids).values_list("brand_id", flat=True)),
    }
    rows = []
    for brand in brands:
        missing = [what for what, those in have.items() if brand.pk not in those]
        rows.append({"brand": brand, "done": len(have) - len(missing), "of": len(have), "missing": missing})
    return sorted(rows, key=lambda row: (row["done"], row["brand"].name))


def _two(ids: list[UUID]) -> set[UUID]:
    rows = BrandTeam.objects.filter(brand__in=ids, page_order__isnull=False).values("brand_id")
    return {one["brand_id"] for one in rows.annotate(people=Count("pk")).filter(Q(people__gte=2))}
