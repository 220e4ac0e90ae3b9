"""How far a count lies above what was expected, and how far that lies in the series' own tail.

Both are vectorised over any leading axes, know no state but what they are handed, and are shared by the fleet and the replay.
"""

from __future__ import annotations

import math

import numpy as np

from monitoring.detection.state import RARITIES, Floats

LN10 = math.log(10.0)
# Chebyshev coefficients of ln(erfc(x)·exp(x²)/t), t = 1/(1+x/2): W. J. Cody's family as given in Numerical Recipes 6.2 (erfcc).
_ERFC = (
    0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807,
    -0.18628806, 0.09678418, 0.37409196, 1.00002368, -1.26551223,
)  # fmt: skip


def normal_tail(root: Floats) -> Floats:
    """-log10 of the upper tail of the standard normal at `root` >= 0, without underflow; relative error below 2e-7."""
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


def surprise(seen: Floats, expected: Floats, dispersion: Floats) -> Floats:
    """-log10 of the upper tail of `seen` where it lies above `expected`, else 0.

    Negative binomial with mean `expected` and variance `max(dispersion, 1)·expected` (Poisson at 1), by the signed root of
    its deviance, which is standard normal to a good approximation far into the tail.
    """
    shape = np.broadcast_shapes(seen.shape, expected.shape, dispersion.shape)
    above = np.flatnonzero(np.broadcast_to(seen > expected, shape))
    z = np.zeros(shape, dtype=np.float32)
    if not above.size:
        return z
    y, mu, phi = (
        np.broadcast_to(a, shape).reshape(-1)[above]
        for a in (seen, expected, dispersion)
    )
    # Dispersion below 1.001 gives the Poisson deviance to float32's precision, without a size that tends to infinity.
    size = mu / np.maximum(phi - 1.0, np.float32(1e-3))
    gap = y - mu
    deviance = y * np.log(y / mu) - (y + size) * np.log1p(gap / (mu + size))
    z.reshape(-1)[above] = normal_tail(np.sqrt(2.0 * np.maximum(deviance, 0.0)))
    return z


def tail_score(z: Floats, limit: Floats, excess: Floats) -> Floats:
    """Where `z` lies in the series' own tail: shape (streams, windows, n), from z and the tail's two followed limits.

    For each followed rarity q0: -log10(q0) + ln(z/limit)/(excess·ln 10) where z is above the limit, else 0, the rarer one
    less 0.3; averaged over both. It ranks; it is no probability.
    """
    score = np.zeros_like(z)
    for k, rarity in enumerate(RARITIES):
        less = np.float32(0.3 if k else 0.0)
        u = limit[:, :, k]
        above = np.nonzero(z > u)
        gain = np.log(z[above] / u[above]) / (excess[:, :, k][above] * np.float32(LN10))
        score[above] += gain + (np.float32(-math.log10(rarity)) - less)
    score *= np.float32(1.0 / len(RARITIES))
    return score
