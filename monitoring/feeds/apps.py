"""The monitoring.feeds app."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    """See HOUSE in the README for the rooms inside."""

    name = "monitoring.feeds"
    label = "feeds"
    default_auto_field = "django.db.models.BigAutoField"
