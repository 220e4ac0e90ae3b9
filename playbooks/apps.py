"""The playbooks app."""

from django.apps import AppConfig


class PlaybooksConfig(AppConfig):
    """See HOUSE in the README for the rooms inside."""

    name = "playbooks"
    label = "playbooks"
    default_auto_field = "django.db.models.BigAutoField"
