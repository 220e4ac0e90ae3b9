"""Links of single posts that people paste, and what their pages say. One table of its own."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('brands', '0003_updated_at'),
        ('monitoring', '0029_post_url'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LinkReading',
            fields=[
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('url', models.CharField(max_length=2000)),
                ('status', models.CharField(choices=[('reading', 'Reading'), ('read', 'Read'), ('failed', 'Failed')], default='reading', max_length=10)),
                ('facts', models.JSONField(default=dict)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('started_at', models.DateTimeField()),
                ('moved_at', models.DateTimeField()),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('brand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='brands.brand')),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['moved_at'], name='linkreading_moved')],
            },
        ),
    ]
