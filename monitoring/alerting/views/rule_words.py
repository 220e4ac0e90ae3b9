"""Alert rules in words: what a rule says, how it holds back, and what a version changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from monitoring.alerting.forms.rules import DAYS
from monitoring.alerting.kinds import KINDS
from monitoring.alerting.kinds.values import cut
from monitoring.models import AlertRule

_SHORT_DAYS = [name[:3] for _, name in DAYS]
_LABELS = {
    "kind": "Kind", "name": "Name", "severity": "Severity", "cool_down_minutes": "Quiet after an alert, minutes",
    "persistence_minutes": "Must hold for, minutes", "digest": "Digest", "may_open_incident": "May open an incident",
    "is_active": "On", "query": "Query", "schedule": "Hours", "filter": "Only mentions that match", "tell": "Who is told",
    "muted_until": "Muted until",
    **{name: label for kind in KINDS.values() for name, label in kind.settings.items()},
}  # fmt: skip
_PERCENTS = {name for kind in KINDS.values() for name in kind.percents}


def words_of(rule: AlertRule) -> str:
    """What the rule says, in a sentence."""
    own: dict[str, object] = rule.settings
    of = f" of “{rule.query.name}”" if rule.query else ""
    said = KINDS[rule.kind].says(own, of)
    matching = f" Only mentions that match “{cut(rule.filter)}”." if rule.filter else ""
    return said + matching


def holds_back(rule: AlertRule, names: Mapping[int, str]) -> list[str]:
    """How the rule holds back and whom it tells: what differs from a rule that tells at once, always."""
    said = [f"quiet for {rule.cool_down_minutes} min after an alert"] if rule.cool_down_minutes else []
    if rule.persistence_minutes:
        said.append(f"must hold for {rule.persistence_minutes} min")
    if rule.schedule:
        said.append(hours(rule.schedule))
    if rule.digest:
        said.append("in a digest")
    if rule.tell:
        said.append(f"tells {people(rule.tell, names)}")
    if rule.may_open_incident:
        said.append("may open an incident")
    return said


def hours(schedule: Mapping[str, Any]) -> str:
    """A schedule in words: Mon to Fri, 09:00 to 17:00."""
    days = sorted(schedule.get("days", range(7)))
    if len(days) == 7:
        said = "every day"
    elif len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        said = f"{_SHORT_DAYS[days[0]]} to {_SHORT_DAYS[days[-1]]}"
    else:
        said = ", ".join(_SHORT_DAYS[day] for day in days)
    start, end = schedule.get("start", "00:00"), schedule.get("end", "00:00")
    return said if start == end else f"{said}, {start} to {end}"


def people(ids: list[int], names: Mapping[int, str]) -> str:
    """The people of these ids; who is on the brand no more is counted."""
    known = [names[user] for user in ids if user in names]
    gone = len(ids) - len(known)
    return ", ".join([*known, *([f"{gone} no longer on the brand"] if gone else [])])


def changes(
    before: Mapping[str, Any] | None, after: Mapping[str, Any], names: Mapping[int, str], queries: Mapping[str, str]
) -> list[dict[str, str]]:
    """What a version changed against the one before: label, was, now. Of the first, nothing.

    Versions of an earlier release hold fewer values: what was not kept then is not called a change.
    """
    if before is None:
        return []
    differences = []
    for key, label in _LABELS.items():
        if key in before and key in after:
            was, now = before[key], after[key]
        elif key in _POLICY:
            continue
        else:
            was, now = before.get(key), after.get(key)
        if was != now:
            differences.append(
                {"label": label, "was": _said(key, was, names, queries), "now": _said(key, now, names, queries)}
            )
    return differences


_POLICY = {
    "name", "query", "schedule", "filter", "tell", "muted_until", "persistence_minutes", "digest", "may_open_incident",
    "is_active", "severity", "cool_down_minutes",
}  # fmt: skip


def _said(key: str, value: Any, names: Mapping[int, str], queries: Mapping[str, str]) -> str:
    if key == "schedule":
        return hours(value) if value else "always"
    if key == "tell":
        return people(value, names) if value else "the brand's first person"
    if key == "query":
        return queries.get(str(value), "a query that was removed") if value else "all mentions"
    if key == "kind":
        # A version may be of a kind that is no longer offered.
        return KINDS[value].name if value in KINDS else str(value)
    if key == "muted_until":
        return f"{timezone.localtime(datetime.fromisoformat(value)):%d %b %H:%M %Z}" if value else "not muted"
    if key in _PERCENTS and value is not None:
        return f"{100 * value:g} %"
    return _plain(value)


def _plain(value: Any) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return cut(", ".join(str(one) for one in value)) or "none"
    return cut(f"{value:g}" if isinstance(value, float) else str(value))
