"""Fetched posts on their way to those who want them, and who does."""

from typing import ClassVar

from django.db import models
from uuid_utils.compat import uuid7

from accounts.models import Agency
from monitoring.feeds.models.feeds import AgencyQuerySet, Feed


class StandingQuery(models.Model):
    """The matcher's register: the current text of every agency's every query. Workers follow `revision`."""

    id = models.UUIDField(primary_key=True, editable=False)  # the query's id in its agency
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_index=False)
    brand_id = models.UUIDField()
    text = models.TextField()
    version = models.PositiveIntegerField()
    is_active = models.BooleanField(default=True)
    # From the counter below, under its row lock: in commit order, without gaps. Removal keeps the row, inactive.
    revision = models.BigIntegerField(unique=True)
    changed_at = models.DateTimeField()

    objects = AgencyQuerySet.as_manager()


class Counter(models.Model):
    """Numbers given in commit order: the row lock is held until its taker commits. One row a name."""

    name = models.CharField(max_length=80, primary_key=True)
    last = models.BigIntegerField(default=0)


class Arrival(models.Model):
    """A fetched post that somebody wants, as the connector gave it. Kept for days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="+", db_index=False)
    external_id = models.CharField(max_length=500)
    fingerprint = models.CharField(max_length=64)
    post = models.JSONField()
    fetched_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "external_id", "fingerprint"], name="arrival_once")
        ]
        # Serves pruning by age.
        indexes: ClassVar = [models.Index(fields=["fetched_at"], name="arrival_fetched")]


class Route(models.Model):
    """An arrival on its way to one agency. `number` is per agency, in commit order: the position to read from."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.BigIntegerField()  # no sequence: its numbers commit out of order, and a reader would pass some over
    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="routes")
    # [{"source": id, "brand": id, "queries": [ids], "quiet": bool}]: why, for which brand, and whether it is history; with
    # "unread" (a time) where the feed had not been read since
    targets = models.JSONField()
    created_at = models.DateTimeField()

    objects = AgencyQuerySet.as_manager()

    class Meta:
        # Serves ingestion: an agency's routes after its position.
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "number"], name="route_number_once")]


class DeliveredPost(models.Model):
    """A post of a streamed platform that an agency was given: its deletion, or its author's, is passed on to that agency.

    A stream tells of every deletion on its network. Arrivals, which would know whose it concerns, are kept for days only.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    platform = models.CharField(max_length=20)
    external_id = models.CharField(max_length=500)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_index=False)
    author = models.CharField(max_length=255, blank=True)  # the platform's id of the account
    created_at = models.DateTimeField()

    objects = AgencyQuerySet.as_manager()

    class Meta:
        # Serves the look for deleted posts, too.
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["platform", "external_id", "agency"], name="delivered_once")
        ]
        indexes: ClassVar = [
            # Accounts that are gone.
            models.Index(fields=["platform", "author"], name="delivered_author"),
            # Pruning by age.
            models.Index(fields=["created_at"], name="delivered_created"),
        ]
