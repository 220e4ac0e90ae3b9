"""What a rule says of series at one moment: `hot` for the whole fleet, `judge` for one series with its finding.

`hot` is vectorised and cheap: exact for a spike rule, for the others never missing what `judge` would find.
"""

from __future__ import annotations

from monitoring.detection.evaluation import Evaluation
from monitoring.detection.findings import Finding
from monitoring.detection.kinds.declaring import CountRule, History
from monitoring.detection.state import Bools


def hot(rule: CountRule, e: Evaluation) -> Bools:
    """Which series a rule may have something to say of now, shape (n,): the cheap question before `judge`.

    Rules that differ only in whom they belong to are equal: ask once per distinct rule, and take each series' own
    answer.
    """
    return rule.hot(e)


def judge(rule: CountRule, e: Evaluation, i: int, history: History) -> Finding | None:
    """What the rule says of series `i` of the evaluation, or None. Spike, drop and silence need no history."""
    return rule.judge(e, i, history) if e.covered[i] else None
