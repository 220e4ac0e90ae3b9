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
        """The API shows sources; their secrets are encrypted anew with the others."""
        # Not above: models may be imported only once the apps are loaded (Django's AppConfig.ready).
        from accounts.api.showing import shows
        from accounts.services.rekeying import holds_secrets

        shows(_nouns)
        holds_secrets("feeds.Credential", "sealed", "sealed_before")
        holds_secrets("feeds.ReceivingAddress", "sealed")
        holds_secrets("feeds.HubSubscription", "sealed")


def _nouns() -> "Nouns":
    from monitoring.feeds.api import batches, sources

    return {"source": sources.SourceViewSet, "source_batch": batches.SourceBatchViewSet}
