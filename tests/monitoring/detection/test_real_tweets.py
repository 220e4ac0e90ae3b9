"""The regression gate: ten companies' real mention counts with labelled windows, scored as the published benchmark
does."""

from pathlib import Path

import numpy as np
import pytest

from monitoring.detection import Fleet, SpikeRule, hot
from monitoring.detection.sensitivity import Sensitivity
from tests.benchmarks.detection import alarms
from tests.benchmarks.detection_score import Labelled, Tally, load, tally, total
from tests.sampling import IN_CI

FILES = load(Path(__file__).parent / "nab")


def detect(files: list[Labelled], sensitivity: Sensitivity) -> list[np.ndarray]:
    """Step one fleet through all files, row by row; per file the alarms."""
    rule = SpikeRule(sensitivity=sensitivity, minimum_posts=0, streams=("all",))
    fleet, longest = Fleet.fresh(len(files)), max(len(f.values) for f in files)
    padded = np.array([np.pad(f.values, (0, longest - len(f.values))) for f in files])
    lengths = np.array([len(f.values) for f in files])
    first = np.array([f.first_bucket for f in files])
    is_hot = np.zeros((len(files), longest), dtype=bool)
    for row in range(longest):
        is_hot[:, row] = hot(rule, fleet.step(padded[:, row], None, row < lengths, (first + row) * 300))
    return [alarms(h[:n]) for h, n in zip(is_hot, lengths, strict=True)]


def blind(files: list[Labelled]) -> Tally:
    """An alarm every 36 hours, with no look at the data."""
    return total(tally(f, np.arange(len(f.values)) % 432 == 0) for f in files)


@pytest.mark.skipif(IN_CI, reason="a walk of forty seconds through years of tweets: on demand")
@pytest.mark.timeout(240)
def test_real_tweets_score_stays_above_the_gate_at_the_normal_sensitivity() -> None:
    result = total(tally(f, a) for f, a in zip(FILES, detect(FILES, "normal"), strict=True))
    scores = result.scores()
    assert scores["standard"] >= 85.0, scores
    assert scores["low_fp"] >= 79.0, scores
    assert scores["low_fn"] >= 89.0, scores
    assert result.false_alarms_per_month <= 2.2
    assert (result.hits, result.windows) >= (32, 33)


def test_the_scorer_gives_the_published_score_of_the_blind_alarm() -> None:
    scores = blind(FILES).scores()
    assert scores["standard"] == pytest.approx(27.5, abs=1.5)
    assert scores["low_fp"] == pytest.approx(-22.9, abs=3)
    assert scores["low_fn"] == pytest.approx(47.6, abs=1.5)


def test_the_scorer_gives_zero_to_silence_and_almost_a_hundred_to_an_oracle() -> None:
    silent = total(tally(f, np.zeros(len(f.values), dtype=bool)) for f in FILES)
    assert set(silent.scores().values()) == {0.0}
    oracle = []
    for f in FILES:
        alarm = np.zeros(len(f.values), dtype=bool)
        alarm[[max(a, f.probation) for a, _ in f.windows]] = True
        oracle.append(tally(f, alarm))
    assert min(total(oracle).scores().values()) > 99.0
