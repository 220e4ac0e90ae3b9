"""The draft's editor: one page, and the small requests of its forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.cleaning import whole_number
from accounts.errors import Conflict, DomainError, Invalid, NotFound
from accounts.pages import MemberRequest, page, show
from playbooks.forms import PART_FORMS, OrderForm, SummaryForm, put_errors
from playbooks.models import ChangeProposal, Part, PlanVersion
from playbooks.parts import KINDS, kind_of
from playbooks.services import content, editing, plans
from playbooks.services.content import Document
from playbooks.views.lookups import PlanPage, draft_of, plan_frame, plan_of, version_of
from playbooks.views.wording import GROUPS

REMOVED = "plan_parts_removed"  # in the session: what the last few removals can put back
KEPT = 5  # each is a part's whole text, and every request loads the session
ADD = {
    "statement": "Add holding statement",
    "contact": "Add contact",
    "section": "Add section",
    "trigger": "Add trigger",
}


@dataclass(frozen=True, kw_only=True)
class ChecksPart:
    """What is missing before publishing."""

    checks: Sequence[plans.Check]


@dataclass(frozen=True, kw_only=True)
class OrderPart:
    """The form of one list's order: the keys as they are now."""

    version: PlanVersion
    kind: str
    list: str
    keys: str


@dataclass(frozen=True, kw_only=True)
class PartForm:
    """The form of a part, or (`part` None) of a new one."""

    form: forms.Form
    open: bool
    kind: str
    part: Part | None = None


@dataclass(frozen=True, kw_only=True)
class EditedPhase:
    """A phase's steps as forms. `first`: how many steps stand before; `last`: when its last is due."""

    name: str
    first: int
    rows: Sequence[PartForm]
    last: int | None
    keys: str
    new: PartForm


@dataclass(frozen=True, kw_only=True)
class EditedGroup:
    """The parts of one kind as forms."""

    kind: str
    id: str
    title: str
    add: str
    rows: Sequence[PartForm]
    keys: str
    new: PartForm


@dataclass(frozen=True, kw_only=True)
class PlanEdit(PlanPage):
    """The draft as a document whose parts open into forms; `number` is what it would be published as."""

    versions: Sequence[PlanVersion]
    published: PlanVersion | None
    next_number: int
    may_edit: bool
    may_publish: bool
    waiting: Sequence[ChangeProposal]
    number: str
    published_number: str
    version: PlanVersion
    document: Document
    phases: Sequence[EditedPhase]
    groups: Sequence[EditedGroup]
    summary_mark: str
    summary_form: SummaryForm
    checks: Sequence[plans.Check]
    caused_by: Sequence[ChangeProposal]


@require_safe
@page("plans.edit")
def plan_edit(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The draft as a document whose parts open into forms."""
    plan = plan_of(request.member, pk)
    draft = draft_of(request.member, plan)
    if draft is None:
        return redirect("plan", plan.pk)
    return _editor(request, draft)


def _editor(
    request: MemberRequest, draft: PlanVersion, *, refused: tuple[str, str, forms.Form] | None = None
) -> HttpResponse:
    """`refused`: the kind and key ("" for a new one) of the part whose form is shown again with its errors."""
    document = content.document_of(draft)
    frame = plan_frame(request.member, draft.plan)
    asked = request.GET.get("open", "")
    shown = PlanEdit(
        plan=draft.plan,
        versions=frame.versions,
        published=frame.published,
        next_number=frame.next_number,
        may_edit=frame.may_edit,
        may_publish=frame.may_publish,
        waiting=frame.waiting,
        number=str(frame.next_number),
        published_number=str(frame.published.number) if frame.published else "",
        version=draft,
        document=document,
        phases=_phases(document, refused, asked),
        groups=_groups(document, refused, asked),
        summary_mark=editing.summary_mark(draft.summary),
        summary_form=SummaryForm(initial={"summary": draft.summary}, auto_id="summary-%s"),
        checks=plans.checks_of(draft),
        caused_by=list(draft.proposals.visible_to(request.member).order_by("decided_at")),
    )
    return show(request, "playbooks/plan_edit.html", shown, status=422 if refused else 200)


_Refused = tuple[str, str, forms.Form] | None


def _phases(document: Document, refused: _Refused, asked: str) -> list[EditedPhase]:
    number, rows = 0, []
    for phase, steps in document.phases:
        rows.append(
            EditedPhase(
                name=phase,
                first=number,
                rows=[_row("step", step, refused, asked) for step in steps],
                last=max((step.due_minutes for step in steps), default=None),
                keys=_keys(steps),
                new=_new_form("step", refused, phase),
            )
        )
        number += len(steps)
    return rows


def _groups(document: Document, refused: _Refused, asked: str) -> list[EditedGroup]:
    return [
        EditedGroup(
            kind=name,
            id=KINDS[name].relation if name != "section" else "guidance",
            title=GROUPS[name],
            add=ADD[name],
            rows=[_row(name, row, refused, asked) for row in getattr(document, KINDS[name].relation)],
            keys=_keys(getattr(document, KINDS[name].relation)),
            new=_new_form(name, refused),
        )
        for name in ("statement", "contact", "section", "trigger")
    ]


def _keys(rows: list[Any]) -> str:
    return ",".join(str(row.key) for row in rows)


def _row(kind: str, part: Part, refused: _Refused, asked: str) -> PartForm:
    key = str(part.key)
    if refused and refused[:2] == (kind, key):
        return PartForm(kind=kind, part=part, form=refused[2], open=True)
    initial = {name: getattr(part, name) for name in PART_FORMS[kind].base_fields}
    # The same form stands there once a part: with Django's own ids each label would lead to the first.
    form = PART_FORMS[kind](initial=initial, auto_id=f"{kind}-{key}-%s")
    return PartForm(kind=kind, part=part, form=form, open=asked == key)


def _new_form(kind: str, refused: _Refused, phase: str = "") -> PartForm:
    defaults = dict(KINDS[kind].defaults) | ({"phase": phase} if phase else {})
    # Each phase has a form for a new step: the refused one opens where its words were typed.
    if refused and refused[:2] == (kind, "") and (not phase or refused[2].data.get("phase", phase) == phase):
        return PartForm(kind=kind, form=refused[2], open=True)
    form = PART_FORMS[kind](initial=defaults, auto_id=f"new-{kind}-{phase}-%s")
    return PartForm(kind=kind, form=form, open=False)


@require_safe
@page("plans.edit")
def draft_checks(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What is missing before publishing, as a fragment: the editor asks after each save."""
    version = version_of(request.member, pk)
    return show(request, "playbooks/part_checks.html", ChecksPart(checks=plans.checks_of(version)))


@require_POST
@page("plans.edit")
def summary_save(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What the plan is for. Autosaved; a plain form without scripts."""
    version = version_of(request.member, pk)
    form = SummaryForm(request.POST)
    if not form.is_valid():
        return _unsaved(form)
    seen = (request.headers.get("If-Match") or request.POST.get("seen", "")).strip('"')
    summary = form.cleaned_data["summary"]
    try:
        editing.set_summary(request.member, version, summary=summary, read=seen, now=timezone.now())
    except Conflict as error:
        return _conflict(request, error)
    if not _is_autosave(request):
        return redirect("plan-edit", version.plan_id)
    mark = editing.summary_mark(summary)
    return JsonResponse({"revision": mark}, headers={"ETag": f'"{mark}"'})


@require_POST
@page("plans.edit")
def part_add(request: MemberRequest, pk: UUID, kind: str) -> HttpResponse:
    """A new part from its filled-in form; refused, the editor shows the form with its errors."""
    version = version_of(request.member, pk)
    form = _form_of(kind)(request.POST, auto_id=f"new-{kind}-{request.POST.get('phase', '')}-%s")
    if form.is_valid():
        try:
            done = editing.add_part(request.member, version, part=kind, fields=form.cleaned_data, now=timezone.now())
        except Invalid as error:
            put_errors(form, error)
        else:
            return redirect(f"{reverse('plan-edit', args=[version.plan_id])}#{kind}-{done.part.key}")
    return _editor(request, version, refused=(kind, "", form))


@require_POST
@page("plans.edit")
def part_save(request: MemberRequest, pk: UUID, kind: str, key: UUID) -> HttpResponse:
    """One part's form: 200 with the part's revision as ETag, 409 with who changed it and their words, 422 by field."""
    version = version_of(request.member, pk)
    form = _form_of(kind)(request.POST, auto_id=f"{kind}-{key}-%s")
    if form.is_valid():
        try:
            read = _read(request, kind, key)
            done = editing.change_part(request.member, version, read, fields=form.cleaned_data, now=timezone.now())
        # Also of a part that is gone: what was typed stays in the form, where it can be copied from.
        except (Conflict, NotFound) as error:
            return _conflict(request, error)
        except Invalid as error:
            put_errors(form, error)
        else:
            if not _is_autosave(request):
                return redirect(f"{reverse('plan-edit', args=[version.plan_id])}#{kind}-{key}")
            return JsonResponse({"revision": done.part.revision}, headers={"ETag": f'"{done.part.revision}"'})
    return _unsaved(form) if _is_autosave(request) else _editor(request, version, refused=(kind, str(key), form))


@require_POST
@page("plans.edit")
def part_remove(request: MemberRequest, pk: UUID, kind: str, key: UUID) -> HttpResponse:
    """Takes the part out; the toast offers to put it back."""
    version = version_of(request.member, pk)
    removed = editing.remove_part(request.member, version, _read(request, kind, key), now=timezone.now())
    kept = request.session.get(REMOVED, [])
    mine = {
        "version": str(pk),
        "part": removed.part,
        "key": removed.key,
        "order": removed.order,
        "fields": dict(removed.fields),
    }
    request.session[REMOVED] = [*kept, mine][-KEPT:]
    back = reverse("plan-part-back", args=[pk, kind, key])
    title = str(removed.fields.get("title") or removed.fields.get("name") or removed.fields.get("function"))
    messages.success(request, f"Removed: {title}", extra_tags=f"undo:{back}")
    return redirect("plan-edit", version.plan_id)


@require_POST
@page("plans.edit")
def part_back(request: MemberRequest, pk: UUID, kind: str, key: UUID) -> HttpResponse:
    """Undo of a removal, as long as this session remembers it."""
    version = version_of(request.member, pk)
    kept = request.session.get(REMOVED, [])
    removal = next((one for one in kept if one["version"] == str(pk) and one["key"] == str(key)), None)
    if removal is None:
        raise NotFound("This removal is too long ago to be undone here. Compare the versions to find the text.")
    removed = editing.Removed(removal["part"], removal["key"], removal["order"], removal["fields"])
    editing.put_back(request.member, version, removed, now=timezone.now())
    return redirect(f"{reverse('plan-edit', args=[version.plan_id])}#{kind}-{key}")


@require_POST
@page("plans.edit")
def part_order(request: MemberRequest, pk: UUID, kind: str) -> HttpResponse:
    """A list's new order: answers with its form, which now knows this order as read."""
    version = version_of(request.member, pk)
    form = OrderForm(request.POST)
    if not form.is_valid():
        raise Invalid("Send the keys as they were and as they shall be.")
    before, after = (_keys_of(form.cleaned_data[name]) for name in ("before", "order"))
    editing.reorder(request.member, version, part=kind, before=before, keys=after, now=timezone.now())
    list_name = request.POST.get("list", kind)[:20]
    if request.htmx:
        shown = OrderPart(version=version, kind=kind, list=list_name, keys=form.cleaned_data["order"])
        return show(request, "playbooks/part_order.html", shown)
    return redirect("plan-edit", version.plan_id)


def _keys_of(text: str) -> list[UUID]:
    try:
        return [UUID(key) for key in text.split(",") if key]
    except ValueError:
        raise Invalid.field("order", "These are not keys.") from None


def _form_of(kind: str) -> type[forms.Form]:
    return PART_FORMS[kind_of(kind).name]


def _read(request: MemberRequest, kind: str, key: UUID) -> editing.PartRead:
    """The revision the form was made from: autosave sends it as If-Match, a plain form as a field."""
    text = request.headers.get("If-Match") or request.POST.get("seen", "")
    digits = text.strip().removeprefix("W/").strip('"')
    revision = whole_number(digits)
    if revision is None:
        raise Invalid("Say which state of the part you changed.", code="if_match_required")
    return editing.PartRead(kind_of(kind).name, key, revision)


def _is_autosave(request: MemberRequest) -> bool:
    return "X-Autosave" in request.headers  # set by autosave.js; a plain form sends none


def _unsaved(form: forms.Form) -> JsonResponse:
    return JsonResponse({"errors": form.errors}, status=422)


def _conflict(request: MemberRequest, error: DomainError) -> HttpResponse:
    """For the form: a sentence that says who, and what they wrote. Without scripts, the error's page."""
    if not _is_autosave(request):
        raise error
    # autosave.js says that with its own words, in the form.
    sentence = error.message.removesuffix(" Nothing of yours is lost.")
    facts: dict[str, object] = {name: error.data[name] for name in ("theirs", "revision") if name in error.data}
    body = {"changed_by": sentence, **facts}
    return JsonResponse(body, status=409)
