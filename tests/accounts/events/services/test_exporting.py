"""A line of the table says what the record says, in the agency's zone."""

from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.events.models import Event
from accounts.events.services import exporting


def test_a_line_has_a_cell_for_each_head() -> None:
    row = Event(
        position=7, at=datetime(2026, 1, 15, 12, 0, tzinfo=UTC), action="audit.exported", subject_kind="audit", subject_id="1",
        visibility="owners", actor_kind="person", actor_label="Olga Owner", drill=True, brand_id=UUID(int=1),
    )  # fmt: skip
    line = dict(zip(exporting.HEAD, exporting.line(row, ZoneInfo("Europe/Berlin")), strict=True))
    assert line["time"] == "2026-01-15T13:00:00+01:00"
    assert (line["what"], line["by"], line["drill"]) == ("The record was exported.", "Olga Owner", "yes")
    assert (line["brand"], line["incident"], line["by link"]) == (str(UUID(int=1)), "", "")


def test_a_kind_that_is_no_longer_known_keeps_its_name() -> None:
    row = Event(
        position=1, at=datetime(2026, 1, 15, tzinfo=UTC), action="old.thing", subject_kind="old", subject_id="1"
    )
    assert exporting.line(row, ZoneInfo("UTC"))[2:4] == ["old.thing", ""]
