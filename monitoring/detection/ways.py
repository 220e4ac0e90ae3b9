"""The ways in which a count is unusual enough for a spike rule, each with a bar of its own, vectorised over series.

Each bar is set on its own false alarms: a way that hears what the others can't must not be paid for by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from monitoring.detection.evaluation import Evaluation
from monitoring.detection.lasting import RECURS
from monitoring.detection.sensitivity import SENSITIVITIES
from monitoring.detection.state import STREAMS, WINDOWS, Bools, Floats
from monitoring.detection.surprise import USUAL_SHARE, own_share, share_surprise, told_apart, usual_share

if TYPE_CHECKING:
    from monitoring.detection.kinds.spike import SpikeRule  # which asks the ways

LEARNING_MORE = np.float32(0.4)  # asked of the score in addition while a series with both streams is young
HOUR, SOON, QUARTER = 12, 5, 3  # in buckets
QUARTER_WINDOW = WINDOWS.index(QUARTER)
DAY = 288
# By sensitivity, what each way asks; `SENSITIVITIES` are those of the score. A place in the own tail, and surprises.
BURSTS = {"low": np.float32(3.5), "normal": np.float32(3.0), "high": np.float32(2.9)}
FEW = {"low": np.float32(7.3), "normal": np.float32(6.3), "high": np.float32(5.5)}
DAYS = {"low": np.float32(4.0), "normal": np.float32(3.3), "high": np.float32(2.7)}
# Of a small brand's day: both streams added, and all mentions where there is no second to add.
DAYS_TOGETHER = {"low": np.float32(4.8), "normal": np.float32(4.0), "high": np.float32(3.4)}
DAYS_ALONE = {"low": np.float32(3.2), "normal": np.float32(2.6), "high": np.float32(2.2)}
LEAST_BURST, MANY_BURST = np.float32(15.0), np.float32(25.0)  # posts
# So much less is asked of both together of a brand that expects so few posts a day: it has few false alarms, and little else to go by.
SMALLEST_EXPECTED, SMALLEST_LESS = np.float32(18.0), np.float32(1.0)
# Surprises a quarter of an hour must have besides its place in the own tail: one post and its answers are soon 20 posts.
BURST_SURPRISE, MANY_BURST_SURPRISE = np.float32(4.0), np.float32(3.5)
FEW_EXPECTED, FEW_EXPECTED_A_DAY = np.float32(25.0), np.float32(100.0)  # posts, from which on no brand is small
# Posts in six hours below which so much more is asked: there any handful surprises.
HANDFUL_EXPECTED, HANDFUL = np.float32(3.0), np.float32(1.5)
# The more of a brand's usual talk is called negative, the more the streams say the same: what more is asked of both added, by
# the share above the usual one, at most, and in six hours below so many expected posts (where more are, surprises are rarer).
SHARED, MOST_SHARED, SHARED_EXPECTED = np.float32(8.0), np.float32(1.0), np.float32(12.0)
ONE_STREAM = np.float32(1.4)  # what one stream's surprise counts for where there is no second to add
BACKED = np.float32(1.0)  # so much less six hours must surprise, where a small brand's score speaks
THROUGHOUT = np.float32(1.3)  # of what was expected, in both halves of a day
SHARE_SURPRISE, YOUNG_SHARE_SURPRISE = np.float32(3.0), np.float32(2.0)


def ways(rule: SpikeRule, e: Evaluation) -> dict[str, Bools]:
    """Every way in which series can be unusual for the rule, each (n,), the first that holds telling it.

    "score": more than this series' own tail, over 5 minutes to 2 hours at once, which six hours must bear out where the
    brand is small: there one post and its answers are a tail. "burst": a quarter of an hour alone.
    "jump": while learning. "tone": most posts are negative. "hours": up to six hours of a small brand. "day": a day that
    rose throughout, told in the evening.
    """
    rows = [STREAMS.index(name) for name in rule.streams]
    limit = np.float32(SENSITIVITIES[rule.sensitivity])
    none: Bools = np.zeros_like(e.covered)
    enough: Bools = e.recent[rows, -QUARTER:].sum(axis=1).max(axis=0) >= rule.minimum_posts
    if len(rows) == len(STREAMS):
        # Young scores are rough, and with both streams the turn of tone finds what they would: where it is told.
        score = e.score >= np.where(e.learning & told_apart(e.level), limit + LEARNING_MORE, limit)
    else:
        score = e.stream_score[rows[0]] >= limit
    return {
        "score": score & borne_out(rule, e, rows) & enough & e.covered,
        "burst": (burst(rule, e) if 0 in rows else none) & e.covered,
        "jump": (jumped(e) if 0 in rows else none) & enough & e.covered,
        "tone": (turned_negative(e) if 1 in rows else none) & enough & e.covered,
        "hours": hours(rule, e, rows) & e.covered,
        "day": day(rule, e, rows) & e.covered,
    }


def unusual(rule: SpikeRule, e: Evaluation) -> Bools:
    """Which series are unusual in any way, (n,)."""
    out: Bools = np.logical_or.reduce(list(ways(rule, e).values()))
    return out


def way_of(rule: SpikeRule, e: Evaluation, i: int) -> str:
    """The first way in which series `i` is unusual, "" where it is not."""
    return next((way for way, found in ways(rule, e.only(i)).items() if found[0]), "")


def burst(rule: SpikeRule, e: Evaluation) -> Bools:
    """A quarter of an hour of all mentions far out in the series' own tail of such quarters, whatever longer windows say,
    and too much for one post with its answers.

    It need not last. Where the hour recurs every week the score alone speaks: its posts come unevenly.
    """
    out: Bools = (
        (e.window_score[0, QUARTER_WINDOW] >= BURSTS[rule.sensitivity])
        & (e.surprise[0, QUARTER_WINDOW] >= burst_surprise(e))
        & (e.recent[0, -QUARTER:].sum(axis=0) >= np.maximum(np.float32(rule.minimum_posts), LEAST_BURST))
        & (e.age >= DAY)
        & (e.recurring < RECURS)
    )
    return out


def burst_surprise(e: Evaluation) -> Floats:
    """What a quarter of an hour must surprise by, whatever the own tail, (n,)."""
    posts = e.recent[0, -QUARTER:].sum(axis=0)
    out: Floats = np.where(posts >= MANY_BURST, MANY_BURST_SURPRISE, BURST_SURPRISE)
    return out


def hours(rule: SpikeRule, e: Evaluation, rows: list[int]) -> Bools:
    """Up to six hours of a brand that expects few posts in them, by what all mentions and negative ones say together."""
    enough = e.long_seen[rows, 0].max(axis=0) >= max(rule.minimum_posts, 1)
    out: Bools = (hours_surprise(e, rows) >= hours_bar(rule, e)) & enough & (e.long_mean[0, 0] < FEW_EXPECTED)
    return out


def hours_bar(rule: SpikeRule, e: Evaluation) -> Floats:
    """From which surprise on up to six hours speak, (n,)."""
    expected = e.long_mean[0, 0]
    more = np.where(expected < HANDFUL_EXPECTED, HANDFUL, np.float32(0.0))
    if len(rule.streams) == len(STREAMS):
        more = more + np.where(expected < SHARED_EXPECTED, said_twice(e, 0), np.float32(0.0))
    out: Floats = FEW[rule.sensitivity] + more
    return out


def said_twice(e: Evaluation, span: int) -> Floats:
    """What more is asked of both streams together in a long window, (n,): of a brand much of whose usual talk is negative any
    posts surprise twice, as mentions and as negative ones."""
    share, _ = own_share(e.level, e.age, e.long_seen[:, span])
    more = np.clip(SHARED * (share - USUAL_SHARE), np.float32(0.0), MOST_SHARED)
    out: Floats = np.where(told_apart(e.level), more, np.float32(0.0))
    return out


def hours_surprise(e: Evaluation, rows: list[int]) -> Floats:
    """How much up to six hours surprise, (n,): both streams added where the tone of both is known, else the greater alone,
    which then counts for more."""
    z = e.long_surprise[rows, 0]
    one = z.max(axis=0) * ONE_STREAM
    out: Floats = np.where(told_apart(e.level), z[0] + z[-1], one) if len(rows) == len(STREAMS) else one
    return out


def borne_out(rule: SpikeRule, e: Evaluation, rows: list[int]) -> Bools:
    """Whether six hours surprise nearly enough by themselves, or need not: no small brand, or one still learned about."""
    out: Bools = (
        (e.long_mean[0, 0] >= FEW_EXPECTED) | e.learning | (hours_surprise(e, rows) >= hours_bar(rule, e) - BACKED)
    )
    return out


def day(rule: SpikeRule, e: Evaluation, rows: list[int]) -> Bools:
    """A day above its expectation in both halves, once it is evening: in one stream alone, or in what all of a small brand's
    say together."""
    rose = throughout(e)[rows] & (e.long_seen[rows, 2] >= max(2 * rule.minimum_posts, 1))
    far = (rose & (e.long_surprise[rows, 2] >= DAYS[rule.sensitivity])).any(axis=0)
    out: Bools = (far | (rose[0] & small_day(rule, e, rows))) & e.evening & (e.age >= DAY)
    return out


def throughout(e: Evaluation) -> Bools:
    """Whether each stream lay above its expectation in both halves of the day, (streams, n)."""
    seen, mean = e.long_seen, e.long_mean
    old, expected = seen[:, 2] - seen[:, 1], mean[:, 2] - mean[:, 1]
    out: Bools = (seen[:, 1] >= THROUGHOUT * mean[:, 1]) & (old >= THROUGHOUT * expected) & (expected > 0)
    return out


def small_day(rule: SpikeRule, e: Evaluation, rows: list[int]) -> Bools:
    """Whether the day of a brand that expects few posts surprises, (n,): a burn of twenty posts a day is no surprise in either
    stream, but it is in both."""
    z = e.long_surprise[rows, 2]
    alone: Bools = z.max(axis=0) >= DAYS_ALONE[rule.sensitivity]
    if len(rows) == len(STREAMS):
        less = np.where(e.long_mean[0, 2] < SMALLEST_EXPECTED, SMALLEST_LESS, np.float32(0.0))
        together = z[0] + z[1] >= DAYS_TOGETHER[rule.sensitivity] + said_twice(e, 2) - less
        alone = np.where(told_apart(e.level), together, alone)
    out: Bools = alone & (e.long_mean[0, 2] < FEW_EXPECTED_A_DAY)
    return out


def jumped(e: Evaluation) -> Bools:
    """The cold-start rule, shape (n,): while learning, 25 posts in 15 minutes and 5 times the pace of the 45
    before."""
    now = e.recent[0, -QUARTER:].sum(axis=0)
    before = e.recent[0, -HOUR:-QUARTER].sum(axis=0) / 3.0
    out: Bools = e.learning & (e.age >= HOUR) & (now >= 25) & (now >= 5 * np.maximum(before, 1.0))
    return out


def turned_negative(e: Evaluation) -> Bools:
    """Whether the tone turned, shape (n,): many negative posts, most of all posts, several times what is expected, and a
    share this brand does not have by chance.

    While learning: 7 in an hour, 42 % of all, 2.5 times the expected. Later: 7 in 25 minutes, 45 %, 4 times. The
    mix of a brand's posts is known long before its volume is, so this speaks within hours of the first post. In an
    open bucket a usual bucket of other posts is counted as still to come, since the share could yet fall.
    """
    to_come = np.float32(0) if e.closed else e.usual[0]
    hour, soon = e.recent[:, -HOUR:].sum(axis=1), e.recent[:, -SOON:].sum(axis=1)
    usual, share = e.usual[1], usual_share(e.level, e.age, e.recent)
    young = (hour[1] >= 7) & (hour[1] >= 0.42 * (hour[0] + to_come)) & (hour[1] >= 2.5 * np.maximum(HOUR * usual, 1.0))
    settled = (soon[1] >= 7) & (soon[1] >= 0.45 * (soon[0] + to_come)) & (soon[1] >= 4 * np.maximum(SOON * usual, 1.0))
    young &= share_surprise(hour[1], hour[0] + to_come, share) >= YOUNG_SHARE_SURPRISE
    settled &= share_surprise(soon[1], soon[0] + to_come, share) >= SHARE_SURPRISE
    out: Bools = np.where(e.learning, (e.age >= HOUR) & young, settled)
    return out
