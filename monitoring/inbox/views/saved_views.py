"""Saved views on the pages: how the inbox opens with one, and the list where they are kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.brands.models import Brand
from accounts.errors import Conflict, Invalid
from accounts.forms import carried_out
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from monitoring.inbox.forms.mentions import Narrowing, narrowing
from monitoring.inbox.forms.saved_views import ViewForm
from monitoring.inbox.services import queries, saved_views
from monitoring.inbox.services.saved_views import ViewDraft
from monitoring.inbox.views.trying import PlacedProblem, placed
from monitoring.matching import Query as Parsed
from monitoring.matching import QueryError, parse
from monitoring.models import SavedView
from monitoring.page_context import SeeOther

LIST = "/mentions/views/"
_NOT_FILTERS = ("view", "matching", "brand")


@dataclass(frozen=True, kw_only=True)
class ViewRow:
    """A saved view: its address in the inbox, what it narrows by, and whether one's inbox opens with it."""

    view: SavedView
    url: str
    words: Sequence[str]
    default: bool
    may_change: bool


@dataclass(frozen=True, kw_only=True)
class ViewList:
    """All views that the member has."""

    rows: Sequence[ViewRow]
    active_nav: str = "inbox"


@dataclass(frozen=True, kw_only=True)
class ViewEdit:
    """The form of a view. A new one (`view` None) carries the filters and the brand that the inbox sent."""

    form: ViewForm
    matching_problems: Sequence[PlacedProblem]
    view: SavedView | None = None
    filters: dict[str, str] = field(default_factory=dict)
    brand_slug: str = ""
    active_nav: str = "inbox"


@dataclass(slots=True)
class Looking:
    """What the inbox is asked for: its filters, the view they came from, the text that sifts them."""

    asked: Narrowing
    views: list[SavedView]  # all of the member's
    view: SavedView | None = None
    text: str = ""
    parsed: Parsed | None = None
    problems: list[PlacedProblem] = field(default_factory=list)


def looking(request: MemberRequest) -> Looking:
    """The address as it is meant: one that names only a view, or nothing where one's inbox opens with a view, is that view's."""
    asked = narrowing(request.GET)
    views = list(saved_views.views_of(request.member))
    look = Looking(asked, views, view=_view(request, asked, views))
    if look.view is not None and set(asked.raw) <= {"view"}:
        look.asked = narrowing(QueryDict(address_of(look.view)[len("?") :]))
    look.text = look.asked.given.get("matching") or (look.view.text if look.view else "")
    if look.text:
        try:
            look.parsed = queries.check_written(look.text, before=look.view.text if look.view else "")
        except Invalid as error:
            look.problems = placed(look.text, error)
            look.asked.problems.append(f"Query text: {error.message}")
    return look


def _view(request: MemberRequest, asked: Narrowing, views: list[SavedView]) -> SavedView | None:
    if "view" not in asked.given:
        bare = not set(request.GET) - {"page", "after"}  # the list's own next page, or what came since
        return next((row for row in views if bare and request.member.user_id in row.default_for), None)
    view = next((row for row in views if row.pk == asked.given["view"]), None)
    if view is None:
        asked.problems.append("This view is gone, or it is somebody else's own.")
        del asked.raw["view"]
    return view


def address_of(view: SavedView) -> str:
    """The inbox's query string of a view, its filters written out, so that each can be taken out by itself."""
    given = {"view": str(view.pk), **view.filters, "brand": view.brand.slug if view.brand else ""}
    return Narrowing({}, given).address()


@dataclass(frozen=True, kw_only=True)
class SavedLink:
    """A saved view in the inbox's list."""

    label: str
    url: str
    current: bool
    shared: bool


@dataclass(frozen=True, kw_only=True)
class ViewsPanel:
    """What the inbox shows of views: the list, the text, and what can be saved."""

    saved: Sequence[SavedLink]
    view: SavedView | None
    view_changed: bool
    may_change_view: bool
    matching: str
    matching_problems: Sequence[PlacedProblem]
    matching_words: str
    kept: Mapping[str, str]
    share_with: Brand | None
    savable: bool
    no_text: str


def opens_with_a_view(request: MemberRequest, looking: Looking) -> bool:
    """Whether the member's inbox, asked for nothing, opens with one of the views."""
    return any(request.member.user_id in row.default_for for row in looking.views)


def panel(request: MemberRequest, looking: Looking, brand: Brand | None) -> ViewsPanel:
    """The views of this member, with what is open now."""
    raw = looking.asked.raw
    kept = {name: value for name, value in raw.items() if name not in _NOT_FILTERS}
    changed = looking.view is not None and (kept != looking.view.filters or looking.text != looking.view.text)
    return ViewsPanel(
        saved=[
            SavedLink(
                label=row.name,
                url=f"/mentions/{address_of(row)}",
                current=row == looking.view,
                shared=row.user_id is None,
            )
            for row in looking.views
        ],
        view=looking.view,
        view_changed=changed,
        may_change_view=looking.view is not None and _may_change(request, looking.view),
        matching=looking.text,
        matching_problems=looking.problems,
        matching_words=looking.parsed.in_words if looking.parsed else "",
        kept=kept,
        share_with=brand if may(request.member, "mentions.triage") else None,
        savable=bool(kept or looking.text or brand),
        no_text=f"/mentions/{looking.asked.address(matching='', view='')}",
    )


def chips(looking: Looking) -> list[dict[str, str]]:
    """The view and the text, each with the address without it."""
    made = []
    if looking.view is not None:
        made.append(
            {
                "label": looking.view.name,
                "url": f"/mentions/{looking.asked.address(view='', status=looking.asked.status)}",
            }
        )
    if looking.text and (looking.view is None or looking.text != looking.view.text):
        made.append({"label": "Query text", "url": f"/mentions/{looking.asked.address(matching='')}"})
    return made


def _may_change(request: MemberRequest, view: SavedView) -> bool:
    return view.user_id is not None or may(request.member, "mentions.triage")


@require_http_methods(["GET", "POST"])
@page("mentions.see")
def view_list(request: MemberRequest) -> HttpResponse:
    """The views one has; a POST makes one of what the inbox shows."""
    if request.method == "POST":
        return _made(request)
    rows = [
        ViewRow(
            view=row,
            url=f"/mentions/{address_of(row)}",
            words=_words(row),
            default=request.member.user_id in row.default_for,
            may_change=_may_change(request, row),
        )
        for row in saved_views.views_of(request.member)
    ]
    return show(request, "inbox/view_list.html", ViewList(rows=rows))


def _made(request: MemberRequest) -> HttpResponse:
    form, now = ViewForm(request.POST), timezone.now()
    made: list[SavedView] = []
    if form.is_valid():
        draft = _draft(request, form)
        if carried_out(form, lambda: made.append(saved_views.save_view(member=request.member, draft=draft, now=now))):
            if form.cleaned_data["default"]:
                saved_views.set_default(member=request.member, view=made[0])
            messages.success(request, f"Saved as {made[0].name}.")
            return SeeOther(f"/mentions/{address_of(made[0])}")
    shown = ViewEdit(
        form=form,
        matching_problems=_text_problems(form),
        filters=_filters(request),
        brand_slug=request.POST.get("brand", ""),
    )
    return show(request, "inbox/view_edit.html", shown, status=422)


def _draft(request: MemberRequest, form: ViewForm) -> ViewDraft:
    slug = request.POST.get("brand", "")
    brand = Brand.objects.visible_to(request.member).filter(slug=slug).first() if slug else None
    given = form.cleaned_data
    return ViewDraft(
        name=given["name"], brand=brand, shared=given["shared"], filters=_filters(request), text=given["text"]
    )


def _filters(request: MemberRequest) -> dict[str, str]:
    """The filters a form carries: whatever else it carries is not asked for."""
    names = ("status", "sentiment", "assignee", "span", "since", "until", "query", "source", "q")
    return {name: request.POST[name] for name in names if request.POST.get(name)}


def _text_problems(form: ViewForm) -> list[PlacedProblem]:
    text = str(form["text"].value() or "")
    try:
        if text.strip():
            queries.check_written(text, before=form.initial.get("text", ""))
    except Invalid as error:
        return placed(text, error)
    return []


@require_http_methods(["GET", "POST"])
@page("mentions.see")
def view_edit(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Its name and text. Its filters are changed in the inbox, and saved from there."""
    edited = saved_views.view_of(request.member, pk)
    initial = {"name": edited.name, "text": edited.text, "version": edited.version, "shared": edited.user_id is None}
    form = ViewForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        filters = _filters(request) if "filters" in request.POST else edited.filters
        draft = ViewDraft(
            name=form.cleaned_data["name"], brand=edited.brand, shared=edited.user_id is None, filters=filters,
            text=form.cleaned_data["text"],
        )  # fmt: skip
        version = form.cleaned_data["version"]
        if carried_out(
            form,
            lambda: saved_views.change_view(
                member=request.member, view=edited, draft=draft, version=version, now=timezone.now()
            ),
        ):
            messages.success(request, "Saved.")
            edited.refresh_from_db()  # the service changed the row it had locked, not this one
            return SeeOther(f"/mentions/{address_of(edited)}" if "filters" in request.POST else LIST)
    shown = ViewEdit(form=form, view=edited, matching_problems=_text_problems(form))
    return show(request, "inbox/view_edit.html", shown, status=422 if form.errors else 200)


@require_POST
@page("views.save")
def view_remove(request: MemberRequest, pk: UUID) -> HttpResponse:
    """For everybody who has it."""
    chosen = saved_views.view_of(request.member, pk)
    said, now = f"{chosen.name} removed.", timezone.now()
    return _done(request, lambda: saved_views.remove_view(member=request.member, view=chosen, now=now), said)


@require_POST
@page("views.save")
def view_default(request: MemberRequest, pk: UUID) -> HttpResponse:
    """One's inbox opens with it; `off` lets it open with all that is open again."""
    chosen = saved_views.view_of(request.member, pk)
    on = "off" not in request.POST
    words = f"Your inbox opens with {chosen.name} now." if on else "Your inbox opens with all that is open."
    return _done(request, lambda: saved_views.set_default(member=request.member, view=chosen if on else None), words)


def _done(request: MemberRequest, act: Callable[[], object], words: str) -> HttpResponse:
    try:
        act()
        messages.success(request, words)
    except Conflict as error:
        messages.error(request, error.message)
    return SeeOther(LIST)


def _words(view: SavedView) -> list[str]:
    """What it narrows by, in words."""
    words = [f"{name}: {value}" for name, value in view.filters.items() if name not in ("query", "source")]
    words += ["one query"] * ("query" in view.filters) + ["one source"] * ("source" in view.filters)
    if view.text:
        try:
            words.append(parse(view.text).in_words)
        except QueryError:
            words.append("its text can no longer be read; open it to fix it")
    return words
