"""The endpoint of a source's last tries to be read."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.paging import WholePage
from accounts.api.viewsets import ReadViewSet
from accounts.errors import Invalid
from monitoring.feeds.models import FetchTry
from monitoring.feeds.services import sources

ONLY = OpenApiParameter(
    "only", str, enum=[name for name in sources.SHOWN if name], description="Those that failed, or brought posts."
)


class IgnoredOut(serializers.Serializer[Any]):
    """Records that are no posts: how many, and why."""

    reason = serializers.CharField()
    count = serializers.IntegerField()


class FetchOut(serializers.ModelSerializer[FetchTry]):
    """One try to read a feed. `took_ms` milliseconds; `bytes` as they travelled; `status` of the last answer, null where none came;
    `posts` no earlier try had brought, of the whole feed."""

    ignored = serializers.SerializerMethodField()

    class Meta:
        model = FetchTry
        fields = ("id", "at", "took_ms", "requests", "bytes", "status", "outcome", "posts", "ignored", "reason")

    @extend_schema_field(IgnoredOut(many=True))
    def get_ignored(self, row: FetchTry) -> Any:
        """The most frequent reasons."""
        return [{"reason": reason, "count": count} for reason, count in row.ignored.items()]


class FetchActions(ReadViewSet):
    """Of one source."""

    capabilities = {"fetches": "sources.see"}

    @extend_schema(parameters=[ONLY], responses=FetchOut(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=WholePage)
    def fetches(self, request: Request, pk: str) -> Response:
        """Its feed's last 100 tries to be read, the newest first, since the source was added. What is streamed or only sent has none."""
        only = request.query_params.get("only", "")
        if only not in sources.SHOWN:
            raise Invalid.field("only", "Choose failed or posts, or leave it out.", code="unknown_choice")
        return self.whole(FetchOut(sources.tries_of(self.get_object(), only=only), many=True))
