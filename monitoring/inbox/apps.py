"""The inbox of monitoring: an app for its pages' templates and its jobs. Its tables are monitoring's."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """Posts, mentions, queries and saved views."""

    name = "monitoring.inbox"
    label = "inbox"

    def ready(self) -> None:
        """Feeds learn who takes their routes; mentions that somebody who leaves was given are passed on."""
        from accounts.services.leaving import keeps
        from monitoring.feeds import hooks as feeds_hooks
        from monitoring.inbox import jobs
        from monitoring.inbox.services import holding

        feeds_hooks.taker.fill(jobs.take_routes)
        keeps(holding.MentionsGiven())
