from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0006_people_without_constraints'),
    ]

    operations = [
        migrations.AddField(
            model_name='approval',
            name='ended_because',
            field=models.CharField(blank=True, choices=[('edited', 'edited'), ('refused', 'refused'), ('answer_withdrawn', 'answer_withdrawn'), ('withdrawn', 'withdrawn'), ('asked_again', 'asked_again'), ('left', 'left'), ('incident_ended', 'incident_ended')], db_default='', default='', editable=False, max_length=20),
        ),
    ]
