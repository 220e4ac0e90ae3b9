"""The endpoint of what waits for the member."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ScopedViewSet
from incidents.api import serializers
from incidents.models import Task
from incidents.services import desk


class WaitingViewSet(ScopedViewSet):
    """What waits for me across brands, by deadline."""

    model = Task
    queryset = Task.objects.none()
    serializer_class = serializers.WaitingOut
    capabilities = {"list": "incidents.see"}
    pagination_class = None
    lists_rows = False
    filter_backends = ()

    @extend_schema(operation_id="waiting_list", responses=serializers.WaitingOut(many=True))
    def list(self, request: Request) -> Response:
        """Earliest deadline first."""
        return Response(serializers.WaitingOut(desk.waiting(member=self.member, now=timezone.now()), many=True).data)
