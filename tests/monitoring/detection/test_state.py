"""Stored states: versioned, readable after an upgrade, and a damaged one harms only its own series."""

from collections.abc import Iterator

import numpy as np
import pytest

from monitoring.detection import Fleet, state
from monitoring.detection.state import Field
from tests.monitoring.detection.traffic import DAY, brand, starts


@pytest.fixture(scope="module")
def learned() -> list[bytes]:
    made = brand(days=2, brands=2)
    fleet = Fleet.fresh(2)
    for t, when in enumerate(starts(2 * DAY).tolist()):
        fleet.step(made.all_counts[:, t], made.negative_counts[:, t], None, when)
    return fleet.to_bytes()


@pytest.fixture
def upgraded(monkeypatch: pytest.MonkeyPatch, learned: list[bytes]) -> Iterator[list[bytes]]:
    """The stored bytes of the present version, read by a later one with a field more and a field less."""
    old = state.LAYOUT
    new = (*(f for f in old if f.name != "peaks"), Field("peaks", (8,), "<f2"), Field("mood", (3,), "<f4", 0.25))
    version = state.VERSION + 1
    monkeypatch.setitem(state._LAYOUTS, version, new)
    monkeypatch.setitem(state._RECORDS, version, state._record(version))
    monkeypatch.setattr(state, "LAYOUT", new)
    monkeypatch.setattr(state, "VERSION", version)
    yield learned


def test_bytes_of_an_older_version_keep_what_they_know(upgraded: list[bytes]) -> None:
    columns, unreadable = state.read([*upgraded, None])
    assert not unreadable.any()
    assert columns["age"].tolist() == [2 * DAY, 2 * DAY, 0]
    assert (columns["mood"] == 0.25).all()
    again, _ = state.read(state.write(columns))
    for name, values in columns.items():
        np.testing.assert_array_equal(again[name], values)


def test_the_first_byte_names_the_version(learned: list[bytes]) -> None:
    assert {raw[0] for raw in learned} == {state.VERSION}


@pytest.mark.parametrize("damage", [b"", b"\x00", b"\xff" * 700, b"\x01" + b"\xff" * (state.BYTES_PER_SERIES - 1)])
def test_a_damaged_state_starts_afresh_and_leaves_the_others_alone(learned: list[bytes], damage: bytes) -> None:
    fleet = Fleet.from_bytes([learned[0], damage, learned[1]])
    assert fleet.unreadable.tolist() == [False, True, False]
    stored = fleet.to_bytes()
    assert [stored[0], stored[2]] == learned
    assert stored[1] == Fleet.fresh(1).to_bytes()[0]


def test_states_of_the_first_layout_go_on_and_lend_a_quarter_of_an_hour_what_ten_minutes_knew() -> None:
    first = np.zeros(1, dtype=state._RECORDS[1])
    first["version"], first["age"], first["bucket"] = 1, 5000, 5_891_904
    for name, unit in (("dispersion", 1.0), ("limit", 2.0)):
        first[name][0] = unit * np.arange(1, 11).reshape(2, 5)
    columns, unreadable = state.read([first.tobytes()])
    assert not unreadable.any()
    assert columns["dispersion"][:, :, 0].tolist() == [[1, 2, 2, 3, 4, 5], [6, 7, 7, 8, 9, 10]]
    assert columns["limit"][0, :, 0].tolist() == [2, 4, 4, 6, 8, 10]
    assert (columns["week"] == 0).all() and (columns["long_dispersion"] == 2).all()
    fleet = Fleet.from_bytes([first.tobytes()])
    e = fleet.step([3], [1], None, 5_891_905 * 300)
    assert e.covered[0] and e.long_seen[0, -1, 0] == 3
