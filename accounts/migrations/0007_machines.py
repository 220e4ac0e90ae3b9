"""Machine members, and keys that are narrowed to brands, rotated, and warned of before they expire."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _person(**more: object) -> models.ForeignKey:
    return models.ForeignKey(
        null=True, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+",
        to=settings.AUTH_USER_MODEL, **more,
    )  # fmt: skip


def _list(**more: object) -> models.JSONField:
    # The database's own default: code from before this migration goes on inserting.
    return models.JSONField(default=list, db_default=models.Value([], models.JSONField()), **more)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_sealed_letters")]

    operations = [
        migrations.AddField(
            "user", "is_machine", models.BooleanField(db_default=False, default=False, editable=False)
        ),
        migrations.AddConstraint(
            "user",
            models.CheckConstraint(
                condition=models.Q(("is_machine", False), models.Q(("is_active", False), ("is_operator", False)), _connector="OR"),
                name="machine_never_logs_in",
            ),
        ),
        migrations.AddField(
            "membership", "is_machine", models.BooleanField(db_default=False, default=False, editable=False)
        ),
        migrations.AddField("membership", "brand_ids", _list(editable=False)),
        migrations.AddField("membership", "made_by", _person(editable=False)),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                condition=models.Q(("is_machine", False), models.Q(("role__in", ["admin", "owner"]), _negated=True), _connector="OR"),
                name="machine_below_admin",
            ),
        ),
        migrations.AddField("apikey", "previous_hash", models.CharField(editable=False, max_length=64, null=True, unique=True)),
        migrations.AddField("apikey", "previous_until", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("apikey", "brand_ids", _list()),
        migrations.AddField("apikey", "made_by", _person()),
        migrations.AddField("apikey", "warned_days", models.PositiveSmallIntegerField(editable=False, null=True)),
        migrations.AddField(
            "apikey", "last_used_ip", models.GenericIPAddressField(blank=True, null=True, verbose_name="last used from")
        ),
    ]
