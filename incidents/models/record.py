"""The append-only timeline, what was released of it, and the updates people were promised."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.events.models import Event
from accounts.scoping import USER_FK, ScopedModel
from incidents.models.command import Incident

VISIBILITIES = ("internal", "client", "public")
_USER = settings.AUTH_USER_MODEL


class TimelineHead(ScopedModel):
    """The end of an incident's chain; its row lock makes entries follow one another."""

    brand_path = "incident__brand"

    incident = models.OneToOneField(Incident, on_delete=models.CASCADE, related_name="head")
    seq = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)  # what the first entry names as the one before it
    sealed_seq = models.PositiveIntegerField(default=0)  # up to here the head is also kept outside this schema


class TimelineEntry(ScopedModel):
    """One thing that happened. Never edited: a correction is a new entry.

    `digest` = SHA-256 of the canonical JSON of [previous digest, incident, seq, at, kind, actor id, actor label, visibility,
    corrects_seq, payload_digest], and `payload_digest` = SHA-256(salt · canonical JSON of the payload): an erased payload
    (null) still verifies. services/chain has the arithmetic.
    """

    brand_path = "incident__brand"
    append_only = True

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="entries", db_index=False)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    actor_id = models.BigIntegerField(null=True)  # plain: the record outlives changes to people
    actor_label = models.CharField(max_length=200)
    visibility = models.CharField(max_length=8, choices=[(name, name.capitalize()) for name in VISIBILITIES])
    payload = models.JSONField(null=True)  # None: erased
    salt = models.CharField(max_length=64)  # else a short payload is guessed from its digest by trying
    payload_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    corrects_seq = models.PositiveIntegerField(null=True)

    event: Event  # of an entry that was just appended: by it people are told; not kept here

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["incident", "seq"], name="timelineentry_seq_once")]
        # Serves the search for incidents by a title they had.
        indexes: ClassVar = [
            models.Index(fields=["incident"], name="timelineentry_renamed", condition=models.Q(kind="renamed"))
        ]

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients see what was written for them or released to them, of incidents released to them."""
        released = Release.objects.filter(audience__in=["client", "public"]).values("entry_id")
        return models.Q(incident__released_to_client_at__isnull=False) & (
            models.Q(visibility__in=["client", "public"]) | models.Q(pk__in=released)
        )


class Release(ScopedModel):
    """An explicit act: this entry may now be read by the client, or by anybody. Never edited."""

    brand_path = "entry__incident__brand"
    append_only = True

    # No constraint in the database: checking one locks the entry's row, which needs the right to update that nobody has
    # on an append-only table. Entries are never deleted, so there is nothing for it to guard.
    entry = models.ForeignKey(
        TimelineEntry, on_delete=models.CASCADE, related_name="releases", db_index=False, db_constraint=False
    )
    audience = models.CharField(max_length=8, choices=[(name, name.capitalize()) for name in VISIBILITIES[1:]])
    by = models.ForeignKey(_USER, **USER_FK)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "audience"], name="release_once")]

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients see what was released, of incidents released to them."""
        return models.Q(entry__incident__released_to_client_at__isnull=False)


class StatusUpdate(ScopedModel):
    """What we told the client about progress, and when we promised the next word. Never edited."""

    brand_path = "incident__brand"
    append_only = True

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="updates")
    audience = models.CharField(max_length=8, choices=[(name, name.capitalize()) for name in VISIBILITIES[1:]])
    text = models.TextField()
    sent_by = models.ForeignKey(_USER, **USER_FK)
    sent_at = models.DateTimeField()
    next_due_at = models.DateTimeField(null=True)  # None: nothing more was promised

    @classmethod
    def client_rule(cls) -> models.Q | None:
        """Clients see updates of incidents released to them."""
        return models.Q(incident__released_to_client_at__isnull=False)
