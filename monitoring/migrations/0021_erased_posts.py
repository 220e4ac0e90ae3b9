"""When and why a post's source deleted it. What was only marked before is erased by the hourly job (`ingestion.erase_marked`): in
batches, by the role that serves, and again after an upgrade during which the code of before marked some more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0020_copies_words")]

    operations = [
        migrations.AddField("post", "gone_at", models.DateTimeField(null=True)),
        migrations.AddField("post", "gone_reason", models.CharField(blank=True, db_default="", max_length=12)),
    ]
