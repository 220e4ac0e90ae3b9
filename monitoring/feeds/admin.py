"""Feeds and who subscribes, on the platform's host: to look at; and the agencies' lists of sources."""

from django.contrib import admin

from accounts.admin import PlatformAdmin, ScopedAdmin, agency_site, platform_site
from monitoring.feeds.models import Credential, Feed, FeedGap, FetchTry, HostPause, Subscription
from monitoring.models import SourceBatch, SourceLine


@admin.register(Feed, site=platform_site)
class FeedAdmin(PlatformAdmin):
    """What is really fetched, and how it fares."""

    list_display = (
        "title",
        "platform",
        "is_streamed",
        "status",
        "last_success_at",
        "next_fetch_at",
        "interval_seconds",
        "failures",
        "error_code",
    )
    list_filter = ("status", "platform", "is_streamed", "error_code")
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


@admin.register(Credential, site=platform_site)
class CredentialAdmin(PlatformAdmin):
    """Which feeds are read with a secret, since when and whose; never the secret, not even encrypted."""

    list_display = ("feed", "agency", "field", "set_at", "set_by")
    fields = ("feed", "agency", "field", "set_at", "set_by")
    list_filter = ("feed__platform", "field")
    search_fields = ("feed__title", "feed__url", "agency__name")
    list_select_related = ("feed", "agency", "set_by")
    ordering = ("-set_at", "pk")


@admin.register(FetchTry, site=platform_site)
class FetchTryAdmin(PlatformAdmin):
    """How feeds were read: the last 100 tries of each."""

    list_display = ("feed", "at", "outcome", "status", "posts", "requests", "bytes", "took_ms", "reason")
    list_filter = ("outcome", "feed__platform")
    search_fields = ("feed__title", "feed__url", "reason")
    list_select_related = ("feed",)
    ordering = ("-at", "pk")


@admin.register(FeedGap, site=platform_site)
class FeedGapAdmin(PlatformAdmin):
    """Spans for which posts of a feed may have been missed."""

    list_display = ("feed", "starts_at", "ends_at", "reason", "created_at")
    list_filter = ("feed__platform", "feed__status")
    search_fields = ("feed__title", "feed__url", "reason")
    list_select_related = ("feed",)
    ordering = ("-created_at", "pk")


@admin.register(HostPause, site=platform_site)
class HostPauseAdmin(PlatformAdmin):
    """Hosts that refused several feeds and are left alone."""

    list_display = ("host", "until", "times", "reason")
    list_filter = ("until",)
    search_fields = ("host", "reason")
    ordering = ("-until", "host")


@admin.register(SourceBatch, site=agency_site)
class SourceBatchAdmin(ScopedAdmin):
    """Lists of sources that were added together."""

    see = "sources.see"
    list_display = ("started_at", "brand", "user", "status", "total", "added", "there", "refused")
    list_filter = ("status",)
    search_fields = ("brand__name",)


@admin.register(SourceLine, site=agency_site)
class SourceLineAdmin(ScopedAdmin):
    """What became of each of their lines."""

    see = "sources.see"
    list_display = ("text", "batch", "number", "result", "platform", "source", "words")
    list_filter = ("result", "platform")
    search_fields = ("text", "name")
