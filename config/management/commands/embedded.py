"""`manage.py embedded status|start|stop`: the embedded database and broker of this machine."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from config import embedded


class Command(BaseCommand):
    help = "Shows, starts or stops the embedded PostgreSQL and Valkey, which outlive the command that started them."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("do", choices=["status", "start", "stop"])
        parser.add_argument("--var", type=Path, default=settings.VAR, help="folder for all data (default var)")

    def handle(self, *args: object, **options: object) -> None:
        var = Path(str(options["var"]))
        try:
            if options["do"] == "start":
                embedded.ensure_postgres(var)
                embedded.ensure_broker(var)
            elif options["do"] == "stop":
                embedded.stop(var)
        except embedded.EmbeddedError as error:
            self.stderr.write(str(error))
            sys.exit(2)
        self._show(var)

    def _show(self, var: Path) -> None:
        status, servers = embedded.running(var), embedded.locate(var)
        for name, pid, address in (
            ("PostgreSQL", status.postgres_pid, servers.app_url),
            ("Valkey", status.broker_pid, servers.broker_url),
        ):
            self.stdout.write(f"{name}: runs as process {pid}, {address}" if pid else f"{name}: does not run")
