"""When rules count a mention that came late: kept with it, so that every rule counts it alike."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0017_rule_pace")]

    operations = [
        migrations.AddField(
            model_name="mention",
            name="judged_at",
            field=models.DateTimeField(null=True),
        ),
    ]
