"""Typed readers of environment variables. A bad value names its variable and says what would be right."""

import contextlib
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """The variable's text, or the default where it is not set."""
    return os.environ.get(name, default)


def required(name: str, why: str) -> str:
    """The variable's text. Raises ImproperlyConfigured where it is not set or empty, with the reason it is needed."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {why}")
    return value


def flag(name: str, default: bool = False) -> bool:
    """A yes or no. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name)
    if value is None:
        return default
    folded = value.strip().lower()
    if folded in _TRUE:
        return True
    if folded in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of 1, 0, true, false, yes, no, on, off.")


def number(name: str, default: int, *, at_least: int = 0) -> int:
    """A whole number not below `at_least`. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name)
    if value is None or not value.strip():
        return default
    try:
        parsed = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be a whole number.") from None
    if parsed < at_least:
        raise ImproperlyConfigured(f"{name} is {parsed}; it must be at least {at_least}.")
    return parsed


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A comma-separated list, blanks dropped."""
    value = os.environ.get(name)
    if value is None:
        return list(default)
    return [part.strip() for part in value.split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """An absolute folder path; it need not exist yet."""
    value = os.environ.get(name)
    return Path(value).expanduser().resolve() if value else default


def secret(name: str, *, local: bool, local_file: Path) -> str:
    """A secret of at least 40 characters. In local mode it is made once and kept in a file only its owner can read."""
    value = os.environ.get(name, "")
    if value:
        if len(value) < 40:  # of base64, 240 bits
            raise ImproperlyConfigured(f"{name} has {len(value)} characters; it needs at least 40 random ones.")
        return value
    if not local:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it to at least 40 random characters, the same on all machines."
        )
    return _kept_secret(name, local_file)


def _kept_secret(name: str, file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        pass
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # With its mode from the first moment: between `open` and a `chmod` others could open it.
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(secrets.token_urlsafe(48))
        # A link appears whole or not at all: of two processes that start at once, the second reads what the first wrote.
        with contextlib.suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    except OSError as error:
        raise ImproperlyConfigured(f"{name} is not set and {file} can't be written ({error.strerror}).") from None
    return file.read_text(encoding="utf-8").strip()
