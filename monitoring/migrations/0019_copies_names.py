"""A copy's name is kept with its article: a headline changed in both feeds is one edit. A table of its own; nothing else changes."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0018_judged_at")]

    operations = [
        migrations.CreateModel(
            name="PostCopy",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("origin", models.CharField(max_length=80)),
                ("external_id", models.CharField(max_length=500)),
                ("post", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="copies", to="monitoring.post")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("origin", "external_id"), name="postcopy_once")],
            },
        ),
    ]
