"""Files of mentions that people bring. Three tables of their own; a source may hold what was brought."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('brands', '0003_updated_at'),
        ('monitoring', '0027_exports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('mentions', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('amiss', models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name='ImportPart',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('body', models.BinaryField()),
            ],
        ),
        migrations.AlterField(
            model_name='source',
            name='status',
            field=models.CharField(choices=[('active', 'Active'), ('paused', 'Paused'), ('removed', 'Removed'), ('given', 'Given')], default='active', max_length=10),
        ),
        migrations.AddField(
            model_name='import',
            name='brand',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='brands.brand'),
        ),
        migrations.AddField(
            model_name='import',
            name='source',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='monitoring.source'),
        ),
        migrations.AddField(
            model_name='import',
            name='user',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='importbatch',
            name='upload',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='journal', to='monitoring.import'),
        ),
        migrations.AddField(
            model_name='importpart',
            name='upload',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='monitoring.import'),
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(fields=['brand', '-id'], name='import_of_brand'),
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(condition=models.Q(('file_until__isnull', False)), fields=['moved_at'], name='import_alive'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ('running', 'undoing'))), fields=('brand',), name='import_one_at_work'),
        ),
        migrations.AddConstraint(
            model_name='importbatch',
            constraint=models.UniqueConstraint(fields=('upload', 'number'), name='importbatch_once'),
        ),
        migrations.AddConstraint(
            model_name='importpart',
            constraint=models.UniqueConstraint(fields=('upload', 'number'), name='importpart_once'),
        ),
    ]
