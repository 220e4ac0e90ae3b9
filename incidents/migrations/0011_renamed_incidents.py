"""Which incidents had another title. A few rows of the record; built beside running work."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("incidents", "0010_reopened_incident")]

    operations = [
        # Broken off, a concurrent build leaves an index that is not valid: begun again, it is dropped first.
        migrations.RunSQL(
            sql=["DROP INDEX CONCURRENTLY IF EXISTS timelineentry_renamed"], reverse_sql=migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            model_name="timelineentry",
            index=models.Index(fields=["incident"], name="timelineentry_renamed", condition=models.Q(kind="renamed")),
        ),
    ]
