"""The chart of a back-test: few steps however long the span, none of its peaks lost."""

from datetime import datetime, timedelta

import numpy as np

from monitoring import detection
from monitoring.alerting.kinds import kind_of
from monitoring.alerting.services.backtesting.results import Steps
from monitoring.alerting.services.series import index_of, start_of
from monitoring.detection import BUCKET_SECONDS, Past
from monitoring.detection.past import HOUR_WINDOW

MOST_STEPS = 400
LENGTHS = (12, 36, 72)  # buckets: 1, 3 and 6 hours


def steps_of(past: Past, rule: detection.AnyRule, start: datetime) -> Steps | None:
    """The highest hour in each step from `start` on, with what was expected of that very hour at the time.

    Of negative mentions where the rule looks at those alone. None where the counts end before `start`.
    """
    e, row = past.evaluation, 1 if kind_of(rule).of_negative(rule) else 0
    first = index_of(past.start)
    begin = max(index_of(start) - first, 0)
    n = len(e.bucket) - begin
    if n <= 0:
        return None
    every = next((length for length in LENGTHS if n / length <= MOST_STEPS), LENGTHS[-1])
    begin -= (first + begin) % every  # steps lie on whole hours
    lead = max(0, -begin)
    begin = max(0, begin)
    expected, low, high = e.band(HOUR_WINDOW, row)
    # Not NaN, which argmax takes for the highest: a step with one blind bucket would lose its peak.
    seen = np.where(e.covered, e.seen[row, HOUR_WINDOW], -1.0)
    picked = _highest(seen, begin, lead, every)
    starts = tuple(start_of(first + begin - lead + i * every) for i in range(len(picked)))
    band = [np.round(line[picked], 1).tolist() for line in (expected, low, high)]
    return Steps(
        step=timedelta(seconds=every * BUCKET_SECONDS), starts=starts, negative=bool(row),
        moments=tuple(start_of(first + at) for at in picked.tolist()),
        seen=tuple(None if seen[at] < 0 else round(float(seen[at])) for at in picked.tolist()),
        expected=tuple(band[0]), low=tuple(band[1]), high=tuple(band[2]),
    )  # fmt: skip


def _highest(
    seen: np.ndarray[tuple[int], np.dtype[np.float64]], begin: int, lead: int, every: int
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The place of the highest value of each step; `lead` places before `begin` are missing from the first."""
    places = []
    at, width = begin, every - lead
    while at < len(seen):
        end = min(at + width, len(seen))
        places.append(at + int(seen[at:end].argmax()))
        at, width = end, every
    return np.array(places, dtype=np.int64)
