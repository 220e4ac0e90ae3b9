"""What `manage.py run` takes from the settings, and `manage.py embedded`."""

import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from config import embedded
from config.management.commands.run import plan_for
from tests.config.test_settings import read


@pytest.fixture
def var() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="fire-"))
    yield folder
    embedded.stop(folder)
    shutil.rmtree(folder)


def test_servers_are_embedded_where_no_variable_names_one(settings: Settings, tmp_path: Path) -> None:
    servers = embedded.locate(settings.VAR)
    settings.DATABASE_URL = servers.app_url
    settings.CELERY_BROKER_URL, settings.CACHE_URL = servers.broker_url, servers.cache_url
    plan = plan_for(var=tmp_path, host="127.0.0.1", port=8000)
    assert plan.embedded_postgres and plan.embedded_broker


def test_a_named_database_and_broker_are_used_and_none_is_embedded(settings: Settings, tmp_path: Path) -> None:
    settings.DATABASE_URL = "postgresql://somebody@db.example/firebreak"
    settings.CELERY_BROKER_URL, settings.CACHE_URL = "redis://broker.example/0", "redis://broker.example/1"
    plan = plan_for(var=tmp_path, host="127.0.0.1", port=8000)
    assert not plan.embedded_postgres and not plan.embedded_broker


def test_the_greeting_names_the_address_the_mails_and_the_operator_command(settings: Settings, tmp_path: Path) -> None:
    # The tests' settings name another backend; what is written where no mail server is set, only the real ones say.
    settings.LOCAL, settings.EMAIL_BACKEND = True, read("settings.EMAIL_BACKEND").stdout.strip()
    said = "\n".join(plan_for(var=tmp_path, host="127.0.0.1", port=8123).greeting)
    assert "http://localhost:8123/" in said
    assert str(tmp_path / "mail") in said
    assert f"FIREBREAK_VAR={tmp_path}" in said and "manage.py create_operator" in said


def test_the_embedded_command_starts_shows_and_stops(var: Path) -> None:
    def said(do: str) -> str:
        out = io.StringIO()
        call_command("embedded", do, var=var, stdout=out)
        return out.getvalue()

    assert said("status") == "PostgreSQL: does not run\nValkey: does not run\n"
    shown = said("start")
    status = embedded.running(var)
    assert f"PostgreSQL: runs as process {status.postgres_pid}, postgresql://" in shown
    assert f"Valkey: runs as process {status.broker_pid}, redis+socket://" in shown
    assert said("stop") == "PostgreSQL: does not run\nValkey: does not run\n"
