"""The first post somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from monitoring.detection.findings import Finding
from monitoring.detection.kinds.declaring import Heard, PostFacts, PostRule


@dataclass(frozen=True, slots=True)
class NewSourceRule(PostRule):
    """The first post on a source that had none before, or none for `quiet_days`."""

    kind: ClassVar[str] = "new_source"
    carrier: ClassVar[Literal["author", "source"]] = "source"

    quiet_days: int = 30

    def __post_init__(self) -> None:
        """Raises ValueError for no day at all."""
        if self.quiet_days < 1:
            raise ValueError(f"at least one day, not {self.quiet_days}")

    def hears(self, post: PostFacts) -> Heard | None:
        """After how long, where there was one before."""
        days = post.source_quiet_days
        if days is not None and days < self.quiet_days:
            return None
        return Heard(post.published_at, post.source, "" if days is None else f"in {days:.0f} days")

    def detail(self, heard: Sequence[Heard]) -> str:
        """The first of them, and how many more."""
        named: dict[str, str] = {}
        for one in heard:
            named.setdefault(one.about, one.why)
        name, why = next(iter(named.items()))
        more = f" and on {len(named) - 1} more" if len(named) > 1 else ""
        return f"First mention {why + ' ' if why else ''}on {name}{more}"

    @staticmethod
    def told(finding: Finding, what: str, span: str) -> str:
        """Where first."""
        return f"{finding.detail}: {what}{span}"
