"""`manage.py run`: Firebreak on this machine, with nothing to set up."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend
from django.core.management.base import BaseCommand
from django.utils.module_loading import import_string

from config import embedded
from config.processes import OneMachine, Plan, RunRefused


class Command(BaseCommand):
    help = "Runs Firebreak on this machine: database, broker, migrations, pages, events, worker, beat and streams. Ctrl-C ends it."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
        parser.add_argument("--port", type=int, default=settings.PORT, help="port to listen on (default 8000)")
        parser.add_argument("--var", type=Path, default=settings.VAR, help="folder for all data (default var)")

    def handle(self, *args: object, **options: object) -> None:
        var, port, host = Path(str(options["var"])), int(str(options["port"])), str(options["host"])
        plan = plan_for(var=var, host=host, port=port)
        try:
            code = OneMachine(plan).serve()
        except RunRefused as refusal:
            self.stderr.write(str(refusal))
            code = 2
        sys.exit(code)


def plan_for(*, var: Path, host: str, port: int) -> Plan:
    """The plan these settings ask for: embedded is what no variable names a server for."""
    expected = embedded.locate(settings.VAR)
    return Plan(
        var=var,
        host=host,
        port=port,
        local=settings.LOCAL,
        embedded_postgres=expected.app_url == settings.DATABASE_URL,
        # A named RabbitMQ is no cache: that may still be ours.
        embedded_broker=expected.broker_url == settings.CELERY_BROKER_URL or expected.cache_url == settings.CACHE_URL,
        greeting=greeting(var, port),
    )


def greeting(var: Path, port: int) -> list[str]:
    """What the person at the terminal needs to know once it runs."""
    where = f"http://{settings.PLATFORM_HOST}:{port}/" if settings.LOCAL else settings.PLATFORM_ORIGIN
    elsewhere = "" if var.resolve() == (settings.BASE_DIR / "var").resolve() else f"FIREBREAK_VAR={var.resolve()} "
    lines = [
        f"Firebreak is at {where}",
        "To make the first platform operator, in another terminal:",
        f"    {elsewhere}{sys.executable} {settings.BASE_DIR / 'manage.py'} create_operator you@example.org",
        "Ctrl-C ends everything.",
    ]
    if settings.LOCAL and issubclass(import_string(settings.EMAIL_BACKEND), EmailBackend):
        lines.insert(1, f"Emails are written to files in {var.resolve() / 'mail'}")
    return lines
