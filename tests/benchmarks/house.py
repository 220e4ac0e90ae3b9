"""The house in numbers: how long its files and functions are, how its rooms know one another, how often it says why.

python -m tests.benchmarks.house --json
"""

import argparse
import ast
import io
import json
import re
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("accounts", "monitoring", "playbooks", "incidents", "config")
NO_COMMENT = re.compile(r"# ?(type:|noqa|fmt:|pragma)")
BY_NAME = {"import_string", "import_module", "get_model"}  # an arrow that no type check sees


def sources(*packages: str) -> list[Path]:
    """Python files without migrations."""
    found = (path for package in packages for path in (ROOT / package).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def _spread(numbers: Iterable[int]) -> dict[str, float]:
    listed = sorted(numbers)
    return {"median": median(listed), "p90": quantiles(listed, n=10)[-1], "most": listed[-1]}


def _documented(tree: ast.AST) -> set[int]:
    """The lines of docstrings."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(getattr(first.value, "value", None), str):
            lines |= set(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return lines


def said(paths: Iterable[Path]) -> dict[str, Any]:
    """Code lines without docstrings and blank ones, comments that are for people, and functions."""
    code = comments = 0
    functions, typed = [], 0
    for path in paths:
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        skipped = _documented(tree)
        lines = enumerate(text.splitlines(), 1)
        code += sum(1 for n, line in lines if line.strip() and n not in skipped and not line.lstrip().startswith("#"))
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        comments += sum(1 for one in tokens if one.type == tokenize.COMMENT and not NO_COMMENT.match(one.string))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                functions.append((node.end_lineno or node.lineno) - node.lineno + 1)
                typed += node.returns is not None
    return {
        "code lines": code,
        "comments": comments,
        "code lines a comment": round(code / comments, 1),
        "functions": _spread(functions) | {"returns typed": round(typed / len(functions), 3)},
    }


def _room(name: str, rooms: set[str]) -> str:
    """The room a module lies in: the longest that holds it."""
    while name and name not in rooms:
        name = name.rpartition(".")[0]
    return name


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)


def arrows() -> dict[str, Any]:
    """Which packages and which rooms (folders of Python) import which, and those that import each other."""
    paths = sources(*PACKAGES)
    rooms = {".".join(path.parent.relative_to(ROOT).parts) for path in paths}
    between: set[tuple[str, str]] = set()
    for path in paths:
        mine = ".".join(path.parent.relative_to(ROOT).parts)
        for name in _imported(path):
            if name.split(".")[0] in PACKAGES:
                between.add((mine, _room(name, rooms)))
    across = {(a.split(".")[0], b.split(".")[0]) for a, b in between}
    across = {(a, b) for a, b in across if a != b}
    between = {(a, b) for a, b in between if a != b}
    return {
        "rooms": len(rooms),
        "between packages": sorted(f"{a} → {b}" for a, b in across),
        "packages that know each other": sum((b, a) in across for a, b in across) // 2,
        "between rooms": len(between),
        # A folder's own files are several floors: what they and a room inside it import of each other is no circle.
        "rooms that know each other": sorted(
            f"{a} ⇄ {b}" for a, b in between if (b, a) in between and a < b and not b.startswith(f"{a}.")
        ),
    }


def by_name() -> list[str]:
    """Calls that import what a text names."""
    found = []
    for path in sources(*PACKAGES):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = getattr(node, "func", None)
            if getattr(called, "attr", getattr(called, "id", "")) in BY_NAME:
                found.append(f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}")
    return found


def templates() -> dict[str, Any]:
    """How wide they are, and how many are handed a mapping instead of a type."""
    pages = [path for package in PACKAGES for path in (ROOT / package).rglob("templates/**/*.html")]
    lines = [line for path in pages for line in path.read_text(encoding="utf-8").splitlines()]
    views = [path.read_text() for package in PACKAGES for path in sources(package) if "views" in path.parts]
    return {
        "widest line": max(map(len, lines)),
        "wider than 160": sum(len(line) > 160 for line in lines),
        "views that hand a mapping": sum(len(re.findall(r"\brender\([^)]*\{", text)) for text in views),
        "dict[str, Any]": sum(path.read_text().count("dict[str, Any]") for path in sources(*PACKAGES)),
    }


def main() -> None:
    """Prints all of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    paths = sources(*PACKAGES)
    tests = [path for path in sources("tests") if "benchmarks" not in path.parts]
    found = {
        "files": {"number": len(paths)} | _spread(len(path.read_text().splitlines()) for path in paths),
        "said": said(paths),
        "test lines a code line": round(said(tests)["code lines"] / said(paths)["code lines"], 2),
        "arrows": arrows(),
        "imports by name": by_name(),
        "templates": templates(),
    }
    print(json.dumps(found, ensure_ascii=False, indent=None if options.json else 2))


if __name__ == "__main__":
    main()
