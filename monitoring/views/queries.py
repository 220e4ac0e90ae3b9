"""A brand's queries: the list, the editor that tries them while they are typed, their versions."""

from difflib import SequenceMatcher
from re import findall
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.brands.models import Brand
from accounts.errors import Invalid, NotFound
from accounts.forms import carried_out
from accounts.pages import MemberRequest, page, show
from accounts.permissions import may
from monitoring.forms.queries import QueryForm
from monitoring.matching import QueryError, parse
from monitoring.models import Query, QueryVersion
from monitoring.services import queries
from monitoring.views.cards import card
from monitoring.views.finding import SeeOther, brand_frame, brand_of

BROAD = 0.25


@require_safe
@page("queries.see")
def query_list(request: MemberRequest, slug: str) -> HttpResponse:
    """Every query in plain words."""
    brand = brand_of(request, slug)
    rows = Query.objects.visible_to(request.member).filter(brand=brand).order_by("-is_active", "name")
    context = {
        **brand_frame(request, brand, "queries"),
        "rows": [{"query": row, "in_words": _in_words(row.text)} for row in rows],
        "may_edit": may(request.member, "queries.edit"),
    }
    return show(request, "monitoring/query_list.html", context)


def _in_words(text: str) -> str:
    try:
        return parse(text).in_words
    except QueryError:
        return "this text can no longer be read; open it to mend it"


@require_http_methods(["GET", "POST"])
@page("queries.edit")
def query_new(request: MemberRequest, slug: str) -> HttpResponse:
    """A new query; the first one begins from the brand's names."""
    brand = brand_of(request, slug)
    first = not Query.objects.visible_to(request.member).filter(brand=brand, is_active=True).exists()
    initial = {"name": brand.name, "text": queries.suggested_text(brand)} if first else {}
    form = QueryForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {"name": form.cleaned_data["name"], "text": form.cleaned_data["text"]}
        if carried_out(
            form, lambda: queries.save_query(member=request.member, brand=brand, **given, now=timezone.now())
        ):
            messages.success(request, "Saved. It counts for posts fetched from now on.")
            return SeeOther(f"/brands/{brand.slug}/queries/")
    context = {
        **brand_frame(request, brand, "queries"),
        "form": form,
        "suggested": first,
        **try_text(request, brand, form["text"].value()),
    }
    return show(request, "monitoring/query_edit.html", context, status=422 if form.errors else 200)


def query_of(request: MemberRequest, brand: Brand, pk: UUID) -> Query:
    """Raises NotFound."""
    found: Query | None = Query.objects.visible_to(request.member).filter(brand=brand, pk=pk).first()
    if found is None:
        raise NotFound("There is no such query.")
    return found


@require_http_methods(["GET", "POST"])
@page("queries.see")
def query_edit(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """One query: its text, what it finds, its versions. Two editors never overwrite each other silently."""
    brand = brand_of(request, slug)
    found = query_of(request, brand, pk)
    initial = {"name": found.name, "text": found.text, "version": found.version}
    form = QueryForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if carried_out(
            form,
            lambda: queries.change_query(
                member=request.member, query=found, edit=queries.Edit(**given), now=timezone.now()
            ),
        ):
            messages.success(request, "Saved. It counts for posts fetched from now on.")
            return SeeOther(f"/brands/{brand.slug}/queries/{found.pk}/")
    versions = (
        QueryVersion.objects.visible_to(request.member).filter(query=found).select_related("by").order_by("-number")
    )
    context = {
        **brand_frame(request, brand, "queries"),
        "query": found,
        "form": form,
        "versions": _with_changes(list(versions[:30])),
        "may_edit": may(request.member, "queries.edit"),
        "stale": form.errors and given_version(form) not in (None, found.version),
        **try_text(request, brand, form["text"].value()),
    }
    return show(request, "monitoring/query_edit.html", context, status=422 if form.errors else 200)


def given_version(form: QueryForm) -> int | None:
    """The version the editor had read."""
    value = getattr(form, "cleaned_data", {}).get("version")
    return value if isinstance(value, int) else None


def _with_changes(versions: list[QueryVersion]) -> list[dict[str, Any]]:
    """Each version with its difference to the one before, by words."""
    rows = []
    for i, one in enumerate(versions):
        older = versions[i + 1].text if i + 1 < len(versions) else None
        rows.append({"version": one, "parts": changes(older, one.text) if older is not None else None})
    return rows


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """(equal | delete | insert, text) runs from one text to the other, by words."""
    old, new = findall(r"\s+|\w+|[^\w\s]", before), findall(r"\s+|\w+|[^\w\s]", after)
    parts: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(("equal", "".join(old[a:b])))
            continue
        parts += [("delete", "".join(old[a:b]))] if b > a else []
        parts += [("insert", "".join(new[c:d]))] if d > c else []
    return parts


@require_POST
@page("queries.see")
def query_try(request: MemberRequest, slug: str) -> HttpResponse:
    """While it is typed: where it can't be read, or what it would have found."""
    brand = brand_of(request, slug)
    return render(
        request,
        "monitoring/query_tried.html",
        {"brand": brand, **try_text(request, brand, request.POST.get("text", ""))},
    )


def try_text(request: MemberRequest, brand: Brand, text: object) -> dict[str, Any]:
    """For the preview: `problems` with the text cut around each, or `preview` with cards."""
    words = str(text or "")[:20_000]
    if not words.strip():
        return {"preview": None, "problems": [], "lines": []}
    try:
        found = queries.preview(member=request.member, brand=brand, text=words, now=timezone.now())
        tree = queries.check_text(words)
    except Invalid as error:
        found_problems: Any = (error.data or {}).get("problems")
        problems: list[dict[str, Any]] = list(found_problems or ())
        return {"preview": None, "problems": [_placed(words, one) for one in problems] or [{"message": error.message}]}
    return {
        "preview": found,
        "examples": [{**card(mention, [tree]), "selectable": False, "src": ""} for mention in found.newest[:8]],
        "percent": round(100 * found.share),
        "broad": found.total >= 20 and found.share >= BROAD,
        "problems": [],
    }


def _placed(text: str, problem: dict[str, Any]) -> dict[str, Any]:
    """A problem with its line, its column in it, and that line cut before, at and after the place."""
    at = min(len(text), int(problem["column"]) - 1)
    end = min(len(text), at + int(problem["length"]))
    begin = text.rfind("\n", 0, at) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    return {
        **problem, "line": text.count("\n", 0, at) + 1, "place": at - begin + 1, "before": text[begin:at],
        "inside": text[at:end] or " ", "after": text[end:stop],
    }  # fmt: skip


@require_POST
@page("queries.edit")
def query_remove(request: MemberRequest, slug: str, pk: UUID) -> HttpResponse:
    """Stops it. Its versions, and what it matched, stay."""
    brand = brand_of(request, slug)
    found = query_of(request, brand, pk)
    queries.remove_query(member=request.member, query=found, now=timezone.now())
    messages.success(request, f"{found.name} stopped. What it matched stays.")
    return SeeOther(f"/brands/{brand.slug}/queries/")
