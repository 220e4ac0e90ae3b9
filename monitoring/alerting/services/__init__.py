"""From counts and posts to alerts: the rules, the pass over every series, new mentions heard, silence, people's decisions."""

from monitoring.alerting.services.decisions import (
    acknowledge,
    acknowledge_all,
    mark_decided,
    mark_moved,
    mark_triaged,
    mark_undecided,
    ring_again,
)
from monitoring.alerting.services.evaluating import evaluate
from monitoring.alerting.services.forgetting import unnamed
from monitoring.alerting.services.paging import KEEPER, said_unanswered
from monitoring.alerting.services.policies import people_for, who_is_told
from monitoring.alerting.services.raising import Evaluated
from monitoring.alerting.services.rules import (
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
from monitoring.alerting.services.sharing import Share, evaluate_share
from monitoring.alerting.services.silence import watch_sources

__all__ = [
    "KEEPER",
    "Evaluated",
    "RuleDraft",
    "Share",
    "acknowledge",
    "acknowledge_all",
    "change_rule",
    "create_default_rules",
    "draft_of",
    "evaluate",
    "evaluate_share",
    "mark_decided",
    "mark_moved",
    "mark_triaged",
    "mark_undecided",
    "mute_rule",
    "people_for",
    "policy_of",
    "ring_again",
    "rule_of",
    "said_unanswered",
    "save_rule",
    "switch_rule",
    "unmute_rule",
    "unnamed",
    "watch_sources",
    "who_is_told",
]
