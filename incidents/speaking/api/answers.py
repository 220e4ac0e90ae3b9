"""Endpoints of public answers."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.errors import Invalid
from incidents.api.acting import ActingViewSet
from incidents.api.lookups import visible_by_id
from incidents.models import AnswerRevision, Incident, PublicAnswer, Task
from incidents.speaking.api import serializers
from incidents.speaking.services import answers, approvals, copies, revisions
from playbooks.models import HoldingStatement


class AnswerViewSet(ActingViewSet):
    """What we say in public."""

    noun = "answer"
    model = PublicAnswer
    queryset = PublicAnswer.objects.none()
    serializer_class = serializers.AnswerOut
    filterset_fields = ("incident", "status", "channel")
    capabilities = {
        "list": "answers.see", "retrieve": "answers.see", "create": "answers.draft", "partial_update": "answers.draft",
        "ask": "answers.draft", "approvers": "answers.draft", "hand_off": "answers.publish", "confirm": "answers.publish",
        "stands_also": "answers.publish", "withdraw": "answers.draft",
        "copy": "answers.draft", "revisions": "answers.see",
    }  # fmt: skip
    if_match_on = ("partial_update",)

    def get_queryset(self) -> Any:
        """With the approvals and publications this reader may see."""
        return super().get_queryset().prefetch_visible(self.reader, "approvals", "publications")

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """To a client, in the words they were asked about."""
        if args and self.reader is not None and self.reader.is_client:
            rows = args[0] if kwargs.get("many") else [args[0]]
            words = revisions.shown_to(self.reader, rows)
            kwargs["context"] = {**self.get_serializer_context(), "words": words}
        return super().get_serializer(*args, **kwargs)

    @extend_schema(request=serializers.AnswerIn, responses={201: serializers.AnswerOut})
    def create(self, request: Request) -> Response:
        """A draft, from a holding statement or in one's own words."""
        given = self.read(serializers.AnswerIn)
        incident = visible_by_id(self, Incident, given["incident"], "incident")
        statement = self._statement(incident, given["statement"])
        now = timezone.now()
        if statement is not None:
            made = answers.draft_from(
                member=self.member,
                incident=incident,
                statement=statement,
                values=given["values"],
                channel=given["channel"],
                now=now,
            )
        else:
            words = {name: given[name] for name in ("channel", "title", "text")}
            made = answers.draft_free(member=self.member, incident=incident, **words, now=now)
        return self._fresh(made, status=201)

    def _statement(self, incident: Incident, key: UUID | None) -> HoldingStatement | None:
        """The holding statement of this key in the plan version the incident pinned."""
        if key is None:
            return None
        statement = (
            HoldingStatement.objects.visible_to(self.member)
            .filter(version_id=incident.plan_version_id, key=key)
            .first()
        )
        if statement is None:
            raise Invalid.field(
                "statement", "The incident's plan has no holding statement of this key.", code="unknown_key"
            )
        return statement

    def _fresh(self, answer: PublicAnswer, *, status: int = 200) -> Response:
        # Read anew: approvals and publications as this reader may see them come with the query set alone.
        row = self.get_queryset().get(pk=answer.pk)
        return self.answer(row, status=status, version=row.version)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its ETag."""
        return self._fresh(self.get_object())

    @extend_schema(request=serializers.TextIn, responses=serializers.AnswerOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Changes the text; needs If-Match; every approval of the old text is void."""
        answer = self.get_object()
        version = self.if_match(answer.version)
        text = self.read(serializers.TextIn)["text"]
        return self._fresh(self.act(answers.edit, answer, text=text, version=version))

    @extend_schema(request=serializers.AskIn, responses=serializers.AnswerOut)
    @action(detail=True, methods=["post"])
    def ask(self, request: Request, pk: str) -> Response:
        """Asks people for their yes to the text as it stands."""
        answer = self.get_object()
        self.act(approvals.ask, answer, **self.read(serializers.AskIn))
        return self._fresh(answer)

    @extend_schema(responses=serializers.CandidateOut(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def approvers(self, request: Request, pk: str) -> Response:
        """Everybody on the brand: who can be asked about it, and why the others can't."""
        people = approvals.candidates(member=self.member, answer=self.get_object())
        return Response(serializers.CandidateOut(people, many=True).data)

    @extend_schema(responses=serializers.RevisionOut(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def revisions(self, request: Request, pk: str) -> Response:
        """What it said from one edit to the next, oldest first, as far as the reader may know it."""
        rows = AnswerRevision.objects.visible_to(self.member).filter(answer=self.get_object()).order_by("number")
        return Response(serializers.RevisionOut(rows, many=True).data)

    @extend_schema(request=None, responses=serializers.HandedOffOut)
    @action(detail=True, methods=["post"])
    def hand_off(self, request: Request, pk: str) -> Response:
        """Gives out the exact approved text, to be posted by a person."""
        answer = self.get_object()
        outcome = self.act(answers.hand_off, answer)
        # The hash of what is really given out, not the one the row has.
        return Response({"text": outcome.text, "text_sha256": answers.sha256(outcome.text), "channel": answer.channel})

    @extend_schema(request=serializers.ConfirmIn, responses=serializers.AnswerOut)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        """A person confirms where it stands."""
        answer, given = self.get_object(), self.read(serializers.ConfirmIn)
        task = given.pop("task")
        done = visible_by_id(self, Task, task, "task") if task else None
        self.act(answers.confirm, answer, **given, task=done)
        return self._fresh(answer)

    @extend_schema(request=serializers.StandsAtIn, responses=serializers.AnswerOut)
    @action(detail=True, methods=["post"])
    def stands_also(self, request: Request, pk: str) -> Response:
        """Names another address where the published text stands."""
        answer = self.get_object()
        self.act(answers.stands_also, answer, **self.read(serializers.StandsAtIn))
        return self._fresh(answer)

    @extend_schema(request=serializers.ReasonIn, responses=serializers.AnswerOut)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Gives it up."""
        answer = self.get_object()
        self.act(answers.withdraw, answer, **self.read(serializers.ReasonIn))
        return self._fresh(answer)

    @extend_schema(request=None, responses={201: serializers.AnswerOut})
    @action(detail=True, methods=["post"])
    def copy(self, request: Request, pk: str) -> Response:
        """Drafts the words of an answer that ended when its incident was merged anew, where the matter goes on."""
        made = self.act(copies.copy_answer)
        return self._fresh(made, status=201)
