"""A place has an epoch, which sessions carry; a hand-off says whether a second factor was given."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_admin_words")]

    operations = [
        # The database's own defaults: code from before this migration goes on inserting.
        migrations.AddField(
            "membership", "epoch", models.PositiveIntegerField(db_default=0, default=0, editable=False)
        ),
        migrations.AddField("handoffcode", "with_factor", models.BooleanField(db_default=False, default=False)),
    ]
