"""`manage.py verify_timeline [--agency SLUG]`: is every record of every incident as it was written?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_tenants.utils import schema_context, tenant_context

from accounts.models import Agency
from incidents.models import TimelineEntry
from incidents.services import seals


class Command(BaseCommand):
    """Names the first bad record of every chain; ends with 1 where there is one."""

    help = "Checks the timelines of all agencies, or of one, against their chains and the seals kept outside them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--agency` takes a slug."""
        parser.add_argument("--agency", metavar="SLUG", help="only this agency")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes a line per agency and per bad record. Raises CommandError where a record is bad or the slug unknown."""
        with schema_context("public"):
            agencies = Agency.objects.filter(status__in=["active", "suspended", "closed"]).order_by("slug")
            chosen = list(agencies.filter(slug=options["agency"]) if options["agency"] else agencies)
        if options["agency"] and not chosen:
            raise CommandError(f"There is no agency called {options['agency']}.")
        bad = sum(self._agency(agency) for agency in chosen)
        if bad:
            raise CommandError(f"{bad} {'timeline does' if bad == 1 else 'timelines do'} not hold.")

    def _agency(self, agency: Agency) -> int:
        with tenant_context(agency):
            found = list(seals.bad_records())
            entries = TimelineEntry.objects.count()
        for one in found:
            name = f"incident #{one.number}" if one.number else f"incident {one.incident_id}, which is gone"
            self.stdout.write(self.style.ERROR(f"{agency.slug}: {name}: record {one.seq} does not hold"))
        if not found:
            self.stdout.write(f"{agency.slug}: {entries} records hold")
        return len(found)
