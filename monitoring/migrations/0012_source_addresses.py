"""A source of a shared feed shows the feed's canonical address: what it showed may be what another agency typed."""

from django.db import migrations

_AT_ONCE = 500


def take_canonical_addresses(apps, schema_editor):
    """In batches. The addresses of private feeds stay: their own agency typed them."""
    Source, Feed = apps.get_model("monitoring", "Source"), apps.get_model("feeds", "Feed")
    last = None
    while True:
        rows = Source.objects.order_by("pk")
        batch = list((rows.filter(pk__gt=last) if last else rows)[:_AT_ONCE])
        if not batch:
            return
        last = batch[-1].pk
        shared = Feed.objects.filter(pk__in={source.feed_id for source in batch}, private_to=None)
        urls = dict(shared.values_list("pk", "url"))
        for source in batch:
            if source.address != urls.get(source.feed_id, source.address):
                Source.objects.filter(pk=source.pk).update(address=urls[source.feed_id])


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0011_people_without_constraints"), ("feeds", "0003_feed_identity")]

    operations = [migrations.RunPython(take_canonical_addresses, migrations.RunPython.noop)]
