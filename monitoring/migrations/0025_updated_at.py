"""When each row was last written: mentions, alerts, rules, queries and what goes with them."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    # The default is no volatile function: no table is written anew for it, and what is there already has the time of the upgrade.
    dependencies = [("monitoring", "0024_source_fields")]

    operations = [
        migrations.AddField(
            model_name="alert",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="alertrule",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="backfill",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="mention",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="plannedevent",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="query",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="savedview",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="source",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
    ]
