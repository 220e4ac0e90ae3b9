"""Endpoints of alerts: parse, authorise, call one service, render."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ReadViewSet
from monitoring.alerting import services as alerting
from monitoring.alerting.api import shapes
from monitoring.alerting.services import feedback
from monitoring.models import Alert


class AlertViewSet(ReadViewSet):
    """What is worth a look, newest first. Joining one to an incident, or opening one with it, is the incidents' endpoint."""

    model = Alert
    queryset = Alert.objects.none()
    serializer_class = shapes.AlertOut
    ordering = ("-raised_at", "-id")
    filterset_fields = ("brand", "status", "kind", "rule", "severity")
    capabilities = {
        "list": "alerts.see",
        "retrieve": "alerts.see",
        "acknowledge": "alerts.decide",
        "dismiss": "alerts.decide",
        "outcome": "alerts.decide",
    }

    @extend_schema(request=None, responses=shapes.AlertOut)
    @action(detail=True, methods=["post"])
    def acknowledge(self, request: Request, pk: str) -> Response:
        """Somebody has seen it and is on it."""
        return self.answer(alerting.acknowledge(member=self.member, alert=self.get_object(), now=timezone.now()))

    @extend_schema(request=shapes.DismissIn, responses=shapes.AlertOut)
    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, pk: str) -> Response:
        """Closes it with what it was."""
        given = self.read(shapes.DismissIn)
        done = alerting.mark_decided(
            alert=self.get_object(), action="dismiss", member=self.member, **given, now=timezone.now()
        )
        return self.answer(done)

    @extend_schema(request=shapes.DismissIn, responses=shapes.AlertOut)
    @action(detail=True, methods=["post"])
    def outcome(self, request: Request, pk: str) -> Response:
        """Says what a decided one turned out to be: one that joined or opened an incident, or a dismissed one anew."""
        given = self.read(shapes.DismissIn)
        return self.answer(
            feedback.record_outcome(member=self.member, alert=self.get_object(), **given, now=timezone.now())
        )
