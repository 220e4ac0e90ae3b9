"""What the beat starts, on the platform's host: switched on and off; the rest is the settings'."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from accounts.admin.platform import PlatformAdmin
from accounts.admin.sites import platform_site
from accounts.services.schedule import switch


@admin.register(PeriodicTask, site=platform_site)
class PeriodicTaskAdmin(PlatformAdmin):
    """A job and how often it starts."""

    list_display = ("name", "task", "interval", "enabled", "last_run_at", "total_run_count")
    list_filter = ("enabled",)
    search_fields = ("name", "task")
    list_select_related = ("interval",)
    ordering = ("name",)
    fields = ("name", "task", "interval", "enabled", "last_run_at", "total_run_count", "expire_seconds", "description")
    actions: ClassVar[Any] = ["switch_on", "switch_off"]

    @admin.action(description="Switch on")
    def switch_on(self, request: HttpRequest, rows: models.QuerySet[PeriodicTask]) -> None:
        """The beat starts it again."""
        self.run_each(request, rows, lambda row: switch(row, on=True, by=request.user))  # type: ignore[arg-type]

    @admin.action(description="Switch off")
    def switch_off(self, request: HttpRequest, rows: models.QuerySet[PeriodicTask]) -> None:
        """The beat passes it over, until somebody switches it on."""
        self.run_each(request, rows, lambda row: switch(row, on=False, by=request.user))  # type: ignore[arg-type]


@admin.register(IntervalSchedule, site=platform_site)
class IntervalScheduleAdmin(PlatformAdmin):
    """How often."""

    list_display = ("every", "period")
    list_filter = ("period",)
    search_fields = ("period",)
    ordering = ("period", "every")
