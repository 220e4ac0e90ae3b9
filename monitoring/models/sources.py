"""Where posts come from, as a brand sees it, and the saved queries that choose among them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.brands.models import Brand
from accounts.dated import Dated
from accounts.lifecycle import Graph
from accounts.scoping import USER_FK, ScopedModel

_NO_NOTES = models.Value([], models.JSONField())
_NO_FIELDS = models.Value({}, models.JSONField())
SOURCE = Graph(
    name="source",
    statuses=("active", "paused", "removed"),
    start="active",
    moves={
        "pause": (("active",), "paused"),
        "resume": (("paused",), "active"),
        "remove": (("active", "paused"), "removed"),
    },
)
# Whose posts are waited for; a source that was removed, and one that only holds what people brought, are not among them.
WATCHED = ("active", "paused")
# What a person brings by hand or as a file: no feed stands behind it, so nothing is fetched, late or blind.
GIVEN = "given"


class Source(Dated, ScopedModel):
    """A feed as one brand sees it. The feed itself is a public row, by plain id."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="sources")
    feed_id = models.UUIDField()
    platform = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=2000)
    # What its platform asked and was answered, as it was typed here, without secrets. Empty: the address is all there is.
    fields = models.JSONField(default=dict, db_default=_NO_FIELDS)
    everything = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=[*SOURCE.choices, (GIVEN, "Given")], default=SOURCE.start)
    notes = models.JSONField(default=list, db_default=_NO_NOTES)  # [{kind, day, n}]: posts that came late, or again
    silent_since = models.DateTimeField(null=True, blank=True)  # people were told that this source is blind
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["brand", "feed_id"], condition=~models.Q(status="removed"), name="source_feed_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Query(Dated, ScopedModel):
    """A saved Boolean search of a brand. Its current text also stands in the public register of standing queries."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="queries")
    name = models.CharField(max_length=100)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["brand", "name"], name="query_name_once")]

    def __str__(self) -> str:
        return self.name


class QueryVersion(ScopedModel):
    """A query's text as it was. Never edited."""

    brand_path = "query__brand"
    append_only = True

    query = models.ForeignKey(Query, on_delete=models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["query", "number"], name="queryversion_once")]


class IngestPosition(ScopedModel):
    """How far this agency has taken its routes. One row; it moves in the transaction that writes what they bring."""

    brand_path = None
    brand_path_reason = "one row for the agency's pipeline"

    number = models.BigIntegerField(default=0)
    singleton = models.BooleanField(default=True, unique=True)
    moved_at = models.DateTimeField(null=True)

    @classmethod
    def own_rule(cls, member: object) -> models.Q:
        """Nobody below admin has a use for it."""
        return models.Q(pk__in=[])


class CoverageGap(ScopedModel):
    """A time for which a source's posts are missing or late, shown wherever the figures are shown."""

    brand_path = "source__brand"

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="gaps")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)  # null: still blind
    reason = models.CharField(max_length=300)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source"], condition=models.Q(ends_at=None), name="coveragegap_one_open")
        ]
