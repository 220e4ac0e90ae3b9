"""Past counts run through the detector with nothing raised: a new brand need not start blind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from monitoring.detection.fleet import Fleet
from monitoring.detection.scan import learn
from monitoring.detection.state import BUCKET_SECONDS

FEW = 10  # so many series are quicker one by one over the whole time than together bucket by bucket


def backfill(
    all_counts: npt.ArrayLike,
    negative_counts: npt.ArrayLike | None,
    start: int,
    *,
    covered: npt.ArrayLike | None = None,
    offset_minutes: npt.ArrayLike = 0,
    states: Sequence[bytes | None] | None = None,
) -> list[bytes]:
    """States of n series after learning from past closed buckets, oldest first; no finding is made.

    Counts and `covered` of shape (n, buckets), the first bucket beginning at `start` (epoch seconds).
    `offset_minutes` one for all, (n,), or (n, buckets) where clocks changed on the way. `states` to go on from;
    None starts new series. Buckets not after what a state already knows are skipped, so that running it twice
    changes nothing. 14 days take a tenth of a second per series up to ten, and one to two seconds for any number above.
    """
    posts = np.asarray(all_counts, dtype=np.float32)
    negative = None if negative_counts is None else np.asarray(negative_counts, dtype=np.float32)
    n, buckets = posts.shape
    present = np.broadcast_to(True if covered is None else np.asarray(covered, dtype=bool), posts.shape)
    given = np.asarray(offset_minutes, dtype=np.int64)
    shift = np.broadcast_to(given[:, None] if given.ndim == 1 else given, posts.shape)
    if n <= FEW:
        none: npt.NDArray[np.float32] = np.zeros_like(posts)
        streams = np.stack([posts, none if negative is None else negative], axis=1).astype(np.float64)
        first, before = start // BUCKET_SECONDS, [None] * n if states is None else list(states)
        return [
            learn(streams[i], present[i], first, shift[i], paired=negative is not None, before=before[i])
            for i in range(n)
        ]
    fleet = Fleet.fresh(n) if states is None else Fleet.from_bytes(states)
    for t in range(buckets):
        bad = None if negative is None else negative[:, t]
        fleet.step(posts[:, t], bad, present[:, t], start + t * BUCKET_SECONDS, offset_minutes=shift[:, t])
    return fleet.to_bytes()
