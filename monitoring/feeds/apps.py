"""The monitoring.feeds app."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from accounts.api.showing import Nouns


class FeedsConfig(AppConfig):
    """See HOUSE in the README for the rooms inside."""

    name = "monitoring.feeds"
    label = "feeds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The API shows sources."""
        from accounts.api.showing import shows

        shows(_nouns)


def _nouns() -> "Nouns":
    from monitoring.feeds.api import sources

    return {"source": sources.SourceViewSet}
