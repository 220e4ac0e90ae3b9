"""The score of a series with two streams."""

import numpy as np

from monitoring.detection.surprise import TWO_STREAMS_LESS, fused


def test_a_second_stream_costs_a_little_only_where_tones_are_told_apart() -> None:
    scores = np.array([[3.0, 3.0, 0.2], [1.0, 0.0, 0.1]], dtype=np.float32)
    level = np.array([[1.0, 1.0, 1.0], [0.1, 0.001, 0.1]], dtype=np.float32)
    assert np.allclose(fused(scores, level, True), [3.0 - TWO_STREAMS_LESS, 3.0, 0.0])
    assert np.allclose(fused(scores, level, False), scores[0])
