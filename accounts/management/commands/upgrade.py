"""`manage.py upgrade`: brings the database to this code. Resumable: what is done is skipped."""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from accounts.models import Agency
from accounts.services.grants import apply_grants
from accounts.services.schedule import sync_schedule
from accounts.services.template import rebuild_template
from accounts.tenancy import enter_public


class Command(BaseCommand):
    """Public schema, then each agency, then rights, the template of new agencies, and the beat's schedule."""

    help = "Migrates the platform and every agency, with progress; can be interrupted and started again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs as the owning role."""
        started = time.monotonic()
        call_command("migrate_schemas", shared=True, verbosity=0, interactive=False)
        enter_public()
        apply_grants("public")
        self.stdout.write("platform: up to date")
        agencies = list(Agency.objects.exclude(status__in=["requested", "failed"]).values_list("slug", "schema_name"))
        for done, (slug, schema) in enumerate(agencies, start=1):
            call_command("migrate_schemas", schema_name=schema, verbosity=0, interactive=False)
            enter_public()
            apply_grants(schema)
            self.stdout.write(f"agency {done} of {len(agencies)}: {slug} up to date")
        stored = rebuild_template()
        enter_public()
        self.stdout.write(
            "template of new agencies: stored"
            if stored
            else "template: no fitting pg_dump; agencies are made by migrations"
        )
        jobs = sync_schedule()
        self.stdout.write(f"schedule: {jobs} jobs. Done in {time.monotonic() - started:.1f} s.")
