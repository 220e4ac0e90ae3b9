"""Mentions as a file that a job writes: what was asked for, how far it is, and the file in parts."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.dated import Dated
from accounts.lifecycle import Graph
from accounts.scoping import USER_FK, ScopedModel

EXPORT = Graph(
    name="export",
    statuses=("running", "done", "cancelled", "failed", "expired"),
    start="running",
    moves={
        "finish": (("running",), "done"),
        "cancel": (("running",), "cancelled"),
        "fail": (("running",), "failed"),
        "expire": (("done",), "expired"),
    },
)
# Why one failed: whoever asked lost the right to read mentions, or something went wrong on our side.
ENDED = ("no_access", "error")


class Export(Dated, ScopedModel):
    """One person's file of mentions. Its position moves in the transaction that writes the part which ends there."""

    brand_path = None
    brand_path_reason = "may hold mentions of all brands of the person who asked, and is theirs alone"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    key_brands = models.JSONField(null=True)  # ids of the brands an API key that asked was narrowed to
    filters = models.JSONField(default=dict)
    text = models.TextField(blank=True)  # in the query language
    status = models.CharField(max_length=10, choices=EXPORT.choices, default=EXPORT.start)
    ended_because = models.CharField(max_length=10, blank=True, choices=[(name, name) for name in ENDED])
    position = models.TextField(blank=True)  # the page token of what comes next; "" at the beginning
    brands = models.JSONField(default=list)  # ids of those whose mentions are in the file
    parts = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    started_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)  # in a row

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user"], condition=models.Q(status="running"), name="export_one_running")
        ]
        indexes: ClassVar = [
            # A person's, newest first.
            models.Index(fields=["user", "-id"], name="export_of_user"),
            # The sweep: what goes on, and what is over.
            models.Index(fields=["moved_at"], name="export_alive", condition=models.Q(status__in=["running", "done"])),
        ]

    @classmethod
    def own_rule(cls, member: Any) -> models.Q:
        """One's own."""
        return models.Q(user_id=member.user_id)


class ExportPart(ScopedModel):
    """Some lines of a file, packed. `mentions`: whose they are, so that what is erased later is found in it."""

    brand_path = None
    brand_path_reason = "belongs to the export"

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="kept", db_index=False)
    number = models.PositiveIntegerField()
    mentions = ArrayField(models.UUIDField())
    body = models.BinaryField()  # zlib

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["export", "number"], name="exportpart_once")]

    @classmethod
    def own_rule(cls, member: Any) -> models.Q:
        """One's own."""
        return models.Q(export__user_id=member.user_id)
