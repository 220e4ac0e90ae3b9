"""What a spike tells: from the stream and the window that weigh most in what was unusual."""

from __future__ import annotations

from typing import Any

import numpy as np

from monitoring.detection.evaluation import USUAL, Evaluation
from monitoring.detection.findings import Finding, at, rarity
from monitoring.detection.state import LONG, RING, STREAMS, WINDOWS, Bools
from monitoring.detection.surprise import AT_LIMIT

QUARTER_WINDOW = WINDOWS.index(3)
LONG_WAYS = {"hours": 0, "day": 2}  # which of the long windows tells it
MOST_OF_IT = 0.7


def spike(e: Evaluation, i: int, *, streams: tuple[str, ...] = STREAMS, way: str = "score") -> Finding:
    """The finding of series `i` as of this evaluation, from the stream and window that weigh most in what was unusual
    (see `ways`)."""
    rows = [STREAMS.index(name) for name in streams]
    if way in LONG_WAYS:
        return _long(e, i, rows, LONG_WAYS[way])
    # Scores can all be 0 where another way spoke: then the stream and window of the greatest surprise tell it.
    scored = bool(e.stream_score[rows, i].any())
    weigh = e.stream_score[:, i] if scored else e.surprise[:, :, i].sum(axis=1)
    row = 0 if way == "burst" else max(rows, key=lambda r: float(weigh[r]))
    span = int((e.window_score if e.window_score[row, :, i].any() else e.surprise)[row, :, i].argmax())
    if way == "burst":
        span = QUARTER_WINDOW
    width, bucket = WINDOWS[span], int(e.bucket[i])
    expected = float(e.usual[row, i]) * width
    half = float(USUAL * np.sqrt(max(float(e.dispersion[row, span, i]), 1.0) * expected))
    return _spike(
        e,
        i,
        stream=STREAMS[row],
        window_start=at(bucket + 1 - width),
        seen=round(float(e.recent[row, -width:, i].sum())),
        expected=expected,
        low=max(expected - half, 0.0),
        high=expected + half,
        since=at(bucket - _run(e, row, i)),
        strength=float(e.score[i]),
        both_streams=bool((e.stream_score[:, i] >= AT_LIMIT).all()),
    )


def _long(e: Evaluation, i: int, rows: list[int], span: int) -> Finding:
    """What blocks of two hours told: the window begins with the first of them."""
    row = max(rows, key=lambda r: float(e.long_surprise[r, span, i]))
    bucket = int(e.bucket[i])
    start = (bucket // RING - LONG[span] + 1) * RING
    seen, expected = float(e.long_seen[row, span, i]), float(e.long_mean[row, span, i])
    half = float(USUAL * np.sqrt(max(float(e.long_dispersion[row, span, i]), 1.0) * expected))
    # Where the last two hours hold most of what is too many, it began in them.
    lately = float((e.recent[row, :, i] - e.usual[row, i]).sum()) >= MOST_OF_IT * (seen - expected)
    return _spike(
        e,
        i,
        stream=STREAMS[row],
        window_start=at(start),
        seen=round(seen),
        expected=expected,
        low=max(expected - half, 0.0),
        high=expected + half,
        since=at(max(bucket + 1 - RING + _first_above(e, row, i), start) if lately else start),
        strength=float(e.long_surprise[row, span, i]),
    )


def _spike(e: Evaluation, i: int, **values: Any) -> Finding:
    return Finding(
        kind="spike",
        window_end=at(int(e.bucket[i]) + 1),
        rarity=rarity(e, i) if float(e.score[i]) > 0 else "",
        learning=bool(e.learning[i]),
        still_open=not e.closed,
        **values,
    )


def _run(e: Evaluation, row: int, i: int) -> int:
    """How many buckets before the last one lie in one unbroken run above the usual, at most two hours."""
    above = _above(e, row, i)
    quiet = np.flatnonzero(~above[:-1])
    return len(above) - 2 - int(quiet[-1]) if quiet.size else len(above) - 1


def _first_above(e: Evaluation, row: int, i: int) -> int:
    """The first of the last 24 buckets above the usual: where it began, though it may be over."""
    return int(_above(e, row, i).argmax())


def _above(e: Evaluation, row: int, i: int) -> Bools:
    usual = float(e.usual[row, i])
    above: Bools = e.recent[row, :, i] > usual + np.sqrt(max(float(e.dispersion[row, 0, i]), 1.0) * usual)
    return above
