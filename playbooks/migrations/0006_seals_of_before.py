# Versions published before there were seals are sealed as they stand.

from django.db import migrations

from playbooks.digests import FORM, version_digest, words_digest

BATCH = 100
MODELS = {
    "section": "Section", "step": "Step", "statement": "HoldingStatement", "contact": "PlanContact", "trigger": "Trigger",
}


def seal(apps, schema_editor):
    versions = apps.get_model("playbooks", "PlanVersion").objects.exclude(status="draft").filter(seal=None)
    while batch := list(versions.order_by("pk")[:BATCH]):
        parts = {row.pk: {kind: [] for kind in MODELS} for row in batch}
        for kind, name in MODELS.items():
            for part in apps.get_model("playbooks", name).objects.filter(version__in=batch):
                parts[part.version_id][kind].append(part)
        _keep(apps, batch, parts)


def _keep(apps, batch, parts):
    seals = apps.get_model("playbooks", "PlanSeal")
    for row in batch:
        row.words_sha256 = words_digest(row.summary, row.change_note)
    apps.get_model("playbooks", "PlanVersion").objects.bulk_update(batch, ["words_sha256"])
    seals.objects.bulk_create(
        seals(
            plan_id=row.plan_id, version=row, number=row.number, words_sha256=row.words_sha256,
            published_by_id=row.published_by_id, published_at=row.published_at, form=FORM,
            digest=version_digest(row, parts[row.pk]),
        )
        for row in batch
    )


class Migration(migrations.Migration):

    dependencies = [
        ('playbooks', '0005_plan_seals'),
    ]

    operations = [
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
