"""A ring after placing; without a Valkey nothing breaks."""

from typing import Any

import pytest

from accounts.events.services import placing, ringing
from tests.world import World


def test_each_turn_of_placing_rings_in_its_agency(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ringing.ring in placing._hearers
    assert ringing.channel_of(world.north.schema_name) != ringing.channel_of(world.rival.schema_name)


def test_a_valkey_that_is_away_costs_a_line_in_the_log_and_no_event(
    world: World, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CACHE_URL = "redis://127.0.0.1:1/0"
    ringing.ring()
    assert "was not rung" in caplog.text
    settings.CACHE_URL = "locmem://"
    ringing.ring()
