"""A setting that is missing or wrong is said when a process starts, by its name; further hosts are further ones."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "DATABASE_URL": "postgresql://app@db.invalid/firebreak",
    "CELERY_BROKER_URL": "redis://broker.invalid/0",
    "FIREBREAK_SECRET_KEY": "x" * 48,
    "FIREBREAK_FIELD_KEYS": "y" * 48,
    "FIREBREAK_PLATFORM_HOST": "firebreak.example",
}


def read(code: str, **given: str) -> "subprocess.CompletedProcess[str]":
    """What a new process with only these variables prints of the settings."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    command = [sys.executable, "-c", f"from config import settings\nprint({code})"]
    return subprocess.run(command, cwd=PROJECT, env={**keep, **given}, capture_output=True, text=True, timeout=60)


def test_without_the_platforms_host_no_process_starts() -> None:
    given = {name: value for name, value in PRODUCTION.items() if name != "FIREBREAK_PLATFORM_HOST"}
    done = read("1", **given)
    assert done.returncode and "FIREBREAK_PLATFORM_HOST is not set." in done.stderr.splitlines()[-1]


def test_a_broker_that_is_no_cache_asks_for_one() -> None:
    done = read("1", **{**PRODUCTION, "CELERY_BROKER_URL": "amqp://broker.invalid"})
    assert done.returncode and "FIREBREAK_CACHE_URL is not set." in done.stderr.splitlines()[-1]
    told = {
        **PRODUCTION,
        "CELERY_BROKER_URL": "amqp://broker.invalid",
        "FIREBREAK_CACHE_URL": "redis://cache.invalid/1",
    }
    assert read("settings.CACHE_URL", **told).stdout == "redis://cache.invalid/1\n"


@pytest.mark.parametrize("given", ["", "crisis.client.example, desk.other.example"])
def test_further_hosts_leave_the_platform_and_the_agencies_open(given: str) -> None:
    hosts = read("settings.ALLOWED_HOSTS", **PRODUCTION, FIREBREAK_ALLOWED_HOSTS=given).stdout
    assert hosts.startswith("['firebreak.example', '.firebreak.example'")
    assert all(name in hosts for name in given.split(", "))


@pytest.mark.parametrize(
    ("url", "port"), [("smtps://mail.example", 465), ("smtp://mail.example", 25), ("smtps://mail.example:26", 26)]
)
def test_mail_goes_to_its_schemes_port_where_none_is_named(url: str, port: int) -> None:
    assert read("settings.EMAIL_PORT", **PRODUCTION, FIREBREAK_SMTP_URL=url).stdout == f"{port}\n"
