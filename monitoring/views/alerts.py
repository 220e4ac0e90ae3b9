"""Alerts: those to decide, those decided, and one with all it says of itself."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.brands.models import Brand
from accounts.errors import Conflict, Invalid, NotFound
from accounts.forms import put_errors
from accounts.keyset import slice_of
from accounts.models import User
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from monitoring.forms.alerts import OUTCOME_WORDS, DismissForm
from monitoring.models import Alert, BucketCount, Mention, Source
from monitoring.services import alerting, figures, sources
from monitoring.services.alerting.explaining import examples_of
from monitoring.views.cards import cards
from monitoring.views.figures import chart_of, lines_of_gaps, strips
from monitoring.views.finding import SeeOther

ORDER = ("-raised_at", "-id")
SIZE = 30
KINDS = {
    "spike": "Spike", "threshold": "Threshold", "change": "Change", "negative_share": "Negative share", "drop": "Drop",
    "silence": "Silence", "words": "Words", "vip": "Important voice", "negative_post": "Negative mention",
    "returning_critic": "Returning critic", "new_source": "New source",
}  # fmt: skip
ICONS = {
    "spike": "trending-up", "threshold": "gauge", "change": "activity", "negative_share": "percent", "drop": "trending-down",
    "silence": "volume-x", "words": "quote", "vip": "star", "negative_post": "message-circle-warning",
    "returning_critic": "undo-2", "new_source": "rss",
}  # fmt: skip
STATUSES = {
    "open": "To decide",
    "joined": "Joined an incident",
    "opened": "Became an incident",
    "dismissed": "Dismissed",
}
STREAMS = {"negative": "negative mentions", "all": "all mentions"}


@require_safe
@page("alerts.see")
def alert_list(request: MemberRequest) -> HttpResponse:
    """Those to decide, the most urgent first; below them what was decided."""
    brands = list(Brand.objects.visible_to(request.member).exclude(status="archived").order_by("name"))
    asked = {name: request.GET.get(name, "") for name in ("brand", "kind", "status")}
    rows = _narrowed(Alert.objects.visible_to(request.member), asked, brands).select_related("brand", "rule")
    due = rows.filter(status="open").order_by("severity", "raised_at")[:100] if asked["status"] in ("", "open") else []
    decided = rows.exclude(status="open") if asked["status"] in ("", *list(STATUSES)[1:]) else rows.none()
    if asked["status"] in STATUSES:
        decided = decided.filter(status=asked["status"])
    try:
        found = slice_of(decided, order=ORDER, token=request.GET.get("page", ""), size=SIZE)
    except Invalid:
        found = slice_of(decided, order=ORDER, size=SIZE)
    keep = {name: value for name, value in asked.items() if value}
    open_rows = [_row(alert) for alert in due]
    context = {
        "active_nav": "alerts",
        "open_rows": open_rows,
        "decided": [_row(alert) for alert in found.rows],
        "next_url": f"?{urlencode({**keep, 'page': found.next_token})}" if found.next_token else "",
        "first_url": f"?{urlencode(keep)}" if request.GET.get("page") else "",
        "deep": bool(request.GET.get("page")),
        "filters": _filters(asked, brands),
        "narrowed": bool(keep),
        "here": f"?{urlencode(keep)}" if keep else "",
        "may_rules": may(request.member, "rules.see"),
    }
    return show(request, "monitoring/alerts.html", context, fragment="monitoring/alerts_open.html")


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


def _row(alert: Alert) -> dict[str, Any]:
    stream = (alert.explanation or {}).get("stream", "all")
    return {
        "alert": alert,
        "headline": headline(alert),
        "icon": ICONS.get(alert.kind, "bell"),
        "kind": KINDS.get(alert.kind, alert.kind) + (", negative" if stream == "negative" else ""),
        "state": STATUSES[alert.status],
        "outcome": OUTCOME_WORDS.get(alert.outcome, "").partition(":")[0],
    }


def headline(alert: Alert) -> str:
    """ "186 mentions in 15 min. Expected 22 to 48." """
    if alert.seen is None:
        return alert.sentence
    minutes = int((alert.window_end - alert.window_start).total_seconds() // 60)
    span = f"{minutes} min" if minutes < 120 else f"{minutes // 60} h"
    # Both streams may carry a spike; the sentence says which of them the figures are of.
    what = "negative mentions" if " negative mention" in alert.sentence else "mentions"
    text = f"{alert.seen:,} {what} in {span}."
    if alert.low is not None and alert.high is not None:
        low, high = round(alert.low), round(alert.high)
        text += f" Expected {low} to {high}." if high else " Expected none."
    elif (limit := (alert.explanation or {}).get("limit")) is not None:
        text += f" The rule's limit is {round(limit):,}."
    return text


def alert_of(request: MemberRequest, pk: UUID) -> Alert:
    """Raises NotFound."""
    found: Alert | None = Alert.objects.visible_to(request.member).select_related("brand", "rule").filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such alert.")
    return found


@require_safe
@page("alerts.see")
def alert(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One alert: what was seen against what was expected, why, and what to do."""
    return show(
        request,
        "monitoring/alert.html",
        _context(request, alert_of(request, pk)),
        fragment="monitoring/alert_acts.html",
    )


def _context(request: MemberRequest, found: Alert, form: DismissForm | None = None) -> dict[str, Any]:
    now, why = timezone.now(), found.explanation or {}
    people = dict(
        User.objects.filter(pk__in=[pk for pk in (found.acknowledged_by_id, found.decided_by_id) if pk]).values_list(
            "pk", "name"
        )
    )
    examples = _examples(request, found)
    return {
        "active_nav": "alerts",
        "alert": found,
        **_row(found),
        "why": why,
        "facts": _facts(found, now),
        "chart": _chart(found, now),
        "coverage": _coverage(request, found, now),
        "examples": examples,
        "example_count": len(examples),
        "inbox_url": _inbox_url(found),
        "acknowledged_by": people.get(found.acknowledged_by_id or 0),
        "decided_by": people.get(found.decided_by_id or 0),
        "form": form or DismissForm(),
        "dismiss_open": form is not None,
        "may_decide": may(request.member, "alerts.decide"),
        "may_open": may(request.member, "incidents.open"),
        "stream_words": STREAMS.get(why.get("stream", ""), ""),
        "now": now,
    }


def _inbox_url(found: Alert) -> str:
    given = {
        "brand": found.brand.slug,
        "status": "all",
        "since": found.window_start.isoformat(),
        "until": found.window_end.isoformat(),
    }
    if (found.explanation or {}).get("stream") == "negative":
        given["sentiment"] = "negative"
    return f"/mentions/?{urlencode(given)}"


def _examples(request: MemberRequest, found: Alert) -> list[dict[str, Any]]:
    ids = examples_of(found)
    rows = (
        Mention.objects.visible_to(request.member)
        .filter(pk__in=ids)
        .select_related("post", "brand", "source", "assignee")
    )
    by_id = {row.pk: row for row in rows}
    return [{**one, "selectable": False} for one in cards([by_id[pk] for pk in ids if pk in by_id])]


def _facts(found: Alert, now: Any) -> list[dict[str, Any]]:
    """Seen, expected, of these negative, since: each with what it is measured against."""
    if found.seen is None:
        return []
    local = timezone.localtime
    facts = [
        {
            "label": "Seen",
            "value": f"{found.seen:,}",
            "note": f"mentions, {local(found.window_start):%H:%M} to {local(found.window_end):%H:%M}",
        }
    ]
    if found.low is not None and found.high is not None:
        facts.append(
            {
                "label": "Expected",
                "value": f"{round(found.low)} to {round(found.high)}",
                "note": f"{local(found.window_start):%A}s at this hour",
            }
        )
    rows = BucketCount.objects.filter(
        brand=found.brand, query=found.rule.query_id, starts_at__gte=found.window_start, starts_at__lt=found.window_end
    )
    counts = list(rows.values_list("total", "negative"))
    total, bad = sum(n for n, _ in counts), sum(n for _, n in counts)
    if total:
        facts.append(
            {
                "label": "Negative",
                "value": f"{bad:,}",
                "note": f"of {total:,} counted now ({round(100 * bad / total)} %)",
            }
        )
    if found.since:
        facts.append(
            {
                "label": "Unusual since",
                "value": f"{local(found.since):%H:%M}",
                "note": f"{local(found.since):%d %b} {local(found.since):%Z}",
            }
        )
    return facts


def _chart(found: Alert, now: Any) -> dict[str, Any] | None:
    """Six hours around the window, in its steps, with the band and the window marked."""
    if found.seen is None:
        return None
    start, end = found.window_end - timedelta(hours=6), min(now, found.window_end + timedelta(hours=1))
    series = figures.series(brand=found.brand, query_id=found.rule.query_id, start=start, end=end)
    marks = []
    if found.since and found.since >= start:
        marks.append(
            {
                "x": int(found.since.timestamp()),
                "letter": "A",
                "label": f"unusual since {timezone.localtime(found.since):%H:%M}",
            }
        )
    marks.append(
        {
            "x": min(int(found.window_end.timestamp()), int(series.starts[-1].timestamp())),
            "letter": "B",
            "label": f"end of the alert's window {timezone.localtime(found.window_end):%H:%M}",
        }
    )
    covered = figures.coverage(
        sources=list(Source.objects.filter(brand=found.brand).exclude(status="removed")), start=start, end=end
    )
    return chart_of(
        series, key="alert-chart", label=f"Mentions of {found.brand.name}", summary=headline(found),
        gaps=lines_of_gaps(covered, end), annotations=marks,
    )  # fmt: skip


def _coverage(request: MemberRequest, found: Alert, now: Any) -> list[dict[str, Any]]:
    start, end = found.window_end - timedelta(hours=6), found.window_end
    rows = list(Source.objects.visible_to(request.member).filter(brand=found.brand).exclude(status="removed"))
    health = sources.health_of(rows, now=now)
    covered = figures.coverage(sources=rows, start=start, end=end)
    notes = {row.pk: _note(health.get(row.pk)) for row in rows}
    return strips(covered, notes)


def _note(health: Any) -> str:
    if health is None:
        return "not known"
    return {"ok": "read on time", "waiting": "not read yet", "late": "late", "paused": "paused"}.get(
        health.state, "can't be read"
    )


@require_POST
@page("alerts.decide")
def alert_take(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Acknowledges: somebody has seen it and is on it."""
    alerting.acknowledge(member=request.member, alert=alert_of(request, pk), now=timezone.now())
    messages.success(request, "Acknowledged. Your team sees that you are on it.")
    return SeeOther(f"/alerts/{pk}/")


@require_http_methods(["POST"])
@page("alerts.decide")
def alert_put_aside(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Dismisses with what it was; the detector's quality is measured by it."""
    found, form = alert_of(request, pk), DismissForm(request.POST)
    if form.is_valid():
        try:
            alerting.mark_decided(
                alert=found, action="dismiss", member=request.member, now=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Dismissed. It stays in the list of decided alerts.")
            return SeeOther("/alerts/")
        except Invalid as error:
            put_errors(form, error)
        except Conflict as error:
            messages.error(request, error.message)
            return SeeOther(f"/alerts/{pk}/")
    return render(request, "monitoring/alert.html", _context(request, found, form), status=422)
