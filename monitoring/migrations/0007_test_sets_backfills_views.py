"""What stands beside queries: test sets, back-fills, saved views. Three tables of their own; nothing else changes."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('brands', '0001_initial'),
        ('monitoring', '0006_every_kind_of_rule'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Backfill',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('query_version', models.PositiveIntegerField()),
                ('since', models.DateTimeField()),
                ('status', models.CharField(choices=[('running', 'Running'), ('done', 'Done'), ('cancelled', 'Cancelled'), ('replaced', 'Replaced'), ('failed', 'Failed')], default='running', max_length=10)),
                ('phase', models.CharField(choices=[('mentions', 'mentions'), ('posts', 'posts'), ('arrivals', 'arrivals'), ('settling', 'settling')], default='mentions', max_length=10)),
                ('position', models.CharField(blank=True, max_length=100)),
                ('total', models.PositiveIntegerField(default=0)),
                ('read', models.PositiveIntegerField(default=0)),
                ('matched', models.PositiveIntegerField(default=0)),
                ('made', models.PositiveIntegerField(default=0)),
                ('started_at', models.DateTimeField()),
                ('moved_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('query', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='backfills', to='monitoring.query')),
            ],
            options={
                'indexes': [models.Index(fields=['query', '-started_at'], name='backfill_of_query')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'running')), fields=('query',), name='backfill_one_running')],
            },
        ),
        migrations.CreateModel(
            name='QueryStar',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('must_match', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mention', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='monitoring.mention')),
                ('query', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='stars', to='monitoring.query')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('query', 'mention'), name='querystar_once')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60)),
                ('filters', models.JSONField(default=dict)),
                ('text', models.TextField(blank=True)),
                ('default_for', models.JSONField(default=list)),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('brand', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='brands.brand')),
                ('created_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('user', 'name'), name='savedview_name_once'), models.UniqueConstraint(condition=models.Q(('user', None)), fields=('brand', 'name'), name='savedview_shared_name_once'), models.CheckConstraint(condition=models.Q(('user__isnull', False), ('brand__isnull', False), _connector='OR'), name='savedview_of_somebody')],
            },
        ),
    ]
