"""News that gathers what follows says until when, apart from the hours its person keeps."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0010_browser_sessions")]

    operations = [
        migrations.AddField(
            model_name="notification",
            name="not_before",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        )
    ]
