"""What is walked in CI and what everywhere: a slow walk takes a sample where `FIREBREAK_IN_CI` is set, and all otherwise.

Which part depends on the things alone, so that a walk that fails there fails everywhere.
"""

import os
from collections.abc import Iterable
from typing import TypeVar
from zlib import crc32

IN_CI = bool(os.environ.get("FIREBREAK_IN_CI"))
T = TypeVar("T")


def sample(things: Iterable[T], *, one_in: int, seed: str = "") -> list[T]:
    """One in so many of them, another part for each seed."""
    listed = list(things)
    return [one for one in listed if crc32(f"{seed}{one}".encode()) % one_in == 0] if IN_CI else listed


def looks(*every: tuple[int, bool]) -> list[tuple[int, bool]]:
    """Widths in pixels and whether the theme is dark: in CI the last, since every page is walked narrow and dark besides."""
    return list(every[-1:]) if IN_CI else list(every)
