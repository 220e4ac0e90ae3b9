"""`manage.py demo`: Firebreak on this machine, with an agency, its people, and a world in which a crisis breaks."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from django.conf import settings
from django.core.management.base import BaseCommand

from config import embedded
from config.demo.founding import NAME, OWNER, PEOPLE, SLUG, found
from config.demo.people import PASSWORD, HandOverFailed, Host, Mailbox, until
from config.demo.smoke import Thread
from config.demo.world import World, serve
from config.management.commands.run import plan_for
from config.processes import OneMachine, Program, RunRefused

WORLD_PORT = 8090
CRISIS_AFTER = 60  # seconds from the first fetch
# The demo looks and judges more often than a real installation has to; its clock is the real one.
QUICK = {
    "FIREBREAK_ALLOW_LOOPBACK": "1",
    "FIREBREAK_FEED_MIN_SECONDS": "15",
    "FIREBREAK_EVALUATE_SECONDS": "15",
    "FIREBREAK_SWEEP_SECONDS": "15",
}
QUICKEST = {
    **QUICK,
    "FIREBREAK_FEED_MIN_SECONDS": "2",
    "FIREBREAK_EVALUATE_SECONDS": "3",
    "FIREBREAK_SWEEP_SECONDS": "3",
}
MANAGE = settings.BASE_DIR / "manage.py"


class Command(BaseCommand):
    """Runs, founds by HTTP, and waits; or with --smoke drives the whole thread and ends."""

    help = "Runs Firebreak with a demo agency and an invented world; --smoke drives the whole thread and ends."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options."""
        parser.add_argument("--port", type=int, default=settings.PORT, help="port to listen on (default 8000)")
        parser.add_argument("--var", type=Path, default=settings.VAR, help="folder for all data (default var)")
        parser.add_argument(
            "--world-port", type=int, default=WORLD_PORT, help="port of the invented world (default 8090)"
        )
        parser.add_argument("--reset", action="store_true", help="delete all data of this folder first, after asking")
        parser.add_argument("--smoke", action="store_true", help="own temporary folder; drive the whole thread and end")
        parser.add_argument("--json", action="store_true", help="with --smoke: print the summary as JSON")
        parser.add_argument(
            "--found", action="store_true", help="only create the agency on a running demo (used by the demo)"
        )

    def handle(self, *args: object, **options: Any) -> None:
        """Ends with exit code 0, 1 (a hand-over failed) or 2 (refused)."""
        try:
            if options["smoke"]:
                code = self._smoke(as_json=options["json"])
            elif options["found"]:
                code = self._found(options["port"], Path(options["var"]), options["world_port"])
            else:
                code = self._run(options["port"], Path(options["var"]), options["world_port"], reset=options["reset"])
        except RunRefused as refusal:
            self.stderr.write(str(refusal))
            code = 2
        except HandOverFailed as failure:
            self.stderr.write(f"The demo stopped: {failure}.")
            code = 1
        sys.exit(code)

    def _run(self, port: int, var: Path, world_port: int, *, reset: bool) -> int:
        if reset and not self._reset(var):
            return 2
        # 0 waits to be told: the agency must be founded and have read the quiet weeks first.
        world = [sys.executable, "-m", "config.demo.world", "--port", str(world_port), "--crisis-at", "0"]
        # Continued after a restart, with the same posts, so that nothing is new to those who have read it.
        world += ["--state", str(var / "demo" / "world.json")]
        founding = [sys.executable, str(MANAGE), "demo", "--found", "--port", str(port), "--var", str(var)]
        founding += ["--world-port", str(world_port)]
        plan = replace(
            plan_for(var=var, host="127.0.0.1", port=port),
            environ=QUICK,
            extra=[Program("world", world), Program("demo", founding, once=True)],
        )
        return OneMachine(plan).serve()

    def _reset(self, var: Path) -> bool:
        if not var.exists():
            return True
        answer = input(f"Delete everything in {var.resolve()}? Type yes: ")
        if answer.strip().lower() != "yes":
            self.stderr.write("Nothing was deleted.")
            return False
        # `--var ~ --reset` by a slip must not empty somebody's home.
        if not (var / "instance.lock").exists() and any(var.iterdir()) and not (var / "secret-key").exists():
            raise RunRefused(f"{var.resolve()} does not look like a folder of Firebreak; nothing was deleted.")
        embedded.stop(var)
        shutil.rmtree(var)
        return True

    def _found(self, port: int, var: Path, world_port: int) -> int:
        """Founds the agency unless it is there, prints how to get in, and lets the crisis break."""
        world = f"http://127.0.0.1:{world_port}"
        mark = var / "demo" / "founded"
        until("the worker and the beat", lambda: _ready(port), seconds=90)
        until("the world", lambda: _answers(f"{world}/world/status"), seconds=30)
        if not mark.exists():
            mark.parent.mkdir(parents=True, exist_ok=True)
            founded = found(port, Mailbox(var / "mail"), world, self._say)
            api = Host(port, founded.host, key=founded.key)
            until("the first fetch", lambda: _all_fetched(api), seconds=120)
            mark.write_text(datetime.now(UTC).isoformat(), encoding="utf-8")
        self._greet(port, world)
        status = httpx.get(f"{world}/world/status", timeout=10, trust_env=False).json()
        if not status.get("crisis_began"):
            self._say(f"In {CRISIS_AFTER} s a crisis breaks over Alder Coffee. Keep the alerts page open.")
            time.sleep(CRISIS_AFTER)
            httpx.post(f"{world}/world/crisis", timeout=30, trust_env=False).raise_for_status()
            self._say("The first posts are out.")
        return 0

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()

    def _hush(self, words: str) -> None:
        """With --json only the summary is printed."""

    def _greet(self, port: int, world: str) -> None:
        self._say(f"{NAME}: http://{SLUG}.localhost:{port}/   (its world: {world}/world/)")
        roles = [("owner", *OWNER), *((role, name, address) for name, address, role, _ in PEOPLE)]
        for role, name, address in roles:
            self._say(f"    {role:8} {name:16} {address:24} password {PASSWORD}")

    def _smoke(self, *, as_json: bool) -> int:
        say = self._hush if as_json else self._say
        with tempfile.TemporaryDirectory(prefix="firebreak-smoke-") as folder, _instance(Path(folder)) as port:
            world = serve(World(datetime.now(UTC), crisis_at=0, rate="fast"))
            try:
                summary = Thread(port, Mailbox(Path(folder) / "var" / "mail"), world.url, say).run()
                self._verify(Path(folder) / "var")
            except (HandOverFailed, httpx.HTTPError) as failure:
                self.stderr.write(f"Hand-over failed: {failure}.\nThe last lines of its log:\n{_tail(Path(folder))}")
                return 1
            finally:
                world.stop()
        counted = summary.as_dict()
        self._say(
            json.dumps(counted) if as_json else "\n".join(f"{n.replace('_', ' '):22} {v}" for n, v in counted.items())
        )
        return 0

    def _verify(self, var: Path) -> None:
        command = [sys.executable, str(MANAGE), "verify_timeline"]
        environment = {**os.environ, "FIREBREAK_VAR": str(var)}
        done = subprocess.run(  # noqa: S603  # our own command
            command, env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        if done.returncode:
            raise HandOverFailed(f"the timeline does not verify: {done.stdout}{done.stderr}")


@contextmanager
def _instance(folder: Path) -> Iterator[int]:
    """A whole instance in `folder`, on a free port, ended with all it started."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = int(taken.getsockname()[1])
    # Servers this shell names are somebody's real ones: the smoke run touches none of them.
    named = ("DATABASE_URL", "DATABASE_OWNER_URL", "CELERY_BROKER_URL", "FIREBREAK_CACHE_URL", "DJANGO_SETTINGS_MODULE")
    environment = {**{k: v for k, v in os.environ.items() if k not in named}, **QUICKEST}
    command = [sys.executable, str(MANAGE), "run", "--var", str(folder / "var"), "--port", str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  # our own command
            command, env=environment, stdout=log, stderr=log
        )
        try:
            until("a running instance", lambda: _running(process, folder) and _ready(port), seconds=90, every=0.2)
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def _running(process: "subprocess.Popen[bytes]", folder: Path) -> bool:
    if process.poll() is not None:
        raise HandOverFailed(f"the instance ended by itself: {_tail(folder)}")
    return True


def _ready(port: int) -> bool | None:
    try:
        # Past the environment's proxy, which would look for 127.0.0.1 on its own machine.
        answer = httpx.get(
            f"http://127.0.0.1:{port}/status", headers={"Host": f"localhost:{port}"}, timeout=5, trust_env=False
        )
    except httpx.HTTPError:
        return None
    return answer.status_code == 200 or None


def _answers(url: str) -> bool | None:
    try:
        return httpx.get(url, timeout=5, trust_env=False).status_code == 200 or None
    except httpx.HTTPError:
        return None


def _all_fetched(api: Host) -> bool | None:
    return all(source["health"]["last_success_at"] for source in api.all("sources/")) or None


def _tail(folder: Path) -> str:
    return "\n".join((folder / "log").read_text(encoding="utf-8", errors="replace").splitlines()[-40:])
