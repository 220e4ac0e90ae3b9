"""One alert with all it says of itself, and what people do with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import Conflict, Invalid, NotFound
from accounts.forms import put_errors
from accounts.models import Membership, User
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from monitoring.alerting import services as alerting
from monitoring.alerting.forms.alerts import DismissForm
from monitoring.alerting.hooks import pictures
from monitoring.alerting.services import events, feedback
from monitoring.alerting.services.explaining import examples_of
from monitoring.alerting.views.alert_words import OUTCOME_BUTTONS, headline, row_of
from monitoring.chart_times import Chart
from monitoring.feeds.services import sources
from monitoring.feeds.services.coverage import coverage
from monitoring.feeds.views.coverage import Strip, strips
from monitoring.inbox.views.cards import MentionCard, cards
from monitoring.models import WATCHED, Alert, BucketCount, Mention, PlannedEvent, Source
from monitoring.page_context import SeeOther, own_path

STREAMS = {"negative": "negative mentions", "all": "all mentions"}


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A figure, and what it is measured against."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, kw_only=True)
class AlertPage:
    """`why`: the explanation that the detector kept with the alert; `dismiss_open`: the form was refused."""

    alert: Alert
    headline: str
    icon: str
    kind: str
    state: str
    outcome: str
    why: dict[str, object]
    facts: Sequence[Fact]
    chart: Chart | None
    coverage: Sequence[Strip]
    examples: Sequence[MentionCard]
    example_count: int
    inbox_url: str
    acknowledged_by: str | None
    decided_by: str | None
    form: DismissForm
    dismiss_open: bool
    outcomes: Sequence[tuple[str, ...]]
    planned: Sequence[PlannedEvent]
    may_decide: bool
    may_open: bool
    stream_words: str
    now: datetime
    active_nav: str = "alerts"


def alert_of(request: MemberRequest, pk: UUID) -> Alert:
    """Raises NotFound."""
    row: Alert | None = Alert.objects.visible_to(request.member).select_related("brand", "rule").filter(pk=pk).first()
    if row is None:
        raise NotFound("There is no such alert.")
    return row


@require_safe
@page("alerts.see")
def alert(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One alert: what was seen against what was expected, why, and what to do."""
    return show(
        request,
        "alerting/alert.html",
        _page_of(request, alert_of(request, pk)),
        fragment="alerting/alert_acts.html",
    )


def _page_of(request: MemberRequest, alert: Alert, form: DismissForm | None = None) -> AlertPage:
    now, why = timezone.now(), alert.explanation or {}
    people = dict(
        User.objects.filter(pk__in=[pk for pk in (alert.acknowledged_by_id, alert.decided_by_id) if pk]).values_list(
            "pk", "name"
        )
    )
    shown = examples(request, alert)
    planned = events.during(brand=alert.brand_id, start=alert.window_start, end=alert.window_end)
    words = row_of(alert)
    return AlertPage(
        alert=alert,
        headline=words["headline"],
        icon=words["icon"],
        kind=words["kind"],
        state=words["state"],
        outcome=words["outcome"],
        why=why,
        facts=_facts(request.member, alert),
        chart=pictures.answer.of_alert(alert, member=request.member, summary=headline(alert), planned=planned, now=now),
        coverage=_coverage(request, alert, now),
        examples=shown,
        example_count=len(shown),
        inbox_url=_inbox_url(alert),
        acknowledged_by=people.get(alert.acknowledged_by_id or 0),
        decided_by=people.get(alert.decided_by_id or 0),
        form=form or DismissForm(),
        dismiss_open=form is not None,
        outcomes=OUTCOME_BUTTONS,
        planned=planned,
        may_decide=may(request.member, "alerts.decide"),
        may_open=may(request.member, "incidents.open"),
        stream_words=STREAMS.get(why.get("stream", ""), ""),
        now=now,
    )


def _inbox_url(alert: Alert) -> str:
    given = {
        "brand": alert.brand.slug,
        "status": "all",  # the inbox alone shows what is open; an alert counts what was done since, too
        "since": alert.window_start.isoformat(),
        "until": alert.window_end.isoformat(),
    }
    if (alert.explanation or {}).get("stream") == "negative":
        given["sentiment"] = "negative"
    return f"/mentions/?{urlencode(given)}"


def examples(request: MemberRequest, alert: Alert) -> list[MentionCard]:
    """Its example mentions as cards, those that may still be seen."""
    ids = examples_of(alert)
    rows = (
        Mention.objects.visible_to(request.member)
        .filter(pk__in=ids)
        .select_related("post", "brand", "source", "assignee")
    )
    # Since the alert kept their ids, posts may have been erased, or left the reader's sight.
    by_id = {row.pk: row for row in rows}
    return [{**one, "selectable": False} for one in cards([by_id[pk] for pk in ids if pk in by_id], request.member)]


def _facts(member: Membership, alert: Alert) -> list[Fact]:
    """Seen, expected, of these negative, since: each with what it is measured against."""
    if alert.seen is None:
        return []
    local = timezone.localtime
    facts = [
        Fact(
            label="Seen",
            value=f"{alert.seen:,}",
            note=f"mentions, {local(alert.window_start):%H:%M} to {local(alert.seen_until):%H:%M}",
        )
    ]
    if alert.low is not None and alert.high is not None:
        facts.append(
            Fact(
                label="Expected",
                value=f"{round(alert.low)} to {round(alert.high)}",
                note=f"{local(alert.window_start):%A}s at this hour",
            )
        )
    rows = BucketCount.objects.visible_to(member).filter(
        brand=alert.brand, query=alert.rule.query_id, starts_at__gte=alert.window_start, starts_at__lt=alert.window_end
    )
    counts = list(rows.values_list("total", "negative"))  # as of now: the window goes on filling for a while
    total, bad = sum(n for n, _ in counts), sum(n for _, n in counts)
    if total:
        facts.append(
            Fact(
                label="Negative",
                value=f"{bad:,}",
                note=f"of {total:,} counted now ({round(100 * bad / total)} %)",
            )
        )
    if alert.since:
        facts.append(
            Fact(
                label="Unusual since",
                value=f"{local(alert.since):%H:%M}",
                note=f"{local(alert.since):%a} {local(alert.since).day} {local(alert.since):%b}, {local(alert.since):%Z}",
            )
        )
    return facts


def _coverage(request: MemberRequest, alert: Alert, now: datetime) -> list[Strip]:
    start, end = alert.window_end - timedelta(hours=6), alert.window_end
    rows = list(Source.objects.visible_to(request.member).filter(brand=alert.brand, status__in=WATCHED))
    health = sources.health_of(rows, now=now)
    covered = coverage(sources=rows, start=start, end=end)
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
    row, form = alert_of(request, pk), DismissForm(request.POST)
    if form.is_valid():
        try:
            alerting.mark_decided(
                alert=row, action="dismiss", member=request.member, now=timezone.now(), **form.cleaned_data
            )
            messages.success(request, "Dismissed. It stays in the list of decided alerts.")
            return SeeOther(own_path(request, "/alerts/"))
        except Invalid as error:
            put_errors(form, error)
        # Somebody else was faster: their decision stands, and its page says so.
        except Conflict as error:
            messages.error(request, error.message)
            return SeeOther(f"/alerts/{pk}/")
    return show(request, "alerting/alert.html", _page_of(request, row, form), status=422)


@require_POST
@page("alerts.decide")
def alert_outcome(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Says what a decided alert turned out to be."""
    row = alert_of(request, pk)
    try:
        feedback.record_outcome(
            member=request.member, alert=row, outcome=request.POST.get("outcome", ""), now=timezone.now()
        )
        messages.success(request, "Noted. The rule's page counts it.")
    except Conflict as error:
        messages.error(request, error.message)
    return SeeOther(own_path(request, f"/alerts/{pk}/"))
