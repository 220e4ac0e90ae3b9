"""Alerting of monitoring: an app for its pages' templates and its jobs. Its tables are monitoring's."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from accounts.api.showing import Nouns


class AlertingConfig(AppConfig):
    """Rules, series and alerts."""

    name = "monitoring.alerting"
    label = "alerting"

    def ready(self) -> None:
        """The inbox learns who judges its counts, and who forgets what was told of posts; rules that name somebody who leaves are passed on; alerts are kept as
        subjects of pages, and read by feed readers."""
        # Not at the module's top: Django reads it before any model can be imported (AppRegistryNotReady).
        from accounts import hooks
        from accounts.api.showing import shows
        from accounts.notifications.services import subjects
        from accounts.services.leaving import keeps
        from monitoring.alerting import jobs
        from monitoring.alerting.services import KEEPER, forgetting, going_out, responsibilities
        from monitoring.inbox import hooks as inbox_hooks

        inbox_hooks.judge.fill(jobs.judge)
        inbox_hooks.forgetter.fill(forgetting.forget)
        keeps(responsibilities.RulesThatName())
        subjects.keep("alert", KEEPER)
        hooks.calendars.add(going_out.planned)
        hooks.alert_feed.fill(going_out.alerts)
        shows(_nouns)


def _nouns() -> "Nouns":
    from monitoring.alerting.api import alerts, events, rules

    return {"alert": alerts.AlertViewSet, "rule": rules.RuleViewSet, "planned_event": events.PlannedEventViewSet}
