"""Applications that people connect by OAuth: which there are, their codes and tokens, and the connections beside the keys."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Now

_CASCADE, _PROTECT = django.db.models.deletion.CASCADE, django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("accounts", "0009_updated_at")]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ("updated_at", models.DateTimeField(db_default=Now(), editable=False)),
                ("name", models.CharField(max_length=100)),
                ("client_id", models.CharField(max_length=64, unique=True)),
                ("redirect_uris", models.JSONField(default=list)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("agency", models.ForeignKey(on_delete=_PROTECT, related_name="+", to="accounts.agency")),
                ("made_by", models.ForeignKey(db_index=False, on_delete=_PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            "apikey",
            "application",
            models.ForeignKey(blank=True, null=True, on_delete=_PROTECT, related_name="connections", to="accounts.application"),
        ),
        migrations.CreateModel(
            name="AuthorizationCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("scopes", models.JSONField(default=list)),
                ("brand_ids", models.JSONField(default=list)),
                ("redirect_uri", models.TextField()),
                ("challenge", models.CharField(max_length=128)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("application", models.ForeignKey(db_index=False, on_delete=_CASCADE, related_name="+", to="accounts.application")),
                ("connection", models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="accounts.apikey")),
                ("member", models.ForeignKey(db_index=False, on_delete=_CASCADE, related_name="+", to="accounts.membership")),
            ],
        ),
        migrations.CreateModel(
            name="ApplicationToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("access", "access"), ("refresh", "refresh")], max_length=7)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                ("connection", models.ForeignKey(on_delete=_CASCADE, related_name="tokens", to="accounts.apikey")),
            ],
        ),
    ]
