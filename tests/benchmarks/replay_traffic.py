"""Traffic to replay: background with weekly and daily rhythm and over-dispersion, and injected crises. Seeds are kept.

The background of a brand is a Poisson count whose rate is the brand's volume, times a two-humped day, times quieter
weekends, times a level that drifts from day to day, times gamma noise that lasts an hour, plus small echoes: posts
that draw a geometric cascade of replies within the hour. A crisis adds posts along a profile, mostly negative.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float64]
DAY = 288
START = 1_767_571_200  # Monday 5 January 2026, 00:00 UTC, in epoch seconds
SEEDS = tuple(range(2026, 2034))  # one seed per batch of brands; kept, so that figures compare over time
TIERS = (2.0, 10.0, 40.0, 100.0, 250.0)  # posts per day
NEGATIVE_SHARE = 0.12  # of ordinary traffic
CRISIS_NEGATIVE_SHARE = 0.7


@dataclass(frozen=True)
class Traffic:
    """Counts of several brands, shape (brands, buckets): all mentions, and the negative ones among them."""

    all_counts: Counts
    negative_counts: Counts


def rhythm(buckets: int) -> Counts:
    """The week's shape with mean 1: low at night, high before noon and in the evening, seven tenths at weekends."""
    t = np.arange(buckets)
    hour = t % DAY / 12.0
    day = 0.25 + np.exp(-(((hour - 11.0) / 3.0) ** 2)) + 0.9 * np.exp(-(((hour - 19.5) / 2.5) ** 2))
    weekend = (t // DAY) % 7 >= 5
    shape = day * np.where(weekend, 0.7, 1.0)
    week = day[:DAY].mean() * (5 + 2 * 0.7) / 7 if buckets >= DAY else shape.mean()
    out: Counts = shape / week
    return out


def background(*, posts_per_day: float, brands: int, days: int, seed: int) -> Traffic:
    """Ordinary traffic without a crisis: over-dispersed, drifting, with small echoes; reproducible by its seed."""
    rng = np.random.default_rng([seed, round(posts_per_day * 10), brands, days])
    n = days * DAY
    drift = np.exp(np.cumsum(rng.normal(0.0, 0.12, (brands, days)), axis=1) * 0.5)
    drift /= drift.mean(axis=1, keepdims=True)
    noise = np.repeat(rng.gamma(4.0, 0.25, (brands, n // 12)), 12, axis=1)
    rate = posts_per_day / DAY * rhythm(n) * np.repeat(drift, DAY, axis=1) * noise
    echo_share = 0.15  # of all posts come as echoes of another
    own = rng.poisson(rate * (1 - echo_share)).astype(np.float64)
    counts = own + _echoes(own, mean=echo_share / (1 - echo_share), rng=rng)
    share = np.clip(rng.beta(6.0, 44.0, (brands, days)), 0.02, 0.5)  # mean 0.12, differs from day to day
    negative = rng.binomial(counts.astype(np.int64), np.repeat(share, DAY, axis=1)).astype(np.float64)
    return Traffic(counts, negative)


def _echoes(own: Counts, *, mean: float, rng: np.random.Generator) -> Counts:
    """Some posts draw a cascade: one in twenty, of geometric size, over the next hour."""
    out = np.zeros_like(own)
    row, column = np.nonzero(own)
    sources = rng.binomial(own[row, column].astype(np.int64), 0.05)
    for brand, t, k in zip(row[sources > 0], column[sources > 0], sources[sources > 0], strict=True):
        size = int(rng.geometric(min(1.0, 0.05 / mean), int(k)).sum())
        places = t + rng.geometric(0.25, size) - 1
        np.add.at(out[brand], places[places < own.shape[1]], 1.0)
    return out


PROFILES = ("burst", "swell", "plateau")


def crisis(*, posts: float, hours: float, profile: str, rng: np.random.Generator) -> Traffic:
    """Posts of one crisis by bucket, shape (1, buckets): a burst that decays, a swell that peaks half way, or a
    plateau."""
    n = round(hours * 12)
    t = (np.arange(n) + 0.5) / n
    shapes = {
        "burst": np.minimum(t / 0.08, 1.0) * np.exp(-2.5 * t),
        "swell": np.sin(np.pi * t) ** 2,
        "plateau": np.ones(n),
    }
    shape = shapes[profile]
    counts = rng.poisson(posts * shape / shape.sum()).astype(np.float64)
    negative = rng.binomial(counts.astype(np.int64), CRISIS_NEGATIVE_SHARE).astype(np.float64)
    return Traffic(counts[None], negative[None])


def inject(traffic: Traffic, *, at: int, posts: float, hours: float, seed: int) -> Traffic:
    """The same traffic with one crisis per brand from bucket `at`, profiles in turn."""
    rng = np.random.default_rng([seed, at, round(posts), round(hours * 10)])
    all_counts, negative = traffic.all_counts.copy(), traffic.negative_counts.copy()
    for brand in range(len(all_counts)):
        wave = crisis(posts=posts, hours=hours, profile=PROFILES[brand % len(PROFILES)], rng=rng)
        span = slice(at, at + wave.all_counts.shape[1])
        all_counts[brand, span] += wave.all_counts[0]
        negative[brand, span] += wave.negative_counts[0]
    return Traffic(all_counts, negative)
