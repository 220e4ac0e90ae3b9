"""Endpoints of what belongs to an incident: what can be linked to it can be read from it, and its chain checked from outside."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ReadViewSet
from accounts.errors import NotFound
from incidents.models import IncidentAlert, IncidentMention, TimelineHead
from monitoring.alerting.api.shapes import AlertOut
from monitoring.inbox.api.shapes import MentionOut
from monitoring.models import Alert, Mention


class HeadOut(serializers.ModelSerializer[TimelineHead]):
    """Where an incident's chain ends: keep it, and a record that was cut later shows. Its entries are at `/api/v1/entries/`."""

    class Meta:
        model = TimelineHead
        fields = ("seq", "digest", "sealed_seq")
        extra_kwargs = {
            "seq": {"help_text": "the number of its last entry"},
            "digest": {"help_text": "of that entry"},
            "sealed_seq": {"help_text": "up to here the end is also kept outside the agency's own tables"},
        }


class RelationActions(ReadViewSet):
    """Of one incident, for staff."""

    capabilities = {"alerts": "alerts.see", "mentions": "mentions.see", "head": "debriefs.see"}

    def _page(self, rows: Any, ordering: tuple[str, ...], shape: type[serializers.BaseSerializer[Any]]) -> Response:
        self.ordering = ordering  # type: ignore[misc]
        shown = shape(self.paginate_queryset(rows), many=True, context=self.get_serializer_context())
        return self.get_paginated_response(shown.data)

    @extend_schema(responses=AlertOut(many=True))
    @action(detail=True, methods=["get"])
    def alerts(self, request: Request, pk: str) -> Response:
        """The alerts that opened or joined it, newest first."""
        joined = IncidentAlert.objects.visible_to(self.member).filter(incident=self.get_object())
        rows = Alert.objects.visible_to(self.member).filter(pk__in=joined.values("alert_id"))
        return self._page(rows, ("-raised_at", "-id"), AlertOut)

    @extend_schema(responses=MentionOut(many=True))
    @action(detail=True, methods=["get"])
    def mentions(self, request: Request, pk: str) -> Response:
        """The mentions linked to it, newest first."""
        linked = IncidentMention.objects.visible_to(self.member).filter(incident=self.get_object())
        rows = Mention.objects.visible_to(self.member).filter(pk__in=linked.values("mention_id"))
        return self._page(rows.select_related("post"), ("-published_at", "-id"), MentionOut)

    @extend_schema(responses=HeadOut)
    @action(detail=True, methods=["get"])
    def head(self, request: Request, pk: str) -> Response:
        """Where its chain ends."""
        head = TimelineHead.objects.visible_to(self.member).filter(incident=self.get_object()).first()
        if head is None:
            raise NotFound("This incident has no entries yet.")
        return Response(HeadOut(head).data)
