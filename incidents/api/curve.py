"""Endpoints of how an incident goes in figures."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ReadViewSet
from incidents.services import curve as curves
from monitoring.inbox.api.shapes import MentionOut


class MarkOut(serializers.Serializer[Any]):
    """A moment on the curve."""

    at = serializers.DateTimeField()
    what = serializers.ChoiceField(["began", "opened", "published"])


class CurveOut(serializers.Serializer[Any]):
    """Mentions per step, oldest first; `expected`, `low` and `high` are null where nothing was known yet."""

    step_seconds = serializers.IntegerField(help_text="the length of a step")
    starts = serializers.ListField(child=serializers.DateTimeField())
    total = serializers.ListField(child=serializers.IntegerField())
    negative = serializers.ListField(child=serializers.IntegerField())
    expected = serializers.ListField(child=serializers.FloatField(allow_null=True))
    low = serializers.ListField(child=serializers.FloatField(allow_null=True))
    high = serializers.ListField(child=serializers.FloatField(allow_null=True))
    learning = serializers.BooleanField()
    began = serializers.DateTimeField()
    until = serializers.DateTimeField()
    marks = MarkOut(many=True)
    last_hour = serializers.IntegerField()
    last_hour_negative = serializers.IntegerField()
    arrived_lately = serializers.IntegerField(help_text="not linked, first seen in the last 30 minutes")

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Flat, of a Curve and the count beside it."""
        curve = instance["curve"]
        series = curve.series
        flat = {
            "step_seconds": int(series.step.total_seconds()),
            **{name: getattr(series, name) for name in ("starts", "total", "negative", "expected", "low", "high", "learning")},
            "began": curve.began, "until": curve.until, "marks": [{"at": at, "what": what} for at, what in curve.marks],
            "last_hour": curve.hour[0], "last_hour_negative": curve.hour[1], "arrived_lately": instance["lately"],
        }  # fmt: skip
        return dict(super().to_representation(flat))


class CurveActions(ReadViewSet):
    """Of one incident, for staff."""

    @extend_schema(responses=CurveOut)
    @action(detail=True, methods=["get"])
    def curve(self, request: Request, pk: str) -> Response:
        """The brand's mentions per step since two hours before it began, with what was expected."""
        now, incident = timezone.now(), self.get_object()
        curve = curves.curve_of(member=self.member, incident=incident, now=now)
        lately = curves.lately(member=self.member, incident=incident, now=now)
        return Response(CurveOut({"curve": curve, "lately": lately}).data)

    @extend_schema(responses=MentionOut(many=True))
    @action(detail=True, methods=["get"])
    def arriving(self, request: Request, pk: str) -> Response:
        """Mentions since it began that its alerts are about and that are not linked, newest first."""
        # The pager takes the order from the view.
        self.ordering = ("-published_at", "-id")  # type: ignore[misc]
        rows = curves.arriving(member=self.member, incident=self.get_object()).select_related("post")
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(MentionOut(page, many=True, context=self.get_serializer_context()).data)
