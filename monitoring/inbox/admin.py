"""Exports (one's own) and files that people brought, on the agency's admin: to be looked at."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.admin import ScopedAdmin, agency_site
from monitoring.inbox.services import bulk_exports
from monitoring.models import Export, ExportPart, Import, ImportBatch, ImportPart, LinkReading


@admin.register(Export, site=agency_site)
class ExportAdmin(ScopedAdmin):
    """Mentions as files that a job writes."""

    see = "mentions.see"
    list_display = ("user", "status", "ended_because", "read", "total", "written", "size", "started_at", "expires_at")
    list_filter = ("status",)
    search_fields = ("text",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """One's own, here too."""
        shown = bulk_exports.exports_of(request.member).values("pk")  # type: ignore[attr-defined]
        return super().get_queryset(request).filter(pk__in=shown)


@admin.register(ExportPart, site=agency_site)
class ExportPartAdmin(ScopedAdmin):
    """The parts of such files."""

    see = "mentions.see"
    list_display = ("export", "number")
    list_filter = ("export__status",)
    search_fields = ("export__text",)
    fields = ("export", "number")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Of one's own."""
        shown = bulk_exports.exports_of(request.member).values("pk")  # type: ignore[attr-defined]
        return super().get_queryset(request).filter(export__in=shown)


@admin.register(Import, site=agency_site)
class ImportAdmin(ScopedAdmin):
    """Files of mentions, and what they brought."""

    see = "sources.see"
    list_display = ("name", "brand", "user", "status", "tool", "read", "made", "known", "refused", "started_at")
    list_filter = ("status", "tool")
    search_fields = ("name",)
    exclude = ("sample",)


@admin.register(ImportPart, site=agency_site)
class ImportPartAdmin(ScopedAdmin):
    """The parts of such files."""

    see = "sources.see"
    list_display = ("upload", "number")
    list_filter = ("upload__status",)
    search_fields = ("upload__name",)
    fields = ("upload", "number")


@admin.register(ImportBatch, site=agency_site)
class ImportBatchAdmin(ScopedAdmin):
    """What some rows of such a file did."""

    see = "sources.see"
    list_display = ("upload", "number")
    list_filter = ("upload__status",)
    search_fields = ("upload__name",)
    fields = ("upload", "number", "amiss")


@admin.register(LinkReading, site=agency_site)
class LinkReadingAdmin(ScopedAdmin):
    """Links that people pasted."""

    see = "mentions.see"
    list_display = ("url", "brand", "user", "status", "started_at")
    list_filter = ("status",)
    search_fields = ("url",)
