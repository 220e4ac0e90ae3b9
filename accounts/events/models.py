"""The record of what happened (agency schema)."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from accounts.brands.models import Brand
from accounts.scoping import USER_FK, ScopedModel, brand_ids

# Whom a record may be shown to. `owners`: changes of power, to those on every brand only.
VISIBILITIES = ("owners", "internal", "client")
ACTORS = ("person", "key", "rule", "system")


class Event(ScopedModel):
    """One thing that happened, written by the act itself in its own transaction. Never edited; given its place after the commit.

    `position` counts without a gap in the order in which acts became visible, so whoever has read up to one has missed
    nothing before it. The id alone could not say that: an act that began earlier may commit later.
    """

    brand_path = None
    brand_path_reason = "what concerns the agency as a whole has no brand; the rest follows its brand (own_rule)"
    append_only = False
    changing = ("position",)

    position = models.BigIntegerField(null=True, editable=False)
    at = models.DateTimeField()
    action = models.CharField(max_length=60)  # a name of the catalogue
    version = models.PositiveSmallIntegerField(default=1)  # of what its data says
    subject_kind = models.CharField(max_length=30)
    subject_id = models.CharField(max_length=40)  # a row's id: people's are numbers, all else UUIDs
    subject_label = models.CharField(max_length=200, blank=True)  # as it was called then; nobody's words from outside
    incident_id = models.UUIDField(null=True)  # to which it belongs, the incident's own events too
    brand = models.ForeignKey(Brand, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    visibility = models.CharField(max_length=8, choices=[(name, name.capitalize()) for name in VISIBILITIES])
    severity = models.PositiveSmallIntegerField(null=True)  # of the alert or incident, then
    drill = models.BooleanField(default=False)
    actor_kind = models.CharField(max_length=6, choices=[(name, name.capitalize()) for name in ACTORS])
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, **USER_FK)
    actor_label = models.CharField(max_length=200)  # as they were called then
    key_id = models.UUIDField(null=True)  # of the API key that acted for the person
    by_link = models.BooleanField(default=False)  # by a link in a mail
    request_id = models.CharField(max_length=64, blank=True)
    ip = models.GenericIPAddressField("IP address", null=True)
    data = models.JSONField(default=dict)
    # Of what was just written, for those who hear of it in its transaction; not stored (services/recording).
    on_pages: Any = None

    class Meta:
        indexes: ClassVar = [
            # What has no place yet, in the order it was written.
            models.Index(fields=["id"], name="event_unplaced", condition=models.Q(position=None)),
            # The audit log of a brand, of a kind, of a thing and of an incident, newest first.
            models.Index(fields=["brand", "position"], name="event_brand"),
            models.Index(fields=["action", "position"], name="event_action"),
            models.Index(fields=["subject_id", "position"], name="event_subject"),
            # What is over, for the pruning; rows lie about in the order of their times.
            BrinIndex(fields=["at"], name="event_at", pages_per_range=32),
            models.Index(
                fields=["incident_id", "position"],
                name="event_incident",
                condition=models.Q(incident_id__isnull=False),
            ),
        ]
        constraints: ClassVar = [models.UniqueConstraint(fields=["position"], name="event_position")]

    @classmethod
    def own_rule(cls, member: Any) -> models.Q:
        """Of one's brands, and of the agency as a whole; changes of power are for those on every brand."""
        near = models.Q(brand__in=brand_ids(member)) | models.Q(brand=None)
        return near & ~models.Q(visibility="owners")

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """What was said to the client."""
        return models.Q(visibility="client")


class Keeping(ScopedModel):
    """How long events of one visibility are kept, and up to which position they were removed, their time being over."""

    brand_path = None
    brand_path_reason = "the agency's own; what it says of itself tells nothing of a brand"

    visibility = models.CharField(max_length=8, unique=True)
    days = models.PositiveSmallIntegerField(default=400)
    pruned_through = models.BigIntegerField(default=0)
