"""The inbox's search column is written with the post, by the reader of words that reads what is typed too.

No row is rewritten: what stands there is found as before until the hourly job has read it anew. A post that code from before
stores in an upgrade's minutes has no words until then. The index knows which posts wait; it is built beside running work.
"""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("monitoring", "0015_post_copies")]

    operations = [
        migrations.RunSQL(
            sql=[
                "ALTER TABLE monitoring_post ALTER COLUMN search DROP EXPRESSION IF EXISTS",
                "DROP INDEX CONCURRENTLY IF EXISTS post_unread",
                "CREATE INDEX CONCURRENTLY post_unread ON monitoring_post (id) "
                "WHERE (search IS NULL OR NOT search @@ '''§2'''::tsquery)",
            ],
            # Back to words that PostgreSQL reads: the rows and the index of the search are written anew.
            reverse_sql=[
                "DROP INDEX CONCURRENTLY IF EXISTS post_unread",
                "ALTER TABLE monitoring_post DROP COLUMN IF EXISTS search",
                "ALTER TABLE monitoring_post ADD COLUMN search tsvector GENERATED ALWAYS AS "
                "(to_tsvector('simple', title || ' ' || text || ' ' || author)) STORED",
                "CREATE INDEX CONCURRENTLY post_find ON monitoring_post USING gin (search, brands, "
                "(ARRAY[floor(extract(epoch FROM published_at AT TIME ZONE 'UTC') / 21600)::int, "
                "-1 - floor(extract(epoch FROM published_at AT TIME ZONE 'UTC') / 1382400)::int])) "
                "WITH (gin_pending_list_limit = 2048)",
            ],
        )
    ]
