"""Endpoints of counts: parse, authorise, call one service, render."""

from datetime import timedelta

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ScopedViewSet
from accounts.brands.services import visible_brand
from accounts.cleaning import whole_number
from accounts.errors import Invalid
from monitoring.models import BucketCount


class CountOut(serializers.ModelSerializer[BucketCount]):
    """Mentions of five minutes."""

    class Meta:
        model = BucketCount
        fields = ("starts_at", "total", "negative", "quiet")


class CountViewSet(ScopedViewSet):
    """Mentions per five minutes of publication time."""

    model = BucketCount
    queryset = BucketCount.objects.none()
    serializer_class = CountOut
    capabilities = {"list": "mentions.see"}
    pagination_class = None
    filter_backends = ()

    @extend_schema(
        operation_id="counts_list",
        responses=CountOut(many=True),
        parameters=[
            OpenApiParameter("brand", {"type": "string", "format": "uuid"}, required=True),
            OpenApiParameter("hours", {"type": "integer", "minimum": 1, "maximum": 2160, "default": 24}),
        ],
    )
    def list(self, request: Request) -> Response:
        """A brand's last hours, oldest first; a bucket without mentions is left out."""
        brand = visible_brand(self.member, request.query_params.get("brand", ""))
        hours = whole_number(request.query_params.get("hours", "24"), least=1, most=2160)
        if hours is None:
            raise Invalid.field("hours", "Give 1 to 2,160 hours.")
        since = timezone.now() - timedelta(hours=hours)
        rows = self.get_queryset().filter(brand=brand, query=None, starts_at__gte=since).order_by("starts_at")
        return Response(CountOut(rows, many=True).data)
