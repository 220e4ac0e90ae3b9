"""Whether a listing of entries reaches back to the one before it, or something may lie between them."""

from __future__ import annotations

from collections.abc import Sequence


def reaches_back(shown: Sequence[str], before: Sequence[str]) -> bool:
    """Whether all that was published between two listings is on the later one, as far as their order tells.

    `shown` and `before` are ids in the feed's own order. One that was known proves nothing: it may be pinned on top.
    Proof is one of the newer half of `before` that follows what is new (or precedes it, in a feed that lists the oldest
    first), or that most of what was there is there still.
    """
    was = set(before)
    fresh = [at for at, one in enumerate(shown) if one not in was]
    if not fresh:
        return True
    still = [one for one in shown if one in was]
    if 2 * len(still) > len(before):
        return True
    head, tail = shown[: fresh[0]], [one for one in shown[fresh[-1] + 1 :] if one in was]
    mixed = [one for one in shown[fresh[0] :] if one in was]
    newer = _newer_half(before, without=head)
    if newer.intersection(tail) or len(newer.intersection(mixed)) > 1:
        return True
    return bool(_newer_half(before[::-1], without=tail).intersection(head))


def _newer_half(listed: Sequence[str], *, without: Sequence[str]) -> set[str]:
    """The first half, at least one. Those that stand on the other side of what is new may be pinned: none of them is
    newest, unless there is nothing else."""
    pinned = set(without)
    kept = [one for one in listed if one not in pinned] or list(listed)
    return set(kept[: max(1, len(kept) // 2)])
