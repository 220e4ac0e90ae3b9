"""The incidents app."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from accounts.api.showing import Nouns


class IncidentsConfig(AppConfig):
    """See HOUSE in the README for the rooms inside."""

    name = "incidents"
    label = "incidents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hangs up the doorbell; says what somebody who leaves holds here, the lead first; keeps what joins an incident as a
        subject of pages, and what its events change on them; and answers the rooms below, which is why it starts last."""
        # Imported here: before Django's registry is ready, importing a model raises AppRegistryNotReady.
        from accounts import hooks
        from accounts.api.showing import shows
        from accounts.notifications.services import live, subjects
        from accounts.services.leaving import keeps
        from accounts.services.revocation import on_power_lost
        from incidents import hooks as own_hooks
        from incidents import receivers  # noqa: F401
        from incidents.learning.services import calendar as debriefs
        from incidents.services import calendar, desk, joining, linked, live_pages, responsibilities, spans, titles
        from incidents.services.triggers import TriggerLanguage
        from incidents.speaking.services import approval_links, for_the_room
        from incidents.speaking.services import responsibilities as asked
        from monitoring import hooks as monitoring_hooks
        from monitoring.alerting import hooks as alerting_hooks
        from monitoring.inbox import hooks as inbox_hooks
        from monitoring.insight.services import readiness
        from playbooks import hooks as playbooks_hooks
        from playbooks.services.readiness import of_brands

        live.shows({"incident", "task", "answer"}, live_pages.of_incident)
        held = (responsibilities.IncidentsLed(), responsibilities.Duties(), responsibilities.OpenTasks())
        for keeper in (*held, asked.Questions()):
            keeps(keeper)
        on_power_lost(asked.end_questions)
        subjects.keep("incident", joining.KEEPER)
        readiness.also(of_brands)
        hooks.frame.fill(desk.frame_facts)
        hooks.calendars.add(calendar.entries)
        hooks.calendars.add(debriefs.due)
        hooks.mailed_path.fill(approval_links.mailed_path)
        monitoring_hooks.incidents.fill(spans)
        alerting_hooks.titles.fill(titles.follow)
        inbox_hooks.keepers.add(linked.mentions_in_incidents)
        own_hooks.speaking.fill(for_the_room)
        playbooks_hooks.trigger_language.fill(TriggerLanguage())
        shows(_nouns)
        hooks.refuse_unfilled()


def _nouns() -> "Nouns":
    from incidents.api import entries, tasks
    from incidents.api.incidents import IncidentViewSet
    from incidents.learning.api import debriefs
    from incidents.speaking.api import answers, approvals, updates

    return {
        "incident": IncidentViewSet,
        "task": tasks.TaskViewSet,
        "entry": entries.EntryViewSet,
        "answer": answers.AnswerViewSet,
        "approval": approvals.ApprovalViewSet,
        "update": updates.UpdateViewSet,
        "debrief": debriefs.DebriefViewSet,
        "lesson": debriefs.LessonViewSet,
    }
