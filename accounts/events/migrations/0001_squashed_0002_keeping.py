"""The tables of events as they stand after 0002."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

from accounts.squashing import Squashed


class Migration(Squashed):
    replaces = [
        ('events', '0001_initial'),
        ('events', '0002_keeping'),
    ]

    initial = True

    dependencies = [
        ('brands', '0001_squashed_0003_updated_at'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.BigIntegerField(editable=False, null=True)),
                ('at', models.DateTimeField()),
                ('action', models.CharField(max_length=60)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('subject_kind', models.CharField(max_length=30)),
                ('subject_id', models.CharField(max_length=40)),
                ('subject_label', models.CharField(blank=True, max_length=200)),
                ('incident_id', models.UUIDField(null=True)),
                ('visibility', models.CharField(choices=[('owners', 'Owners'), ('internal', 'Internal'), ('client', 'Client')], max_length=8)),
                ('severity', models.PositiveSmallIntegerField(null=True)),
                ('drill', models.BooleanField(default=False)),
                ('actor_kind', models.CharField(choices=[('person', 'Person'), ('key', 'Key'), ('rule', 'Rule'), ('system', 'System')], max_length=6)),
                ('actor_label', models.CharField(max_length=200)),
                ('key_id', models.UUIDField(null=True)),
                ('by_link', models.BooleanField(default=False)),
                ('request_id', models.CharField(blank=True, max_length=64)),
                ('ip', models.GenericIPAddressField(null=True, verbose_name='IP address')),
                ('data', models.JSONField(default=dict)),
                ('actor', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('brand', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='brands.brand')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('position', None)), fields=['id'], name='event_unplaced'), models.Index(fields=['brand', 'position'], name='event_brand'), models.Index(fields=['action', 'position'], name='event_action'), models.Index(fields=['subject_id', 'position'], name='event_subject'), models.Index(condition=models.Q(('incident_id__isnull', False)), fields=['incident_id', 'position'], name='event_incident'), django.contrib.postgres.indexes.BrinIndex(fields=['at'], name='event_at', pages_per_range=32)],
                'constraints': [models.UniqueConstraint(fields=('position',), name='event_position')],
            },
        ),
        migrations.CreateModel(
            name='Keeping',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('visibility', models.CharField(max_length=8, unique=True)),
                ('days', models.PositiveSmallIntegerField(default=400)),
                ('pruned_through', models.BigIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
