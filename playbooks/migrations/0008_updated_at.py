"""When each row was last written: plans, versions, proposals."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    # The default is no volatile function: no table is written anew for it, and what is there already has the time of the upgrade.
    dependencies = [("playbooks", "0007_only_drafts_change")]

    operations = [
        migrations.AddField(
            model_name="changeproposal",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="plan",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="planversion",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
    ]
