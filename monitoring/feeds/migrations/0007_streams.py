"""Feeds that are listened to, and which posts of such platforms an agency has: a stream tells of everybody's deletions."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0006_credential"), ("accounts", "0001_initial")]

    operations = [
        migrations.AddField("feed", "is_streamed", models.BooleanField(default=False, db_default=False)),
        migrations.AddIndex(
            "feed",
            models.Index(fields=["next_fetch_at"], name="feed_streamed", condition=models.Q(is_streamed=True)),
        ),
        migrations.CreateModel(
            "DeliveredPost",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("platform", models.CharField(max_length=20)),
                ("external_id", models.CharField(max_length=500)),
                ("author", models.CharField(blank=True, max_length=255)),
                ("created_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("platform", "external_id", "agency"), name="delivered_once")
                ],
                "indexes": [
                    models.Index(fields=["platform", "author"], name="delivered_author"),
                    models.Index(fields=["created_at"], name="delivered_created"),
                ],
            },
        ),
    ]
