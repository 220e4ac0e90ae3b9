"""The README stays true: its commands exist, its settings are the settings."""

import re
from pathlib import Path

from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_described_and_every_described_setting_exists() -> None:
    source = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))
    assert read == described


def test_every_manage_command_in_it_exists() -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", README))
    assert named <= set(get_commands())
    assert {"demo", "run", "upgrade", "create_operator", "verify_timeline", "listen"} <= named


def test_every_place_it_names_is_there() -> None:
    missing = []
    for place in re.findall(r"`((?:accounts|monitoring|playbooks|incidents|config|tests)/[\w./{},*-]+)`", README):
        for one in _spread(place):
            if not list(ROOT.glob(one.rstrip("/"))):
                missing.append(one)
    assert missing == []


def _spread(place: str) -> list[str]:
    found = re.search(r"\{([^}]+)\}", place)
    return [place.replace(found.group(0), one) for one in found.group(1).split(",")] if found else [place]


def test_ci_runs_the_readmes_own_test_command() -> None:
    install, run = "-m venv .venv && .venv/bin/pip install", "pytest"
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert install in README
    assert install in script
    assert re.search(rf"^.*{run}$", script, re.MULTILINE)


def test_its_pictures_are_there() -> None:
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (ROOT / picture).exists(), picture
