"""Findings of a window that ends now, as rules over counts make them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import numpy as np

from monitoring.detection.evaluation import USUAL, Evaluation
from monitoring.detection.findings import Finding, at
from monitoring.detection.kinds.declaring import History
from monitoring.detection.phrases import band
from monitoring.detection.state import STREAMS, WINDOWS, Floats


def finding(e: Evaluation, i: int, minutes: int, **values: Any) -> Finding:
    """The finding of series `i` over the last minutes; what is not given is not known."""
    end = at(int(e.bucket[i]) + 1)
    start = end - timedelta(minutes=minutes)
    base: dict[str, Any] = {
        "window_start": start, "window_end": end, "expected": None, "low": None, "high": None, "since": start,
        "still_open": not e.closed, "learning": False,
    }  # fmt: skip
    return Finding(**(base | values))


def last(e: Evaluation, stream: str, buckets: int) -> Floats:
    """Posts of the last buckets of every series, (n,); at most those of two hours."""
    total: Floats = e.recent[STREAMS.index(stream), -buckets:].sum(axis=0)
    return total


def since(e: Evaluation, i: int, history: History, stream: str, buckets: int) -> datetime:
    """Start of the bucket in which a window's count really rose above one bucket's usual."""
    high = usual(e, i, stream, 1).get("high") or 0.0
    return at(int(e.bucket[i]) + 1 - buckets + history.began(stream, buckets, high))


def usual(e: Evaluation, i: int, stream: str, buckets: int) -> dict[str, float | None]:
    """Expected posts of a window of any length with the usual band, nothing while it is still being learned."""
    if e.learning[i]:
        return {}
    row, window = STREAMS.index(stream), min(int(np.searchsorted(WINDOWS, buckets)), len(WINDOWS) - 1)
    expected = float(e.usual[row, i]) * buckets
    half = float(USUAL * np.sqrt(max(float(e.dispersion[row, window, i]), 1.0) * expected))
    return {"expected": expected, "low": max(expected - half, 0.0), "high": expected + half}


def usual_here(f: Finding) -> str:
    """The usual band of a finding that was compared with something else."""
    return f", usual here is {band(f.low, f.high)}" if f.low is not None and f.high is not None else ""
