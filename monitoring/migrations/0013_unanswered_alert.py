"""An alert that everybody was woken for, and nobody acknowledged, says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0012_source_addresses")]

    operations = [
        migrations.AddField(
            model_name="alert", name="unanswered_at", field=models.DateTimeField(editable=False, null=True)
        ),
    ]
