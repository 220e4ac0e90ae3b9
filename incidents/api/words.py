"""Endpoints of public answers, approvals, debriefs and lessons."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ReadViewSet
from accounts.errors import Invalid
from incidents.api.rooms import visible
from incidents.api.shapes import words as shapes
from incidents.models import Approval, Debrief, Incident, Lesson, PublicAnswer
from incidents.services import answers, approvals, debriefs
from playbooks.models import HoldingStatement, Plan


class AnswerViewSet(ReadViewSet):
    """What we say in public."""

    model = PublicAnswer
    queryset = PublicAnswer.objects.none()
    serializer_class = shapes.AnswerOut
    filterset_fields = ("incident", "status", "channel")
    capabilities = {
        "list": "answers.see", "retrieve": "answers.see", "create": "answers.draft", "partial_update": "answers.draft",
        "ask": "answers.draft", "hand_off": "answers.publish", "confirm": "answers.publish", "withdraw": "answers.publish",
    }  # fmt: skip

    def get_queryset(self) -> Any:
        """With approvals and publications."""
        return super().get_queryset().prefetch_related("approvals", "publications")

    @extend_schema(request=shapes.AnswerIn, responses={201: shapes.AnswerOut})
    def create(self, request: Request) -> Response:
        """A draft, from a holding statement or in one's own words."""
        given = self.read(shapes.AnswerIn)
        incident = visible(self, Incident, given["incident"], "incident")
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
        found = (
            HoldingStatement.objects.visible_to(self.member)
            .filter(version_id=incident.plan_version_id, key=key)
            .first()
        )
        if found is None:
            raise Invalid.field(
                "statement", "The incident's plan has no holding statement of this key.", code="unknown_key"
            )
        return found

    def _fresh(self, answer: PublicAnswer, *, status: int = 200) -> Response:
        row = self.get_queryset().get(pk=answer.pk)
        return self.answer(row, status=status, version=row.version)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its ETag."""
        return self._fresh(self.get_object())

    @extend_schema(request=shapes.TextIn, responses=shapes.AnswerOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Changes the text; needs If-Match; every approval of the old text is void."""
        answer = self.get_object()
        version = self.if_match(answer.version)
        text = self.read(shapes.TextIn)["text"]
        return self._fresh(
            answers.edit(member=self.member, answer=answer, text=text, version=version, now=timezone.now())
        )

    @extend_schema(request=shapes.AskIn, responses=shapes.AnswerOut)
    @action(detail=True, methods=["post"])
    def ask(self, request: Request, pk: str) -> Response:
        """Asks people for their yes to the text as it stands."""
        answer = self.get_object()
        approvals.ask(member=self.member, answer=answer, **self.read(shapes.AskIn), now=timezone.now())
        return self._fresh(answer)

    @extend_schema(request=None, responses=shapes.HandedOffOut)
    @action(detail=True, methods=["post"])
    def hand_off(self, request: Request, pk: str) -> Response:
        """Gives out the exact approved text, to be posted by a person."""
        answer = self.get_object()
        outcome = answers.hand_off(member=self.member, answer=answer, now=timezone.now())
        return Response({"text": outcome.text, "text_sha256": answers.sha256(outcome.text), "channel": answer.channel})

    @extend_schema(request=shapes.ConfirmIn, responses=shapes.AnswerOut)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        """A person confirms where it stands."""
        answer = self.get_object()
        answers.confirm(member=self.member, answer=answer, **self.read(shapes.ConfirmIn), now=timezone.now())
        return self._fresh(answer)

    @extend_schema(request=shapes.ReasonIn, responses=shapes.AnswerOut)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Gives it up."""
        answer = self.get_object()
        answers.withdraw(member=self.member, answer=answer, **self.read(shapes.ReasonIn), now=timezone.now())
        return self._fresh(answer)


class ApprovalViewSet(ReadViewSet):
    """Who was asked for a yes, and what they said."""

    model = Approval
    queryset = Approval.objects.none()
    serializer_class = shapes.ApprovalOut
    filterset_fields = ("answer", "asked_of", "status")
    capabilities = {"list": "answers.see", "retrieve": "answers.see", "decide": "answers.approve"}

    @extend_schema(request=shapes.DecideIn, responses=shapes.ApprovalOut)
    @action(detail=True, methods=["post"])
    def decide(self, request: Request, pk: str) -> Response:
        """The asked person's yes or no to the exact text they read."""
        given = self.read(shapes.DecideIn)
        return self.answer(
            approvals.decide(member=self.member, approval=self.get_object(), **given, now=timezone.now())
        )


class DebriefViewSet(ReadViewSet):
    """Looks back."""

    model = Debrief
    queryset = Debrief.objects.none()
    serializer_class = shapes.DebriefOut
    filterset_fields = ("incident", "status")
    capabilities = {
        "list": "debriefs.see", "retrieve": "debriefs.see", "create": "debriefs.write", "partial_update": "debriefs.write",
        "finish": "debriefs.write", "reopen": "debriefs.write",
    }  # fmt: skip

    def get_queryset(self) -> Any:
        """With lessons."""
        return super().get_queryset().prefetch_related("lessons")

    @extend_schema(request=shapes.DebriefIn, responses={201: shapes.DebriefOut})
    def create(self, request: Request) -> Response:
        """Begins the debrief of a resolved incident; a repeat answers the one there is."""
        incident = visible(self, Incident, self.read(shapes.DebriefIn)["incident"], "incident")
        return self._fresh(debriefs.start(member=self.member, incident=incident, now=timezone.now()), status=201)

    def _fresh(self, debrief: Debrief, *, status: int = 200) -> Response:
        row = self.get_queryset().get(pk=debrief.pk)
        return self.answer(row, status=status, version=row.version)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its ETag."""
        return self._fresh(self.get_object())

    @extend_schema(request=shapes.DebriefTexts, responses=shapes.DebriefOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Changes what is given; needs If-Match."""
        debrief = self.get_object()
        version = self.if_match(debrief.version)
        texts = self.read(shapes.DebriefTexts, partial=True)
        return self._fresh(
            debriefs.edit(member=self.member, debrief=debrief, texts=texts, version=version, now=timezone.now())
        )

    @extend_schema(request=None, responses=shapes.DebriefOut)
    @action(detail=True, methods=["post"])
    def finish(self, request: Request, pk: str) -> Response:
        """Finishes it; its incident closes."""
        return self._fresh(debriefs.finish(member=self.member, debrief=self.get_object(), now=timezone.now()))

    @extend_schema(request=None, responses=shapes.DebriefOut)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """Takes it back to be written on."""
        return self._fresh(debriefs.reopen(member=self.member, debrief=self.get_object(), now=timezone.now()))


class LessonViewSet(ReadViewSet):
    """What was learned."""

    model = Lesson
    queryset = Lesson.objects.none()
    serializer_class = shapes.LessonOut
    filterset_fields = ("debrief",)
    capabilities = {
        "list": "debriefs.see", "retrieve": "debriefs.see", "create": "debriefs.write", "remove": "debriefs.write",
        "propose_change": "debriefs.write",
    }  # fmt: skip

    @extend_schema(request=shapes.LessonIn, responses={201: shapes.LessonOut})
    def create(self, request: Request) -> Response:
        """Adds one."""
        given = self.read(shapes.LessonIn)
        debrief = visible(self, Debrief, given["debrief"], "debrief")
        return self.answer(
            debriefs.add_lesson(member=self.member, debrief=debrief, text=given["text"], now=timezone.now()), status=201
        )

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, pk: str) -> Response:
        """Takes it out again, unless a plan change came of it."""
        debriefs.remove_lesson(member=self.member, lesson=self.get_object(), now=timezone.now())
        return Response(status=204)

    @extend_schema(request=shapes.LessonChangeIn, responses={201: shapes.ProposalOut})
    @action(detail=True, methods=["post"])
    def propose_change(self, request: Request, pk: str) -> Response:
        """Asks for a change of one of the brand's plans."""
        given = self.read(shapes.LessonChangeIn)
        plan = visible(self, Plan, given.pop("plan"), "plan")
        made = debriefs.propose_change(
            member=self.member, lesson=self.get_object(), plan=plan, **given, now=timezone.now()
        )
        return Response(shapes.ProposalOut(made).data, status=201)
