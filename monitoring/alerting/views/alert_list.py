"""The list of alerts: those to decide, each with all it takes to decide it, and those decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.brands.models import Brand
from accounts.errors import Invalid
from accounts.keyset import Page, paginate
from accounts.pages import MemberRequest, Tab, page, show
from accounts.permissions import may
from monitoring.alerting.hooks import Spark, pictures
from monitoring.alerting.kinds import KINDS
from monitoring.alerting.views.alert_words import OUTCOME_BUTTONS, STATUSES, AlertWords, row_of
from monitoring.alerting.views.alerts import alert_of, examples
from monitoring.hooks import running
from monitoring.inbox.views.cards import MentionCard
from monitoring.models import Alert


class ToJoin(TypedDict):
    """The running incident that an alert can join."""

    pk: UUID
    number: str
    name: str


class AlertCard(AlertWords):
    """An alert to decide, with its small picture."""

    spark: Spark | None
    spark_words: str
    join: ToJoin | None


ORDER = ("-raised_at", "-id")
OPEN_ORDER = ("severity", "raised_at", "id")  # the most urgent first, and of those the one that waits longest
SIZE = 30
MOST_OPEN = 100


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One menu of links, and the label of the one that is on."""

    links: Sequence[Tab]
    chosen: str


@dataclass(frozen=True, kw_only=True)
class AlertList:
    """`deep`: a later page of those decided, which leaves out those to decide; `here`: the query string of the filters, and of
    the page of those to decide. `open_count`: how many there are on all pages.
    """

    open_rows: Sequence[AlertCard]
    open_count: int
    open_next_url: str
    open_first_url: str
    decided: Sequence[AlertWords]
    next_url: str
    first_url: str
    deep: bool
    filters: Sequence[Filter]
    narrowed: bool
    here: str
    may_decide: bool
    may_open: bool
    outcomes: Sequence[tuple[str, ...]]
    active_nav: str = "alerts"


@dataclass(frozen=True, kw_only=True)
class AlertExamples:
    """An alert's example mentions as cards."""

    alert: Alert
    examples: Sequence[MentionCard]


@require_safe
@page("alerts.see")
def alert_list(request: MemberRequest) -> HttpResponse:
    """Those to decide, the most urgent first; below them what was decided."""
    brands = list(Brand.objects.visible_to(request.member).exclude(status="archived").order_by("name"))
    asked = {name: request.GET.get(name, "") for name in ("brand", "kind", "status")}
    rows = _narrowed(Alert.objects.visible_to(request.member), asked, brands).select_related("brand", "rule")
    due = rows.filter(status="open") if asked["status"] in ("", "open") else rows.none()
    deeper = request.GET.get("open", "")
    to_decide = _page(due, OPEN_ORDER, deeper, MOST_OPEN)
    decided = rows.exclude(status="open") if asked["status"] in ("", *list(STATUSES)[1:]) else rows.none()
    if asked["status"] in STATUSES:
        decided = decided.filter(status=asked["status"])
    decided_page = _page(decided, ORDER, request.GET.get("page", ""), SIZE)
    keep = {name: value for name, value in asked.items() if value}
    shown = AlertList(
        open_rows=_cards(request, to_decide.rows),
        open_count=due.count() if deeper or to_decide.next_token else len(to_decide.rows),
        open_next_url=f"?{urlencode({**keep, 'open': to_decide.next_token})}" if to_decide.next_token else "",
        open_first_url=f"?{urlencode(keep)}" if deeper else "",
        decided=[row_of(alert) for alert in decided_page.rows],
        next_url=f"?{urlencode({**keep, 'page': decided_page.next_token})}" if decided_page.next_token else "",
        first_url=f"?{urlencode(keep)}" if request.GET.get("page") else "",
        deep=bool(request.GET.get("page")),
        filters=_filters(asked, brands),
        narrowed=bool(keep),
        here=f"?{urlencode(here)}" if (here := {**keep, "open": deeper} if deeper else keep) else "",
        may_decide=may(request.member, "alerts.decide"),
        may_open=may(request.member, "incidents.open"),
        outcomes=OUTCOME_BUTTONS,
    )
    return show(request, "alerting/alerts.html", shown, fragment="alerting/alerts_open.html")


@require_safe
@page("alerts.see")
def alert_examples(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The examples of one, unfolded in its card."""
    # Not with the list, where each of a hundred cards would read posts that few unfold.
    alert = alert_of(request, pk)
    shown = AlertExamples(alert=alert, examples=examples(request, alert))
    return show(request, "alerting/alert_examples.html", shown)


def _page(rows: Any, order: Sequence[str], token: str, size: int) -> Page[Alert]:
    try:
        return paginate(rows, order=order, token=token, size=size)
    except Invalid:
        # A link that was cut short, or made in another agency, begins at the start.
        return paginate(rows, order=order, size=size)


def _cards(request: MemberRequest, alerts: Sequence[Alert]) -> list[AlertCard]:
    """Each with its small picture and the incident it can join."""
    drawn = pictures.answer.small(alerts)
    to_join = (
        running(request.member, {alert.brand_id for alert in alerts}) if may(request.member, "alerts.decide") else {}
    )
    return [
        {
            **row_of(alert), "spark": drawn.get(alert.pk), "spark_words": _spark_words(drawn.get(alert.pk)),
            "join": _to_join(to_join.get(alert.brand_id)),
        }
        for alert in alerts
    ]  # fmt: skip


def _to_join(incident: tuple[UUID, str] | None) -> ToJoin | None:
    if incident is None:
        return None
    number, _, name = incident[1].partition(" ")
    return {"pk": incident[0], "number": number, "name": name}


# WCAG 2.2 1.1.1: the small picture's numbers, for who can't see it.
def _spark_words(spark: Spark | None) -> str:
    if spark is None:
        return ""
    hours = len(spark.values) * spark.minutes / 60
    text = f"The last {hours:g} hours in steps of {spark.minutes} min: {', '.join(_count(n) for n in spark.values)}"
    return text + (f"; {round(spark.low[-1])} to {round(spark.high[-1])} usual at the end" if spark.high else "")


def _count(n: int | None) -> str:
    return "not covered" if n is None else str(n)


def _narrowed(rows: Any, asked: dict[str, str], brands: list[Brand]) -> Any:
    brand = next((one for one in brands if one.slug == asked["brand"]), None)
    if brand:
        rows = rows.filter(brand=brand)
    return rows.filter(kind=asked["kind"]) if asked["kind"] in KINDS else rows


def _filters(asked: dict[str, str], brands: list[Brand]) -> list[Filter]:
    groups = (
        ("status", "Any state", STATUSES),
        ("kind", "Any kind", {key: kind.alert_name for key, kind in KINDS.items()}),
        ("brand", "All brands", {brand.slug: brand.name for brand in brands}),
    )
    filters = []
    for name, every, options in groups:
        others = {key: value for key, value in asked.items() if value and key != name}
        links = [Tab(label=every, url=f"?{urlencode(others)}", current=not asked[name])]
        links += [
            Tab(label=label, url=f"?{urlencode({**others, name: value})}", current=asked[name] == value)
            for value, label in options.items()
        ]
        filters.append(Filter(links=links, chosen=next((one.label for one in links if one.current), every)))
    return filters
