"""Endpoints: parse, authorise, call one service, render."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ReadViewSet, ScopedViewSet
from accounts.brands.services import visible_brand
from accounts.errors import Invalid
from monitoring.api import shapes
from monitoring.models import Alert, AlertRule, BucketCount, Mention, MentionNote, Query, QueryVersion, Source
from monitoring.services import alerting, mentions, queries, sources


class SourceViewSet(ReadViewSet):
    """Where posts come from, and how that fares."""

    model = Source
    queryset = Source.objects.none()
    serializer_class = shapes.SourceOut
    filterset_fields = ("brand", "status", "platform")
    capabilities = {
        "list": "sources.see", "retrieve": "sources.see", "create": "sources.edit", "partial_update": "sources.edit",
        "check": "sources.edit", "pause": "sources.edit", "resume": "sources.edit", "remove": "sources.edit",
    }  # fmt: skip

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """With the health of all rows, read at once."""
        rows = args[0] if args else []
        listed = [rows] if isinstance(rows, Source) else list(rows or [])
        kwargs["context"] = {**self.get_serializer_context(), "health": sources.health_of(listed, now=timezone.now())}
        return self.get_serializer_class()(*args, **kwargs)

    @extend_schema(request=shapes.SourceIn, responses={201: shapes.SourceOut})
    def create(self, request: Request) -> Response:
        """Subscribes the brand; the first fetch follows within seconds, and what it brings is history."""
        given = self.read(shapes.SourceIn)
        brand = visible_brand(self.member, given.pop("brand"))
        return self.answer(sources.add_source(member=self.member, brand=brand, **given, now=timezone.now()), status=201)

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


class QueryViewSet(ReadViewSet):
    """Saved searches."""

    model = Query
    queryset = Query.objects.none()
    serializer_class = shapes.QueryOut
    filterset_fields = ("brand", "is_active")
    capabilities = {
        "list": "queries.see", "retrieve": "queries.see", "create": "queries.edit", "partial_update": "queries.edit",
        "remove": "queries.edit", "preview": "queries.see", "versions": "queries.see",
    }  # fmt: skip

    @extend_schema(request=shapes.QueryIn, responses={201: shapes.QueryOut})
    def create(self, request: Request) -> Response:
        """Counts for posts fetched from now on. An error in the text comes with its column and length in `data.problems`."""
        given = self.read(shapes.QueryIn)
        brand = visible_brand(self.member, given.pop("brand"))
        made = queries.save_query(member=self.member, brand=brand, **given, now=timezone.now())
        return self.answer(made, status=201, version=made.version)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its ETag."""
        query = self.get_object()
        return self.answer(query, version=query.version)

    @extend_schema(request=shapes.QueryChange, responses=shapes.QueryOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """A changed text is a new version; needs If-Match."""
        query = self.get_object()
        version = self.if_match(query.version)
        given = {"name": query.name, "text": query.text} | self.read(shapes.QueryChange, partial=True)
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
        """What it would have found in the brand's stored posts."""
        given = self.read(shapes.PreviewIn)
        brand = visible_brand(self.member, given.pop("brand"))
        found = queries.preview(member=self.member, brand=brand, **given, now=timezone.now())
        return Response(shapes.PreviewOut(found).data)

    @extend_schema(responses=shapes.QueryVersionOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def versions(self, request: Request, pk: str) -> Response:
        """Every text it had, newest first."""
        rows = (
            QueryVersion.objects.visible_to(self.member)
            .filter(query=self.get_object())
            .select_related("by")
            .order_by("-number")
        )
        return Response(shapes.QueryVersionOut(rows, many=True).data)


class MentionViewSet(ReadViewSet):
    """Posts that concern a brand, newest first."""

    model = Mention
    queryset = Mention.objects.none()
    serializer_class = shapes.MentionOut
    ordering = mentions.ORDER
    filter_backends = ()
    capabilities = {
        "list": "mentions.see", "retrieve": "mentions.see", "assign": "mentions.triage", "set_status": "mentions.triage",
        "notes": "mentions.see", "add_note": "mentions.triage", "correct_sentiment": "mentions.triage", "bulk": "mentions.triage",
    }  # fmt: skip

    def get_queryset(self) -> Any:
        """Narrowed by the query parameters."""
        if getattr(self, "swagger_fake_view", False) or self.action != "list":
            found = super().get_queryset()
            return found if getattr(self, "swagger_fake_view", False) else found.select_related("post")
        parsed = shapes.MentionFilterIn(data=self.request.query_params)
        parsed.is_valid(raise_exception=True)
        given = dict(parsed.validated_data)
        if "assignee" in given:
            given["assignee"] = self._assignee(given["assignee"])
        return mentions.listed(member=self.member, filters=mentions.Filters(**given))

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
        """A page of them."""
        return super().list(request, *args, **kwargs)

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


class RuleViewSet(ReadViewSet):
    """When people are woken."""

    model = AlertRule
    queryset = AlertRule.objects.none()
    serializer_class = shapes.RuleOut
    filterset_fields = ("brand", "kind", "is_active")
    capabilities = {
        "list": "rules.see",
        "retrieve": "rules.see",
        "create": "rules.edit",
        "partial_update": "rules.edit",
        "defaults": "rules.edit",
    }

    @extend_schema(request=shapes.RuleIn, responses={201: shapes.RuleOut})
    def create(self, request: Request) -> Response:
        """Makes a rule."""
        given = self.read(shapes.RuleIn)
        brand = visible_brand(self.member, given.pop("brand"))
        draft = alerting.RuleDraft(
            **{("query_id" if name == "query" else name): value for name, value in given.items()}
        )
        made = alerting.save_rule(member=self.member, brand=brand, draft=draft, now=timezone.now())
        return self.answer(made, status=201, version=made.version)

    @extend_schema(request=shapes.OfBrandIn, responses=shapes.RuleOut(many=True))
    @action(detail=False, methods=["post"], pagination_class=None)
    def defaults(self, request: Request) -> Response:
        """The rules a new brand begins with; those it has stay as they are."""
        brand = visible_brand(self.member, self.read(shapes.OfBrandIn)["brand"])
        made = alerting.create_default_rules(member=self.member, brand=brand, now=timezone.now())
        return Response(shapes.RuleOut(made, many=True).data)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its ETag."""
        rule = self.get_object()
        return self.answer(rule, version=rule.version)

    @extend_schema(request=shapes.RuleFields, responses=shapes.RuleOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Each change is a version; needs If-Match."""
        rule = self.get_object()
        version = self.if_match(rule.version)
        given = self.read(shapes.RuleFields, partial=True)
        now = {
            name: getattr(rule, name)
            for name in (
                "name",
                "settings",
                "severity",
                "cool_down_minutes",
                "may_open_incident",
                "is_active",
                "query_id",
            )
        }
        now |= {("query_id" if name == "query" else name): value for name, value in given.items()}
        draft = alerting.RuleDraft(kind=rule.kind, **now)
        changed = alerting.change_rule(member=self.member, rule=rule, draft=draft, version=version, now=timezone.now())
        return self.answer(changed, version=changed.version)


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
