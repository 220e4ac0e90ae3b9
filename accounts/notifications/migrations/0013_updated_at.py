"""When each row was last written: notifications, browsers, webhooks."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    # The default is no volatile function: no table is written anew for it, and what is there already has the time of the upgrade.
    dependencies = [("notifications", "0012_webhooks_of_events")]

    operations = [
        migrations.AddField(
            model_name="notification",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="pushsubscription",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="webhookendpoint",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
    ]
