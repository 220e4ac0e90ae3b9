"""`manage.py listen`: the process of the live events, `/events/` and the change feed alone; with `--pages` the whole site."""

import contextlib
import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand

_LAST_SECONDS = 5  # an event stream never ends by itself


class Command(BaseCommand):
    help = (
        "Serves live events (/events/) over HTTP. In production a proxy sends /events/ here and the rest to gunicorn."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
        parser.add_argument("--port", type=int, default=8001, help="port to listen on (default 8001)")
        parser.add_argument("--fd", type=int, help="a listening socket that was handed over, instead of host and port")
        parser.add_argument(
            "--gate", type=int, help="a pipe that was handed over: load the code, serve when it is closed"
        )
        parser.add_argument("--pages", action="store_true", help="serve pages and the API too (one-machine mode)")

    def handle(self, *args: object, **options: object) -> None:
        host, port, descriptor = str(options["host"]), int(str(options["port"])), options["fd"]
        config = uvicorn.Config(
            "config.asgi:application" if options["pages"] else "config.asgi:events",
            lifespan="off",  # Django's application knows none and raises
            ws="none",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_LAST_SECONDS,
            log_config=None,  # Django's logging settings speak for uvicorn too
        )
        if options["pages"]:
            with contextlib.suppress(OSError):  # without it whitenoise complains at each start
                Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        try:
            listener = socket.socket(fileno=int(str(descriptor))) if descriptor else listen_on(host, port)
        except OSError as error:
            self.stderr.write(f"Firebreak can't listen on {host}:{port}: {error.strerror}.")
            sys.exit(2)
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C: uvicorn has already let its requests finish
            config.load()
            if options["gate"]:
                os.read(int(str(options["gate"])), 1)  # returns when `run` has brought the database up to date
            uvicorn.Server(config).run(sockets=[listener])


def listen_on(host: str, port: int) -> socket.socket:
    """A listening TCP socket. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except OSError:
        listener.close()
        raise
    return listener
