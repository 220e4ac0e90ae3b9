"""What a task says can be changed: its version tells two editors apart."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0011_renamed_incidents")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="version",
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False),
        ),
    ]
