"""`manage.py verify_timeline [--agency SLUG]`: are every incident's record and every plan version as they were written?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_tenants.utils import schema_context, tenant_context

from accounts.models import Agency
from accounts.tenancy import schemas_there
from incidents.models import TimelineEntry
from incidents.services import seals
from playbooks.models import PlanSeal
from playbooks.services import seals as plan_seals


class Command(BaseCommand):
    """Names the first bad record of every chain, and every published plan version that is another; ends with 1 if any."""

    help = (
        "Checks the timelines of all agencies, or of one, against their chains and the seals kept outside them, and "
        "published plan versions against their seals."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--agency` takes a slug."""
        parser.add_argument("--agency", metavar="SLUG", help="only this agency")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes a line per agency and per bad record. Raises CommandError where a record is bad or the slug unknown."""
        with schema_context("public"):
            agencies = Agency.objects.filter(status__in=["active", "suspended", "closed"]).order_by("slug")
            # Read here: a query set is lazy, and would be asked in whichever schema comes next.
            chosen = list(agencies.filter(slug=options["agency"]) if options["agency"] else agencies)
        if options["agency"] and not chosen:
            raise CommandError(f"There is no agency called {options['agency']}.")
        there = schemas_there()
        for agency in chosen:
            if agency.schema_name not in there:
                self.stdout.write(f"{agency.slug}: nobody ever confirmed it, and its schema was removed")
        counts = [self._agency(agency) for agency in chosen if agency.schema_name in there]
        timelines, versions = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0)
        said = [_not_holding(timelines, "timeline"), _not_holding(versions, "plan version")]
        if timelines or versions:
            raise CommandError(" ".join(filter(None, said)))

    def _agency(self, agency: Agency) -> tuple[int, int]:
        with tenant_context(agency):
            timelines = self._timelines(agency)
            versions = self._versions(agency)
        return timelines, versions

    def _versions(self, agency: Agency) -> int:
        faults = list(plan_seals.bad_versions())
        for one in faults:
            self.stdout.write(self.style.ERROR(f"{agency.slug}: plan {one.plan}, version {one.number}: {one.what}"))
        if not faults:
            self.stdout.write(f"{agency.slug}: {PlanSeal.objects.count()} plan versions hold")
        return len(faults)

    def _timelines(self, agency: Agency) -> int:
        faults = list(seals.bad_records())
        for one in faults:
            name = f"incident #{one.number}" if one.number else f"incident {one.incident_id}, which is gone"
            self.stdout.write(self.style.ERROR(f"{agency.slug}: {name}: record {one.seq} {one.what}"))
        if not faults:
            self.stdout.write(f"{agency.slug}: {TimelineEntry.objects.count()} records hold")
        return len(faults)


def _not_holding(number: int, what: str) -> str:
    if not number:
        return ""
    return f"{number} {what} does not hold." if number == 1 else f"{number} {what}s do not hold."
