"""The accounts.notifications app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """See HOUSE in the README for the rooms inside."""

    name = "accounts.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"
