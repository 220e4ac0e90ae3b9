"""When each row was last written: members, invitations, keys."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    # The default is no volatile function: no table is written anew for it, and what is there already has the time of the upgrade.
    dependencies = [("accounts", "0008_private_links")]

    operations = [
        migrations.AddField(
            model_name="apikey",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="invitation",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="membership",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
    ]
