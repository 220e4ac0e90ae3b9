"""When each row was last written: incidents, tasks, answers, approvals, debriefs, lessons."""

from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    # The default is no volatile function: no table is written anew for it, and what is there already has the time of the upgrade.
    dependencies = [("incidents", "0015_questions_ended_by_a_merge")]

    operations = [
        migrations.AddField(
            model_name="approval",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="debrief",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="incident",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="lesson",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="publicanswer",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
        migrations.AddField(
            model_name="task",
            name="updated_at",
            field=models.DateTimeField(db_default=Now(), editable=False),
        ),
    ]
