"""Which feeds have deleted a post: it is erased when the last that carries it has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0021_erased_posts")]

    operations = [
        migrations.AddField("post", "withdrawn_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField("postcopy", "withdrawn_at", models.DateTimeField(editable=False, null=True)),
    ]
