"""Insight of monitoring: an app for its pages' templates. Its tables are monitoring's, and it only reads them."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Figures and what they say."""

    name = "monitoring.insight"
    label = "insight"

    def ready(self) -> None:
        """Alerts learn who draws them."""
        # Not above: models may be imported only once the apps are loaded (Django's AppConfig.ready).
        from monitoring.alerting import hooks as alerting_hooks
        from monitoring.insight.views import pictures

        alerting_hooks.pictures.fill(pictures)
