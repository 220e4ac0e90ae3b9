"""What a source's platform asked and was answered, without secrets."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0023_erased_stay_erased")]

    operations = [
        migrations.AddField(
            "source",
            "fields",
            models.JSONField(default=dict, db_default=models.Value({}, models.JSONField())),
        ),
    ]
