"""Detection: is this count unusual enough to wake a person, and in which numbers. Pure: no Django, database or clock.

A series is one brand or one query, with two streams of 5-minute UTC counts: all mentions and negative mentions. The
caller owns the reading and writing; a worker's evaluation of n series looks like this:

    fleet = Fleet.from_bytes(states)                      # list[bytes | None], None = new series; len n
    for start in closed_bucket_starts:                    # epoch seconds, oldest first, after last_buckets * 300
        e = fleet.step(all_counts, negative_counts, covered, start, offset_minutes=offsets)   # arrays (n,)
        alerts_from(e)
    store(fleet.to_bytes())                               # at most 1,024 bytes each; only step moves it
    e = fleet.judge_open(all_so_far, negative_so_far, covered, open_start, offset_minutes=offsets)   # every minute
    alerts_from(e)

    def alerts_from(e):                                   # e: Evaluation
        for i in numpy.flatnonzero(hot(spike_rule, e)):   # the cheap question for the fleet …
            finding = judge(spike_rule, e, i, history)    # … then the finding of one series, or None
            decision = decide(spike_rule, policy, memory, finding, now)     # keep decision.memory per rule and series
            if decision.outcome == "fired":
                text = sentence(decision.finding, zone)   # "412 mentions in 15 min, expected 45 to 75 (since Tuesday …)"

Rules over single posts (`PostRule`) are asked of each new post: `hears(rule, facts)`; what they have not told yet is
`gathered` into a finding and goes through the same `decide`.

`covered` False freezes a series: missing data is not zero. A repeated bucket is harmless; to take in late posts,
step again from a state stored earlier (keep the bytes of an hour ago). `hot` takes one rule for all: ask once per
distinct rule, and use each series' own answer. `replay` runs a rule over past counts (the back-test), `why_not`
explains one moment of it; `backfill` learns from past counts and raises nothing; `suggest` reads a rule's closed
alerts.
"""

from monitoring.detection.backfill import backfill
from monitoring.detection.evaluation import Evaluation
from monitoring.detection.feedback import Suggestion, precision, suggest
from monitoring.detection.findings import Finding, Part, carriers, fallen, with_parts
from monitoring.detection.firing import Decision, Memory, Policy, QuietHours, Schedule, decide, severity_of
from monitoring.detection.fleet import Fleet
from monitoring.detection.judging import hot, judge
from monitoring.detection.kinds import (
    AnyRule,
    ChangeRule,
    DropRule,
    NegativePostRule,
    NegativeShareRule,
    NewSourceRule,
    PostRule,
    ReturningCriticRule,
    SilenceRule,
    SpikeRule,
    ThresholdRule,
    VipRule,
    WordsRule,
)
from monitoring.detection.kinds import CountRule as Rule
from monitoring.detection.kinds.declaring import Heard, History, PostFacts
from monitoring.detection.past import Past
from monitoring.detection.posts import gathered, hears
from monitoring.detection.reasons import why_not
from monitoring.detection.replay import Firing, Replay, offsets, replay, survey, tried
from monitoring.detection.sensitivity import SENSITIVITIES, SENSITIVITY_FIGURES
from monitoring.detection.state import BUCKET_SECONDS, BYTES_PER_SERIES, VERSION
from monitoring.detection.wording import sentence

__all__ = [
    "BUCKET_SECONDS",
    "BYTES_PER_SERIES",
    "SENSITIVITIES",
    "SENSITIVITY_FIGURES",
    "VERSION",
    "AnyRule",
    "ChangeRule",
    "Decision",
    "DropRule",
    "Evaluation",
    "Finding",
    "Firing",
    "Fleet",
    "Heard",
    "History",
    "Memory",
    "NegativePostRule",
    "NegativeShareRule",
    "NewSourceRule",
    "Part",
    "Past",
    "Policy",
    "PostFacts",
    "PostRule",
    "QuietHours",
    "Replay",
    "ReturningCriticRule",
    "Rule",
    "Schedule",
    "SilenceRule",
    "SpikeRule",
    "Suggestion",
    "ThresholdRule",
    "VipRule",
    "WordsRule",
    "backfill",
    "carriers",
    "decide",
    "fallen",
    "gathered",
    "hears",
    "hot",
    "judge",
    "offsets",
    "precision",
    "replay",
    "sentence",
    "severity_of",
    "suggest",
    "survey",
    "tried",
    "why_not",
    "with_parts",
]
