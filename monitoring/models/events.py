"""What is known to come: campaigns, launches, conferences. They explain a rise before anybody asks."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from accounts.brands.models import Brand
from accounts.dated import Dated
from accounts.scoping import USER_FK, ScopedModel

EVENT_KINDS = ("campaign", "launch", "conference", "other")


class PlannedEvent(Dated, ScopedModel):
    """A span in which more mentions are expected. It mutes nothing: alerts name it, charts show it."""

    brand_path = "brand"

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="events", db_index=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=[(kind, kind.capitalize()) for kind in EVENT_KINDS])
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, **USER_FK)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="plannedevent_ends_after_start", condition=models.Q(ends_at__gt=models.F("starts_at"))
            )
        ]
        indexes: ClassVar = [
            # A brand's events that touch a span: its charts, its alerts, its list.
            models.Index(fields=["brand", "ends_at"], name="plannedevent_span"),
        ]

    def __str__(self) -> str:
        return self.name
