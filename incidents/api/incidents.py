"""Endpoints of incidents: how one is opened, run, merged, and what it says of itself. Its subjects add theirs (incidents/urls.py)."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.brands.services import visible_brand
from accounts.errors import Invalid
from incidents.api import serializers
from incidents.api.acting import ActingViewSet
from incidents.api.curve import CurveActions
from incidents.api.lookups import SEE, visible_by_id
from incidents.api.searching import IncidentFilter
from incidents.models import Incident, Milestone, TeamPlace, TimelineEntry
from incidents.services import (
    clocks,
    command,
    ending,
    merging,
    moving,
    opening,
    reopening,
    timeline,
)
from incidents.services.outlook import outlook
from monitoring.models import Alert, Mention
from playbooks.models import PlanVersion

RUN = "incidents.run"


class IncidentViewSet(CurveActions, ActingViewSet):
    """Situations being handled, newest first."""

    noun = "incident"
    model = Incident
    queryset = Incident.objects.none()  # for the API's description alone: what is read starts at visible_to
    serializer_class = serializers.IncidentOut
    filterset_class = IncidentFilter
    # Clocks, and what is owed, are how the agency keeps its own times: they ask for what no client has.
    capabilities = {
        "list": SEE, "retrieve": SEE, "create": "incidents.open", "confirm": RUN, "adopt_plan": RUN, "set_status": RUN,
        "set_severity": RUN, "hand_over": RUN, "give_duty": RUN, "rename": RUN, "release": "timeline.release",
        "join_alert": "alerts.decide", "reopen_with": RUN,
        "merge": RUN, "merge_outlook": RUN, "undo_join": "alerts.decide", "move_alert": "alerts.decide",
        "link_mentions": "mentions.triage", "unlink_mention": "mentions.triage", "note": "timeline.note",
        "timeline": SEE, "milestones": SEE, "team": SEE, "clocks": "debriefs.see", "curve": "mentions.see",
        "arriving": "mentions.see", "owed": "debriefs.see",
    }  # fmt: skip

    @extend_schema(request=serializers.IncidentIn, responses={201: serializers.IncidentOut})
    def create(self, request: Request) -> Response:
        """Opens it with its plan's tasks, in one transaction; an alert already in an incident is a conflict that names it."""
        given = self.read(serializers.IncidentIn)
        start = opening.Opening(
            brand=visible_brand(self.member, given["brand"]),
            title=given["title"],
            severity=given["severity"],
            reason=given["reason"],
            plan_version=visible_by_id(self, PlanVersion, given["plan_version"], "plan_version"),
            alert=visible_by_id(self, Alert, given["alert"], "alert"),
            mention_ids=given["mentions"],
            is_drill=given["is_drill"],
        )
        return self.answer(opening.open_incident(member=self.member, opening=start, now=timezone.now()), status=201)

    @extend_schema(request=serializers.PlanIn, responses=serializers.IncidentOut)
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        """What a rule opened in triage is an incident."""
        version = visible_by_id(self, PlanVersion, self.read(serializers.PlanIn)["plan_version"], "plan_version")
        return self.answer(self.act(command.confirm, plan_version=version))

    @extend_schema(request=serializers.PlanIn, responses=serializers.TaskOut(many=True))
    # pagination_class: else drf-spectacular describes a list as pages.
    @action(detail=True, methods=["post"], pagination_class=None)
    def adopt_plan(self, request: Request, pk: str) -> Response:
        """Pins a plan where there is none yet; answers its tasks."""
        version = visible_by_id(self, PlanVersion, self.read(serializers.PlanIn)["plan_version"], "plan_version")
        if version is None:  # the body is confirm's, which may name none
            raise Invalid.field("plan_version", "Name a published plan version.")
        made = self.act(command.adopt_plan, plan_version=version)
        return Response(serializers.TaskOut(made, many=True).data)

    @extend_schema(request=serializers.IncidentStatusIn, responses=serializers.IncidentOut)
    @action(detail=True, methods=["post"])
    def set_status(self, request: Request, pk: str) -> Response:
        """Takes it along its graph; a lost race is a conflict with the current status, something owed one that lists it."""
        given = self.read(serializers.IncidentStatusIn)
        return self.answer(self.act(command.change_status, **given))

    @extend_schema(request=serializers.SeverityIn, responses=serializers.IncidentOut)
    @action(detail=True, methods=["post"])
    def set_severity(self, request: Request, pk: str) -> Response:
        """With the reason."""
        given = self.read(serializers.SeverityIn)
        return self.answer(self.act(command.set_severity, **given))

    @extend_schema(request=serializers.HandOverIn, responses=serializers.IncidentOut)
    @action(detail=True, methods=["post"])
    def hand_over(self, request: Request, pk: str) -> Response:
        """Makes somebody else the lead."""
        given = self.read(serializers.HandOverIn)
        done = self.act(command.hand_over, to=given["user_id"], note=given["note"])
        return self.answer(done)

    @extend_schema(request=serializers.DutyIn, responses=serializers.DutyOut(many=True))
    @action(detail=True, methods=["post"], pagination_class=None)
    def give_duty(self, request: Request, pk: str) -> Response:
        """Gives a duty to somebody, or to nobody; answers the whole team."""
        given, incident = self.read(serializers.DutyIn), self.get_object()
        self.act(command.give_duty, incident, duty=given["duty"], to=given["user_id"])
        return self._team(incident)

    @extend_schema(request=serializers.TitleIn, responses=serializers.IncidentOut)
    @action(detail=True, methods=["post"])
    def rename(self, request: Request, pk: str) -> Response:
        """Another title."""
        given = self.read(serializers.TitleIn)
        return self.answer(self.act(command.rename, **given))

    @extend_schema(request=None, responses=serializers.IncidentOut)
    @action(detail=True, methods=["post"])
    def release(self, request: Request, pk: str) -> Response:
        """Lets the client see it."""
        return self.answer(self.act(command.release_incident))

    @extend_schema(request=serializers.AlertIn, responses=serializers.IncidentOut)
    @action(detail=True, methods=["post"])
    def join_alert(self, request: Request, pk: str) -> Response:
        """Puts an open alert into it."""
        alert = visible_by_id(self, Alert, self.read(serializers.AlertIn)["alert"], "alert")
        return self.answer(self.act(command.join_alert, alert=alert))

    @extend_schema(request=serializers.AlertIn, responses=serializers.IncidentOut)
    @action(detail=True, methods=["post"])
    def reopen_with(self, request: Request, pk: str) -> Response:
        """Opens it again because of an open alert, which joins it."""
        alert = visible_by_id(self, Alert, self.read(serializers.AlertIn)["alert"], "alert")
        return self.answer(self.act(reopening.reopen_with, alert=alert))

    @extend_schema(request=serializers.MovedAlertIn, responses=serializers.IncidentOut)
    @action(detail=True, methods=["post"])
    def undo_join(self, request: Request, pk: str) -> Response:
        """Takes an alert out of it again, with the reason: the alert is open, and somebody is woken for it."""
        given, incident = self.read(serializers.MovedAlertIn), self.get_object()
        alert = visible_by_id(self, Alert, given["alert"], "alert")
        self.act(moving.undo_join, incident, alert=alert, reason=given["reason"])
        return self.answer(incident)

    @extend_schema(request=serializers.MovedAlertIn, responses=serializers.IncidentOut)
    @action(detail=True, methods=["post"])
    def move_alert(self, request: Request, pk: str) -> Response:
        """Moves an alert into this incident from the one it is in, with the reason."""
        given = self.read(serializers.MovedAlertIn)
        alert = visible_by_id(self, Alert, given["alert"], "alert")
        done = moving.move_alert(
            member=self.member, alert=alert, to=self.get_object(), reason=given["reason"], now=timezone.now()
        )
        return self.answer(done)

    @extend_schema(request=serializers.MergeIn, responses=serializers.IncidentOut)
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: str) -> Response:
        """Ends it by merging it into another running incident of its brand. This can't be undone; both records stay.

        Answers the merged one, whose `merged_into` names the other. A conflict where one of them does not run
        (`wrong_state`) or the client follows this one and can't see the other (`not_released`).
        """
        given, incident = self.read(serializers.MergeIn), self.get_object()
        into = visible_by_id(self, Incident, given["into"], "into")
        done = self.act(merging.merge, incident, into=into, reason=given["reason"])
        return self.answer(done)

    @extend_schema(responses=serializers.OutlookOut)
    @action(detail=True, methods=["get"], pagination_class=None)
    def merge_outlook(self, request: Request, pk: str) -> Response:
        """What merging it would do: where it could go, what moves, what ends, what stays."""
        seen = outlook(member=self.member, incident=self.get_object(), now=timezone.now())
        return Response(serializers.OutlookOut(seen).data)

    @extend_schema(request=serializers.MentionsIn, responses=serializers.IncidentOut)
    @action(detail=True, methods=["post"])
    def link_mentions(self, request: Request, pk: str) -> Response:
        """Links mentions of the brand."""
        incident = self.get_object()
        ids = self.read(serializers.MentionsIn)["mentions"]
        self.act(command.link_mentions, incident, mention_ids=ids)
        return self.answer(incident)

    @extend_schema(request=serializers.MentionIn, responses=serializers.IncidentOut)
    @action(detail=True, methods=["post"])
    def unlink_mention(self, request: Request, pk: str) -> Response:
        """Takes a mention out again; the record keeps that it was in."""
        incident = self.get_object()
        mention = visible_by_id(self, Mention, self.read(serializers.MentionIn)["mention"], "mention")
        self.act(command.unlink_mention, incident, mention=mention)
        return self.answer(incident)

    @extend_schema(request=serializers.EntryNoteIn, responses={201: serializers.EntryOut})
    @action(detail=True, methods=["post"])
    def note(self, request: Request, pk: str) -> Response:
        """Writes to the timeline."""
        given = self.read(serializers.EntryNoteIn)
        entry = self.act(timeline.note, **given)
        return Response(serializers.EntryOut(entry).data, status=201)

    @extend_schema(responses=serializers.EntryOut(many=True))
    @action(detail=True, methods=["get"])
    def timeline(self, request: Request, pk: str) -> Response:
        """Its record, newest first; clients get what was written for or released to them."""
        # The pager takes the order from the view: entries follow one another by number, whatever their ids.
        self.ordering = ("-seq",)  # type: ignore[misc]
        rows = TimelineEntry.objects.visible_to(self.member).filter(incident=self.get_object())
        page = self.paginate_queryset(rows) or []
        corrected = timeline.corrected(member=self.member, entries=page)
        return self.get_paginated_response(serializers.EntryOut(page, many=True, context={"corrected": corrected}).data)

    @extend_schema(responses=serializers.MilestoneOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def milestones(self, request: Request, pk: str) -> Response:
        """When what happened first."""
        rows = Milestone.objects.visible_to(self.member).filter(incident=self.get_object()).order_by("at")
        return Response(serializers.MilestoneOut(rows, many=True).data)

    @extend_schema(responses=serializers.ClockOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def clocks(self, request: Request, pk: str) -> Response:
        """What it is measured by, and the promise that is open."""
        incident = self.get_object()
        return Response(serializers.ClockOut(clocks.clocks_of([incident])[incident.pk], many=True).data)

    @extend_schema(responses=serializers.OwedOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def owed(self, request: Request, pk: str) -> Response:
        """What it owes: done first, or left with a waiver, when it is resolved or closed."""
        return Response(serializers.OwedOut(ending.owed(self.get_object()), many=True).data)

    @extend_schema(responses=serializers.DutyOut(many=True))
    @action(detail=True, methods=["get"], pagination_class=None)
    def team(self, request: Request, pk: str) -> Response:
        """Who has which duty."""
        return self._team(self.get_object())

    def _team(self, incident: Incident) -> Response:
        rows = (
            TeamPlace.objects.visible_to(self.member).filter(incident=incident).select_related("user").order_by("duty")
        )
        return Response(serializers.DutyOut(rows, many=True).data)
