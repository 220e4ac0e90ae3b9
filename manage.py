#!/usr/bin/env python
"""Firebreak's command line."""

import os
import sys
from collections.abc import MutableMapping, Sequence

# The settings need these before a command can read its own options: option → variable.
_EARLY = {"--var": "FIREBREAK_VAR", "--port": "FIREBREAK_PORT"}
_EARLY_COMMANDS = {"run", "demo", "embedded"}


def set_early(words: Sequence[str], environ: MutableMapping[str, str]) -> None:
    """Hands `--var` and `--port` of the one-machine commands to the settings by their variables."""
    if len(words) < 2 or words[1] not in _EARLY_COMMANDS:
        return
    for place, word in enumerate(words[2:], start=2):
        option, equals, value = word.partition("=")
        if option not in _EARLY:
            continue
        if not equals:
            value = words[place + 1] if place + 1 < len(words) else ""
        if value:
            environ[_EARLY[option]] = value


def main() -> None:
    """Runs the command; a wrong setting or a missing package is one sentence and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    set_early(sys.argv, os.environ)
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.stderr.write(
            "Django is not installed for this Python: make the environment with "
            "`python3 -m venv .venv && .venv/bin/pip install -r requirements.txt`, then use `.venv/bin/python`.\n"
        )
        sys.exit(2)
    try:
        from django.conf import settings

        settings.INSTALLED_APPS  # noqa: B018  # reads the settings now, so that a wrong value is said before anything else
        if sys.argv[1:2] == ["run"]:
            # It needs no app, and loading them all would take a second of the time to the first page.
            from config.management.commands.run import Command

            Command().run_from_argv(sys.argv)
        else:
            execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
