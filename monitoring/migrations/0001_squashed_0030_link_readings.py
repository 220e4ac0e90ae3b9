"""The tables of monitoring as they stand after 0030, with the search's column and indexes, which its models don't have."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import uuid
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

from accounts.squashing import Squashed

# The post's quarter of a day, and (below zero) its span of 64 of those: what `services/mentions/searching` asks for.
_WHEN = (
    "(ARRAY[floor(extract(epoch FROM published_at AT TIME ZONE 'UTC') / 21600)::int, "
    "-1 - floor(extract(epoch FROM published_at AT TIME ZONE 'UTC') / 1382400)::int])"
)


class Migration(Squashed):
    replaces = [
        ('monitoring', '0001_initial'),
        ('monitoring', '0002_rule_memory'),
        ('monitoring', '0003_post_search'),
        ('monitoring', '0004_inbox_filters'),
        ('monitoring', '0005_planned_event'),
        ('monitoring', '0006_every_kind_of_rule'),
        ('monitoring', '0007_test_sets_backfills_views'),
        ('monitoring', '0008_post_brands'),
        ('monitoring', '0009_inbox_search'),
        ('monitoring', '0010_post_author'),
        ('monitoring', '0011_people_without_constraints'),
        ('monitoring', '0012_source_addresses'),
        ('monitoring', '0013_unanswered_alert'),
        ('monitoring', '0014_late_posts'),
        ('monitoring', '0015_post_copies'),
        ('monitoring', '0016_search_words'),
        ('monitoring', '0017_rule_pace'),
        ('monitoring', '0018_judged_at'),
        ('monitoring', '0019_copies_names'),
        ('monitoring', '0020_copies_words'),
        ('monitoring', '0021_erased_posts'),
        ('monitoring', '0022_withdrawn_posts'),
        ('monitoring', '0023_erased_stay_erased'),
        ('monitoring', '0024_source_fields'),
        ('monitoring', '0025_updated_at'),
        ('monitoring', '0026_mentions_updated'),
        ('monitoring', '0027_exports'),
        ('monitoring', '0028_imports'),
        ('monitoring', '0029_post_url'),
        ('monitoring', '0030_link_readings'),
    ]

    initial = True

    dependencies = [
        ('brands', '0001_squashed_0003_updated_at'),
        ('feeds', '0001_squashed_0009_fetch_log'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='IngestPosition',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField(default=0)),
                ('singleton', models.BooleanField(default=True, unique=True)),
                ('moved_at', models.DateTimeField(null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(max_length=80)),
                ('external_id', models.CharField(max_length=500)),
                ('feed_id', models.UUIDField()),
                ('url', models.CharField(blank=True, max_length=2000)),
                ('kind', models.CharField(default='post', max_length=12)),
                ('author', models.CharField(blank=True, max_length=200)),
                ('author_handle', models.CharField(blank=True, max_length=200)),
                ('author_url', models.CharField(blank=True, max_length=2000)),
                ('followers', models.BigIntegerField(null=True)),
                ('title', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('language', models.CharField(blank=True, max_length=8)),
                ('published_at', models.DateTimeField()),
                ('published_from', models.CharField(max_length=8)),
                ('edited_at', models.DateTimeField(null=True)),
                ('first_seen_at', models.DateTimeField()),
                ('fingerprint', models.CharField(max_length=64)),
                ('revision', models.PositiveSmallIntegerField(default=1)),
                ('state', models.CharField(default='live', max_length=12)),
                ('extra', models.JSONField(default=dict)),
                ('search', django.contrib.postgres.search.SearchVectorField(null=True)),
                ('brands', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), db_default=[uuid.UUID('00000000-0000-0000-0000-000000000000')], size=None)),
                ('gone_at', models.DateTimeField(null=True)),
                ('gone_reason', models.CharField(blank=True, db_default='', max_length=12)),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('origin', 'external_id'), name='post_once'), models.CheckConstraint(condition=models.Q(('gone_reason', ''), models.Q(('author', ''), ('author_handle', ''), ('state', 'gone'), ('text', ''), ('title', '')), _connector='OR'), name='post_erased')],
                'indexes': [models.Index(django.db.models.functions.comparison.Coalesce(django.db.models.functions.comparison.NullIf(models.F('author_handle'), models.Value('')), models.F('author')), name='post_author'), django.contrib.postgres.indexes.HashIndex(fields=['external_id'], name='post_external'), django.contrib.postgres.indexes.HashIndex(fields=['url'], name='post_url')],
            },
        ),
        migrations.CreateModel(
            name='Query',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('text', models.TextField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('brand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='queries', to='brands.brand')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('brand', 'name'), name='query_name_once')],
            },
        ),
        migrations.CreateModel(
            name='BucketCount',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('total', models.PositiveIntegerField(default=0)),
                ('negative', models.PositiveIntegerField(default=0)),
                ('quiet', models.PositiveIntegerField(default=0)),
                ('brand', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='brands.brand')),
                ('query', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='monitoring.query')),
                ('late', models.PositiveIntegerField(db_default=0, default=0)),
                ('late_negative', models.PositiveIntegerField(db_default=0, default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('brand', 'query', 'starts_at'), name='bucketcount_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='AlertRule',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('spike', 'Spike'), ('threshold', 'Threshold'), ('change', 'Change'), ('negative_share', 'Negative share'), ('drop', 'Drop'), ('silence', 'Silence'), ('negative_post', 'Negative post'), ('vip', 'Vip'), ('words', 'Words'), ('new_source', 'New source'), ('returning_critic', 'Returning critic')], max_length=20)),
                ('name', models.CharField(max_length=100)),
                ('settings', models.JSONField(default=dict)),
                ('severity', models.PositiveSmallIntegerField(default=3)),
                ('cool_down_minutes', models.PositiveIntegerField(default=60)),
                ('may_open_incident', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('brand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='brands.brand')),
                ('query', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='monitoring.query')),
                ('digest', models.BooleanField(db_default=False, default=False)),
                ('filter', models.TextField(blank=True, db_default='', default='')),
                ('muted_until', models.DateTimeField(blank=True, null=True)),
                ('persistence_minutes', models.PositiveIntegerField(db_default=0, default=0)),
                ('schedule', models.JSONField(blank=True, db_default=models.Value({}, output_field=models.JSONField()), default=dict)),
                ('tell', models.JSONField(blank=True, db_default=models.Value([], output_field=models.JSONField()), default=list)),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('brand', 'name'), name='alertrule_name_once'), models.CheckConstraint(condition=models.Q(('severity__range', (1, 4))), name='alertrule_severity')],
            },
        ),
        migrations.CreateModel(
            name='QueryVersion',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('query', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='monitoring.query')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('query', 'number'), name='queryversion_once')],
            },
        ),
        migrations.CreateModel(
            name='SeriesState',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.BinaryField(max_length=4096)),
                ('last_bucket', models.DateTimeField(null=True)),
                ('rewind_to', models.DateTimeField(null=True)),
                ('previous_state', models.BinaryField(max_length=4096, null=True)),
                ('previous_bucket', models.DateTimeField(null=True)),
                ('brand', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='brands.brand')),
                ('query', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='monitoring.query')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('brand', 'query'), name='seriesstate_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('feed_id', models.UUIDField()),
                ('platform', models.CharField(max_length=20)),
                ('name', models.CharField(max_length=200)),
                ('address', models.CharField(max_length=2000)),
                ('everything', models.BooleanField(default=False)),
                ('status', models.CharField(choices=[('active', 'Active'), ('paused', 'Paused'), ('removed', 'Removed'), ('given', 'Given')], default='active', max_length=10)),
                ('silent_since', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('brand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='brands.brand')),
                ('created_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notes', models.JSONField(db_default=models.Value([], models.JSONField()), default=list)),
                ('fields', models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict)),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'removed'), _negated=True), fields=('brand', 'feed_id'), name='source_feed_once')],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('open', 'Open'), ('in_progress', 'In progress'), ('done', 'Done'), ('irrelevant', 'Irrelevant')], default='open', max_length=12)),
                ('sentiment', models.CharField(blank=True, choices=[('negative', 'Negative'), ('neutral', 'Neutral'), ('positive', 'Positive')], max_length=8)),
                ('sentiment_score', models.FloatField(null=True)),
                ('sentiment_model', models.CharField(blank=True, max_length=60)),
                ('risks', models.JSONField(default=list)),
                ('published_at', models.DateTimeField()),
                ('first_seen_at', models.DateTimeField()),
                ('quiet', models.BooleanField(default=False)),
                ('version', models.PositiveIntegerField(default=1)),
                ('assignee', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('brand', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='brands.brand')),
                ('sentiment_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='monitoring.post')),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.source')),
                ('judged_at', models.DateTimeField(null=True)),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'indexes': [models.Index(fields=['brand', '-published_at', '-id'], name='mention_brand_new'), models.Index(fields=['-published_at', '-id'], name='mention_new'), models.Index(condition=models.Q(('assignee__isnull', False)), fields=['assignee', '-published_at', '-id'], name='mention_assignee_new'), models.Index(condition=models.Q(('sentiment', 'negative')), fields=['brand', '-published_at', '-id'], name='mention_negative_new'), models.Index(fields=['status', '-published_at', '-id'], name='mention_status_new'), models.Index(fields=['source', '-published_at', '-id'], name='mention_source_new'), models.Index(condition=models.Q(('status__in', ('open', 'in_progress'))), fields=['brand', 'status', '-published_at', '-id'], name='mention_waiting_new'), django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['updated_at'], name='mention_updated', pages_per_range=32)],
                'constraints': [models.UniqueConstraint(fields=('post', 'brand'), name='mention_once')],
            },
        ),
        migrations.CreateModel(
            name='MentionNote',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mention', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='monitoring.mention')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MentionMatch',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('mention', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='monitoring.mention')),
                ('query', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='monitoring.query')),
            ],
            options={
                'indexes': [models.Index(fields=['mention'], name='mentionmatch_mention')],
                'constraints': [models.UniqueConstraint(fields=('query', 'mention'), name='mentionmatch_once')],
            },
        ),
        migrations.CreateModel(
            name='CoverageGap',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(max_length=300)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='gaps', to='monitoring.source')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ends_at', None)), fields=('source',), name='coveragegap_one_open')],
            },
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('rule_version', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=20)),
                ('severity', models.PositiveSmallIntegerField()),
                ('status', models.CharField(choices=[('open', 'Open'), ('joined', 'Joined'), ('opened', 'Opened'), ('dismissed', 'Dismissed')], default='open', max_length=10)),
                ('window_start', models.DateTimeField()),
                ('window_end', models.DateTimeField()),
                ('since', models.DateTimeField(null=True)),
                ('seen', models.IntegerField(null=True)),
                ('expected', models.FloatField(null=True)),
                ('low', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('sentence', models.CharField(max_length=500)),
                ('explanation', models.JSONField(default=dict)),
                ('raised_at', models.DateTimeField()),
                ('triaged_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledge_due_at', models.DateTimeField(blank=True, null=True)),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('crisis', 'crisis'), ('issue', 'issue'), ('noise', 'noise'), ('known_campaign', 'known campaign')], max_length=16)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('acknowledged_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('brand', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='brands.brand')),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rule', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='monitoring.alertrule')),
                ('unanswered_at', models.DateTimeField(editable=False, null=True)),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status', 'open')), fields=['brand', '-raised_at'], name='alert_open'), models.Index(fields=['-raised_at', '-id'], name='alert_new')],
                'constraints': [models.UniqueConstraint(fields=('rule', 'window_start'), name='alert_once')],
            },
        ),
        migrations.CreateModel(
            name='AlertRuleVersion',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('settings', models.JSONField()),
                ('severity', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rule', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='monitoring.alertrule')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('rule', 'number'), name='alertruleversion_once')],
            },
        ),
        migrations.CreateModel(
            name='PostRevision',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('seen_at', models.DateTimeField()),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='monitoring.post')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('post', 'number'), name='postrevision_once')],
            },
        ),
        migrations.CreateModel(
            name='RuleMemory',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('hot_since', models.DateTimeField(null=True)),
                ('last_hot', models.DateTimeField(null=True)),
                ('fired_at', models.DateTimeField(null=True)),
                ('fired_severity', models.PositiveSmallIntegerField(default=5)),
                ('rule', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='memory', to='monitoring.alertrule')),
                ('heard', models.JSONField(db_default=models.Value({}, output_field=models.JSONField()), default=dict)),
                ('fired_seen', models.PositiveIntegerField(db_default=0, default=0)),
                ('fired_pace', models.FloatField(db_default=0, default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlannedEvent',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('campaign', 'Campaign'), ('launch', 'Launch'), ('conference', 'Conference'), ('other', 'Other')], max_length=12)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('note', models.CharField(blank=True, max_length=500)),
                ('version', models.PositiveIntegerField(default=1)),
                ('changed_at', models.DateTimeField()),
                ('brand', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='events', to='brands.brand')),
                ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['starts_at', 'id'],
                'indexes': [models.Index(fields=['brand', 'ends_at'], name='plannedevent_span')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='plannedevent_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='FreshMention',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('mention', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='monitoring.mention')),
            ],
            options={
                'abstract': False,
            },
        ),
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
                ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('query', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='backfills', to='monitoring.query')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
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
                ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
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
                ('created_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('user', 'name'), name='savedview_name_once'), models.UniqueConstraint(condition=models.Q(('user', None)), fields=('brand', 'name'), name='savedview_shared_name_once'), models.CheckConstraint(condition=models.Q(('user__isnull', False), ('brand__isnull', False), _connector='OR'), name='savedview_of_somebody')],
            },
        ),
        migrations.CreateModel(
            name='PostCopy',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('origin', models.CharField(max_length=80)),
                ('external_id', models.CharField(max_length=500)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='monitoring.post')),
                ('fingerprint', models.CharField(blank=True, db_default='', max_length=64)),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('origin', 'external_id'), name='postcopy_once')],
            },
        ),
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('key_brands', models.JSONField(null=True)),
                ('filters', models.JSONField(default=dict)),
                ('text', models.TextField(blank=True)),
                ('status', models.CharField(choices=[('running', 'Running'), ('done', 'Done'), ('cancelled', 'Cancelled'), ('failed', 'Failed'), ('expired', 'Expired')], default='running', max_length=10)),
                ('ended_because', models.CharField(blank=True, choices=[('no_access', 'no_access'), ('error', 'error')], max_length=10)),
                ('position', models.TextField(blank=True)),
                ('brands', models.JSONField(default=list)),
                ('parts', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('read', models.PositiveIntegerField(default=0)),
                ('written', models.PositiveIntegerField(default=0)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('started_at', models.DateTimeField()),
                ('moved_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['user', '-id'], name='export_of_user'), models.Index(condition=models.Q(('status__in', ['running', 'done'])), fields=['moved_at'], name='export_alive')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'running')), fields=('user',), name='export_one_running')],
            },
        ),
        migrations.CreateModel(
            name='ExportPart',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('mentions', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('body', models.BinaryField()),
                ('export', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='kept', to='monitoring.export')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('export', 'number'), name='exportpart_once')],
            },
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key_brands', models.JSONField(null=True)),
                ('name', models.CharField(max_length=255)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('form', models.CharField(choices=[('csv', 'csv'), ('xlsx', 'xlsx')], max_length=4)),
                ('tool', models.CharField(blank=True, max_length=20)),
                ('reading', models.JSONField(default=dict)),
                ('columns', models.JSONField(default=list)),
                ('sample', models.JSONField(default=list)),
                ('mapping', models.JSONField(default=dict)),
                ('zone', models.CharField(blank=True, max_length=64)),
                ('day_first', models.BooleanField(null=True)),
                ('status', models.CharField(choices=[('ready', 'Ready'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed'), ('cancelled', 'Cancelled'), ('undoing', 'Undoing'), ('undone', 'Undone'), ('discarded', 'Discarded')], default='ready', max_length=10)),
                ('ended_because', models.CharField(blank=True, choices=[('unreadable', 'unreadable'), ('no_access', 'no_access'), ('error', 'error')], max_length=10)),
                ('ended_words', models.CharField(blank=True, max_length=300)),
                ('position', models.PositiveBigIntegerField(default=0)),
                ('read', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('made', models.PositiveIntegerField(default=0)),
                ('known', models.PositiveIntegerField(default=0)),
                ('refreshed', models.PositiveIntegerField(default=0)),
                ('refused', models.PositiveIntegerField(default=0)),
                ('doubtful', models.PositiveIntegerField(default=0)),
                ('batches', models.PositiveIntegerField(default=0)),
                ('removed', models.PositiveIntegerField(default=0)),
                ('kept', models.PositiveIntegerField(default=0)),
                ('started_at', models.DateTimeField()),
                ('moved_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('file_until', models.DateTimeField(blank=True, null=True)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('brand', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='brands.brand')),
                ('source', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.source')),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['brand', '-id'], name='import_of_brand'), models.Index(condition=models.Q(('file_until__isnull', False)), fields=['moved_at'], name='import_alive')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ('running', 'undoing'))), fields=('brand',), name='import_one_at_work')],
            },
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('mentions', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('amiss', models.JSONField(default=list)),
                ('upload', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='journal', to='monitoring.import')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('upload', 'number'), name='importbatch_once')],
            },
        ),
        migrations.CreateModel(
            name='ImportPart',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('body', models.BinaryField()),
                ('upload', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='monitoring.import')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('upload', 'number'), name='importpart_once')],
            },
        ),
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
        # The search's column is written and asked by SQL alone.
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField('post', 'search')], database_operations=[]
        ),
        migrations.RunSQL(
            sql=[
                # The list of entries not yet in their place is read whole by every search: kept short.
                f"CREATE INDEX post_find ON monitoring_post USING gin (search, brands, {_WHEN}) "
                "WITH (gin_pending_list_limit = 2048)",
                # Posts that the hourly job has still to read.
                "CREATE INDEX post_unread ON monitoring_post (id) "
                "WHERE (search IS NULL OR NOT search @@ '''§2'''::tsquery)",
            ],
            reverse_sql=["DROP INDEX post_unread", "DROP INDEX post_find"],
        ),
    ]
