"""The accounts.notifications app."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """See HOUSE in the README for the rooms inside."""

    name = "accounts.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What waits for somebody ends with the power to read it; who is next is woken; browsers sleep once logged out."""
        from accounts.events.services.placing import hears_placed
        from accounts.events.services.recording import hears_recorded
        from accounts.notifications.services.audience import withdraw
        from accounts.notifications.services.endpoints import wake_no_more
        from accounts.notifications.services.escalation import pass_on_from
        from accounts.notifications.services.handing import hand_out
        from accounts.notifications.services.live import hear
        from accounts.notifications.services.timing import hold_anew_for
        from accounts.notifications.services.webhooks import Webhooks
        from accounts.services.leaving import keeps
        from accounts.services.profile import hears_of_moves
        from accounts.services.rekeying import holds_secrets
        from accounts.services.revocation import on_power_lost, on_sessions_ended

        on_power_lost(withdraw)
        on_power_lost(pass_on_from)
        on_sessions_ended(wake_no_more)
        hears_placed(hand_out)
        hears_recorded(hear)
        keeps(Webhooks())
        hears_of_moves(hold_anew_for)
        holds_secrets("notifications.WebhookEndpoint", "sealed_secret", "sealed_before")
        holds_secrets("notifications.PushSubscription", "sealed")
