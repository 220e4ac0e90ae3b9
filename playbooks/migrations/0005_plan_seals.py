# What a version was when it was published, in an append-only table. The foreign key over all of its values binds the
# version: a draft has no number, so nothing is asked while there is none, and nothing moves once it is sealed.

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

VALUES = "number, words_sha256, published_by_id, published_at"


class Migration(migrations.Migration):

    dependencies = [
        ('playbooks', '0004_parts_know_their_versions_status'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='planversion',
            name='words_sha256',
            field=models.CharField(blank=True, editable=False, max_length=64, null=True),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.UniqueConstraint(
                fields=('id', 'plan', 'number', 'words_sha256', 'published_by', 'published_at'),
                name='planversion_as_sealed',
            ),
        ),
        migrations.RunSQL(
            [
                "ALTER TABLE playbooks_planversion ADD CONSTRAINT planversion_words_as_sealed CHECK ("
                "words_sha256 = encode(sha256(convert_to(length(summary) || ':' || summary || change_note, 'UTF8')), 'hex'))"
            ],
            ["ALTER TABLE playbooks_planversion DROP CONSTRAINT planversion_words_as_sealed"],
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
                f"ALTER TABLE playbooks_planseal ADD CONSTRAINT planseal_binds_its_version FOREIGN KEY (version_id, plan_id, {VALUES}) "
                f"REFERENCES playbooks_planversion (id, plan_id, {VALUES})"
            ],
            ["ALTER TABLE playbooks_planseal DROP CONSTRAINT planseal_binds_its_version"],
        ),
    ]
