"""Agencies and people, on the platform's host."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from unfold.forms import ActionForm

from accounts.admin.platform import PlatformAdmin
from accounts.admin.sites import platform_site
from accounts.models import (
    AccessLog,
    Agency,
    ApiKey,
    Application,
    Domain,
    Invitation,
    Letter,
    Membership,
    PrivateLink,
    User,
)
from accounts.services import agencies, operators


class ReasonForm(ActionForm):  # type: ignore[misc]  # the package ships no types
    """An action and why."""

    reason = forms.CharField(
        required=False,
        max_length=300,
        label="Reason",
        widget=forms.TextInput(attrs={"placeholder": "Reason, shown to its people"}),
    )


@admin.register(Agency, site=platform_site)
class AgencyAdmin(PlatformAdmin):
    """Suspending makes an agency read-only and says why on each of its pages."""

    list_display = ("name", "slug", "status", "require_mfa", "owner_email", "created_at", "status_changed_at")
    list_filter = ("status", "require_mfa")
    search_fields = ("name", "slug", "owner_email")
    ordering = ("-created_at",)
    action_form = ReasonForm
    change_form_outer_before_template = "accounts/admin_agency_acts.html"
    actions: ClassVar[Any] = ["suspend", "resume"]

    @admin.action(description="Suspend, with a reason")
    def suspend(self, request: HttpRequest, rows: models.QuerySet[Agency]) -> None:
        """Read-only from now on."""
        reason = request.POST.get("reason", "")
        self.run_each(request, rows, lambda row: agencies.suspend(row, by=request.user, reason=reason))  # type: ignore[arg-type]

    @admin.action(description="Resume")
    def resume(self, request: HttpRequest, rows: models.QuerySet[Agency]) -> None:
        """Open again."""
        self.run_each(request, rows, lambda row: agencies.resume(row, by=request.user))  # type: ignore[arg-type]


@admin.register(Domain, site=platform_site)
class DomainAdmin(PlatformAdmin):
    """Which host names lead where."""

    list_display = ("domain", "tenant", "is_primary")
    list_filter = ("is_primary",)
    search_fields = ("domain", "tenant__name", "tenant__slug")
    ordering = ("domain",)


@admin.register(User, site=platform_site)
class UserAdmin(PlatformAdmin):
    """People. Their passwords are nobody's to see."""

    list_display = ("email", "name", "is_active", "is_operator", "created_at")
    list_filter = ("is_active", "is_operator")
    search_fields = ("email", "name")
    ordering = ("-created_at",)
    # Named: without `fields` Django shows every column, so the password's hash, too.
    fields = ("email", "name", "time_zone", "is_active", "is_operator", "created_at")
    actions: ClassVar[Any] = ["deactivate", "reactivate"]

    @admin.action(description="Deactivate: can no longer log in anywhere")
    def deactivate(self, request: HttpRequest, rows: models.QuerySet[User]) -> None:
        """In every agency at once."""
        self.run_each(request, rows, lambda row: operators.deactivate_person(row, by=request.user))  # type: ignore[arg-type]

    @admin.action(description="Allow to log in again")
    def reactivate(self, request: HttpRequest, rows: models.QuerySet[User]) -> None:
        """In every agency they have a place in."""
        self.run_each(request, rows, lambda row: operators.reactivate_person(row, by=request.user))  # type: ignore[arg-type]


@admin.register(Membership, site=platform_site)
class MembershipAdmin(PlatformAdmin):
    """Places in agencies: their owners' and admins' to change."""

    list_display = ("user", "agency", "role", "status", "created_at")
    list_filter = ("role", "status")
    search_fields = ("user__email", "user__name", "agency__name", "agency__slug")
    ordering = ("-created_at",)


@admin.register(Invitation, site=platform_site)
class InvitationAdmin(PlatformAdmin):
    """Offers of places, without their tokens."""

    list_display = ("email", "agency", "role", "invited_by", "created_at", "expires_at", "accepted_at", "revoked_at")
    list_filter = ("role",)
    search_fields = ("email", "agency__name")
    ordering = ("-created_at",)
    fields = (
        "agency",
        "email",
        "role",
        "invited_by",
        "created_at",
        "expires_at",
        "accepted_at",
        "accepted_by",
        "revoked_at",
    )


@admin.register(ApiKey, site=platform_site)
class ApiKeyAdmin(PlatformAdmin):
    """API keys, without anything that opens."""

    list_display = ("name", "prefix", "agency", "member", "created_at", "expires_at", "revoked_at", "last_used_at")
    search_fields = ("name", "prefix", "agency__name")
    list_filter = (("revoked_at", admin.EmptyFieldListFilter), ("application", admin.EmptyFieldListFilter))
    list_select_related = ("agency", "member__user")
    ordering = ("-created_at",)
    # Named, for the hashes' sake.
    fields = (
        "agency", "member", "application", "name", "prefix", "scopes", "created_at", "expires_at", "revoked_at", "last_used_at",
    )  # fmt: skip


@admin.register(Application, site=platform_site)
class ApplicationAdmin(PlatformAdmin):
    """Programs that people of agencies may connect."""

    list_display = ("name", "agency", "client_id", "made_by", "created_at", "ended_at")
    search_fields = ("name", "client_id", "agency__name")
    list_filter = (("ended_at", admin.EmptyFieldListFilter),)
    list_select_related = ("agency", "made_by")
    ordering = ("-created_at",)
    fields = ("agency", "name", "client_id", "redirect_uris", "made_by", "created_at", "ended_at")


@admin.register(PrivateLink, site=platform_site)
class PrivateLinkAdmin(PlatformAdmin):
    """Addresses of calendars and feeds, without anything that opens."""

    list_display = ("kind", "agency", "member", "created_at", "rotated_at", "revoked_at", "last_used_at")
    search_fields = ("agency__name", "member__user__email")
    list_filter = ("kind", ("revoked_at", admin.EmptyFieldListFilter))
    list_select_related = ("agency", "member__user")
    ordering = ("-created_at",)
    fields = ("agency", "member", "kind", "created_at", "rotated_at", "revoked_at", "last_used_at")


@admin.register(Letter, site=platform_site)
class LetterAdmin(PlatformAdmin):
    """What the platform wrote, and what the mail server did not take."""

    list_display = ("created_at", "address", "subject", "attempts", "sent_at", "given_up_at", "last_error")
    search_fields = ("address", "subject")
    list_filter = (("sent_at", admin.EmptyFieldListFilter), ("given_up_at", admin.EmptyFieldListFilter))
    ordering = ("-created_at",)
    fields = (
        # The text of a sealed one is its cipher.
        "address", "subject", "text", "created_at", "attempts", "next_try_at", "sent_at", "given_up_at", "last_error",
    )  # fmt: skip


@admin.register(AccessLog, site=platform_site)
class AccessLogAdmin(PlatformAdmin):
    """Who got in, who changed whose power. Append-only in the database."""

    list_display = ("at", "agency", "actor_label", "action", "subject", "ip")
    list_filter = ("action",)
    search_fields = ("actor_label", "subject", "agency__name")
    list_select_related = ("agency",)
    ordering = ("-at", "-id")
