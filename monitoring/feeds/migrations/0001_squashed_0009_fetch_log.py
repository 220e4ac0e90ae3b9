"""The public tables of feeds as they stand after 0009."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

from accounts.squashing import Squashed


class Migration(Squashed):
    replaces = [
        ('feeds', '0001_initial'),
        ('feeds', '0002_gaps_and_hosts'),
        ('feeds', '0003_feed_identity'),
        ('feeds', '0004_feed_clock'),
        ('feeds', '0005_name_feeds'),
        ('feeds', '0006_credential'),
        ('feeds', '0007_streams'),
        ('feeds', '0008_received'),
        ('feeds', '0009_fetch_log'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0010_applications'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('last', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('platform', models.CharField(max_length=20)),
                ('source_key', models.CharField(max_length=700, null=True, unique=True)),
                ('url', models.CharField(max_length=2000)),
                ('config', models.JSONField(default=dict)),
                ('title', models.CharField(blank=True, max_length=300)),
                ('status', models.CharField(choices=[('active', 'Active'), ('broken', 'Broken'), ('gone', 'Gone'), ('needs_person', 'Needs person'), ('idle', 'Idle')], default='active', max_length=12)),
                ('cursor', models.JSONField(default=dict)),
                ('next_fetch_at', models.DateTimeField()),
                ('interval_seconds', models.PositiveIntegerField(default=900)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('fence', models.BigIntegerField(default=0)),
                ('first_fetched_at', models.DateTimeField(blank=True, null=True)),
                ('last_attempt_at', models.DateTimeField(blank=True, null=True)),
                ('last_success_at', models.DateTimeField(blank=True, null=True)),
                ('last_new_at', models.DateTimeField(blank=True, null=True)),
                ('failing_since', models.DateTimeField(blank=True, null=True)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('error_code', models.CharField(blank=True, max_length=40)),
                ('error', models.CharField(blank=True, max_length=500)),
                ('moved_to', models.CharField(blank=True, max_length=2000)),
                ('moved_sightings', models.PositiveIntegerField(default=0)),
                ('moved_since', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('private_to', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('host', models.CharField(db_default='', default='', max_length=255)),
                ('notes', models.JSONField(db_default=models.Value([], models.JSONField()), default=list)),
                ('identity', models.CharField(max_length=64, null=True, unique=True)),
                ('requested_at', models.DateTimeField(blank=True, null=True)),
                ('not_before', models.DateTimeField(blank=True, null=True)),
                ('is_streamed', models.BooleanField(db_default=False, default=False)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status__in', ['active', 'broken', 'needs_person'])), fields=['next_fetch_at'], name='feed_due'), models.Index(fields=['host'], name='feed_host'), models.Index(condition=models.Q(('is_streamed', True)), fields=['next_fetch_at'], name='feed_streamed')],
            },
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('external_id', models.CharField(max_length=500)),
                ('fingerprint', models.CharField(max_length=64)),
                ('post', models.JSONField()),
                ('fetched_at', models.DateTimeField()),
                ('feed', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='feeds.feed')),
            ],
            options={
                'indexes': [models.Index(fields=['fetched_at'], name='arrival_fetched')],
                'constraints': [models.UniqueConstraint(fields=('feed', 'external_id', 'fingerprint'), name='arrival_once')],
            },
        ),
        migrations.CreateModel(
            name='Route',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField()),
                ('targets', models.JSONField()),
                ('created_at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.agency')),
                ('arrival', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='routes', to='feeds.arrival')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agency', 'number'), name='route_number_once')],
            },
        ),
        migrations.CreateModel(
            name='StandingQuery',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('brand_id', models.UUIDField()),
                ('text', models.TextField()),
                ('version', models.PositiveIntegerField()),
                ('is_active', models.BooleanField(default=True)),
                ('revision', models.BigIntegerField(unique=True)),
                ('changed_at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.agency')),
            ],
        ),
        migrations.CreateModel(
            name='Subscription',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('brand_id', models.UUIDField()),
                ('source_id', models.UUIDField()),
                ('everything', models.BooleanField()),
                ('is_active', models.BooleanField(default=True)),
                ('hurry_until', models.DateTimeField(blank=True, null=True)),
                ('first_served_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.agency')),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subscriptions', to='feeds.feed')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('agency', 'source_id'), name='subscription_source_once')],
            },
        ),
        migrations.CreateModel(
            name='FeedGap',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('reason', models.CharField(max_length=300)),
                ('created_at', models.DateTimeField()),
                ('feed', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='gaps', to='feeds.feed')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('feed', 'starts_at'), name='feedgap_once'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='feedgap_span')],
            },
        ),
        migrations.CreateModel(
            name='HostPause',
            fields=[
                ('host', models.CharField(max_length=255, primary_key=True, serialize=False)),
                ('until', models.DateTimeField()),
                ('times', models.PositiveSmallIntegerField(default=1)),
                ('reason', models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(max_length=40)),
                ('sealed', models.TextField()),
                ('set_at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.agency')),
                ('feed', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='feeds.feed')),
                ('set_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sealed_before', models.TextField(db_default='', default='')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('feed', 'field'), name='credential_once')],
            },
        ),
        migrations.CreateModel(
            name='DeliveredPost',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('platform', models.CharField(max_length=20)),
                ('external_id', models.CharField(max_length=500)),
                ('author', models.CharField(blank=True, max_length=255)),
                ('created_at', models.DateTimeField()),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.agency')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('platform', 'external_id', 'agency'), name='delivered_once')],
                'indexes': [models.Index(fields=['platform', 'author'], name='delivered_author'), models.Index(fields=['created_at'], name='delivered_created')],
            },
        ),
        migrations.CreateModel(
            name='ReceivingAddress',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('sealed', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField(blank=True, null=True)),
                ('received', models.PositiveBigIntegerField(default=0)),
                ('received_at', models.DateTimeField(blank=True, null=True)),
                ('refused', models.PositiveBigIntegerField(default=0)),
                ('refused_at', models.DateTimeField(blank=True, null=True)),
                ('refusal', models.CharField(blank=True, default='', max_length=300)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.agency')),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='feeds.feed')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('closes_at', None)), fields=('feed',), name='receivingaddress_one_open')],
            },
        ),
        migrations.CreateModel(
            name='Received',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('headers', models.JSONField(default=dict)),
                ('body', models.BinaryField(default=bytes)),
                ('received_at', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('posts', models.PositiveIntegerField(default=0)),
                ('said', models.CharField(blank=True, default='', max_length=500)),
                ('feed', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='feeds.feed')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('taken_at', None)), fields=['feed', 'id'], name='received_waiting'), models.Index(fields=['received_at'], name='received_old')],
                'constraints': [models.UniqueConstraint(fields=('feed', 'name'), name='received_once')],
            },
        ),
        migrations.CreateModel(
            name='FetchTry',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('slot', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('took_ms', models.PositiveIntegerField()),
                ('requests', models.PositiveIntegerField()),
                ('bytes', models.BigIntegerField()),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('outcome', models.CharField(choices=[('read', 'Read'), ('same', 'Same'), ('failed', 'Failed')], max_length=6)),
                ('posts', models.PositiveIntegerField(default=0)),
                ('ignored', models.JSONField(default=dict)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('feed', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='tries', to='feeds.feed')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('feed', 'slot'), name='fetchtry_slot')],
            },
        ),
    ]
