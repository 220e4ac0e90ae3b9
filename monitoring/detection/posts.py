"""What a rule over single posts says of one post, and the finding made of those it has to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from monitoring.detection.findings import Finding, Part
from monitoring.detection.kinds.declaring import NAMED, UNNAMED, Heard, PostFacts, PostRule


def hears(rule: PostRule, post: PostFacts) -> Heard | None:
    """Whether the rule has to tell of this post."""
    return rule.hears(post)


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
    seen = len(heard) if count is None else max(count, len(heard))
    people = Counter(one.about for one in heard if one.about)
    parts = tuple(Part(rule.carrier, name, n, 0.0) for name, n in people.most_common(5))
    return Finding(
        kind=rule.kind,
        stream=rule.stream,
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
        detail=rule.detail(heard),
        named=tuple(name for name in list(people)[:NAMED] if rule.carrier == "author" and name != UNNAMED),
    )
