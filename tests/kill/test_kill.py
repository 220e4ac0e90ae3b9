"""Worker, broker, PostgreSQL, web and beat killed with -9 in the middle of their work, in one instance."""

import os

import pytest

from tests.kill.rounds import FIRST_ROUND, run
from tests.sampling import IN_CI

# Each is half a minute: in CI those in which words, counts and deliveries could be lost.
KILLS = FIRST_ROUND[:2] + FIRST_ROUND[3:5] if IN_CI else FIRST_ROUND

pytestmark = pytest.mark.timeout(400)  # some seventy seconds on two idle cores


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX's")
def test_after_kills_at_every_stage_nothing_is_lost_doubled_undecided_or_unsent() -> None:
    said: list[str] = []
    found = run(1, first=KILLS, say=said.append)
    assert not found["wrong"], "\n".join(said)
    assert found["kills"] == len(KILLS)
    assert found["moments_met"] >= len(KILLS) - 1, "\n".join(said)
    assert found["mentions of Alder Coffee"] > 100
    assert found["alerts"] >= 1
