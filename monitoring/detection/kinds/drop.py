"""Less than is usual."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

import numpy as np

from monitoring.detection.evaluation import USUAL, Evaluation
from monitoring.detection.kinds.declaring import check_share
from monitoring.detection.kinds.lull import LullRule
from monitoring.detection.state import Bools, Floats


@dataclass(frozen=True, slots=True)
class DropRule(LullRule):
    """Two hours at least `percent` below the expected volume and below the usual band, where enough posts are
    expected."""

    kind: ClassVar[str] = "drop"

    percent: float = 60.0
    minimum_expected: float = 20.0

    def __post_init__(self) -> None:
        """Raises ValueError unless 0 < percent <= 100."""
        check_share(self.percent / 100.0)

    @property
    def part(self) -> float:
        """Below it by its per cent."""
        return 1.0 - self.percent / 100.0

    @property
    def limit(self) -> float:
        """Its per cent."""
        return self.percent

    def beyond(self, seen: Floats, expected: Floats, e: Evaluation) -> Bools:
        """Below the usual band, too."""
        out: Bools = seen < expected - USUAL * np.sqrt(np.maximum(e.dispersion[0, -1], 1) * expected)
        return out

    def calmer(self) -> Self | None:
        """Where twice as many are expected."""
        return replace(self, minimum_expected=2 * self.minimum_expected)
