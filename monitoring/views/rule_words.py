"""Alert rules in words: the kinds to choose from, what a rule says, how it holds back, and what a version changed."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from monitoring.forms.rules import DAYS, SENSITIVITY_WORDS
from monitoring.models import AlertRule

KINDS = {
    "spike": ("Unusual volume", "More than is usual for this brand at this hour and weekday. It learns what is usual."),
    "threshold": ("Fixed number", "At least so many mentions in so many minutes."),
    "change": ("Sudden change", "So much more, or fewer, than in the same time just before."),
    "negative_share": ("Negative share", "A large part of the mentions is negative."),
    "drop": ("Fewer than usual", "Far fewer mentions than are usual at this hour."),
    "silence": (
        "A source falls silent",
        "A source that can't be read any more, or hardly anything comes, so that you are never blind unknowingly.",
    ),
    "words": ("Words", "Every mention that holds certain words, with the severity you give them."),
    "vip": ("An important voice", "Somebody on your list, with many followers, or verified."),
    "negative_post": ("Each negative mention of a quiet brand", "While there are too few mentions for statistics."),
    "returning_critic": ("A critic comes back", "Somebody who was negative before is negative again."),
    "new_source": ("First mention on a source", "Somewhere that never had one, or none for long."),
}
OVER_COUNTS = ("spike", "threshold", "change", "negative_share", "drop", "silence")
_SHORT_DAYS = [name[:3] for _, name in DAYS]
_LABELS = {
    "kind": "Kind", "name": "Name", "severity": "Severity", "cool_down_minutes": "Quiet after an alert, minutes",
    "persistence_minutes": "Must hold for, minutes", "digest": "Digest", "may_open_incident": "May open an incident",
    "is_active": "On", "query": "Query", "schedule": "Hours", "filter": "Only mentions that match", "tell": "Who is told",
    "muted_until": "Muted until", "sensitivity": "Sensitivity", "minimum_posts": "Never below, mentions",
    "streams": "Counts", "stream": "Counts", "quiet_hours": "Calm that ends a spike, hours", "posts": "Mentions",
    "minutes": "Within, minutes", "percent": "Per cent", "share": "Share", "minimum_expected": "Least usual number",
    "below_posts_per_week": "Below, mentions a week", "authors": "Names", "followers": "Followers",
    "verified": "Verified", "text": "Words", "quiet_days": "Days without one", "days": "Days",
}  # fmt: skip
_SHORT = 80


def words_of(rule: AlertRule) -> str:
    """What the rule says, in a sentence."""
    own: dict[str, Any] = rule.settings
    of = f" of “{rule.query.name}”" if rule.query else ""
    said = _SAID[rule.kind](own, of)
    matching = f" Only mentions that match “{_cut(rule.filter)}”." if rule.filter else ""
    return said + matching


def _tone(own: Mapping[str, Any]) -> str:
    return "negative mentions" if own.get("stream") == "negative" else "mentions"


def _spike(own: Mapping[str, Any], of: str) -> str:
    level = str(own.get("sensitivity", "normal"))
    negative = own.get("streams", ["all", "negative"]) == ["negative"]
    tone = "Unusually many negative mentions" if negative else "Unusually many mentions"
    least = own.get("minimum_posts", 5)
    return f"{tone}{of}, at least {least} in 15 minutes. Sensitivity: {SENSITIVITY_WORDS[level][0].lower()}."


def _change(own: Mapping[str, Any], of: str) -> str:
    percent = own.get("percent", 0)
    way = "fewer" if percent < 0 else "more"
    minutes, least = own.get("minutes", 60), own.get("minimum_posts", 10)
    return f"{abs(percent):g} % {way} {_tone(own)}{of} in {minutes} minutes than in those before, of at least {least}."


def _vip(own: Mapping[str, Any], of: str) -> str:
    names = own.get("authors", [])
    who = [f"{names[0]}{f' and {len(names) - 1} more' if len(names) > 1 else ''}"] if names else []
    if own.get("followers"):
        who.append(f"anybody with {own['followers']:,} followers or more")
    if own.get("verified"):
        who.append("anybody verified")
    return f"Every mention{of} by {', or '.join(who)}."


_SAID: dict[str, Callable[[Mapping[str, Any], str], str]] = {
    "spike": _spike,
    "threshold": lambda own, of: (
        f"At least {own.get('posts')} {_tone(own)}{of} within {own.get('minutes', 60)} minutes."
    ),
    "change": _change,
    "negative_share": lambda own, of: (
        f"{100 * own.get('share', 0):g} % or more negative, of at least {own.get('minimum_posts', 20)} mentions{of} "
        f"within {own.get('minutes', 60)} minutes."
    ),
    "drop": lambda own, of: f"{own.get('percent', 60):g} % fewer mentions{of} in two hours than are usual.",
    "silence": lambda own, _: (
        "A source of this brand can't be read for three of its intervals, or in two hours came less than "
        f"{100 * own.get('share', 0.1):g} % of what is usual."
    ),
    "negative_post": lambda own, of: (
        f"Every negative mention{of} while there are fewer than {own.get('below_posts_per_week', 3):g} mentions a week."
    ),
    "vip": _vip,
    "words": lambda own, of: f"Every mention{of} that matches “{_cut(own.get('text', ''))}”.",
    "new_source": lambda own, of: (
        f"The first mention{of} on a source that had none for {own.get('quiet_days', 30)} days."
    ),
    "returning_critic": lambda own, of: (
        f"A negative mention{of} by somebody whose last one was {own.get('days', 7)} days ago or more."
    ),
}


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
    found = []
    for key, label in _LABELS.items():
        if key in before and key in after:
            was, now = before[key], after[key]
        elif key in _POLICY:
            continue
        else:
            was, now = before.get(key), after.get(key)
        if was != now:
            found.append(
                {"label": label, "was": _said(key, was, names, queries), "now": _said(key, now, names, queries)}
            )
    return found


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
        return KINDS[value][0] if value in KINDS else str(value)
    if key == "muted_until":
        return f"{timezone.localtime(datetime.fromisoformat(value)):%d %b %H:%M %Z}" if value else "not muted"
    if key == "share" and value is not None:
        return f"{100 * value:g} %"
    return _plain(value)


def _plain(value: Any) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return _cut(", ".join(str(one) for one in value)) or "none"
    return _cut(f"{value:g}" if isinstance(value, float) else str(value))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
