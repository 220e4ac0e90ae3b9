# What answers said before revisions were kept stands in their incidents' records, with who wrote it. Where a payload was
# erased, at least the words that stand now are kept, under whoever edited last.

import hashlib

from django.db import migrations

_WRITTEN = ("answer_drafted", "answer_edited")


def keep(apps, schema_editor):
    answers = apps.get_model("incidents", "PublicAnswer").objects
    entries = apps.get_model("incidents", "TimelineEntry").objects
    revisions = apps.get_model("incidents", "AnswerRevision")
    for answer in answers.filter(revisions=None).order_by("pk").iterator(200):
        written = entries.filter(incident_id=answer.incident_id, kind__in=_WRITTEN, payload__answer=str(answer.pk))
        rows = []
        for entry in written.order_by("seq"):
            text, digest = entry.payload.get("text"), entry.payload.get("sha256")
            if text is not None and entry.actor_id and hashlib.sha256(text.encode()).hexdigest() == digest:
                rows.append((text, digest, entry.actor_id, entry.at))
        if not rows or rows[-1][1] != answer.text_sha256:
            rows.append((answer.text, answer.text_sha256, answer.edited_by_id, answer.drafted_at))
        revisions.objects.bulk_create(
            [
                # Counted back from the answer's version, so that the next edit finds its number free.
                revisions(
                    answer=answer, number=max(0, answer.version - len(rows) + 1) + at, text=text, text_sha256=digest,
                    by_id=by, at=when,
                )
                for at, (text, digest, by, when) in enumerate(rows)
            ]
        )


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0008_answer_revisions'),
    ]

    operations = [
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
