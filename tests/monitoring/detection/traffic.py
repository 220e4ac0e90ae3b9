"""Made-up counts for the detection tests: small, seeded, with a crisis where asked."""

import numpy as np
import numpy.typing as npt

from tests.benchmarks.replay_traffic import Traffic, background, inject

FIRST = 5_891_904  # a bucket at 00:00 UTC on a Thursday
DAY = 288

__all__ = ["DAY", "FIRST", "Traffic", "brand", "starts"]


def brand(*, days: int, posts_per_day: float = 250.0, crisis_at: int | None = None, brands: int = 1) -> Traffic:
    """Ordinary traffic of a few brands, with a crisis of 160 posts in 6 hours from a bucket if one is given."""
    traffic = background(posts_per_day=posts_per_day, brands=brands, days=days, seed=7)
    return traffic if crisis_at is None else inject(traffic, at=crisis_at, posts=160, hours=6, seed=7)


def starts(buckets: int) -> npt.NDArray[np.int64]:
    """Epoch seconds of consecutive buckets."""
    return (FIRST + np.arange(buckets)) * 300
