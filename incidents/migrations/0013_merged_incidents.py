"""An incident can end by going into another: its status says so, and where it went."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0012_task_version")]

    operations = [
        migrations.AddField(
            model_name="incident",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_here",
                to="incidents.incident",
            ),
        ),
        migrations.AlterField(
            model_name="incident",
            name="status",
            field=models.CharField(
                choices=[
                    ("triage", "Triage"),
                    ("open", "Open"),
                    ("responding", "Responding"),
                    ("stabilised", "Stabilised"),
                    ("resolved", "Resolved"),
                    ("closed", "Closed"),
                    ("dismissed", "Dismissed"),
                    ("merged", "Merged"),
                ],
                default="triage",
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("status", "merged")),
                    models.Q(models.Q(("status", "merged"), _negated=True), ("merged_into", None)),
                    _connector="OR",
                ),
                name="incident_merged_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                name="incident_merged_into_another",
            ),
        ),
    ]
