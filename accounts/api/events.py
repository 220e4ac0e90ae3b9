"""The record of what happened: a change feed that programs follow, and the newest first for people."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django_tenants.utils import schema_context
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from accounts import hooks
from accounts.api.fields import ZonedDateTimeField
from accounts.api.paging import MAX_SIZE, PAGE_SIZE, CursorPage
from accounts.api.renderers import CsvRenderer, LinesRenderer
from accounts.api.viewsets import ScopedViewSet
from accounts.cleaning import MOST_BIGINT, whole_number
from accounts.errors import Conflict, Invalid
from accounts.events.models import ACTORS, VISIBILITIES, Event
from accounts.events.services import exporting, keeping, reading
from accounts.events.services.reading import Filters
from accounts.models import Membership
from accounts.permissions import may
from accounts.spreadsheets import BYTE_ORDER_MARK, csv_lines
from accounts.tenancy import current_schema

LATEST = "latest"


class SubjectOut(serializers.Serializer[Event]):
    """What it is about, as it was called then."""

    kind = serializers.CharField(source="subject_kind")
    id = serializers.CharField(source="subject_id")
    label = serializers.CharField(source="subject_label")  # type: ignore[assignment]  # the API's word


class ActorOut(serializers.Serializer[Event]):
    """Who did it. `id`: of the user; `key`: of the API key that acted for them; `by_link`: by a link in a mail."""

    kind = serializers.ChoiceField(ACTORS, source="actor_kind")
    id = serializers.IntegerField(source="actor_id", allow_null=True)
    label = serializers.CharField(source="actor_label")  # type: ignore[assignment]
    key = serializers.UUIDField(source="key_id", allow_null=True)
    by_link = serializers.BooleanField()


class EventOut(serializers.ModelSerializer[Event]):
    """One thing that happened. What `data` says follows from `action`."""

    subject = SubjectOut(source="*")
    incident = serializers.UUIDField(source="incident_id", allow_null=True)
    visibility = serializers.ChoiceField(VISIBILITIES)
    actor = ActorOut(source="*")
    ip = serializers.SerializerMethodField(help_text="For owners and admins.")
    object = serializers.SerializerMethodField(help_text="With `expand=subject`, the subject as it is now.")
    data = serializers.DictField()  # type: ignore[assignment]

    class Meta:
        model = Event
        fields = (
            "id", "position", "at", "action", "version", "subject", "incident", "brand", "visibility", "severity", "drill",
            "actor", "request_id", "ip", "data", "object",
        )  # fmt: skip

    def get_ip(self, event: Event) -> str | None:
        """None to whoever may not read the access log."""
        return event.ip if may(self.context["request"].member, "accesslog.see") else None

    @extend_schema_field({"type": ["object", "null"]})
    def get_object(self, event: Event) -> None:
        """Nothing, until it is asked for: see `with_objects`."""


class FeedOut(serializers.Serializer[Any]):
    """A page of the feed."""

    results = EventOut(many=True)
    next = serializers.URLField(
        allow_null=True,
        help_text="Where it goes on: always there in the order of positions, where what has not happened yet comes, too.",
    )
    position = serializers.IntegerField(help_text="Up to where the record was read, whatever of it was yours.")
    more = serializers.BooleanField(help_text="Whether there is more already.")


# The description would take it for a list of pages.
ONE_PAGE = forced_singular_serializer(FeedOut)  # type: ignore[no-untyped-call]


class FilterIn(serializers.Serializer[Any]):
    """Which events."""

    action = serializers.CharField(
        required=False, max_length=2000, help_text="Names and patterns, by comma: `incident.opened,task.*`"
    )
    brand = serializers.UUIDField(required=False)
    subject_kind = serializers.CharField(required=False, max_length=30, help_text="`incident`, `mention`…")
    subject = serializers.CharField(required=False, max_length=40, help_text="Its id; with `subject_kind`.")
    incident = serializers.UUIDField(required=False, help_text="All that belongs to it.")
    actor = serializers.IntegerField(required=False, min_value=1, max_value=MOST_BIGINT, help_text="A user's id.")
    actor_kind = serializers.ChoiceField(ACTORS, required=False)
    key = serializers.UUIDField(required=False, help_text="An API key's id.")
    # Without allow_null DRF takes a query that does not have it for an unticked box: false.
    drill = serializers.BooleanField(required=False, allow_null=True, default=None)
    since = ZonedDateTimeField(required=False)
    until = ZonedDateTimeField(required=False)
    text = serializers.CharField(required=False, max_length=100, help_text="In what the subject was called.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """An id is one of a kind."""
        if "subject" in attrs and "subject_kind" not in attrs:
            raise serializers.ValidationError({"subject_kind": "Say of which kind the subject is."})
        return attrs


class FeedIn(FilterIn):
    """Which events, and from where."""

    after = serializers.CharField(
        required=False, max_length=20, help_text="A position: only what comes after it. `latest`: from now on. Without: from the oldest there is."
    )  # fmt: skip
    order = serializers.ChoiceField(
        ["position", "newest"], required=False, help_text="`newest`: the newest first, by `cursor`."
    )
    expand = serializers.ChoiceField(["subject"], required=False, help_text="Adds `object`: the subject as it is now.")
    wait = serializers.IntegerField(
        required=False, min_value=1, max_value=25, help_text="Seconds to wait where there is nothing new yet."
    )
    page_size = serializers.IntegerField(required=False, min_value=1, max_value=MAX_SIZE, default=PAGE_SIZE)
    cursor = serializers.CharField(required=False, help_text="With `order=newest`.")


class ExportIn(FilterIn):
    """Which events, and in which form."""

    form = serializers.ChoiceField(exporting.FORMATS, default="csv")


class KeepingOut(serializers.Serializer[Any]):
    """How many days events are kept: changes of power, and all else."""

    owners = serializers.IntegerField(min_value=keeping.LEAST_DAYS, max_value=keeping.MOST_DAYS)
    others = serializers.IntegerField(min_value=keeping.LEAST_DAYS, max_value=keeping.MOST_DAYS)


class EventViewSet(ScopedViewSet):
    """What happened, by whom, to what: follow it from a position on, wait for more, or read the newest first."""

    model = Event
    queryset = Event.objects.none()
    serializer_class = EventOut
    # FilterIn reads them, and describes them: django-filter's own would do both a second time.
    filter_backends = ()
    expands = False  # its `expand` is of the one thing an event is about
    ordering = reading.ORDER
    lookup_value_regex = "[0-9a-f-]{36}"
    capabilities: ClassVar = {
        "list": "events.see", "retrieve": "events.see", "stream": "events.see", "export": "accesslog.see",
        "kept": "accesslog.see", "keep_for": "agency.settings",
    }  # fmt: skip

    def get_queryset(self) -> Any:
        """What has its place."""
        return Event.objects.none() if self.reader is None else reading.seen(self.reader)

    @extend_schema(parameters=[FeedIn], responses=ONE_PAGE, operation_id="events_list")
    def list(self, request: Request) -> Response:
        """After a position, in the order in which it became visible: whoever goes on from `position` misses nothing, and
        gets nothing twice. A call reads at most 20,000 positions: a page may be empty, with `more`, where none of them is yours or
        none is what you ask for. Problem 410 `position_gone`: something after it is no longer kept."""
        given = _read(FeedIn, request)
        filters = _filters(given)
        expand = given.get("expand") == "subject"
        if given.get("order") == "newest":
            return self._newest(request, filters, expand=expand)
        if "cursor" in request.query_params:
            raise Invalid.field(
                "cursor", "A cursor goes with order=newest; in the order of positions, go on with after."
            )
        page = reading.feed(self.member, filters, after=position_asked(given.get("after")), size=given["page_size"])
        address = remove_query_param(request.build_absolute_uri(), "after")
        return Response(
            {
                "results": self._shown(page.rows, expand=expand),
                "next": replace_query_param(address, "after", str(page.position)),
                "position": page.position,
                "more": page.more,
            }
        )

    def _newest(self, request: Request, filters: Filters, *, expand: bool) -> Response:
        refused = [name for name in ("after", "wait") if name in request.query_params]
        if refused:
            raise Invalid.field(refused[0], "This goes with the order of positions, not with order=newest.")
        page = NewestPage()
        rows = page.read(self.member, filters, request)
        answer = page.get_paginated_response(self._shown(rows, expand=expand))
        answer.data |= {"position": page.until, "more": bool(page.token)}
        return answer

    @extend_schema(responses=EventOut)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One."""
        return self.answer(self.get_object())

    @extend_schema(parameters=[FilterIn], responses={(200, "text/event-stream"): OpenApiTypes.STR}, filters=False)
    @action(detail=False, methods=["get"], pagination_class=None)
    def stream(self, request: Request) -> Response:
        """The feed as server-sent events, as they happen: the id of each is its position, its name the action, its data the event.
        `Last-Event-ID` or `?after=` say where it goes on; without, from now on."""
        # Reached only past the ASGI application that answers it (api/waiting).
        raise Conflict(
            "Events are streamed by another process: the proxy in front must send this address to it.",
            code="not_streamed_here",
        )

    @extend_schema(
        operation_id="events_export",
        parameters=[ExportIn],
        responses={(200, "text/csv"): OpenApiTypes.STR, (200, "application/x-ndjson"): OpenApiTypes.STR},
        filters=False,
    )
    @action(
        detail=False,
        methods=["get"],
        pagination_class=None,
        # JSON first: the renderer for a refusal where Accept says nothing.
        renderer_classes=[JSONRenderer, CsvRenderer, LinesRenderer],
    )
    def export(self, request: Request) -> HttpResponseBase:
        """All of it by the same filters, newest first, as a table or as one event a line. That somebody did is an event, too."""
        given = _read(ExportIn, request)
        return download(self.member, _filters(given), form=given["form"])

    @extend_schema(responses=KeepingOut)
    @action(detail=False, methods=["get"], pagination_class=None, url_path="keeping")
    def kept(self, request: Request) -> Response:
        """How long the record is kept."""
        return Response(_days(keeping.days_kept()))

    @extend_schema(request=KeepingOut, responses=KeepingOut)
    @kept.mapping.patch
    def keep_for(self, request: Request) -> Response:
        """Sets it, 30 to 3,650 days."""
        given = _days(keeping.days_kept()) | self.read(KeepingOut, partial=True)
        return Response(_days(keeping.keep_for(self.member, **given, now=timezone.now())))

    def _shown(self, rows: Sequence[Event], *, expand: bool) -> Any:
        shapes = self.shapes(rows)
        return with_objects(shapes, self.member) if expand else shapes


class NewestPage(CursorPage):
    """The newest first, in the API's pages. `until`: the position down to which it was looked."""

    until = 0

    def read(self, member: Membership, filters: Filters, request: Request) -> list[Event]:
        """Raises Invalid for a tampered cursor."""
        self.request = request
        page = reading.newest(member, filters, token=self.asked(request), size=self._size(request))
        self.token, self.until = page.next_token, page.until
        return page.rows


def _read(shape: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    parsed = shape(data=request.query_params)
    parsed.is_valid(raise_exception=True)
    return dict(parsed.validated_data)


def _filters(given: dict[str, Any]) -> Filters:
    names = (
        "brand",
        "subject_kind",
        "subject",
        "incident",
        "actor",
        "actor_kind",
        "key",
        "drill",
        "since",
        "until",
        "text",
    )
    filters = Filters(**{name: given[name] for name in names if name in given})
    return replace(filters, actions=reading.named_actions(given["action"])) if "action" in given else filters


def position_asked(text: str | None) -> int | None:
    """The position that `after` names; None: from the oldest there is. Raises Invalid."""
    if text is None:
        return None
    if text == LATEST:
        return reading.bounds()[1]
    position = whole_number(text, most=MOST_BIGINT)
    if position is None:
        raise Invalid.field("after", "Give a position: the number that an answer before called so.")
    return position


def _days(kept: dict[str, int]) -> dict[str, int]:
    return {"owners": kept["owners"], "others": kept.get("internal", kept.get("others", keeping.KEPT_DAYS))}


def with_objects(shapes: Any, member: Membership) -> list[dict[str, Any]]:
    """Each with what it is about, as it is now and as the member may see it; None where they may not, or where it is gone."""
    asked: dict[str, set[str]] = {}
    for shape in shapes:
        asked.setdefault(shape["subject"]["kind"], set()).add(shape["subject"]["id"])
    # Once a kind: a page of 200 events of one kind asks as often as one event.
    by_kind = {kind: hooks.shapes.answer.shown(kind, ids, member) for kind, ids in asked.items()}
    return [{**shape, "object": by_kind[shape["subject"]["kind"]].get(shape["subject"]["id"])} for shape in shapes]


def download(member: Membership, filters: Filters, *, form: str) -> StreamingHttpResponse:
    """The record as a file that is made while it is sent, after its being taken out was written down."""
    now = timezone.now()
    # First: whoever breaks the download off has read what came until then.
    exporting.exported(member, filters=filters, form=form, now=now)
    rows = _rows(member, filters, current_schema())
    kind = "text/csv; charset=utf-8" if form == "csv" else "application/x-ndjson"
    lines = _csv(rows, ZoneInfo(member.agency.time_zone)) if form == "csv" else _ndjson(rows, member)
    response = StreamingHttpResponse(lines, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="audit-log-{now:%Y-%m-%d}.{form}"'
    response["Cache-Control"] = "no-store"
    return response


def _rows(member: Membership, filters: Filters, schema: str) -> Iterator[list[Event]]:
    """Each batch is read in the agency's schema: by then the connection may stand elsewhere."""
    batches = iter(reading.everything(member, filters))
    while True:
        with schema_context(schema):
            batch = next(batches, None)
        if batch is None:
            return
        yield batch


def _csv(batches: Iterator[list[Event]], zone: ZoneInfo) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    yield from csv_lines(exporting.HEAD, (exporting.line(row, zone) for batch in batches for row in batch))


def _ndjson(batches: Iterator[list[Event]], member: Membership) -> Iterator[str]:
    # By now the request is over: of it only whoever asked is left.
    context = {"request": _By(member)}
    for batch in batches:
        shapes: Any = EventOut(batch, many=True, context=context)
        for shape in shapes.data:
            yield json.dumps(json.loads(JSONRenderer().render(shape)), ensure_ascii=False) + "\n"


class _By:
    """As much of a request as the shape asks for."""

    def __init__(self, member: Membership) -> None:
        self.member = member
