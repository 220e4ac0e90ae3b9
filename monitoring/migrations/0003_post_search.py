"""The inbox's text search: a generated column and its index. Core PostgreSQL only; one statement an item."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0002_rule_memory")]

    operations = [
        migrations.RunSQL(
            sql=[
                "ALTER TABLE monitoring_post ADD COLUMN search tsvector GENERATED ALWAYS AS "
                "(to_tsvector('simple', title || ' ' || text || ' ' || author)) STORED",
                "CREATE INDEX post_search ON monitoring_post USING gin (search)",
            ],
            reverse_sql=["ALTER TABLE monitoring_post DROP COLUMN search"],
        )
    ]
