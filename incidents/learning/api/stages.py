"""The endpoint of how long each stage of an incident took."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ReadViewSet
from incidents.learning.api import serializers
from incidents.learning.services import lookback


class StageActions(ReadViewSet):
    """Of one incident."""

    capabilities = {"waterfall": "debriefs.see"}

    @extend_schema(responses=serializers.StageOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def waterfall(self, request: Request, pk: str) -> Response:
        """How long each stage took, against the targets."""
        return Response(serializers.StageOut(lookback.waterfall(incident=self.get_object()), many=True).data)
