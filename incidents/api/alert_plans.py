"""Endpoints of how an incident would begin with an alert."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ScopedViewSet
from incidents.api import serializers
from incidents.services import proposals, reopening, titles
from monitoring.models import Alert


class AlertPlansViewSet(ScopedViewSet):
    """Which plans fit an alert."""

    model = Alert
    queryset = Alert.objects.none()
    serializer_class = serializers.ProposedPlanOut
    capabilities = {"retrieve": "alerts.see", "opening": "alerts.see"}
    pagination_class = None
    filter_backends = ()

    @extend_schema(operation_id="alert_plans", responses=serializers.ProposedPlanOut(many=True))
    def retrieve(self, request: Request, pk: str) -> Response:
        """The brand's published plans whose triggers its mentions match, with the reasons in numbers."""
        return Response(serializers.ProposedPlanOut(proposals.plans_for(self.get_object()), many=True).data)

    @extend_schema(operation_id="alert_plans_opening", responses=serializers.OpeningOut)
    @action(detail=True, methods=["get"])
    def opening(self, request: Request, pk: str) -> Response:
        """How an incident would begin with it: a title, and the incident on the same matter that could be reopened instead."""
        alert = self.get_object()
        candidate = reopening.candidate(member=self.member, alert=alert)
        given = {"title": titles.suggested(alert), "reopen_candidate": candidate}
        return Response(serializers.OpeningOut(given, context=self.get_serializer_context()).data)
