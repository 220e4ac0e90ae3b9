"""A finding is data, and the sentence says the same in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from monitoring.detection import Finding, Fleet, History, SpikeRule, carriers, fallen, hot, judge, sentence, with_parts
from monitoring.detection.evaluation import Evaluation
from monitoring.detection.findings import rarity
from monitoring.detection.scan import scan
from tests.monitoring.detection.traffic import DAY, FIRST, brand, starts

VIENNA = ZoneInfo("Europe/Vienna")
TUESDAY = datetime(2026, 2, 3, 13, 0, tzinfo=UTC)
NO_HISTORY = History(np.array([]), np.array([]))


def finding(**values: object) -> Finding:
    base: dict[str, object] = {
        "kind": "spike", "stream": "all", "window_start": TUESDAY, "window_end": TUESDAY + timedelta(minutes=15),
        "seen": 412, "expected": 60.0, "low": 45.2, "high": 74.8, "since": TUESDAY,
    }  # fmt: skip
    return Finding(**(base | values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, "412 mentions in 15 min, expected 45 to 75 (since Tuesday 14:00 CET)"),
        (
            {"seen": 1, "stream": "negative", "low": 0.0, "high": 0.3},
            "1 negative mention in 15 min, expected 0 (since Tuesday 14:00 CET)",
        ),
        (
            {"learning": True},
            "412 mentions in 15 min, expected 45 to 75 (since Tuesday 14:00 CET),"
            " still learning what is usual for this brand",
        ),
        (
            {"kind": "threshold", "limit": 400.0},
            "412 mentions in 15 min, the limit is 400, usual here is 45 to 75 (since Tuesday 14:00 CET)",
        ),
        (
            {"kind": "threshold", "limit": 400.0, "low": None, "high": None, "detail": "matching “recall”"},
            "412 mentions matching “recall” in 15 min, the limit is 400 (since Tuesday 14:00 CET)",
        ),
        (
            {"kind": "change", "expected": 100.0, "limit": 300.0},
            "412 mentions in 15 min, 100 in the 15 min before; the limit is a change of 300 % (since Tuesday 14:00 CET)",
        ),
        (
            {"kind": "negative_share", "stream": "negative", "share": 0.514, "limit": 0.5, "low": None},
            "412 negative mentions in 15 min, 51 % of all; the limit is 50 % (since Tuesday 14:00 CET)",
        ),
        (
            {"kind": "silence", "seen": 0, "window_end": TUESDAY + timedelta(hours=2)},
            "0 mentions in 2 hours, expected 45 to 75 (since Tuesday 14:00 CET)",
        ),
    ],
)  # fmt: skip
def test_the_sentence_gives_the_numbers_of_the_finding_in_the_readers_time(
    values: dict[str, object], expected: str
) -> None:
    assert sentence(finding(**values), VIENNA) == expected


def test_the_sentence_respects_daylight_saving() -> None:
    july = datetime(2026, 7, 7, 12, 0, tzinfo=UTC)
    said = sentence(finding(window_start=july, window_end=july + timedelta(minutes=30), since=july), VIENNA)
    assert said.endswith("(since Tuesday 14:00 CEST)")
    assert "30 min" in said


def crisis(at: int = 9 * DAY + 150) -> tuple[Evaluation, int]:
    """The first unusual moment of a crisis, and when it was; judged by the scan."""
    made = brand(days=10, crisis_at=at)
    n = made.all_counts.shape[1]
    both = np.concatenate([made.all_counts, made.negative_counts])
    e = scan(both, np.ones(n, dtype=bool), FIRST, np.zeros(n, dtype=np.int64), paired=True)
    return e, at + int(np.flatnonzero(hot(SpikeRule(), e)[at:])[0])


def test_a_spike_says_window_seen_expected_band_and_since() -> None:
    e, t = crisis()
    f = judge(SpikeRule(), e, t, NO_HISTORY)
    assert f is not None
    began = datetime.fromtimestamp(int(starts(9 * DAY + 151)[-1]), tz=UTC)
    assert f.window_end == datetime.fromtimestamp(int(starts(t + 1)[-1]) + 300, tz=UTC)
    assert f.minutes in (5, 10, 30, 60, 120)
    assert f.low is not None and f.high is not None and f.expected is not None
    assert 0 <= f.low < f.expected < f.high < f.seen
    assert began - timedelta(minutes=15) <= f.since <= f.window_end
    assert not f.learning
    row = ("all", "negative").index(f.stream)
    assert f.seen == e.recent[row, -f.minutes // 5 :, t].sum()


def test_about_nine_ordinary_windows_in_ten_lie_in_the_band() -> None:
    made = brand(days=20, posts_per_day=1500)
    n = made.all_counts.shape[1]
    both = np.concatenate([made.all_counts, made.negative_counts])
    e = scan(both, np.ones(n, dtype=bool), FIRST, np.zeros(n, dtype=np.int64), paired=True)
    _, low, high = e.band(window=3)
    settled = slice(10 * DAY, n)
    inside = (e.seen[0, 3] >= np.floor(low)) & (e.seen[0, 3] <= np.ceil(high))
    assert 0.85 <= inside[settled].mean() <= 0.99


def test_rarity_is_a_rank_in_words_among_the_brands_own_weeks() -> None:
    e, t = crisis()
    assert rarity(e, t) == "the strongest in 1 week, all we know"
    e.peaks[:, t] = 99.0
    assert rarity(e, t) == "not the strongest this week"
    assert rarity(e, 100) == "too little history to rank"


def test_an_open_bucket_finding_says_it_can_still_grow() -> None:
    made = brand(days=5)
    fleet = Fleet.fresh(1)
    when = starts(5 * DAY + 1)
    for t in range(5 * DAY):
        fleet.step(made.all_counts[:, t], made.negative_counts[:, t], None, int(when[t]))
    f = judge(SpikeRule(), fleet.judge_open([90], [60], None, int(when[-1])), 0, NO_HISTORY)
    assert f is not None
    assert f.still_open
    assert f.both_streams


def test_carriers_are_those_above_their_usual_most_unusual_first() -> None:
    seen = {"reddit": 90, "news": 40, "mastodon": 3, "blogs": 2}
    parts = carriers("source", seen, {"reddit": 5.0, "news": 35.0, "mastodon": 9.0}, most=3)
    assert [p.name for p in parts] == ["reddit", "blogs", "news"]
    assert (parts[0].seen, parts[0].expected, parts[0].kind) == (90, 5.0, "source")
    assert with_parts(finding(), parts).parts == parts


def test_what_is_missing_is_named_by_how_much_it_lacks() -> None:
    parts = fallen("source", {"reddit": 2, "news": 40}, {"reddit": 30.0, "news": 35.0, "mastodon": 4.0})
    assert [(p.name, p.seen, p.expected) for p in parts] == [("reddit", 2, 30.0), ("mastodon", 0, 4.0)]
