"""Feeds and who subscribes, on the platform's host: to look at."""

from django.contrib import admin

from accounts.admin import PlatformAdmin, platform_site
from monitoring.feeds.models import Feed, Subscription


@admin.register(Feed, site=platform_site)
class FeedAdmin(PlatformAdmin):
    """What is really fetched, and how it fares."""

    list_display = (
        "title",
        "platform",
        "status",
        "last_success_at",
        "next_fetch_at",
        "interval_seconds",
        "failures",
        "error_code",
    )
    list_filter = ("status", "platform", "error_code")
    search_fields = ("title", "url", "error")
    list_select_related = ("private_to",)
    ordering = ("-failures", "next_fetch_at", "pk")


@admin.register(Subscription, site=platform_site)
class SubscriptionAdmin(PlatformAdmin):
    """Which agency's source is fed by which feed."""

    list_display = ("feed", "agency", "everything", "is_active", "hurry_until", "first_served_at", "created_at")
    list_filter = ("is_active", "everything")
    search_fields = ("feed__title", "feed__url", "agency__name")
    ordering = ("-created_at", "pk")
