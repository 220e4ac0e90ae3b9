"""The monitoring app."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    """See HOUSE in the README for the rooms inside."""

    name = "monitoring"
    label = "monitoring"
    default_auto_field = "django.db.models.BigAutoField"
