"""The playbooks app."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from accounts.api.showing import Nouns


class PlaybooksConfig(AppConfig):
    """See HOUSE in the README for the rooms inside."""

    name = "playbooks"
    label = "playbooks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The API shows plans; the catalogue of events is complete in every process."""
        from accounts.api.showing import shows
        from playbooks import catalogue  # noqa: F401

        shows(_nouns)


def _nouns() -> "Nouns":
    # At the first use: a worker that shows nothing loads no views.
    from playbooks.api import plans, proposals, versions

    return {
        "plan": plans.PlanViewSet,
        "plan_version": versions.VersionViewSet,
        "proposal": proposals.ProposalViewSet,
    }
