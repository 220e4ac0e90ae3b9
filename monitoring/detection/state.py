"""What the detector remembers of each series, and its compact, versioned bytes.

A series is one brand or one query; it has two streams of 5-minute counts, all mentions and negative mentions. In
memory a fleet of n series is one array per field with the series on the last axis, so that a step is a few passes
over contiguous memory. As bytes each series is one little-endian record of fixed length whose first byte names its
version. Records of an older version are read through their own layout: fields that went are dropped, fields that
came get their fresh value, and windows that came take over what their neighbour knew.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

BUCKET_SECONDS = 300
STREAMS = ("all", "negative")
WINDOWS = (1, 2, 3, 6, 12, 24)  # in buckets: 5, 10, 15, 30, 60 and 120 minutes
CELLS = 48  # hour of day, on weekdays and at weekends
RING = WINDOWS[-1]  # buckets kept: two hours
BLOCKS = 12  # of two hours, kept besides: a day
LONG = (3, 6, 12)  # in blocks, the running one included: up to 6, 12 and 24 hours
HOURS_OF_WEEK = 168
PEAKS = 8  # weekly maxima of the score kept
BAR = 2.2  # where a series' bar starts
_CHUNK = 1024  # series read or written at a time, so that turning rows into columns stays in the processor's cache
MOST_POSTS = 65_535  # counts of one bucket saturate here
SEASON_UNIT = 1.0 / 8192.0  # seasons are stored as whole multiples of this, in memory too, so that bytes lose nothing


@dataclass(frozen=True, slots=True)
class Field:
    """One remembered quantity: its shape per series, its dtype, and the value a series never seen starts with."""

    name: str
    shape: tuple[int, ...]
    dtype: str
    fresh: float = 0.0


_S, _W = len(STREAMS), len(WINDOWS)
# What each window of version 1 (5, 10, 30, 60, 120 minutes) is now; a quarter of an hour takes what ten minutes knew.
_WINDOWS_OF_1 = (0, 1, 1, 2, 3, 4)
_BY_WINDOW = ("dispersion", "limit", "spread", "excess", "excesses")
_LAYOUTS: dict[int, tuple[Field, ...]] = {
    1: (
        Field("age", (), "<u4"),  # covered buckets learned from
        Field("bucket", (), "<u4"),  # index (epoch seconds / 300) of the last one; 0 = none
        Field("level", (_S,), "<f4"),  # slow mean of winsorised counts per bucket
        Field("season", (_S, CELLS), "<u2", 1.0 / SEASON_UNIT),
        Field("visits", (CELLS,), "u1"),
        Field("ring", (_S, RING), "<u2"),  # counts, at bucket index modulo RING
        Field("dispersion", (_S, 5), "<f4", 2.0),
        Field("limit", (_S, 5), "<f4", 1.0),  # followed high quantile of the surprise
        Field("spread", (_S, 5), "<f4", 1.0),  # mean distance of the surprise from it
        Field("excess", (_S, 5), "<f4", 0.5),  # mean log-excess over it
        Field("excesses", (_S, 5), "u1"),  # how many of them are known, at most EXCESS_MEMORY
        Field("highest", (_S,), "<f4"),  # highest raw score of the running half-day
        Field("bar", (_S,), "<f4", BAR),  # what half-days rarely reach in this series
        Field("peaks", (PEAKS,), "<f2"),  # highest score of the week, at week index modulo PEAKS
    ),
    2: (
        Field("age", (), "<u4"),  # covered buckets learned from
        Field("bucket", (), "<u4"),  # index (epoch seconds / 300) of the last one; 0 = none
        Field("level", (_S,), "<f4"),  # slow mean of winsorised counts per bucket
        Field("season", (_S, CELLS), "<u2", 1.0 / SEASON_UNIT),
        Field("visits", (CELLS,), "u1"),
        Field("ring", (_S, RING), "<u2"),  # counts, at bucket index modulo RING
        Field("dispersion", (_S, _W), "<f4", 2.0),
        Field("limit", (_S, _W), "<f4", 1.0),  # followed high quantile of the surprise
        Field("spread", (_S, _W), "<f4", 1.0),  # mean distance of the surprise from it
        Field("excess", (_S, _W), "<f4", 0.5),  # mean log-excess over it
        Field("excesses", (_S, _W), "u1"),  # how many of them are known, at most EXCESS_MEMORY
        Field("highest", (_S,), "<f4"),  # highest raw score of the running half-day
        Field("bar", (_S,), "<f4", BAR),  # what half-days rarely reach in this series
        Field("peaks", (PEAKS,), "<f2"),  # highest score of the week, at week index modulo PEAKS
        Field("blocks", (_S, BLOCKS), "<u2"),  # counts of two hours, at block index (bucket / 24) modulo BLOCKS
        Field("expected", (_S, BLOCKS), "<f4"),  # posts expected in the covered part of each
        Field("long_dispersion", (_S, len(LONG)), "<f4", 2.0),
        Field("week", (HOURS_OF_WEEK,), "u1"),  # what two weeks in turn had above the season; and what the last one had
        Field("raised", (_S,), "u1"),  # days in turn that lay above the level throughout
        Field("resting", (_S,), "<f4"),  # the level before it was last raised at once; 0 = it was not
    ),
}
VERSION = max(_LAYOUTS)
LAYOUT = _LAYOUTS[VERSION]


def _record(version: int) -> np.dtype[np.void]:
    return np.dtype([("version", "u1"), *((f.name, f.dtype, f.shape) for f in _LAYOUTS[version])])


_RECORDS = {version: _record(version) for version in _LAYOUTS}
BYTES_PER_SERIES = _RECORDS[VERSION].itemsize

Columns = dict[str, npt.NDArray[Any]]  # dtypes as in LAYOUT


def fresh(n: int) -> Columns:
    """Columns of n series nothing is known of."""
    return {f.name: np.full((*f.shape, n), f.fresh, dtype=f.dtype) for f in LAYOUT}


def read(states: Sequence[bytes | None]) -> tuple[Columns, Bools]:
    """Columns of the stored states, and which of them could not be read.

    None means a new series. Bytes of an unknown version or a wrong length start fresh and are marked unreadable: one
    damaged row must not stop a fleet. Values that are not finite count as damage too.
    """
    n = len(states)
    columns = fresh(n)
    unreadable = np.zeros(n, dtype=bool)
    by_version: dict[int, list[int]] = {}
    for i, raw in enumerate(states):
        if raw is None:
            continue
        version = raw[0] if raw else 0
        if version in _RECORDS and len(raw) == _RECORDS[version].itemsize:
            by_version.setdefault(version, []).append(i)
        else:
            unreadable[i] = True
    for version, places in by_version.items():
        for begin in range(0, len(places), _CHUNK):
            into = np.asarray(places[begin : begin + _CHUNK])
            records = np.frombuffer(b"".join(states[i] or b"" for i in into), dtype=_RECORDS[version])
            # A run of neighbours is copied as a block, several times faster than place by place.
            at = slice(into[0], into[-1] + 1) if into[-1] - into[0] == into.size - 1 else into
            for name in records.dtype.names or ():
                if name in columns:
                    values = np.moveaxis(records[name], 0, -1)
                    if version == 1 and name in _BY_WINDOW:
                        values = values[:, list(_WINDOWS_OF_1)]
                    columns[name][..., at] = values
    damaged = _damaged(columns)
    for f in LAYOUT:
        columns[f.name][..., damaged] = f.fresh
    return columns, unreadable | damaged


def _damaged(columns: Columns) -> Bools:
    """Which series hold a number that is not finite or below 0, which no state ever does."""
    damaged = np.zeros(columns["age"].shape[-1], dtype=bool)
    for values in columns.values():
        if values.dtype.kind == "f":
            wrong = ~((values >= 0) & (values < np.inf))
            damaged |= wrong.any(axis=tuple(range(values.ndim - 1)))
    return damaged


def write(columns: Columns) -> list[bytes]:
    """One record per series, of the present version."""
    n = columns["age"].shape[-1]
    size = _RECORDS[VERSION].itemsize
    out: list[bytes] = []
    for begin in range(0, n, _CHUNK):
        part = slice(begin, min(begin + _CHUNK, n))
        records = np.empty(part.stop - part.start, dtype=_RECORDS[VERSION])
        records["version"] = VERSION
        for f in LAYOUT:
            records[f.name] = np.moveaxis(columns[f.name][..., part], -1, 0)
        raw = records.tobytes()
        out += [raw[i : i + size] for i in range(0, len(raw), size)]
    return out


def decay(half_life_buckets: float) -> float:
    """The step of an exponentially weighted mean with this half-life."""
    return 1.0 - math.pow(0.5, 1.0 / half_life_buckets)
