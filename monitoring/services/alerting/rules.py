"""Alert rules: what a brand's people set, in versions, and the detector's rule and policy made of it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.brands.models import Brand
from accounts.errors import Conflict, Invalid, NotFound
from accounts.permissions import require
from monitoring import detection
from monitoring.detection.rules import HISTORY_MINUTES
from monitoring.models import AlertRule, AlertRuleVersion, Query
from monitoring.models.alerts import RULE_KINDS
from monitoring.services.ingestion.counts import ensure_series
from monitoring.services.surroundings import brand_for

STREAMS = ("all", "negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDraft:
    """What a person sets. `settings` by kind: spike {sensitivity low|normal|high, minimum_posts, streams};
    threshold {posts, minutes (5 to 1440), stream all|negative}; silence {}."""

    kind: str
    name: str
    settings: dict[str, Any] = field(default_factory=dict)
    severity: int = 3
    cool_down_minutes: int = 60
    may_open_incident: bool = False
    is_active: bool = True
    query_id: UUID | None = None


def save_rule(*, member: Any, brand: Brand, draft: RuleDraft, now: datetime) -> AlertRule:
    """Makes a rule. Raises Invalid naming the field, NotFound."""
    require(member, "rules.edit")
    brand = brand_for(member, brand)
    with transaction.atomic():
        return _written(AlertRule(brand=brand, version=0), member, draft, now)


def change_rule(
    *, member: Any, rule: AlertRule, draft: RuleDraft, version: int | None = None, now: datetime
) -> AlertRule:
    """Changes a rule; each change is a version. Raises Invalid, NotFound, Conflict (`stale_version`)."""
    require(member, "rules.edit")
    with transaction.atomic():
        found = _locked(member, rule.pk)
        if version is not None and found.version != version:
            raise Conflict(
                "Somebody saved this rule in between. Load it again.",
                code="stale_version",
                data={"current": found.version},
            )
        return _written(found, member, draft, now)


def switch_rule(*, member: Any, rule: AlertRule, on: bool) -> AlertRule:
    """Switches a rule on or off. Harmless if repeated."""
    require(member, "rules.edit")
    with transaction.atomic():
        found = _locked(member, rule.pk)
        found.is_active = on
        found.save(update_fields=["is_active"])
    return found


def create_default_rules(*, member: Any, brand: Brand, now: datetime) -> list[AlertRule]:
    """The rules a new brand begins with: unusual volume at normal sensitivity, and silence. Those it has stay as they are."""
    require(member, "rules.edit")
    brand = brand_for(member, brand)
    drafts = (
        RuleDraft(kind="spike", name="Unusual volume", settings={"sensitivity": "normal"}),
        RuleDraft(kind="silence", name="A source falls silent"),
    )
    with transaction.atomic():
        Brand.objects.select_for_update().get(pk=brand.pk)
        kinds = set(AlertRule.objects.filter(brand=brand).values_list("kind", flat=True))
        return [
            _written(AlertRule(brand=brand, version=0), member, draft, now)
            for draft in drafts
            if draft.kind not in kinds
        ]


def rule_of(row: AlertRule) -> detection.Rule:
    """The detector's rule of a row. Raises Invalid for settings it can't take."""
    return _checked(row.kind, row.settings)


def policy_of(row: AlertRule) -> detection.Policy:
    """When the row's findings may become alerts."""
    return detection.Policy(severity=row.severity, cool_down_minutes=row.cool_down_minutes)


def _checked(kind: str, settings: dict[str, Any]) -> detection.Rule:
    if kind == "spike":
        return _spike(settings)
    if kind == "threshold":
        return _threshold(settings)
    _only(settings, set())
    return detection.SilenceRule()


def _spike(settings: dict[str, Any]) -> detection.SpikeRule:
    _only(settings, {"sensitivity", "minimum_posts", "streams"})
    sensitivity = settings.get("sensitivity", "normal")
    if sensitivity not in detection.SENSITIVITIES:
        raise Invalid.field("sensitivity", "Choose low, normal or high.")
    streams = tuple(settings.get("streams", STREAMS))
    if not streams or set(streams) - set(STREAMS):
        raise Invalid.field("streams", "Choose all mentions, negative mentions, or both.")
    return detection.SpikeRule(sensitivity, _number(settings, "minimum_posts", 5, 1, 100_000), streams)


def _threshold(settings: dict[str, Any]) -> detection.ThresholdRule:
    _only(settings, {"posts", "minutes", "stream"})
    stream = settings.get("stream", "all")
    if stream not in STREAMS:
        raise Invalid.field("stream", "Choose all mentions or negative mentions.")
    minutes = _number(settings, "minutes", 60, 5, HISTORY_MINUTES)
    if minutes % 5:
        raise Invalid.field("minutes", "Counts are kept per 5 minutes: choose a multiple of 5.")
    return detection.ThresholdRule(_number(settings, "posts", None, 1, 1_000_000), minutes, stream)


def _only(settings: dict[str, Any], known: set[str]) -> None:
    unknown = sorted(set(settings) - known)
    if unknown:
        raise Invalid.field("settings", f"Unknown: {', '.join(unknown)}.")


def _number(settings: dict[str, Any], name: str, default: int | None, least: int, most: int) -> int:
    value = settings.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Invalid.field(name, f"Give a whole number from {least} to {most}.")
    return value


def _locked(member: Any, pk: UUID) -> AlertRule:
    found: AlertRule | None = AlertRule.objects.visible_to(member).select_for_update().filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such alert rule.")
    return found


def _written(row: AlertRule, member: Any, draft: RuleDraft, now: datetime) -> AlertRule:
    name = draft.name.strip()
    if not name or len(name) > 100:
        raise Invalid.field("name", "Give the rule a name of at most 100 characters.")
    if draft.kind not in RULE_KINDS:
        raise Invalid.field("kind", f"Choose one of: {', '.join(RULE_KINDS)}.")
    if draft.severity not in (1, 2, 3, 4):
        raise Invalid.field("severity", "Choose a severity from 1 (critical) to 4 (minor).")
    if not 0 <= draft.cool_down_minutes <= 10_080:
        raise Invalid.field("cool_down_minutes", "Give a number of minutes from 0 to 10080 (a week).")
    if AlertRule.objects.filter(brand_id=row.brand_id, name=name).exclude(pk=row.pk).exists():
        raise Invalid.field("name", f"There is already a rule called “{name}”.", code="name_taken")
    _checked(draft.kind, draft.settings)
    row.query = _query(row, draft)
    row.kind, row.name, row.settings, row.severity = draft.kind, name, dict(draft.settings), draft.severity
    row.cool_down_minutes, row.is_active = draft.cool_down_minutes, draft.is_active
    row.may_open_incident = draft.may_open_incident
    row.version += 1
    row.save()
    AlertRuleVersion.objects.create(
        rule=row,
        number=row.version,
        settings={**row.settings, "kind": row.kind, "cool_down_minutes": row.cool_down_minutes},
        severity=row.severity,
        by_id=member.user_id,
        at=now,
    )
    ensure_series(row.brand_id, row.query_id)
    return row


def _query(row: AlertRule, draft: RuleDraft) -> Query | None:
    if draft.query_id is None:
        return None
    if draft.kind == "silence":
        raise Invalid.field("query", "Silence is about sources; it takes no query.")
    found: Query | None = Query.objects.filter(pk=draft.query_id, brand_id=row.brand_id, is_active=True).first()
    if found is None:
        raise Invalid.field("query", "This brand has no such query.")
    return found
