"""What a fetch covers reaches to its request, not to its answer; and the earliest moment that anybody may ask again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0003_feed_identity")]

    operations = [
        migrations.AddField("feed", "requested_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("feed", "not_before", models.DateTimeField(blank=True, null=True)),
    ]
