# A foreign key's check locks the row it refers to, which needs the right to update it. Nobody has that on an append-only
# table, so where one role owns and serves, releasing an entry would be refused.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0002_drills_stay_inside'),
    ]

    operations = [
        migrations.AlterField(
            model_name='release',
            name='entry',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='releases', to='incidents.timelineentry'),
        ),
    ]
