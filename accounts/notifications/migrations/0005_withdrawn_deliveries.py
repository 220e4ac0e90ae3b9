"""A delivery whose person may not read it any more ends as withdrawn."""

from django.db import migrations, models

STATUSES = ("queued", "sending", "sent", "failed", "given_up", "not_needed", "withdrawn")


class Migration(migrations.Migration):
    dependencies = [("notifications", "0004_internal_news")]

    operations = [
        migrations.AlterField(
            "delivery",
            "status",
            models.CharField(
                choices=[(status, status.replace("_", " ").capitalize()) for status in STATUSES],
                default="queued",
                max_length=10,
            ),
        )
    ]
