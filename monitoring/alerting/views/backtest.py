"""Trying a rule on the past before it is saved, why it did not fire, and what its alerts turned out to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.brands.models import Brand
from accounts.cleaning import whole_number
from accounts.errors import Conflict, Invalid, NotFound
from accounts.forms import put_errors
from accounts.pages import MemberRequest, joined, page, show
from accounts.permissions import may
from monitoring.alerting import services as alerting
from monitoring.alerting.forms.backtest import PREFIX, TryForm
from monitoring.alerting.forms.rule_kinds import FORMS
from monitoring.alerting.forms.rules import RuleForm
from monitoring.alerting.kinds.fields import SENSITIVITY_WORDS
from monitoring.alerting.services import RuleDraft, backtesting, feedback
from monitoring.alerting.services.backtesting import BackTest, Tried, Wanted
from monitoring.alerting.views.trial_chart import FiringRows, chart_of_trial, firing_rows, y_max_of
from monitoring.chart_times import Chart
from monitoring.models import Alert, AlertRule, Query
from monitoring.page_context import BrandPage, SeeOther, brand_frame, brand_of

DEFAULT_HOURS = 4
REAL_SHOWN = 10
OUTCOME_NAMES = {"crisis": "crisis", "issue": "issue", "noise": "noise", "known_campaign": "known campaign"}
Drafts = tuple[tuple[str, RuleDraft], ...]


@dataclass(frozen=True, kw_only=True)
class TryPanel:
    """What a rule's page shows of its past: how to try it, and how good it was."""

    try_form: TryForm
    try_url: str
    quality: feedback.Quality | None
    quality_words: str
    may_adopt: bool


@dataclass(frozen=True, kw_only=True)
class Trial:
    """One setting as tried: its chart, and when it would have fired."""

    label: str
    tried: Tried
    chart: Chart | None
    rows: FiringRows


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a back-test found. `at`: the moment that was asked about; `real`: the alerts that were really raised."""

    found: BackTest | None = None
    tries: Sequence[Trial] = ()
    at: datetime | None = None
    real: Sequence[Alert] = ()


@dataclass(frozen=True, kw_only=True)
class BackTestPage(BrandPage, Result):
    """The result, or the forms with what was refused."""

    rule: AlertRule | None
    form: RuleForm | None
    try_form: TryForm


def panel(request: MemberRequest, brand: Brand, kind: str, rule: AlertRule | None = None) -> TryPanel:
    """Of a rule, or of a kind of which a new one is made."""
    quality = feedback.quality_of(member=request.member, rules=[rule])[rule.pk] if rule else None
    base = f"/brands/{brand.slug}/rules/"
    suggested = quality is not None and quality.settings is not None
    return TryPanel(
        try_form=TryForm(kind=kind, rule=rule, suggested=suggested, initial=_asked_of(request)),
        try_url=f"{base}{rule.pk}/try/" if rule else f"{base}new/{kind}/try/",
        quality=quality,
        quality_words=outcome_words(quality.outcomes) if quality else "",
        may_adopt=may(request.member, "rules.edit"),
    )


def _asked_of(request: MemberRequest) -> dict[str, str]:
    names = ("days", "incident_hours", "at")
    return {name: request.GET[f"{PREFIX}-{name}"] for name in names if request.GET.get(f"{PREFIX}-{name}")}


def outcome_words(outcomes: Mapping[str, int]) -> str:
    """ "1 crisis, 6 issues, 2 noise"."""
    plural = {"crisis": "crises", "issue": "issues", "known_campaign": "known campaigns"}
    return ", ".join(
        f"{n} {plural.get(name, name) if n > 1 else OUTCOME_NAMES[name]}" for name, n in outcomes.items() if n
    )


@require_POST
@page("rules.see")
def rule_new_try(request: MemberRequest, slug: str, kind: str) -> HttpResponse:
    """Tries a rule that is not saved yet."""
    if kind not in FORMS:
        raise NotFound("There is no such kind of rule.")
    return _answer(request, brand_of(request, slug), kind, None)


@require_http_methods(["GET", "HEAD", "POST"])
@page("rules.see")
def rule_try(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Tries a saved rule as it is (GET), or as it is being edited (POST)."""
    brand = brand_of(request, slug)
    return _answer(request, brand, "", _rule_of(request, brand, pk))


@require_POST
@page("rules.edit")
def rule_adopt(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Takes the suggestion over as the rule's next version."""
    brand = brand_of(request, slug)
    rule = _rule_of(request, brand, pk)
    version = whole_number(request.POST.get("version", ""))
    try:
        feedback.adopt(member=request.member, rule=rule, version=version, now=timezone.now())
        messages.success(request, "The suggestion is the rule's new version. The one before is kept.")
    except Conflict as error:
        messages.error(request, error.message)
    return SeeOther(f"/brands/{brand.slug}/rules/{rule.pk}/")


def _rule_of(request: MemberRequest, brand: Brand, pk: UUID) -> AlertRule:
    rows = AlertRule.objects.visible_to(request.member).filter(brand=brand, pk=pk).select_related("brand", "query")
    rule: AlertRule | None = rows.first()
    if rule is None:
        raise NotFound("There is no such alert rule.")
    return rule


def _answer(request: MemberRequest, brand: Brand, kind: str, rule: AlertRule | None) -> HttpResponse:
    kind = rule.kind if rule else kind
    quality = feedback.quality_of(member=request.member, rules=[rule])[rule.pk] if rule else None
    data = request.POST if request.method == "POST" else request.GET
    asked = TryForm(_with_defaults(data), kind=kind, rule=rule, suggested=bool(quality and quality.settings))
    form = _edited(request, brand, kind) if request.method == "POST" else None
    result, status = Result(), 200
    if asked.is_valid() and (form is None or form.is_valid()):
        try:
            drafts = _drafts(brand, rule, form, asked.cleaned_data["beside"], quality)
            result = _result(request, brand, rule, drafts, asked.cleaned_data)
        except Invalid as error:
            put_errors(form or asked, error)
            status = 422
    else:
        status = 422
    shown = joined(BackTestPage, result, **brand_frame(request, brand, "rules"), rule=rule, form=form, try_form=asked)
    return show(request, "alerting/backtest_page.html", shown, fragment="alerting/backtest.html", status=status)


def _with_defaults(data: Any) -> Any:
    """What was asked, with what a plain link leaves out."""
    given = data.copy()
    given.setdefault(f"{PREFIX}-days", "30")
    return given


def _edited(request: MemberRequest, brand: Brand, kind: str) -> RuleForm:
    queries = list(Query.objects.visible_to(request.member).filter(brand=brand).order_by("name"))
    return FORMS[kind](request.POST, queries=queries, people=alerting.people_for(brand.pk))


def _drafts(
    brand: Brand, rule: AlertRule | None, form: RuleForm | None, beside: str, quality: feedback.Quality | None
) -> Drafts:
    """The setting, and what stands beside it; one where both say the same. Raises Invalid as on saving."""
    saved = backtesting.draft_of(rule) if rule else None
    mine = form.draft() if form is not None else saved
    assert mine is not None
    label = "This setting"
    if saved is not None:
        label = "As saved" if _deciding(mine, brand) == _deciding(saved, brand) else "As edited"
    other: tuple[str, RuleDraft] | None = None
    if beside == "saved" and saved is not None:
        other = ("As saved", saved)
    elif beside == "suggested" and rule is not None and quality is not None and quality.settings is not None:
        other = ("Suggested", feedback.suggested(rule, quality.settings))
    elif beside in SENSITIVITY_WORDS:
        settings = {**mine.settings, "sensitivity": beside}
        other = (f"Sensitivity {SENSITIVITY_WORDS[beside][0].lower()}", replace(mine, settings=settings))
    # Another name or other people to tell would draw the same chart twice.
    if other is None or _deciding(other[1], brand) == _deciding(mine, brand):
        return ((label, mine),)
    return ((label, mine), other)


def _deciding(draft: RuleDraft, brand: Brand) -> tuple[object, ...]:
    """What of a draft decides when it fires."""
    query = draft.query_id and str(draft.query_id)
    return alerting.rule_of(draft), alerting.policy_of(draft, brand), draft.filter.strip(), query


def _result(
    request: MemberRequest, brand: Brand, rule: AlertRule | None, drafts: Drafts, asked: Mapping[str, Any]
) -> Result:
    # The reader's zone: “Why not at” is typed on their clock, and answered on it.
    wanted = Wanted(
        drafts=drafts, days=asked["days"], incident_hours=asked["incident_hours"] if asked["incident_hours"] is not None else DEFAULT_HOURS, at=asked["at"],
        rule_id=rule.pk if rule else None, zone=timezone.get_current_timezone(),
    )  # fmt: skip
    backtest = backtesting.backtest(member=request.member, brand=brand, wanted=wanted, now=timezone.now())
    real = list(reversed(backtest.alerts))[:REAL_SHOWN]
    return Result(found=backtest, tries=_tries(backtest), at=asked["at"], real=real)


def _tries(result: BackTest) -> list[Trial]:
    top = y_max_of(result)
    return [
        Trial(
            label=one.label,
            tried=one,
            chart=chart_of_trial(result, one, key=f"trial-{n}", y_max=top),
            rows=firing_rows(result, one),
        )
        for n, one in enumerate(result.tries)
    ]
