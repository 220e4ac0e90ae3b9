"""The list of alerts: those to decide, each with all it takes to decide it, and those decided."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.brands.models import Brand
from accounts.errors import Invalid
from accounts.keyset import slice_of
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from monitoring.models import Alert
from monitoring.services.sparks import Spark, joinable, sparks
from monitoring.views.alert_words import KINDS, OUTCOME_BUTTONS, STATUSES, row_of
from monitoring.views.alerts import alert_of, examples

ORDER = ("-raised_at", "-id")
SIZE = 30
MOST_OPEN = 100


@require_safe
@page("alerts.see")
def alert_list(request: MemberRequest) -> HttpResponse:
    """Those to decide, the most urgent first; below them what was decided."""
    brands = list(Brand.objects.visible_to(request.member).exclude(status="archived").order_by("name"))
    asked = {name: request.GET.get(name, "") for name in ("brand", "kind", "status")}
    rows = _narrowed(Alert.objects.visible_to(request.member), asked, brands).select_related("brand", "rule")
    due = []
    if asked["status"] in ("", "open"):
        due = list(rows.filter(status="open").order_by("severity", "raised_at")[:MOST_OPEN])
    decided = rows.exclude(status="open") if asked["status"] in ("", *list(STATUSES)[1:]) else rows.none()
    if asked["status"] in STATUSES:
        decided = decided.filter(status=asked["status"])
    try:
        found = slice_of(decided, order=ORDER, token=request.GET.get("page", ""), size=SIZE)
    except Invalid:
        found = slice_of(decided, order=ORDER, size=SIZE)
    keep = {name: value for name, value in asked.items() if value}
    context = {
        "active_nav": "alerts",
        "open_rows": _cards(request, due),
        "decided": [row_of(alert) for alert in found.rows],
        "next_url": f"?{urlencode({**keep, 'page': found.next_token})}" if found.next_token else "",
        "first_url": f"?{urlencode(keep)}" if request.GET.get("page") else "",
        "deep": bool(request.GET.get("page")),
        "filters": _filters(asked, brands),
        "narrowed": bool(keep),
        "here": f"?{urlencode(keep)}" if keep else "",
        "may_rules": may(request.member, "rules.see"),
        "may_decide": may(request.member, "alerts.decide"),
        "may_open": may(request.member, "incidents.open"),
        "outcomes": OUTCOME_BUTTONS,
    }
    return show(request, "monitoring/alerts.html", context, fragment="monitoring/alerts_open.html")


@require_safe
@page("alerts.see")
def alert_examples(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The examples of one, unfolded in its card."""
    found = alert_of(request, pk)
    return render(request, "monitoring/alert_examples.html", {"alert": found, "examples": examples(request, found)})


def _cards(request: MemberRequest, alerts: Sequence[Alert]) -> list[dict[str, Any]]:
    """Each with its small picture and the incident it can join."""
    pictures = sparks(alerts)
    to_join = joinable(request.member, alerts) if may(request.member, "alerts.decide") else {}
    return [
        {
            **row_of(alert), "spark": pictures.get(alert.pk), "spark_words": _spark_words(pictures.get(alert.pk)),
            "join": _to_join(to_join.get(alert.brand_id)),
        }
        for alert in alerts
    ]  # fmt: skip


def _to_join(found: tuple[UUID, str] | None) -> dict[str, Any] | None:
    if found is None:
        return None
    number, _, name = found[1].partition(" ")
    return {"pk": found[0], "number": number, "name": name}


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


def _filters(asked: dict[str, str], brands: list[Brand]) -> list[dict[str, Any]]:
    groups = (
        ("status", "Any state", STATUSES),
        ("kind", "Any kind", KINDS),
        ("brand", "All brands", {brand.slug: brand.name for brand in brands}),
    )
    found = []
    for name, every, options in groups:
        others = {key: value for key, value in asked.items() if value and key != name}
        links = [{"label": every, "url": f"?{urlencode(others)}", "current": not asked[name]}]
        links += [
            {"label": label, "url": f"?{urlencode({**others, name: value})}", "current": asked[name] == value}
            for value, label in options.items()
        ]
        found.append(
            {"name": name, "links": links, "chosen": next((one["label"] for one in links if one["current"]), every)}
        )
    return found
