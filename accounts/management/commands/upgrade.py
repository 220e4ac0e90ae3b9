"""`manage.py upgrade`: brings the database to this code. Resumable: what is done is skipped, and one that fails stops no other."""

import time
from typing import Any

import psycopg
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from accounts.errors import DomainError
from accounts.models import Agency
from accounts.services.grants import apply_grants
from accounts.services.schedule import sync_schedule
from accounts.services.schema_template import rebuild_template
from accounts.tenancy import enter_public, schemas_there


class Command(BaseCommand):
    """Public schema, then each agency, then rights, the template of new agencies, and the beat's schedule."""

    # Of what is stored and for whom. Those of addresses would load every page, while the first one waits for this.
    requires_system_checks = (Tags.models, "firebreak")
    help = "Migrates the platform and every agency, with progress; can be interrupted and started again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs as the owning role."""
        started = time.monotonic()
        call_command("migrate_schemas", shared=True, verbosity=0, interactive=False)
        enter_public()
        apply_grants("public")
        self.stdout.write("platform: up to date")
        behind = self._agencies()
        stored = rebuild_template()
        enter_public()
        self.stdout.write(
            "template of new agencies: stored"
            if stored
            else "template: no fitting pg_dump; agencies are made by migrations"
        )
        jobs = sync_schedule()
        self.stdout.write(f"schedule: {jobs} jobs. Done in {time.monotonic() - started:.1f} s.")
        if behind:
            raise CommandError(f"Not up to date: {', '.join(behind)}. Fix what is reported above, then run this again.")

    def _agencies(self) -> list[str]:
        """Each agency in turn; returns those that failed, whose other agencies are up to date all the same."""
        rows = Agency.objects.exclude(status__in=["requested", "failed"]).values_list("slug", "schema_name")
        # One that nobody ever confirmed was closed and its schema removed: there is nothing of it to bring anywhere.
        there = schemas_there()
        agencies = [(slug, schema) for slug, schema in rows if schema in there]
        behind = []
        for done, (slug, schema) in enumerate(agencies, start=1):
            try:
                call_command("migrate_schemas", schema_name=schema, verbosity=0, interactive=False)
                enter_public()
                apply_grants(schema)
            # A schema that goes while this runs is a RuntimeError of migrate_schemas.
            except (DatabaseError, psycopg.Error, CommandError, DomainError, RuntimeError) as error:
                enter_public()
                behind.append(slug)
                self.stderr.write(f"agency {done} of {len(agencies)}: {slug} failed: {error}".strip())
            else:
                self.stdout.write(f"agency {done} of {len(agencies)}: {slug} up to date")
        return behind
