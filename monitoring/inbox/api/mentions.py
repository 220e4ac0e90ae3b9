"""Endpoints of mentions: parse, authorise, call one service, render."""

from dataclasses import replace
from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.paging import CursorPage
from accounts.api.renderers import CsvRenderer
from accounts.api.viewsets import ReadViewSet
from accounts.cleaning import MOST_BIGINT, whole_number
from accounts.errors import Invalid
from accounts.models import Membership
from accounts.spreadsheets import csv_lines
from monitoring.inbox.api import shapes
from monitoring.inbox.services import adding, exporting, mentions, saved_views
from monitoring.inbox.services.queries import check_written
from monitoring.inbox.services.sifting import sift
from monitoring.matching import Query as ParsedQuery
from monitoring.models import Mention, MentionMatch, MentionNote, Query


class SiftedPage(CursorPage):
    """Pages of what the view's `sieve`, a parsed text, lets through."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Raises Invalid for a tampered cursor or a page_size outside 1…200."""
        self.request = request
        token = self.asked(request)
        page = sift(queryset, view.sieve, order=mentions.ORDER, token=token, size=self._size(request))
        self.token = page.next_token
        return page.rows


class MentionViewSet(ReadViewSet):
    """Posts that concern a brand, newest first."""

    model = Mention
    queryset = Mention.objects.none()
    serializer_class = shapes.MentionOut
    ordering = mentions.ORDER
    filter_backends = ()  # the service narrows, by MentionFilterIn
    capabilities = {
        "list": "mentions.see", "retrieve": "mentions.see", "create": "mentions.triage", "assign": "mentions.triage", "set_status": "mentions.triage",
        "export": "mentions.see", "queries": "queries.see", "notes": "mentions.see", "add_note": "mentions.triage", "correct_sentiment": "mentions.triage", "bulk": "mentions.triage",
    }  # fmt: skip

    def get_queryset(self) -> Any:
        """With the posts."""
        # drf-spectacular asks without a request, so without a member.
        queryset = super().get_queryset()
        return queryset if getattr(self, "swagger_fake_view", False) else queryset.select_related("post")

    def _asked(self) -> tuple[mentions.Filters, ParsedQuery | None]:
        parsed = shapes.MentionFilterIn(data=self.request.query_params)
        parsed.is_valid(raise_exception=True)
        return asked(self.member, dict(parsed.validated_data))

    def _user_id(self, text: str) -> int:
        user_id = whole_number(text, most=MOST_BIGINT)
        if user_id is None:
            raise Invalid.field("value", "Give a user id, or null for nobody.")
        return user_id

    @extend_schema(parameters=[shapes.MentionFilterIn])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of them. With `matching`, or a view that has a text, a page reads at most 2,000 mentions: it may hold fewer than asked for,
        or none, while `next` goes on."""
        filters, sieve = self._asked()
        rows = self.updated(mentions.listed(member=self.member, filters=filters))
        if sieve is not None:
            # Before the page: DRF makes the paginator at its first use, and keeps it.
            self.pagination_class = SiftedPage
            self.sieve = sieve
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    @extend_schema(request=shapes.AddedPostIn, responses={201: shapes.MentionOut})
    def create(self, request: Request) -> Response:
        """Adds one post, by its link or by hand: it counts and is judged as any other. Refused (`mention_exists`, with the mention) where the
        brand has it already. What its page says is read by `POST /api/v1/link_readings/`."""
        given = self.read(shapes.AddedPostIn)
        brand, draft = given.pop("brand"), adding.MentionDraft(**given)
        made = adding.add_mention(member=self.member, brand=brand, draft=draft, now=timezone.now())
        return self.answer(made, status=201)

    @extend_schema(
        operation_id="mentions_export",
        parameters=[shapes.MentionFilterIn],
        responses={(200, "text/csv"): OpenApiTypes.STR},
        filters=False,
    )
    # Named, since DRF refuses a client that accepts text/csv alone (406) before the method is asked.
    @action(detail=False, methods=["get"], pagination_class=None, renderer_classes=[CsvRenderer])
    def export(self, request: Request) -> Response:
        """A table of them, by the same filters: the newest 5,000; where there are more, its last line says so. What a
        spreadsheet would run as a formula is kept as words."""
        filters, sieve = self._asked()
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

    @extend_schema(responses=shapes.QueryOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def queries(self, request: Request, pk: str) -> Response:
        """The brand's queries that matched it, by name."""
        matches = MentionMatch.objects.visible_to(self.member).filter(mention=self.get_object())
        rows = Query.objects.visible_to(self.member).filter(pk__in=matches.values("query_id")).order_by("name", "id")
        return Response(shapes.QueryOut(rows, many=True).data)

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


def asked(member: Membership, given: dict[str, Any]) -> tuple[mentions.Filters, ParsedQuery | None]:
    """The filters and the text of what a MentionFilterIn read, on top of those of a saved view."""
    if "assignee" in given:
        given["assignee"] = _assignee(member, given["assignee"])
    text, view_id = given.pop("matching", ""), given.pop("view", None)
    if view_id is None:
        return mentions.Filters(**given), check_written(text, field="matching") if text else None
    view = saved_views.view_of(member, view_id)
    held = saved_views.filters_of(member=member, view=view, now=timezone.now())
    text = text or view.text
    sieve = check_written(text, before=view.text, field="matching") if text else None
    return replace(held, **given), sieve


def _assignee(member: Membership, text: str) -> int | str:
    if text == "me":
        return member.user_id
    if text == mentions.UNASSIGNED:
        return text
    user_id = whole_number(text, most=MOST_BIGINT)
    if user_id is None:
        raise Invalid.field("assignee", "Give a user id, `me` or `none`.")
    return user_id
