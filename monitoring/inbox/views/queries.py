"""A brand's queries: the list, and the editor that tries them while they are typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from accounts.brands.models import Brand
from accounts.cleaning import whole_number
from accounts.errors import NotFound
from accounts.forms import carried_out
from accounts.keyset import first_rows
from accounts.pages import MemberRequest, context_of, page, show
from accounts.permissions import may
from monitoring.inbox.forms.queries import QueryForm
from monitoring.inbox.services import queries
from monitoring.inbox.views.backfills import Progress, progress_of
from monitoring.inbox.views.trying import Tried, is_id, tapped, try_text
from monitoring.matching import QueryError, parse
from monitoring.matching.editing import Sign, differences
from monitoring.models import Backfill, Query, QueryVersion
from monitoring.page_context import BrandPage, SeeOther, brand_frame, brand_of

VERSIONS = 30  # shown beside the editor
SAVED = "Saved. It counts for posts fetched from now on."
Parts = list[tuple[Sign, str]]


@dataclass(frozen=True, kw_only=True)
class QueryRow:
    """A query, and what it looks for."""

    query: Query
    in_words: str


@dataclass(frozen=True, kw_only=True)
class QueryList(BrandPage):
    """A brand's queries."""

    rows: Sequence[QueryRow]
    may_edit: bool


@dataclass(frozen=True, kw_only=True)
class VersionRow:
    """A version; `parts`: its difference to the one before, None where that is not shown. `now`: the one in force."""

    version: QueryVersion
    parts: Parts | None
    now: bool


@dataclass(frozen=True, kw_only=True)
class QueryEdit(BrandPage, Tried):
    """The editor, of a new query or of one there is. `stale`: somebody saved it since; `backfill`: its last run."""

    form: QueryForm
    versions: Sequence[VersionRow] = ()
    more_versions: bool = False
    stale: bool = False
    backfill: Progress | None = None


@dataclass(frozen=True, kw_only=True)
class QueryVersions(BrandPage):
    """Two of a query's versions side by side."""

    query: Query
    rows: Sequence[QueryVersion]
    older: QueryVersion | None
    newer: QueryVersion | None
    older_text: str
    query_url: str
    parts: Parts
    may_edit: bool


@require_safe
@page("queries.see")
def query_list(request: MemberRequest, slug: str) -> HttpResponse:
    """Every query in plain words."""
    brand = brand_of(request, slug)
    rows = Query.objects.visible_to(request.member).filter(brand=brand).order_by("-is_active", "name")
    shown = QueryList(
        **brand_frame(request, brand, "queries"),
        rows=[QueryRow(query=row, in_words=_in_words(row.text)) for row in rows],
        may_edit=may(request.member, "queries.edit"),
    )
    return show(request, "inbox/query_list.html", shown)


def _in_words(text: str) -> str:
    try:
        return parse(text).in_words
    except QueryError:  # valid when it was saved, by an earlier language
        return "this text can no longer be read; open it to fix it"


@require_http_methods(["GET", "POST"])
@page("queries.edit")
def query_new(request: MemberRequest, slug: str) -> HttpResponse:
    """A new query; the first one begins from the brand's names."""
    brand = brand_of(request, slug)
    first = not Query.objects.visible_to(request.member).filter(brand=brand, is_active=True).exists()
    initial = {"name": brand.name, "text": queries.suggested_text(brand)} if first else {}
    form, saving = form_of(request, initial)
    if saving and form.is_valid():
        given = {"name": form.cleaned_data["name"], "text": form.cleaned_data["text"]}
        if carried_out(
            form, lambda: queries.save_query(member=request.member, brand=brand, **given, now=timezone.now())
        ):
            messages.success(request, SAVED)
            return SeeOther(f"/brands/{brand.slug}/queries/")
    tried = try_text(request, brand, form["text"].value())
    shown = QueryEdit(**brand_frame(request, brand, "queries"), **context_of(tried), form=form)
    return show(request, "inbox/query_edit.html", shown, status=422 if form.errors else 200)


def form_of(request: MemberRequest, initial: Mapping[str, object]) -> tuple[QueryForm, bool]:
    """The form, and whether it is being saved: a tap on a suggestion or a fix comes by the same form, and only changes the text."""
    if request.method != "POST":
        return QueryForm(initial=dict(initial)), False
    text = tapped(request.POST)
    if text is None:
        return QueryForm(request.POST, initial=dict(initial)), True
    typed = {"name": request.POST.get("name", ""), "version": request.POST.get("version", "")}
    return QueryForm(initial={**initial, **typed, "text": text}), False


def query_of(request: MemberRequest, brand: Brand, pk: UUID) -> Query:
    """Raises NotFound."""
    query: Query | None = Query.objects.visible_to(request.member).filter(brand=brand, pk=pk).first()
    if query is None:
        raise NotFound("There is no such query.")
    return query


@require_http_methods(["GET", "POST"])
@page("queries.see")
def query_edit(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """One query: its text, what it finds, its test set, its versions. Two editors never overwrite each other silently."""
    brand = brand_of(request, slug)
    query = query_of(request, brand, pk)
    form, saving = form_of(request, {"name": query.name, "text": query.text, "version": query.version})
    if saving and form.is_valid():
        edit = queries.Edit(**form.cleaned_data)
        if carried_out(
            form, lambda: queries.change_query(member=request.member, query=query, edit=edit, now=timezone.now())
        ):
            messages.success(request, SAVED if query.text != edit.text else "Saved.")
            return SeeOther(f"/brands/{brand.slug}/queries/{query.pk}/")
    shown = editor(request, brand, query, form)
    return show(request, "inbox/query_edit.html", shown, status=422 if form.errors else 200)


def editor(request: MemberRequest, brand: Brand, query: Query, form: QueryForm) -> QueryEdit:
    """Everything the page of one query shows."""
    versions = QueryVersion.objects.visible_to(request.member).filter(query=query).select_related("by")
    newest, more_versions = first_rows(versions.order_by("-number"), VERSIONS)
    running = Backfill.objects.visible_to(request.member).filter(query=query).order_by("-started_at").first()
    tried = replace(try_text(request, brand, form["text"].value(), query), query=query)
    return QueryEdit(
        **brand_frame(request, brand, "queries"),
        **context_of(tried),
        form=form,
        versions=_with_changes(newest),
        more_versions=more_versions,
        stale=bool(form.errors) and given_version(form) not in (None, query.version),
        backfill=progress_of(brand, running) if running else None,
    )


def given_version(form: QueryForm) -> int | None:
    """The version the editor had read."""
    value = getattr(form, "cleaned_data", {}).get("version")
    return value if isinstance(value, int) else None


def _with_changes(versions: list[QueryVersion]) -> list[VersionRow]:
    """Each version with its difference to the one before, by words."""
    rows = []
    for i, one in enumerate(versions):
        older = versions[i + 1].text if i + 1 < len(versions) else None
        parts = differences(older, one.text) if older is not None else None
        rows.append(VersionRow(version=one, parts=parts, now=i == 0))
    return rows


@require_POST
@page("queries.see")
def query_try(request: MemberRequest, slug: str) -> HttpResponse:
    """While it is typed, and after a tap: where it can't be read, or what it would have found."""
    brand = brand_of(request, slug)
    given = request.GET.get("query", "")
    query = Query.objects.visible_to(request.member).filter(brand=brand, pk=given).first() if is_id(given) else None
    text = tapped(request.POST)
    words = request.POST.get("text", "") if text is None else text
    answer = show(request, "inbox/query_tried.html", try_text(request, brand, words, query))
    return answer if text is None else trigger_client_event(answer, "queryText", {"text": text})


@require_POST
@page("queries.edit")
def query_remove(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Stops it. Its versions, and what it matched, stay."""
    brand = brand_of(request, slug)
    query = query_of(request, brand, pk)
    queries.remove_query(member=request.member, query=query, now=timezone.now())
    messages.success(request, f"{query.name} stopped. What it matched stays.")
    return SeeOther(f"/brands/{brand.slug}/queries/")


@require_safe
@page("queries.see")
def query_versions(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Any two versions side by side, by words."""
    brand = brand_of(request, slug)
    query = query_of(request, brand, pk)
    rows = QueryVersion.objects.visible_to(request.member).filter(query=query).select_related("by").order_by("-number")
    by_number = {row.number: row for row in rows[:500]}
    newer = _chosen(by_number, request.GET.get("to", ""), query.version)
    older = _chosen(by_number, request.GET.get("from", ""), max(newer - 1, min(by_number, default=1)))
    shown = QueryVersions(
        **brand_frame(request, brand, "queries"),
        query=query,
        rows=list(by_number.values()),
        older=by_number.get(older),
        newer=by_number.get(newer),
        older_text=str(older),
        query_url=f"/brands/{brand.slug}/queries/{query.pk}/",
        parts=differences(by_number[older].text, by_number[newer].text),
        may_edit=may(request.member, "queries.edit"),
    )
    return show(request, "inbox/query_versions.html", shown)


def _chosen(rows: dict[int, QueryVersion], text: str, fallback: int) -> int:
    number = whole_number(text)
    return number if number in rows else fallback


@require_POST
@page("queries.edit")
def query_restore(request: MemberRequest, slug: str, pk: UUID, number: int) -> HttpResponse:
    """An earlier text again, as a new version. Where it fails the test set, the editor opens with it and asks."""
    brand = brand_of(request, slug)
    current = query_of(request, brand, pk)
    text = QueryVersion.objects.visible_to(request.member).filter(query=current, number=number).values("text").first()
    form = QueryForm({"name": current.name, "text": text["text"] if text else "", "version": current.version})
    form.is_valid()
    if carried_out(
        form,
        lambda: queries.restore_version(member=request.member, query=current, number=number, now=timezone.now()),
    ):
        messages.success(request, f"Version {number} is in force again, as a new version.")
        return SeeOther(f"/brands/{brand.slug}/queries/{current.pk}/")
    return show(request, "inbox/query_edit.html", editor(request, brand, current, form), status=422)
