"""Brands, their teams and contacts, on an agency's host."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from unfold.widgets import UnfoldAdminTextareaWidget

from accounts.admin.scoped import ScopedAdmin, ScopedInline
from accounts.admin.sites import agency_site
from accounts.brands import services
from accounts.brands.models import Brand, BrandTeam, Contact, IdempotencyRecord
from accounts.forms import Lines

LISTS = ("spellings", "handles", "products", "exclusions", "languages")


class BrandForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """Lists as lines; the version it was opened at goes with it."""

    spellings = Lines(widget=UnfoldAdminTextareaWidget)
    handles = Lines(widget=UnfoldAdminTextareaWidget)
    products = Lines(widget=UnfoldAdminTextareaWidget)
    exclusions = Lines(widget=UnfoldAdminTextareaWidget)
    languages = Lines(widget=UnfoldAdminTextareaWidget)

    class Meta:
        model = Brand
        fields = ("name", "time_zone", *LISTS, "version")
        widgets: ClassVar[Any] = {"version": forms.HiddenInput}


class TeamInline(ScopedInline):
    """Who works on it; the brand's own page changes it as a whole."""

    model = BrandTeam
    fields = ("user", "page_order")


@admin.register(Brand, site=agency_site)
class BrandAdmin(ScopedAdmin):
    """One client of the agency."""

    form = BrandForm
    change = "brands.edit"
    list_display = ("name", "slug", "status", "time_zone", "onboarding_step", "created_at")
    list_filter = ("status",)
    search_fields = ("name", "slug")
    ordering = ("name",)
    fields = ("name", "time_zone", *LISTS, "version", "slug", "status", "targets", "onboarding_step", "created_at")
    readonly_fields = ("slug", "status", "targets", "onboarding_step", "created_at")
    inlines = (TeamInline,)
    actions: ClassVar[Any] = ["archive", "restore"]

    def save_through(self, request: HttpRequest, obj: Any, form: Any, *, is_new: bool) -> None:
        """As the brand's page does."""
        given = form.cleaned_data
        fields = {name: given[name] for name in ("name", "time_zone", *LISTS)}
        services.edit_brand(request.member, obj, version=given["version"], fields=fields)  # type: ignore[attr-defined]

    @admin.action(description="Archive")
    def archive(self, request: HttpRequest, rows: models.QuerySet[Brand]) -> None:
        """Out of the lists."""
        self.run_each(request, rows, lambda row: services.archive_brand(request.member, row))  # type: ignore[attr-defined]

    @admin.action(description="Restore")
    def restore(self, request: HttpRequest, rows: models.QuerySet[Brand]) -> None:
        """Back into the lists."""
        self.run_each(request, rows, lambda row: services.restore_brand(request.member, row))  # type: ignore[attr-defined]


@admin.register(BrandTeam, site=agency_site)
class BrandTeamAdmin(ScopedAdmin):
    """Places on brands."""

    list_display = ("brand", "user", "page_order", "created_at")
    list_filter = ("brand",)
    search_fields = ("brand__name", "user__name", "user__email")


@admin.register(Contact, site=agency_site)
class ContactAdmin(ScopedAdmin):
    """Whom to reach. Saving confirms it."""

    change = "brands.edit"
    list_display = ("name", "function", "brand", "phone", "email", "confirmed_at")
    list_filter = ("brand",)
    search_fields = ("name", "function", "email", "phone")
    fields = ("brand", "name", "function", "email", "phone", "note", "confirmed_at")
    readonly_fields = ("brand", "confirmed_at")

    def save_through(self, request: HttpRequest, obj: Any, form: Any, *, is_new: bool) -> None:
        """As the brand's page does."""
        member, now = request.member, timezone.now()  # type: ignore[attr-defined]
        services.put_contact(member, obj.brand, contact_id=obj.pk, fields=form.cleaned_data, now=now)


@admin.register(IdempotencyRecord, site=agency_site)
class IdempotencyRecordAdmin(ScopedAdmin):
    """What creates of the last day answered; the bodies are their makers'."""

    list_display = ("user", "key", "status", "created_at")
    list_filter = ("status",)
    search_fields = ("key", "user__email")
    # Named: without `fields` Django shows every column, so the answers, too.
    fields = ("user", "key", "status", "created_at")
