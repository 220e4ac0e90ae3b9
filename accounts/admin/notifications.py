"""What people were told and what came of it, on an agency's host: to look at, never to change."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import models
from django.http import HttpRequest

from accounts.admin.scoped import ScopedAdmin
from accounts.admin.sites import agency_site
from accounts.notifications.models import (
    Choice,
    Delivery,
    DeliveryAttempt,
    LiveEvent,
    Notification,
    PushSubscription,
    Timing,
    WebhookEndpoint,
)
from accounts.notifications.services.webhooks import remove_webhook


@admin.register(Notification, site=agency_site)
class NotificationAdmin(ScopedAdmin):
    """One thing one person was told."""

    list_display = (
        "title",
        "user",
        "kind",
        "severity",
        "brand",
        "created_at",
        "held_until",
        "read_at",
        "acknowledged_at",
        "escalated_at",
    )
    list_filter = ("kind", "severity")
    search_fields = ("title", "user__email", "user__name")
    list_select_related = ("user", "brand")


@admin.register(Delivery, site=agency_site)
class DeliveryAdmin(ScopedAdmin):
    """One way of telling it, and whether it got through."""

    list_display = ("channel", "target", "status", "attempts", "next_try_at", "sent_at", "last_error")
    list_filter = ("channel", "status")
    search_fields = ("target", "last_error", "notification__title")
    list_select_related = ("notification",)


@admin.register(DeliveryAttempt, site=agency_site)
class DeliveryAttemptAdmin(ScopedAdmin):
    """One try."""

    list_display = ("at", "delivery_id", "ok", "detail")
    list_filter = ("ok",)
    search_fields = ("detail",)
    list_select_related = ("delivery",)


@admin.register(Choice, site=agency_site)
class ChoiceAdmin(ScopedAdmin):
    """What people chose to hear of."""

    list_display = ("user", "kind", "channel", "on")
    list_filter = ("kind", "channel", "on")
    search_fields = ("user__email", "user__name")


@admin.register(Timing, site=agency_site)
class TimingAdmin(ScopedAdmin):
    """When news reaches people: quiet hours and digests."""

    list_display = ("user", "quiet", "quiet_start", "quiet_end", "quiet_days", "through", "digest", "digest_at")
    list_filter = ("quiet", "through", "digest")
    search_fields = ("user__email", "user__name")
    list_select_related = ("user",)


@admin.register(PushSubscription, site=agency_site)
class PushSubscriptionAdmin(ScopedAdmin):
    """Browsers that are woken, without their keys."""

    list_display = ("user", "device", "created_at", "gone_at")
    list_filter = (("gone_at", admin.EmptyFieldListFilter),)
    search_fields = ("user__email", "device")
    # Named: without `fields` Django shows every column, so the keys, too.
    fields = ("user", "device", "created_at", "gone_at")


@admin.register(WebhookEndpoint, site=agency_site)
class WebhookEndpointAdmin(ScopedAdmin):
    """The agency's own systems that are told, without their secrets."""

    see = "webhooks.manage"
    list_display = ("url", "name", "actions", "is_active", "last_ok_at", "created_by", "created_at")
    list_filter = ("is_active",)
    search_fields = ("url",)
    # Named, for the secrets' sake.
    fields = ("url", "name", "actions", "is_active", "last_ok_at", "created_by", "created_at")
    actions: ClassVar[Any] = ["remove"]

    @admin.action(description="Remove")
    def remove(self, request: HttpRequest, rows: models.QuerySet[WebhookEndpoint]) -> None:
        """Switched off for good."""
        member = request.member  # type: ignore[attr-defined]
        self.run_each(request, rows, lambda row: remove_webhook(member, endpoint_id=row.pk))


@admin.register(LiveEvent, site=agency_site)
class LiveEventAdmin(ScopedAdmin):
    """Hints that keep pages live."""

    list_display = ("at", "brand", "topic", "kind", "subject", "visibility")
    list_filter = ("kind", "visibility")
    search_fields = ("topic", "subject")


@admin.register(LogEntry, site=agency_site)
class LogEntryAdmin(ScopedAdmin):
    """What was changed through this admin."""

    list_display = ("action_time", "user", "object_repr", "action_flag", "change_message")
    list_filter = ("action_flag",)
    search_fields = ("object_repr", "user__email")
    list_select_related = ("user", "content_type")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """The agency's own log: it lies in the agency's schema, and only heads enter here."""
        return LogEntry.objects.order_by("-action_time", "-pk")
