"""The kinds of alert rule, one module each. Forms, pages, API and services read them here and name none of them.

A new kind: how it judges in `monitoring/detection/kinds/`, a module of the same name here, its line below. `makemigrations`
then takes its name into the rules' choices.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from accounts.errors import Invalid
from monitoring import detection
from monitoring.alerting.kinds.change import Change
from monitoring.alerting.kinds.declaring import Kind
from monitoring.alerting.kinds.drop import Drop
from monitoring.alerting.kinds.negative_post import NegativePost
from monitoring.alerting.kinds.negative_share import NegativeShare
from monitoring.alerting.kinds.new_source import NewSource
from monitoring.alerting.kinds.returning_critic import ReturningCritic
from monitoring.alerting.kinds.silence import Silence
from monitoring.alerting.kinds.spike import Spike
from monitoring.alerting.kinds.threshold import Threshold
from monitoring.alerting.kinds.vip import Vip
from monitoring.alerting.kinds.words import Words
from monitoring.models.alerts import KINDS_TO_COME, RULE_KINDS

__all__ = ["KINDS", "Kind", "kind_of", "rule_from"]

_ALL: tuple[Kind[Any], ...] = (  # in the order people choose from
    Spike(),
    Threshold(),
    Change(),
    NegativeShare(),
    Drop(),
    Silence(),
    Words(),
    Vip(),
    NegativePost(),
    ReturningCritic(),
    NewSource(),
)
KINDS: Mapping[str, Kind[Any]] = MappingProxyType({kind.key: kind for kind in _ALL})
_BY_RULE = {kind.rule: kind for kind in _ALL}
assert set(KINDS) == set(RULE_KINDS)  # a kind without its module fails at the start


def kind_of(rule: detection.AnyRule) -> Kind[Any]:
    """The kind whose rule the detector has here."""
    return _BY_RULE[type(rule)]


def rule_from(kind: str, settings: Mapping[str, Any]) -> detection.AnyRule:
    """The detector's rule of a kind's settings. Raises Invalid naming the field."""
    if kind in KINDS_TO_COME:
        raise Invalid.field("kind", KINDS_TO_COME[kind], code="kind_not_available")
    if kind not in KINDS:
        raise Invalid.field("kind", f"Choose one of: {', '.join(RULE_KINDS)}.")
    unknown = sorted(set(settings) - set(KINDS[kind].settings))
    if unknown:
        raise Invalid.field("settings", f"Unknown: {', '.join(unknown)}.")
    rule: detection.AnyRule = KINDS[kind].make(settings)
    return rule
