"""When an incident was opened again: its clocks start anew from there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0009_revisions_of_before")]

    operations = [
        migrations.AddField(
            model_name="incident", name="reopened_at", field=models.DateTimeField(editable=False, null=True)
        ),
    ]
