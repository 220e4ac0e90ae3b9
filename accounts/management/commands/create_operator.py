"""`manage.py create_operator EMAIL`: somebody who runs this platform."""

import sys
from getpass import getpass
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.errors import DomainError
from accounts.services import operators
from accounts.services.unconfirmed import has_account


class Command(BaseCommand):
    """Makes a platform operator, or an operator of somebody who has an account."""

    help = "Makes a platform operator. Asks for a password; --password-stdin reads it from standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        """The address, and where the password comes from."""
        parser.add_argument("email")
        parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        """Says what to do next."""
        email = str(options["email"])
        password = "" if has_account(email) else self._password(from_stdin=options["password_stdin"])
        try:
            user, is_new = operators.make_operator(email=email, password=password)
        except DomainError as error:
            reasons = [text for texts in error.fields.values() for text in texts] or [error.message]
            raise CommandError(" ".join(reasons)) from None
        origin = settings.PLATFORM_ORIGIN
        if is_new:
            self.stdout.write(f"{user.email} is an operator.")
        else:
            self.stdout.write(f"{user.email} had an account and is an operator now; the password is unchanged.")
        self.stdout.write(
            f"Next:\n  1. log in at {origin}/accounts/login/\n"
            f"  2. set up the second factor at {origin}/accounts/2fa/\n"
            f"  3. open {origin}/admin/"
        )

    @staticmethod
    def _password(*, from_stdin: bool) -> str:
        if from_stdin:
            return sys.stdin.readline().rstrip("\r\n")  # only the line's end: a password may end in a blank
        password = getpass("Password (at least 12 characters): ")
        if getpass("Once more: ") != password:
            raise CommandError("The passwords don't match. Nothing was created.")
        return password
