# Row level security: whoever serves reads every part and writes those of drafts. The owner of the tables is not bound,
# unless it serves as well (accounts/services/grants).
#
# An UPDATE finds any row and must leave one of a draft: of a published part it is refused by an error, as nobody can
# write another status or version. A DELETE has no such check; it finds drafts' parts only.

from django.db import migrations

TABLES = [f"playbooks_{name}" for name in ("section", "step", "holdingstatement", "plancontact", "trigger")]
DRAFT = "version_status = 'draft'"


def _there(table):
    return [
        f"CREATE POLICY all_are_read ON {table} FOR SELECT USING (true)",
        f"CREATE POLICY drafts_are_written ON {table} USING ({DRAFT})",
        f"CREATE POLICY others_are_refused ON {table} FOR UPDATE USING (true) WITH CHECK ({DRAFT})",
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
    ]


def _away(table):
    names = ("all_are_read", "drafts_are_written", "others_are_refused")
    return [f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY", *[f"DROP POLICY {name} ON {table}" for name in names]]


class Migration(migrations.Migration):

    dependencies = [
        ('playbooks', '0006_seals_of_before'),
    ]

    operations = [
        migrations.RunSQL(
            [statement for table in TABLES for statement in _there(table)],
            [statement for table in TABLES for statement in _away(table)],
        ),
    ]
