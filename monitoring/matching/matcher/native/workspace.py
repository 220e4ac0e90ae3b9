"""Room for the compiled pass to work in, made once and used again: pages touched for the first time cost more than the pass."""

from __future__ import annotations

import numpy as np

from monitoring.matching.limits import PHRASE_WORDS
from monitoring.matching.matcher.native.deciding import MARK, SIZES
from monitoring.matching.matcher.native.kernel import Batch, Index, Reading

__all__ = ["room_for"]

_LAST_MARK = 1 << 30  # marks are kept as int32
_MATCHES = 1 << 12  # written before they are looked at, at the least; any one post can match all programs


def room_for(batch: Batch, index: Index, programs: int, old: Reading | None) -> Reading:
    """The old room if it will do for this batch, else a larger one."""
    rows = len(index.rows) // 16 + 1
    if (
        old is not None
        and len(old.folded) >= 2 * batch.longest + 64
        and len(old.found) >= batch.most
        and len(old.candidates) >= programs
        and len(old.tried) >= rows
        and old.sizes[MARK] < _LAST_MARK
    ):
        return old
    characters, hashes = _rounded(2 * batch.longest + 64), _rounded(batch.most)
    return Reading(
        sizes=np.zeros(SIZES, np.int64),
        folded=np.empty(characters, np.uint32),
        origin=np.empty(characters, np.int32),
        tokens=np.empty(characters, np.uint64),
        token_at=np.empty(characters, np.int32),
        found=np.empty(hashes, np.uint64),
        keys=np.empty(2 * hashes, np.uint64),
        marks=np.zeros(2 * hashes, np.int32),
        candidates=np.empty(_rounded(programs), np.int64),
        tried=np.zeros(_rounded(rows), np.uint8),
        missing=np.empty(PHRASE_WORDS, np.int64),
        matches=np.empty((max(_MATCHES, _rounded(programs)), 3), np.int32),
    )


def _rounded(size: int) -> int:
    """The next power of two."""
    return 1 << max(6, size.bit_length())
