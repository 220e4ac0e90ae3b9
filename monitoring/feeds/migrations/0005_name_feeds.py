"""Feeds of before get their identity. Apart from its column, so that it can be broken off and run again."""

import hashlib
from urllib.parse import urldefrag

from django.db import IntegrityError, migrations, transaction

_AT_ONCE = 500
_CUT = 700  # a key of this length was cut: the hourly job names its feed from the whole address


def name_feeds(apps, schema_editor):
    """In batches, each its own transaction. Of private feeds saved twice the first is named; the job makes them one."""
    Feed = apps.get_model("feeds", "Feed")
    last = None
    while True:
        rows = Feed.objects.filter(identity=None).order_by("pk")
        batch = list(rows.filter(pk__gt=last)[:_AT_ONCE] if last else rows[:_AT_ONCE])
        if not batch:
            return
        last = batch[-1].pk
        for feed in batch:
            told, url = _told(feed)
            if told is None:
                continue
            identity = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()
            values = {"identity": identity, "url": url, "config": {**feed.config, "url": url}}
            try:
                with transaction.atomic():
                    Feed.objects.filter(pk=feed.pk).update(**values)
            except IntegrityError:
                continue


def _told(feed):
    if feed.source_key is None:
        url = urldefrag(feed.url).url
        return (f"private:{feed.private_to_id}:{feed.platform}:{url}", url) if feed.private_to_id else (None, url)
    return (None, "") if len(feed.source_key) >= _CUT else (feed.source_key, feed.source_key.partition(":")[2])


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("feeds", "0004_feed_clock")]

    operations = [
        migrations.RunPython(name_feeds, migrations.RunPython.noop),
    ]
