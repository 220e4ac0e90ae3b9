"""The kinds of alert rule as the detector has them, one module each: its settings, how it judges, and what its findings say.

A new kind is a module here and its line below; how people set it and read of it stands in `monitoring/alerting/kinds/`,
in a module of the same name.
"""

from collections.abc import Mapping
from types import MappingProxyType

from monitoring.detection.kinds.change import ChangeRule
from monitoring.detection.kinds.declaring import CountRule, PostRule
from monitoring.detection.kinds.drop import DropRule
from monitoring.detection.kinds.negative_post import NegativePostRule
from monitoring.detection.kinds.negative_share import NegativeShareRule
from monitoring.detection.kinds.new_source import NewSourceRule
from monitoring.detection.kinds.returning_critic import ReturningCriticRule
from monitoring.detection.kinds.silence import SilenceRule
from monitoring.detection.kinds.spike import SpikeRule
from monitoring.detection.kinds.threshold import ThresholdRule
from monitoring.detection.kinds.vip import VipRule
from monitoring.detection.kinds.words import WordsRule

__all__ = [
    "COUNT_KINDS",
    "POST_KINDS",
    "AnyRule",
    "ChangeRule",
    "CountRule",
    "DropRule",
    "NegativePostRule",
    "NegativeShareRule",
    "NewSourceRule",
    "PostRule",
    "ReturningCriticRule",
    "SilenceRule",
    "SpikeRule",
    "ThresholdRule",
    "VipRule",
    "WordsRule",
]

AnyRule = CountRule | PostRule
_COUNTS: tuple[type[CountRule], ...] = (SpikeRule, ThresholdRule, ChangeRule, NegativeShareRule, DropRule, SilenceRule)
_POSTS: tuple[type[PostRule], ...] = (NegativePostRule, VipRule, WordsRule, NewSourceRule, ReturningCriticRule)
# Judged from counts of a series, and judged from each new mention as it comes.
COUNT_KINDS: Mapping[str, type[CountRule]] = MappingProxyType({rule.kind: rule for rule in _COUNTS})
POST_KINDS: Mapping[str, type[PostRule]] = MappingProxyType({rule.kind: rule for rule in _POSTS})
