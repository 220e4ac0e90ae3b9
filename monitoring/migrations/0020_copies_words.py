"""What a copy's feed said last is kept with its name: new words there are told from a summary of the old ones."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0019_copies_names")]

    operations = [
        migrations.AddField(
            model_name="postcopy",
            name="fingerprint",
            field=models.CharField(blank=True, db_default="", max_length=64),
        ),
    ]
