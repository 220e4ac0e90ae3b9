"""Pages that wait for an acknowledgement say in columns which alert they are about."""

from django.db import migrations

# Only what still waits: what was acknowledged is not asked for its subject again.
FILL = """
UPDATE notifications_notification SET subject_kind = 'alert', subject_id = split_part(dedupe, ':', 2)::uuid
WHERE subject_id IS NULL AND acknowledged_at IS NULL AND ack_due_at IS NOT NULL
AND dedupe ~ '^alert:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(:next)?$'
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0007_subject_index")]

    operations = [migrations.RunSQL(sql=[FILL], reverse_sql=migrations.RunSQL.noop)]
