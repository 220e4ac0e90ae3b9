"""What makes two configurations the same feed is a hash of the whole, not the first 700 characters of an address."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("feeds", "0002_gaps_and_hosts")]

    operations = [
        migrations.AddField("feed", "identity", models.CharField(max_length=64, null=True, unique=True)),
    ]
