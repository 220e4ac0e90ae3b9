"""What a test imports of ours is really there, also in a file that skips itself where an optional package is missing: no type
check reads the tests, and such a file is collected on one machine only."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = ("config", "accounts", "monitoring", "playbooks", "incidents", "tests")


@cache
def _names(module: str) -> frozenset[str] | None:
    """What ``from module import …`` can name; None for a module that takes its names from elsewhere with a star."""
    place = ROOT.joinpath(*module.split("."))
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    found = {path.stem if path.suffix == ".py" else path.name for path in place.glob("*")} if place.is_dir() else set()
    if not file.exists():
        return frozenset(found)
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ImportFrom | ast.Import):
            if any(alias.name == "*" for alias in node.names):
                return None
            found |= {alias.asname or alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return frozenset(found)


def _missing(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if (
            not isinstance(node, ast.ImportFrom)
            or node.level
            or not node.module
            or node.module.split(".")[0] not in OURS
        ):
            continue
        there = _names(node.module)
        if there is not None and "__getattr__" not in there:
            yield from (
                f"{node.module}.{alias.name}" for alias in node.names if alias.name != "*" and alias.name not in there
            )


def test_every_name_a_test_imports_of_ours_is_there() -> None:
    missing = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for name in _missing(path.read_text())
    ]
    assert not missing, "\n".join(missing)


def test_a_name_that_is_gone_is_found() -> None:
    assert list(_missing("from tests.test_imported_names import ROOT, gone")) == ["tests.test_imported_names.gone"]
    assert list(_missing("from monitoring.matching.matcher.native import rooms")) == [
        "monitoring.matching.matcher.native.rooms"
    ]
