"""Whether a server process is really there, and ending it."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

_POLL_SECONDS = 0.02


def is_alive(pid: int, program: str) -> bool:
    """Whether the process runs and is this program.

    Not alive: a zombie (dead, but its parent has not collected it, as under a container's first process), and a number
    that the system has since given to another program.
    """
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # somebody else's process: still there
    state, name = _state_and_name(pid)
    return state not in ("", "Z", "X") and name == program


def _state_and_name(pid: int) -> tuple[str, str]:
    """One-letter state and program name, empty strings if there is no such process."""
    if Path("/proc/self/stat").exists():
        try:
            text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return "", ""
        # The name stands in brackets and may hold spaces and brackets itself.
        name, _, rest = text.partition("(")[2].rpartition(")")
        return rest.split()[0], name
    listed = subprocess.run(  # noqa: S603  # a number is all that varies
        ["/bin/ps", "-o", "stat=,comm=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    state, _, name = listed.stdout.strip().partition(" ")
    return state[:1], Path(name.strip()).name


def end(pid: int, program: str, sign: signal.Signals, *, seconds: float) -> bool:
    """Sends the signal and waits; False if the program is still there after that many seconds."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, sign)
    deadline = time.monotonic() + seconds
    while is_alive(pid, program):
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def first_line(path: Path) -> str:
    """First line of a small file, stripped; empty if there is none."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").partition("\n")[0].strip()
    except OSError:
        return ""


def pid_in(path: Path) -> int | None:
    """The process id a server noted in its file, or None."""
    text = first_line(path)
    return int(text) if text.isdecimal() and int(text) > 1 else None
