"""`manage.py upgrade`: every agency in turn, with progress; one that fails stops no other, and a second start goes on."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import ProgrammingError, connection

from accounts import checks
from accounts.management.commands import upgrade
from accounts.models import Agency
from tests.world import World


@pytest.fixture
def steps(world: World, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What is migrated and what gets its rights, in order; schemas named in `broken` fail."""
    done: dict[str, list[str]] = {"migrated": [], "granted": [], "broken": []}
    connection.set_schema_to_public()

    def migrate(name: str, **options: Any) -> None:
        schema = options.get("schema_name", "public")
        if schema in done["broken"]:
            raise ProgrammingError('column "colour" already exists')
        done["migrated"].append(schema)

    monkeypatch.setattr(upgrade, "call_command", migrate)
    monkeypatch.setattr(upgrade, "apply_grants", lambda schema: done["granted"].append(schema))
    monkeypatch.setattr(upgrade, "rebuild_template", lambda: True)
    return done


def _run() -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("upgrade", stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def test_the_platform_comes_first_and_each_agency_is_counted(world: World, steps: dict[str, list[str]]) -> None:
    Agency.objects.create(name="Not made yet", slug="later", owner_email="a@b.example")
    out, err = _run()
    schemas = [world.north.schema_name, world.rival.schema_name]
    assert steps["migrated"] == steps["granted"] == ["public", *schemas]
    assert "agency 1 of 2: north up to date" in out and "agency 2 of 2: rival up to date" in out
    assert "schedule:" in out and err == ""


def test_an_agency_whose_schema_was_removed_stops_nothing(world: World, steps: dict[str, list[str]]) -> None:
    """Nobody ever confirmed it: the row stays, for its access log."""
    Agency.objects.create(name="Never", slug="x01", owner_email="", status="closed", schema_name="a_gone")
    out, err = _run()
    assert steps["migrated"] == ["public", world.north.schema_name, world.rival.schema_name]
    assert "x01" not in out and err == ""


def test_an_agency_that_fails_is_named_and_the_others_are_done(world: World, steps: dict[str, list[str]]) -> None:
    steps["broken"].append(world.north.schema_name)
    out, err = _run()
    assert world.rival.schema_name in steps["granted"] and world.north.schema_name not in steps["granted"]
    assert 'agency 1 of 2: north failed: column "colour" already exists' in err
    assert "Not up to date: north." in err and "schedule:" in out
    steps["broken"].clear()
    assert "agency 1 of 2: north up to date" in _run()[0]


def test_a_model_that_breaks_a_wall_stops_it_before_anything_is_migrated(
    steps: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "_problem", lambda model: "no way to its brand")
    with pytest.raises(SystemCheckError, match="no way to its brand"):
        call_command("upgrade", skip_checks=False)
    assert steps["migrated"] == []
