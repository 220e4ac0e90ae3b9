"""The kinds of alert rule: what a person may set of each, checked, and the detector's rule made of it."""

from collections.abc import Callable, Mapping
from typing import Any

from accounts.errors import Invalid
from monitoring import detection
from monitoring.detection.rules import HISTORY_MINUTES
from monitoring.models.alerts import COUNT_KINDS, KINDS_TO_COME, POST_KINDS, RULE_KINDS
from monitoring.services.queries import check_text

STREAMS = ("all", "negative")
# Kinds that learn what is usual can't learn it of a filter: they watch a query, which has counts of its own.
LEARNED_KINDS = ("spike", "drop", "silence")
MOST_NAMES = 500


def rule_from(kind: str, settings: Mapping[str, Any]) -> detection.AnyRule:
    """The detector's rule of a kind's settings (see RuleDraft). Raises Invalid naming the field."""
    if kind in KINDS_TO_COME:
        raise Invalid.field("kind", KINDS_TO_COME[kind], code="kind_not_available")
    if kind not in RULE_KINDS:
        raise Invalid.field("kind", f"Choose one of: {', '.join(RULE_KINDS)}.")
    known, make = _KINDS[kind]
    unknown = sorted(set(settings) - known)
    if unknown:
        raise Invalid.field("settings", f"Unknown: {', '.join(unknown)}.")
    return make(settings)


def _spike(given: Mapping[str, Any]) -> detection.SpikeRule:
    sensitivity = given.get("sensitivity", "normal")
    if sensitivity not in detection.SENSITIVITIES:
        raise Invalid.field("sensitivity", "Choose low, normal or high.")
    wanted = given.get("streams", list(STREAMS))
    streams = tuple(wanted) if isinstance(wanted, list | tuple) else ()
    if not streams or set(streams) - set(STREAMS):
        raise Invalid.field("streams", "Choose all mentions, negative mentions, or both.")
    quiet_hours(given)
    return detection.SpikeRule(sensitivity, _whole(given, "minimum_posts", 5, 1, 100_000), streams)


def quiet_hours(given: Mapping[str, Any]) -> int:
    """How long no spike must be seen until another one is news: 4 to 24 hours. Raises Invalid."""
    return _whole(given, "quiet_hours", 12, 4, 24)


def _threshold(given: Mapping[str, Any]) -> detection.ThresholdRule:
    return detection.ThresholdRule(_whole(given, "posts", None, 1, 1_000_000), _minutes(given), _stream(given))


def _change(given: Mapping[str, Any]) -> detection.ChangeRule:
    percent = _real(given, "percent", None, -100, 100_000)
    if percent == 0:
        raise Invalid.field("percent", "A change of nothing is no change: give a percentage, below 0 for a fall.")
    minimum = _whole(given, "minimum_posts", 10, 1, 1_000_000)
    return detection.ChangeRule(percent, _minutes(given, HISTORY_MINUTES // 2), minimum, _stream(given))


def _negative_share(given: Mapping[str, Any]) -> detection.NegativeShareRule:
    share = _real(given, "share", None, 0.01, 1)
    return detection.NegativeShareRule(share, _minutes(given), _whole(given, "minimum_posts", 20, 1, 1_000_000))


def _drop(given: Mapping[str, Any]) -> detection.DropRule:
    expected = _real(given, "minimum_expected", 20, 1, 1_000_000)
    return detection.DropRule(_real(given, "percent", 60, 1, 100), expected)


def _silence(given: Mapping[str, Any]) -> detection.SilenceRule:
    expected = _real(given, "minimum_expected", 10, 1, 1_000_000)
    return detection.SilenceRule(_real(given, "share", 0.1, 0.01, 1), expected)


def _negative_post(given: Mapping[str, Any]) -> detection.NegativePostRule:
    return detection.NegativePostRule(_real(given, "below_posts_per_week", 3, 1, 1000))


def _vip(given: Mapping[str, Any]) -> detection.VipRule:
    names = given.get("authors", [])
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise Invalid.field("authors", "Give names or handles, one each.")
    authors = tuple(dict.fromkeys(name.strip() for name in names if name.strip().lstrip("@")))
    if len(authors) > MOST_NAMES or any(len(name) > 200 for name in authors):
        raise Invalid.field("authors", f"Give at most {MOST_NAMES} names of at most 200 characters.")
    followers = _whole(given, "followers", 0, 0, 1_000_000_000)
    verified = given.get("verified", False)
    if not isinstance(verified, bool):
        raise Invalid.field("verified", "Say true or false.")
    if not authors and not followers and not verified:
        raise Invalid.field("authors", "Name somebody, give a number of followers, or ask for verified authors.")
    return detection.VipRule(authors, followers, verified)


def _words(given: Mapping[str, Any]) -> detection.WordsRule:
    text = given.get("text", "")
    if not isinstance(text, str):
        raise Invalid.field("text", "Write what to look for.", code="query_empty")
    check_text(text)
    return detection.WordsRule(text.strip())


def _new_source(given: Mapping[str, Any]) -> detection.NewSourceRule:
    return detection.NewSourceRule(_whole(given, "quiet_days", 30, 1, 365))


def _returning_critic(given: Mapping[str, Any]) -> detection.ReturningCriticRule:
    return detection.ReturningCriticRule(_whole(given, "days", 7, 1, 365))


_KINDS: dict[str, tuple[frozenset[str], Callable[[Mapping[str, Any]], detection.AnyRule]]] = {
    "spike": (frozenset({"sensitivity", "minimum_posts", "streams", "quiet_hours"}), _spike),
    "threshold": (frozenset({"posts", "minutes", "stream"}), _threshold),
    "change": (frozenset({"percent", "minutes", "minimum_posts", "stream"}), _change),
    "negative_share": (frozenset({"share", "minutes", "minimum_posts"}), _negative_share),
    "drop": (frozenset({"percent", "minimum_expected"}), _drop),
    "silence": (frozenset({"share", "minimum_expected"}), _silence),
    "negative_post": (frozenset({"below_posts_per_week"}), _negative_post),
    "vip": (frozenset({"authors", "followers", "verified"}), _vip),
    "words": (frozenset({"text"}), _words),
    "new_source": (frozenset({"quiet_days"}), _new_source),
    "returning_critic": (frozenset({"days"}), _returning_critic),
}
assert set(_KINDS) == set(COUNT_KINDS + POST_KINDS)  # a kind without its settings fails at the start


def _stream(given: Mapping[str, Any]) -> Any:
    stream = given.get("stream", "all")
    if stream not in STREAMS:
        raise Invalid.field("stream", "Choose all mentions or negative mentions.")
    return stream


def _minutes(given: Mapping[str, Any], most: int = HISTORY_MINUTES) -> int:
    minutes = _whole(given, "minutes", 60, 5, most)
    if minutes % 5:
        raise Invalid.field("minutes", "Counts are kept per 5 minutes: choose a multiple of 5.")
    return minutes


def _whole(given: Mapping[str, Any], name: str, default: int | None, least: int, most: int) -> int:
    value = given.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Invalid.field(name, f"Give a whole number from {least} to {most}.")
    return value


def _real(given: Mapping[str, Any], name: str, default: float | None, least: float, most: float) -> float:
    value = given.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise Invalid.field(name, f"Give a number from {least:g} to {most:g}.")
    return float(value)
