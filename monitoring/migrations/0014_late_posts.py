"""Posts that arrive hours after they were published are judged when they arrive; a source says what came late or again."""

from django.db import migrations, models

_NO_NOTES = models.Value([], models.JSONField())


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0013_unanswered_alert")]

    operations = [
        migrations.AddField("bucketcount", "late", models.PositiveIntegerField(db_default=0, default=0)),
        migrations.AddField("bucketcount", "late_negative", models.PositiveIntegerField(db_default=0, default=0)),
        migrations.AddField("source", "notes", models.JSONField(db_default=_NO_NOTES, default=list)),
    ]
