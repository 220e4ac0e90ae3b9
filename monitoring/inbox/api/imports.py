"""Endpoints of files of mentions: brought, looked at, mapped, imported, undone."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django_tenants.utils import schema_context
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.files import FileParser, SentFile
from accounts.api.renderers import CsvRenderer
from accounts.api.viewsets import ReadViewSet
from accounts.errors import Invalid
from accounts.pages import context_of
from accounts.spreadsheets import BYTE_ORDER_MARK, csv_lines
from accounts.tenancy import current_schema
from monitoring.inbox.services import importing
from monitoring.models import Import
from monitoring.models.imports import FILE_FORMS, IMPORT_ENDED

AMISS_HEAD = ("row", "column", "what", "result")


class MappingField(serializers.DictField):
    """Our field → the name of a column."""

    child = serializers.CharField(max_length=210, trim_whitespace=False)


class ImportOut(serializers.ModelSerializer[Import]):
    """A file of mentions. `read` of `total` rows (reckoned until all are read): mentions that are new (`made`), that were there
    (`known`; of these `refreshed` had newer counters), rows that were left out (`refused`), and taken ones of which a cell could
    not be read (`doubtful`). `removed` and `kept`: of those made, what taking it back took, and what somebody works on."""

    form = serializers.ChoiceField(FILE_FORMS)
    tool = serializers.ChoiceField(
        ["", *(tool.key for tool in importing.TOOLS)], help_text="Whose export it looks like"
    )
    columns = serializers.ListField(child=serializers.CharField())
    mapping = MappingField(help_text="Our field → the name of a column")
    ended_because = serializers.ChoiceField(["", *IMPORT_ENDED], help_text="Why it failed")
    file_until = serializers.DateTimeField(allow_null=True, help_text="When the file is dropped; null: it was")

    class Meta:
        model = Import
        fields = (
            "id", "brand", "source", "name", "size", "sha256", "form", "tool", "columns", "mapping", "zone", "day_first",
            "status", "ended_because", "ended_words", "total", "read", "made", "known", "refreshed", "refused", "doubtful",
            "removed", "kept", "started_at", "ended_at", "file_until", "updated_at",
        )  # fmt: skip


class UploadIn(serializers.Serializer[Any]):
    """For which brand, and what it is called."""

    brand = serializers.UUIDField()
    filename = serializers.CharField(max_length=255)


class MappingIn(serializers.Serializer[Any]):
    """Which column is what, and how its times are meant."""

    mapping = MappingField(help_text=f"Of: {', '.join(importing.FIELDS)}")
    zone = serializers.CharField(max_length=64, help_text="Of times that name none, such as Europe/Berlin")
    day_first = serializers.BooleanField(
        allow_null=True, default=None, help_text="3/4: true for the third of April; null where the dates tell it"
    )


class PreviewPostOut(serializers.Serializer[Any]):
    """A row as it would be taken."""

    platform = serializers.CharField()
    external_id = serializers.CharField()
    url = serializers.CharField()
    author = serializers.CharField(source="author_name")
    author_handle = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    published_at = serializers.DateTimeField(allow_null=True)
    engagement = serializers.DictField(child=serializers.IntegerField())


class PreviewRowOut(serializers.Serializer[Any]):
    """`post` null: it would be left out."""

    row = serializers.IntegerField()
    post = PreviewPostOut(allow_null=True)


class AmissOut(serializers.Serializer[Any]):
    """A cell that can't be read, or (`column` empty) a row that says nothing."""

    row = serializers.IntegerField()
    column = serializers.CharField()
    what = serializers.CharField()
    taken = serializers.BooleanField()


class ImportPreviewOut(serializers.Serializer[Any]):
    """What it would bring. The counts are of the first rows that were looked at."""

    tool = serializers.CharField(help_text="Its name; empty: not known")
    rows = PreviewRowOut(many=True)
    looked_at = serializers.IntegerField()
    with_words = serializers.IntegerField()
    with_link = serializers.IntegerField()
    with_date = serializers.IntegerField()
    refused = serializers.IntegerField()
    amiss = AmissOut(many=True)
    warnings = serializers.ListField(child=serializers.CharField())


class ImportViewSet(ReadViewSet):
    """Files of mentions that people brought, newest first. What is read in is history: it counts, and raises no alerts."""

    model = Import
    queryset = Import.objects.none()
    serializer_class = ImportOut
    filterset_fields = ("brand", "status")
    most_bytes = importing.MOST_BYTES
    capabilities = {
        "list": "sources.see", "retrieve": "sources.see", "preview": "sources.see", "amiss": "sources.see",
        "create": "sources.edit", "set_mapping": "sources.edit", "start": "sources.edit", "cancel": "sources.edit",
        "resume": "sources.edit", "undo": "sources.edit", "discard": "sources.edit",
    }  # fmt: skip

    def get_queryset(self) -> Any:
        """Of the brands one is on."""
        return Import.objects.none() if self.reader is None else importing.imports_of(self.reader)

    def get_parsers(self) -> list[Any]:
        """A file is the body of the request that brings it; every other body is JSON."""
        return [FileParser()] if getattr(self, "action_map", {}).get("post") == "create" else super().get_parsers()

    @extend_schema(
        parameters=[UploadIn], request={"application/octet-stream": OpenApiTypes.BINARY}, responses={201: ImportOut}
    )
    def create(self, request: Request) -> Response:
        """Brings a file (CSV or XLSX, at most 512 MB) as the body. Nothing is read in yet: look at its preview, then start it."""
        parsed = UploadIn(data=request.query_params)
        parsed.is_valid(raise_exception=True)
        if not isinstance(request.data, SentFile):
            raise Invalid.field("file", "Send the file as the body of the request.", code="required")
        given = parsed.validated_data
        made = importing.upload_file(
            member=self.member,
            brand=given["brand"],
            name=given["filename"],
            read=request.data.file.read,
            now=timezone.now(),
        )
        return self.answer(made, status=201)

    @extend_schema(responses=ImportPreviewOut)
    @action(detail=True, methods=["get"], pagination_class=None)
    def preview(self, request: Request, pk: str) -> Response:
        """The first 20 rows as they would be taken, counts of the first 200, and what to mind. Empty once the file is dropped."""
        shown = importing.preview(self.get_object())
        rows = [{"row": number, "post": post} for number, post in shown.rows]
        return Response(ImportPreviewOut({**context_of(shown), "rows": rows}).data)

    @extend_schema(request=MappingIn, responses=ImportOut)
    @action(detail=True, methods=["post"])
    def set_mapping(self, request: Request, pk: str) -> Response:
        """Says which column is what, before it is started."""
        given = self.read(MappingIn)
        row = importing.map_columns(member=self.member, upload=self.get_object(), **given, now=timezone.now())
        return self.answer(row)

    @extend_schema(request=None, responses={202: ImportOut})
    @action(detail=True, methods=["post"])
    def start(self, request: Request, pk: str) -> Response:
        """Begins to read it in; its progress is here. One file of a brand at a time (`import_running`)."""
        row = importing.start_import(member=self.member, upload=self.get_object(), now=timezone.now())
        return self.answer(row, status=202)

    @extend_schema(request=None, responses=ImportOut)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Stops it; what it brought stays."""
        return self.answer(importing.cancel_import(member=self.member, upload=self.get_object(), now=timezone.now()))

    @extend_schema(request=None, responses={202: ImportOut})
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        """Goes on after the last row that was read, as long as the file is kept."""
        row = importing.resume_import(member=self.member, upload=self.get_object(), now=timezone.now())
        return self.answer(row, status=202)

    @extend_schema(request=None, responses={202: ImportOut})
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: str) -> Response:
        """Takes back the mentions it made, within 30 days, but for those somebody works on: in an incident, assigned, noted, answered."""
        row = importing.undo_import(member=self.member, upload=self.get_object(), now=timezone.now())
        return self.answer(row, status=202)

    @extend_schema(request=None, responses=ImportOut)
    @action(detail=True, methods=["post"])
    def discard(self, request: Request, pk: str) -> Response:
        """Throws it away before it was started."""
        return self.answer(importing.discard_import(member=self.member, upload=self.get_object(), now=timezone.now()))

    @extend_schema(responses={(200, "text/csv"): OpenApiTypes.STR})
    @action(detail=True, methods=["get"], pagination_class=None, renderer_classes=[CsvRenderer])
    def amiss(self, request: Request, pk: str) -> HttpResponseBase:
        """The rows that were amiss, as CSV: row, column, what is wrong, and whether the row was taken all the same."""
        return amiss_file(self.member, self.get_object())


def amiss_file(member: Any, upload: Import) -> StreamingHttpResponse:
    """The rows that were amiss, a batch at a time. Their words are not in it."""
    response = StreamingHttpResponse(_lines(member, upload, current_schema()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rows-{upload.started_at:%Y-%m-%d-%H%M}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _lines(member: Any, upload: Import, schema: str) -> Iterator[str]:
    """Read in the agency's schema: by then the connection may stand elsewhere."""
    yield BYTE_ORDER_MARK
    with schema_context(schema):
        yield from csv_lines(AMISS_HEAD, importing.amiss_lines(member=member, upload=upload))
