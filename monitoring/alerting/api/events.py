"""Planned events by API."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.fields import ZonedDateTimeField
from accounts.api.viewsets import ReadViewSet
from accounts.brands.services import visible_brand
from monitoring.alerting.services import events
from monitoring.alerting.services.events import EventDraft
from monitoring.models import EVENT_KINDS, PlannedEvent


class PlannedEventOut(serializers.ModelSerializer[PlannedEvent]):
    """A time in which more is said than usual, and for a known reason."""

    class Meta:
        model = PlannedEvent
        fields = (
            "id",
            "brand",
            "name",
            "kind",
            "starts_at",
            "ends_at",
            "note",
            "version",
            "by",
            "changed_at",
            "updated_at",
        )


class PlannedEventFields(serializers.Serializer[Any]):
    """What an event says."""

    name = serializers.CharField(max_length=120)
    kind = serializers.ChoiceField(EVENT_KINDS, default="campaign")
    starts_at = ZonedDateTimeField()
    ends_at = ZonedDateTimeField(help_text="after the start, at most a year")
    note = serializers.CharField(max_length=500, default="", allow_blank=True)


class PlannedEventIn(PlannedEventFields):
    """An event to enter."""

    brand = serializers.UUIDField()


class PlannedEventViewSet(ReadViewSet):
    """Planned events of brands, the latest first: charts show them, alerts of their time name them. Nothing is muted."""

    model = PlannedEvent
    queryset = PlannedEvent.objects.none()
    serializer_class = PlannedEventOut
    ordering = ("-starts_at", "-id")
    filterset_fields = ("brand", "kind")
    capabilities = {
        "list": "rules.see", "retrieve": "rules.see", "create": "rules.edit", "partial_update": "rules.edit",
        "remove": "rules.edit",
    }  # fmt: skip
    if_match_on = ("partial_update",)

    @extend_schema(request=PlannedEventIn, responses={201: PlannedEventOut})
    def create(self, request: Request) -> Response:
        """Enters one."""
        given = self.read(PlannedEventIn)
        brand = visible_brand(self.member, given.pop("brand"))
        made = events.add_event(member=self.member, brand=brand, draft=EventDraft(**given), now=timezone.now())
        return self.answer(made, status=201, version=made.version)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its ETag."""
        event = self.get_object()
        return self.answer(event, version=event.version)

    @extend_schema(request=PlannedEventFields, responses=PlannedEventOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Changes one; needs If-Match."""
        event = self.get_object()
        version = self.if_match(event.version)
        # DRF fills in no defaults where it is partial: what is not named stays as it is.
        kept = {name: getattr(event, name) for name in ("name", "kind", "starts_at", "ends_at", "note")}
        draft = EventDraft(**(kept | self.read(PlannedEventFields, partial=True)))
        changed = events.change_event(member=self.member, event=event, draft=draft, version=version, now=timezone.now())
        return self.answer(changed, version=changed.version)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, pk: str) -> Response:
        """Removes one; alerts that named it keep its name."""
        events.remove_event(member=self.member, event=self.get_object(), now=timezone.now())
        return Response(status=204)
