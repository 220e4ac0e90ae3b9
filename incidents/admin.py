"""Incidents in the agency's admin: every model listed, searched, filtered; transitions are actions that call services."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin

from accounts.admin import ScopedAdmin, ScopedInline, acting, agency_site
from incidents import models
from incidents.learning.services import debriefs
from incidents.services import checklist, command, timeline
from incidents.speaking.services import answers, approvals, questions


def _status(action: str) -> Callable[..., Any]:
    def service(member: Any, incident: models.Incident, now: Any) -> Any:
        return command.change_status(member=member, incident=incident, action=action, reason="From the admin", now=now)

    return service


class TaskInline(ScopedInline):
    """The tasks of an incident, in order."""

    model = models.Task
    fk_name = "incident"  # a task refers to incidents twice, and Django refuses to guess (admin.E202)
    fields = readonly_fields = ("order", "phase", "title", "duty", "owner", "due_at", "status")


class TeamInline(ScopedInline):
    """Who has which duty."""

    model = models.TeamPlace
    fields = readonly_fields = ("duty", "user", "since")


@admin.register(models.Incident, site=agency_site)
class IncidentAdmin(ScopedAdmin):
    """Incidents: status by the same services as the room; everything else is changed there."""

    list_display = ("number", "title", "brand", "severity", "status", "merged_into", "lead", "opened_at", "drill")
    list_filter = ("status", "severity", "is_drill", "brand")
    search_fields = ("title", "severity_reason")
    list_select_related = ("brand", "lead", "merged_into")
    inlines: ClassVar[list[Any]] = [TeamInline, TaskInline]

    @admin.display(ordering="is_drill")
    def drill(self, incident: models.Incident) -> str:
        """A word where it is one: a red cross in every other row would shout."""
        return "Drill" if incident.is_drill else ""

    actions: ClassVar[list[Any]] = [
        acting("Confirm", lambda member, row, now: command.confirm(member=member, incident=row, now=now)),
        acting("Start the response", _status("respond")),
        acting("Mark as stabilised", _status("stabilise")),
        acting("Resolve", _status("resolve")),
        acting("Close", _status("close")),
        acting("Reopen", _status("reopen")),
        acting("Dismiss", _status("dismiss")),
        acting(
            "Release to the client",
            lambda member, row, now: command.release_incident(member=member, incident=row, now=now),
        ),
    ]


@admin.register(models.Task, site=agency_site)
class TaskAdmin(ScopedAdmin):
    """Tasks."""

    list_display = ("title", "incident", "phase", "duty", "owner", "due_at", "status", "required")
    list_filter = ("status", "phase", "duty", "required")
    search_fields = ("title", "instructions")
    list_select_related = ("incident", "owner")
    actions: ClassVar[list[Any]] = [
        acting("Take", lambda member, row, now: checklist.take(member=member, task=row, now=now)),
        acting("Start", lambda member, row, now: checklist.start(member=member, task=row, now=now)),
        acting("Finish", lambda member, row, now: checklist.finish(member=member, task=row, now=now)),
        acting(
            "Skip",
            lambda member, row, now: checklist.skip(member=member, task=row, reason="From the admin", now=now),
        ),
        acting("Put back", lambda member, row, now: checklist.reopen(member=member, task=row, now=now)),
    ]


@admin.register(models.PublicAnswer, site=agency_site)
class PublicAnswerAdmin(ScopedAdmin):
    """Public answers. Their text and approvals are the answer's own page's."""

    list_display = ("title", "incident", "channel", "status", "version", "drafted_by", "drafted_at")
    list_filter = ("status", "channel", "for_drill")
    search_fields = ("title", "text", "text_sha256")
    list_select_related = ("incident", "drafted_by")
    actions: ClassVar[list[Any]] = [
        acting(
            "Withdraw",
            lambda member, row, now: answers.withdraw(member=member, answer=row, reason="From the admin", now=now),
        )
    ]


@admin.register(models.Approval, site=agency_site)
class ApprovalAdmin(ScopedAdmin):
    """Who was asked for a yes. Only the asked person decides, on their own page."""

    list_display = ("answer", "asked_of", "asked_by", "asked_at", "due_at", "status", "decided_at")
    list_filter = ("status", "ended_because")
    search_fields = ("answer__title", "reason", "text_sha256")
    list_select_related = ("answer", "asked_of", "asked_by")
    actions: ClassVar[list[Any]] = [
        acting("Ask again", lambda member, row, now: approvals.ask_again(member=member, approval=row, now=now)),
        acting(
            "Withdraw",
            lambda member, row, now: questions.withdraw_question(
                member=member, approval=row, reason="From the admin", now=now
            ),
        ),
    ]


@admin.register(models.TimelineEntry, site=agency_site)
class TimelineEntryAdmin(ScopedAdmin):
    """The record. Read-only; a release is an act of its own."""

    list_display = ("incident", "seq", "at", "kind", "actor_label", "visibility")
    list_filter = ("visibility", "kind")
    search_fields = ("actor_label", "kind", "incident__title")
    list_select_related = ("incident",)
    exclude = ("salt",)  # with it and the digest, what was erased could be found by trying
    actions: ClassVar[list[Any]] = [
        acting(
            "Release to the client",
            lambda member, row, now: timeline.release(member=member, entry=row, audience="client", now=now),
        )
    ]


@admin.register(models.Debrief, site=agency_site)
class DebriefAdmin(ScopedAdmin):
    """Debriefs. Finishing one closes its incident."""

    list_display = ("incident", "status", "started_by", "started_at", "finished_at", "version")
    list_filter = ("status",)
    search_fields = ("incident__title", "what_happened", "root_causes")
    list_select_related = ("incident", "started_by")
    actions: ClassVar[list[Any]] = [
        acting("Finish", lambda member, row, now: debriefs.finish(member=member, debrief=row, now=now)),
        acting("Reopen", lambda member, row, now: debriefs.reopen(member=member, debrief=row, now=now)),
    ]


def _listed(model: Any, shown: tuple[str, ...], names: tuple[str, ...], by: tuple[str, ...] = ()) -> None:
    """Registers a model that is only read here."""
    related = tuple(
        name for name in shown if model._meta.get_field(name).is_relation and model._meta.get_field(name).many_to_one
    )
    values = {"list_display": shown, "search_fields": names, "list_filter": by, "list_select_related": related or True}
    kind = type(f"{model.__name__}Admin", (ScopedAdmin,), {"__doc__": model.__doc__, **values})
    agency_site.register(model, kind)


_TITLE, _BRAND = "incident__title", ("incident__brand",)
_listed(models.IncidentAlert, ("incident", "alert", "joined_at"), (_TITLE, "alert__sentence"), _BRAND)
_listed(models.IncidentMention, ("incident", "mention", "linked_by", "linked_at"), (_TITLE,), _BRAND)
_listed(models.IncidentNumber, ("id", "last"), ("id",), ("last",))
_listed(models.TeamPlace, ("incident", "duty", "user", "since"), (_TITLE, "user__name"), ("duty",))
_listed(models.Milestone, ("incident", "kind", "at"), (_TITLE,), ("kind",))
_listed(models.TimelineHead, ("id", "incident", "seq", "sealed_seq"), (_TITLE, "digest"), _BRAND)
_listed(models.Release, ("entry", "audience", "by", "at"), ("entry__incident__title",), ("audience",))
_listed(
    models.StatusUpdate, ("incident", "audience", "sent_by", "sent_at", "next_due_at"), (_TITLE, "text"), ("audience",)
)
_listed(models.AnswerRevision, ("answer", "number", "by", "at"), ("answer__title", "text"), ("answer__channel",))
_listed(
    models.Publication,
    ("answer", "url", "confirmed_by", "confirmed_at"),
    ("answer__title", "url"),
    ("answer__channel",),
)
_listed(models.Lesson, ("text", "debrief", "by", "at"), ("text",), ("debrief__status",))
_listed(models.LessonProposal, ("lesson", "proposal"), ("lesson__text", "proposal__title"), ("proposal__status",))
