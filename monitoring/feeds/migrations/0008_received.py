"""What is sent to us: its secret addresses, the deliveries that wait, and a secret's predecessor for a day."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feeds", "0007_streams"),
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AddField("Credential", "sealed_before", models.TextField(db_default="", default="")),
        migrations.CreateModel(
            "ReceivingAddress",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("sealed", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField(blank=True, null=True)),
                ("received", models.PositiveBigIntegerField(default=0)),
                ("received_at", models.DateTimeField(blank=True, null=True)),
                ("refused", models.PositiveBigIntegerField(default=0)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                ("refusal", models.CharField(blank=True, default="", max_length=300)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.agency"
                    ),
                ),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="feeds.feed"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closes_at", None)), fields=("feed",), name="receivingaddress_one_open"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            "Received",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("headers", models.JSONField(default=dict)),
                ("body", models.BinaryField(default=bytes)),
                ("received_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("posts", models.PositiveIntegerField(default=0)),
                ("said", models.CharField(blank=True, default="", max_length=500)),
                (
                    "feed",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="feeds.feed"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("taken_at", None)), fields=["feed", "id"], name="received_waiting"
                    ),
                    models.Index(fields=["received_at"], name="received_old"),
                ],
                "constraints": [models.UniqueConstraint(fields=("feed", "name"), name="received_once")],
            },
        ),
    ]
