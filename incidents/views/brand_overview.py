"""How the brands stand, for Home: state, the last hour, what is not covered, and how ready each is. One query a block."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypedDict
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncHour

from accounts.brands.models import Brand
from accounts.models import Membership
from incidents.models import RUNNING, Incident
from monitoring.feeds.views.coverage import Segment
from monitoring.insight.services.pulse import Pulse, pulses
from monitoring.insight.services.readiness import Point
from monitoring.models import Alert, BucketCount, CoverageGap, Source

_DAY = timedelta(hours=24)


class Covered(TypedDict):
    """A brand's last 24 hours: how many of its sources were missing (`gaps`), and are now (`blind`), and since when."""

    sources: int
    blind: int
    since: datetime | None
    gaps: int
    segments: list[Segment]


class BrandRow(TypedDict):
    """A brand on Home. `hour`: its mentions of the last hour and the negative ones; None where nothing is read."""

    brand: Brand
    incident: Incident | None
    alert: bool
    blind: int
    pulse: Pulse
    hour: tuple[int, int] | None
    share: str
    spark: list[int]
    coverage: Covered


class Ready(TypedDict):
    """How many of the readiness list's points a brand has, and those it has not."""

    brand: Brand
    done: int
    of: int
    missing: list[Point]


def brand_rows(
    member: Membership,
    brands: Sequence[Brand],
    now: datetime,
) -> list[BrandRow]:
    """One row a brand, those in trouble first."""
    ids = [brand.pk for brand in brands]
    # Asked anew: the page's own lists end after so many rows, and a brand whose trouble comes later would look calm.
    # A drill is no trouble of the brand's.
    running = Incident.objects.visible_to(member).filter(brand__in=ids, status__in=RUNNING, is_drill=False)
    by_brand = running.order_by("brand_id", "severity", "-opened_at").distinct("brand_id")
    worst = {incident.brand_id: incident for incident in by_brand}
    alerts = Alert.objects.visible_to(member).filter(brand__in=ids, status="open")
    waiting = set(alerts.order_by().values_list("brand_id", flat=True).distinct())
    pulse = pulses(brands, now=now)
    # The brand's own counts: in those of its queries a mention is counted once for each that matched.
    counts = BucketCount.objects.visible_to(member).filter(brand__in=ids, query=None, starts_at__lte=now)
    hour, hours, covered = _last_hour(counts, now), _hours(counts, ids, now), _coverage(member, ids, now)
    rows: list[BrandRow] = [
        {
            "brand": brand,
            "incident": worst.get(brand.pk),
            "alert": brand.pk in waiting,
            "blind": covered[brand.pk]["blind"],
            "pulse": pulse[brand.pk],
            "hour": hour.get(brand.pk, (0, 0)) if covered[brand.pk]["sources"] else None,
            "share": _share(*hour.get(brand.pk, (0, 0))),
            "spark": hours[brand.pk],
            "coverage": covered[brand.pk],
        }
        for brand in brands
    ]
    return sorted(rows, key=_rank)


def _rank(row: BrandRow) -> tuple[int, bool, bool, bool, str]:
    calm = row["pulse"].state != "unusual"
    return (getattr(row["incident"], "severity", 9), not row["alert"], calm, row["blind"] == 0, row["brand"].name)


def _share(total: int, negative: int) -> str:
    return f"{round(100 * negative / total)} %" if total else "–"


def _last_hour(counts: QuerySet[BucketCount], now: datetime) -> dict[UUID, tuple[int, int]]:
    sums = (
        counts.filter(starts_at__gte=now - timedelta(hours=1))
        .values("brand_id")
        .annotate(all=Sum("total"), bad=Sum("negative"))
    )
    return {one["brand_id"]: (one["all"], one["bad"]) for one in sums}


def _hours(counts: QuerySet[BucketCount], ids: list[UUID], now: datetime) -> dict[UUID, list[int]]:
    sums = (
        counts.filter(starts_at__gte=now - _DAY)
        .annotate(hour=TruncHour("starts_at"))
        .values("brand_id", "hour")
        .annotate(all=Sum("total"))
    )
    made: dict[UUID, list[int]] = {pk: [0] * 24 for pk in ids}
    for one in sums:
        # The day's first hour began before it: -1 would be Python's last, and count it as the newest.
        made[one["brand_id"]][max(0, 23 - int((now - one["hour"]) / timedelta(hours=1)))] += one["all"]
    return made


def _coverage(member: Membership, ids: list[UUID], now: datetime) -> dict[UUID, Covered]:
    made: dict[UUID, Covered] = {pk: {"sources": 0, "blind": 0, "since": None, "gaps": 0, "segments": []} for pk in ids}
    sources = Source.objects.visible_to(member).filter(brand__in=ids, status="active")
    for one in sources.values("brand_id").annotate(all=Count("pk")):
        made[one["brand_id"]]["sources"] = one["all"]
    gaps = CoverageGap.objects.visible_to(member).filter(source__brand__in=ids, source__status="active")
    by_brand: dict[UUID, list[CoverageGap]] = defaultdict(list)
    # exclude() keeps rows without an end, as filter(ends_at__gte=…) would not: gaps that are still open.
    for gap in gaps.exclude(ends_at__lt=now - _DAY).select_related("source").order_by("starts_at"):
        by_brand[gap.source.brand_id].append(gap)
    for pk, row in made.items():
        open_ones = [gap for gap in by_brand[pk] if gap.ends_at is None]
        row["blind"] = len({gap.source_id for gap in open_ones})
        row["since"] = min((gap.starts_at for gap in open_ones), default=None)
        row["gaps"] = len(by_brand[pk])
        row["segments"] = _segments(by_brand[pk], now) if row["sources"] else []
    return made


def _segments(gaps: list[CoverageGap], now: datetime) -> list[Segment]:
    whole: list[Segment] = [{"state": "covered", "start": 0.0, "end": 1.0}]
    return whole + [
        {
            "state": "gap",
            "start": max(0.0, 1 - (now - gap.starts_at) / _DAY),
            "end": 1.0 if gap.ends_at is None else max(0.0, 1 - (now - gap.ends_at) / _DAY),
        }
        for gap in gaps
    ]


def readiness(brands: Sequence[Brand], points: Mapping[UUID, Sequence[Point]]) -> list[Ready]:
    """How many of the readiness list's points each brand has, and those it has not, the least ready first."""
    rows: list[Ready] = []
    for brand in brands:
        missing = [point for point in points[brand.pk] if not point[1]]
        whole = len(points[brand.pk])
        rows.append({"brand": brand, "done": whole - len(missing), "of": whole, "missing": missing})
    return sorted(rows, key=lambda row: (row["done"], row["brand"].name))
