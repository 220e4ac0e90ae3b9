"""What waits for one webhook is found by itself; the sweep over people's deliveries does not pass over it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0014_of_an_event")]

    operations = [
        migrations.RemoveIndex(model_name="delivery", name="delivery_due"),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(
                    ("status__in", ["queued", "sending", "failed"]), models.Q(("channel", "webhook"), _negated=True)
                ),
                fields=["next_try_at"],
                name="delivery_due",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("channel", "webhook"), ("status__in", ["queued", "sending", "failed"])),
                fields=["target", "next_try_at", "event"],
                name="delivery_webhook_due",
            ),
        ),
    ]
