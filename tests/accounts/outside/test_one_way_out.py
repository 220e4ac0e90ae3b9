"""One door for every outgoing request: who may open it, and what adapters know of the rest of the house."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OURS = {"accounts", "monitoring", "playbooks", "incidents", "config"}
ADAPTERS = ("monitoring/feeds/connectors", "incidents/publishers", "accounts/notifications/channels")
CLIENTS = {
    "httpx",
    "httpcore",
    "requests",
    "urllib3",
    "aiohttp",
    "niquests",
    "urllib.request",
    "http.client",
    "websockets",
    "imaplib",
}


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _strangers(room: str) -> list[str]:
    own = room.replace("/", ".")
    found = []
    for path in sorted((ROOT / room).rglob("*.py")):
        for name in _imported(path):
            if name.split(".")[0] in OURS and not name.startswith((f"{own}.", "accounts.outside.")):
                found.append(f"{path.relative_to(ROOT)}: {name}")
    return found


def test_adapters_know_the_way_out_and_nothing_else_of_ours() -> None:
    assert [line for room in ADAPTERS for line in _strangers(room)] == []


def test_the_walk_sees_what_an_adapter_may_not_know() -> None:
    assert any("accounts.outside" in name for name in _imported(ROOT / "monitoring/feeds/connectors/protocol.py"))
    assert _strangers("accounts/notifications/services") != []


def _speaks(name: str) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in CLIENTS)


def test_nothing_but_the_way_out_speaks_http() -> None:
    # The demo and whoever starts our processes are clients of our own pages on this machine.
    # So is the assistants' server that runs beside an assistant: it calls the agency that whoever started it named.
    apart = (
        "accounts/outside/",
        "accounts/mcp/over_http.py",
        "config/demo/",
        "config/processes/",
        "config/management/commands/demo.py",
    )
    files = [path for app in sorted(OURS) for path in (ROOT / app).rglob("*.py")]
    spoken = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in files
        if not str(path.relative_to(ROOT)).startswith(apart)
        for name in _imported(path)
        if _speaks(name)
    }
    assert spoken == set()
    assert any(_speaks(name) for name in _imported(ROOT / "accounts/outside/http.py"))
