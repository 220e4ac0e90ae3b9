"""Alerting of monitoring: an app for its pages' templates and its jobs. Its tables are monitoring's."""

from django.apps import AppConfig


class AlertingConfig(AppConfig):
    """Rules, series and alerts."""

    name = "monitoring.alerting"
    label = "alerting"

    def ready(self) -> None:
        """The inbox learns who judges its counts; rules that name somebody who leaves are passed on; alerts are kept as
        subjects of pages."""
        from accounts.notifications.services import subjects
        from accounts.services.leaving import keeps
        from monitoring.alerting import jobs
        from monitoring.alerting.services import KEEPER, holding
        from monitoring.inbox import hooks as inbox_hooks

        inbox_hooks.judge.fill(jobs.judge)
        keeps(holding.RulesThatName())
        subjects.keep("alert", KEEPER)
