"""Endpoints of lists of sources: begun, watched, stopped; and the brand's feeds as OPML."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.paging import WholePage
from accounts.api.viewsets import ReadViewSet
from accounts.brands.models import Brand
from monitoring.feeds.services import batches, sources
from monitoring.models import LINE_RESULTS, WATCHED, Source, SourceBatch, SourceLine


class SourceBatchOut(serializers.ModelSerializer[SourceBatch]):
    """A list of sources. Of its `total` lines so many were `added`, were `there` already, were `refused`; the others wait."""

    class Meta:
        model = SourceBatch
        fields = (
            "id", "brand", "everything", "status", "total", "added", "there", "refused", "started_at", "ended_at", "updated_at",
        )  # fmt: skip


class LineFeedOut(serializers.Serializer[Any]):
    """A feed a page offers."""

    url = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.CharField()


class SourceLineOut(serializers.ModelSerializer[SourceLine]):
    """One line. `code` and `words`: why it was refused; `found`: the feeds of a page that is none itself."""

    result = serializers.ChoiceField(LINE_RESULTS)
    found = serializers.SerializerMethodField()

    class Meta:
        model = SourceLine
        fields = ("number", "text", "name", "result", "platform", "source", "code", "words", "found")

    @extend_schema_field(LineFeedOut(many=True))
    def get_found(self, row: SourceLine) -> Any:
        """As the page names them."""
        return row.found


class SourceBatchIn(serializers.Serializer[Any]):
    """A list of sources for a brand."""

    brand = serializers.UUIDField()
    text = serializers.CharField(
        max_length=batches.MOST_LETTERS,
        trim_whitespace=False,
        help_text=f"A line for each (at most {batches.MOST_LINES}): an address, a handle, a hashtag. Or an OPML document.",
    )
    everything = serializers.BooleanField(default=False, help_text="All their posts are about the brand")


class SourceBatchViewSet(ReadViewSet):
    """Lists of sources that people added together, newest first. Kept for a month; the sources stay."""

    model = SourceBatch
    queryset = SourceBatch.objects.none()
    serializer_class = SourceBatchOut
    filterset_fields = ("brand", "status")
    capabilities = {
        "list": "sources.see", "retrieve": "sources.see", "lines": "sources.see", "create": "sources.edit",
        "stop": "sources.edit", "resume": "sources.edit",
    }  # fmt: skip

    def get_queryset(self) -> Any:
        """Of the brands one is on."""
        return SourceBatch.objects.none() if self.reader is None else batches.batches_of(self.reader)

    @extend_schema(request=SourceBatchIn, responses={202: SourceBatchOut})
    def create(self, request: Request) -> Response:
        """Has each line tried and, where it can be read, added, in the background. Nothing is added twice."""
        made = batches.start_batch(member=self.member, **self.read(SourceBatchIn), now=timezone.now())
        return self.answer(made, status=202)

    @extend_schema(responses=SourceLineOut(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=WholePage)
    def lines(self, request: Request, pk: str) -> Response:
        """What became of each line, in their order."""
        return self.whole(SourceLineOut(batches.lines_of(self.member, self.get_object()), many=True))

    @extend_schema(request=None, responses=SourceBatchOut)
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, pk: str) -> Response:
        """Leaves the lines that wait; what was added stays."""
        return self.answer(batches.stop_batch(member=self.member, batch=self.get_object(), now=timezone.now()))

    @extend_schema(request=None, responses={202: SourceBatchOut})
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        """Goes on with the lines that wait."""
        row = batches.resume_batch(member=self.member, batch=self.get_object(), now=timezone.now())
        return self.answer(row, status=202)


def opml_of(member: Any, brand: Brand) -> HttpResponse:
    """The brand's feeds, for a feed reader. What is no feed has no place in such a list."""
    rows = Source.objects.visible_to(member).filter(brand=brand, platform=sources.usual_platform(), status__in=WATCHED)
    feeds = rows.order_by("name", "pk").values_list("name", "address")
    body = batches.as_opml(f"Sources of {brand.name}", feeds, timezone.now())
    response = HttpResponse(body, content_type="text/x-opml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{brand.slug}.opml"'
    response["Cache-Control"] = "no-store"
    return response
