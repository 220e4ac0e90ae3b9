"""News about approvals says in columns which one it is about: its mail leads to a link signed for that one."""

from django.db import migrations

# Only what is still to be sent: nobody asks what was sent for its subject.
FILL = """
UPDATE notifications_notification AS news SET subject_kind = 'approval', subject_id = split_part(dedupe, ':', 2)::uuid
WHERE kind = 'approval' AND subject_id IS NULL
AND dedupe ~ '^approval:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(:.*)?$'
AND EXISTS (
    SELECT 1 FROM notifications_delivery AS delivery
    WHERE delivery.notification_id = news.id AND delivery.status IN ('queued', 'sending', 'failed')
)
"""


class Migration(migrations.Migration):
    dependencies = [("notifications", "0008_subjects_of_pages")]

    operations = [migrations.RunSQL(sql=[FILL], reverse_sql=migrations.RunSQL.noop)]
