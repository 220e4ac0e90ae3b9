"""Firebreak on one machine: embedded servers, migrations, web, worker, beat and streams, from first to last in one terminal."""

import contextlib
import errno
import http.client
import ipaddress
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TextIO

from config import embedded
from config.embedded.folders import locked
from config.processes.supervisor import Program, Supervisor

_READY_SECONDS = 90
_END_SECONDS = 20
_LOOK_SECONDS = 2  # how often the embedded servers are looked after
_HOPELESS = 3  # so many deaths of the web process before its first answer
_PROJECT = Path(__file__).resolve().parent.parent.parent


class RunRefused(Exception):
    """Firebreak can't run like this; the message is one sentence for the person at the terminal."""


@dataclass(frozen=True)
class Plan:
    """What to run and where. `var`: the data folder. `extra`: further programs, started once the web answers."""

    var: Path
    host: str = "127.0.0.1"
    port: int = 8000
    local: bool = True
    embedded_postgres: bool = True
    embedded_broker: bool = True
    greeting: Sequence[str] = ()
    extra: Sequence[Program] = ()
    environ: Mapping[str, str] = field(default_factory=dict)


class OneMachine:
    """Runs a plan until it is asked to end (Ctrl-C, SIGTERM)."""

    def __init__(self, plan: Plan, out: TextIO | None = None) -> None:
        self.plan = plan
        self.var = plan.var.resolve()
        environ = {
            **os.environ,
            **plan.environ,
            "FIREBREAK_VAR": str(self.var),
            "FIREBREAK_PORT": str(plan.port),
        }
        self.supervisor = Supervisor(out, folder=_PROJECT, environ=environ)
        self._asked_to_end = 0
        self._started: list[str] = []
        self._look_again = 0.0

    def serve(self) -> int:
        """Starts everything, watches over it and ends it; returns the exit code.

        Raises RunRefused before anything is started, with one sentence.
        """
        self._check_host()
        self._make_folder()
        with self._alone(), self._listening() as listener, self._signals():
            try:
                return self._serve(listener)
            except embedded.EmbeddedError as error:
                raise RunRefused(str(error)) from error
            finally:
                self._end()

    def _serve(self, listener: socket.socket) -> int:
        began = time.monotonic()
        self._start_embedded()
        if self._asked_to_end:
            return 0
        # The web process loads its code while the database is brought up to date, and serves when the gate opens.
        gate, opener = os.pipe()
        self.supervisor.start(web(listener.fileno(), gate))
        self.supervisor.say("Bringing the database up to date.")
        code = self.supervisor.run(upgrade(), give_up=lambda: self._asked_to_end > 0)
        if code is None:
            return 0
        if code:
            self.supervisor.say("The upgrade of the database failed, see above; no page was served.")
            return 1
        if os.geteuid() == 0:
            self.supervisor.say("This runs as root; an ordinary user is safer.")
        # The gate opens: `listen` reads the pipe's end.
        os.close(opener)
        self.supervisor.start(worker())
        self.supervisor.start(beat())
        self.supervisor.start(streams())
        if not self._wait_until_ready():
            return 0 if self._asked_to_end else 1
        self.supervisor.say(f"Ready after {time.monotonic() - began:.1f} s.")
        for line in self.plan.greeting:
            self.supervisor.say(line)
        for program in self.plan.extra:
            self.supervisor.start(program)
        while not self._asked_to_end:
            self.supervisor.poll(0.5)
            self._look_after_embedded()
        return 0

    def _check_host(self) -> None:
        try:
            loopback = self.plan.host == "localhost" or ipaddress.ip_address(self.plan.host).is_loopback
        except ValueError:
            raise RunRefused(
                f"{self.plan.host} is not an address to listen on; give a number like 127.0.0.1."
            ) from None
        if self.plan.local and not loopback:
            raise RunRefused(
                f"Firebreak does not listen on {self.plan.host} in its plain HTTP mode, which is for this machine "
                "only: set DATABASE_URL and the rest of the production settings, and put a proxy with TLS in front."
            )

    def _make_folder(self) -> None:
        try:
            self.var.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RunRefused(f"Firebreak can't make its folder {self.var}: {error.strerror}.") from error
        if not os.access(self.var, os.R_OK | os.W_OK | os.X_OK):
            raise RunRefused(f"Firebreak can't write in {self.var}; change its rights or choose another with --var.")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        note = self.var / "instance.lock"
        try:
            with locked(note, wait=False) as mine:
                if not mine:
                    pid = note.read_text(encoding="utf-8").strip()
                    who = f" (process {pid})" if pid else ""
                    raise RunRefused(
                        f"Another Firebreak already runs on {self.var}{who}; "
                        "end it, or choose another folder with --var."
                    )
                note.write_text(f"{os.getpid()}\n", encoding="utf-8")
                yield
        except PermissionError as error:
            raise RunRefused(f"{error.filename} belongs to somebody else; choose another folder with --var.") from error

    @contextmanager
    def _listening(self) -> Iterator[socket.socket]:
        """The web's socket is ours: while the web process starts again, callers wait and are not refused."""
        family = socket.AF_INET6 if ":" in self.plan.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as listener:
            # A restart must not wait until the old connections' TIME-WAIT is over.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((self.plan.host, self.plan.port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    sentence = f"Port {self.plan.port} is in use; end what uses it, or choose another with --port."
                else:
                    sentence = f"Firebreak can't listen on {self.plan.host}:{self.plan.port}: {error.strerror}."
                raise RunRefused(sentence) from error
            listener.listen(1024)
            yield listener

    @contextmanager
    def _signals(self) -> Iterator[None]:
        def asked(_number: int, _frame: FrameType | None) -> None:
            self._asked_to_end += 1

        asking = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup: the terminal may go, we stay
            asking.append(signal.SIGHUP)
        before = {number: signal.signal(number, asked) for number in asking}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _start_embedded(self) -> None:
        if self.plan.embedded_postgres:
            if embedded.running(self.var).postgres_pid is None:
                self._started.append("postgres")
                self.supervisor.say("Starting the embedded PostgreSQL.")
            embedded.ensure_postgres(self.var)
        if self.plan.embedded_broker:
            if embedded.running(self.var).broker_pid is None:
                self._started.append("broker")
                self.supervisor.say("Starting the embedded Valkey.")
            embedded.ensure_broker(self.var)

    def _look_after_embedded(self) -> None:
        """An embedded server that was killed comes back with everything it had acknowledged."""
        now = time.monotonic()
        if now < self._look_again:
            return
        self._look_again = now + _LOOK_SECONDS
        status = embedded.running(self.var)
        try:
            if self.plan.embedded_postgres and status.postgres_pid is None:
                self.supervisor.say("The embedded PostgreSQL is gone; starting it again.")
                embedded.ensure_postgres(self.var)
                self.supervisor.say("The embedded PostgreSQL is back.")
            if self.plan.embedded_broker and status.broker_pid is None:
                self.supervisor.say("The embedded Valkey is gone; starting it again.")
                embedded.ensure_broker(self.var)
                self.supervisor.say("The embedded Valkey is back.")
        except embedded.EmbeddedError as error:
            self.supervisor.say(str(error))
            self._look_again = now + 5 * _LOOK_SECONDS

    def _wait_until_ready(self) -> bool:
        deadline = time.monotonic() + _READY_SECONDS
        while not self._asked_to_end:
            self.supervisor.poll(0.2)
            if self._answers():
                return True
            if self.supervisor.deaths("web") >= _HOPELESS or time.monotonic() > deadline:
                self.supervisor.say("The web process does not come up, see its lines above.")
                return False
        return False

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(self.plan.host, self.plan.port, timeout=1)
        try:
            connection.request("GET", "/healthz", headers={"Host": f"localhost:{self.plan.port}"})
            return connection.getresponse().status < http.client.INTERNAL_SERVER_ERROR
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def _end(self) -> None:
        self.supervisor.say("Ending; once more Ctrl-C kills what is left.")
        already = self._asked_to_end
        self.supervisor.stop(seconds=_END_SECONDS, hurry=lambda: self._asked_to_end > max(already, 1))
        with contextlib.suppress(embedded.EmbeddedError):
            if "broker" in self._started:
                embedded.stop_broker(self.var)
            if "postgres" in self._started:
                embedded.stop_postgres(self.var)
        before = (self.plan.embedded_postgres or self.plan.embedded_broker) and not self._started
        left = " The embedded servers ran before and stay; `manage.py embedded stop` ends them." if before else ""
        self.supervisor.say(f"Ended.{left}")


def _manage(*words: str) -> list[str]:
    return [sys.executable, str(_PROJECT / "manage.py"), *words]


def _celery(*words: str) -> list[str]:
    # About root we have said one line ourselves.
    quiet = ["-W", "ignore:You're running the worker:UserWarning"]
    return [sys.executable, *quiet, "-m", "celery", "-q", "-A", "config", *words]


def upgrade() -> Program:
    """Brings the public schema and every agency's to the present shape."""
    return Program("upgrade", _manage("upgrade"), once=True)


def web(listener: int, gate: int) -> Program:
    """Pages, API and live events in one process, on a socket that listens already, once the gate is open."""
    words = ("listen", "--pages", "--fd", str(listener), "--gate", str(gate))
    return Program("web", _manage(*words), inherits=(listener, gate))


def worker() -> Program:
    """Runs the jobs. Alone on its broker, it need not look for others."""
    concurrency = max(2, min(4, os.cpu_count() or 2))
    options = ("--loglevel", "INFO", "--concurrency", str(concurrency), "--without-gossip", "--without-mingle")
    return Program("worker", _celery("worker", *options), firmly=signal.SIGQUIT)


def beat() -> Program:
    """Says when it is time for a job."""
    # No file of its number: a killed beat would leave one, and the next refuses to start by it.
    return Program("beat", _celery("beat", "--loglevel", "INFO", "--pidfile", ""))


def streams() -> Program:
    """Listens to the feeds that are streamed."""
    return Program("stream", _manage("stream"))
