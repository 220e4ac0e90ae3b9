"""How much a rule's last alert told of, so that far more than that breaks its cool-down. Constant defaults: no rewrite."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0016_search_words")]

    operations = [
        migrations.AddField(
            model_name="rulememory", name="fired_seen", field=models.PositiveIntegerField(db_default=0, default=0)
        ),
        migrations.AddField(model_name="rulememory", name="fired_pace", field=models.FloatField(db_default=0, default=0)),
    ]
