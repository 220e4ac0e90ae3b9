"""`manage.py lift_limits EMAIL`: lets somebody try to log in again at once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from accounts.services import login_limits


class Command(BaseCommand):
    """Forgets the wrong passwords and codes that were given for an address."""

    help = "Lets somebody try to log in again at once who gave too many wrong passwords or codes."

    def add_arguments(self, parser: CommandParser) -> None:
        """The address."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Says from where it had been tried."""
        places = login_limits.lift(str(options["email"]), now=timezone.now())
        tried = f" It was tried in the last hour from {', '.join(places)}." if places else ""
        self.stdout.write(f"{options['email']} can be tried again from everywhere.{tried}")
