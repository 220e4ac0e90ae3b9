"""Mentions as files that a job writes. Two tables of their own; nothing else changes."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

_USER = {"db_constraint": False, "db_index": False, "on_delete": django.db.models.deletion.PROTECT, "related_name": "+"}


class Migration(migrations.Migration):
    dependencies = [
        ("monitoring", "0026_mentions_updated"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("updated_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ("key_brands", models.JSONField(null=True)),
                ("filters", models.JSONField(default=dict)),
                ("text", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                            ("failed", "Failed"),
                            ("expired", "Expired"),
                        ],
                        default="running",
                        max_length=10,
                    ),
                ),
                (
                    "ended_because",
                    models.CharField(
                        blank=True, choices=[("no_access", "no_access"), ("error", "error")], max_length=10
                    ),
                ),
                ("position", models.TextField(blank=True)),
                ("brands", models.JSONField(default=list)),
                ("parts", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("read", models.PositiveIntegerField(default=0)),
                ("written", models.PositiveIntegerField(default=0)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("started_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("user", models.ForeignKey(to=settings.AUTH_USER_MODEL, **_USER)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "-id"], name="export_of_user"),
                    models.Index(
                        condition=models.Q(("status__in", ["running", "done"])), fields=["moved_at"], name="export_alive"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "running")), fields=("user",), name="export_one_running"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExportPart",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("mentions", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("body", models.BinaryField()),
                (
                    "export",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept",
                        to="monitoring.export",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("export", "number"), name="exportpart_once")],
            },
        ),
    ]
