"""Endpoints of debriefs and their lessons."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from incidents.api.acting import ActingViewSet
from incidents.api.lookups import visible_by_id
from incidents.learning.api import serializers
from incidents.learning.services import debriefs
from incidents.models import Debrief, Incident, Lesson
from playbooks.models import Plan


class DebriefViewSet(ActingViewSet):
    """Looks back."""

    noun = "debrief"
    model = Debrief
    queryset = Debrief.objects.none()
    serializer_class = serializers.DebriefOut
    filterset_fields = ("incident", "status")
    capabilities = {
        "list": "debriefs.see", "retrieve": "debriefs.see", "create": "debriefs.write", "partial_update": "debriefs.write",
        "finish": "debriefs.write", "reopen": "debriefs.write",
    }  # fmt: skip
    if_match_on = ("partial_update",)

    def get_queryset(self) -> Any:
        """With lessons."""
        return super().get_queryset().prefetch_visible(self.reader, "lessons")

    @extend_schema(request=serializers.DebriefIn, responses={201: serializers.DebriefOut})
    def create(self, request: Request) -> Response:
        """Begins the debrief of a resolved incident; a repeat answers the one there is."""
        incident = visible_by_id(self, Incident, self.read(serializers.DebriefIn)["incident"], "incident")
        return self._fresh(debriefs.start(member=self.member, incident=incident, now=timezone.now()), status=201)

    def _fresh(self, debrief: Debrief, *, status: int = 200) -> Response:
        row = self.get_queryset().get(pk=debrief.pk)
        return self.answer(row, status=status, version=row.version)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its ETag."""
        return self._fresh(self.get_object())

    @extend_schema(request=serializers.DebriefTexts, responses=serializers.DebriefOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Changes what is given; needs If-Match."""
        debrief = self.get_object()
        version = self.if_match(debrief.version)
        texts = self.read(serializers.DebriefTexts, partial=True)
        return self._fresh(self.act(debriefs.edit, debrief, texts=texts, version=version))

    @extend_schema(request=serializers.WaiverIn, responses=serializers.DebriefOut)
    @action(detail=True, methods=["post"])
    def finish(self, request: Request, pk: str) -> Response:
        """Finishes it; its incident closes. What is owed by then is a conflict that lists it, until a waiver is given."""
        debrief, given = self.get_object(), self.read(serializers.WaiverIn)
        return self._fresh(self.act(debriefs.finish, debrief, **given))

    @extend_schema(request=None, responses=serializers.DebriefOut)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """Takes it back to be written on."""
        return self._fresh(self.act(debriefs.reopen))


class LessonViewSet(ActingViewSet):
    """What was learned."""

    noun = "lesson"
    model = Lesson
    queryset = Lesson.objects.none()
    serializer_class = serializers.LessonOut
    filterset_fields = ("debrief",)
    capabilities = {
        "list": "debriefs.see", "retrieve": "debriefs.see", "create": "debriefs.write", "remove": "debriefs.write",
        "propose_change": "debriefs.write",
    }  # fmt: skip

    @extend_schema(request=serializers.LessonIn, responses={201: serializers.LessonOut})
    def create(self, request: Request) -> Response:
        """Adds one."""
        given = self.read(serializers.LessonIn)
        debrief = visible_by_id(self, Debrief, given["debrief"], "debrief")
        return self.answer(
            debriefs.add_lesson(member=self.member, debrief=debrief, text=given["text"], now=timezone.now()), status=201
        )

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def remove(self, request: Request, pk: str) -> Response:
        """Takes it out again, unless a plan change came of it."""
        self.act(debriefs.remove_lesson)
        return Response(status=204)

    @extend_schema(request=serializers.LessonChangeIn, responses={201: serializers.ProposalOut})
    @action(detail=True, methods=["post"])
    def propose_change(self, request: Request, pk: str) -> Response:
        """Asks for a change of one of the brand's plans."""
        given = self.read(serializers.LessonChangeIn)
        plan = visible_by_id(self, Plan, given.pop("plan"), "plan")
        made = self.act(debriefs.propose_change, plan=plan, **given)
        return Response(serializers.ProposalOut(made).data, status=201)
