"""The accounts.events app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """See HOUSE in the README for the rooms inside."""

    name = "accounts.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every row of the access log that concerns an agency is an event of that agency."""
        from accounts import hooks
        from accounts.events.services.auditing import Auditing

        hooks.audit.fill(Auditing())
