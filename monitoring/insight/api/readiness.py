"""Whether a brand is ready for a crisis."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ScopedViewSet
from accounts.brands.models import Brand
from monitoring.insight.services.readiness import readiness


class PointOut(serializers.Serializer[Any]):
    """One point of the list: what it is, whether it stands, where to mend it, and how it stands in words."""

    point = serializers.CharField()
    ok = serializers.BooleanField()
    path = serializers.CharField()
    words = serializers.CharField()


class ReadinessViewSet(ScopedViewSet):
    """The list that ends a brand's onboarding."""

    model = Brand
    queryset = Brand.objects.none()
    serializer_class = PointOut
    capabilities = {"retrieve": "brands.edit"}
    pagination_class = None
    filter_backends = ()

    @extend_schema(operation_id="readiness", responses=PointOut(many=True))
    def retrieve(self, request: Request, pk: str) -> Response:
        """Of the brand with this id."""
        checklist = readiness(self.get_object(), now=timezone.now())
        points = [dict(zip(PointOut().fields, point, strict=True)) for point in checklist]
        return Response(PointOut(points, many=True).data)
