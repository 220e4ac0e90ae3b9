"""A browser that may be woken belongs to the log-in in which it was subscribed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0009_subjects_of_approvals")]

    operations = [
        migrations.AddField(
            model_name="pushsubscription",
            name="session_hash",
            field=models.CharField(blank=True, db_default="", default="", editable=False, max_length=64),
        )
    ]
