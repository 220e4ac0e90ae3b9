"""A critic who comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from monitoring.detection.kinds.declaring import Heard, PostFacts, PostRule, Stream


@dataclass(frozen=True, slots=True)
class ReturningCriticRule(PostRule):
    """A negative post by somebody whose negative post before it was `days` or more ago."""

    kind: ClassVar[str] = "returning_critic"
    stream: ClassVar[Stream] = "negative"

    days: int = 7

    def __post_init__(self) -> None:
        """Raises ValueError for no day at all."""
        if self.days < 1:
            raise ValueError(f"at least one day, not {self.days}")

    def hears(self, post: PostFacts) -> Heard | None:
        """With how long ago the one before was."""
        if not post.negative or post.critic_days is None or post.critic_days < self.days:
            return None
        return Heard(post.published_at, post.person, f"negative before, {_days(post.critic_days)} earlier")


def _days(days: float) -> str:
    return "1 day" if round(days) == 1 else f"{days:.0f} days"
