"""Alert rules: what a brand's people set, in versions, and the detector's rule and policy made of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.brands.models import Brand
from accounts.cleaning import clean_name
from accounts.errors import Conflict, Invalid, NotFound
from accounts.events.catalogue import Action
from accounts.events.models import Event
from accounts.events.services.recording import About, event, record_all
from accounts.permissions import require
from accounts.services.access_log import log
from accounts.uniqueness import unique
from monitoring import catalogue, detection
from monitoring.access import brand_for, expect_version
from monitoring.alerting.kinds import KINDS, kind_of, rule_from
from monitoring.alerting.services.policies import DAY_MINUTES, checked_people, plain_schedule, policy_for
from monitoring.inbox.services.ingestion.counts import ensure_series
from monitoring.inbox.services.queries import check_written
from monitoring.models import AlertRule, AlertRuleVersion, Query, RuleMemory

LONGEST_MUTE = timedelta(days=90)  # a mute somebody forgets must end by itself
_POLICY = ("severity", "cool_down_minutes", "persistence_minutes", "digest", "may_open_incident", "is_active")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDraft:
    """What a person sets.

    `settings` by kind: see `monitoring.alerting.kinds`.

    `schedule` {days [0 Monday … 6], start, end "HH:MM"} in the brand's zone, {} always. `filter` in the query language.
    `tell` user ids; none: the brand's first person.
    """

    kind: str
    name: str
    settings: dict[str, Any] = field(default_factory=dict)
    severity: int = 3
    cool_down_minutes: int = 60
    persistence_minutes: int = 0
    schedule: dict[str, Any] = field(default_factory=dict)
    filter: str = ""
    tell: tuple[int, ...] = ()
    digest: bool = False
    may_open_incident: bool = False
    is_active: bool = True
    query_id: UUID | None = None


def save_rule(*, member: Any, brand: Brand, draft: RuleDraft, now: datetime) -> AlertRule:
    """Makes a rule. Raises Invalid naming the field, NotFound."""
    require(member, "rules.edit")
    brand = brand_for(member, brand)
    with unique(_taken(draft.name), "alertrule_name_once"):
        made = _written(AlertRule(brand=brand, version=0), member, draft, now)
        record_all([_told(catalogue.RULE_CREATED, made, member, now, kind=made.kind)])
    return made


def change_rule(
    *, member: Any, rule: AlertRule, draft: RuleDraft, version: int | None = None, adopted: bool = False, now: datetime
) -> AlertRule:
    """Changes a rule; each change is a version. Raises Invalid, NotFound, Conflict (`stale_version`).

    `adopted`: it is what we suggested (`feedback.adopt`).
    """
    require(member, "rules.edit")
    with unique(_taken(draft.name), "alertrule_name_once"):
        row = _locked(member, rule.pk)
        # Under the lock: the second of two who save at once must meet the first one's version.
        expect_version("rule", row.version, version)
        before = row.version
        row = _written(row, member, draft, now)
        if row.version != before:
            action = catalogue.RULE_ADOPTED if adopted else catalogue.RULE_CHANGED
            record_all([_told(action, row, member, now, kind=row.kind)])
    return row


def switch_rule(*, member: Any, rule: AlertRule, on: bool, now: datetime) -> AlertRule:
    """Switches a rule on or off, as a version. Harmless if repeated. What it heard before it was off is not told."""
    require(member, "rules.edit")
    with transaction.atomic():
        row = _locked(member, rule.pk)
        if on and not row.is_active:
            # Posts held back when it was switched off weeks ago are no news now.
            RuleMemory.objects.filter(rule=row).update(heard={}, hot_since=None)
        if row.is_active and not on:
            _log("rule.switched_off", member, row)
        changed, row.is_active = row.is_active != on, on
        row = _kept(row, member, now)
        if changed:
            record_all([_told(catalogue.RULE_ON if on else catalogue.RULE_OFF, row, member, now)])
    return row


def mute_rule(*, member: Any, rule: AlertRule, until: datetime, now: datetime) -> AlertRule:
    """Holds a rule's alerts back until a moment, as a version. Raises Invalid (until), NotFound.

    What still holds when the mute ends fires then.
    """
    require(member, "rules.edit")
    if not now < until <= now + LONGEST_MUTE:
        raise Invalid.field("until", f"Choose a time in the future, at most {LONGEST_MUTE.days} days.")
    return _muted(member, rule, until, now)


def unmute_rule(*, member: Any, rule: AlertRule, now: datetime) -> AlertRule:
    """Ends a mute, as a version. Harmless if repeated. Raises NotFound."""
    require(member, "rules.edit")
    return _muted(member, rule, None, now)


# The access log has it as well: who made a brand's alerts fall silent is asked after a crisis that nobody heard of.
def _log(action: str, member: Any, rule: AlertRule, **detail: str) -> None:
    subject = f"{rule.brand}: {rule.name}"
    log(action, agency=member.agency, actor=member.user, subject=subject, detail=detail)


def _told(action: Action, rule: AlertRule, member: Any, now: datetime, **data: Any) -> Event:
    about = About(rule.pk, rule.name, brand=rule.brand_id)
    return event(action, about, by=member, now=now, version=rule.version, **data)


def _muted(member: Any, rule: AlertRule, until: datetime | None, now: datetime) -> AlertRule:
    with transaction.atomic():
        row = _locked(member, rule.pk)
        if until is not None:
            _log("rule.muted", member, row, until=until.isoformat())
        changed, row.muted_until = row.muted_until != until, until
        row = _kept(row, member, now)
        if changed and until is not None:
            record_all([_told(catalogue.RULE_MUTED, row, member, now, muted_until=until)])
        elif changed:
            record_all([_told(catalogue.RULE_UNMUTED, row, member, now)])
    return row


def create_default_rules(*, member: Any, brand: Brand, now: datetime) -> list[AlertRule]:
    """The rules a new brand begins with. Those it has stay as they are. Raises Forbidden, NotFound, Conflict.

    Unusual volume, at normal sensitivity, sees both how many and how negative. A source falls silent: never blind. Each
    negative mention while the brand is quiet, since statistics say nothing of a few; it falls silent by itself as the brand
    grows. No words, voices or shares: which of them matter is the brand's own, a list for everybody wakes people for nothing,
    and in a crisis each would repeat what the first rule has said.
    """
    require(member, "rules.edit")
    brand = brand_for(member, brand)
    drafts = [
        RuleDraft(kind=kind.key, name=first.name, settings=dict(first.settings), severity=first.severity)
        for kind in KINDS.values()
        if (first := kind.begins)
    ]
    refusal = Conflict("Somebody made a rule for this brand at the same moment. Try again.", code="changed_since")
    with unique(refusal, "alertrule_name_once"):
        # Two requests at once would each find no rule; no_key, so that rows that refer to the brand can still be made.
        Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)
        kinds = set(AlertRule.objects.filter(brand=brand).values_list("kind", flat=True))
        made = [
            _written(AlertRule(brand=brand, version=0), member, draft, now)
            for draft in drafts
            if draft.kind not in kinds
        ]
        record_all([_told(catalogue.RULE_CREATED, row, member, now, kind=row.kind) for row in made])
    return made


def rule_of(row: AlertRule | RuleDraft) -> detection.AnyRule:
    """The detector's rule of a row or a draft. Raises Invalid for settings it can't take."""
    return rule_from(row.kind, row.settings)


def policy_of(row: AlertRule | RuleDraft, brand: Brand | None = None) -> detection.Policy:
    """When the findings may become alerts. A draft needs its brand. Raises Invalid (schedule, quiet_hours)."""
    if isinstance(row, AlertRule):
        return policy_for(row, brand or row.brand, row.muted_until)
    if brand is None:
        raise ValueError("a draft's hours are those of its brand")
    return policy_for(row, brand)


def _locked(member: Any, pk: UUID) -> AlertRule:
    rule: AlertRule | None = AlertRule.objects.visible_to(member).select_for_update().filter(pk=pk).first()
    if rule is None:
        raise NotFound("There is no such alert rule.")
    return rule


def _taken(name: str) -> Invalid:
    return Invalid.field("name", f"There is already a rule called “{name.strip()}”.", code="name_taken")


def _written(row: AlertRule, member: Any, draft: RuleDraft, now: datetime) -> AlertRule:
    check_draft(draft, row.brand, saved=row if row.version else None)
    name = clean_name("name", draft.name, most=100, what="A rule's name")
    # Asked before the constraint, whose refusal would name no field.
    if AlertRule.objects.filter(brand_id=row.brand_id, name=name).exclude(pk=row.pk).exists():
        raise _taken(name)
    row.query = _query(row, draft)
    row.kind, row.name, row.settings, row.filter = draft.kind, name, dict(draft.settings), draft.filter.strip()
    row.schedule = plain_schedule(draft.schedule, row.brand)
    row.tell = checked_people(draft.tell, row.brand_id)
    for each in _POLICY:
        setattr(row, each, getattr(draft, each))
    row = _kept(row, member, now)
    ensure_series(row.brand_id, row.query_id)
    return row


def draft_of(row: AlertRule) -> dict[str, Any]:
    """What a draft of the rule as it is holds, by name."""
    return {
        "kind": row.kind, "name": row.name, "settings": dict(row.settings), "schedule": dict(row.schedule),
        "filter": row.filter, "tell": tuple(row.tell), "query_id": row.query_id,
        **{name: getattr(row, name) for name in _POLICY},
    }  # fmt: skip


def check_draft(draft: RuleDraft, brand: Brand, *, saved: AlertRule | None = None) -> detection.AnyRule:
    """The draft's rule, once all of it that needs no database is right: texts that the rule has `saved` are not asked about again.
    Raises Invalid naming the field."""
    rule = rule_from(draft.kind, draft.settings)
    if draft.severity not in (1, 2, 3, 4):
        raise Invalid.field("severity", "Choose a severity from 1 (critical) to 4 (minor).")
    if not 0 <= draft.cool_down_minutes <= 7 * DAY_MINUTES:
        raise Invalid.field("cool_down_minutes", "Give a number of minutes from 0 to 10080 (a week).")
    if not 0 <= draft.persistence_minutes <= DAY_MINUTES:
        raise Invalid.field("persistence_minutes", "Give a number of minutes from 0 to 1440 (a day).")
    policy_of(draft, brand)
    _check_filter(draft, saved)
    if text := kind_of(rule).reads(rule):
        check_written(text, before=str(saved.settings.get("text", "")) if saved else "")
    if draft.digest and draft.severity == 1:
        raise Invalid.field("digest", "A critical alert can't wait for a digest.")
    if draft.digest and draft.may_open_incident:
        raise Invalid.field("digest", "A rule that may open an incident notifies at once, not in a digest.")
    return rule


def _check_filter(draft: RuleDraft, saved: AlertRule | None) -> None:
    if not draft.filter.strip():
        return
    if KINDS[draft.kind].learned or draft.settings.get("above_usual"):
        raise Invalid.field(
            "filter",
            "This kind learns what is usual, and that is learned for a query. Save the filter as a query and choose it.",
            code="filter_not_learned",
        )
    try:
        check_written(draft.filter, before=saved.filter if saved else "")
    except Invalid as error:
        # The words' checker knows its field as “text”; here it is typed as “filter”.
        messages = error.fields.get("text", [error.message])
        raise Invalid(error.message, code=error.code, fields={"filter": messages}, data=error.data) from error


def _kept(row: AlertRule, member: Any, now: datetime) -> AlertRule:
    """Saves the row; where something changed, as its next version."""
    told = as_told(row)
    if row.version and told == _newest(row):
        return row
    row.version += 1
    row.save()
    AlertRuleVersion.objects.create(
        rule=row, number=row.version, settings=told, severity=row.severity, by_id=member.user_id, at=now
    )
    return row


def as_told(row: AlertRule) -> dict[str, Any]:
    """All that was set, as a version keeps it: the kind's own settings beside the rest, by name."""
    rest: dict[str, Any] = {name: getattr(row, name) for name in _POLICY}
    muted = row.muted_until.isoformat() if row.muted_until else None
    return {
        **row.settings, **rest, "kind": row.kind, "name": row.name, "query": str(row.query_id) if row.query_id else None,
        "schedule": row.schedule, "filter": row.filter, "tell": list(row.tell), "muted_until": muted,
    }  # fmt: skip


def _newest(row: AlertRule) -> dict[str, Any] | None:
    settings: dict[str, Any] | None = (
        AlertRuleVersion.objects.filter(rule=row, number=row.version).values_list("settings", flat=True).first()
    )
    return settings


def _query(row: AlertRule, draft: RuleDraft) -> Query | None:
    if draft.query_id is None:
        return None
    if refused := KINDS[draft.kind].no_query:
        raise Invalid.field("query", refused)
    query: Query | None = Query.objects.filter(pk=draft.query_id, brand_id=row.brand_id).first()
    # A query that was stopped stays with the rule that has it, or nothing else of the rule could be changed.
    if query is None or not (query.is_active or query.pk == row.query_id):
        raise Invalid.field("query", "This brand has no such query.")
    return query
