"""Endpoints of the tasks of incidents."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from incidents.api import serializers
from incidents.api.acting import ActingViewSet
from incidents.api.lookups import SEE, visible_by_id
from incidents.models import Incident, Task
from incidents.services import checklist


class TaskViewSet(ActingViewSet):
    """Steps at work."""

    noun = "task"
    model = Task
    queryset = Task.objects.none()
    serializer_class = serializers.TaskOut
    ordering = ("due_at", "id")  # the id: several are due at one time, and pages are cut by these
    filterset_fields = ("incident", "owner", "status", "phase")
    capabilities = {
        "list": SEE, "retrieve": SEE, "create": "tasks.do", "take": "tasks.do", "start": "tasks.do", "finish": "tasks.do",
        "skip": "tasks.do", "reopen": "tasks.do", "reassign": "tasks.do", "partial_update": "tasks.do",
    }  # fmt: skip
    if_match_on = ("partial_update",)

    @extend_schema(request=serializers.TaskIn, responses={201: serializers.TaskOut})
    def create(self, request: Request) -> Response:
        """Adds one no plan foresaw."""
        given = self.read(serializers.TaskIn)
        incident = visible_by_id(self, Incident, given.pop("incident"), "incident")
        made = checklist.add(member=self.member, incident=incident, new=checklist.NewTask(**given), now=timezone.now())
        return self.answer(made, status=201)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """With its ETag."""
        return self._versioned(self.get_object())

    @extend_schema(request=serializers.TaskChangeIn, responses=serializers.TaskOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Changes what is given, with the reason; needs If-Match. The record keeps what it was."""
        task = self.get_object()
        change = checklist.Change(version=self.if_match(task.version), **self.read(serializers.TaskChangeIn))
        done = self.act(checklist.change_task, task, change=change)
        return self._versioned(done)

    def _versioned(self, task: Task) -> Response:
        return self.answer(task, version=task.version)

    @extend_schema(request=None, responses=serializers.TaskOut)
    @action(detail=True, methods=["post"])
    def take(self, request: Request, pk: str) -> Response:
        """Makes it mine."""
        return self.answer(self.act(checklist.take))

    @extend_schema(request=None, responses=serializers.TaskOut)
    @action(detail=True, methods=["post"])
    def start(self, request: Request, pk: str) -> Response:
        """Begins it."""
        return self.answer(self.act(checklist.start))

    @extend_schema(request=None, responses=serializers.TaskOut)
    @action(detail=True, methods=["post"])
    def finish(self, request: Request, pk: str) -> Response:
        """Done."""
        return self.answer(self.act(checklist.finish))

    @extend_schema(request=serializers.SkipIn, responses=serializers.TaskOut)
    @action(detail=True, methods=["post"])
    def skip(self, request: Request, pk: str) -> Response:
        """Leaves it out; a required one needs the reason."""
        return self.answer(self.act(checklist.skip, **self.read(serializers.SkipIn)))

    @extend_schema(request=None, responses=serializers.TaskOut)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """Puts it back."""
        return self.answer(self.act(checklist.reopen))

    @extend_schema(request=serializers.PersonIn, responses=serializers.TaskOut)
    @action(detail=True, methods=["post"])
    def reassign(self, request: Request, pk: str) -> Response:
        """Gives it to somebody."""
        return self.answer(self.act(checklist.reassign, to=self.read(serializers.PersonIn)["user_id"]))
