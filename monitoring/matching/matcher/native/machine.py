"""How functions are compiled, and where their machine code is kept: in the user's cache folder, never beside the source."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, TypeAlias

import numba
from numpy.typing import NDArray

__all__ = ["Array", "inlined", "jit"]

Array: TypeAlias = NDArray[Any]


def _cache_folder() -> Path:
    """A folder for exactly these sources: numba itself would not see that a function called from another file has changed."""
    given = os.environ.get("NUMBA_CACHE_DIR")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    sources = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py"))))
    return (Path(given) if given else cache / "firebreak" / "numba") / sources.hexdigest()[:16]


numba.config.CACHE_DIR = str(_cache_folder())  # type: ignore[attr-defined]

# Without numba's reference counts (_nrt), which cost more than the pass itself: compiled functions make no arrays.
_compiled: Any = numba.njit
jit: Any = _compiled(cache=True, nogil=True, boundscheck=False, _nrt=False)
inlined: Any = _compiled(nogil=True, boundscheck=False, _nrt=False, forceinline=True)  # for each character or word
