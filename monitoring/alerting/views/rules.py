"""A brand's alert rules: the list, a form per kind, on and off, muting, versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypedDict
from uuid import UUID

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.brands.models import Brand
from accounts.errors import Invalid, NotFound
from accounts.forms import carried_out
from accounts.models import Membership
from accounts.pages import MemberRequest, joined, page, show
from accounts.permissions import may
from monitoring.alerting import services as alerting
from monitoring.alerting.forms.rule_kinds import FORMS, initial_of
from monitoring.alerting.forms.rules import MuteForm, RuleForm
from monitoring.alerting.kinds import KINDS
from monitoring.alerting.kinds.fields import SENSITIVITY_WORDS
from monitoring.alerting.services import feedback
from monitoring.alerting.views.backtest import TryPanel, panel
from monitoring.alerting.views.rule_words import changes, holds_back, words_of
from monitoring.detection import SENSITIVITIES, SENSITIVITY_FIGURES
from monitoring.inbox.services.queries import check_written
from monitoring.inbox.views.trying import PlacedProblem, placed
from monitoring.models import Alert, AlertRule, AlertRuleVersion, Query
from monitoring.page_context import BrandPage, SeeOther, brand_frame, brand_of, own_path

VERSIONS_SHOWN = 30


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    """A rule in words: what it says, how it holds back, and when it fired last."""

    rule: AlertRule
    words: str
    holds_back: Sequence[str]
    muted_until: datetime | None
    fired: datetime | None
    quality: feedback.Quality


@dataclass(frozen=True, kw_only=True)
class KindChoice:
    """A kind of rule that a new one may be of."""

    key: str
    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class KindGroup:
    """The kinds that look at one thing."""

    title: str
    kinds: Sequence[KindChoice]


@dataclass(frozen=True, kw_only=True)
class RuleList(BrandPage):
    """A brand's rules, and the kinds of which another can be made."""

    rows: Sequence[RuleRow]
    groups: Sequence[KindGroup]
    mutes: Sequence[tuple[str, str]]
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class Number:
    """What a sensitivity comes to: its limit, how many crises it found, and its false alarms."""

    word: str
    limit: str
    found: int
    false: str


@dataclass(frozen=True, kw_only=True)
class VersionRow:
    """A version of a rule with what it changed."""

    version: AlertRuleVersion
    changes: Sequence[dict[str, str]]
    first: bool


class FormParts(TypedDict):
    """What a rule's form says of its kind and of what was typed."""

    form: RuleForm
    text_problems: list[PlacedProblem]
    filter_problems: list[PlacedProblem]
    kind_name: str
    kind_text: str
    numbers: list[Number]


@dataclass(frozen=True, kw_only=True)
class RuleEdit(BrandPage, TryPanel):
    """A rule's form; of a new one (`rule` None) there is nothing to mute yet."""

    form: RuleForm
    text_problems: Sequence[PlacedProblem]
    filter_problems: Sequence[PlacedProblem]
    kind_name: str
    kind_text: str
    numbers: Sequence[Number]
    rule: AlertRule | None = None
    muted_until: datetime | None = None
    versions: Sequence[VersionRow] = ()
    mutes: Sequence[tuple[str, str]] = MuteForm.SHORT
    mute_form: MuteForm | None = None
    may_edit: bool = True


@require_safe
@page("rules.see")
def rule_list(request: MemberRequest, slug: str) -> HttpResponse:
    """When this brand's people are woken."""
    brand = brand_of(request, slug)
    rules = list(
        AlertRule.objects.visible_to(request.member)
        .filter(brand=brand)
        .select_related("query")
        .order_by("-is_active", "name")
    )
    fired = dict(
        Alert.objects.visible_to(request.member)
        .filter(rule__in=rules)
        .values_list("rule")
        .annotate(newest=Max("raised_at"))
    )
    names = _names(alerting.people_for(brand.pk))
    quality = feedback.quality_of(member=request.member, rules=rules)
    shown = RuleList(
        **brand_frame(request, brand, "rules"),
        rows=[
            RuleRow(
                rule=rule,
                words=words_of(rule),
                holds_back=holds_back(rule, names),
                muted_until=_muted_until(rule),
                fired=fired.get(rule.pk),
                quality=quality[rule.pk],
            )
            for rule in rules
        ],
        groups=_choices(),
        mutes=MuteForm.SHORT,
        may_edit=may(request.member, "rules.edit"),
    )
    return show(request, "alerting/rule_list.html", shown)


def _muted_until(rule: AlertRule) -> datetime | None:
    """None where it is over."""
    return rule.muted_until if rule.muted_until and rule.muted_until > timezone.now() else None


def _choices() -> list[KindGroup]:
    def of(*, posts: bool) -> list[KindChoice]:
        kinds = [kind for kind in KINDS.values() if kind.of_posts == posts]
        return [KindChoice(key=kind.key, name=kind.name, text=kind.about) for kind in kinds]

    return [
        KindGroup(title="How many", kinds=of(posts=False)),
        KindGroup(title="Who and what", kinds=of(posts=True)),
    ]


def _names(people: list[Membership]) -> dict[int, str]:
    return {one.user_id: one.user.name or one.user.email for one in people}


def _queries(request: MemberRequest, brand: Brand) -> list[Query]:
    return list(Query.objects.visible_to(request.member).filter(brand=brand).order_by("name"))


def _form(request: MemberRequest, kind: str, brand: Brand, initial: dict[str, object], **known: Any) -> RuleForm:
    """The form of a kind; a query that was stopped stays on offer only where the rule has it."""
    queries = [one for one in known["queries"] if one.is_active or str(one.pk) == initial.get("query")]
    return FORMS[kind](request.POST or None, queries=queries, people=known["people"], initial=initial)


@require_http_methods(["GET", "POST"])
@page("rules.edit")
def rule_new(request: MemberRequest, slug: str, kind: str) -> HttpResponse:
    """A rule of one kind."""
    brand = brand_of(request, slug)
    if kind not in FORMS:
        raise NotFound("There is no such kind of rule.")
    people, queries = alerting.people_for(brand.pk), _queries(request, brand)
    form = _form(request, kind, brand, {"name": KINDS[kind].name}, queries=queries, people=people)
    if (
        request.method == "POST"
        and form.is_valid()
        and carried_out(
            form, lambda: alerting.save_rule(member=request.member, brand=brand, draft=form.draft(), now=timezone.now())
        )
    ):
        messages.success(request, "Rule saved. It is judged every minute.")
        return SeeOther(f"/brands/{brand.slug}/rules/")
    shown = joined(
        RuleEdit, panel(request, brand, kind), **brand_frame(request, brand, "rules"), **_form_parts(form, kind)
    )
    return show(request, "alerting/rule_edit.html", shown, status=422 if form.errors else 200)


def _problems(form: RuleForm, name: str) -> list[PlacedProblem]:
    """Where the words or the filter that were typed can't be read, underlined."""
    text = str(form[name].value() or "") if form.is_bound and name in form.fields else ""
    try:
        if text.strip():
            check_written(text, before=form.initial.get(name, ""))
    except Invalid as error:
        return placed(text, error)
    return []


def _form_parts(form: RuleForm, kind: str) -> FormParts:
    numbers = [
        Number(
            word=SENSITIVITY_WORDS[key][0],
            limit=f"{limit:g}",
            found=SENSITIVITY_FIGURES[key][0],
            false=f"{SENSITIVITY_FIGURES[key][1]:g}",
        )
        for key, limit in SENSITIVITIES.items()
    ]
    return {
        "form": form,
        "text_problems": _problems(form, "text"),
        "filter_problems": _problems(form, "filter"),
        "kind_name": KINDS[kind].name,
        "kind_text": KINDS[kind].about,
        "numbers": numbers if KINDS[kind].has_sensitivity else [],
    }


def rule_of(request: MemberRequest, brand: Brand, pk: UUID) -> AlertRule:
    """Raises NotFound."""
    rule: AlertRule | None = (
        AlertRule.objects.visible_to(request.member).filter(brand=brand, pk=pk).select_related("query").first()
    )
    if rule is None:
        raise NotFound("There is no such alert rule.")
    return rule


@require_http_methods(["GET", "POST"])
@page("rules.see")
def rule_edit(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """One rule; each change is a version."""
    brand = brand_of(request, slug)
    rule = rule_of(request, brand, pk)
    people, queries = alerting.people_for(brand.pk), _queries(request, brand)
    form = _form(request, rule.kind, brand, initial_of(rule), queries=queries, people=people)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        if carried_out(
            form,
            lambda: alerting.change_rule(
                member=request.member, rule=rule, draft=form.draft(), version=version, now=timezone.now()
            ),
        ):
            messages.success(request, "Rule saved. It is judged every minute.")
            return SeeOther(f"/brands/{brand.slug}/rules/")
    shown = joined(
        RuleEdit,
        panel(request, brand, rule.kind, rule),
        **brand_frame(request, brand, "rules"),
        **_form_parts(form, rule.kind),
        rule=rule,
        muted_until=_muted_until(rule),
        versions=_versions(request, rule, _names(people), {str(query.pk): query.name for query in queries}),
        mute_form=MuteForm(),
        may_edit=may(request.member, "rules.edit"),
    )
    return show(request, "alerting/rule_edit.html", shown, status=422 if form.errors else 200)


def _versions(
    request: MemberRequest, rule: AlertRule, names: Mapping[int, str], queries: Mapping[str, str]
) -> list[VersionRow]:
    """The newest versions, each with what it changed."""
    rows = AlertRuleVersion.objects.visible_to(request.member).filter(rule=rule).select_related("by")
    newest = list(rows.order_by("-number")[: VERSIONS_SHOWN + 1])  # one more, which the last is compared with
    settings = [{**one.settings, "severity": one.severity} for one in newest]
    older: list[dict[str, object] | None] = [*settings[1:], None]
    shown = zip(newest, settings, older, strict=True)
    return [
        VersionRow(version=one, changes=changes(was, now, names, queries), first=one.number == 1)
        for one, now, was in shown
    ][:VERSIONS_SHOWN]


@require_POST
@page("rules.edit")
def rule_switch(request: MemberRequest, slug: str, pk: UUID, state: str) -> HttpResponse:
    """On or off."""
    brand = brand_of(request, slug)
    rule = alerting.switch_rule(
        member=request.member, rule=rule_of(request, brand, pk), on=state == "on", now=timezone.now()
    )
    back = "off" if rule.is_active else "on"
    words = f"{rule.name} is {'on' if rule.is_active else 'off: it wakes nobody'}"
    messages.success(request, words, extra_tags=f"undo:/brands/{brand.slug}/rules/{rule.pk}/{back}/")
    return SeeOther(f"/brands/{brand.slug}/rules/")


@require_POST
@page("rules.edit")
def rule_mute(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Silent for a while: minutes from now, or until a moment of the reader's clock."""
    brand = brand_of(request, slug)
    rule, now = rule_of(request, brand, pk), timezone.now()
    back = own_path(request, f"/brands/{brand.slug}/rules/")
    form = MuteForm(request.POST)
    given = form.cleaned_data if form.is_valid() else {}
    minutes = given.get("minutes")
    until = now + timedelta(minutes=minutes) if minutes else given.get("until")
    if until is None:
        messages.error(request, "Choose until when the rule is silent.")
        return SeeOther(back)
    try:
        rule = alerting.mute_rule(member=request.member, rule=rule, until=until, now=now)
    except Invalid as error:
        messages.error(request, error.message)
        return SeeOther(back)
    words = f"{rule.name} is silent until {timezone.localtime(until):%d %b %H:%M %Z}"
    messages.success(request, words, extra_tags=f"undo:/brands/{brand.slug}/rules/{rule.pk}/unmute/")
    return SeeOther(back)


@require_POST
@page("rules.edit")
def rule_unmute(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """It may tell again."""
    brand = brand_of(request, slug)
    rule = alerting.unmute_rule(member=request.member, rule=rule_of(request, brand, pk), now=timezone.now())
    messages.success(request, f"{rule.name} is no longer muted")
    return SeeOther(own_path(request, f"/brands/{brand.slug}/rules/"))
