"""Who wrote a post, found by name: for the rule that waits for a critic to come back. Built beside running work."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Coalesce, NullIf


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("monitoring", "0009_inbox_search")]

    operations = [
        # Broken off, a concurrent build leaves an index that is not valid: begun again, it is dropped first.
        migrations.RunSQL(sql=["DROP INDEX CONCURRENTLY IF EXISTS post_author"], reverse_sql=migrations.RunSQL.noop),
        AddIndexConcurrently(
            model_name="post",
            index=models.Index(
                Coalesce(NullIf(models.F("author_handle"), models.Value("")), models.F("author")), name="post_author"
            ),
        ),
    ]
