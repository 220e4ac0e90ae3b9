"""The record of events in the agency's admin: to be read."""

from django.contrib import admin

from accounts.admin.scoped import ScopedAdmin
from accounts.admin.sites import agency_site
from accounts.events.models import Event, Keeping


@admin.register(Event, site=agency_site)
class EventAdmin(ScopedAdmin):
    """What happened. Nobody edits it."""

    see = "accesslog.see"
    list_display = (
        "at",
        "action",
        "subject_kind",
        "subject_label",
        "brand",
        "actor_label",
        "visibility",
        "drill",
        "position",
    )
    list_filter = ("actor_kind", "visibility", "drill")
    search_fields = ("action", "actor_label", "subject_label", "subject_id")
    list_select_related = ("brand",)


@admin.register(Keeping, site=agency_site)
class KeepingAdmin(ScopedAdmin):
    """How long it is kept."""

    see = "accesslog.see"
    list_display = ("visibility", "days", "pruned_through")
    list_filter = ("visibility",)
    search_fields = ("visibility",)
