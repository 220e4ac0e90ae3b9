"""Endpoints of sources: parse, authorise, call one service, render."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.paging import WholePage
from accounts.api.renderers import OpmlRenderer
from accounts.brands.services import visible_brand
from accounts.errors import DomainError, Invalid
from monitoring.feeds.api import shapes
from monitoring.feeds.api.batches import opml_of
from monitoring.feeds.api.fetches import FetchActions
from monitoring.feeds.services import receiving, sources
from monitoring.models import Source

OF_A_SOURCE = {"brand", "name", "everything", "platform", "address"}  # no field of a platform has such a name


class SourceViewSet(FetchActions):
    """Where posts come from, and how that fares."""

    model = Source
    queryset = Source.objects.none()  # for the API's description; rows come from `visible_to`
    serializer_class = shapes.SourceOut
    filterset_fields = ("brand", "status", "platform")
    capabilities = {
        "list": "sources.see", "retrieve": "sources.see", "create": "sources.edit", "partial_update": "sources.edit",
        "check": "sources.edit", "pause": "sources.edit", "resume": "sources.edit", "remove": "sources.edit",
        "opml": "sources.see", "unwatched": "sources.see", "retry": "sources.edit", "new_secret": "sources.edit", "new_address": "sources.edit",
        **FetchActions.capabilities,
    }  # fmt: skip

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """With the health and the stored secrets of all rows, read at once."""
        rows = args[0] if args else []
        listed = [rows] if isinstance(rows, Source) else list(rows or [])
        read = {
            "health": sources.health_of(listed, now=timezone.now()),
            "secrets": sources.stored_secrets(listed),
            "receiving": receiving.receiving_of(self.member, listed) if listed else {},
            "delays": sources.delays_of(listed, now=timezone.now()),
        }
        kwargs["context"] = {**self.get_serializer_context(), **read}
        return self.get_serializer_class()(*args, **kwargs)

    @extend_schema(request=shapes.SourceIn, responses={201: shapes.SourceOut})
    def create(self, request: Request) -> Response:
        """Tries it, then subscribes the brand; what the first fetch brings is history.

        Of a web page, `data.found` of the refusal holds the feeds it offers.
        """
        body = self.read(shapes.SourceIn)
        given = _given(body)
        brand = visible_brand(self.member, body.pop("brand"))
        with _nested(given.pasted):
            made = sources.add_tried_source(member=self.member, brand=brand, given=given, **body, now=timezone.now())
        return self.answer(made, status=201)

    @extend_schema(request=shapes.SourceChange, responses=shapes.SourceOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Renames it, says anew whether everything in it is about the brand, or changes fields of its platform.

        A field that is left out stays; null empties it. A secret belongs to the fields that are `in_key`: where one of those
        changes, send it again.
        """
        source = self.get_object()
        given = {"name": source.name, "everything": source.everything} | self.read(shapes.SourceChange, partial=True)
        if given.pop("platform", source.platform) != source.platform:
            message = "A source keeps its platform. Add another source instead."
            raise Invalid.field("platform", message, code="platform_stays", data={"current": source.platform})
        with _nested():
            changed = sources.change_source(member=self.member, source=source, **given, now=timezone.now())
        return self.answer(changed)

    @extend_schema(request=shapes.SourcePlaceIn, responses=shapes.CheckedOut)
    @action(detail=False, methods=["post"])
    def check(self, request: Request) -> Response:
        """Tries it and writes nothing."""
        given = _given(self.read(shapes.SourcePlaceIn))
        with _nested(given.pasted):
            checked = sources.check_source(member=self.member, given=given, now=timezone.now())
        return Response(shapes.CheckedOut(checked).data)

    @extend_schema(parameters=[shapes.OfBrand], responses=shapes.UnwatchedOut(many=True), filters=False)
    @action(detail=False, methods=["get"], pagination_class=WholePage)
    def unwatched(self, request: Request) -> Response:
        """Networks the brand watches nothing of, and what could be watched there by its name and handles: to be tried by `check`."""
        asked = shapes.OfBrand(data=request.query_params)
        asked.is_valid(raise_exception=True)
        brand = visible_brand(self.member, asked.validated_data["brand"])
        return self.whole(shapes.UnwatchedOut(sources.unwatched(self.member, brand), many=True))

    @extend_schema(parameters=[shapes.OfBrand], responses={(200, "text/x-opml"): OpenApiTypes.STR}, filters=False)
    @action(detail=False, methods=["get"], pagination_class=None, renderer_classes=[OpmlRenderer])
    def opml(self, request: Request) -> HttpResponse:
        """The brand's feeds as OPML, for a feed reader or another brand (`source_batches` takes it). What is no feed is not in it."""
        asked = shapes.OfBrand(data=request.query_params)
        asked.is_valid(raise_exception=True)
        return opml_of(self.member, visible_brand(self.member, asked.validated_data["brand"]))

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

    @extend_schema(request=None, responses=shapes.NewSecretOut)
    @action(detail=True, methods=["post"])
    def new_secret(self, request: Request, pk: str) -> Response:
        """Makes a secret for whoever sends to sign with, and tells it this once. The one before counts for a day."""
        made = receiving.renew_secret(member=self.member, source=self.get_object(), now=timezone.now())
        return Response({"secret": made})

    @extend_schema(request=None, responses=shapes.SourceOut)
    @action(detail=True, methods=["post"])
    def new_address(self, request: Request, pk: str) -> Response:
        """Gives a source that is sent to us another address. The one before works for a day."""
        return self.answer(receiving.renew_address(member=self.member, source=self.get_object(), now=timezone.now()))


def _given(body: dict[str, Any]) -> sources.Given:
    """What a body says of the source itself, removed from it. Raises Invalid at the field."""
    address, platform, fields = body.pop("address", None), body.pop("platform", None), body.pop("fields", None)
    if fields is None and address is None:
        raise Invalid.field("address", "Send an address, or a platform and its fields.")
    if fields is not None and address is not None:
        raise Invalid.field("address", "Send an address or fields, not both.")
    if fields is not None:
        spec = sources.spec_of(sources.usual_platform() if platform is None else platform)
        with _nested():
            return sources.filled_in(spec.platform, fields)
    given = sources.pasted(address)
    if platform is not None and sources.spec_of(platform).platform != given.platform:
        raise Invalid.field("platform", f"This is an address of platform {given.platform}.")
    return given


@contextmanager
def _nested(pasted: bool = False) -> Iterator[None]:
    """Refusals of a platform's fields stand where a body has them: under `fields`."""
    try:
        yield
    except DomainError as error:
        errors: dict[str, Any] = error.fields
        own = {} if pasted else {name: errors.pop(name) for name in list(errors) if name not in OF_A_SOURCE}
        if own:
            errors["fields"] = own
        raise
