"""The base of every model's admin on the platform's host: operators look; what they change, they change by actions that call services."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from accounts.admin.scoped import run_each


class PlatformAdmin(ModelAdmin):  # type: ignore[misc]  # the package ships no types
    """Who enters the site sees everything here; nothing is typed over, added or deleted."""

    list_per_page = 50
    show_full_result_count = False  # else each search counts the whole table besides
    list_select_related: ClassVar[Any] = True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The site's own question: an operator with a second factor."""
        return bool(self.admin_site.has_permission(request))

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the index lists it: Django would ask its own permissions, which grant nothing here."""
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: services change things."""
        return False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: services add things."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: services end things."""
        return False

    def run_each(self, request: HttpRequest, rows: models.QuerySet[Any], service: Any) -> None:
        """For actions."""
        run_each(self, request, rows, service)
