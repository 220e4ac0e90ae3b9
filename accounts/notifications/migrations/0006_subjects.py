"""What a notification is about, as columns in place of a text; which round of a chain it is of, and what it gathers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0005_withdrawn_deliveries")]

    operations = [
        migrations.AddField(
            model_name="notification",
            name="subject_kind",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.AddField(
            model_name="notification", name="subject_id", field=models.UUIDField(editable=False, null=True)
        ),
        migrations.AddField(
            model_name="notification",
            name="round",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="notification", name="count", field=models.PositiveIntegerField(db_default=1, default=1)
        ),
    ]
