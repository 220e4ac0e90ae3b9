"""What alerts turned out to be, rule by rule: how often a rule was worth it, and a change worth trying."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from accounts.errors import Conflict, Invalid, NotFound
from accounts.events.services.recording import record
from accounts.permissions import require
from monitoring import catalogue, detection
from monitoring.alerting.services.backtesting import draft_of
from monitoring.alerting.services.decisions import about
from monitoring.alerting.services.rules import RuleDraft, change_rule, rule_of
from monitoring.detection import feedback as judged
from monitoring.models import Alert, AlertRule, AlertRuleVersion
from monitoring.models.alerts import OUTCOMES

# The one place where an alert's outcome and the detector's word for it meet.
_PURE: dict[str, judged.Outcome] = {
    "known_campaign": "campaign",
    "crisis": "crisis",
    "issue": "issue",
    "noise": "noise",
}
assert set(_PURE) == set(OUTCOMES)  # an outcome added on one side only fails at the start
_ELSE = (
    "severity", "cool_down_minutes", "persistence_minutes", "digest", "may_open_incident", "is_active", "name",
    "schedule", "tell", "muted_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """A rule's closed alerts as it is set now, by what they were; `open` have no outcome yet, `before` are of other settings."""

    outcomes: Mapping[str, int] = field(default_factory=dict)
    open: int = 0
    before: int = 0
    suggestion: detection.Suggestion | None = None
    settings: Mapping[str, Any] | None = None  # the rule's settings with the suggestion taken over

    @property
    def closed(self) -> int:
        """Alerts with an outcome."""
        return sum(self.outcomes.values())

    @property
    def worth(self) -> int:
        """Those that were a crisis or an issue."""
        return self.outcomes.get("crisis", 0) + self.outcomes.get("issue", 0)

    @property
    def precision(self) -> float | None:
        """Share of closed alerts that were worth it, 0…1; None before any was closed."""
        return detection.precision(pure(self.outcomes))

    @property
    def sentence(self) -> str:
        """ "7 of 9 alerts were worth it." """
        if not self.closed:
            return "No alert of it has an outcome yet."
        noun = "alert was" if self.closed == 1 else "alerts were"
        return f"{self.worth} of {self.closed} {noun} worth it."


def pure(outcomes: Mapping[str, int]) -> dict[judged.Outcome, int]:
    """Counts by outcome in the detector's words."""
    return {_PURE[name]: count for name, count in outcomes.items() if name in _PURE}


def record_outcome(*, member: Any, alert: Alert | UUID, outcome: str, reason: str = "", now: datetime) -> Alert:
    """Says what a decided alert turned out to be: one that joined or opened an incident, or a dismissed one said anew.

    The last one to say it counts. Raises Invalid (outcome), NotFound, Forbidden, Conflict where it is still open:
    dismissing it takes the outcome.
    """
    require(member, "alerts.decide")
    if outcome not in OUTCOMES:
        raise Invalid.field("outcome", f"Choose one of: {', '.join(OUTCOMES)}.")
    pk = alert.pk if isinstance(alert, Alert) else alert
    seen = Alert.objects.visible_to(member).filter(pk=pk)
    with transaction.atomic():
        rows = seen.select_for_update(of=("self",), no_key=True).select_related("brand", "rule")
        row: Alert | None = rows.first()
        if row is None:
            raise NotFound("There is no such alert.")
        if row.status == "open":
            raise Conflict("This alert is still to be decided. Dismissing it says what it was.", code="wrong_state")
        before = row.outcome, row.reason
        # Said anew without a reason, it keeps the one it had.
        row.outcome, row.reason = outcome, reason.strip()[:300] or row.reason
        if before == (row.outcome, row.reason):
            return row
        row.save(update_fields=["outcome", "reason"])
        record(catalogue.ALERT_OUTCOME, about(row, row.rule), by=member, now=now, rule=row.rule_id, outcome=outcome)
    return row


def quality_of(*, member: Any, rules: Iterable[AlertRule]) -> dict[UUID, Quality]:
    """How each rule did as it is set now, in two queries however many rules. Versions with the same settings count together."""
    rows = {rule.pk: rule for rule in rules}
    since = _since(rows)
    counts: dict[UUID, dict[str, dict[str, int]]] = {pk: {"now": {}, "before": {}} for pk in rows}
    alerts = Alert.objects.visible_to(member).filter(rule__in=list(rows))
    for rule, version, outcome, n in alerts.values_list("rule", "rule_version", "outcome").annotate(n=Count("id")):
        part = counts[rule]["now" if version >= since[rule] else "before"]
        part[outcome] = part.get(outcome, 0) + n
    return {pk: _quality(rows[pk], parts["now"], sum(parts["before"].values())) for pk, parts in counts.items()}


def adopt(*, member: Any, rule: AlertRule, version: int | None = None, now: datetime) -> AlertRule:
    """Takes the suggestion over, as the rule's next version.

    Raises Conflict where there is none (any more) or somebody saved the rule in between, Forbidden, NotFound.
    """
    require(member, "rules.edit")
    settings = quality_of(member=member, rules=[rule])[rule.pk].settings
    if settings is None:
        raise Conflict("There is nothing to suggest for this rule now.", code="no_suggestion")
    draft = suggested(rule, settings)
    return change_rule(member=member, rule=rule, draft=draft, version=version, adopted=True, now=now)


def suggested(rule: AlertRule, settings: Mapping[str, Any]) -> RuleDraft:
    """The rule as a draft with other settings."""
    return draft_of(rule, settings=dict(settings))


def _quality(rule: AlertRule, counts: Mapping[str, int], before: int) -> Quality:
    outcomes = {name: counts[name] for name in OUTCOMES if counts.get(name)}
    suggestion, settings = None, None
    try:
        present = rule_of(rule)
    except Invalid:
        present = None  # a rule of older settings: it says so where it is edited
    if present is not None and _is_counted(present):
        suggestion = detection.suggest(cast(detection.Rule, present), pure(outcomes))
        if suggestion is not None and suggestion.rule is not None:
            settings = _taken_over(rule, present, suggestion.rule)
    return Quality(outcomes=outcomes, open=counts.get("", 0), before=before, suggestion=suggestion, settings=settings)


def _is_counted(rule: detection.AnyRule) -> bool:
    return not isinstance(rule, detection.PostRule)


def _taken_over(rule: AlertRule, present: detection.AnyRule, other: detection.AnyRule) -> dict[str, Any]:
    """The rule's settings with what the suggestion changes; they are named like the detector's own."""
    mine, theirs = asdict(present), asdict(other)
    return {**rule.settings, **{name: value for name, value in theirs.items() if value != mine[name]}}


def _since(rules: Mapping[UUID, AlertRule]) -> dict[UUID, int]:
    """From which version on each rule has found what it finds now: name, severity, people and hours don't matter for that."""
    versions: dict[UUID, list[tuple[int, dict[str, Any]]]] = {}
    rows = AlertRuleVersion.objects.filter(rule__in=list(rules)).order_by("-number")
    for of, number, told in rows.values_list("rule", "number", "settings"):
        versions.setdefault(of, []).append((number, {key: value for key, value in told.items() if key not in _ELSE}))
    since: dict[UUID, int] = {}
    for pk, row in rules.items():
        known = versions.get(pk, [])
        since[pk] = row.version
        for number, settings in known:
            # Up to here: a setting that came back after another one begins its record anew.
            if settings != known[0][1]:
                break
            since[pk] = number
    return since
