"""Endpoints: parse, authorise, call one service, render."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.paging import CursorPage
from accounts.api.tables import CsvRenderer
from accounts.api.viewsets import ReadViewSet, ScopedViewSet
from accounts.brands.services import visible_brand
from accounts.errors import Invalid
from accounts.spreadsheets import csv_lines
from monitoring.api import shapes
from monitoring.models import Alert, BucketCount, Mention, MentionNote, Source
from monitoring.services import alerting, exporting, feedback, mentions, saved_views, sources
from monitoring.services.queries import check_text
from monitoring.services.sifting import sift


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
        return self.answer(sources.change_source(member=self.member, source=source, **given))

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


class SiftedPage(CursorPage):
    """Pages of what the view's `sieve`, a parsed text, lets through."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Raises Invalid for a tampered cursor or a page_size outside 1…200."""
        self.request = request
        token = request.query_params.get("cursor", "")
        page = sift(queryset, view.sieve, order=mentions.ORDER, token=token, size=self._size(request))
        self.token = page.next_token
        return page.rows


class MentionViewSet(ReadViewSet):
    """Posts that concern a brand, newest first."""

    model = Mention
    queryset = Mention.objects.none()
    serializer_class = shapes.MentionOut
    ordering = mentions.ORDER
    filter_backends = ()
    capabilities = {
        "list": "mentions.see", "retrieve": "mentions.see", "assign": "mentions.triage", "set_status": "mentions.triage",
        "export": "mentions.see", "notes": "mentions.see", "add_note": "mentions.triage", "correct_sentiment": "mentions.triage", "bulk": "mentions.triage",
    }  # fmt: skip

    def get_queryset(self) -> Any:
        """With the posts."""
        found = super().get_queryset()
        return found if getattr(self, "swagger_fake_view", False) else found.select_related("post")

    def _asked(self) -> tuple[mentions.Filters, str]:
        """The filters and the text of the query parameters, on top of those of a saved view."""
        parsed = shapes.MentionFilterIn(data=self.request.query_params)
        parsed.is_valid(raise_exception=True)
        given = dict(parsed.validated_data)
        if "assignee" in given:
            given["assignee"] = self._assignee(given["assignee"])
        text, view_id = given.pop("matching", ""), given.pop("view", None)
        if view_id is None:
            return mentions.Filters(**given), text
        view = saved_views.view_of(self.member, view_id)
        held = saved_views.filters_of(member=self.member, view=view, now=timezone.now())
        return replace(held, **given), text or view.text

    def _assignee(self, text: str) -> int | str:
        if text == "me":
            return self.member.user_id
        if text == mentions.UNASSIGNED:
            return text
        if not (text.isascii() and text.isdigit()):
            raise Invalid.field("assignee", "Give a user id, `me` or `none`.")
        return int(text)

    def _user_id(self, text: str) -> int:
        if not (text.isascii() and text.isdigit()):
            raise Invalid.field("value", "Give a user id, or null for nobody.")
        return int(text)

    @extend_schema(parameters=[shapes.MentionFilterIn])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of them. With `matching`, or a view that has a text, a page reads at most 2,000 mentions: it may hold fewer than asked for,
        or none, while `next` goes on."""
        filters, text = self._asked()
        rows = mentions.listed(member=self.member, filters=filters)
        if text:
            self.pagination_class = SiftedPage
            self.sieve = check_text(text, field="matching")
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(
        operation_id="mentions_export",
        parameters=[shapes.MentionFilterIn],
        responses={(200, "text/csv"): OpenApiTypes.STR},
        filters=False,
    )
    @action(detail=False, methods=["get"], pagination_class=None, renderer_classes=[CsvRenderer, JSONRenderer])
    def export(self, request: Request) -> Response:
        """A table of them, by the same filters: the newest 5,000; where there are more, its last line says so. What a
        spreadsheet would run as a formula is kept as words."""
        filters, text = self._asked()
        sieve = check_text(text, field="matching") if text else None
        rows = exporting.table(member=self.member, filters=filters, parsed=sieve)
        return Response("".join(csv_lines(exporting.HEAD, rows)), content_type="text/csv; charset=utf-8")

    @extend_schema(request=shapes.AssignIn, responses=shapes.MentionOut)
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, pk: str) -> Response:
        """Gives it to somebody on the brand, or to nobody."""
        mentions.assign(member=self.member, mention=self.get_object(), **self.read(shapes.AssignIn), now=timezone.now())
        return self.answer(self.get_object())

    @extend_schema(request=shapes.StatusIn, responses=shapes.MentionOut)
    @action(detail=True, methods=["post"])
    def set_status(self, request: Request, pk: str) -> Response:
        """Takes it along: start, finish, discard, reopen."""
        mentions.set_status(
            member=self.member, mention=self.get_object(), **self.read(shapes.StatusIn), now=timezone.now()
        )
        return self.answer(self.get_object())

    @extend_schema(responses=shapes.NoteOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def notes(self, request: Request, pk: str) -> Response:
        """What was written about it, oldest first."""
        rows = (
            MentionNote.objects.visible_to(self.member)
            .filter(mention=self.get_object())
            .select_related("by")
            .order_by("at", "pk")
        )
        return Response(shapes.NoteOut(rows, many=True).data)

    @extend_schema(request=shapes.NoteIn, responses={201: shapes.NoteOut})
    @action(detail=True, methods=["post"])
    def add_note(self, request: Request, pk: str) -> Response:
        """Writes a note; notes are never edited."""
        note = mentions.add_note(
            member=self.member, mention=self.get_object(), **self.read(shapes.NoteIn), now=timezone.now()
        )
        return Response(shapes.NoteOut(note).data, status=201)

    @extend_schema(request=shapes.SentimentIn, responses=shapes.MentionOut)
    @action(detail=True, methods=["post"])
    def correct_sentiment(self, request: Request, pk: str) -> Response:
        """A person's reading wins over any machine's."""
        given = self.read(shapes.SentimentIn)
        mentions.correct_sentiment(member=self.member, mention=self.get_object(), **given, now=timezone.now())
        return self.answer(self.get_object())

    @extend_schema(request=shapes.BulkIn, responses=shapes.BulkOut)
    @action(detail=False, methods=["post"])
    def bulk(self, request: Request) -> Response:
        """One action on many, each on its own."""
        given = self.read(shapes.BulkIn)
        action, value = given["action"], given["value"]
        if action == "status":
            action = value or ""  # the service takes the move itself
        elif action == "assign" and value is not None:
            value = self._user_id(value)
        done = mentions.bulk(
            member=self.member,
            mention_ids=given["ids"],
            action=action,
            value=value,
            now=timezone.now(),
        )
        return Response({"done": done.done, "refused": {str(pk): error.message for pk, error in done.refused.items()}})


class AlertViewSet(ReadViewSet):
    """What is worth a look, newest first. Joining one to an incident, or opening one with it, is the incidents' endpoint."""

    model = Alert
    queryset = Alert.objects.none()
    serializer_class = shapes.AlertOut
    ordering = ("-raised_at", "-id")
    filterset_fields = ("brand", "status", "kind", "rule", "severity")
    capabilities = {
        "list": "alerts.see",
        "retrieve": "alerts.see",
        "acknowledge": "alerts.decide",
        "dismiss": "alerts.decide",
        "outcome": "alerts.decide",
    }

    @extend_schema(request=None, responses=shapes.AlertOut)
    @action(detail=True, methods=["post"])
    def acknowledge(self, request: Request, pk: str) -> Response:
        """Somebody has seen it and is on it."""
        return self.answer(alerting.acknowledge(member=self.member, alert=self.get_object(), now=timezone.now()))

    @extend_schema(request=shapes.DismissIn, responses=shapes.AlertOut)
    @action(detail=True, methods=["post"])
    def dismiss(self, request: Request, pk: str) -> Response:
        """Closes it with what it was."""
        given = self.read(shapes.DismissIn)
        done = alerting.mark_decided(
            alert=self.get_object(), action="dismiss", member=self.member, **given, now=timezone.now()
        )
        return self.answer(done)

    @extend_schema(request=shapes.DismissIn, responses=shapes.AlertOut)
    @action(detail=True, methods=["post"])
    def outcome(self, request: Request, pk: str) -> Response:
        """Says what a decided one turned out to be: one that joined or opened an incident, or a dismissed one anew."""
        given = self.read(shapes.DismissIn)
        return self.answer(
            feedback.record_outcome(member=self.member, alert=self.get_object(), **given, now=timezone.now())
        )


class CountViewSet(ScopedViewSet):
    """Mentions per five minutes of publication time."""

    model = BucketCount
    queryset = BucketCount.objects.none()
    serializer_class = shapes.CountOut
    capabilities = {"list": "mentions.see"}
    pagination_class = None
    filter_backends = ()

    @extend_schema(
        operation_id="counts_list",
        responses=shapes.CountOut(many=True),
        parameters=[
            OpenApiParameter("brand", {"type": "string", "format": "uuid"}, required=True),
            OpenApiParameter("hours", {"type": "integer", "minimum": 1, "maximum": 2160, "default": 24}),
        ],
    )
    def list(self, request: Request) -> Response:
        """A brand's last hours, oldest first; a bucket without mentions is left out."""
        brand = visible_brand(self.member, request.query_params.get("brand", ""))
        text = request.query_params.get("hours", "24")
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 2160):
            raise Invalid.field("hours", "Give 1 to 2,160 hours.")
        since = timezone.now() - timedelta(hours=int(text))
        rows = self.get_queryset().filter(brand=brand, query=None, starts_at__gte=since).order_by("starts_at")
        return Response(shapes.CountOut(rows, many=True).data)
