"""The incidents app."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """See HOUSE in the README for the rooms inside."""

    name = "incidents"
    label = "incidents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hangs up the doorbell."""
        from incidents import receivers  # noqa: F401
