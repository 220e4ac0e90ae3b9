"""A task that went along when its incident was merged into another keeps where it came from."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0013_merged_incidents")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="moved_from",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="moved_tasks",
                to="incidents.incident",
            ),
        ),
    ]
