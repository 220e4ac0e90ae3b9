"""`manage.py rotate_secrets`: after a new key was put in front of FIREBREAK_FIELD_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.services.rekeying import encrypt_anew


class Command(BaseCommand):
    """Encrypts what is stored of secrets with the first of FIREBREAK_FIELD_KEYS."""

    help = "Encrypts the secrets of sources, webhooks and browsers anew, with the first of FIREBREAK_FIELD_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how many. Fails where some can't be read by any key."""
        done = encrypt_anew()
        self.stdout.write(f"{done.renewed} secrets are encrypted with the newest key.")
        if done.unreadable:
            raise CommandError(f"{done.unreadable} can't be read by any of FIREBREAK_FIELD_KEYS: enter them again.")
