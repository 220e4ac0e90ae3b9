"""A post names the brands it has mentions of. A constant default: no row is rewritten, and code that does not know the column goes on."""

import uuid

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0007_test_sets_backfills_views")]

    operations = [
        migrations.AddField(
            model_name="post",
            name="brands",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), db_default=[uuid.UUID(int=0)], size=None
            ),
        ),
    ]
