"""Endpoints of saved queries: their versions, test sets and runs over what is stored."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ReadViewSet
from accounts.brands.services import visible_brand
from accounts.cleaning import whole_number
from accounts.errors import Invalid, NotFound
from monitoring.inbox.api import shapes
from monitoring.inbox.services import backfilling, queries
from monitoring.matching.editing import differences
from monitoring.models import Backfill, Query, QueryStar, QueryVersion


class QueryChange(serializers.Serializer[Any]):
    """What of a query can be changed. `accept_failures`: save although the text gets posts of the test set wrong."""

    name = serializers.CharField(max_length=100)
    text = serializers.CharField(max_length=20_000, trim_whitespace=False)  # mistakes are told by column
    accept_failures = serializers.BooleanField(default=False)


class TextIn(serializers.Serializer[Any]):
    """A text to try on the test set; without one, the query's own."""

    text = serializers.CharField(max_length=20_000, trim_whitespace=False, required=False)


class SuggestIn(serializers.Serializer[Any]):
    """A text, and the brand whose names it may lack."""

    brand = serializers.UUIDField()
    text = serializers.CharField(max_length=20_000, trim_whitespace=False)


class TermOut(serializers.Serializer[Any]):
    """A term the query lacks, and the text with it."""

    term = serializers.CharField()
    kind = serializers.ChoiceField(["name", "spelling", "product", "handle", "exclusion", "learned"])
    out = serializers.BooleanField(help_text="whether it is to be left out")
    why = serializers.CharField()
    text = serializers.CharField()


class PastedIn(serializers.Serializer[Any]):
    """A text as another tool writes it."""

    text = serializers.CharField(max_length=20_000, trim_whitespace=False)


class ChangeOut(serializers.Serializer[Any]):
    """One rewriting; `now` is empty where something was taken out."""

    was = serializers.CharField()
    now = serializers.CharField(allow_blank=True)
    why = serializers.CharField()


class ProblemOut(serializers.Serializer[Any]):
    """What could not be translated, at its place; `column` from 1."""

    column = serializers.IntegerField()
    length = serializers.IntegerField()
    message = serializers.CharField()
    code = serializers.CharField()
    fix = serializers.CharField(allow_null=True, allow_blank=True)


class PastedOut(serializers.Serializer[Any]):
    """The text in this language, what was changed, and what still keeps it from being saved."""

    text = serializers.CharField(allow_blank=True)
    changes = ChangeOut(many=True)
    problems = ProblemOut(many=True)


class RestoreIn(serializers.Serializer[Any]):
    """Which version is to be in force again."""

    number = serializers.IntegerField(min_value=1)
    accept_failures = serializers.BooleanField(default=False)


class StarIn(serializers.Serializer[Any]):
    """A mention of the brand, and what it must do."""

    mention = serializers.UUIDField()
    must_match = serializers.BooleanField()


class UnstarIn(serializers.Serializer[Any]):
    """A mention to take out."""

    mention = serializers.UUIDField()


class StarOut(serializers.ModelSerializer[QueryStar]):
    """A post of the test set."""

    by = serializers.CharField(source="by.name")

    class Meta:
        model = QueryStar
        fields = ("mention", "must_match", "by", "at")


class VerdictOut(serializers.Serializer[Any]):
    """How the text fares on one post."""

    mention = serializers.UUIDField(source="star.mention_id")
    must_match = serializers.BooleanField(source="star.must_match")
    matched = serializers.BooleanField()
    ok = serializers.BooleanField()


class PartOut(serializers.Serializer[Any]):
    """A run of words that stayed, went or came."""

    op = serializers.ChoiceField(["equal", "insert", "delete"])
    text = serializers.CharField()


class BackfillIn(serializers.Serializer[Any]):
    """How far back."""

    days = serializers.IntegerField(min_value=1, max_value=backfilling.LONGEST_DAYS, default=30)


class BackfillOut(serializers.ModelSerializer[Backfill]):
    """A run of a query over what is stored. `read` of `total` posts; `made`: mentions that were not there before."""

    by = serializers.CharField(source="by.name")

    class Meta:
        model = Backfill
        fields = (
            "id", "query", "query_version", "since", "status", "total", "read", "matched", "made", "by", "started_at", "moved_at",
            "ended_at", "updated_at",
        )  # fmt: skip


class QueryViewSet(ReadViewSet):
    """Saved searches."""

    model = Query
    queryset = Query.objects.none()
    serializer_class = shapes.QueryOut
    filterset_fields = ("brand", "is_active")
    capabilities = {
        "list": "queries.see", "retrieve": "queries.see", "create": "queries.edit", "partial_update": "queries.edit",
        "remove": "queries.edit", "preview": "queries.see", "suggestions": "queries.see", "translate": "queries.see", "versions": "queries.see",
        "differences": "queries.see", "restore": "queries.edit", "stars": "queries.see", "star": "queries.edit",
        "unstar": "queries.edit", "tests": "queries.see", "backfill": "queries.edit",
    }  # fmt: skip
    if_match_on = ("partial_update", "restore")

    @extend_schema(request=shapes.QueryIn, responses={201: shapes.QueryOut})
    def create(self, request: Request) -> Response:
        """Counts for posts fetched from now on. An error in the text comes with column, length, message, code and fix in `data.problems`."""
        given = self.read(shapes.QueryIn)
        brand = visible_brand(self.member, given.pop("brand"))
        made = queries.save_query(member=self.member, brand=brand, **given, now=timezone.now())
        return self.answer(made, status=201, version=made.version)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its ETag."""
        query = self.get_object()
        return self.answer(query, version=query.version)

    @extend_schema(request=QueryChange, responses=shapes.QueryOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """A changed text is a new version; needs If-Match. A text that fails the test set is refused with 409 `test_set_fails` and the
        posts in `data.failures`, unless `accept_failures`."""
        query = self.get_object()
        version = self.if_match(query.version)
        given = {"name": query.name, "text": query.text} | self.read(QueryChange, partial=True)
        edit = queries.Edit(**given, version=version)
        changed = queries.change_query(member=self.member, query=query, edit=edit, now=timezone.now())
        return self.answer(changed, version=changed.version)

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, pk: str) -> Response:
        """Stops it; what it matched stays."""
        queries.remove_query(member=self.member, query=self.get_object(), now=timezone.now())
        return Response(status=204)

    @extend_schema(request=shapes.PreviewIn, responses=shapes.PreviewOut)
    @action(detail=False, methods=["post"])
    def preview(self, request: Request) -> Response:
        """What it would have found in the brand's stored posts, of which at most the newest 10,000 are tried."""
        given = self.read(shapes.PreviewIn)
        brand = visible_brand(self.member, given.pop("brand"))
        pk = given.pop("query")
        query = Query.objects.visible_to(self.member).filter(brand=brand, pk=pk).first() if pk else None
        if pk and query is None:
            raise Invalid.field("query", "There is no query of this id on this brand.", code="unknown_id")
        preview = queries.preview(member=self.member, brand=brand, query=query, **given, now=timezone.now())
        return Response(shapes.PreviewOut(preview).data)

    @extend_schema(request=SuggestIn, responses=TermOut(many=True))
    @action(detail=False, methods=["post"], pagination_class=None)
    def suggestions(self, request: Request) -> Response:
        """The brand's names and exclusions that a text lacks, each with the text that has it."""
        given = self.read(SuggestIn)
        brand = visible_brand(self.member, given["brand"])
        suggestions = queries.suggestions(brand, queries.check_text(given["text"]))
        rows = [
            {"term": one.term, "kind": one.kind, "out": one.out, "why": one.why}
            | {"text": queries.taken_up(given["text"], one.term, out=one.out)}
            for one in suggestions
        ]
        return Response(TermOut(rows, many=True).data)

    @extend_schema(request=PastedIn, responses=PastedOut)
    @action(detail=False, methods=["post"])
    def translate(self, request: Request) -> Response:
        """A query pasted from another tool, in this language, with what was changed; nothing is saved."""
        return Response(PastedOut(queries.translated_from(self.read(PastedIn)["text"])).data)

    @extend_schema(responses=shapes.QueryVersionOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def versions(self, request: Request, pk: str) -> Response:
        """Every text it had, newest first."""
        return Response(shapes.QueryVersionOut(self._versions(), many=True).data)

    @extend_schema(
        responses=PartOut(many=True),
        parameters=[
            # A word of Python's: no serializer can have a field of this name.
            OpenApiParameter("from", {"type": "integer", "minimum": 1}, required=True),
            OpenApiParameter("to", {"type": "integer", "minimum": 1}, required=True),
        ],
    )
    @action(detail=True, methods=["get"], pagination_class=None)
    def differences(self, request: Request, pk: str) -> Response:
        """From one version's text to another's, by words."""
        before, after = (self._text_of(request.query_params.get(name, ""), name) for name in ("from", "to"))
        return Response([{"op": op, "text": text} for op, text in differences(before, after)])

    @extend_schema(request=RestoreIn, responses=shapes.QueryOut)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        """An earlier text again, as a new version; needs If-Match."""
        query = self.get_object()
        given, version = self.read(RestoreIn), self.if_match(query.version)
        made = queries.restore_version(member=self.member, query=query, **given, version=version, now=timezone.now())
        return self.answer(made, version=made.version)

    @extend_schema(responses=StarOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def stars(self, request: Request, pk: str) -> Response:
        """Its test set, in the order the posts were starred."""
        rows = QueryStar.objects.visible_to(self.member).filter(query=self.get_object()).select_related("by")
        return Response(StarOut(rows.order_by("at", "id"), many=True).data)

    @extend_schema(request=StarIn, responses=StarOut)
    @action(detail=True, methods=["post"])
    def star(self, request: Request, pk: str) -> Response:
        """Puts a mention into the test set, or changes what it must do there."""
        given = self.read(StarIn)
        made = queries.star(
            member=self.member, query=self.get_object(), mention_id=given["mention"], must_match=given["must_match"],
            now=timezone.now(),
        )  # fmt: skip
        return Response(StarOut(made).data)

    @extend_schema(request=UnstarIn, responses={204: None})
    @action(detail=True, methods=["post"])
    def unstar(self, request: Request, pk: str) -> Response:
        """Takes a mention out of the test set."""
        given = self.read(UnstarIn)
        queries.unstar(member=self.member, query=self.get_object(), mention_id=given["mention"], now=timezone.now())
        return Response(status=204)

    @extend_schema(request=TextIn, responses=VerdictOut(many=True))
    @action(detail=True, methods=["post"], pagination_class=None)
    def tests(self, request: Request, pk: str) -> Response:
        """How a text fares on the test set; nothing is saved."""
        query = self.get_object()
        text = self.read(TextIn).get("text", query.text)
        tested = queries.tested(member=self.member, query=query, text=text)
        return Response(VerdictOut(tested.verdicts, many=True).data)

    @extend_schema(request=BackfillIn, responses={202: BackfillOut})
    @action(detail=True, methods=["post"])
    def backfill(self, request: Request, pk: str) -> Response:
        """Begins to run the query over what is stored; its progress is at `/api/v1/backfills/{id}/`. A run that goes on is answered."""
        given = self.read(BackfillIn)
        made = backfilling.start_backfill(member=self.member, query=self.get_object(), **given, now=timezone.now())
        return Response(BackfillOut(made).data, status=202)

    def _versions(self) -> Any:
        rows = QueryVersion.objects.visible_to(self.member).filter(query=self.get_object())
        return rows.select_related("by").order_by("-number")

    def _text_of(self, given: str, name: str) -> str:
        number = whole_number(given)
        if number is None:
            raise Invalid.field(name, "Give a version's number.")
        text = self._versions().filter(number=number).values_list("text", flat=True).first()
        if text is None:
            raise NotFound("There is no such version.")
        return str(text)


class BackfillViewSet(ReadViewSet):
    """Runs of queries over what is stored, newest first."""

    model = Backfill
    queryset = Backfill.objects.none()
    serializer_class = BackfillOut
    filterset_fields = ("query", "status")
    capabilities = {
        "list": "queries.see", "retrieve": "queries.see", "cancel": "queries.edit", "resume": "queries.edit",
    }  # fmt: skip

    def get_queryset(self) -> Any:
        """With who began it."""
        return super().get_queryset().select_related("by")

    @extend_schema(request=None, responses=BackfillOut)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, pk: str) -> Response:
        """Stops it; what it found stays."""
        run = backfilling.cancel_backfill(member=self.member, backfill=self.get_object(), now=timezone.now())
        return self.answer(run)

    @extend_schema(request=None, responses=BackfillOut)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        """Goes on where it stopped."""
        run = backfilling.resume_backfill(member=self.member, backfill=self.get_object(), now=timezone.now())
        return self.answer(run)
