"""A post by somebody who counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from monitoring.detection.kinds.declaring import Heard, PostFacts, PostRule


@dataclass(frozen=True, slots=True)
class VipRule(PostRule):
    """A post by somebody on the list, with enough followers, or whom the platform calls verified: any of them."""

    kind: ClassVar[str] = "vip"

    authors: tuple[str, ...] = ()  # handles (with or without @) and names, whatever their case
    followers: int = 0  # 0: not asked for
    verified: bool = False

    def __post_init__(self) -> None:
        """Raises ValueError where it asks for nobody."""
        if not self.authors and self.followers < 1 and not self.verified:
            raise ValueError("name somebody, a number of followers, or verified authors")

    def hears(self, post: PostFacts) -> Heard | None:
        """With what makes its author count."""
        why = self._prominent(post)
        return None if why is None else Heard(post.published_at, post.person, why)

    def _prominent(self, post: PostFacts) -> str | None:
        many = self.followers > 0 and (post.followers or 0) >= self.followers
        if _listed(self.authors) & {_folded(post.handle), _folded(post.author)}:
            return f"{post.followers:,} followers" if post.followers else "on the list"
        if many:
            return f"{post.followers:,} followers"
        return "verified" if self.verified and post.verified else None


@lru_cache(maxsize=512)
def _listed(authors: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for one in authors if (name := _folded(one)))


def _folded(name: str) -> str:
    return " ".join(name.strip().lstrip("@").casefold().split())
