"""Runs programs in one terminal: their lines prefixed, the dead started again, all of them ended together."""

import contextlib
import ctypes
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import IO, TextIO

from honcho.colour import get_colours
from honcho.printer import Message, Printer

_OWN_NAME = "firebreak"
_FIRST_PAUSE = 1.0  # seconds before a program that died is started again; doubles each time
_LONGEST_PAUSE = 30.0
_STEADY_SECONDS = 60.0  # after so long a life the pause is short again
_LONGEST_LINE = 64 * 1024  # bytes; a longer line is cut there
_SET_PARENT_DEATH_SIGNAL = 1  # prctl(2), Linux

_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Program:
    """A process to run.

    `once`: it may end by itself; all others are started again when they do. `firmly`: the signal it gets after half
    the time to end. `inherits`: open file descriptors it takes over.
    """

    name: str
    command: Sequence[str]
    once: bool = False
    environ: Mapping[str, str] = field(default_factory=dict)
    inherits: Sequence[int] = ()
    firmly: signal.Signals = signal.SIGTERM


@dataclass
class _Child:
    program: Program
    colour: str
    process: subprocess.Popen[bytes] | None = None
    rest: bytes = b""
    started: float = 0.0
    pause: float = _FIRST_PAUSE
    again_at: float | None = None
    deaths: int = 0


def _end_with_parent() -> None:
    """In the child, before its program: if the supervisor is killed, Linux ends the child too and its port is free."""
    if _libc is not None:
        _libc.prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)


class Supervisor:
    """Watches programs from one thread; call `poll` again and again."""

    def __init__(self, out: TextIO | None = None, *, folder: Path, environ: Mapping[str, str] | None = None) -> None:
        self._folder = folder
        self._environ = dict(os.environ if environ is None else environ)
        self._printer = Printer(out or sys.stdout, width=len(_OWN_NAME))
        self._colours = get_colours()
        self._selector = selectors.DefaultSelector()
        self._children: dict[str, _Child] = {}
        self._stopping = False

    def say(self, text: str) -> None:
        """Prints lines of our own."""
        self._print(_OWN_NAME, text or " ", None)

    def start(self, program: Program) -> None:
        """Starts the program now and keeps it running."""
        child = _Child(program, next(self._colours))
        self._children[program.name] = child
        self._printer.width = max(self._printer.width, len(program.name))
        self._launch(child)

    def run(self, program: Program, *, give_up: Callable[[], bool] = lambda: False) -> int | None:
        """Runs a program to its end and returns its exit code; None if `give_up` said so before, and it was ended."""
        self.start(replace(program, once=True))
        child = self._children[program.name]
        while child.process and child.process.poll() is None:
            self.poll(0.1)
            if give_up():
                self._signal(child, signal.SIGTERM)
                child.process.wait()
                return None
        self._drain(child)
        code = child.process.returncode if child.process else None
        del self._children[program.name]
        return code

    def poll(self, seconds: float) -> None:
        """Passes lines on for up to that long, notices the dead and starts again what is due."""
        for key, _ in self._selector.select(seconds):
            self._relay(key.data, key.fileobj)
        for child in self._children.values():
            self._look_after(child)

    def deaths(self, name: str) -> int:
        """How often a program ended without being asked to."""
        return self._children[name].deaths

    def pids(self) -> dict[str, int]:
        """Process ids of what runs now, by name."""
        running = ((name, child.process) for name, child in self._children.items())
        return {name: process.pid for name, process in running if process and process.poll() is None}

    def stop(self, *, seconds: float, hurry: Callable[[], bool] = lambda: False) -> bool:
        """Asks everything to end and waits; kills what is left after that long, or when `hurry` says so.

        Returns whether all ended by themselves.
        """
        self._stopping = True
        for child in self._children.values():
            child.again_at = None
            self._signal(child, signal.SIGTERM)
        began = time.monotonic()
        firm = False
        while self.pids() and time.monotonic() - began < seconds and not hurry():
            self.poll(0.1)
            if not firm and time.monotonic() - began > seconds / 2:
                firm = True
                for child in self._children.values():
                    self._signal(child, child.program.firmly)
        left = list(self.pids())
        for name in left:
            self.say(f"{name} does not end: killing it")
        for child in self._children.values():
            self._signal(child, signal.SIGKILL, group=True)
        while self.pids():
            self.poll(0.05)
        for child in self._children.values():
            self._drain(child)
        return not left

    def _drain(self, child: _Child) -> None:
        """Passes on what an ended program left in its pipe; a grandchild may hold it open, so not for ever."""
        deadline = time.monotonic() + 1
        while child.process and child.process.stdout and not child.process.stdout.closed:
            self.poll(0.05)
            if time.monotonic() > deadline:
                return

    def _launch(self, child: _Child) -> None:
        program = child.program
        child.process = subprocess.Popen(  # noqa: S603  # our own command lines
            list(program.command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # Each line when it is written, not when a buffer is full.
            env={**self._environ, "PYTHONUNBUFFERED": "1", **program.environ},
            pass_fds=tuple(program.inherits),
            cwd=self._folder,
            start_new_session=True,  # Ctrl-C in the terminal reaches us alone, and we end them in order
            preexec_fn=_end_with_parent,  # safe here: this process has no threads
        )
        child.started, child.again_at, child.rest = time.monotonic(), None, b""
        if child.process.stdout:
            os.set_blocking(child.process.stdout.fileno(), False)  # one slow program holds up no other
            self._selector.register(child.process.stdout, selectors.EVENT_READ, child)

    def _relay(self, child: _Child, stream: object) -> None:
        pipe: IO[bytes] = stream  # type: ignore[assignment]  # the selector knows only "something with a descriptor"
        try:
            data = os.read(pipe.fileno(), _LONGEST_LINE)
        except BlockingIOError:
            return
        if not data:
            self._selector.unregister(pipe)
            pipe.close()
        *lines, child.rest = (child.rest + data).split(b"\n")
        if child.rest and (not data or len(child.rest) >= _LONGEST_LINE):
            lines, child.rest = [*lines, child.rest], b""
        for line in lines:
            self._print(child.program.name, line.decode("utf-8", "replace"), child.colour)

    def _look_after(self, child: _Child) -> None:
        now = time.monotonic()
        process = child.process
        if process and process.poll() is not None:
            self._buried(child, process, now)
        if child.again_at is not None and now >= child.again_at and not self._stopping:
            self._launch(child)

    def _buried(self, child: _Child, process: subprocess.Popen[bytes], now: float) -> None:
        if child.again_at is not None or child.program.once or self._stopping:
            return
        child.deaths += 1
        # What the dead one left behind (a worker's own children) must not work on beside its successor.
        self._signal(child, signal.SIGKILL, group=True)
        if now - child.started > _STEADY_SECONDS:
            child.pause = _FIRST_PAUSE
        child.again_at = now + child.pause
        self.say(f"{child.program.name} ended ({_how(process.returncode)}); starting it again in {child.pause:.0f} s")
        child.pause = min(child.pause * 2, _LONGEST_PAUSE)

    def _signal(self, child: _Child, sign: signal.Signals, *, group: bool = False) -> None:
        if child.process is None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if group:
                os.killpg(child.process.pid, sign)
            elif child.process.poll() is None:
                child.process.send_signal(sign)

    def _print(self, name: str, text: str, colour: str | None) -> None:
        """A post's text may end up in a log line: its control characters must not reach the terminal."""
        shown = "".join(letter if letter.isprintable() or letter in "\t\n" else "\ufffd" for letter in text)
        message = Message(type="line", data=shown, time=datetime.now().astimezone(), name=name, colour=colour)
        with contextlib.suppress(OSError):  # the terminal is gone: what runs must still be ended in order
            self._printer.write(message)


def _how(code: int) -> str:
    if code < 0:
        with contextlib.suppress(ValueError):
            return f"by {signal.Signals(-code).name}"
    return f"exit code {code}"
