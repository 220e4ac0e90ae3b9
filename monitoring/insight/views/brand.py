"""A brand's page: figures with what was expected and what is not covered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.brands.models import Brand
from accounts.pages import MemberRequest, Tab, page, show
from accounts.permissions import may
from monitoring.alerting.services import events
from monitoring.alerting.views.alert_words import headline
from monitoring.chart_times import Besides, Chart
from monitoring.feeds.services import sources
from monitoring.feeds.services.coverage import Covered, coverage
from monitoring.feeds.views.coverage import Strip, all_missing, lines_of_gaps, strips
from monitoring.feeds.views.source_rows import note_of, sources_of
from monitoring.inbox.services import mentions
from monitoring.inbox.services.mentions import Filters
from monitoring.inbox.views.cards import MentionCard, cards
from monitoring.insight.services import figures
from monitoring.insight.views.charts import chart_of, known_besides
from monitoring.models import Alert, AlertRule, Source
from monitoring.page_context import BrandPage, brand_frame, brand_of

MOST_MARKS = 50
SPANS = {"6h": ("6 h", 6, 15), "24h": ("24 h", 24, 60), "7d": ("7 d", 168, 360), "14d": ("14 d", 336, 720)}


@dataclass(frozen=True, kw_only=True)
class Stat:
    """A figure, and what it is held against."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Tone:
    """How many mentions are of one sentiment; `share` in percent of all."""

    key: str
    name: str
    n: int
    share: float


@dataclass(frozen=True, kw_only=True)
class SourceCount:
    """A source's mentions; `bad` are negative, `share` percent of them, `most` those of the busiest source."""

    source: Source
    n: int
    bad: int
    most: int
    share: int


@dataclass(frozen=True, kw_only=True)
class OpenAlert:
    """An alert to decide, in words."""

    alert: Alert
    headline: str


@dataclass(frozen=True, kw_only=True)
class Overview(BrandPage):
    """A brand in the span that was chosen. `learning`: the detector knows too little yet to expect a number."""

    span_words: str
    spans: Sequence[Tab]
    stats: Sequence[Stat]
    chart: Chart
    coverage: Sequence[Strip]
    tones: Sequence[Tone]
    by_source: Sequence[SourceCount]
    authors: Sequence[figures.Author]
    newest: Sequence[MentionCard]
    rules: QuerySet[AlertRule]
    alerts: Sequence[OpenAlert]
    may_rules: bool
    may_edit: bool
    learning: bool


@require_safe
@page("mentions.see")
def brand(request: MemberRequest, slug: str) -> HttpResponse:
    """The last hours or days of one brand."""
    overview = brand_of(request, slug)
    key = request.GET.get("span", "24h")
    words, hours, minutes = SPANS.get(key, SPANS["24h"])
    now = timezone.now()
    start = now - timedelta(hours=hours)
    rows = sources_of(request.member, overview)
    series = figures.series(brand=overview, start=start, end=now, step=timedelta(minutes=minutes))
    covered = coverage(sources=rows, start=start, end=now)
    tones = figures.tones(member=request.member, brand=overview, start=start, end=now)
    health = sources.health_of(rows, now=now)
    shown = Overview(
        **brand_frame(request, overview, "brand"),
        span_words=words,
        spans=[Tab(label=one[0], url=f"?span={name}", current=one[0] == words) for name, one in SPANS.items()],
        stats=_stats(overview, series, covered, tones, hours),
        chart=chart_of(
            series, key="brand-chart", label=f"Mentions of {overview.name}, last {words}",
            summary=_summary(series, words), gaps=lines_of_gaps(covered, now),
            missing=all_missing(covered, now), besides=_besides(request, overview, series.starts[0], now),
        ),
        coverage=strips(covered, {row.pk: note_of(health.get(row.pk)) for row in rows}),
        tones=_tones(tones),
        by_source=_by_source(request, overview, rows, start, now),
        authors=figures.top_authors(member=request.member, brand=overview, start=start, end=now),
        newest=_newest(request, overview),
        rules=AlertRule.objects.visible_to(request.member).filter(brand=overview).order_by("name"),
        alerts=_to_decide(request, overview),
        may_rules=may(request.member, "rules.see"),
        may_edit=may(request.member, "brands.edit"),
        learning=series.learning,
    )  # fmt: skip
    return show(request, "insight/brand.html", shown)


def _to_decide(request: MemberRequest, overview: Brand) -> list[OpenAlert]:
    rows = Alert.objects.visible_to(request.member).filter(brand=overview, status="open").order_by("-raised_at")[:3]
    return [OpenAlert(alert=one, headline=headline(one)) for one in rows]


def _besides(request: MemberRequest, overview: Brand, start: datetime, now: datetime) -> Besides:
    """What the chart shows besides the counts: planned events and alerts."""
    raised = Alert.objects.visible_to(request.member).filter(brand=overview, raised_at__gte=start)
    planned = events.during(brand=overview, start=start, end=now)
    return known_besides(planned, list(raised.order_by("-raised_at")[:MOST_MARKS]))


def _newest(request: MemberRequest, overview: Brand) -> list[MentionCard]:
    rows = list(mentions.listed(member=request.member, filters=Filters(brand=overview.pk))[:5])
    return [{**one, "selectable": False} for one in cards(rows, request.member, tail=f"?brand={overview.slug}")]


def _stats(
    overview: Brand, series: figures.Series, covered: list[Covered], tones: dict[str, int], hours: int
) -> list[Stat]:
    now = timezone.now()
    total, _ = figures.total_of(brand=overview, start=now - timedelta(hours=hours), end=now)
    before, _ = figures.total_of(
        brand=overview, start=now - timedelta(hours=2 * hours), end=now - timedelta(hours=hours)
    )
    scored = sum(n for name, n in tones.items() if name)
    bad = tones.get("negative", 0)
    unscored = tones.get("", 0)
    missing = [one for one in covered if one.share < 1]
    hurt = f"{len(missing)} of {len(covered)} sources had a gap" if missing else f"all {len(covered)} sources were read"
    share = sum(one.share for one in covered) / len(covered) if covered else None
    return [
        Stat(
            label="Mentions",
            value=f"{total:,}",
            note=_expected(series) or "not enough known yet to expect a number",
        ),
        Stat(label="The same time before", value=f"{before:,}", note=_change(total, before)),
        Stat(
            label="Negative",
            value=f"{round(100 * bad / scored)} %" if scored else "not known",
            note=f"{bad:,} of {scored:,} scored" + (f", {unscored:,} not scored" if unscored else ""),
        ),
        Stat(
            label="Covered",
            value=f"{100 * share:.1f} %".replace("100.0", "100") if share is not None else "not known",
            note=f"of source hours · {hurt}" if covered else "no sources yet",
        ),
    ]


def _expected(series: figures.Series) -> str:
    if not series.expected:
        return ""
    # Windows of a day are not independent: the sum of the ends would be too wide a range, the middle is said.
    known = [mean for mean in series.expected if mean is not None]
    if len(known) < len(series.expected):
        return ""
    # Of the running step as much as is over: held against a whole one, it would always look quiet.
    known[-1] *= series.over
    return f"about {round(sum(known)):,} expected" + (", still learning" if series.learning else "")


def _change(total: int, before: int) -> str:
    if not before:
        return "nothing was counted then"
    change = round(100 * (total - before) / before)
    return "as many as now" if not change else f"now {abs(change)} % {'more' if change > 0 else 'fewer'}"


def _summary(series: figures.Series, words: str) -> str:
    top = max(range(len(series.total)), key=lambda i: series.total[i])
    at = timezone.localtime(series.starts[top])
    text = f"Most in these {words}: {series.total[top]:,} from {at:%a %H:%M %Z}"
    if series.high:
        over = sum(1 for n, high in zip(series.total, series.high, strict=True) if high is not None and n > high)
        text += (
            f"; above the expected range in {over} of {len(series.total)} steps"
            if over
            else "; within the expected range"
        )
    return text + "."


def _tones(tones: dict[str, int]) -> list[Tone]:
    total = sum(tones.values())
    names = (("negative", "Negative"), ("neutral", "Neutral"), ("positive", "Positive"), ("", "Not scored"))
    return [
        Tone(
            key=key or "unscored",
            name=name,
            n=tones.get(key, 0),
            share=100 * tones.get(key, 0) / total if total else 0.0,
        )
        for key, name in names
    ]


def _by_source(
    request: MemberRequest, overview: Brand, rows: list[Source], start: datetime, now: datetime
) -> list[SourceCount]:
    counts = figures.by_source(member=request.member, brand=overview, start=start, end=now)
    most = max((total for total, _ in counts.values()), default=0) or 1
    listed = []
    for row in rows:
        n, bad = counts.get(row.pk, (0, 0))
        share = round(100 * bad / n) if n else 0
        listed.append(SourceCount(source=row, n=n, bad=bad, most=most, share=share))
    return sorted(listed, key=lambda one: -one.n)
