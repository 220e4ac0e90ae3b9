"""Plans in the agency's admin: drafts are edited with their parts inline, by the same services as the editor's page."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin import ScopedAdmin, ScopedInline, agency_site
from playbooks import models
from playbooks.parts import KINDS
from playbooks.services import drafts, editing, plans, proposals


class PartForm(forms.ModelForm):  # type: ignore[type-arg]
    """A part's fields, and the revision its editor saw: a change made meanwhile is a conflict, not overwritten."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)  # a new part was seen by nobody

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.revision


class PartInline(ScopedInline):
    """Parts of one kind; written only while the version is a draft."""

    form = PartForm
    see, change, add = "plans.see", "plans.edit", "plans.edit"
    kind: ClassVar[str]

    def _open(self, obj: Any) -> bool:
        return obj is not None and obj.status == "draft"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Drafts only."""
        return self._open(obj) and super().has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Drafts only."""
        return self._open(obj) and super().has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Drafts only: taking a part out of one is an edit."""
        return self._open(obj) and super().has_change_permission(request, obj)


def _inline(name: str) -> type[PartInline]:
    kind = KINDS[name]
    shown = tuple(field for field in kind.readers if field != "slots")  # these follow the text
    body = {
        "model": kind.model,
        "kind": name,
        "fields": (*shown, "seen"),
        "ordering": ("order",),
        "__doc__": f"Parts: {name}.",
    }
    # A class for each: Django's admin takes classes, and knows formsets by their models.
    return type(f"{name.capitalize()}Inline", (PartInline,), body)


@admin.register(models.PlanVersion, site=agency_site)
class PlanVersionAdmin(ScopedAdmin):
    """A draft can be edited here; published versions are read."""

    see, change = "plans.see", "plans.edit"
    list_display = ("plan", "number", "status", "edited_at", "published_at")
    list_filter = ("status", "plan__brand")
    search_fields = ("plan__name", "summary", "change_note")
    list_select_related = ("plan", "plan__brand")
    fields = (
        "plan",
        "number",
        "status",
        "summary",
        "change_note",
        "based_on",
        "edited_by",
        "edited_at",
        "published_by",
        "published_at",
    )
    readonly_fields = tuple(name for name in fields if name != "summary")
    inlines = tuple(_inline(name) for name in KINDS)
    actions = ("publish", "retire")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Drafts only; the list shows all."""
        return (obj is None or obj.status == "draft") and super().has_change_permission(request, obj)

    def save_through(self, request: HttpRequest, obj: Any, form: Any, *, is_new: bool) -> None:
        """The summary, where it was changed."""
        if "summary" in form.changed_data:
            seen = editing.summary_mark(form.initial.get("summary", ""))
            editing.set_summary(request.member, obj, read=seen, summary=obj.summary, now=timezone.now())  # type: ignore[attr-defined]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Each part by the editor's service."""
        member, now = request.member, timezone.now()  # type: ignore[attr-defined]
        name = next(name for name, kind in KINDS.items() if kind.model is formset.model)
        # formset.save() would make these, and is not called; the admin's log of the change reads them.
        formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
        for part in formset.forms:
            if not part.has_changed():
                continue
            given = {field: part.cleaned_data[field] for field in KINDS[name].readers if field in part.changed_data}
            # Not `pk is None`: ids are made here, before there is a row.
            if part.instance._state.adding:
                editing.add_part(member, form.instance, part=name, fields=given, now=now)
                continue
            seen = editing.PartRead(part=name, key=part.instance.key, revision=part.cleaned_data["seen"])
            if part.cleaned_data.get("DELETE"):
                editing.remove_part(member, form.instance, seen, now=now)
            elif given:
                editing.change_part(member, form.instance, seen, fields=given, now=now)

    @admin.action(description="Publish")
    def publish(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Publishes drafts."""
        member = request.member  # type: ignore[attr-defined]
        # The lock as it is now: a list shows no text that somebody could have read before.
        service = lambda row: plans.publish(member, row, change_note="", lock=row.lock, now=timezone.now())  # noqa: E731
        self.run_each(request, rows, service)

    @admin.action(description="Retire")
    def retire(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Takes published versions out of use."""
        member = request.member  # type: ignore[attr-defined]
        self.run_each(request, rows, lambda row: plans.retire(member, row, now=timezone.now()))


@admin.register(models.PlanSeal, site=agency_site)
class PlanSealAdmin(ScopedAdmin):
    """What versions were when they were published."""

    see = "plans.see"
    list_display = ("plan", "number", "published_by", "published_at", "digest")
    list_filter = ("plan__brand",)
    search_fields = ("plan__name", "digest")
    list_select_related = ("plan", "plan__brand", "published_by")


@admin.register(models.Plan, site=agency_site)
class PlanAdmin(ScopedAdmin):
    """Plans; their text lives in versions."""

    see = "plans.see"
    list_display = ("name", "brand", "kind", "is_archived", "created_at")
    list_filter = ("brand", "kind", "is_archived")
    search_fields = ("name", "brand__name")
    actions = ("begin_draft", "archive", "show_again")

    @admin.action(description="Start a draft")
    def begin_draft(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Each plan's draft, begun where there is none."""
        member = request.member  # type: ignore[attr-defined]
        self.run_each(request, rows, lambda row: drafts.start_draft(member, row, now=timezone.now()))

    @admin.action(description="Archive")
    def archive(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Hides them from lists and proposals."""
        member = request.member  # type: ignore[attr-defined]
        self.run_each(request, rows, lambda row: plans.archive(member, row, now=timezone.now()))

    @admin.action(description="Restore")
    def show_again(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Brings archived plans back."""
        member = request.member  # type: ignore[attr-defined]
        self.run_each(request, rows, lambda row: plans.archive(member, row, archived=False, now=timezone.now()))


@admin.register(models.ChangeProposal, site=agency_site)
class ChangeProposalAdmin(ScopedAdmin):
    """What lessons ask of plans."""

    see = "plans.see"
    list_display = ("title", "plan", "status", "proposed_by", "proposed_at", "decided_at")
    list_filter = ("status", "plan__brand")
    search_fields = ("title", "reason", "lesson_text", "plan__name")
    actions = ("accept",)

    @admin.action(description="Accept into the draft")
    def accept(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        """Rejecting asks for a reason: the proposal's page."""
        member = request.member  # type: ignore[attr-defined]
        self.run_each(request, rows, lambda row: proposals.accept(member, row, reason="", now=timezone.now()))


class PartAdmin(ScopedAdmin):
    """Parts of all versions, to search; they are edited in their version."""

    see = "plans.see"
    list_display = ("__str__", "version", "order")
    list_filter = ("version__status", "version__plan__brand")
    list_select_related = ("version", "version__plan")


for _kind in KINDS.values():
    _text = tuple(
        name for name in _kind.readers if name in {"title", "name", "function", "body", "text", "query", "instructions"}
    )
    agency_site.register(_kind.model, type(f"{_kind.name.capitalize()}Admin", (PartAdmin,), {"search_fields": _text}))
