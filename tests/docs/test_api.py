"""docs/api.md is true: each of its blocks is run by a shell and curl against the real server, and answers what it says."""

import asyncio
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from django.conf import settings as configured
from django.utils.module_loading import import_string

from accounts import delivery
from accounts.roles import KEY_SCOPES
from accounts.services.api_keys import make_key
from config import embedded
from config.management.commands.listen import listen_on
from tests.world import World

DOCUMENT = Path(configured.BASE_DIR) / "docs" / "api.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```\n\n```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """One block, with what it answers; `…` in that is anything."""

    title: str
    script: str
    answer: str

    def matches(self, said: str) -> bool:
        wanted = ".*?".join(re.escape(part) for part in self.answer.strip().split("…"))
        return re.fullmatch(wanted, said.strip(), re.DOTALL) is not None


def examples() -> list[Example]:
    text = DOCUMENT.read_text(encoding="utf-8")
    found = []
    for block in BLOCK.finditer(text):
        title = [one.group(1) for one in TITLE.finditer(text, 0, block.start())][-1]
        found.append(Example(title, block.group(1), block.group(2)))
    return found


@pytest.fixture
def live(committed_world: World, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Pages, API and what waits, as one process of one machine serves them; jobs run where they are enqueued. Gives the port."""
    from config.asgi import application

    monkeypatch.setattr(delivery, "_send", lambda job, args: import_string(job).run(*args))

    settings.CACHE_URL = embedded.ensure_broker(configured.VAR).cache_url(3)
    settings.WEBHOOK_ALLOW_LOOPBACK = settings.ALLOW_LOOPBACK_FEEDS = True
    with listen_on("127.0.0.1", 0) as listener:
        config = uvicorn.Config(application, lifespan="off", ws="none", access_log=False, log_config=None)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=lambda: asyncio.run(server.serve(sockets=[listener])), daemon=True)
        thread.start()
        yield int(listener.getsockname()[1])
        server.should_exit = True
        thread.join(60)
    embedded.stop_broker(configured.VAR)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _run(script: str, folder: Path, environment: dict[str, str]) -> str:
    """What a block writes; what it sets is there for the next."""
    kept = folder / "kept.sh"
    whole = f"set -a; [ ! -e {kept} ] || . {kept}\n{script}\ndeclare -p | grep -E '^declare -x [A-Z]+=' > {kept}; declare -f >> {kept}\n"
    done = subprocess.run(
        ["bash", "-c", whole], cwd=folder, env=environment, capture_output=True, text=True, timeout=100
    )
    return done.stdout + done.stderr


def test_every_block_of_the_document_is_one_that_is_run() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text.count("```sh\n") == len(examples()) > 10


def test_an_answer_that_differs_is_seen() -> None:
    one = Example("", "", '{"a": "…", "b": 1}\n')
    assert one.matches('{"a": "x", "b": 1}') and not one.matches('{"a": "x", "b": 2}') and not one.matches("")


def test_the_document_answers_what_it_says(live: int, committed_world: World, tmp_path: Path, settings: Any) -> None:
    assert shutil.which("curl"), "Install curl: the examples of docs/api.md are run with it."
    # Addresses that the server tells are its own, whichever port this one has.
    settings.PORT_SUFFIX = f":{live}"
    committed_world.enter()
    _, key = make_key(committed_world.owner, name="Docs", scopes=list(KEY_SCOPES), days=1, now=datetime.now(UTC))
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "SITE": f"http://north.localhost:{live}",
        "KEY": key,
        "HOOK": f"http://127.0.0.1:{_free_port()}/",
    }
    for one in examples():
        said = _run(one.script, tmp_path, environment)
        assert one.matches(said), f"{one.title}\n--- said\n{said}\n--- expected\n{one.answer}"
