"""The house holds: arrows point down, foreign keys too, every room has its tests, nothing outgrows its budget."""

import ast
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
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
TOP = {*PACKAGES, "clients", "docs", "manage.py", "tests", "requirements.txt", "README.md", "pyproject.toml", "LICENSE"}
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
    "Five packages": ("monitoring/feeds/services/__init__.py", "import incidents.models"),
    "config imports no app": ("config/env.py", "import accounts.errors"),
    "no app imports config": ("accounts/errors.py", "import config.env"),
    "Rooms of accounts": ("accounts/models/people.py", "import accounts.services.access_log"),
    "Rooms of brands, events and notifications": (
        "accounts/notifications/models.py",
        "import accounts.notifications.services.notifying",
    ),
    "Rooms of monitoring: each subject": ("monitoring/models/sources.py", "import monitoring.feeds.services"),
    "Rooms of each subject": ("monitoring/feeds/collection/client.py", "import monitoring.feeds.services"),
    "Rooms of playbooks": ("playbooks/models.py", "import playbooks.services.plans"),
    "Rooms of incidents": ("incidents/models/command.py", "import incidents.services"),
    "The room of an incident": ("incidents/services/status_history.py", "import incidents.speaking.services.questions"),
    "Speaking and learning": ("incidents/learning/services/lookback.py", "import incidents.speaking.services.slots"),
    "Rooms of an incident's subjects": (
        "incidents/speaking/services/slots.py",
        "import incidents.speaking.views.copies",
    ),
    "Learning never": ("incidents/learning/services/debriefs.py", "import monitoring.models"),
    "Only speaking publishes": ("incidents/services/clocks.py", "import incidents.publishers"),
    "Pure rooms": ("playbooks/diff.py", "import django.db"),
    "The way out": ("accounts/outside/http.py", "import django.conf"),
    "The server of assistants": ("accounts/mcp/server.py", "import django.conf"),
    "Adapters know no models": ("monitoring/feeds/connectors/protocol.py", "import monitoring.models"),
    "Channels are independent": (
        "accounts/notifications/channels/mail.py",
        "import accounts.notifications.channels.push",
    ),
    "Only services call connectors": ("monitoring/alerting/services/series.py", "import monitoring.feeds.connectors"),
    "The one signal": ("incidents/services/__init__.py", "import monitoring.alerting.signals"),
}
# Of the subjects, each wall by itself: who is made to know the one above it.
UPHILL = {
    "feeds": ("inbox", "monitoring/feeds/hooks.py"),
    "inbox": ("alerting", "monitoring/inbox/hooks.py"),
    "alerting": ("insight", "monitoring/alerting/hooks.py"),
    "insight": ("onboarding", "monitoring/insight/services/__init__.py"),
    "live_hints": ("feeds", "monitoring/live_hints.py"),
    "detection": ("models", "monitoring/detection/scan.py"),
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
    for above, file in UPHILL.values():
        path = tmp_path / file
        path.write_text(f"{path.read_text()}\n\nimport monitoring.{above}\n")
    room = tmp_path / "monitoring" / "a_room_nobody_drew.py"
    room.write_text('"""No layer names it."""\n')
    done = _lint(tmp_path)
    assert "a_room_nobody_drew" in done.stdout
    room.unlink()
    done = _lint(tmp_path)
    kept = [name for name in VIOLATIONS if not re.search(rf"^{name}[^\n]* BROKEN", done.stdout, re.MULTILINE)]
    assert kept == [], done.stdout[:3000] + done.stderr[-2000:]
    for below, (above, _) in UPHILL.items():
        assert f"monitoring.{below} is not allowed to import monitoring.{above}" in done.stdout, below


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
    out = io.StringIO()
    with suppress(SystemExit):  # how the command says that they do not
        call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert "No changes detected" in out.getvalue(), out.getvalue()


def _sources(*, tests: bool = False) -> Iterator[Path]:
    for name in (*PACKAGES, "tests") if tests else PACKAGES:
        for path in sorted((ROOT / name).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def test_no_file_outgrows_its_room() -> None:
    long = {str(path.relative_to(ROOT)): n for path in _sources() if (n := path.read_text().count("\n")) > LONGEST_FILE}
    assert long == {}


# Pure rooms and adapters read what platforms and queries write, by their own rules; `config` imports no app.
OWN_NUMBERS = ("config", "monitoring/matching", "monitoring/feeds/connectors", "accounts/outside")


def test_a_whole_number_that_is_sent_is_read_by_one_function() -> None:
    assert [
        name
        for path in _sources()
        if not (name := str(path.relative_to(ROOT))).startswith((*OWN_NUMBERS, "accounts/cleaning.py"))
        and re.search(r"\.is(digit|decimal|numeric)\(", path.read_text())
    ] == []


def test_what_the_api_takes_has_no_time_without_a_zone() -> None:
    # Shapes of what is only answered are called so, and show the times of the database.
    bare = [
        f"{path.relative_to(ROOT)}: {one.name}"
        for path in _sources()
        if "api" in path.parts
        for one in ast.walk(ast.parse(path.read_text()))
        if isinstance(one, ast.ClassDef) and not one.name.endswith(("Out", "Shape", "Head"))
        if one.name != "ZonedDateTimeField"
        if "serializers.DateTimeField(" in ast.unparse(one)
    ]
    assert bare == []


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


def test_insight_only_reads() -> None:
    """What it says of the figures changes none: no row is written anywhere in it."""
    verbs = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in _sources()
        if path.relative_to(ROOT).parts[:2] == ("monitoring", "insight")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in verbs
        and "objects" in ast.unparse(node.func.value)
    ]
    assert calls == []


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
    package, _, name = room.rpartition("/")
    here = ROOT / "tests" / package
    own = [
        here / name,
        *here.glob(f"test_{name}*.py"),
        *here.glob(f"**/test_{name}*.py"),
        *here.glob(f"**/test_{name.rstrip('s')}*.py"),
    ]
    assert any(path.exists() for path in own), f"nothing in tests/{package} mirrors {room}"


def _doors_and_verbs() -> Iterator[str]:
    """services, views and api of every package, however deep it stands; a folder or one file."""
    for path in (path for package in PACKAGES[1:] for path in (ROOT / package).rglob("*")):
        if path.name.removesuffix(".py") in {"services", "views", "api"} and "static" not in path.parts:
            yield path.relative_to(ROOT).as_posix().removesuffix(".py")


@pytest.mark.parametrize("room", sorted(_doors_and_verbs()))
def test_services_views_and_api_have_their_tests_at_the_mirrored_place(room: str) -> None:
    place = ROOT / "tests" / room
    files = [*place.rglob("test_*.py"), *place.parent.glob(f"test_{place.name}*.py")]
    tests = [path for path in files if re.search(r"(?m)^def test_", path.read_text())]
    assert tests, f"no test in tests/{room}/ nor in tests/{room.rpartition('/')[0]}/test_{place.name}.py"


# Calls that fail a test by themselves: pytest's, Playwright's expect, numpy's and pytest-django's assert_….
_CHECKS = {"raises", "fail", "warns", "expect"}
_CHECK_NAMES = ("assert_", "django_assert_")
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class _Tests:
    """Which functions of the tests can fail: those that assert, and those that call one that does."""

    def __init__(self, sources: dict[str, str]) -> None:
        self.trees = {module: ast.parse(text) for module, text in sources.items()}
        self.names = {module: self._names(tree) for module, tree in self.trees.items()}
        self.asserting: set[tuple[str, str]] = set()
        calls = {}
        for module, function in self._functions():
            if self._fails(function):
                self.asserting.add((module, function.name))
            else:
                calls[module, function.name] = [one.func for one in ast.walk(function) if isinstance(one, ast.Call)]
        while found := {key for key, made in calls.items() if any(self._checks(key[0], one) for one in made)}:
            self.asserting |= found  # a helper may call one that is found later
            calls = {key: made for key, made in calls.items() if key not in found}

    def without(self) -> list[str]:
        """Tests in which nothing is asserted, by module."""
        tests = ((module, one) for module, one in self._functions() if one.name.startswith("test_"))
        return [
            f"{module}:{one.lineno} {one.name}" for module, one in tests if (module, one.name) not in self.asserting
        ]

    def _functions(self) -> Iterator[tuple[str, _Function]]:
        for module, tree in self.trees.items():
            for node in ast.walk(tree):
                if isinstance(node, _Function):
                    yield module, node

    @staticmethod
    def _names(tree: ast.Module) -> dict[str, tuple[str, str]]:
        """What names of a module stand for that come from the tests: (module, name), the name "" for a module itself."""
        found = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "tests":
                for name in node.names:
                    found[name.asname or name.name] = (node.module or "", name.name)
        return found

    @staticmethod
    def _fails(function: _Function) -> bool:
        return any(
            isinstance(node, ast.Assert) or (isinstance(node, ast.Raise) and "AssertionError" in ast.unparse(node))
            for node in ast.walk(function)
        )

    def _checks(self, module: str, called: ast.expr) -> bool:
        if isinstance(called, ast.Name):
            there, name = self.names[module].get(called.id, (module, called.id))
            return name in _CHECKS or name.startswith(_CHECK_NAMES) or (there, name) in self.asserting
        if not isinstance(called, ast.Attribute):
            return False
        if ast.unparse(called.value) in {"pytest", "expect"}:
            return called.attr in _CHECKS
        if called.attr.startswith(_CHECK_NAMES):
            return True
        # A helper's own: `scene.check(…)` of a module, or a method of something that is made in the tests.
        package, name = self.names[module].get(ast.unparse(called.value), ("", ""))
        rooms = {module, f"{package}.{name}", *(of for of, _ in self.names[module].values())}
        return any((room, called.attr) in self.asserting for room in rooms)


def test_every_test_can_fail() -> None:
    paths = sorted((ROOT / "tests").rglob("*.py"))
    sources = {".".join(path.relative_to(ROOT).with_suffix("").parts): path.read_text() for path in paths}
    assert _Tests(sources).without() == []


def test_a_test_that_asserts_nothing_is_refused() -> None:
    helpers = "def check(x):\n    deeper(x)\ndef deeper(x):\n    assert x\ndef make():\n    return 1\nclass Page:\n    def shows(self):\n        assert self\n"
    good = [
        "def test_a():\n    assert f()",
        "def test_b():\n    with pytest.raises(ValueError):\n        f()",
        "from tests.helpers import check\ndef test_c():\n    check(1)",
        "from tests import helpers as h\ndef test_d():\n    h.check(1)",
        "from tests.helpers import Page\ndef test_e():\n    Page().shows()",
        "def _own(x):\n    raise AssertionError(x)\ndef test_f():\n    _own(1)",
    ]
    bad = [
        "def test_a():\n    f()",
        "from tests.helpers import make\ndef test_b():\n    make()",
        "def test_c():\n    check(1)",
    ]
    for text in good:
        assert _Tests({"tests.helpers": helpers, "tests.test_one": text}).without() == [], text
    for text in bad:
        assert len(_Tests({"tests.helpers": helpers, "tests.test_one": text}).without()) == 1, text
