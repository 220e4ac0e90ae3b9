"""News says whether it was told to the agency's own people. Of what stands already, what clients were told is not internal."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _told_to_clients(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema = schema_editor.connection.schema_name  # type: ignore[attr-defined]  # django-tenants' own
    here = apps.get_model("accounts", "Membership").objects.filter(agency__schema_name=schema, role="client")
    clients = list(here.values_list("user_id", flat=True))
    told = apps.get_model("notifications", "Notification").objects.filter(user_id__in=clients)
    told.filter(kind__in=["incident", "approval"]).update(internal=False)


class Migration(migrations.Migration):
    dependencies = [("notifications", "0003_people_without_constraints"), ("accounts", "0003_admin_words")]

    operations = [
        # The database's own default: code from before this migration goes on inserting.
        migrations.AddField("notification", "internal", models.BooleanField(db_default=True, default=True)),
        migrations.RunPython(_told_to_clients, migrations.RunPython.noop),
    ]
