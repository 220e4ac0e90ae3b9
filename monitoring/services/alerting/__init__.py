"""From counts and posts to alerts: the rules, the pass over every series, new mentions heard, silence, people's decisions."""

from monitoring.services.alerting.decisions import acknowledge, mark_decided, mark_triaged, ring_again
from monitoring.services.alerting.evaluating import evaluate
from monitoring.services.alerting.policies import people_for, who_is_told
from monitoring.services.alerting.raising import Evaluated
from monitoring.services.alerting.rules import (
    RuleDraft,
    change_rule,
    create_default_rules,
    draft_of,
    mute_rule,
    policy_of,
    rule_of,
    save_rule,
    switch_rule,
    unmute_rule,
)
from monitoring.services.alerting.sharing import Share, evaluate_share
from monitoring.services.alerting.silence import watch_sources

__all__ = [
    "Evaluated",
    "RuleDraft",
    "Share",
    "acknowledge",
    "change_rule",
    "create_default_rules",
    "draft_of",
    "evaluate",
    "evaluate_share",
    "mark_decided",
    "mark_triaged",
    "mute_rule",
    "people_for",
    "policy_of",
    "ring_again",
    "rule_of",
    "save_rule",
    "switch_rule",
    "unmute_rule",
    "watch_sources",
    "who_is_told",
]
