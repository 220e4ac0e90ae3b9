"""The tables of playbooks as they stand after 0008, with the keys, the check and the policies that Django has no word for."""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

from accounts.squashing import Squashed

PARTS = [f"playbooks_{name}" for name in ("section", "step", "holdingstatement", "plancontact", "trigger")]
VALUES = "number, words_sha256, published_by_id, published_at"
DRAFT = "version_status = 'draft'"


def _guarded(table):
    # A part says the status of its version, so that a policy can ask it of the row itself. An UPDATE finds any row and
    # must leave one of a draft: of a published part it is refused by an error. A DELETE has no such check.
    return [
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_of_its_version FOREIGN KEY (version_id, version_status) "
        "REFERENCES playbooks_planversion (id, status) ON UPDATE CASCADE",
        f"CREATE POLICY all_are_read ON {table} FOR SELECT USING (true)",
        f"CREATE POLICY drafts_are_written ON {table} USING ({DRAFT})",
        f"CREATE POLICY others_are_refused ON {table} FOR UPDATE USING (true) WITH CHECK ({DRAFT})",
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
    ]


def _unguarded(table):
    names = ("all_are_read", "drafts_are_written", "others_are_refused")
    return [
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        *[f"DROP POLICY {name} ON {table}" for name in names],
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_of_its_version",
    ]


class Migration(Squashed):
    replaces = [
        ('playbooks', '0001_initial'),
        ('playbooks', '0002_part_revisions'),
        ('playbooks', '0003_people_without_constraints'),
        ('playbooks', '0004_parts_know_their_versions_status'),
        ('playbooks', '0005_plan_seals'),
        ('playbooks', '0006_seals_of_before'),
        ('playbooks', '0007_only_drafts_change'),
        ('playbooks', '0008_updated_at'),
    ]

    initial = True

    dependencies = [
        ('brands', '0001_squashed_0003_updated_at'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100)),
                ('kind', models.CharField(max_length=40)),
                ('is_archived', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('brand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='brands.brand')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('brand', 'name'), name='plan_name_once')],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('retired', 'Retired')], default='draft', max_length=10)),
                ('summary', models.TextField(blank=True)),
                ('change_note', models.CharField(blank=True, max_length=500)),
                ('lock', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('edited_at', models.DateTimeField(null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('based_on', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='playbooks.planversion')),
                ('created_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edited_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='playbooks.plan')),
                ('published_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('words_sha256', models.CharField(blank=True, editable=False, max_length=64, null=True)),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('plan', 'number'), name='planversion_number_once'), models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('plan',), name='planversion_one_draft'), models.UniqueConstraint(condition=models.Q(('status', 'published')), fields=('plan',), name='planversion_one_published'), models.CheckConstraint(condition=models.Q(models.Q(('number', None), ('status', 'draft')), models.Q(models.Q(('status', 'draft'), _negated=True), ('number__isnull', False)), _connector='OR'), name='planversion_number_iff_published'), models.UniqueConstraint(fields=('id', 'status'), name='planversion_and_its_status'), models.UniqueConstraint(fields=('id', 'plan', 'number', 'words_sha256', 'published_by', 'published_at'), name='planversion_as_sealed')],
            },
        ),
        migrations.CreateModel(
            name='PlanContact',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False)),
                ('order', models.PositiveIntegerField()),
                ('function', models.CharField(max_length=100)),
                ('name', models.CharField(blank=True, max_length=100)),
                ('reach', models.CharField(blank=True, max_length=200)),
                ('when', models.CharField(blank=True, max_length=300)),
                ('version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='playbooks.planversion')),
                ('edited_at', models.DateTimeField(null=True)),
                ('edited_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('version_status', models.CharField(db_default='draft', default='draft', editable=False, max_length=10)),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('version', 'key'), name='plancontact_key_once')],
            },
        ),
        migrations.CreateModel(
            name='HoldingStatement',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False)),
                ('order', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('channel', models.CharField(default='any', max_length=20)),
                ('language', models.CharField(default='en', max_length=8)),
                ('text', models.TextField()),
                ('slots', models.JSONField(default=list)),
                ('version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='playbooks.planversion')),
                ('edited_at', models.DateTimeField(null=True)),
                ('edited_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('version_status', models.CharField(db_default='draft', default='draft', editable=False, max_length=10)),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('version', 'key'), name='statement_key_once')],
            },
        ),
        migrations.CreateModel(
            name='ChangeProposal',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=200)),
                ('reason', models.TextField()),
                ('changes', models.JSONField()),
                ('lesson_id', models.UUIDField(blank=True, null=True)),
                ('lesson_text', models.TextField(blank=True)),
                ('status', models.CharField(choices=[('open', 'Open'), ('accepted', 'Accepted'), ('rejected', 'Rejected')], default='open', max_length=10)),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decision_reason', models.CharField(blank=True, max_length=500)),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='playbooks.plan')),
                ('version', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='playbooks.planversion')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False)),
                ('order', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('body', models.TextField(blank=True)),
                ('version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='playbooks.planversion')),
                ('edited_at', models.DateTimeField(null=True)),
                ('edited_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('version_status', models.CharField(db_default='draft', default='draft', editable=False, max_length=10)),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('version', 'key'), name='section_key_once')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False)),
                ('order', models.PositiveIntegerField()),
                ('phase', models.CharField(choices=[('triage', 'Triage'), ('respond', 'Respond'), ('stabilise', 'Stabilise'), ('resolve', 'Resolve'), ('learn', 'Learn')], max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('instructions', models.TextField(blank=True)),
                ('duty', models.CharField(choices=[('lead', 'Lead'), ('comms', 'Comms'), ('legal', 'Legal'), ('monitor', 'Monitor'), ('scribe', 'Scribe'), ('client_liaison', 'Client liaison')], max_length=16)),
                ('due_minutes', models.PositiveIntegerField()),
                ('required', models.BooleanField(default=True)),
                ('version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='playbooks.planversion')),
                ('edited_at', models.DateTimeField(null=True)),
                ('edited_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('version_status', models.CharField(db_default='draft', default='draft', editable=False, max_length=10)),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('version', 'key'), name='step_key_once')],
            },
        ),
        migrations.CreateModel(
            name='Trigger',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False)),
                ('order', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=100)),
                ('query', models.TextField()),
                ('why', models.CharField(blank=True, max_length=300)),
                ('version', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='triggers', to='playbooks.planversion')),
                ('edited_at', models.DateTimeField(null=True)),
                ('edited_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('version_status', models.CharField(db_default='draft', default='draft', editable=False, max_length=10)),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('version', 'key'), name='trigger_key_once')],
            },
        ),
        migrations.CreateModel(
            name='PlanSeal',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('words_sha256', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField(null=True)),
                ('form', models.PositiveSmallIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('plan', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='playbooks.plan')),
                ('published_by', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='seal', to='playbooks.planversion')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.RunSQL(
            [
                "ALTER TABLE playbooks_planversion ADD CONSTRAINT planversion_words_as_sealed CHECK ("
                "words_sha256 = encode(sha256(convert_to(length(summary) || ':' || summary || change_note, 'UTF8')), 'hex'))",
                # Over all values of the seal: a draft has no number, so nothing is asked while there is none.
                f"ALTER TABLE playbooks_planseal ADD CONSTRAINT planseal_binds_its_version FOREIGN KEY (version_id, plan_id, {VALUES}) "
                f"REFERENCES playbooks_planversion (id, plan_id, {VALUES})",
            ],
            [
                "ALTER TABLE playbooks_planseal DROP CONSTRAINT planseal_binds_its_version",
                "ALTER TABLE playbooks_planversion DROP CONSTRAINT planversion_words_as_sealed",
            ],
        ),
        migrations.RunSQL(
            [statement for table in PARTS for statement in _guarded(table)],
            [statement for table in PARTS for statement in _unguarded(table)],
        ),
    ]
