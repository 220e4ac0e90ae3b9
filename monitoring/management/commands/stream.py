"""`manage.py stream`: the process that listens to the feeds that are streamed."""

import signal
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from monitoring.feeds.collection.streaming import Streams


class Command(BaseCommand):
    help = "Listens to the feeds that are streamed. Run as many as you like: they share the feeds, and take over those of one that is lost."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--most", type=int, default=20, help="streams of this process at once (default 20)")

    def handle(self, *args: object, **options: object) -> None:
        streams = Streams(most=max(1, int(str(options["most"]))))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: streams.end())
        streams.run()
