"""Past counts of one series, judged once: what a replay tries rules on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import numpy.typing as npt

from monitoring.detection.evaluation import Evaluation
from monitoring.detection.state import STREAMS, WINDOWS

HOUR_WINDOW = WINDOWS.index(12)


@dataclass(frozen=True, slots=True)
class Past:
    """Past counts of one series, judged once: any number of rules can be tried on them."""

    start: datetime
    evaluation: Evaluation  # its last axis is time
    counts: npt.NDArray[np.float64] = field(repr=False)  # (streams, buckets), NaN where not covered

    def posts(self, stream: str, minutes: int, place: int) -> float | None:
        """Posts in the minutes that end with a bucket; None where some are missing."""
        first = place + 1 - minutes // 5
        if first < 0:
            return None
        total = float(self.counts[STREAMS.index(stream), first : place + 1].sum())
        return None if np.isnan(total) else total
