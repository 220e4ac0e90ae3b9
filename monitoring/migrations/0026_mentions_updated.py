"""Which mentions changed since some time. Built beside running work."""

from django.contrib.postgres.indexes import BrinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("monitoring", "0025_updated_at")]

    operations = [
        # Broken off, a concurrent build leaves an index that is not valid: begun again, it is dropped first.
        migrations.RunSQL(sql=["DROP INDEX CONCURRENTLY IF EXISTS mention_updated"], reverse_sql=migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="mention",
            index=BrinIndex(fields=["updated_at"], name="mention_updated", pages_per_range=32, autosummarize=True),
        ),
    ]
