"""The monitoring app."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """The tables of inbox, alerting and insight, which are apps of their own for templates and jobs: see HOUSE in the README."""

    name = "monitoring"
    label = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The catalogue of events is complete in every process; what its events change on open pages is said."""
        from accounts.notifications.services.live import shows
        from monitoring import catalogue, live_hints  # noqa: F401

        shows({"mention"}, live_hints.of_mention)
        shows({"alert"}, live_hints.of_alert)
