"""What the platform itself writes to one address, until the mail server has it."""

from typing import ClassVar

from django.db import models
from uuid_utils.compat import uuid7


class Letter(models.Model):
    """A letter about an account or an agency. One that holds what opens something is sealed, and emptied when it has gone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    is_sealed = models.BooleanField(default=False, db_default=False)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        # Serves the sweep over those that are due.
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], name="letter_due", condition=models.Q(sent_at=None, given_up_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.address})"
