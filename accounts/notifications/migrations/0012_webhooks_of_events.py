"""Webhooks are told of events: filters, rotation, pause, and a log of what each address answered."""

import django.db.models.deletion
from django.db import migrations, models

# What the kinds of news of before are in the catalogue of events.
ACTIONS = {
    "alert": ["alert.*", "page.*"],
    "incident": ["incident.*"],
    "task": ["task.*"],
    "approval": ["answer.*"],
    "update_due": ["incident.update_due_soon", "incident.update_late"],
    "source": ["source.*"],
    "proposal": ["proposal.*"],
}


def carry_kinds(apps, schema_editor):
    """Each is told what it asked for before."""
    endpoint_model = apps.get_model("notifications", "WebhookEndpoint")
    for row in endpoint_model.objects.exclude(kinds=[]):
        row.actions = sorted({action for kind in row.kinds for action in ACTIONS.get(kind, [])})
        row.save(update_fields=["actions"])


def _text(**more):
    return models.CharField(blank=True, default="", db_default="", **more)


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial"), ("notifications", "0011_not_before")]

    operations = [
        migrations.AddField("webhookendpoint", "name", _text(max_length=100)),
        migrations.AddField(
            "webhookendpoint",
            "actions",
            models.JSONField(default=list, db_default=models.Value([], models.JSONField())),
        ),
        migrations.AddField(
            "webhookendpoint",
            "brands",
            models.JSONField(default=list, db_default=models.Value([], models.JSONField())),
        ),
        migrations.AddField("webhookendpoint", "severity", models.PositiveSmallIntegerField(blank=True, null=True)),
        migrations.AddField("webhookendpoint", "drills", models.BooleanField(default=False, db_default=False)),
        migrations.AddField(
            "webhookendpoint", "position", models.BigIntegerField(default=0, db_default=0, editable=False)
        ),
        migrations.AddField(
            "webhookendpoint",
            "sealed_before",
            models.TextField(blank=True, default="", db_default="", editable=False),
        ),
        migrations.AddField(
            "webhookendpoint", "before_until", models.DateTimeField(blank=True, editable=False, null=True)
        ),
        migrations.AddField("webhookendpoint", "paused_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("webhookendpoint", "disabled_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("webhookendpoint", "failing_since", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("webhookendpoint", "last_ok_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("webhookendpoint", "last_error", _text(max_length=500)),
        migrations.RunPython(carry_kinds, migrations.RunPython.noop),
        # Its column goes with the release after this one: processes of before still write it.
        migrations.AlterField(
            "webhookendpoint",
            "kinds",
            models.JSONField(default=list, db_default=models.Value([], models.JSONField())),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField("webhookendpoint", "kinds")], database_operations=[]
        ),
        migrations.AddField(
            "delivery",
            "event",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="events.event"
            ),
        ),
        migrations.AddField("deliveryattempt", "status", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField(
            "deliveryattempt", "body", models.TextField(blank=True, default="", db_default="")
        ),
        migrations.AddIndex(
            "delivery",
            models.Index(
                condition=models.Q(("channel", "webhook")),
                fields=["target", "-created_at"],
                name="delivery_webhook",
            ),
        ),
    ]
