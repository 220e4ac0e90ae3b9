"""What is promised of short bursts and of small brands, on made-up traffic whose seeds nothing was set on."""

from dataclasses import dataclass

import numpy as np
import pytest

from monitoring.detection import Fleet, SpikeRule, hot
from tests.benchmarks.detection import alarms
from tests.benchmarks.detection_crises import SEEN_NEGATIVE, SPAN, profile
from tests.benchmarks.replay_traffic import DAY, START, Traffic, background

SMALL, EACH = (1, 5, 10, 25), 12
BURSTING = 24  # brands of 250 posts a day, which expect 4 in a quarter of an hour at nine
DAYS, SEED = 22, 7_301
AT = (DAYS - 1) * DAY + 9 * 12
RULE = SpikeRule()
Bools = np.ndarray


@dataclass(frozen=True)
class Lived:
    """What the rule said of each brand, what a quarter of an hour was expected to bring, and the states at `AT`."""

    found: Bools
    expected: np.ndarray
    states: list[bytes]
    traffic: Traffic


def small(k: int) -> slice:
    """The brands of one volume."""
    return slice(BURSTING + k * EACH, BURSTING + (k + 1) * EACH)


def step(fleet: Fleet, traffic: Traffic, first: int, last: int) -> tuple[Bools, np.ndarray]:
    """Where the rule was hot in the buckets [first, last) and the usual posts of a bucket, (brands, buckets) each."""
    found, usual = [], []
    for t in range(first, last):
        e = fleet.step(traffic.all_counts[:, t], traffic.negative_counts[:, t], None, START + 300 * t)
        found.append(hot(RULE, e))
        usual.append(e.usual[0])
    return np.stack(found, axis=1), np.stack(usual, axis=1)


@pytest.fixture(scope="module")
def lived() -> Lived:
    """Three weeks in one fleet; then 28 posts more in 15 minutes for the larger brands, an ordinary day for the others."""
    made = [background(posts_per_day=250, brands=BURSTING, days=DAYS, seed=SEED)]
    made += [background(posts_per_day=volume, brands=EACH, days=DAYS, seed=SEED) for volume in SMALL]
    traffic = Traffic(*(np.concatenate([getattr(m, n) for m in made]) for n in ("all_counts", "negative_counts")))
    rng = np.random.default_rng(SEED)
    traffic.all_counts[:BURSTING, AT : AT + 3] += rng.multinomial(28, np.ones(3) / 3, BURSTING)
    traffic.negative_counts[BURSTING // 2 : BURSTING] = 0.0  # whose language nobody scores
    fleet = Fleet.fresh(traffic.all_counts.shape[0])
    before, usual = step(fleet, traffic, 0, AT)
    states = fleet.to_bytes()
    after, later = step(fleet, traffic, AT, AT + 6)
    return Lived(np.concatenate([before, after], axis=1), 3 * np.concatenate([usual, later], axis=1), states, traffic)


@pytest.mark.timeout(240)
def test_32_posts_in_15_minutes_where_4_are_expected_are_told_within_20_minutes_of_every_brand(lived: Lived) -> None:
    assert 3 < np.median(lived.expected[:BURSTING, AT]) < 5
    assert lived.traffic.all_counts[:BURSTING, AT + 3].mean() < 3, "they end"
    assert lived.found[:BURSTING, AT : AT + 4].any(axis=1).all()


@pytest.mark.timeout(240)
def test_20_posts_in_six_hours_are_heard_on_small_brands(lived: Lived) -> None:
    rng = np.random.default_rng([SEED, 2])
    told = []
    for shape in ("burst", "ramp", "plateau"):
        counts, negative = (
            a[BURSTING:, AT : AT + SPAN].copy() for a in (lived.traffic.all_counts, lived.traffic.negative_counts)
        )
        wave = rng.multinomial(20, profile(shape), len(counts))
        again = Traffic(counts + wave, negative + rng.binomial(wave, SEEN_NEGATIVE))
        fleet = Fleet.from_bytes(lived.states[BURSTING:])
        found = [
            hot(RULE, fleet.step(again.all_counts[:, t], again.negative_counts[:, t], None, START + 300 * (AT + t)))
            for t in range(SPAN)
        ]
        told.append(np.any(found, axis=0))
    share = np.stack(told).mean(axis=0).reshape(len(SMALL), EACH).mean(axis=1)
    assert (share >= 0.95).all(), dict(zip(SMALL, share.round(2).tolist(), strict=True))


@pytest.mark.timeout(240)
def test_small_brands_pay_for_it_with_few_false_alarms(lived: Lived) -> None:
    months = EACH * (AT - 3 * DAY) / (30 * DAY)
    fired = [sum(int(alarms(row)[3 * DAY : AT].sum()) for row in lived.found[small(k)]) for k in range(len(SMALL))]
    assert sum(fired) / (months * len(SMALL)) <= 1.2, fired
