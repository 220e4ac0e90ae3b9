"""A question to an approver can end because its incident was merged into another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incidents", "0014_tasks_of_merged_incidents")]

    operations = [
        migrations.AlterField(
            model_name="approval",
            name="ended_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("edited", "edited"),
                    ("refused", "refused"),
                    ("answer_withdrawn", "answer_withdrawn"),
                    ("withdrawn", "withdrawn"),
                    ("asked_again", "asked_again"),
                    ("left", "left"),
                    ("incident_ended", "incident_ended"),
                    ("merged", "merged"),
                ],
                db_default="",
                default="",
                editable=False,
                max_length=20,
            ),
        ),
    ]
