"""Endpoints of exports: mentions as a file of any size, written in the background."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django_tenants.utils import schema_context
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.fields import FactsField
from accounts.api.renderers import LinesRenderer
from accounts.api.viewsets import ReadViewSet
from accounts.tenancy import current_schema
from monitoring.inbox.api import shapes
from monitoring.inbox.api.mentions import asked
from monitoring.inbox.services import bulk_exports
from monitoring.models import Export
from monitoring.models.exports import ENDED


class ExportOut(serializers.ModelSerializer[Export]):
    """One's file of mentions. `read` of `total` mentions were looked at so far, `written` are in it; `size` in bytes."""

    filters = FactsField(help_text="What it is narrowed by")
    matching = serializers.CharField(source="text", help_text="In the query language; empty: nothing")
    ended_because = serializers.ChoiceField(["", *ENDED], help_text="Why it failed")

    class Meta:
        model = Export
        fields = (
            "id", "status", "ended_because", "filters", "matching", "total", "read", "written", "size", "started_at",
            "ended_at", "expires_at", "updated_at",
        )  # fmt: skip


class ExportViewSet(ReadViewSet):
    """One's own files of mentions, newest first. A file is kept for 7 days."""

    model = Export
    queryset = Export.objects.none()
    serializer_class = ExportOut
    filterset_fields = ("status",)
    capabilities = {
        "list": "mentions.see", "retrieve": "mentions.see", "create": "mentions.see", "cancel": "mentions.see",
        "file": "mentions.see",
    }  # fmt: skip

    def get_queryset(self) -> Any:
        """One's own, also for owners and admins."""
        return Export.objects.none() if self.reader is None else bulk_exports.exports_of(self.reader)

    @extend_schema(request=shapes.MentionFilterIn, responses={202: ExportOut})
    def create(self, request: Request) -> Response:
        """Begins one, by the filters of `/api/v1/mentions/`: all that is there, however much. One at a time; its progress is here."""
        filters, sieve = asked(self.member, self.read(shapes.MentionFilterIn))
        text = "" if sieve is None else sieve.printed
        made = bulk_exports.start_export(member=self.member, filters=filters, text=text, now=timezone.now())
        return self.answer(made, status=202)

    @extend_schema(request=None, responses=ExportOut)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Stops it, and throws away what there is of the file."""
        done = bulk_exports.cancel_export(member=self.member, export=self.get_object(), now=timezone.now())
        return self.answer(done)

    @extend_schema(responses={(200, "application/x-ndjson"): OpenApiTypes.STR})
    @action(detail=True, methods=["get"], pagination_class=None, renderer_classes=[JSONRenderer, LinesRenderer])
    def file(self, request: Request, pk: str) -> HttpResponseBase:
        """The file: a mention a line, as `/api/v1/mentions/` shows it, newest first. What was erased since it was written is erased in
        it. Refused (`brand_lost`) where a brand in it is closed to you since."""
        return sent(bulk_exports.file_of(member=self.member, export=self.get_object()))


def sent(export: Export) -> StreamingHttpResponse:
    """A file that may be handed out, a part at a time."""
    response = StreamingHttpResponse(_parts(export, current_schema()), content_type="application/x-ndjson")
    name = f"mentions-{export.started_at:%Y-%m-%d-%H%M}.ndjson"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _parts(export: Export, schema: str) -> Iterator[bytes]:
    """Each is read in the agency's schema: by then the connection may stand elsewhere."""
    for number in range(export.parts):
        with schema_context(schema):
            lines = bulk_exports.lines_of(export, number)
        yield lines
