"""Where the embedded servers keep things: folders, the socket directory, locks between processes."""

import fcntl
import hashlib
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A unix socket's path may have 103 characters on the stricter systems; PostgreSQL's file name takes 15 of them.
LONGEST_SOCKET_DIR = 88
# PostgreSQL's option takes a list of directories and goes through a shell.
_PLAIN = re.compile(r"[\w./ +@-]+")


class EmbeddedError(Exception):
    """The embedded database or broker can't be used; the message is one sentence for the person at the terminal."""


def socket_dir(var: Path) -> Path:
    """The directory of both sockets: `var/run`; where that is too long or odd, a hashed name in the runtime folder.

    It depends on the folder and the user alone, not on the environment, so that every process finds the same one.
    """
    inside = var.resolve() / "run"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_DIR and _PLAIN.fullmatch(str(inside)):
        return inside
    name = hashlib.sha256(os.fsencode(inside)).hexdigest()[:16]
    uid = os.getuid()
    runtime = Path(f"/run/user/{uid}")
    return runtime / f"firebreak-{name}" if runtime.is_dir() else Path("/tmp") / f"firebreak-{uid}-{name}"  # noqa: S108  # checked by private_dir


def private_dir(path: Path) -> Path:
    """Makes the directory for this user alone (0700). Raises EmbeddedError if it can't, or somebody else owns it."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = path.lstat()  # not `stat`: somebody else's link in /tmp must not be followed
    except OSError as error:
        raise EmbeddedError(f"Firebreak can't make the folder {path}: {error.strerror}.") from error
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
        raise EmbeddedError(f"{path} belongs to somebody else; remove it or choose another folder with --var.")
    if stat.S_IMODE(status.st_mode) != 0o700:
        path.chmod(0o700)
    if not os.access(path, os.W_OK | os.X_OK):
        raise EmbeddedError(
            f"Firebreak can't write in the folder {path}; change its rights or choose another with --var."
        )
    return path


@contextmanager
def locked(path: Path, *, wait: bool = True) -> Iterator[bool]:
    """Holds an exclusive lock on the file between processes; yields False at once if it is taken and wait is False.

    The system gives the lock back when its holder dies, so a crash leaves none behind.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield _take(descriptor, wait=wait)
    finally:
        os.close(descriptor)


@contextmanager
def life_lock(path: Path, *, seconds: float) -> Iterator[int]:
    """The lock a server holds as long as it or one of its children lives, in this container or another.

    Yields the descriptor, locked, for the server to inherit; waits that long for the children of a killed one.
    Raises EmbeddedError if it stays taken.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    deadline = time.monotonic() + seconds
    try:
        while not _take(descriptor, wait=False):
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"Another server still works in {path.parent}, perhaps in another container; end it."
                )
            time.sleep(0.05)
        yield descriptor
    finally:
        os.close(descriptor)


def _take(descriptor: int, *, wait: bool) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True
