"""A brand's alert rules: the list, a form per kind, on and off, versions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.brands.models import Brand
from accounts.errors import NotFound
from accounts.forms import carried_out
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from monitoring.detection import SENSITIVITIES
from monitoring.forms.rule_kinds import FORMS, initial_of
from monitoring.forms.rules import SENSITIVITY_WORDS
from monitoring.models import AlertRule, AlertRuleVersion, Query
from monitoring.services import alerting
from monitoring.views.finding import SeeOther, brand_frame, brand_of

KINDS = {
    "spike": ("Unusual volume", "More than is usual for this brand at this hour and weekday. It learns what is usual."),
    "threshold": ("Fixed number", "At least so many mentions in so many minutes."),
    "silence": (
        "A source falls silent",
        "A source that can't be read any more, so that you are never blind unknowingly.",
    ),
}


@require_safe
@page("rules.see")
def rule_list(request: MemberRequest, slug: str) -> HttpResponse:
    """When this brand's people are woken."""
    brand = brand_of(request, slug)
    rows = (
        AlertRule.objects.visible_to(request.member)
        .filter(brand=brand)
        .select_related("query")
        .order_by("-is_active", "name")
    )
    context = {
        **brand_frame(request, brand, "rules"),
        "rows": [{"rule": rule, "words": words_of(rule)} for rule in rows],
        "kinds": [{"key": key, "name": name, "text": text} for key, (name, text) in KINDS.items()],
        "may_edit": may(request.member, "rules.edit"),
    }
    return show(request, "monitoring/rule_list.html", context)


def words_of(rule: AlertRule) -> str:
    """What the rule says, in a sentence."""
    own = rule.settings
    of = f" of “{rule.query.name}”" if rule.query else ""
    if rule.kind == "threshold":
        tone = "negative mentions" if own.get("stream") == "negative" else "mentions"
        return f"At least {own.get('posts')} {tone}{of} within {own.get('minutes', 60)} minutes."
    if rule.kind == "silence":
        return "A source of this brand can't be read for three of its intervals."
    level = str(own.get("sensitivity", "normal"))
    streams = own.get("streams", ["all", "negative"])
    tone = "Unusually many negative mentions" if streams == ["negative"] else "Unusually many mentions"
    return f"{tone}{of}, at least {own.get('minimum_posts', 5)} in 15 minutes. Sensitivity: {SENSITIVITY_WORDS[level][0].lower()}."


def _queries(request: MemberRequest, brand: Brand) -> list[Query]:
    return list(Query.objects.visible_to(request.member).filter(brand=brand, is_active=True).order_by("name"))


@require_http_methods(["GET", "POST"])
@page("rules.edit")
def rule_new(request: MemberRequest, slug: str, kind: str) -> HttpResponse:
    """A rule of one kind."""
    brand = brand_of(request, slug)
    if kind not in FORMS:
        raise NotFound("There is no such kind of rule.")
    form = FORMS[kind](request.POST or None, queries=_queries(request, brand), initial={"name": KINDS[kind][0]})
    if (
        request.method == "POST"
        and form.is_valid()
        and carried_out(
            form, lambda: alerting.save_rule(member=request.member, brand=brand, draft=form.draft(), now=timezone.now())
        )
    ):
        messages.success(request, "Rule saved. It is judged every minute.")
        return SeeOther(f"/brands/{brand.slug}/rules/")
    context = {**brand_frame(request, brand, "rules"), "form": form, **_kind(kind), "may_edit": True}
    return show(request, "monitoring/rule_edit.html", context, status=422 if form.errors else 200)


def _kind(kind: str) -> dict[str, Any]:
    numbers = [{"word": SENSITIVITY_WORDS[key][0], "limit": f"{limit:g}"} for key, limit in SENSITIVITIES.items()]
    return {
        "kind": kind,
        "kind_name": KINDS[kind][0],
        "kind_text": KINDS[kind][1],
        "numbers": numbers if kind == "spike" else (),
    }


def rule_of(request: MemberRequest, brand: Brand, pk: UUID) -> AlertRule:
    """Raises NotFound."""
    found: AlertRule | None = AlertRule.objects.visible_to(request.member).filter(brand=brand, pk=pk).first()
    if found is None:
        raise NotFound("There is no such alert rule.")
    return found


@require_http_methods(["GET", "POST"])
@page("rules.see")
def rule_edit(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """One rule; each change is a version."""
    brand = brand_of(request, slug)
    rule = rule_of(request, brand, pk)
    form = FORMS[rule.kind](request.POST or None, queries=_queries(request, brand), initial=initial_of(rule))
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
    versions = (
        AlertRuleVersion.objects.visible_to(request.member).filter(rule=rule).select_related("by").order_by("-number")
    )
    context = {
        **brand_frame(request, brand, "rules"), "rule": rule, "form": form, **_kind(rule.kind),
        "versions": [{"version": one, "words": _settings_words(one)} for one in versions[:30]],
        "may_edit": may(request.member, "rules.edit"),
    }  # fmt: skip
    return show(request, "monitoring/rule_edit.html", context, status=422 if form.errors else 200)


def _settings_words(version: AlertRuleVersion) -> str:
    own = {name: value for name, value in version.settings.items() if name != "kind"}
    pairs = [
        f"{name.replace('_', ' ')} {', '.join(value) if isinstance(value, list) else value}"
        for name, value in own.items()
    ]
    return ", ".join([f"severity {version.severity}", *pairs])


@require_POST
@page("rules.edit")
def rule_switch(request: MemberRequest, slug: str, pk: UUID, state: str) -> HttpResponse:
    """On or off."""
    brand = brand_of(request, slug)
    rule = alerting.switch_rule(member=request.member, rule=rule_of(request, brand, pk), on=state == "on", now=timezone.now())
    back = "off" if rule.is_active else "on"
    words = f"{rule.name} is {'on' if rule.is_active else 'off: it wakes nobody'}"
    messages.success(request, words, extra_tags=f"undo:/brands/{brand.slug}/rules/{rule.pk}/{back}/")
    return SeeOther(f"/brands/{brand.slug}/rules/")
