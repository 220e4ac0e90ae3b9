"""Endpoints of incidents, their tasks, timeline and updates."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.viewsets import ReadViewSet, ScopedViewSet
from accounts.brands.services import visible_brand
from accounts.errors import Invalid
from incidents.api.shapes import rooms as shapes
from incidents.models import Incident, Milestone, StatusUpdate, Task, TeamPlace, TimelineEntry
from incidents.services import checklist, clocks, command, desk, lookback, opening, proposals, timeline, updates
from monitoring.models import Alert, Mention
from playbooks.models import PlanVersion

SEE, RUN = "incidents.see", "incidents.run"


def visible(view: ScopedViewSet, model: Any, pk: Any, field: str) -> Any:
    """The row of this id the member may see; None for None. Raises Invalid at the field."""
    if pk is None:
        return None
    found = model.objects.visible_to(view.member).filter(pk=pk).first()
    if found is None:
        raise Invalid.field(field, "There is nothing of this id that you may see.", code="unknown_id")
    return found


class IncidentViewSet(ReadViewSet):
    """Situations being handled, newest first."""

    model = Incident
    queryset = Incident.objects.none()
    serializer_class = shapes.IncidentOut
    filterset_fields = ("brand", "status", "severity", "lead", "is_drill")
    capabilities = {
        "list": SEE, "retrieve": SEE, "create": "incidents.open", "confirm": RUN, "adopt_plan": RUN, "set_status": RUN,
        "set_severity": RUN, "hand_over": RUN, "give_duty": RUN, "rename": RUN, "release": "timeline.release", "join_alert": RUN,
        "link_mentions": "timeline.note", "unlink_mention": "timeline.note", "note": "timeline.note", "send_update": "updates.send",
        "timeline": SEE, "milestones": SEE, "team": SEE, "waterfall": "debriefs.see", "clocks": "debriefs.see",
    }  # fmt: skip

    @extend_schema(request=shapes.IncidentIn, responses={201: shapes.IncidentOut})
    def create(self, request: Request) -> Response:
        """Opens it with its plan's tasks, in one transaction; an alert already in an incident is a conflict that names it."""
        given = self.read(shapes.IncidentIn)
        start = opening.Opening(
            brand=visible_brand(self.member, given["brand"]),
            title=given["title"],
            severity=given["severity"],
            reason=given["reason"],
            plan_version=visible(self, PlanVersion, given["plan_version"], "plan_version"),
            alert=visible(self, Alert, given["alert"], "alert"),
            mention_ids=given["mentions"],
            is_drill=given["is_drill"],
        )
        return self.answer(opening.open_incident(member=self.member, opening=start, now=timezone.now()), status=201)

    @extend_schema(request=shapes.PlanIn, responses=shapes.IncidentOut)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        """What a rule opened in triage is an incident."""
        version = visible(self, PlanVersion, self.read(shapes.PlanIn)["plan_version"], "plan_version")
        return self.answer(
            command.confirm(member=self.member, incident=self.get_object(), plan_version=version, now=timezone.now())
        )

    @extend_schema(request=shapes.PlanIn, responses=shapes.TaskOut(many=True))
    @action(detail=True, methods=["post"], pagination_class=None)
    def adopt_plan(self, request: Request, pk: str) -> Response:
        """Pins a plan where there is none yet; answers its tasks."""
        version = visible(self, PlanVersion, self.read(shapes.PlanIn)["plan_version"], "plan_version")
        if version is None:
            raise Invalid.field("plan_version", "Name a published plan version.")
        made = command.adopt_plan(
            member=self.member, incident=self.get_object(), plan_version=version, now=timezone.now()
        )
        return Response(shapes.TaskOut(made, many=True).data)

    @extend_schema(request=shapes.IncidentStatusIn, responses=shapes.IncidentOut)
    @action(detail=True, methods=["post"])
    def set_status(self, request: Request, pk: str) -> Response:
        """Takes it along its graph; a lost race is a conflict with the current status."""
        given = self.read(shapes.IncidentStatusIn)
        return self.answer(
            command.change_status(member=self.member, incident=self.get_object(), **given, now=timezone.now())
        )

    @extend_schema(request=shapes.SeverityIn, responses=shapes.IncidentOut)
    @action(detail=True, methods=["post"])
    def set_severity(self, request: Request, pk: str) -> Response:
        """With the reason."""
        given = self.read(shapes.SeverityIn)
        return self.answer(
            command.set_severity(member=self.member, incident=self.get_object(), **given, now=timezone.now())
        )

    @extend_schema(request=shapes.HandOverIn, responses=shapes.IncidentOut)
    @action(detail=True, methods=["post"])
    def hand_over(self, request: Request, pk: str) -> Response:
        """Makes somebody else the lead."""
        given = self.read(shapes.HandOverIn)
        done = command.hand_over(
            member=self.member, incident=self.get_object(), to=given["user_id"], note=given["note"], now=timezone.now()
        )
        return self.answer(done)

    @extend_schema(request=shapes.DutyIn, responses=shapes.DutyOut(many=True))
    @action(detail=True, methods=["post"], pagination_class=None)
    def give_duty(self, request: Request, pk: str) -> Response:
        """Gives a duty to somebody, or to nobody; answers the whole team."""
        given, incident = self.read(shapes.DutyIn), self.get_object()
        command.give_duty(
            member=self.member, incident=incident, duty=given["duty"], to=given["user_id"], now=timezone.now()
        )
        return self._team(incident)

    @extend_schema(request=shapes.TitleIn, responses=shapes.IncidentOut)
    @action(detail=True, methods=["post"])
    def rename(self, request: Request, pk: str) -> Response:
        """Another title."""
        given = self.read(shapes.TitleIn)
        return self.answer(command.rename(member=self.member, incident=self.get_object(), **given, now=timezone.now()))

    @extend_schema(request=None, responses=shapes.IncidentOut)
    @action(detail=True, methods=["post"])
    def release(self, request: Request, pk: str) -> Response:
        """Lets the client see it."""
        return self.answer(command.release_incident(member=self.member, incident=self.get_object(), now=timezone.now()))

    @extend_schema(request=shapes.AlertIn, responses=shapes.IncidentOut)
    @action(detail=True, methods=["post"])
    def join_alert(self, request: Request, pk: str) -> Response:
        """Puts an open alert into it."""
        alert = visible(self, Alert, self.read(shapes.AlertIn)["alert"], "alert")
        return self.answer(
            command.join_alert(member=self.member, incident=self.get_object(), alert=alert, now=timezone.now())
        )

    @extend_schema(request=shapes.MentionsIn, responses=shapes.IncidentOut)
    @action(detail=True, methods=["post"])
    def link_mentions(self, request: Request, pk: str) -> Response:
        """Links mentions of the brand."""
        incident = self.get_object()
        ids = self.read(shapes.MentionsIn)["mentions"]
        command.link_mentions(member=self.member, incident=incident, mention_ids=ids, now=timezone.now())
        return self.answer(incident)

    @extend_schema(request=shapes.MentionIn, responses=shapes.IncidentOut)
    @action(detail=True, methods=["post"])
    def unlink_mention(self, request: Request, pk: str) -> Response:
        """Takes a mention out again; the record keeps that it was in."""
        incident = self.get_object()
        mention = visible(self, Mention, self.read(shapes.MentionIn)["mention"], "mention")
        command.unlink_mention(member=self.member, incident=incident, mention=mention, now=timezone.now())
        return self.answer(incident)

    @extend_schema(request=shapes.EntryNoteIn, responses={201: shapes.EntryOut})
    @action(detail=True, methods=["post"])
    def note(self, request: Request, pk: str) -> Response:
        """Writes to the timeline."""
        given = self.read(shapes.EntryNoteIn)
        entry = timeline.note(member=self.member, incident=self.get_object(), **given, now=timezone.now())
        return Response(shapes.EntryOut(entry).data, status=201)

    @extend_schema(request=shapes.UpdateIn, responses={201: shapes.UpdateOut})
    @action(detail=True, methods=["post"])
    def send_update(self, request: Request, pk: str) -> Response:
        """Tells the client or the public about progress, and promises the next word."""
        given = self.read(shapes.UpdateIn)
        sent = updates.send_update(member=self.member, incident=self.get_object(), **given, now=timezone.now())
        return Response(shapes.UpdateOut(sent).data, status=201)

    @extend_schema(responses=shapes.EntryOut(many=True))
    @action(detail=True, methods=["get"])
    def timeline(self, request: Request, pk: str) -> Response:
        """Its record, newest first; clients get what was written for or released to them."""
        self.ordering = ("-seq",)  # type: ignore[misc]
        page = self.paginate_queryset(TimelineEntry.objects.visible_to(self.member).filter(incident=self.get_object()))
        return self.get_paginated_response(shapes.EntryOut(page, many=True).data)

    @extend_schema(responses=shapes.MilestoneOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def milestones(self, request: Request, pk: str) -> Response:
        """When what happened first."""
        rows = Milestone.objects.visible_to(self.member).filter(incident=self.get_object()).order_by("at")
        return Response(shapes.MilestoneOut(rows, many=True).data)

    @extend_schema(responses=shapes.ClockOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def clocks(self, request: Request, pk: str) -> Response:
        """What it is measured by, and the promise that is open."""
        incident = self.get_object()
        return Response(shapes.ClockOut(clocks.clocks_of([incident])[incident.pk], many=True).data)

    @extend_schema(responses=shapes.DutyOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def team(self, request: Request, pk: str) -> Response:
        """Who has which duty."""
        return self._team(self.get_object())

    def _team(self, incident: Incident) -> Response:
        rows = (
            TeamPlace.objects.visible_to(self.member).filter(incident=incident).select_related("user").order_by("duty")
        )
        return Response(shapes.DutyOut(rows, many=True).data)

    @extend_schema(responses=shapes.StageOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def waterfall(self, request: Request, pk: str) -> Response:
        """How long each stage took, against the targets."""
        return Response(shapes.StageOut(lookback.waterfall(incident=self.get_object()), many=True).data)


class TaskViewSet(ReadViewSet):
    """Steps at work."""

    model = Task
    queryset = Task.objects.none()
    serializer_class = shapes.TaskOut
    ordering = ("due_at", "id")
    filterset_fields = ("incident", "owner", "status", "phase")
    capabilities = {
        "list": SEE, "retrieve": SEE, "create": "tasks.do", "take": "tasks.do", "start": "tasks.do", "finish": "tasks.do",
        "skip": "tasks.do", "reopen": "tasks.do", "reassign": "tasks.do",
    }  # fmt: skip

    @extend_schema(request=shapes.TaskIn, responses={201: shapes.TaskOut})
    def create(self, request: Request) -> Response:
        """Adds one no plan foresaw."""
        given = self.read(shapes.TaskIn)
        incident = visible(self, Incident, given.pop("incident"), "incident")
        made = checklist.add(member=self.member, incident=incident, new=checklist.NewTask(**given), now=timezone.now())
        return self.answer(made, status=201)

    def _do(self, service: Any, **given: Any) -> Response:
        return self.answer(service(member=self.member, task=self.get_object(), **given, now=timezone.now()))

    @extend_schema(request=None, responses=shapes.TaskOut)
    @action(detail=True, methods=["post"])
    def take(self, request: Request, pk: str) -> Response:
        """Makes it mine."""
        return self._do(checklist.take)

    @extend_schema(request=None, responses=shapes.TaskOut)
    @action(detail=True, methods=["post"])
    def start(self, request: Request, pk: str) -> Response:
        """Begins it."""
        return self._do(checklist.start)

    @extend_schema(request=None, responses=shapes.TaskOut)
    @action(detail=True, methods=["post"])
    def finish(self, request: Request, pk: str) -> Response:
        """Done."""
        return self._do(checklist.finish)

    @extend_schema(request=shapes.SkipIn, responses=shapes.TaskOut)
    @action(detail=True, methods=["post"])
    def skip(self, request: Request, pk: str) -> Response:
        """Leaves it out; a required one needs the reason."""
        return self._do(checklist.skip, **self.read(shapes.SkipIn))

    @extend_schema(request=None, responses=shapes.TaskOut)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """Puts it back."""
        return self._do(checklist.reopen)

    @extend_schema(request=shapes.PersonIn, responses=shapes.TaskOut)
    @action(detail=True, methods=["post"])
    def reassign(self, request: Request, pk: str) -> Response:
        """Gives it to somebody."""
        return self._do(checklist.reassign, to=self.read(shapes.PersonIn)["user_id"])


class EntryViewSet(ReadViewSet):
    """Entries of timelines."""

    model = TimelineEntry
    queryset = TimelineEntry.objects.none()
    serializer_class = shapes.EntryOut
    filterset_fields = ("incident", "kind", "visibility")
    capabilities = {"list": SEE, "retrieve": SEE, "correct": "timeline.note", "release": "timeline.release"}

    @extend_schema(request=shapes.CorrectIn, responses={201: shapes.EntryOut})
    @action(detail=True, methods=["post"])
    def correct(self, request: Request, pk: str) -> Response:
        """A new entry that corrects this one; this one stays."""
        made = timeline.correct(
            member=self.member, entry=self.get_object(), **self.read(shapes.CorrectIn), now=timezone.now()
        )
        return Response(shapes.EntryOut(made).data, status=201)

    @extend_schema(request=shapes.ReleaseIn, responses=shapes.EntryOut)
    @action(detail=True, methods=["post"])
    def release(self, request: Request, pk: str) -> Response:
        """Lets the client, or anybody, read it."""
        entry = self.get_object()
        timeline.release(member=self.member, entry=entry, **self.read(shapes.ReleaseIn), now=timezone.now())
        return self.answer(entry)


class UpdateViewSet(ReadViewSet):
    """What we told people about progress."""

    model = StatusUpdate
    queryset = StatusUpdate.objects.none()
    serializer_class = shapes.UpdateOut
    filterset_fields = ("incident", "audience")
    capabilities = {"list": SEE, "retrieve": SEE}


class WaitingViewSet(ScopedViewSet):
    """What waits for me across brands, by deadline."""

    model = Task
    queryset = Task.objects.none()
    serializer_class = shapes.WaitingOut
    capabilities = {"list": "incidents.see"}
    pagination_class = None
    filter_backends = ()

    @extend_schema(operation_id="waiting_list", responses=shapes.WaitingOut(many=True))
    def list(self, request: Request) -> Response:
        """Earliest deadline first."""
        return Response(shapes.WaitingOut(desk.waiting(member=self.member, now=timezone.now()), many=True).data)


class AlertPlansViewSet(ScopedViewSet):
    """Which plans fit an alert."""

    model = Alert
    queryset = Alert.objects.none()
    serializer_class = shapes.ProposedPlanOut
    capabilities = {"retrieve": "alerts.see"}
    filter_backends = ()

    @extend_schema(operation_id="alert_plans", responses=shapes.ProposedPlanOut(many=True))
    def retrieve(self, request: Request, pk: str) -> Response:
        """The brand's published plans whose triggers its mentions match, with the reasons in numbers."""
        return Response(shapes.ProposedPlanOut(proposals.plans_for(self.get_object()), many=True).data)
