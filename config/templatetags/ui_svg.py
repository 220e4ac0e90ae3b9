"""Geometry of the small server-drawn figures. Pure: numbers in, SVG path data out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Figure = float | int | None


@dataclass(frozen=True, slots=True)
class Spark:
    """Path data of a sparkline in a box of `width` × `height` px; empty strings where there is nothing to draw."""

    width: int
    height: int
    line: str
    band: str
    gaps: tuple[tuple[float, float], ...]
    end: tuple[float, float] | None
    over: bool


def spark(
    values: Sequence[Figure],
    low: Sequence[Figure] = (),
    high: Sequence[Figure] = (),
    *,
    width: int = 112,
    height: int = 32,
) -> Spark:
    """A sparkline from 0 up. A value of None is not known: the line breaks there and the span is returned as a gap (x, width)."""
    known = [float(v) for v in (*values, *high) if v is not None]
    top = max(known, default=0.0) or 1.0  # all zero: a flat line, no division by it
    step = width / max(1, len(values) - 1)

    def at(index: int, value: float) -> tuple[float, float]:
        # 2 px free above and below, else the line is cut at half its width.
        return round(index * step, 1), round(height - 2 - (height - 4) * value / top, 1)

    line, drawing = [], False
    for index, value in enumerate(values):
        if value is not None:
            x, y = at(index, float(value))
            line.append(f"{'L' if drawing else 'M'}{x} {y}")
        drawing = value is not None
    last = values[-1] if values else None
    limit = high[-1] if high else None
    return Spark(
        width=width,
        height=height,
        line="".join(line),
        band=_band(low, high, at),
        gaps=_gaps(values, step, width),
        end=at(len(values) - 1, float(last)) if last is not None else None,
        over=last is not None and limit is not None and last > limit,
    )


def _band(low: Sequence[Figure], high: Sequence[Figure], at: object) -> str:
    """The closed outline between the lower and the upper expectation; empty unless both are complete."""
    if not low or len(low) != len(high) or not callable(at) or None in low or None in high:
        return ""
    upper = [at(i, float(v)) for i, v in enumerate(high) if v is not None]
    lower = [at(i, float(v)) for i, v in enumerate(low) if v is not None][::-1]
    return "M" + "L".join(f"{x} {y}" for x, y in upper + lower) + "Z"


def _gaps(values: Sequence[Figure], step: float, width: int) -> tuple[tuple[float, float], ...]:
    """Spans of unknown values as (x, width), at least 4 px wide so that a single one is still seen."""
    spans: list[tuple[float, float]] = []
    start: int | None = None
    for index in range(len(values) + 1):
        missing = index < len(values) and values[index] is None
        if missing and start is None:
            start = index
        elif not missing and start is not None:
            x = max(0.0, (start - 0.5) * step)
            spans.append((round(x, 1), round(max(4.0, min(width, (index - 0.5) * step) - x), 1)))
            start = None
    return tuple(spans)


def percent(value: object) -> float:
    """A share of 0 to 1 as 0 to 100, cut to that range; anything that is no number is 0."""
    if not isinstance(value, int | float):
        return 0.0
    return round(min(100.0, max(0.0, 100 * float(value))), 2)
