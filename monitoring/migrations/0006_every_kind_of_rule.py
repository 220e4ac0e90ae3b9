"""Alert rules of every kind: how they hold back, whom they tell, what they filter; and the mentions not judged yet."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

KINDS = (
    "spike",
    "threshold",
    "change",
    "negative_share",
    "drop",
    "silence",
    "negative_post",
    "vip",
    "words",
    "new_source",
    "returning_critic",
)


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0005_planned_event")]

    operations = [
        migrations.AddField("alertrule", "digest", models.BooleanField(db_default=False, default=False)),
        migrations.AddField("alertrule", "filter", models.TextField(blank=True, db_default="", default="")),
        migrations.AddField("alertrule", "muted_until", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("alertrule", "persistence_minutes", models.PositiveIntegerField(db_default=0, default=0)),
        migrations.AddField(
            "alertrule",
            "schedule",
            models.JSONField(blank=True, db_default=models.Value({}, output_field=models.JSONField()), default=dict),
        ),
        migrations.AddField(
            "alertrule",
            "tell",
            models.JSONField(blank=True, db_default=models.Value([], output_field=models.JSONField()), default=list),
        ),
        migrations.AddField(
            "rulememory",
            "heard",
            models.JSONField(db_default=models.Value({}, output_field=models.JSONField()), default=dict),
        ),
        migrations.AlterField("alert", "kind", models.CharField(max_length=20)),
        migrations.AlterField(
            "alertrule",
            "kind",
            models.CharField(choices=[(kind, kind.replace("_", " ").capitalize()) for kind in KINDS], max_length=20),
        ),
        migrations.CreateModel(
            "FreshMention",
            [
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "mention",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="monitoring.mention"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
    ]
