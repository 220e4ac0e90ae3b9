"""The house holds: arrows point down, foreign keys too, every room has its tests, nothing outgrows its budget."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import models

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("config", "accounts", "monitoring", "playbooks", "incidents")
FLOORS = {"accounts": 0, "brands": 0, "notifications": 0, "feeds": 1, "monitoring": 1, "playbooks": 1, "incidents": 2}
TOP = {*PACKAGES, "manage.py", "tests", "requirements.txt", "README.md", "pyproject.toml", "LICENSE"}
FORBIDDEN_ROOMS = {"utils", "util", "helpers", "common", "misc", "manager"}
LONGEST_FILE = 400


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    environment = {"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=110)


def test_the_import_contracts_hold() -> None:
    done = _lint(ROOT)
    assert done.returncode == 0, done.stdout[-4000:]


VIOLATIONS = {
    "Five packages": ("monitoring/services/__init__.py", "import incidents.models"),
    "config imports no app": ("config/env.py", "import accounts.errors"),
    "no app imports config": ("accounts/errors.py", "import config.env"),
    "Rooms of accounts": ("accounts/models/people.py", "import accounts.services.record"),
    "Rooms of brands and notifications": (
        "accounts/notifications/models.py",
        "import accounts.notifications.services.news",
    ),
    "Rooms of monitoring": ("monitoring/models/sources.py", "import monitoring.services"),
    "Rooms of playbooks": ("playbooks/models.py", "import playbooks.services.plans"),
    "Rooms of incidents": ("incidents/models/command.py", "import incidents.services"),
    "Pure rooms": ("playbooks/diff.py", "import django.db"),
    "Adapters know no models": ("monitoring/connectors/protocol.py", "import monitoring.models"),
    "Channels are independent": (
        "accounts/notifications/channels/mail.py",
        "import accounts.notifications.channels.push",
    ),
    "Only services call connectors": ("monitoring/models/alerts.py", "import monitoring.connectors"),
    "The one signal": ("incidents/services/__init__.py", "import monitoring.signals"),
}


def test_every_contract_breaks_when_it_is_violated(tmp_path: Path) -> None:
    for name in PACKAGES:
        shutil.copytree(
            ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("static", "templates", "__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for file, line in VIOLATIONS.values():
        path = tmp_path / file
        path.write_text(f"{path.read_text()}\n\n{line}\n")
    room = tmp_path / "monitoring" / "a_room_nobody_drew.py"
    room.write_text('"""No layer names it."""\n')
    done = _lint(tmp_path)
    assert "a_room_nobody_drew" in done.stdout
    room.unlink()
    done = _lint(tmp_path)
    kept = [name for name in VIOLATIONS if not re.search(rf"^{name}[^\n]* BROKEN", done.stdout, re.MULTILINE)]
    assert kept == [], done.stdout[:3000] + done.stderr[-2000:]


def test_the_top_level_holds_only_what_was_drawn() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, timeout=20)
    if tracked.returncode:
        pytest.skip("not a git checkout")
    tops = {line.split("/")[0] for line in tracked.stdout.splitlines()}
    assert {top for top in tops if not top.startswith(".")} <= TOP


def _our_models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if model._meta.app_label in FLOORS:
            yield model


def _is_tenant(model: type[models.Model]) -> bool:
    return model._meta.app_config.name in settings.TENANT_APPS


def test_foreign_keys_point_downhill() -> None:
    for model in _our_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model._meta.app_label in FLOORS:
                here, there = FLOORS[model._meta.app_label], FLOORS[field.related_model._meta.app_label]
                assert there <= here, f"{field} points uphill"


def test_from_an_agencys_schema_foreign_keys_reach_public_at_people_only() -> None:
    for model in _our_models():
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey):
                continue
            target = field.related_model
            if _is_tenant(model) and not _is_tenant(target):
                assert target._meta.label == "accounts.User", f"{field} reaches into public"
            if not _is_tenant(model):
                assert not _is_tenant(target), f"{field} reaches from public into an agency"


def test_an_app_stands_in_one_list_only_but_the_admin() -> None:
    assert set(settings.SHARED_APPS) & set(settings.TENANT_APPS) == {"django.contrib.admin"}


def test_system_checks_find_nothing() -> None:
    assert [str(problem) for problem in run_checks() if not problem.is_silenced()] == []


def test_a_model_without_a_brand_path_is_refused() -> None:
    from accounts.checks import _problem
    from accounts.scoping import ScopedModel
    from incidents.models import Task

    class Nowhere:
        brand_path = "incident__nobody"

    assert "derives from ScopedModel" in _problem(models.Model)
    assert _problem(Task) == ""
    for path, words in (
        ("incident__title", "no foreign key"),
        ("incident", "not at a brand"),
        (None, "without a brand_path_reason"),
    ):
        fake = type(
            "Fake",
            (ScopedModel,),
            {
                "brand_path": path,
                "brand_path_reason": "",
                "__module__": "incidents.models",
                "Meta": type("Meta", (), {"abstract": True}),
            },
        )
        fake._meta = Task._meta
        assert words in _problem(fake)


def test_models_and_migrations_agree(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def _sources(*, tests: bool = False) -> Iterator[Path]:
    for name in (*PACKAGES, "tests") if tests else PACKAGES:
        for path in sorted((ROOT / name).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def test_no_file_outgrows_its_room() -> None:
    long = {str(path.relative_to(ROOT)): n for path in _sources() if (n := path.read_text().count("\n")) > LONGEST_FILE}
    assert long == {}


def test_no_room_is_called_nothing() -> None:
    assert [
        str(path)
        for path in _sources()
        if FORBIDDEN_ROOMS & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    ] == []


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body, without the docstring."""
    first = node.body[0]
    has_doc = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    start = node.body[1].lineno if has_doc and len(node.body) > 1 else first.lineno
    return (node.end_lineno or start) - start + 1


def test_no_function_is_longer_than_forty_lines() -> None:
    long = []
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _length(node) > 40:
                long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} ({_length(node)} lines)")
    assert long == []


def test_views_never_write_rows_themselves() -> None:
    """A verb is a function in services: doors call no save, create, update, delete or bulk_… of a row."""
    verbs = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
    found = []
    for path in _sources():
        parts = path.relative_to(ROOT).parts
        if not {"views", "views.py", "api", "api.py"} & set(parts) or path.name in {"viewsets.py", "authentication.py"}:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in verbs:
                owner = ast.unparse(node.func.value)
                if (
                    "objects" in owner
                    or owner.endswith(("_set", "_manager"))
                    or node.func.attr in {"save", "bulk_create"}
                ):
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno} {owner}.{node.func.attr}")
    assert found == []


def _rooms() -> Iterator[str]:
    skipped = {
        "migrations",
        "templates",
        "static",
        "apps.py",
        "__init__.py",
        "urls.py",
        "urls_platform.py",
        "management",
        "templatetags",
        "__pycache__",
    }
    for package in ("accounts", "monitoring", "playbooks", "incidents"):
        for path in sorted((ROOT / package).iterdir()):
            if path.name not in skipped and (path.is_dir() or path.suffix == ".py"):
                yield f"{package}/{path.name.removesuffix('.py')}"


@pytest.mark.parametrize("room", sorted(set(_rooms())))
def test_every_room_has_a_test(room: str) -> None:
    package, name = room.split("/")
    here = ROOT / "tests" / package
    own = [
        here / name,
        *here.glob(f"test_{name}*.py"),
        *here.glob(f"**/test_{name}*.py"),
        *here.glob(f"**/test_{name.rstrip('s')}*.py"),
    ]
    assert any(path.exists() for path in own), f"nothing in tests/{package} mirrors {room}"
