"""What waits for one subject: its chain, and what ends with it. Built beside running work."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("notifications", "0006_subjects")]

    operations = [
        # Broken off, a concurrent build leaves an index that is not valid: begun again, it is dropped first.
        migrations.RunSQL(
            sql=["DROP INDEX CONCURRENTLY IF EXISTS notification_subject"], reverse_sql=migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("acknowledged_at", None), ("subject_id__isnull", False)),
                fields=["subject_id"],
                name="notification_subject",
            ),
        ),
    ]
