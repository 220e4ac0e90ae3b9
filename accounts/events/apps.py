"""The accounts.events app."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """See HOUSE in the README for the rooms inside."""

    name = "accounts.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every row of the access log that concerns an agency is an event of that agency; whoever waits for events is rung."""
        from accounts import hooks
        from accounts.events.services import exporting, keeping  # noqa: F401  # they declare their kinds
        from accounts.events.services.auditing import Auditing
        from accounts.events.services.placing import hears_placed
        from accounts.events.services.ringing import ring

        hooks.audit.fill(Auditing())
        hears_placed(ring)
