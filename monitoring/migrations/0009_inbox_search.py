"""The inbox's text search by one index that knows words, brands and time, and an index of what waits in a brand.

Built beside running work, one statement an item; broken off, it can be started again. The new search index serves the
code before as well: its first column is the old one's.
"""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

# The post's quarter of a day, and (below zero) its span of 64 of those: what `services/mentions/searching` asks for.
_WHEN = (
    "(ARRAY[floor(extract(epoch FROM published_at AT TIME ZONE 'UTC') / 21600)::int, "
    "-1 - floor(extract(epoch FROM published_at AT TIME ZONE 'UTC') / 1382400)::int])"
)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("monitoring", "0008_post_brands")]

    operations = [
        migrations.RunSQL(
            sql=[
                "DROP INDEX CONCURRENTLY IF EXISTS post_find",
                # The list of entries not yet in their place is read whole by every search: kept short.
                f"CREATE INDEX CONCURRENTLY post_find ON monitoring_post USING gin (search, brands, {_WHEN}) "
                "WITH (gin_pending_list_limit = 2048)",
                "DROP INDEX CONCURRENTLY IF EXISTS post_search",
            ],
            reverse_sql=[
                "CREATE INDEX CONCURRENTLY IF NOT EXISTS post_search ON monitoring_post USING gin (search)",
                "DROP INDEX CONCURRENTLY IF EXISTS post_find",
            ],
        ),
        migrations.RunSQL(
            sql=["DROP INDEX CONCURRENTLY IF EXISTS mention_waiting_new"], reverse_sql=migrations.RunSQL.noop
        ),
        AddIndexConcurrently(
            model_name="mention",
            index=models.Index(
                fields=["brand", "status", "-published_at", "-id"],
                name="mention_waiting_new",
                condition=models.Q(status__in=("open", "in_progress")),
            ),
        ),
    ]
