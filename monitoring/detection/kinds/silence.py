"""Hardly anything comes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from monitoring.detection.kinds.declaring import check_share
from monitoring.detection.kinds.lull import LullRule


@dataclass(frozen=True, slots=True)
class SilenceRule(LullRule):
    """Two hours below `share` (0…1) of the expected volume, where enough posts are expected."""

    kind: ClassVar[str] = "silence"

    share: float = 0.1
    minimum_expected: float = 10.0

    def __post_init__(self) -> None:
        """Raises ValueError for an impossible share."""
        check_share(self.share)

    @property
    def part(self) -> float:
        """Its share."""
        return self.share

    @property
    def limit(self) -> float:
        """Its share."""
        return self.share

    def calmer(self) -> Self | None:
        """Where twice as many are expected."""
        return replace(self, minimum_expected=2 * self.minimum_expected)
