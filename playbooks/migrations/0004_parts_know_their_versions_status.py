# A part says the status of its version, held by a foreign key of both together, so that a policy can ask it of the row
# itself. In one transaction, which begins by locking the versions: none is published between filling in and constraining.

import django.db.models.deletion
from django.db import migrations, models

TABLES = {
    'section': 'sections', 'step': 'steps', 'holdingstatement': 'statements', 'plancontact': 'contacts',
    'trigger': 'triggers',
}


def _filled_in(table):
    return (
        f"UPDATE {table} SET version_status = v.status FROM playbooks_planversion v "
        f"WHERE v.id = {table}.version_id AND v.status <> 'draft'"
    )


def _constraint(table):
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_of_its_version FOREIGN KEY (version_id, version_status) "
        "REFERENCES playbooks_planversion (id, status) ON UPDATE CASCADE"
    )


def _away(table):
    return f"ALTER TABLE {table} DROP CONSTRAINT {table}_of_its_version"


class Migration(migrations.Migration):

    dependencies = [
        ('playbooks', '0003_people_without_constraints'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.UniqueConstraint(fields=('id', 'status'), name='planversion_and_its_status'),
        ),
        *[
            migrations.AddField(
                model_name=name,
                name='version_status',
                field=models.CharField(db_default='draft', default='draft', editable=False, max_length=10),
            )
            for name in TABLES
        ],
        migrations.RunSQL([_filled_in(f'playbooks_{name}') for name in TABLES], migrations.RunSQL.noop),
        *[
            migrations.AlterField(
                model_name=name,
                name='version',
                field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name=related, to='playbooks.planversion'),
            )
            for name, related in TABLES.items()
        ],
        migrations.RunSQL(
            [_constraint(f'playbooks_{name}') for name in TABLES], [_away(f'playbooks_{name}') for name in TABLES]
        ),
    ]
