"""The tables of incidents as they stand after 0016."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

from accounts.squashing import Squashed


class Migration(Squashed):
    replaces = [
        ('incidents', '0001_initial'),
        ('incidents', '0002_drills_stay_inside'),
        ('incidents', '0003_release_without_row_lock'),
        ('incidents', '0004_reminders_said_once'),
        ('incidents', '0005_answered_milestone'),
        ('incidents', '0006_people_without_constraints'),
        ('incidents', '0007_approval_ended_because'),
        ('incidents', '0008_answer_revisions'),
        ('incidents', '0009_revisions_of_before'),
        ('incidents', '0010_reopened_incident'),
        ('incidents', '0011_renamed_incidents'),
        ('incidents', '0012_task_version'),
        ('incidents', '0013_merged_incidents'),
        ('incidents', '0014_tasks_of_merged_incidents'),
        ('incidents', '0015_questions_ended_by_a_merge'),
        ('incidents', '0016_updated_at'),
    ]

    initial = True

    dependencies = [
        ('brands', '0001_squashed_0003_updated_at'),
        ('monitoring', '0001_squashed_0030_link_readings'),
        ('playbooks', '0001_squashed_0008_updated_at'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='IncidentNumber',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('last', models.PositiveIntegerField(default=0)),
                ('singleton', models.BooleanField(default=True, unique=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(unique=True)),
                ('title', models.CharField(max_length=200)),
                ('status', models.CharField(choices=[('triage', 'Triage'), ('open', 'Open'), ('responding', 'Responding'), ('stabilised', 'Stabilised'), ('resolved', 'Resolved'), ('closed', 'Closed'), ('dismissed', 'Dismissed'), ('merged', 'Merged')], default='triage', max_length=12)),
                ('severity', models.PositiveSmallIntegerField(choices=[(1, 'Critical'), (2, 'Major'), (3, 'Moderate'), (4, 'Minor')])),
                ('severity_reason', models.CharField(max_length=500)),
                ('opened_at', models.DateTimeField()),
                ('resolved_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('next_update_due_at', models.DateTimeField(blank=True, null=True)),
                ('released_to_client_at', models.DateTimeField(blank=True, null=True)),
                ('is_drill', models.BooleanField(default=False)),
                ('brand', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='incidents', to='brands.brand')),
                ('lead', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan_version', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='playbooks.planversion')),
                ('told_late', models.DateTimeField(editable=False, null=True)),
                ('warned_of', models.DateTimeField(editable=False, null=True)),
                ('reopened_at', models.DateTimeField(editable=False, null=True)),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_here', to='incidents.incident')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status__in', ['triage', 'open', 'responding', 'stabilised'])), fields=['brand'], name='incident_running')],
                'constraints': [models.CheckConstraint(condition=models.Q(('severity__range', (1, 4))), name='incident_severity'), models.CheckConstraint(condition=models.Q(('is_drill', False), ('released_to_client_at', None), _connector='OR'), name='incident_drill_stays_inside'), models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('status', 'merged')), models.Q(models.Q(('status', 'merged'), _negated=True), ('merged_into', None)), _connector='OR'), name='incident_merged_somewhere'), models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='incident_merged_into_another')],
            },
        ),
        migrations.CreateModel(
            name='Debrief',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('finished', 'Finished')], default='draft', max_length=10)),
                ('what_happened', models.TextField(blank=True)),
                ('went_well', models.TextField(blank=True)),
                ('went_badly', models.TextField(blank=True)),
                ('root_causes', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('started_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('incident', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='debrief', to='incidents.incident')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='IncidentAlert',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('joined_at', models.DateTimeField()),
                ('alert', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.alert')),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='incidents.incident')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='IncidentMention',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('linked_at', models.DateTimeField()),
                ('incident', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='incidents.incident')),
                ('linked_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mention', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.mention')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('incident', 'mention'), name='incidentmention_once')],
            },
        ),
        migrations.CreateModel(
            name='Lesson',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('debrief', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lessons', to='incidents.debrief')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LessonProposal',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('lesson', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='incidents.lesson')),
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='playbooks.changeproposal')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('lesson', 'proposal'), name='lessonproposal_once')],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('first_mention', 'First mention'), ('detected', 'Detected'), ('acknowledged', 'Acknowledged'), ('drafted', 'Drafted'), ('approved', 'Approved'), ('published', 'Published'), ('answered', 'Answered'), ('resolved', 'Resolved')], max_length=16)),
                ('at', models.DateTimeField()),
                ('incident', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='incidents.incident')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('incident', 'kind'), name='milestone_once')],
            },
        ),
        migrations.CreateModel(
            name='PublicAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('slots', models.JSONField(default=dict)),
                ('channel', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('text_sha256', models.CharField(max_length=64)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('in_approval', 'In approval'), ('approved', 'Approved'), ('handed_off', 'Handed off'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
                ('drafted_at', models.DateTimeField()),
                ('drafted_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edited_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='incidents.incident')),
                ('statement', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='playbooks.holdingstatement')),
                ('for_drill', models.BooleanField(default=False)),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('for_drill', False), models.Q(('status__in', ['handed_off', 'published']), _negated=True), _connector='OR'), name='publicanswer_drill_stays_inside')],
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text_sha256', models.CharField(max_length=64)),
                ('asked_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('asked', 'Asked'), ('approved', 'Approved'), ('rejected', 'Rejected'), ('void', 'Void')], default='asked', max_length=8)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('asked_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_of', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='incidents.publicanswer')),
                ('told_late', models.DateTimeField(editable=False, null=True)),
                ('ended_because', models.CharField(blank=True, choices=[('edited', 'edited'), ('refused', 'refused'), ('answer_withdrawn', 'answer_withdrawn'), ('withdrawn', 'withdrawn'), ('asked_again', 'asked_again'), ('left', 'left'), ('incident_ended', 'incident_ended'), ('merged', 'merged')], db_default='', default='', editable=False, max_length=20)),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('status', 'asked')), fields=['asked_of', 'due_at'], name='approval_mine')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ['asked', 'approved'])), fields=('answer', 'asked_of'), name='approval_once')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text_sha256', models.CharField(max_length=64)),
                ('url', models.CharField(max_length=2000)),
                ('confirmed_at', models.DateTimeField()),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='publications', to='incidents.publicanswer')),
                ('confirmed_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='StatusUpdate',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('audience', models.CharField(choices=[('client', 'Client'), ('public', 'Public')], max_length=8)),
                ('text', models.TextField()),
                ('sent_at', models.DateTimeField()),
                ('next_due_at', models.DateTimeField(null=True)),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='updates', to='incidents.incident')),
                ('sent_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveIntegerField()),
                ('phase', models.CharField(choices=[('triage', 'Triage'), ('respond', 'Respond'), ('stabilise', 'Stabilise'), ('resolve', 'Resolve'), ('learn', 'Learn')], max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('instructions', models.TextField(blank=True)),
                ('duty', models.CharField(choices=[('lead', 'Lead'), ('comms', 'Comms'), ('legal', 'Legal'), ('monitor', 'Monitor'), ('scribe', 'Scribe'), ('client_liaison', 'Client liaison')], max_length=16)),
                ('due_at', models.DateTimeField()),
                ('required', models.BooleanField(default=True)),
                ('status', models.CharField(choices=[('todo', 'Todo'), ('doing', 'Doing'), ('done', 'Done'), ('skipped', 'Skipped')], default='todo', max_length=8)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('skip_reason', models.CharField(blank=True, max_length=300)),
                ('finished_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='incidents.incident')),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('step', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='playbooks.step')),
                ('told_late', models.DateTimeField(editable=False, null=True)),
                ('version', models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ('moved_from', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_tasks', to='incidents.incident')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['order'],
                'indexes': [models.Index(condition=models.Q(('status__in', ['todo', 'doing'])), fields=['owner', 'due_at'], name='task_mine')],
                'constraints': [models.UniqueConstraint(fields=('incident', 'step'), name='task_step_once')],
            },
        ),
        migrations.CreateModel(
            name='TeamPlace',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('duty', models.CharField(choices=[('lead', 'Lead'), ('comms', 'Comms'), ('legal', 'Legal'), ('monitor', 'Monitor'), ('scribe', 'Scribe'), ('client_liaison', 'Client liaison')], max_length=16)),
                ('since', models.DateTimeField()),
                ('incident', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='team', to='incidents.incident')),
                ('user', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('incident', 'duty'), name='teamplace_duty_once')],
            },
        ),
        migrations.CreateModel(
            name='TimelineEntry',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('seq', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('kind', models.CharField(max_length=40)),
                ('actor_id', models.BigIntegerField(null=True)),
                ('actor_label', models.CharField(max_length=200)),
                ('visibility', models.CharField(choices=[('internal', 'Internal'), ('client', 'Client'), ('public', 'Public')], max_length=8)),
                ('payload', models.JSONField(null=True)),
                ('salt', models.CharField(max_length=64)),
                ('payload_digest', models.CharField(max_length=64)),
                ('previous', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64)),
                ('corrects_seq', models.PositiveIntegerField(null=True)),
                ('incident', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='incidents.incident')),
            ],
            options={
                'ordering': ['seq'],
                'indexes': [models.Index(condition=models.Q(('kind', 'renamed')), fields=['incident'], name='timelineentry_renamed')],
                'constraints': [models.UniqueConstraint(fields=('incident', 'seq'), name='timelineentry_seq_once')],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('audience', models.CharField(choices=[('client', 'Client'), ('public', 'Public')], max_length=8)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='releases', to='incidents.timelineentry')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('entry', 'audience'), name='release_once')],
            },
        ),
        migrations.CreateModel(
            name='TimelineHead',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('seq', models.PositiveIntegerField(default=0)),
                ('digest', models.CharField(default='0000000000000000000000000000000000000000000000000000000000000000', max_length=64)),
                ('sealed_seq', models.PositiveIntegerField(default=0)),
                ('incident', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='head', to='incidents.incident')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AnswerRevision',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('text_sha256', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('answer', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='incidents.publicanswer')),
                ('by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
                'indexes': [models.Index(fields=['text_sha256'], name='answerrevision_words')],
                'constraints': [models.UniqueConstraint(fields=('answer', 'number'), name='answerrevision_once')],
            },
        ),
    ]
