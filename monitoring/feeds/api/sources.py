"""Endpoints of sources: parse, authorise, call one service, render."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ReadViewSet
from accounts.brands.services import visible_brand
from monitoring.feeds.api import shapes
from monitoring.feeds.services import sources
from monitoring.models import Source


class SourceViewSet(ReadViewSet):
    """Where posts come from, and how that fares."""

    model = Source
    queryset = Source.objects.none()
    serializer_class = shapes.SourceOut
    filterset_fields = ("brand", "status", "platform")
    capabilities = {
        "list": "sources.see", "retrieve": "sources.see", "create": "sources.edit", "partial_update": "sources.edit",
        "check": "sources.edit", "pause": "sources.edit", "resume": "sources.edit", "remove": "sources.edit",
        "retry": "sources.edit",
    }  # fmt: skip

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """With the health of all rows, read at once."""
        rows = args[0] if args else []
        listed = [rows] if isinstance(rows, Source) else list(rows or [])
        kwargs["context"] = {**self.get_serializer_context(), "health": sources.health_of(listed, now=timezone.now())}
        return self.get_serializer_class()(*args, **kwargs)

    @extend_schema(request=shapes.SourceIn, responses={201: shapes.SourceOut})
    def create(self, request: Request) -> Response:
        """Tries the address, then subscribes the brand; what the first fetch brings is history.

        Of a web page, `data.found` of the refusal holds the feeds it offers.
        """
        given = self.read(shapes.SourceIn)
        brand = visible_brand(self.member, given.pop("brand"))
        made = sources.add_tried_source(member=self.member, brand=brand, **given, now=timezone.now())
        return self.answer(made, status=201)

    @extend_schema(request=shapes.SourceChange, responses=shapes.SourceOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Renames it, or says anew whether everything in it is about the brand."""
        source = self.get_object()
        given = {"name": source.name, "everything": source.everything} | self.read(shapes.SourceChange, partial=True)
        return self.answer(sources.change_source(member=self.member, source=source, **given, now=timezone.now()))

    @extend_schema(request=shapes.AddressIn, responses=shapes.CheckedOut)
    @action(detail=False, methods=["post"])
    def check(self, request: Request) -> Response:
        """Tries an address and writes nothing."""
        found = sources.check_address(member=self.member, **self.read(shapes.AddressIn), now=timezone.now())
        return Response(shapes.CheckedOut(found).data)

    @extend_schema(request=None, responses=shapes.SourceOut)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, pk: str) -> Response:
        """Stops taking posts from here."""
        return self.answer(sources.pause_source(member=self.member, source=self.get_object(), now=timezone.now()))

    @extend_schema(request=None, responses=shapes.SourceOut)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        """Takes posts again."""
        return self.answer(sources.resume_source(member=self.member, source=self.get_object(), now=timezone.now()))

    @extend_schema(request=None, responses=shapes.SourceOut)
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, pk: str) -> Response:
        """Ends it for good; mentions stay."""
        return self.answer(sources.remove_source(member=self.member, source=self.get_object(), now=timezone.now()))

    @extend_schema(request=None, responses=shapes.SourceOut)
    @action(detail=True, methods=["post"])
    def retry(self, request: Request, pk: str) -> Response:
        """Has it tried now, also where it was given up: what was wrong is mended."""
        return self.answer(sources.retry_source(member=self.member, source=self.get_object(), now=timezone.now()))
