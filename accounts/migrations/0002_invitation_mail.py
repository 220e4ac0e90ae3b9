"""An invitation says whether its mail went out. Those made before are taken as mailed: sending was part of making them."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _mailed_when_made(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("accounts", "Invitation").objects.filter(mailed_at=None).update(mailed_at=models.F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField("invitation", "mailed_at", models.DateTimeField(blank=True, null=True)),
        # The database's own default: code from before this migration goes on inserting.
        migrations.AddField(
            "invitation", "mail_error", models.CharField(blank=True, db_default="", default="", max_length=200)
        ),
        migrations.RunPython(_mailed_when_made, migrations.RunPython.noop),
    ]
