"""A finding as data, and the sentence built from it: what was seen, what was expected, over which time, since
when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import Any, Literal, get_args

import numpy as np

from monitoring.detection.evaluation import USUAL, Evaluation
from monitoring.detection.state import BUCKET_SECONDS, LONG, PEAKS, RING, STREAMS, WINDOWS, Bools
from monitoring.detection.surprise import AT_LIMIT

# Judged from counts of a series, and judged from each new mention as it comes.
CountKind = Literal["spike", "threshold", "change", "negative_share", "drop", "silence"]
PostKind = Literal["negative_post", "vip", "words", "new_source", "returning_critic"]
Kind = Literal[CountKind, PostKind]
COUNT_KINDS: tuple[str, ...] = get_args(CountKind)
POST_KINDS: tuple[str, ...] = get_args(PostKind)
WEEK_BUCKETS = 2016
QUARTER_WINDOW = WINDOWS.index(3)
LONG_WAYS = {"hours": 0, "day": 2}  # which of the long windows tells it
MOST_OF_IT = 0.7
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Part:
    """One carrier of a finding: a query, source, word, author or narrative with its share of what is unusual."""

    kind: str  # "query", "source", "word", "author", "narrative"
    name: str
    seen: int  # posts in the window
    expected: float  # posts usual in a window of that length


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule saw in one series at one moment. Times are UTC; the window ends where the judged bucket ends."""

    kind: Kind
    stream: str  # "all" or "negative"
    window_start: datetime
    window_end: datetime
    seen: int  # posts in the window
    expected: float | None  # posts; None where the rule compares with a fixed number
    low: float | None  # the usual band, about nine ordinary windows in ten
    high: float | None
    since: datetime  # start of the first bucket outside the usual: of the unbroken run, or in the rule's window
    rarity: str = ""  # a rank in words, never a probability
    learning: bool = False
    strength: float = 0.0  # ranks findings of one kind; no probability
    both_streams: bool = False  # all mentions and negative mentions are unusual together: raises the severity by one
    limit: float | None = None  # the rule's own number: posts, percent, or share in 0…1
    share: float | None = None  # negative share in 0…1, for negative_share
    usual_share: float | None = None  # the brand's own, where the rule compares with that
    still_open: bool = False  # judged before the window's last bucket closed: the count can only grow
    parts: tuple[Part, ...] = ()
    detail: str = ""  # of a rule over posts who, where or which words; of one over counts what of: of “Complaints”

    named: tuple[str, ...] = ()  # the people `detail` names, as it writes them

    @property
    def minutes(self) -> int:
        """Length of the window."""
        return round((self.window_end - self.window_start).total_seconds() / 60)


def at(bucket: int) -> datetime:
    """Start of a bucket by its index (epoch seconds / 300), in UTC."""
    return datetime.fromtimestamp(bucket * BUCKET_SECONDS, tz=UTC)


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


def rarity(e: Evaluation, i: int) -> str:
    """Where this score ranks among the highest of the series' own weeks, in words; weeks begin on Thursday 00:00
    UTC."""
    score, age = float(e.score[i]), int(e.age[i])
    if age < WEEK_BUCKETS:
        return "too little history to rank"
    known = min(age // WEEK_BUCKETS, PEAKS - 1)
    week = int(e.bucket[i]) // WEEK_BUCKETS
    for back in range(known + 1):
        if float(e.peaks[(week - back) % PEAKS, i]) >= score:
            return "not the strongest this week" if back == 0 else f"the strongest in {_weeks(back)}"
    return (
        f"the strongest in {_weeks(known)} or more"
        if known == PEAKS - 1
        else f"the strongest in {_weeks(known)}, all we know"
    )


def _weeks(n: int) -> str:
    return "1 week" if n == 1 else f"{n} weeks"


def carriers(kind: str, seen: Mapping[str, int], usual: Mapping[str, float], *, most: int = 5) -> tuple[Part, ...]:
    """The names that carry what is unusual, most first: those above their usual, by the excess in deviations.

    `seen` are posts per name in the window, `usual` the posts expected per name in a window of that length.
    """

    def weight(name: str) -> float:
        expected = usual.get(name, 0.0)
        return float((seen[name] - expected) / np.sqrt(expected + 1.0))

    risen = [name for name in seen if weight(name) > 0]
    risen.sort(key=lambda name: (-weight(name), name))
    return tuple(Part(kind, name, seen[name], usual.get(name, 0.0)) for name in risen[:most])


def fallen(kind: str, seen: Mapping[str, int], usual: Mapping[str, float], *, most: int = 5) -> tuple[Part, ...]:
    """The names that are missing, most first: those below their usual, by the shortfall in deviations."""
    lack = {name: (expected - seen.get(name, 0)) / np.sqrt(expected + 1.0) for name, expected in usual.items()}
    names = sorted((name for name, weight in lack.items() if weight > 0), key=lambda name: (-float(lack[name]), name))
    return tuple(Part(kind, name, seen.get(name, 0), usual[name]) for name in names[:most])


def with_parts(finding: Finding, parts: tuple[Part, ...]) -> Finding:
    """The same finding, saying what carries it."""
    return replace(finding, parts=parts)


def sentence(finding: Finding, zone: tzinfo) -> str:
    """The finding in words, times in the reader's `zone`: "412 mentions in 15 min, expected 45 to 75 (since Tuesday
    14:00 CET)"."""
    f = finding
    what = _count(f.seen, "negative mention" if f.stream == "negative" else "mention")
    if f.kind in POST_KINDS:
        # How long single posts took says something only of several.
        span = f" in {_span(f.minutes)}" if f.seen > 1 and f.minutes else ""
        return f"{_told(f, what, span)} ({_moment(f.window_start, zone)})"
    what = f"{what} {f.detail}" if f.detail else what
    body = f"{what} in {_span(f.minutes)}{_against(f)} (since {_moment(f.since, zone)})"
    return body + (", still learning what is usual for this brand" if f.learning else "")


def figures(f: Finding) -> str:
    """What a finding over counts saw against what it is compared with: "20 mentions in 5 h 35 min, expected 0 to 2"."""
    what = _count(f.seen, "negative mention" if f.stream == "negative" else "mention")
    return f"{what} in {_span(f.minutes)}{_against(f)}"


def _told(f: Finding, what: str, span: str) -> str:
    """What a rule over posts heard."""
    if f.kind == "vip":
        return f"{what} by {f.detail}{span}"
    if f.kind == "words":
        return f"{what} {'matches' if f.seen == 1 else 'match'} {f.detail}{span}"
    if f.kind == "new_source":
        return f"{f.detail}: {what}{span}"
    if f.kind == "returning_critic":
        return f"{what} by {f.detail}{span}"
    return f"{what}{span}, every one is reported while the brand is quiet"


def _against(f: Finding) -> str:
    if f.kind == "threshold":
        return f", the limit is {f.limit:g}{_usual(f)}"
    if f.kind == "change":
        return f", {f.expected or 0:.0f} in the {_span(f.minutes)} before; the limit is a change of {f.limit:g} %"
    if f.kind == "negative_share":
        limit = "" if f.limit is None else f"the limit is {100 * f.limit:.0f} %{_usual(f)}"
        own = "" if f.usual_share is None else f"{100 * f.usual_share:.0f} % is this brand's usual share"
        return f", {100 * (f.share or 0):.0f} % of all; {'; '.join(filter(None, (own, limit)))}"
    if f.low is None or f.high is None:
        return ""
    return f", expected {_band(f.low, f.high)}"


def _usual(f: Finding) -> str:
    return f", usual here is {_band(f.low, f.high)}" if f.low is not None and f.high is not None else ""


def _band(low: float, high: float) -> str:
    a, b = round(low), round(high)
    return f"{a} to {b}" if b > a else str(a)


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _span(minutes: int) -> str:
    if minutes <= 120:
        return "2 hours" if minutes == 120 else f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} hours"


def _moment(when: datetime, zone: tzinfo) -> str:
    local = when.astimezone(zone)
    return f"{_DAYS[local.weekday()]} {local:%H:%M %Z}".rstrip()
