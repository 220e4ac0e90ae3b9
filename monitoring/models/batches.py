"""Several sources that a person adds together: what each line of a list became."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.brands.models import Brand
from accounts.dated import Dated
from accounts.lifecycle import Graph
from accounts.scoping import USER_FK, ScopedModel
from monitoring.models.sources import Source

SOURCE_BATCH = Graph(
    name="source_batch",
    statuses=("working", "done", "stopped"),
    start="working",
    moves={
        "finish": (("working",), "done"),
        "stop": (("working",), "stopped"),
        "resume": (("stopped",), "working"),
    },
)
# What became of a line. `there`: the brand has this source already.
LINE_RESULTS = ("waiting", "added", "there", "refused")


class SourceBatch(Dated, ScopedModel):
    """A list of sources for one brand, tried and added one after the other. Kept for a month."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    key_brands = models.JSONField(null=True)  # ids of the brands an API key that asked was narrowed to
    everything = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=SOURCE_BATCH.choices, default=SOURCE_BATCH.start)
    total = models.PositiveIntegerField()  # lines
    added = models.PositiveIntegerField(default=0)
    there = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["brand", "-id"], name="sourcebatch_of_brand"),
            # The sweep: whose worker was lost, and what is over.
            models.Index(fields=["moved_at"], name="sourcebatch_moved"),
        ]

    def __str__(self) -> str:
        return f"{self.total} sources"

    @property
    def settled(self) -> int:
        """Lines of which is known what they are."""
        return self.added + self.there + self.refused


class SourceLine(ScopedModel):
    """One line of it."""

    brand_path = "batch__brand"

    batch = models.ForeignKey(SourceBatch, on_delete=models.CASCADE, related_name="lines", db_index=False)
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=2000)  # as it was pasted
    name = models.CharField(max_length=200, blank=True)  # as the list calls it
    result = models.CharField(max_length=10, choices=[(name, name.capitalize()) for name in LINE_RESULTS])
    platform = models.CharField(max_length=20, blank=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    code = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=500, blank=True)  # why it was refused
    found = models.JSONField(default=list)  # [{url, title, kind}]: feeds of a page that is none itself
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["batch", "number"], name="sourceline_once")]

    def __str__(self) -> str:
        return self.text
