"""The inbox of monitoring: an app for its pages' templates and its jobs. Its tables are monitoring's."""

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from accounts.api.showing import Nouns


class InboxConfig(AppConfig):
    """Posts, mentions, queries and saved views."""

    name = "monitoring.inbox"
    label = "inbox"

    def ready(self) -> None:
        """Feeds learn who takes their routes; mentions that somebody who leaves was given are passed on."""
        # Not above: models may be imported only once the apps are loaded (Django's AppConfig.ready).
        from accounts.api.showing import shows
        from accounts.services.leaving import keeps
        from monitoring.feeds import hooks as feeds_hooks
        from monitoring.inbox import jobs
        from monitoring.inbox.services import responsibilities

        feeds_hooks.taker.fill(jobs.take_routes)
        keeps(responsibilities.MentionsGiven())
        shows(_nouns)


def _nouns() -> "Nouns":
    from monitoring.inbox.api import imports, links, mentions, queries, saved_views

    return {
        "import": imports.ImportViewSet,
        "link_reading": links.LinkReadingViewSet,
        "mention": mentions.MentionViewSet,
        "query": queries.QueryViewSet,
        "backfill": queries.BackfillViewSet,
        "view": saved_views.SavedViewViewSet,
    }
