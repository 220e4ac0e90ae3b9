"""What a rule over single posts says of one post, and the finding made of those it has to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from monitoring.detection.findings import Finding, Kind, Part
from monitoring.detection.rules import (
    NegativePostRule,
    NewSourceRule,
    PostRule,
    ReturningCriticRule,
    VipRule,
    WordsRule,
)

UNNAMED = "somebody unnamed"
NAMED = 3  # people or sources a sentence names; the rest is counted
_KINDS: dict[type, Kind] = {
    NegativePostRule: "negative_post",
    VipRule: "vip",
    WordsRule: "words",
    NewSourceRule: "new_source",
    ReturningCriticRule: "returning_critic",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFacts:
    """One new post as rules see it. What a rule does not ask for may be left out.

    `source_quiet_days`: days since the source's post before this one, None where it had none. `critic_days`: days since
    the author's negative post before this one, None where there is none. `weekly`: posts a week of the series.
    """

    published_at: datetime
    source: str = ""
    author: str = ""
    handle: str = ""
    followers: int | None = None
    verified: bool = False
    negative: bool = False
    says: bool = False  # the rule's words match
    source_quiet_days: float | None = None
    critic_days: float | None = None
    weekly: float = 0.0

    @property
    def person(self) -> str:
        """How the author is called in a sentence."""
        return f"@{self.handle.lstrip('@')}" if self.handle else self.author or UNNAMED


@dataclass(frozen=True, slots=True)
class Heard:
    """A post a rule has to tell of: `about` names who or where, `why` adds the number that made it count."""

    published_at: datetime
    about: str
    why: str = ""


def hears(rule: PostRule, post: PostFacts) -> Heard | None:
    """Whether the rule has to tell of this post."""
    if isinstance(rule, VipRule):
        why = _prominent(rule, post)
        return None if why is None else Heard(post.published_at, post.person, why)
    if isinstance(rule, WordsRule):
        return Heard(post.published_at, post.source) if post.says else None
    if isinstance(rule, NewSourceRule):
        days = post.source_quiet_days
        if days is not None and days < rule.quiet_days:
            return None
        return Heard(post.published_at, post.source, "" if days is None else f"in {days:.0f} days")
    if isinstance(rule, ReturningCriticRule):
        if not post.negative or post.critic_days is None or post.critic_days < rule.days:
            return None
        return Heard(post.published_at, post.person, f"negative before, {_days(post.critic_days)} earlier")
    quiet = post.weekly < rule.below_posts_per_week
    return Heard(post.published_at, post.person) if post.negative and quiet else None


def _prominent(rule: VipRule, post: PostFacts) -> str | None:
    many = rule.followers > 0 and (post.followers or 0) >= rule.followers
    if _listed(rule.authors) & {_folded(post.handle), _folded(post.author)}:
        return f"{post.followers:,} followers" if post.followers else "on the list"
    if many:
        return f"{post.followers:,} followers"
    return "verified" if rule.verified and post.verified else None


@lru_cache(maxsize=512)
def _listed(authors: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for one in authors if (name := _folded(one)))


def _folded(name: str) -> str:
    return " ".join(name.strip().lstrip("@").casefold().split())


def _days(days: float) -> str:
    return "1 day" if round(days) == 1 else f"{days:.0f} days"


def gathered(
    rule: PostRule, heard: Sequence[Heard], *, count: int | None = None, learning: bool = False, rarity: str = ""
) -> Finding | None:
    """The finding of what a rule has to tell, or None where that is nothing.

    The window runs from the first to the last of the posts, by when they were published. `count` where there are more
    than are given.
    """
    if not heard:
        return None
    start, end = min(one.published_at for one in heard), max(one.published_at for one in heard)
    kind = _KINDS[type(rule)]
    seen = len(heard) if count is None else max(count, len(heard))
    people = Counter(one.about for one in heard if one.about)
    carrier = "source" if kind in ("words", "new_source") else "author"
    parts = tuple(Part(carrier, name, n, 0.0) for name, n in people.most_common(5))
    return Finding(
        kind=kind,
        stream="negative" if kind in ("negative_post", "returning_critic") else "all",
        window_start=start,
        window_end=end + timedelta(microseconds=1),  # a window is half open: the last post lies in it
        seen=seen,
        expected=None,
        low=None,
        high=None,
        since=start,
        rarity=rarity,
        learning=learning,
        strength=float(seen),
        parts=parts,
        detail=_detail(rule, heard),
        named=tuple(name for name in list(people)[:NAMED] if carrier == "author" and name != UNNAMED),
    )


def _detail(rule: PostRule, heard: Sequence[Heard]) -> str:
    if isinstance(rule, WordsRule):
        text = " ".join(rule.text.split())
        return f"“{text if len(text) <= 80 else text[:79] + '…'}”"
    named: dict[str, str] = {}
    for one in heard:
        named.setdefault(one.about, one.why)
    if isinstance(rule, NewSourceRule):
        name, why = next(iter(named.items()))
        more = f" and on {len(named) - 1} more" if len(named) > 1 else ""
        return f"First mention {why + ' ' if why else ''}on {name}{more}"
    shown = [f"{name} ({why})" if why else name for name, why in list(named.items())[:NAMED]]
    if len(named) > NAMED:
        shown.append(f"{len(named) - NAMED} more")
    return " and ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else shown[0]
