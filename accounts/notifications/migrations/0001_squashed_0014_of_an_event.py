"""The tables of notifications as they stand after 0014."""

import accounts.notifications.models
import datetime
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

from accounts.squashing import Squashed


class Migration(Squashed):
    replaces = [
        ('notifications', '0001_initial'),
        ('notifications', '0002_timing'),
        ('notifications', '0003_people_without_constraints'),
        ('notifications', '0004_internal_news'),
        ('notifications', '0005_withdrawn_deliveries'),
        ('notifications', '0006_subjects'),
        ('notifications', '0007_subject_index'),
        ('notifications', '0008_subjects_of_pages'),
        ('notifications', '0009_subjects_of_approvals'),
        ('notifications', '0010_browser_sessions'),
        ('notifications', '0011_not_before'),
        ('notifications', '0012_webhooks_of_events'),
        ('notifications', '0013_updated_at'),
        ('notifications', '0014_of_an_event'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_squashed_0010_applications'),
        ('brands', '0001_squashed_0003_updated_at'),
        ('events', '0001_squashed_0002_keeping'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('severity', models.PositiveSmallIntegerField(null=True)),
                ('title', models.CharField(max_length=200)),
                ('body', models.TextField(blank=True)),
                ('path', models.CharField(max_length=300)),
                ('dedupe', models.CharField(max_length=200)),
                ('created_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('ack_due_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('escalated_at', models.DateTimeField(blank=True, null=True)),
                ('brand', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='brands.brand')),
                ('escalated_from', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='notifications.notification')),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_until', models.DateTimeField(blank=True, null=True)),
                ('in_digest', models.BooleanField(db_default=False, default=False)),
                ('internal', models.BooleanField(db_default=True, default=True)),
                ('subject_kind', models.CharField(blank=True, db_default='', default='', max_length=20)),
                ('subject_id', models.UUIDField(editable=False, null=True)),
                ('round', models.PositiveSmallIntegerField(db_default=1, default=1)),
                ('count', models.PositiveIntegerField(db_default=1, default=1)),
                ('not_before', models.DateTimeField(blank=True, editable=False, null=True)),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('event_id', models.UUIDField(editable=False, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['user', '-created_at'], name='notification_user_new'), models.Index(condition=models.Q(('ack_due_at__isnull', False), ('acknowledged_at', None), ('escalated_at', None)), fields=['ack_due_at'], name='notification_unacked'), models.Index(condition=models.Q(('acknowledged_at', None), ('subject_id__isnull', False)), fields=['subject_id'], name='notification_subject')],
                'constraints': [models.UniqueConstraint(fields=('user', 'dedupe'), name='notification_once')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('channel', models.CharField(choices=[('mail', 'Mail'), ('push', 'Push'), ('webhook', 'Webhook')], max_length=10)),
                ('target', models.CharField(max_length=500)),
                ('payload', models.JSONField(default=dict)),
                ('status', models.CharField(choices=[('queued', 'Queued'), ('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed'), ('given_up', 'Given up'), ('not_needed', 'Not needed'), ('withdrawn', 'Withdrawn')], default='queued', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField()),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('last_error', models.CharField(blank=True, max_length=500)),
                ('created_at', models.DateTimeField()),
                ('notification', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notifications.notification')),
                ('gathered', models.BooleanField(db_default=False, default=False)),
                ('event', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='events.event')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status__in', ['queued', 'sending', 'failed'])), fields=['next_try_at'], name='delivery_due'), models.Index(condition=models.Q(('channel', 'webhook')), fields=['target', '-created_at'], name='delivery_webhook')],
            },
        ),
        migrations.CreateModel(
            name='DeliveryAttempt',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('ok', models.BooleanField()),
                ('detail', models.CharField(blank=True, max_length=500)),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tries', to='notifications.delivery')),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('body', models.TextField(blank=True, db_default='', default='')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PushSubscription',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('endpoint_hash', models.CharField(max_length=64, unique=True)),
                ('sealed', models.TextField()),
                ('device', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('gone_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('session_hash', models.CharField(blank=True, db_default='', default='', editable=False, max_length=64)),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='WebhookEndpoint',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('url', models.URLField(max_length=500)),
                ('kinds', models.JSONField(db_default=models.Value([], models.JSONField()), default=list)),
                ('sealed_secret', models.TextField()),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('created_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('name', models.CharField(blank=True, db_default='', default='', max_length=100)),
                ('actions', models.JSONField(db_default=models.Value([], models.JSONField()), default=list)),
                ('brands', models.JSONField(db_default=models.Value([], models.JSONField()), default=list)),
                ('severity', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('drills', models.BooleanField(db_default=False, default=False)),
                ('position', models.BigIntegerField(db_default=0, default=0, editable=False)),
                ('sealed_before', models.TextField(blank=True, db_default='', default='', editable=False)),
                ('before_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('disabled_at', models.DateTimeField(blank=True, null=True)),
                ('failing_since', models.DateTimeField(blank=True, null=True)),
                ('last_ok_at', models.DateTimeField(blank=True, null=True)),
                ('last_error', models.CharField(blank=True, db_default='', default='', max_length=500)),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('channel', models.CharField(max_length=10)),
                ('on', models.BooleanField()),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'kind', 'channel'), name='choice_once')],
            },
        ),
        migrations.CreateModel(
            name='LiveEvent',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('topic', models.CharField(max_length=80)),
                ('kind', models.CharField(max_length=40)),
                ('subject', models.CharField(blank=True, max_length=40)),
                ('visibility', models.CharField(default='internal', max_length=8)),
                ('at', models.DateTimeField()),
                ('brand', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='brands.brand')),
            ],
            options={
                'indexes': [models.Index(fields=['at'], name='liveevent_at')],
            },
        ),
        migrations.CreateModel(
            name='Timing',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('quiet', models.BooleanField(default=False)),
                ('quiet_start', models.TimeField(default=datetime.time(22, 0))),
                ('quiet_end', models.TimeField(default=datetime.time(7, 0))),
                ('quiet_days', models.JSONField(default=accounts.notifications.models.every_day)),
                ('through', models.PositiveSmallIntegerField(default=1)),
                ('digest', models.CharField(choices=[('hourly', 'Hourly'), ('daily', 'Daily')], default='hourly', max_length=6)),
                ('digest_at', models.TimeField(default=datetime.time(8, 0))),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user',), name='timing_once'), models.CheckConstraint(condition=models.Q(('through__range', (1, 3))), name='timing_through')],
            },
        ),
        # What was asked for before events: the column goes with the release after 0012.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField('webhookendpoint', 'kinds')], database_operations=[]
        ),
    ]
