"""The base of every model's admin on an agency's host: reads start at `visible_to`, power comes from `may`, writes go through services."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from unfold.admin import ModelAdmin, TabularInline

from accounts.errors import DomainError
from accounts.permissions import may


class _Asked:
    """`see` is the capability to read; `change` and `add` those to write (empty: nobody writes here). Nothing is deleted."""

    see: ClassVar[str] = "admin.enter"
    change: ClassVar[str] = ""
    add: ClassVar[str] = ""

    def _may(self, request: HttpRequest, capability: str) -> bool:
        return bool(capability) and may(getattr(request, "member", None), capability)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """By `see`."""
        return self._may(request, self.see)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the index lists it: Django would ask its own permissions, which grant nothing here."""
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """By `change`, and never for what is append-only."""
        return not getattr(self.model, "append_only", False) and self._may(request, self.change)  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """By `add`."""
        return self._may(request, self.add)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: services end things."""
        return False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """What this member may see."""
        queryset = self.model.objects.visible_to(getattr(request, "member", None))  # type: ignore[attr-defined]
        # Ids are UUIDs of version 7: falling, they are the newest first by the primary key's own index.
        return queryset.order_by(*(self.get_ordering(request) or ("-pk",)))  # type: ignore[attr-defined,no-any-return]


def run_each(site: ModelAdmin, request: HttpRequest, rows: models.QuerySet[Any], service: Any) -> None:
    """Calls `service(row)` for each row, each in its own transaction, and says what came of it, refusals by name."""
    done = 0
    for row in rows:
        try:
            with transaction.atomic():
                service(row)
            done += 1
        except DomainError as error:
            site.message_user(request, f"{row}: {error.message}", messages.ERROR)
    if done:
        site.message_user(request, f"Done for {done}.", messages.SUCCESS)


def name_rightly(model: type[models.Model]) -> None:
    """Mends the plural where Django only added an s: queries, matches. A model's own words are kept; no migration follows."""
    meta = model._meta
    one, many = str(meta.verbose_name), str(meta.verbose_name_plural)
    if many != f"{one}s":
        return
    if one[-1] == "y" and one[-2] not in "aeiou":
        meta.verbose_name_plural = f"{one[:-1]}ies"
    elif one.endswith(("s", "x", "ch", "sh")):
        meta.verbose_name_plural = f"{one}es"


class ScopedAdmin(_Asked, ModelAdmin):  # type: ignore[misc]  # the package ships no types
    """A model of an agency. Override `save_through` to write by a service; without it nothing can be written."""

    list_per_page = 50
    show_full_result_count = False  # else each search counts the whole table besides
    # By id: names of related rows in every line would cost a query each; list `list_select_related` where they are shown.
    list_select_related: ClassVar[Any] = True

    def __init__(self, model: type[models.Model], admin_site: Any) -> None:
        name_rightly(model)
        super().__init__(model, admin_site)

    def save_through(self, request: HttpRequest, obj: Any, form: Any, *, is_new: bool) -> None:
        """Calls the service that does what the form asks. Raises DomainError to refuse."""
        raise NotImplementedError(f"{type(self).__name__} declares a write and no service for it")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """By the service, never by the row."""
        self.save_through(request, obj, form, is_new=not change)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A service's refusal is shown above the form; nothing was changed."""
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)  # type: ignore[no-any-return]
        except DomainError as error:
            self.message_user(request, error.message, messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def run_each(self, request: HttpRequest, rows: models.QuerySet[Any], service: Any) -> None:
        """For actions: calls `service(row)` for each row and says what came of it, refusals by name."""
        run_each(self, request, rows, service)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without Django's bulk delete."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions  # type: ignore[no-any-return]


def acting(
    description: str, service: Callable[..., Any], *, name: str = ""
) -> Callable[[Any, HttpRequest, models.QuerySet[Any]], None]:
    """An admin action: `service(member, row, now)` for each row; refusals are said by name, the rest is done."""

    @admin.action(description=description)
    def act(self: Any, request: HttpRequest, rows: models.QuerySet[Any]) -> None:
        member, now = request.member, timezone.now()  # type: ignore[attr-defined]
        self.run_each(request, rows, lambda row: service(member, row, now))

    act.__name__ = name or description.lower().replace(" ", "_")  # Django knows an action by it
    return act


class ScopedInline(_Asked, TabularInline):  # type: ignore[misc]
    """Rows of a parent; read-only unless `change` names a capability."""

    extra = 0
