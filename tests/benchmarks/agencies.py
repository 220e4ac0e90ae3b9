"""How long a new agency takes, and how long an upgrade of many.

    python -m tests.benchmarks.agencies --json

Creation is the job's own service, `accounts.services.agencies.create`: the stored template replayed, rights granted, the
status moved. Beside it the same service without a template, and the bare migrations in this process, without the start of
another, which is the stricter comparison and the one the goal (ten times) is held against. The upgrade is `manage.py
upgrade` on 50 agencies: with nothing to do, and with one migration that every agency needs: monitoring's newest, where it is
no part of a squash.
"""

import argparse
import io
import json
from contextlib import redirect_stdout
from typing import Any
from uuid import uuid4

from tests.benchmarks.ground import database, machine, median, percentile, seconds_of

GOAL_TIMES = 10.0


def requested(number: int) -> Any:
    """An agency that waits for its schema, with its host name, as a sign-up leaves it."""
    from accounts.models import Agency, Domain
    from accounts.services.agencies import host_of

    slug = f"made-{number}-{uuid4().hex[:6]}"
    agency = Agency.objects.create(name=f"Made {number}", slug=slug, owner_email=f"owner@{slug}.example")
    Domain.objects.create(domain=host_of(slug), tenant=agency, is_primary=True)
    return agency


def create(count: int) -> list[float]:
    """Seconds of each creation."""
    from accounts.services import agencies

    waiting = [requested(number) for number in range(count)]
    spent = [seconds_of(lambda pk=agency.pk: agencies.create(pk)) for agency in waiting]
    for agency in waiting:
        agency.refresh_from_db()
        assert agency.status == "active", agency.progress
    return spent


def migrate_bare(count: int) -> list[float]:
    """Seconds of each schema made by the plain migrations, in this process."""
    from django.core.management import call_command
    from django.db import connection

    def one(schema: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE SCHEMA "{schema}"')
        call_command("migrate_schemas", schema_name=schema, verbosity=0, interactive=False)
        connection.set_schema_to_public()

    names = [f"a_{uuid4().hex}" for _ in range(count)]
    return [seconds_of(lambda name=name: one(name)) for name in names]


def upgrade() -> float:
    """Seconds of the operator's command, without its words."""
    from django.core.management import call_command

    with redirect_stdout(io.StringIO()):
        return seconds_of(lambda: call_command("upgrade", stdout=io.StringIO()))


def newest() -> tuple[str, str] | None:
    """The newest of monitoring and the one before; None where it is the squash, which nothing takes back."""
    from django.db.migrations.loader import MigrationLoader

    graph = MigrationLoader(None).graph
    [one] = graph.leaf_nodes("monitoring")
    before = [parent.key[1] for parent in graph.node_map[one].parents if parent.key[0] == "monitoring"]
    return (one[1], before[0]) if before else None


def undo(before: str) -> None:
    """Takes every agency's monitoring back to this migration."""
    from django.core.management import call_command
    from django.db import connection

    from accounts.models import Agency

    for agency in Agency.objects.filter(status="active"):
        call_command(
            "migrate_schemas", "monitoring", before, schema_name=agency.schema_name, verbosity=0, interactive=False
        )
        connection.set_schema_to_public()


def still_without(one: str) -> int:
    """How many agencies lack this migration."""
    from django.db import connection

    from accounts.models import Agency

    lacking = 0
    with connection.cursor() as cursor:
        for agency in Agency.objects.filter(status="active"):
            cursor.execute(f'SELECT 1 FROM "{agency.schema_name}".django_migrations WHERE name = %s', [one])
            lacking += cursor.fetchone() is None
    return lacking


def run(count: int, repeats: int) -> dict[str, Any]:
    with database():
        from django.db import connection

        from accounts.models import Agency, SchemaTemplate
        from accounts.services import schema_template

        connection.set_schema_to_public()
        building = seconds_of(schema_template.rebuild_template)
        bare = migrate_bare(repeats)
        replayed = create(max(repeats, count - 2))
        kept = list(SchemaTemplate.objects.all())
        SchemaTemplate.objects.all().delete()
        without = create(1)
        SchemaTemplate.objects.bulk_create(kept)
        nothing = [upgrade() for _ in range(3)]
        one, alone = None, newest()
        if alone:
            undo(alone[1])
            assert still_without(alone[0]) == Agency.objects.filter(status="active").count()
            one = round(upgrade(), 2)
            assert still_without(alone[0]) == 0
        times = median(bare) / median(replayed)
        return {
            "template_seconds": round(building, 2),
            "replayed_seconds": round(median(replayed), 3),
            "replayed_p95_seconds": round(percentile(replayed, 0.95), 3),
            "replayed_of": len(replayed),
            # They are made one after another: the more there are, the longer each takes.
            "replayed_first_ten_seconds": round(median(replayed[:10]), 3),
            "replayed_last_ten_seconds": round(median(replayed[-10:]), 3),
            "migrated_seconds": round(median(bare), 2),
            "migrated_of": len(bare),
            "times_faster": round(times, 1),
            "reaches_goal": times >= GOAL_TIMES,
            "without_template_seconds": round(without[0], 2),
            "agencies": Agency.objects.filter(status="active").count(),
            "upgrade_nothing_seconds": round(median(nothing), 2),
            "one_migration": alone and alone[0],
            "upgrade_one_migration_seconds": one,
            **machine(),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--agencies", type=int, default=50)
    parser.add_argument("--repeats", type=int, default=3, help="schemas made by plain migrations")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = run(options.agencies, options.repeats)
    print(json.dumps(found, indent=None if options.json else 2))


if __name__ == "__main__":
    main()
