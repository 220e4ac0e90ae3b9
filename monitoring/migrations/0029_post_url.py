"""Whether an address is there already. Built beside running work."""

from django.contrib.postgres.indexes import HashIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("monitoring", "0028_imports")]

    operations = [
        # Broken off, a concurrent build leaves an index that is not valid: begun again, it is dropped first.
        migrations.RunSQL(sql=["DROP INDEX CONCURRENTLY IF EXISTS post_url"], reverse_sql=migrations.RunSQL.noop),
        AddIndexConcurrently(model_name="post", index=HashIndex(fields=["url"], name="post_url")),
    ]
