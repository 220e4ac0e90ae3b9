"""How far a count lies above what was expected, and how far that lies in the series' own tail.

Vectorised over whatever the last axis is: the series of a fleet, or the buckets of one series replayed.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from monitoring.detection.state import BAR, Floats

LN10 = math.log(10.0)
RARITY = 0.007  # share of buckets above the followed limit of the surprise
AT_LIMIT = np.float32(2.0)  # score of a surprise at the limit, near -log10(RARITY)
# Of the windows; the quarter of an hour speaks for itself (see `judging`).
WEIGHTS = np.array([1, 1, 0, 1, 2, 1], dtype=np.float32) / np.float32(6.0)
LEAST_SURPRISE = np.float32(
    3.0
)  # weighted mean over the windows below which nothing is unusual, whatever the tail says
OTHER_STREAM = np.float32(0.1)  # what the other stream's surprise adds to it
BAR_WEIGHT = np.float32(0.5)
TWO_STREAMS_LESS = np.float32(0.45)  # two streams have two chances of a false alarm, and the turn of tone is a third
TOLD_APART = np.float32(0.02)  # share of negative posts from which the tone of a series is known to be scored
USUAL_SHARE, SHARE_PRIOR = np.float32(0.12), np.float32(20.0)  # of negative posts, and for how many posts that counts
MOST_KNOWN = np.float32(1e6)
SHARE_CORRELATION = np.float32(0.04)  # posts that answer one another share a tone
OWN_SHARE_SURPRISE = 3.0  # of a share against the usual one, by which a rule over shares speaks: 1 in 1,000 by chance
# Chebyshev fit of ln(erfc(x)·exp(x²)/t), t = 1/(1+x/2), as in Numerical Recipes 6.2 (erfcc), highest order first.
_ERFC = (
    0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807,
    -0.18628806, 0.09678418, 0.37409196, 1.00002368, -1.26551223,
)  # fmt: skip


def normal_tail(root: Floats) -> Floats:
    """-log10 of the upper tail of the standard normal at `root` >= 0, without underflow; relative error below
    2e-6."""
    x = root * np.float32(math.sqrt(0.5))
    t = 1.0 / (1.0 + 0.5 * x)
    poly = np.full_like(x, _ERFC[0])
    for coefficient in _ERFC[1:]:
        poly *= t
        poly += np.float32(coefficient)
    poly -= x * x
    poly += np.log(t)
    tail: Floats = (np.float32(math.log(2.0)) - poly) * np.float32(1.0 / LN10)
    return tail


def surprise(seen: Floats, mean: Floats, dispersion: Floats) -> Floats:
    """-log10 of the upper tail of `seen` where it lies above `mean`, else 0; arrays of one shape.

    Negative binomial with that mean and variance `max(dispersion, 1)·mean` (Poisson at 1), by the signed root of its
    deviance, which is standard normal to a good approximation far into the tail.
    """
    above = np.flatnonzero(seen > mean)
    z = np.zeros(seen.shape, dtype=np.float32)
    y, mu, phi = seen.reshape(-1)[above], mean.reshape(-1)[above], dispersion.reshape(-1)[above]
    # At a dispersion of 1.001 the deviance is Poisson's to float32's precision, and the size stays finite.
    size = mu / np.maximum(phi - 1.0, np.float32(1e-3))
    deviance = y * np.log(y / mu) - (y + size) * np.log1p((y - mu) / (mu + size))
    z.reshape(-1)[above] = normal_tail(np.sqrt(2.0 * np.maximum(deviance, 0.0)))
    return z


def tail_score(z: Floats, limit: Floats, excess: Floats) -> Floats:
    """Where each window's surprise lies in the series' own tail, a Pareto one above the limit; 0 below. It only
    ranks."""
    score = np.zeros_like(z)
    above = np.nonzero(z > limit)
    score[above] = AT_LIMIT + np.log(z[above] / limit[above]) / (excess[above] * np.float32(LN10))
    return score


def stream_scores(z: Floats, window_score: Floats) -> Floats:
    """Raw score of each stream, (streams, n), from surprise and score of the windows, both (streams, windows, n).

    The windows' weighted mean, so that a lone bucket and a slow swell both need company; 0 where the surprise itself,
    averaged the same way, is too small to matter.
    """
    mean, scores = _weighted(z), _weighted(window_score)
    scores[mean + OTHER_STREAM * mean[::-1] < LEAST_SURPRISE] = 0
    return scores


def _weighted(values: Floats) -> Floats:
    """The windows' weighted mean, added in a fixed order so that one series gets to the bit what it gets in a
    fleet."""
    out: Floats = values[:, 0] * WEIGHTS[0]
    for k in range(1, len(WEIGHTS)):
        out += values[:, k] * WEIGHTS[k]
    return out


def above_bar(scores: Floats, bar: Floats) -> Floats:
    """Scores less what this series' own recurring spikes have earned: (streams, n), never below 0."""
    out: Floats = np.where(scores > 0, np.maximum(scores - BAR_WEIGHT * (bar - np.float32(BAR)), 0), np.float32(0))
    return out


def fused(scores: Floats, level: Floats, paired: bool) -> Floats:
    """One score per series: the higher stream, less a little for having two; of all mentions alone where not paired.

    Where hardly a post was ever negative (a language nobody scores), there is one stream in truth, and nothing is
    taken off.
    """
    less = np.where(told_apart(level), TWO_STREAMS_LESS, np.float32(0))
    out: Floats = np.maximum(scores.max(axis=0) - less, np.float32(0)) if paired else scores[0]
    return out


def told_apart(level: Floats) -> npt.NDArray[np.bool_]:
    """Whether the tone of a series is known to be scored, (n,), from the levels of its streams."""
    out: npt.NDArray[np.bool_] = level[1] > TOLD_APART * level[0]
    return out


def usual_share(level: Floats, age: npt.NDArray[np.int64], recent: Floats) -> Floats:
    """The share of negative posts usual for each series, (n,): its own, from as many posts as are known of it without
    the last two hours (`recent`: (streams, 24, n))."""
    posts = recent.sum(axis=1)
    known = np.maximum(np.minimum(level * age.astype(np.float32), MOST_KNOWN) - posts, np.float32(0.0))
    out: Floats = (np.minimum(known[1], known[0]) + USUAL_SHARE * SHARE_PRIOR) / (known[0] + SHARE_PRIOR)
    return out


def share_surprise(
    negative: Floats, total: Floats, share: Floats, correlation: Floats | np.float32 = SHARE_CORRELATION
) -> Floats:
    """-log10 of the upper tail of `negative` among `total` posts of which `share` are usual: a beta-binomial, by the
    signed root of its deviance."""
    n, p = np.maximum(total, np.float32(1.0)), np.clip(share, np.float32(0.01), np.float32(0.99))
    k = np.minimum(negative, n)
    other = n - k
    deviance = k * np.log(np.maximum(k, np.float32(1e-9)) / (n * p)) + other * np.log(
        np.maximum(other, np.float32(1e-9)) / (n * (1 - p))
    )
    wide = 1 + (n - 1) * correlation
    out: Floats = np.where(
        k > n * p, normal_tail(np.sqrt(2.0 * np.maximum(deviance, 0.0) / wide, dtype=np.float32)), np.float32(0.0)
    )
    return out


def own_share(level: Floats, age: npt.NDArray[np.int64], window: Floats) -> tuple[Floats, Floats]:
    """The share of negative posts usual for each series, and the correlation to test a window's share with: (n,) each.

    `window`: posts of each stream in it, (streams, n); they are not taken for usual. What is not yet known of the usual
    share makes posts differ together like what they have in common.
    """
    posts = window[:, None]
    known = np.maximum(np.minimum(level[0] * age.astype(np.float32), MOST_KNOWN) - window[0], np.float32(0.0))
    unsure = SHARE_CORRELATION + 1 / (known + SHARE_PRIOR + 1)
    return usual_share(level, age, posts), unsure.astype(np.float32)


def weekend(day: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Whether a local day, counted from 1 January 1970 (a Thursday), is a Saturday or Sunday."""
    out: npt.NDArray[np.bool_] = (day - 2) % 7 < 2
    return out
